#include "panamatorch/runtime.h"

#include "detail/convert.hpp"
#include "detail/guard.hpp"
#include "detail/handle.hpp"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <c10/core/DefaultDtype.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <torch/csrc/inductor/aoti_torch/c/shim.h>
#include <torch/version.h>

#include <cmath>
#include <limits>

using namespace panamatorch;

namespace {

std::string version_text(uint64_t version) {
    const auto part = [version](int shift) { return std::to_string((version >> shift) & 0xFF); };
    return part(56) + '.' + part(48) + '.' + part(40);
}

int64_t device_count(c10::DeviceType type) {
    return c10::impl::hasDeviceGuardImpl(type) ? c10::impl::getDeviceGuardImpl(type)->deviceCount() : 0;
}

int to_int(int64_t value) {
    if (value < std::numeric_limits<int>::min() || value > std::numeric_limits<int>::max()) {
        throw ArgumentError("a number beyond int");
    }
    return static_cast<int>(value);
}

void set_default_dtype(c10::ScalarType dtype) {
    // Python's check: C++ accepts anything.
    TORCH_CHECK_TYPE(c10::isFloatingType(dtype), "only floating-point types are supported as the default type");
    c10::set_default_dtype(c10::scalarTypeToTypeMeta(dtype));
}

}  // namespace

int64_t pt_abi_version(void) {
    return PT_ABI_VERSION;
}

const char* pt_libtorch_version(void) {
    static const std::string text = version_text(aoti_torch_abi_version());
    return text.c_str();
}

const char* pt_libtorch_build_version(void) {
    return TORCH_VERSION;
}

int64_t pt_device_supported(int64_t device_type) {
    return guard_getter([&] { return c10::impl::hasDeviceGuardImpl(to_device_type(device_type)); });
}

pt_status pt_device_count(int64_t device_type, int64_t* ret) {
    return guard([&] { *ret = device_count(to_device_type(device_type)); });
}

pt_status pt_set_num_threads(int64_t threads) {
    return guard([&] { at::set_num_threads(to_int(threads)); });
}

pt_status pt_get_num_threads(int64_t* ret) {
    return guard([&] { *ret = at::get_num_threads(); });
}

pt_status pt_set_num_interop_threads(int64_t threads) {
    return guard([&] { at::set_num_interop_threads(to_int(threads)); });
}

pt_status pt_get_num_interop_threads(int64_t* ret) {
    return guard([&] { *ret = static_cast<int64_t>(at::get_num_interop_threads()); });
}

pt_status pt_get_default_dtype(int64_t* ret) {
    return guard([&] { *ret = static_cast<int64_t>(c10::get_default_dtype_as_scalartype()); });
}

pt_status pt_set_default_dtype(int64_t dtype) {
    return guard([&] { set_default_dtype(to_dtype(dtype)); });
}

pt_status pt_set_deterministic(int64_t enabled, int64_t warn_only) {
    return guard([&] { at::globalContext().setDeterministicAlgorithms(enabled != 0, warn_only != 0); });
}

pt_status pt_get_deterministic(int64_t* ret_enabled, int64_t* ret_warn_only) {
    return guard([&] {
        *ret_enabled = at::globalContext().deterministicAlgorithms();
        *ret_warn_only = at::globalContext().deterministicAlgorithmsWarnOnly();
    });
}

pt_status pt_set_check_sparse_invariants(int64_t enabled) {
    return guard([&] { at::globalContext().setCheckSparseTensorInvariants(enabled != 0); });
}

pt_status pt_get_check_sparse_invariants(int64_t* ret) {
    return guard([&] { *ret = at::globalContext().checkSparseTensorInvariants().value_or(false); });
}

pt_status pt_set_flush_denormal(int64_t enabled, int64_t* ret) {
    return guard([&] { *ret = at::globalContext().setFlushDenormal(enabled != 0); });
}

const char* pt_string_text(const pt_string* string) {
    return string == nullptr ? nullptr : string->text.c_str();
}

void pt_string_free(pt_string* string) {
    delete string;
}

double pt_pow(double base, double exponent) {
    return std::pow(base, exponent);
}

double pt_cos(double x) {
    return std::cos(x);
}

double pt_log(double x) {
    return std::log(x);
}
