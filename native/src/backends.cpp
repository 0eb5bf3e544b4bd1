#include "panamatorch/backends.h"

#include "detail/guard.hpp"

#include <ATen/Context.h>

#include <array>
#include <limits>

using namespace panamatorch;

namespace {

struct Flag {
    bool (*get)(const at::Context&);
    void (*set)(at::Context&, bool);
};

constexpr auto REDUCED = at::CuBLASReductionOption::AllowReducedPrecisionWithSplitK;

// In the order of pt_backend_flag.
constexpr std::array FLAGS = {
    Flag{
        [](const at::Context& it) { return it.allowTF32CuBLAS(); },
        [](at::Context& it, bool value) { it.setAllowTF32CuBLAS(value); }},
    Flag{
        [](const at::Context& it) { return it.allowFP16ReductionCuBLAS() == REDUCED; },
        [](at::Context& it, bool value) { it.setAllowFP16ReductionCuBLAS(value); }},
    Flag{
        [](const at::Context& it) { return it.allowBF16ReductionCuBLAS() == REDUCED; },
        [](at::Context& it, bool value) { it.setAllowBF16ReductionCuBLAS(value); }},
    Flag{
        [](const at::Context& it) { return it.allowFP16AccumulationCuBLAS(); },
        [](at::Context& it, bool value) { it.setAllowFP16AccumulationCuBLAS(value); }},
    Flag{
        [](const at::Context& it) { return it.userEnabledCuDNN(); },
        [](at::Context& it, bool value) { it.setUserEnabledCuDNN(value); }},
    Flag{
        [](const at::Context& it) { return it.benchmarkCuDNN(); },
        [](at::Context& it, bool value) { it.setBenchmarkCuDNN(value); }},
    Flag{
        [](const at::Context& it) { return it.deterministicCuDNN(); },
        [](at::Context& it, bool value) { it.setDeterministicCuDNN(value); }},
    Flag{
        [](const at::Context& it) { return it.allowTF32CuDNN(); },
        [](at::Context& it, bool value) { it.setAllowTF32CuDNN(value); }},
    Flag{
        [](const at::Context& it) { return it.userEnabledFlashSDP(); },
        [](at::Context& it, bool value) { it.setSDPUseFlash(value); }},
    Flag{
        [](const at::Context& it) { return it.userEnabledMemEfficientSDP(); },
        [](at::Context& it, bool value) { it.setSDPUseMemEfficient(value); }},
    Flag{
        [](const at::Context& it) { return it.userEnabledMathSDP(); },
        [](at::Context& it, bool value) { it.setSDPUseMath(value); }},
    Flag{
        [](const at::Context& it) { return it.userEnabledCuDNNSDP(); },
        [](at::Context& it, bool value) { it.setSDPUseCuDNN(value); }},
    Flag{
        [](const at::Context& it) { return it.allowFP16BF16ReductionMathSDP(); },
        [](at::Context& it, bool value) { it.setAllowFP16BF16ReductionMathSDP(value); }},
    Flag{
        [](const at::Context& it) { return it.userEnabledMkldnn(); },
        [](at::Context& it, bool value) { it.setUserEnabledMkldnn(value); }},
    Flag{
        [](const at::Context& it) { return it.deterministicMkldnn(); },
        [](at::Context& it, bool value) { it.setDeterministicMkldnn(value); }},
    Flag{
        [](const at::Context& it) { return it.deterministicFillUninitializedMemory(); },
        [](at::Context& it, bool value) { it.setDeterministicFillUninitializedMemory(value); }},
};
static_assert(FLAGS.size() == PT_DETERMINISTIC_FILL + 1);

const Flag& to_flag(int64_t code) {
    if (code < 0 || code >= static_cast<int64_t>(FLAGS.size())) {
        throw ArgumentError("an unknown flag of the backends");
    }
    return FLAGS[static_cast<size_t>(code)];
}

int to_limit(int64_t limit) {
    if (limit < 0 || limit > std::numeric_limits<int>::max()) {
        throw ArgumentError("a limit beyond int");
    }
    return static_cast<int>(limit);
}

// C++ sets it by Python's words only.
const char* precision_text(int64_t precision) {
    switch (precision) {
        case PT_MATMUL_HIGHEST:
            return "highest";
        case PT_MATMUL_HIGH:
            return "high";
        case PT_MATMUL_MEDIUM:
            return "medium";
        default:
            throw ArgumentError("an unknown precision of matrix products");
    }
}

}  // namespace

pt_status pt_backend_get(int64_t flag, int64_t* ret) {
    return guard([&] { *ret = to_flag(flag).get(at::globalContext()); });
}

pt_status pt_backend_set(int64_t flag, int64_t value) {
    return guard([&] { to_flag(flag).set(at::globalContext(), value != 0); });
}

pt_status pt_cudnn_get_benchmark_limit(int64_t* ret) {
    return guard([&] { *ret = at::globalContext().benchmarkLimitCuDNN(); });
}

pt_status pt_cudnn_set_benchmark_limit(int64_t limit) {
    return guard([&] { at::globalContext().setBenchmarkLimitCuDNN(to_limit(limit)); });
}

pt_status pt_get_float32_matmul_precision(int64_t* ret) {
    return guard([&] { *ret = static_cast<int64_t>(at::globalContext().float32MatmulPrecision()); });
}

pt_status pt_set_float32_matmul_precision(int64_t precision) {
    return guard([&] { at::globalContext().setFloat32MatmulPrecision(precision_text(precision)); });
}

int64_t pt_cuda_runtime_version(void) {
    return guard_getter([] { return at::Context::hasCUDART() ? at::Context::versionCUDART() : PT_NONE; });
}

int64_t pt_cudnn_version(void) {
    return guard_getter([] { return at::Context::hasCuDNN() ? at::Context::versionRuntimeCuDNN() : PT_NONE; });
}
