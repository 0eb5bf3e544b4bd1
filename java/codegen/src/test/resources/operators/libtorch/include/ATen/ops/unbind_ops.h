// The shape of a LibTorch header, as far as the generator reads it.

struct TORCH_API unbind_int {
  static constexpr const char* name = "aten::unbind";
  static constexpr const char* overload_name = "int";
  static constexpr const char* schema_str = "unbind.int(Tensor(a -> *) self, int dim=0) -> Tensor(a)[]";
};
