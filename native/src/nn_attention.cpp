#include "detail/nn_attention.hpp"

#include "detail/nn_text.hpp"

#include <ATen/ScalarOps.h>
#include <ATen/autocast_mode.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>

namespace panamatorch::nn {
namespace {

using torch::nn::MultiheadAttentionOptions;

std::atomic<bool> fastpath_enabled{true};

const MultiheadAttentionOptions& checked(const MultiheadAttentionOptions& options) {
    TORCH_CHECK_VALUE(
        options.embed_dim() > 0 && options.num_heads() > 0,
        "embed_dim and num_heads must be greater than 0, got embed_dim=", options.embed_dim(),
        " and num_heads=", options.num_heads(), " instead");
    TORCH_CHECK(options.embed_dim() % options.num_heads() == 0, "embed_dim must be divisible by num_heads");
    return options;
}

at::Tensor linear(const at::Tensor& input, const at::Tensor& weight, const at::Tensor& bias) {
    return at::linear(input, weight, optional(bias));
}

bool is_fast_device(const at::Tensor& tensor) {
    return !tensor.defined() || tensor.is_cpu() || tensor.is_cuda() || tensor.is_privateuseone();
}

at::Tensor pad_one(const at::Tensor& mask) {
    return mask.defined() ? at::pad(mask, {0, 1}) : mask;
}

// Cuts a projection of the last dimension into its equal parts, which Python's way leaves contiguous.
at::Tensor unpack(const at::Tensor& projection, int64_t parts, int64_t size) {
    return projection.unflatten(-1, {parts, size}).unsqueeze(0).transpose(0, -2).squeeze(-2).contiguous();
}

// The parts of a bias that may be undefined.
std::vector<at::Tensor> query_and_rest(const at::Tensor& bias, int64_t size) {
    return bias.defined() ? bias.split_with_sizes({size, size * 2}) : std::vector<at::Tensor>(2);
}

std::vector<at::Tensor> thirds(const at::Tensor& bias) {
    return bias.defined() ? bias.chunk(3) : std::vector<at::Tensor>(3);
}

// Python's F._mha_shape_check; whether the input is batched.
bool check_shapes(const AttentionInput& input, int64_t num_heads) {
    const auto& [query, key, value, key_padding_mask, attn_mask, need_weights, average, is_causal] = input;
    const auto dim = query.dim();
    TORCH_CHECK(
        dim == 2 || dim == 3, "query should be unbatched 2D or batched 3D tensor but received ", dim,
        "-D query tensor");
    const bool batched = dim == 3;
    const std::string what =
        batched ? "For batched (3-D) `query`, expected " : "For unbatched (2-D) `query`, expected ";
    TORCH_CHECK(
        key.dim() == dim && value.dim() == dim, what, "`key` and `value` to be ", dim, "-D but found ", key.dim(),
        "-D and ", value.dim(), "-D tensors respectively");
    TORCH_CHECK(
        !key_padding_mask.defined() || key_padding_mask.dim() == dim - 1, what, "`key_padding_mask` to be `None` or ",
        dim - 1, "-D but found ", key_padding_mask.dim(), "-D tensor instead");
    if (attn_mask.defined()) {
        TORCH_CHECK(
            attn_mask.dim() == 2 || attn_mask.dim() == 3, what, "`attn_mask` to be `None`, 2-D or 3-D but found ",
            attn_mask.dim(), "-D tensor instead");
        if (!batched && attn_mask.dim() == 3) {
            const int64_t expected[] = {num_heads, query.size(0), key.size(0)};
            TORCH_CHECK(
                attn_mask.sizes() == at::IntArrayRef(expected), "Expected `attn_mask` shape to be ",
                python_tuple(expected), " but got ", python_size(attn_mask.sizes()));
        }
    }
    return batched;
}

// The mask with the three dimensions that it is added in.
at::Tensor shaped_mask(const at::Tensor& mask, int64_t batch_heads, int64_t target, int64_t source) {
    if (!mask.defined()) {
        return mask;
    }
    TORCH_CHECK(mask.dim() == 2 || mask.dim() == 3, "attn_mask's dimension ", mask.dim(), " is not supported");
    const std::vector<int64_t> expected =
        mask.dim() == 2 ? std::vector<int64_t>{target, source} : std::vector<int64_t>{batch_heads, target, source};
    TORCH_CHECK(
        mask.sizes() == at::IntArrayRef(expected), "The shape of the ", mask.dim(), "D attn_mask is ",
        python_size(mask.sizes()), ", but should be ", python_tuple(expected), ".");
    return mask.dim() == 2 ? mask.unsqueeze(0) : mask;
}

void check_weight(const at::Tensor& weight, int64_t rows, int64_t columns, const char* name) {
    const int64_t expected[] = {rows, columns};
    TORCH_CHECK(
        weight.sizes() == at::IntArrayRef(expected), "expecting ", name, " weights shape of ", python_tuple(expected),
        ", but got ", python_size(weight.sizes()));
}

}  // namespace

bool is_fastpath_enabled() {
    return fastpath_enabled.load(std::memory_order_relaxed);
}

at::Tensor canonical_mask(const at::Tensor& mask, const char* name, at::ScalarType dtype) {
    if (!mask.defined() || mask.is_floating_point()) {
        return mask;
    }
    TORCH_CHECK(mask.scalar_type() == at::kBool, "only bool and floating types of ", name, " are supported");
    return at::zeros_like(mask, mask.options().dtype(dtype))
        .masked_fill_(mask, -std::numeric_limits<double>::infinity());
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
    TORCH_CHECK(
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
    auto [output, weights] = attend_by_parts(std::move(input));
    return {swap ? output.transpose(1, 0) : output, weights};
}

// Python's F._in_projection_packed.
std::array<at::Tensor, 3> Attention::project_packed(const AttentionInput& input) const {
    const auto& [query, key, value, key_padding_mask, attn_mask, need_weights, average, is_causal] = input;
    const auto size = query.size(-1);
    if (!key.is_same(value)) {
        const auto weights = in_proj_weight.chunk(3);
        const auto biases = thirds(in_proj_bias);
        return {
            linear(query, weights[0], biases[0]), linear(key, weights[1], biases[1]),
            linear(value, weights[2], biases[2])};
    }
    if (query.is_same(key)) {
        const auto projection = unpack(linear(query, in_proj_weight, in_proj_bias), 3, size);
        return {projection[0], projection[1], projection[2]};
    }
    const auto weights = in_proj_weight.split_with_sizes({size, size * 2});
    const auto biases = query_and_rest(in_proj_bias, size);
    auto query_projection = linear(query, weights[0], biases[0]);
    const auto projection = unpack(linear(key, weights[1], biases[1]), 2, size);
    return {query_projection, projection[0], projection[1]};
}

// Python's F._in_projection.
std::array<at::Tensor, 3> Attention::project(const AttentionInput& input) const {
    const auto size = input.query.size(-1);
    check_weight(q_proj_weight, size, size, "query");
    check_weight(k_proj_weight, size, input.key.size(-1), "key");
    check_weight(v_proj_weight, size, input.value.size(-1), "value");
    const auto biases = thirds(in_proj_bias);
    return {
        linear(input.query, q_proj_weight, biases[0]), linear(input.key, k_proj_weight, biases[1]),
        linear(input.value, v_proj_weight, biases[2])};
}

// Python's F.multi_head_attention_forward.
std::tuple<at::Tensor, at::Tensor> Attention::attend_by_parts(AttentionInput input) const {
    const auto num_heads = options.num_heads();
    const bool batched = check_shapes(input, num_heads);
    if (!batched) {
        input.query = input.query.unsqueeze(1);
        input.key = input.key.unsqueeze(1);
        input.value = input.value.unsqueeze(1);
        if (input.key_padding_mask.defined()) {
            input.key_padding_mask = input.key_padding_mask.unsqueeze(0);
        }
    }
    const auto target = input.query.size(0);
    const auto batch = input.query.size(1);
    const auto embed_dim = input.query.size(2);
    auto source = input.key.size(0);
    auto key_padding_mask = input.key_padding_mask;
    auto attn_mask = input.attn_mask;
    bool is_causal = input.is_causal;

    TORCH_CHECK(
        !is_causal || attn_mask.defined(),
        "Need attn_mask if specifying the is_causal hint. You may use the Transformer module method "
        "`generate_square_subsequent_mask` to create this mask.");
    if (is_causal && !key_padding_mask.defined() && !input.need_weights) {
        attn_mask.reset();
    } else if (key_padding_mask.defined()) {
        // The merged mask will not be causal any more.
        is_causal = false;
    }

    TORCH_CHECK(
        embed_dim == options.embed_dim(), "was expecting embedding dimension of ", options.embed_dim(), ", but got ",
        embed_dim);
    if (_qkv_same_embed_dim) {
        TORCH_CHECK(
            input.key.sizes() == input.value.sizes(), "key shape ", python_size(input.key.sizes()),
            " does not match value shape ", python_size(input.value.sizes()));
    } else {
        TORCH_CHECK(
            input.key.sizes().slice(0, 2) == input.value.sizes().slice(0, 2), "key's sequence and batch dims ",
            python_size(input.key.sizes().slice(0, 2)), " do not match value's ",
            python_size(input.value.sizes().slice(0, 2)));
    }
    auto [q, k, v] = _qkv_same_embed_dim ? project_packed(input) : project(input);
    attn_mask = shaped_mask(attn_mask, batch * num_heads, target, source);

    if (bias_k.defined() && bias_v.defined()) {
        k = at::cat({k, bias_k.repeat({1, batch, 1})});
        v = at::cat({v, bias_v.repeat({1, batch, 1})});
        attn_mask = pad_one(attn_mask);
        key_padding_mask = pad_one(key_padding_mask);
    }
    q = q.view({target, batch * num_heads, head_dim}).transpose(0, 1);
    k = k.view({k.size(0), batch * num_heads, head_dim}).transpose(0, 1);
    v = v.view({v.size(0), batch * num_heads, head_dim}).transpose(0, 1);
    if (options.add_zero_attn()) {
        const auto with_zero = [&](const at::Tensor& tensor) {
            const auto like = at::TensorOptions().dtype(tensor.scalar_type()).device(tensor.device());
            return at::cat({tensor, at::zeros({batch * num_heads, 1, head_dim}, like)}, 1);
        };
        k = with_zero(k);
        v = with_zero(v);
        attn_mask = pad_one(attn_mask);
        key_padding_mask = pad_one(key_padding_mask);
    }
    source = k.size(1);

    if (key_padding_mask.defined()) {
        TORCH_CHECK(
            key_padding_mask.size(0) == batch, "Expected key_padded_mask.shape[0] to be ", batch, ", but got ",
            key_padding_mask.size(0));
        TORCH_CHECK(
            key_padding_mask.size(1) == source, "Expected key_padded_mask.shape[1] to be ", source, ", but got ",
            key_padding_mask.size(1));
        key_padding_mask = key_padding_mask.view({batch, 1, 1, source})
                               .expand({-1, num_heads, -1, -1})
                               .reshape({batch * num_heads, 1, source});
        attn_mask = attn_mask.defined() ? attn_mask + key_padding_mask : key_padding_mask;
    }
    const auto dropout = is_training() ? options.dropout() : 0.0;

    if (!input.need_weights) {
        if (attn_mask.defined()) {
            attn_mask = attn_mask.size(0) == 1 && attn_mask.dim() == 3 ? attn_mask.unsqueeze(0)
                                                                       : attn_mask.view({batch, num_heads, -1, source});
        }
        q = q.view({batch, num_heads, target, head_dim});
        k = k.view({batch, num_heads, source, head_dim});
        v = v.view({batch, num_heads, source, head_dim});
        auto output = at::scaled_dot_product_attention(q, k, v, optional(attn_mask), dropout, is_causal);
        output = output.permute({2, 0, 1, 3}).reshape({batch * target, embed_dim});
        output = linear(output, out_proj->weight, out_proj->bias);
        output = output.view({target, batch, output.size(1)});
        return {batched ? output : output.squeeze(1), at::Tensor()};
    }

    TORCH_CHECK(!is_causal || attn_mask.defined(), "FIXME: is_causal not implemented for need_weights");
    // A wrapped number, as from Python: C++'s overload for numbers rounds differently in half precision.
    const auto scale = at::native::wrapped_scalar_tensor(std::sqrt(1.0 / static_cast<double>(q.size(2))));
    const auto q_scaled = at::mul(q, scale);
    auto weights = attn_mask.defined() ? at::baddbmm(attn_mask, q_scaled, k.transpose(-2, -1))
                                       : at::bmm(q_scaled, k.transpose(-2, -1));
    weights = weights.softmax(-1);
    if (dropout > 0) {
        TORCH_CHECK_VALUE(
            dropout <= 1, "dropout probability has to be between 0 and 1, but got ", python_repr(dropout));
        weights = at::dropout(weights, dropout, true);
    }
    auto output = at::bmm(weights, v);
    output = output.transpose(0, 1).reshape({target * batch, embed_dim});
    output = linear(output, out_proj->weight, out_proj->bias);
    output = output.view({target, batch, output.size(1)});
    weights = weights.view({batch, num_heads, target, source});
    if (input.average_attn_weights) {
        weights = weights.mean(1);
    }
    return {batched ? output : output.squeeze(1), batched ? weights : weights.squeeze(0)};
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
