#include "detail/nn_attention.hpp"

#include "detail/nn_text.hpp"

#include <ATen/autocast_mode.h>

#include <algorithm>
#include <atomic>

namespace panamatorch::nn {
namespace {

using torch::nn::MultiheadAttentionOptions;

std::atomic<bool> fastpath_enabled{true};

const MultiheadAttentionOptions& checked(const MultiheadAttentionOptions& options) {
    TORCH_CHECK_VALUE(
        options.embed_dim() > 0 && options.num_heads() > 0,
        "embed_dim and num_heads must be greater than 0, got embed_dim=", options.embed_dim(),
        " and num_heads=", options.num_heads(), " instead");
    // Python asserts, which is VALUE here; so it is in nn_multi_head_attention.cpp.
    TORCH_CHECK_VALUE(options.embed_dim() % options.num_heads() == 0, "embed_dim must be divisible by num_heads");
    return options;
}

bool is_fast_device(const at::Tensor& tensor) {
    return !tensor.defined() || tensor.is_cpu() || tensor.is_cuda() || tensor.is_privateuseone();
}

}  // namespace

bool is_fastpath_enabled() {
    return fastpath_enabled.load(std::memory_order_relaxed);
}

bool needs_grad(at::ArrayRef<at::Tensor> tensors) {
    return at::GradMode::is_enabled() && std::any_of(tensors.begin(), tensors.end(), [](const at::Tensor& tensor) {
               return tensor.defined() && tensor.requires_grad();
           });
}

Attention::Attention(
    const MultiheadAttentionOptions& attention, bool batch_first, const at::TensorOptions& tensor_options)
    : Attention(checked(attention), batch_first, tensor_options, RandomState()) {}

Attention::Attention(
    const MultiheadAttentionOptions& attention,
    bool batch_first,
    const at::TensorOptions& tensor_options,
    RandomState before)
    : WithParameters(attention), batch_first(batch_first) {
    const auto projection = std::make_shared<LinearLayer>(*out_proj);
    out_proj = torch::nn::Linear(std::static_pointer_cast<torch::nn::LinearImpl>(projection));
    replace_module("out_proj", out_proj);
    if (!are_defaults(tensor_options)) {
        before.restore();
        recreate_parameters(tensor_options);
        projection->recreate(tensor_options);
        _reset_parameters();
    }
}

void Attention::parameters_changed() {
    in_proj_weight = parameter("in_proj_weight");
    in_proj_bias = parameter("in_proj_bias");
    q_proj_weight = parameter("q_proj_weight");
    k_proj_weight = parameter("k_proj_weight");
    v_proj_weight = parameter("v_proj_weight");
    bias_k = parameter("bias_k");
    bias_v = parameter("bias_v");
}

std::string Attention::why_not_fast(const AttentionInput& input, bool has_float_mask) const {
    const auto& query = input.query;
    if (!is_fastpath_enabled()) {
        return "torch.backends.mha.get_fastpath_enabled() was not True";
    }
    if (query.dim() != 3) {
        return "input not batched; expected query.dim() of 3 but got " + std::to_string(query.dim());
    }
    if (!query.is_same(input.key) || !input.key.is_same(input.value)) {
        return "non-self attention was used (query, key, and value are not the same Tensor)";
    }
    if (in_proj_bias.defined() && query.scalar_type() != in_proj_bias.scalar_type()) {
        return "dtypes of query (" + dtype_name(query) + ") and self.in_proj_bias (" + dtype_name(in_proj_bias)
            + ") don't match";
    }
    if (!in_proj_weight.defined()) {
        return "in_proj_weight was None";
    }
    if (query.scalar_type() != in_proj_weight.scalar_type()) {
        return "dtypes of query (" + dtype_name(query) + ") and self.in_proj_weight (" + dtype_name(in_proj_weight)
            + ") don't match";
    }
    if (is_training()) {
        return "training is enabled";
    }
    if (options.num_heads() % 2 != 0) {
        return "self.num_heads is not even";
    }
    if (!batch_first) {
        return "batch_first was not True";
    }
    if (bias_k.defined()) {
        return "self.bias_k was not None";
    }
    if (bias_v.defined()) {
        return "self.bias_v was not None";
    }
    if (options.add_zero_attn()) {
        return "add_zero_attn was enabled";
    }
    if (query.is_nested() && (input.key_padding_mask.defined() || input.attn_mask.defined())) {
        return "supplying both src_key_padding_mask and src_mask at the same time is not supported with "
               "NestedTensor input";
    }
    if (at::autocast::is_autocast_enabled(at::kCUDA)) {
        return "autocast is enabled";
    }
    if (has_float_mask) {
        return "floating-point masks are not supported for fast path.";
    }
    const at::Tensor used[] = {query, in_proj_weight, in_proj_bias, out_proj->weight, out_proj->bias};
    if (!std::all_of(std::begin(used), std::end(used), is_fast_device)) {
        return "some Tensor argument's device is neither one of cpu, cuda or " + c10::get_privateuse1_backend();
    }
    if (needs_grad(used)) {
        return "grad is enabled and at least one of query or the input/output projection weights or biases "
               "requires_grad";
    }
    return "";
}

std::pair<at::Tensor, std::optional<int64_t>> Attention::merge_masks(
    const at::Tensor& attn_mask, const at::Tensor& key_padding_mask, const at::Tensor& query) const {
    if (!attn_mask.defined()) {
        return {key_padding_mask, key_padding_mask.defined() ? std::optional<int64_t>(1) : std::nullopt};
    }
    const auto batch = query.size(0);
    const auto length = query.size(1);
    const auto heads = options.num_heads();
    auto mask = attn_mask.dim() == 3 ? attn_mask.view({batch, -1, length, length})
                                     : attn_mask.view({1, 1, length, length}).expand({batch, heads, -1, -1});
    if (key_padding_mask.defined()) {
        mask = mask + key_padding_mask.view({batch, 1, 1, length}).expand({-1, heads, -1, -1});
    }
    return {mask, 2};
}

// As the forward of Python's nn.MultiheadAttention.
std::tuple<at::Tensor, at::Tensor> Attention::attend(AttentionInput input) const {
    const auto is_float = [](const at::Tensor& mask) { return mask.defined() && mask.is_floating_point(); };
    const bool has_float_mask = is_float(input.attn_mask) || is_float(input.key_padding_mask);
    const auto dtype = input.query.scalar_type();
    input.key_padding_mask = canonical_mask(input.key_padding_mask, "key_padding_mask", dtype);
    input.attn_mask = canonical_mask(input.attn_mask, "attn_mask", dtype);

    const auto why_not = why_not_fast(input, has_float_mask);
    if (why_not.empty()) {
        const auto [mask, mask_type] = merge_masks(input.attn_mask, input.key_padding_mask, input.query);
        if (in_proj_bias.defined()) {
            return at::_native_multi_head_attention(
                input.query, input.key, input.value, options.embed_dim(), options.num_heads(), in_proj_weight,
                in_proj_bias, out_proj->weight, out_proj->bias, optional(mask), input.need_weights,
                input.average_attn_weights, mask_type);
        }
    }
    TORCH_CHECK_VALUE(
        !input.query.is_nested() && !input.key.is_nested() && !input.value.is_nested(),
        "MultiheadAttention does not support NestedTensor outside of its fast path. The fast path was not hit because ",
        why_not);

    const bool swap = batch_first && input.query.dim() == 3;
    if (swap) {
        // One tensor in several roles stays one.
        const bool same_key = input.query.is_same(input.key);
        const bool same_value = input.key.is_same(input.value);
        input.query = input.query.transpose(1, 0);
        input.key = same_value && same_key ? input.query : input.key.transpose(1, 0);
        input.value = same_value ? input.key : input.value.transpose(1, 0);
    }
    auto [output, weights] = multi_head_attention(
        std::move(input),
        {options.embed_dim(), options.num_heads(), in_proj_weight, in_proj_bias, bias_k, bias_v,
         options.add_zero_attn(), is_training() ? options.dropout() : 0.0, out_proj->weight, out_proj->bias,
         !_qkv_same_embed_dim, q_proj_weight, k_proj_weight, v_proj_weight, at::Tensor(), at::Tensor()});
    return {swap ? output.transpose(1, 0) : output, weights};
}

}  // namespace panamatorch::nn

