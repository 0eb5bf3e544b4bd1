// The shape of a LibTorch header, as far as the generator reads it.

struct TORCH_API equal {
  static constexpr const char* name = "aten::equal";
  static constexpr const char* overload_name = "";
  static constexpr const char* schema_str = "equal(Tensor self, Tensor other) -> bool";
};
