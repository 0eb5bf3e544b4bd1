// The shape of a LibTorch header, as far as the generator reads it.

struct TORCH_API argmax {
  static constexpr const char* name = "aten::argmax";
  static constexpr const char* overload_name = "";
  static constexpr const char* schema_str = "argmax(Tensor self, int? dim=None, bool keepdim=False) -> Tensor";
};
