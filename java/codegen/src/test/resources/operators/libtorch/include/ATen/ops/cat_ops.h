// The shape of a LibTorch header, as far as the generator reads it.

struct TORCH_API cat {
  static constexpr const char* name = "aten::cat";
  static constexpr const char* overload_name = "";
  static constexpr const char* schema_str = "cat(Tensor[] tensors, int dim=0) -> Tensor";
};
