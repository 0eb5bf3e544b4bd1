#include "detail/unrecorded.hpp"

#include "detail/dense_keys.hpp"

#include <ATen/core/dispatch/Dispatcher.h>

#include <algorithm>
#include <atomic>
#include <string>
#include <string_view>

namespace panamatorch {

namespace {

// Each on a line, with a dot before the overload's name.
constexpr std::string_view OPERATORS =
#include "unrecorded_operators.inc"
    ;

// The table's line for autograd on the CPU tells where the kernel was registered that is called.
bool is_own(const std::string& line) {
    const auto dot = line.find('.');
    const auto op = c10::Dispatcher::singleton().findSchema(
        {"aten::" + line.substr(0, dot), dot == std::string::npos ? "" : line.substr(dot + 1)});
    if (!op) {
        return false;
    }
    const auto table = op->dumpComputedTable();
    const auto begin = table.find("\nAutogradCPU: ");
    return begin != std::string::npos
        && table.substr(begin, table.find('\n', begin + 1) - begin).find("VariableType_") != std::string::npos;
}

std::atomic<bool> kernels_are_own = true;

bool is_usual(const c10::impl::LocalDispatchKeySet& keys) noexcept {
    return keys.included_ == c10::default_included_set && keys.excluded_ == c10::default_excluded_set;
}

bool is_unknown(const c10::TensorImpl* tensor) noexcept {
    return tensor == nullptr || (tensor->autograd_meta() == nullptr && DENSE_KEYS.has_all(tensor->key_set()));
}

}  // namespace

Unrecorded::Unrecorded(c10::DispatchKeySet passed_by, std::initializer_list<const c10::TensorImpl*> tensors) noexcept {
    if (std::all_of(tensors.begin(), tensors.end(), is_unknown) && is_usual(c10::impl::tls_local_dispatch_key_set())
        && kernels_are_own.load(std::memory_order_relaxed)) {
        guard_.emplace(passed_by);
    }
}

Unrecorded::~Unrecorded() = default;

void Unrecorded::look_at_kernels() {
    bool are_own = true;
    for (size_t begin = 0, end = 0; begin < OPERATORS.size(); begin = end + 1) {
        end = OPERATORS.find('\n', begin);
        are_own = are_own && is_own(std::string(OPERATORS.substr(begin, end - begin)));
    }
    kernels_are_own = are_own;
}

}  // namespace panamatorch
