// detail/unrecorded.hpp: autograd's kernels are passed by for the tensors and on the threads where they do nothing, as
// long as they are LibTorch's, and for no other.
#include "detail/unrecorded.hpp"

#include <ATen/autocast_mode.h>
#include <ATen/ops/add.h>
#include <ATen/ops/ones.h>
#include <c10/core/InferenceMode.h>
#include <torch/library.h>

#include <array>
#include <optional>

// LibTorch's, which ends the program.
#undef CHECK
#include "check.h"

using namespace panamatorch;

namespace {

c10::DispatchKeySet excluded() {
    return c10::impl::tls_local_dispatch_key_set().excluded_;
}

template <typename... Tensors>
bool passes_by(const Tensors&... tensors) {
    const auto before = excluded();
    const Unrecorded below(Unrecorded::CHANGED, tensors...);
    return excluded() != before;
}

void kernels_of_all_operators_are_generated() {
    Unrecorded::look_at_kernels();
    CHECK(passes_by(at::ones({2})));
}

void tensors_without_history_pass() {
    const auto plain = at::ones({2});
    CHECK(passes_by(plain, plain, at::ones({})));
    const std::array<std::optional<at::Tensor>, 2> optional{std::nullopt, plain};
    CHECK(passes_by(plain, optional[0], optional[1]));
    CHECK(excluded() == c10::default_excluded_set);
}

void others_do_not() {
    const auto plain = at::ones({2});
    const auto leaf = at::ones({2}).requires_grad_();
    CHECK(!passes_by(leaf));
    CHECK(!passes_by(plain, leaf));
    CHECK(!passes_by(plain, std::optional(leaf)));
    CHECK(!passes_by(leaf.add(plain)));
    CHECK(!passes_by(plain.view({1, 2})));
    CHECK(!passes_by(plain.to_sparse()));
    CHECK(!passes_by(plain, at::Tensor()));
    CHECK(!passes_by(at::ones({2}, at::device(c10::kMeta))));
}

void modes_are_asked() {
    const auto plain = at::ones({2});
    {
        const c10::InferenceMode mode;
        CHECK(!passes_by(plain));
    }
    at::autocast::set_autocast_enabled(at::kCPU, true);
    CHECK(!passes_by(plain));
    at::autocast::set_autocast_enabled(at::kCPU, false);
    CHECK(passes_by(plain));
}

void views_are_still_of_their_base() {
    const auto plain = at::ones({2});
    const Unrecorded below(Unrecorded::CHANGED, plain);
    const auto view = plain.view({1, 2});
    CHECK(view.is_view());
    CHECK(view._base().is_same(plain));
}

void changes_still_count() {
    const auto plain = at::ones({2});
    const auto before = plain._version();
    const Unrecorded below(Unrecorded::CHANGED, plain);
    plain.add_(1);
    CHECK_INT(before + 1, plain._version());
}

at::Tensor of_another(const at::Tensor& self, const at::Tensor& /*other*/, const at::Scalar& /*alpha*/) {
    return self;
}

void kernels_of_others_are_called() {
    const auto plain = at::ones({2});
    {
        torch::Library library(torch::Library::IMPL, "aten", c10::DispatchKey::AutogradCPU, __FILE__, __LINE__);
        library.impl("add.Tensor", of_another);
        Unrecorded::look_at_kernels();
        CHECK(!passes_by(plain));
    }
    Unrecorded::look_at_kernels();
    CHECK(passes_by(plain));
}

}  // namespace

int main() {
    kernels_of_all_operators_are_generated();
    tensors_without_history_pass();
    others_do_not();
    modes_are_asked();
    views_are_still_of_their_base();
    changes_still_count();
    kernels_of_others_are_called();
    return test_result();
}
