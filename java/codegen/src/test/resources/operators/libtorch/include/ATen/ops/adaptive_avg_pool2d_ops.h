// The shape of a LibTorch header, as far as the generator reads it.

struct TORCH_API adaptive_avg_pool2d {
  static constexpr const char* name = "aten::adaptive_avg_pool2d";
  static constexpr const char* overload_name = "";
  static constexpr const char* schema_str = "adaptive_avg_pool2d(Tensor self, SymInt[2] output_size) -> Tensor";
};
