#ifndef PANAMATORCH_RUNTIME_H
#define PANAMATORCH_RUNTIME_H

#include "panamatorch/export.h"
#include "panamatorch/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The number that changes with every incompatible change of this ABI; the Java side refuses any other. */
#define PT_ABI_VERSION 2

/* PT_ABI_VERSION as this library was built. Cannot fail. */
PT_EXPORT int64_t pt_abi_version(void);

/* The version of LibTorch that is loaded, such as "2.13.0". Borrowed, valid for ever. Cannot fail.
 * pt::libtorch_version() -> str */
PT_EXPORT const char* pt_libtorch_version(void);

/* The version of LibTorch that this library was compiled against. Borrowed, valid for ever. Cannot fail. */
PT_EXPORT const char* pt_libtorch_build_version(void);

/* 1 where this LibTorch can make tensors on devices of this type (c10::DeviceType), whether or not there are any;
 * PT_NONE for a type that it does not know. Cannot fail.
 * pt::device_supported(DeviceType type) -> int */
PT_EXPORT int64_t pt_device_supported(int64_t device_type);

/* Whether an accelerator of this type (c10::DeviceType) can be used, and how many there are.
 * pt::device_count.deviceCount(DeviceType type) -> int */
PT_EXPORT pt_status pt_device_count(int64_t device_type, int64_t* ret);

/* pt::set_num_threads.setNumThreads(int threads) -> () */
PT_EXPORT pt_status pt_set_num_threads(int64_t threads);

/* pt::get_num_threads.getNumThreads() -> int */
PT_EXPORT pt_status pt_get_num_threads(int64_t* ret);

/* pt::set_num_interop_threads.setNumInteropThreads(int threads) -> () */
PT_EXPORT pt_status pt_set_num_interop_threads(int64_t threads);

/* pt::get_num_interop_threads.getNumInteropThreads() -> int */
PT_EXPORT pt_status pt_get_num_interop_threads(int64_t* ret);

/* The dtype (c10::ScalarType) of floating-point tensors that name none.
 * pt::get_default_dtype.getDefaultDtype() -> ScalarType */
PT_EXPORT pt_status pt_get_default_dtype(int64_t* ret);

/* pt::set_default_dtype.setDefaultDtype(ScalarType dtype) -> () */
PT_EXPORT pt_status pt_set_default_dtype(int64_t dtype);

/* Whether operations without a deterministic implementation are errors or, with warn_only, warnings.
 * pt::set_deterministic.useDeterministicAlgorithms(bool mode, bool warnOnly) -> () */
PT_EXPORT pt_status pt_set_deterministic(int64_t enabled, int64_t warn_only);

/* pt::get_deterministic.areDeterministicAlgorithmsEnabled() -> (bool enabled, bool warn_only) */
PT_EXPORT pt_status pt_get_deterministic(int64_t* ret_enabled, int64_t* ret_warn_only);

/* Whether constructors of sparse tensors check that indices fit.
 * pt::set_check_sparse_invariants.setCheckInvariants(bool enabled) -> () */
PT_EXPORT pt_status pt_set_check_sparse_invariants(int64_t enabled);

/* pt::get_check_sparse_invariants.checksInvariants() -> bool */
PT_EXPORT pt_status pt_get_check_sparse_invariants(int64_t* ret);

/* Whether the CPU takes denormal numbers for zero, on the calling thread; 0 in ret where it cannot.
 * pt::set_flush_denormal.setFlushDenormal(bool mode) -> bool */
PT_EXPORT pt_status pt_set_flush_denormal(int64_t enabled, int64_t* ret);

/* C's functions of numbers, as Python's floats use them. Cannot fail.
 * pt::pow(float base, float exponent) -> float */
PT_EXPORT double pt_pow(double base, double exponent);

/* pt::cos(float x) -> float */
PT_EXPORT double pt_cos(double x);

/* pt::log(float x) -> float */
PT_EXPORT double pt_log(double x);

/* The text that this library gave as new. Borrowed: valid until pt_string_free. Cannot fail. */
PT_EXPORT const char* pt_string_text(const pt_string* string);

/* Releases a string, or NULL. Cannot fail. */
PT_EXPORT void pt_string_free(pt_string* string);

#ifdef __cplusplus
}
#endif

#endif
