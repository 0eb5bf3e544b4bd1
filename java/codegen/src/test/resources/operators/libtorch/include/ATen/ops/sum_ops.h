// The shape of a LibTorch header, as far as the generator reads it.

struct TORCH_API sum {
  static constexpr const char* name = "aten::sum";
  static constexpr const char* overload_name = "";
  static constexpr const char* schema_str = "sum(Tensor self, *, ScalarType? dtype=None) -> Tensor";
};

struct TORCH_API sum_dim_IntList {
  static constexpr const char* name = "aten::sum";
  static constexpr const char* overload_name = "dim_IntList";
  static constexpr const char* schema_str = "sum.dim_IntList(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor";
};
