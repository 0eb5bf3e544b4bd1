// The shape of a LibTorch header, as far as the generator reads it.

struct TORCH_API index_Tensor {
  static constexpr const char* name = "aten::index";
  static constexpr const char* overload_name = "Tensor";
  static constexpr const char* schema_str = "index.Tensor(Tensor self, Tensor?[] indices) -> Tensor";
};
