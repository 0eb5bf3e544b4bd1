// The shape of a LibTorch header, as far as the generator reads it.

struct TORCH_API zeros {
  static constexpr const char* name = "aten::zeros";
  static constexpr const char* overload_name = "";
  static constexpr const char* schema_str = "zeros(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor";
};
