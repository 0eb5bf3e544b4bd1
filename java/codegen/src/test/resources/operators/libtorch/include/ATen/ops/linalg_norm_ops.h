// The shape of a LibTorch header, as far as the generator reads it.

struct TORCH_API linalg_norm_ord_str {
  static constexpr const char* name = "aten::linalg_norm";
  static constexpr const char* overload_name = "ord_str";
  static constexpr const char* schema_str = "linalg_norm.ord_str(Tensor self, str ord, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor";
};
