#include "panamatorch/checks.h"

#include "detail/checks.hpp"
#include "detail/guard.hpp"

#include <ATen/core/dispatch/Dispatcher.h>
#include <c10/util/Exception.h>

#include <string>

using namespace panamatorch;

namespace {

// LibTorch warns of a kernel that takes another's place, which is what is meant here.
class Silence final : public c10::WarningHandler {
   public:
    void process(const c10::Warning& /*warning*/) override {}
};

// Never destroyed: kernels are called while the process ends, too.
torch::Library& library(c10::DispatchKey key) {
    return *new torch::Library(torch::Library::IMPL, "aten", key, __FILE__, __LINE__);
}

// Another copy of this library, of another class loader's, may have been first.
bool is_installed() {
    const auto op = c10::Dispatcher::singleton().findSchema({"aten::embedding_dense_backward", ""});
    return op && op->dumpState().find(__FILE__) != std::string::npos;
}

void install() {
    Silence silence;
    const c10::WarningUtils::WarningHandlerGuard guard(&silence);
    const Kernels kernels{
        library(c10::DispatchKey::CPU),
        library(c10::DispatchKey::CompositeImplicitAutograd),
        library(c10::DispatchKey::CompositeExplicitAutograd),
        library(c10::DispatchKey::CompositeExplicitAutogradNonFunctional),
        library(c10::DispatchKey::CompositeImplicitAutogradNestedTensor),
        library(c10::DispatchKey::NestedTensorCPU),
        library(c10::DispatchKey::Meta),
        library(c10::DispatchKey::MkldnnCPU),
        library(c10::DispatchKey::QuantizedCPU)};
    check_bags(kernels);
    check_identities(kernels);
    check_indices(kernels);
    check_integers(kernels);
    check_layouts(kernels);
    check_linear_algebra(kernels);
    check_losses(kernels);
    check_nested(kernels);
    check_normalization(kernels);
    check_quantized(kernels);
    check_recurrent(kernels);
    check_resampling(kernels);
    check_sizes(kernels);
    check_sparse(kernels);
}

// One comparison an element and no branch, which the compiler makes vectors of.
template <typename Integer>
bool has_beyond(const at::Tensor& tensor, int64_t begin, uint64_t span) {
    const auto flat = tensor.contiguous();
    const auto* values = flat.const_data_ptr<Integer>();
    const auto count = flat.numel();
    bool beyond = false;
    for (int64_t i = 0; i < count; ++i) {
        beyond |= static_cast<uint64_t>(static_cast<int64_t>(values[i])) - static_cast<uint64_t>(begin) >= span;
    }
    return beyond;
}

template <typename Integer>
bool has(const at::Tensor& tensor, int64_t value) {
    const auto flat = tensor.contiguous();
    const auto* values = flat.const_data_ptr<Integer>();
    const auto count = flat.numel();
    bool found = false;
    for (int64_t i = 0; i < count; ++i) {
        found |= static_cast<int64_t>(values[i]) == value;
    }
    return found;
}

}  // namespace

namespace panamatorch {

bool all_within(const at::Tensor& tensor, int64_t begin, int64_t end) {
    if (!is_readable(tensor)) {
        return true;
    }
    const auto span = static_cast<uint64_t>(end) - static_cast<uint64_t>(begin);
    switch (tensor.scalar_type()) {
        case at::kByte:
            return !has_beyond<uint8_t>(tensor, begin, span);
        case at::kInt:
            return !has_beyond<int32_t>(tensor, begin, span);
        case at::kLong:
            return !has_beyond<int64_t>(tensor, begin, span);
        default:
            return true;
    }
}

bool contains(const at::Tensor& tensor, int64_t value) {
    switch (tensor.scalar_type()) {
        case at::kChar:
            return has<int8_t>(tensor, value);
        case at::kShort:
            return has<int16_t>(tensor, value);
        case at::kInt:
            return has<int32_t>(tensor, value);
        case at::kLong:
            return has<int64_t>(tensor, value);
        default:
            return false;
    }
}

}  // namespace panamatorch

pt_status pt_checks_install(void) {
    return guard([] {
        static std::mutex installing;
        const std::lock_guard lock(installing);
        if (!is_installed()) {
            install();
        }
    });
}
