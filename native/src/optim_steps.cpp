#include "detail/convert.hpp"
#include "detail/dense_keys.hpp"
#include "detail/guard.hpp"
#include "detail/handle.hpp"
#include "detail/optim_adam.hpp"
#include "detail/optim_fused.hpp"
#include "panamatorch/optim.h"

#include <ATen/ops/_foreach_add.h>
#include <ATen/ops/add.h>

#include <vector>

namespace panamatorch::optim {
namespace {

// Whether a count is a plain float of the CPU, which an operator would take a thousand times as long to add 1 to.
bool is_plain(const at::Tensor& step) {
    return has_dense_keys(step) && step.scalar_type() == at::kFloat && step.numel() == 1
        && step.storage().nbytes() >= (step.storage_offset() + 1) * sizeof(float) && !step.requires_grad()
        && !step.is_inference();
}

}  // namespace

void increment(const at::Tensor& step) {
    if (is_plain(step)) {
        *step.mutable_data_ptr<float>() += 1;
        step.unsafeGetTensorImpl()->bump_version();
    } else {
        step.add_(1);
    }
}

void increment(const std::vector<at::Tensor>& steps) {
    if (!steps.empty() && !steps[0].is_cpu()) {
        at::_foreach_add_(steps, 1);
        return;
    }
    for (const auto& step : steps) {
        increment(step);
    }
}

}  // namespace panamatorch::optim

using namespace panamatorch;

pt_status pt_steps_increment(pt_tensor* const* steps, int64_t count) {
    return guard([&] {
        const auto size = length(steps, count);
        for (size_t i = 0; i < size; ++i) {
            optim::increment(*Borrowed(steps[i]));
        }
    });
}
