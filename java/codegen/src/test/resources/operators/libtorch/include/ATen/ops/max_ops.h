// The shape of a LibTorch header, as far as the generator reads it.

struct TORCH_API max_dim {
  static constexpr const char* name = "aten::max";
  static constexpr const char* overload_name = "dim";
  static constexpr const char* schema_str = "max.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)";
};
