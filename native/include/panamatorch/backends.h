#ifndef PANAMATORCH_BACKENDS_H
#define PANAMATORCH_BACKENDS_H

#include "panamatorch/export.h"
#include "panamatorch/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Python's torch.backends: what the libraries behind LibTorch may do, for the whole process. All of it can be set and
 * asked whether or not this LibTorch has the library. */

typedef enum pt_backend_flag {
    PT_CUBLAS_ALLOW_TF32 = 0,
    PT_CUBLAS_ALLOW_FP16_REDUCTION = 1,
    PT_CUBLAS_ALLOW_BF16_REDUCTION = 2,
    PT_CUBLAS_ALLOW_FP16_ACCUMULATION = 3,
    PT_CUDNN_ENABLED = 4,
    PT_CUDNN_BENCHMARK = 5,
    PT_CUDNN_DETERMINISTIC = 6,
    PT_CUDNN_ALLOW_TF32 = 7,
    PT_SDP_FLASH = 8,
    PT_SDP_MEM_EFFICIENT = 9,
    PT_SDP_MATH = 10,
    PT_SDP_CUDNN = 11,
    PT_SDP_MATH_REDUCTION = 12,
    PT_MKLDNN_ENABLED = 13,
    PT_MKLDNN_DETERMINISTIC = 14,
    PT_DETERMINISTIC_FILL = 15
} pt_backend_flag;

/* pt::backend_get(Operation operation, Code flag) -> bool */
PT_EXPORT pt_status pt_backend_get(int64_t flag, int64_t* ret);

/* pt::backend_set(Operation operation, Code flag, bool value) -> () */
PT_EXPORT pt_status pt_backend_set(int64_t flag, int64_t value);

/* How many of cuDNN's algorithms its benchmark tries; 0 for all.
 * pt::cudnn_get_benchmark_limit.benchmarkLimit() -> int */
PT_EXPORT pt_status pt_cudnn_get_benchmark_limit(int64_t* ret);

/* pt::cudnn_set_benchmark_limit.setBenchmarkLimit(int limit) -> () */
PT_EXPORT pt_status pt_cudnn_set_benchmark_limit(int64_t limit);

/* at::Float32MatmulPrecision: how products of float32 matrices may be computed. */
typedef enum pt_matmul_precision {
    PT_MATMUL_HIGHEST = 0,
    PT_MATMUL_HIGH = 1,
    PT_MATMUL_MEDIUM = 2
} pt_matmul_precision;

/* pt::get_float32_matmul_precision.getFloat32MatmulPrecision() -> int */
PT_EXPORT pt_status pt_get_float32_matmul_precision(int64_t* ret);

/* pt::set_float32_matmul_precision.setFloat32MatmulPrecision(Code precision) -> () */
PT_EXPORT pt_status pt_set_float32_matmul_precision(int64_t precision);

/* The versions that are running, as the libraries write them in one number; PT_NONE where this LibTorch has none.
 * Cannot fail.
 * pt::cuda_runtime_version() -> int */
PT_EXPORT int64_t pt_cuda_runtime_version(void);

/* pt::cudnn_version() -> int */
PT_EXPORT int64_t pt_cudnn_version(void);

#ifdef __cplusplus
}
#endif

#endif
