#pragma once

#include "detail/nn_layers.hpp"

#include <torch/nn/modules/activation.h>

#include <optional>
#include <string>
#include <tuple>
#include <utility>

namespace panamatorch::nn {

// torch.backends.mha.get_fastpath_enabled().
bool is_fastpath_enabled();

// Python's F._canonical_mask: a boolean mask becomes one that is added; a floating-point one stays as it is.
at::Tensor canonical_mask(const at::Tensor& mask, const char* name, at::ScalarType dtype);

// Whether autograd would record an operator on one of these tensors, some of which may be undefined.
bool needs_grad(at::ArrayRef<at::Tensor> tensors);

struct AttentionInput {
    at::Tensor query;
    at::Tensor key;
    at::Tensor value;
    at::Tensor key_padding_mask;  // or undefined
    at::Tensor attn_mask;         // or undefined
    bool need_weights;
    bool average_attn_weights;
    bool is_causal;
};

// The parameters of F.multi_head_attention_forward, undefined where they are None. The dropout is 0 in evaluation.
struct AttentionWeights {
    int64_t embed_dim;
    int64_t num_heads;
    at::Tensor in_proj_weight;
    at::Tensor in_proj_bias;
    at::Tensor bias_k;
    at::Tensor bias_v;
    bool add_zero_attn;
    double dropout;
    at::Tensor out_proj_weight;
    at::Tensor out_proj_bias;
    bool separate_weights;
    at::Tensor q_proj_weight;
    at::Tensor k_proj_weight;
    at::Tensor v_proj_weight;
    at::Tensor static_k;
    at::Tensor static_v;
};

// Python's F.multi_head_attention_forward: the output and the weights, which are undefined where they are not needed.
std::tuple<at::Tensor, at::Tensor> multi_head_attention(AttentionInput input, const AttentionWeights& given);

// Corrects the C++ class, which adds boolean masks as numbers, refuses 3-D masks, unbatched input and bfloat16 with a
// key_padding_mask, has no batch_first and is_causal, and never takes the fast operators.
class Attention final : public WithParameters<torch::nn::MultiheadAttentionImpl> {
   public:
    Attention(
        const torch::nn::MultiheadAttentionOptions& attention,
        bool batch_first,
        const at::TensorOptions& tensor_options);

    // The output and the weights, which are undefined where they are not needed.
    std::tuple<at::Tensor, at::Tensor> attend(AttentionInput input) const;

    // Both masks as the fast operators take them, with the type that tells which they are.
    std::pair<at::Tensor, std::optional<int64_t>> merge_masks(
        const at::Tensor& attn_mask, const at::Tensor& key_padding_mask, const at::Tensor& query) const;

    void parameters_changed() override;

    const bool batch_first;

   private:
    Attention(
        const torch::nn::MultiheadAttentionOptions& attention,
        bool batch_first,
        const at::TensorOptions& tensor_options,
        RandomState before);

    // Why the fast operator cannot be taken; empty where it can.
    std::string why_not_fast(const AttentionInput& input, bool has_float_mask) const;
};

}  // namespace panamatorch::nn