using namespace panamatorch;
using namespace panamatorch::nn;

int64_t pt_mha_fastpath_enabled(void) {
    return is_fastpath_enabled() ? 1 : 0;
}

void pt_mha_set_fastpath_enabled(int64_t enabled) {
    fastpath_enabled.store(enabled != 0, std::memory_order_relaxed);
}

pt_module* pt_multihead_attention_new(
    int64_t embed_dim,
    int64_t num_heads,
    double dropout,
    int64_t bias,
    int64_t add_bias_kv,
    int64_t add_zero_attn,
    int64_t kdim,
    int64_t vdim,
    int64_t batch_first,
    int64_t device,
    int64_t dtype) {
    return guard_new([&] {
        const auto options = torch::nn::MultiheadAttentionOptions(embed_dim, num_heads)
                                 .dropout(dropout)
                                 .bias(bias != 0)
                                 .add_bias_kv(add_bias_kv != 0)
                                 .add_zero_attn(add_zero_attn != 0)
                                 .kdim(kdim == PT_NONE ? embed_dim : kdim)
                                 .vdim(vdim == PT_NONE ? embed_dim : vdim);
        return nn::new_handle(std::make_shared<Attention>(options, batch_first != 0, factory_options(device, dtype)));
    });
}

pt_status pt_multihead_attention_forward(
    const pt_module* module,
    const pt_tensor* query,
    const pt_tensor* key,
    const pt_tensor* value,
    const pt_tensor* key_padding_mask,
    int64_t need_weights,
    const pt_tensor* attn_mask,
    int64_t average_attn_weights,
    int64_t is_causal,
    pt_tensor** ret) {
    return guard([&] {
        auto [output, weights] = as<Attention>(module).attend(
            {required(query), required(key), required(value), owned_or_undefined(key_padding_mask),
             owned_or_undefined(attn_mask), need_weights != 0, average_attn_weights != 0, is_causal != 0});
        give({std::move(output), std::move(weights)}, ret);
    });
}
