#include "detail/checks.hpp"

#include <ATen/ops/_embedding_bag_dense_backward_native.h>
#include <ATen/ops/_embedding_bag_forward_only_native.h>
#include <ATen/ops/_embedding_bag_native.h>
#include <ATen/ops/_embedding_bag_per_sample_weights_backward_native.h>
#include <ATen/ops/embedding_dense_backward_native.h>

// Embeddings and bags of them.
namespace panamatorch {

namespace {

void check_order(const at::Tensor& offsets, int64_t index_count) {
    const auto flat = offsets.to(at::kLong).contiguous();
    const auto* values = flat.const_data_ptr<int64_t>();
    int64_t before = 0;
    for (int64_t i = 0; i < flat.numel(); ++i) {
        TORCH_CHECK(
            values[i] >= before && values[i] <= index_count, "embedding_bag: offsets has ", values[i], " at position ",
            i, ", expected numbers that rise from 0 to at most ", index_count, ", the number of indices");
        before = values[i];
    }
}

constexpr auto bag_offsets = [](const at::Tensor& weight,
                                const at::Tensor& indices,
                                const at::Tensor& offsets,
                                bool /*scale_grad_by_freq*/,
                                int64_t mode,
                                bool /*sparse*/,
                                const OptionalTensor& per_sample_weights,
                                bool include_last_offset,
                                int64_t padding_idx) {
    if (!indices.defined() || !offsets.defined() || indices.dim() < 1 || indices.dim() > 2) {
        return;
    }
    // As the kernel says, which asks for it beside indices of one dimension only.
    TORCH_CHECK(offsets.dim() == 1, "offsets has to be a 1D Tensor, but got Tensor of dimension ", offsets.dim());
    // Sums of whole rows of floats have a way of their own, which asks nothing of indices that are in no bag.
    const auto is_fast = weight.scalar_type() != at::kDouble && mode != 2 && padding_idx < 0 && weight.dim() == 2
        && weight.stride(1) == 1
        && (!per_sample_weights.has_value() || !per_sample_weights->defined()
            || (per_sample_weights->dim() == 1 && per_sample_weights->stride(0) == 1));
    TORCH_CHECK(
        is_fast || indices.dim() == 1, "embedding_bag: indices has the shape ", indices.sizes(),
        ", expected one dimension, other than where rows are added whole");
    const auto bags = offsets.size(0) - (include_last_offset ? 1 : 0);
    TORCH_CHECK(
        bags > 0 || is_fast || indices.size(0) == 0, "embedding_bag: offsets has ", offsets.size(0),
        " elements, which make no bag, expected one more at least for the ", indices.size(0), " indices");
    if (is_readable(offsets) && c10::isIntegralType(offsets.scalar_type(), /*includeBool=*/true)) {
        check_order(offsets, indices.size(0));
    }
};

void check_rows(const at::Tensor& indices, int64_t rows) {
    TORCH_CHECK_INDEX(
        all_within(indices, 0, rows), "embedding: indices has an element outside of 0 to ", rows - 1,
        ", the rows of weight");
}

void check_bag_numbers(const at::Tensor& indices, const at::Tensor& offset2bag, int64_t bags) {
    TORCH_CHECK(
        offset2bag.numel() == 0 || offset2bag.numel() == indices.numel(), "embedding_bag: offset2bag has ",
        offset2bag.numel(), " elements, expected ", indices.numel(), ", one an index");
    TORCH_CHECK_INDEX(
        all_within(offset2bag, 0, bags), "embedding_bag: offset2bag has an element outside of 0 to ", bags - 1,
        ", the bags of grad");
}

constexpr auto bag_gradient = [](const at::Tensor& grad,
                                 const at::Tensor& indices,
                                 const at::Tensor& offset2bag,
                                 const at::Tensor& bag_size,
                                 const at::Tensor& /*maximum_indices*/,
                                 int64_t num_weights,
                                 bool /*scale_grad_by_freq*/,
                                 int64_t mode,
                                 const auto&...) {
    if (grad.dim() != 2 || mode == 2) {
        return;
    }
    check_rows(indices, num_weights);
    check_bag_numbers(indices, offset2bag, grad.size(0));
    TORCH_CHECK(
        mode != 1 || bag_size.numel() >= grad.size(0), "embedding_bag: bag_size has ", bag_size.numel(),
        " elements, expected ", grad.size(0), ", one a bag");
};

constexpr auto sample_weights_gradient = [](const at::Tensor& grad,
                                            const at::Tensor& weight,
                                            const at::Tensor& indices,
                                            const at::Tensor& /*offsets*/,
                                            const at::Tensor& offset2bag,
                                            int64_t /*mode*/,
                                            int64_t /*padding_idx*/) {
    if (grad.dim() != 2 || weight.dim() != 2) {
        return;
    }
    check_rows(indices, weight.size(0));
    check_bag_numbers(indices, offset2bag, grad.size(0));
};

// It counts how often each row is used, in memory of its own; else it leaves out what it has no row for.
constexpr auto embedding_gradient = [](const at::Tensor& /*grad*/,
                                       const at::Tensor& indices,
                                       int64_t num_weights,
                                       int64_t /*padding_idx*/,
                                       bool scale_grad_by_freq) {
    if (scale_grad_by_freq) {
        check_rows(indices, num_weights);
    }
};

}  // namespace

void check_bags(const Kernels& kernels) {
    auto& cpu = kernels.cpu;
    replace<at::native::_embedding_bag_cpu, bag_offsets>(cpu, "_embedding_bag");
    replace<at::native::_embedding_bag_forward_only_cpu, bag_offsets>(cpu, "_embedding_bag_forward_only");
    replace<at::native::_embedding_bag_dense_backward_cpu, bag_gradient>(cpu, "_embedding_bag_dense_backward");
    replace<at::native::_embedding_bag_per_sample_weights_backward_cpu, sample_weights_gradient>(
        cpu, "_embedding_bag_per_sample_weights_backward");
    replace<at::native::embedding_dense_backward_cpu, embedding_gradient>(cpu, "embedding_dense_backward");
}

}  // namespace panamatorch
