// The shape of a LibTorch header, as far as the generator reads it.

struct TORCH_API _foreach_add__Scalar {
  static constexpr const char* name = "aten::_foreach_add_";
  static constexpr const char* overload_name = "Scalar";
  static constexpr const char* schema_str = "_foreach_add_.Scalar(Tensor(a!)[] self, Scalar scalar) -> ()";
};
