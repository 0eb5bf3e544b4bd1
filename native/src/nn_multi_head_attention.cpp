#include "detail/nn_attention.hpp"

#include "detail/nn_text.hpp"

#include <ATen/ScalarOps.h>

#include <array>
#include <cmath>
#include <limits>

namespace panamatorch::nn {
namespace {

at::Tensor linear(const at::Tensor& input, const at::Tensor& weight, const at::Tensor& bias) {
    return at::linear(input, weight, optional(bias));
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

// The thirds of a weight or a bias that may be undefined.
std::vector<at::Tensor> thirds(const at::Tensor& tensor) {
    if (!tensor.defined()) {
        return std::vector<at::Tensor>(3);
    }
    auto parts = tensor.chunk(3);
    TORCH_CHECK_VALUE(parts.size() == 3, "not enough values to unpack (expected 3, got ", parts.size(), ")");
    return parts;
}

// Python's F._mha_shape_check; whether the input is batched.
bool check_shapes(const AttentionInput& input, int64_t num_heads) {
    const auto& [query, key, value, key_padding_mask, attn_mask, need_weights, average, is_causal] = input;
    const auto dim = query.dim();
    TORCH_CHECK_VALUE(
        dim == 2 || dim == 3, "query should be unbatched 2D or batched 3D tensor but received ", dim,
        "-D query tensor");
    const bool batched = dim == 3;
    const std::string what =
        batched ? "For batched (3-D) `query`, expected " : "For unbatched (2-D) `query`, expected ";
    TORCH_CHECK_VALUE(
        key.dim() == dim && value.dim() == dim, what, "`key` and `value` to be ", dim, "-D but found ", key.dim(),
        "-D and ", value.dim(), "-D tensors respectively");
    TORCH_CHECK_VALUE(
        !key_padding_mask.defined() || key_padding_mask.dim() == dim - 1, what, "`key_padding_mask` to be `None` or ",
        dim - 1, "-D but found ", key_padding_mask.dim(), "-D tensor instead");
    if (attn_mask.defined()) {
        TORCH_CHECK_VALUE(
            attn_mask.dim() == 2 || attn_mask.dim() == 3, what, "`attn_mask` to be `None`, 2-D or 3-D but found ",
            attn_mask.dim(), "-D tensor instead");
        if (!batched && attn_mask.dim() == 3) {
            const int64_t expected[] = {num_heads, query.size(0), key.size(0)};
            TORCH_CHECK_VALUE(
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
    TORCH_CHECK_VALUE(
        weight.sizes() == at::IntArrayRef(expected), "expecting ", name, " weights shape of ", python_tuple(expected),
        ", but got ", python_size(weight.sizes()));
}

void check_bias(const at::Tensor& bias, int64_t size, const char* name) {
    TORCH_CHECK_VALUE(
        !bias.defined() || bias.sizes() == at::IntArrayRef({size}), "expecting ", name, " bias shape of (", size,
        ",), but got ", python_size(bias.sizes()));
}

// Keys or values by head: (heads of the batch, source, features of a head).
at::Tensor in_heads(
    const at::Tensor& projected, const at::Tensor& given, int64_t batch_heads, int64_t head_dim, const char* name) {
    if (!given.defined()) {
        return projected.view({projected.size(0), batch_heads, head_dim}).transpose(0, 1);
    }
    TORCH_CHECK_VALUE(
        given.size(0) == batch_heads, "expecting ", name, ".size(0) of ", batch_heads, ", but got ", given.size(0));
    TORCH_CHECK_VALUE(
        given.size(2) == head_dim, "expecting ", name, ".size(2) of ", head_dim, ", but got ", given.size(2));
    return given;
}

// Python's F._in_projection_packed.
std::array<at::Tensor, 3> project_packed(
    const at::Tensor& query, const at::Tensor& key, const at::Tensor& value, const AttentionWeights& given) {
    TORCH_CHECK_VALUE(given.in_proj_weight.defined(), "use_separate_proj_weight is False but in_proj_weight is None");
    const auto size = query.size(-1);
    if (!key.is_same(value)) {
        const auto weights = thirds(given.in_proj_weight);
        const auto biases = thirds(given.in_proj_bias);
        return {
            linear(query, weights[0], biases[0]), linear(key, weights[1], biases[1]),
            linear(value, weights[2], biases[2])};
    }
    if (query.is_same(key)) {
        const auto projection = unpack(linear(query, given.in_proj_weight, given.in_proj_bias), 3, size);
        return {projection[0], projection[1], projection[2]};
    }
    const auto weights = given.in_proj_weight.split_with_sizes({size, size * 2});
    const auto biases = query_and_rest(given.in_proj_bias, size);
    auto query_projection = linear(query, weights[0], biases[0]);
    const auto projection = unpack(linear(key, weights[1], biases[1]), 2, size);
    return {query_projection, projection[0], projection[1]};
}

// Python's F._in_projection.
std::array<at::Tensor, 3> project(
    const at::Tensor& query, const at::Tensor& key, const at::Tensor& value, const AttentionWeights& given) {
    TORCH_CHECK_VALUE(given.q_proj_weight.defined(), "use_separate_proj_weight is True but q_proj_weight is None");
    TORCH_CHECK_VALUE(given.k_proj_weight.defined(), "use_separate_proj_weight is True but k_proj_weight is None");
    TORCH_CHECK_VALUE(given.v_proj_weight.defined(), "use_separate_proj_weight is True but v_proj_weight is None");
    const auto size = query.size(-1);
    check_weight(given.q_proj_weight, size, size, "query");
    check_weight(given.k_proj_weight, size, key.size(-1), "key");
    check_weight(given.v_proj_weight, size, value.size(-1), "value");
    const auto biases = thirds(given.in_proj_bias);
    check_bias(biases[0], size, "query");
    check_bias(biases[1], size, "key");
    check_bias(biases[2], size, "value");
    return {
        linear(query, given.q_proj_weight, biases[0]), linear(key, given.k_proj_weight, biases[1]),
        linear(value, given.v_proj_weight, biases[2])};
}

}  // namespace

at::Tensor canonical_mask(const at::Tensor& mask, const char* name, at::ScalarType dtype) {
    if (!mask.defined() || mask.is_floating_point()) {
        return mask;
    }
    TORCH_CHECK_VALUE(mask.scalar_type() == at::kBool, "only bool and floating types of ", name, " are supported");
    return at::zeros_like(mask, mask.options().dtype(dtype))
        .masked_fill_(mask, -std::numeric_limits<double>::infinity());
}

std::tuple<at::Tensor, at::Tensor> multi_head_attention(AttentionInput input, const AttentionWeights& given) {
    const auto num_heads = given.num_heads;
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
    const auto dtype = input.query.scalar_type();
    auto key_padding_mask = canonical_mask(input.key_padding_mask, "key_padding_mask", dtype);
    auto attn_mask = input.attn_mask;
    bool is_causal = input.is_causal;

    TORCH_CHECK(
        !is_causal || attn_mask.defined(),
        "Need attn_mask if specifying the is_causal hint. You may use the Transformer module method "
        "`generate_square_subsequent_mask` to create this mask.");
    if (is_causal && !key_padding_mask.defined() && !input.need_weights) {
        attn_mask.reset();
    } else {
        attn_mask = canonical_mask(attn_mask, "attn_mask", dtype);
        // The merged mask will not be causal any more.
        is_causal = is_causal && !key_padding_mask.defined();
    }

    TORCH_CHECK_VALUE(
        embed_dim == given.embed_dim, "was expecting embedding dimension of ", given.embed_dim, ", but got ",
        embed_dim);
    TORCH_CHECK_VALUE(num_heads != 0, "integer division or modulo by zero");
    const auto head_dim = embed_dim / num_heads;
    TORCH_CHECK_VALUE(
        head_dim * num_heads == embed_dim, "embed_dim ", embed_dim, " not divisible by num_heads ", num_heads);
    if (!given.separate_weights) {
        TORCH_CHECK_VALUE(
            input.key.sizes() == input.value.sizes(), "key shape ", python_size(input.key.sizes()),
            " does not match value shape ", python_size(input.value.sizes()));
    } else {
        TORCH_CHECK_VALUE(
            input.key.sizes().slice(0, 2) == input.value.sizes().slice(0, 2), "key's sequence and batch dims ",
            python_size(input.key.sizes().slice(0, 2)), " do not match value's ",
            python_size(input.value.sizes().slice(0, 2)));
    }
    auto [q, k, v] = (given.separate_weights ? project : project_packed)(input.query, input.key, input.value, given);
    attn_mask = shaped_mask(attn_mask, batch * num_heads, target, source);

    TORCH_CHECK_VALUE(!given.bias_k.defined() || given.bias_v.defined(), "bias_k is set but bias_v is None");
    TORCH_CHECK_VALUE(!given.bias_v.defined() || given.bias_k.defined(), "bias_v is set but bias_k is None");
    if (given.bias_k.defined()) {
        TORCH_CHECK_VALUE(!given.static_k.defined(), "bias cannot be added to static key.");
        TORCH_CHECK_VALUE(!given.static_v.defined(), "bias cannot be added to static value.");
        k = at::cat({k, given.bias_k.repeat({1, batch, 1})});
        v = at::cat({v, given.bias_v.repeat({1, batch, 1})});
        attn_mask = pad_one(attn_mask);
        key_padding_mask = pad_one(key_padding_mask);
    }
    q = q.view({target, batch * num_heads, head_dim}).transpose(0, 1);
    k = in_heads(k, given.static_k, batch * num_heads, head_dim, "static_k");
    v = in_heads(v, given.static_v, batch * num_heads, head_dim, "static_v");
    if (given.add_zero_attn) {
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
        TORCH_CHECK_VALUE(
            key_padding_mask.size(0) == batch, "Expected key_padded_mask.shape[0] to be ", batch, ", but got ",
            key_padding_mask.size(0));
        TORCH_CHECK_VALUE(
            key_padding_mask.size(1) == source, "Expected key_padded_mask.shape[1] to be ", source, ", but got ",
            key_padding_mask.size(1));
        key_padding_mask = key_padding_mask.view({batch, 1, 1, source})
                               .expand({-1, num_heads, -1, -1})
                               .reshape({batch * num_heads, 1, source});
        attn_mask = attn_mask.defined() ? attn_mask + key_padding_mask : key_padding_mask;
    }
    const auto dropout = given.dropout;

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
        output = linear(output, given.out_proj_weight, given.out_proj_bias);
        output = output.view({target, batch, output.size(1)});
        return {batched ? output : output.squeeze(1), at::Tensor()};
    }

    TORCH_CHECK_VALUE(!is_causal || attn_mask.defined(), "FIXME: is_causal not implemented for need_weights");
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
    output = linear(output, given.out_proj_weight, given.out_proj_bias);
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

pt_status pt_multi_head_attention_forward(
    const pt_tensor* query,
    const pt_tensor* key,
    const pt_tensor* value,
    int64_t embed_dim_to_check,
    int64_t num_heads,
    const pt_tensor* in_proj_weight,
    const pt_tensor* in_proj_bias,
    const pt_tensor* bias_k,
    const pt_tensor* bias_v,
    int64_t add_zero_attn,
    double dropout_p,
    const pt_tensor* out_proj_weight,
    const pt_tensor* out_proj_bias,
    int64_t training,
    const pt_tensor* key_padding_mask,
    int64_t need_weights,
    const pt_tensor* attn_mask,
    int64_t use_separate_proj_weight,
    const pt_tensor* q_proj_weight,
    const pt_tensor* k_proj_weight,
    const pt_tensor* v_proj_weight,
    const pt_tensor* static_k,
    const pt_tensor* static_v,
    int64_t average_attn_weights,
    int64_t is_causal,
    pt_tensor** ret) {
    return guard([&] {
        auto [output, weights] = multi_head_attention(
            {required(query), required(key), required(value), owned_or_undefined(key_padding_mask),
             owned_or_undefined(attn_mask), need_weights != 0, average_attn_weights != 0, is_causal != 0},
            {embed_dim_to_check, num_heads, owned_or_undefined(in_proj_weight), owned_or_undefined(in_proj_bias),
             owned_or_undefined(bias_k), owned_or_undefined(bias_v), add_zero_attn != 0,
             training != 0 ? dropout_p : 0.0, required(out_proj_weight), owned_or_undefined(out_proj_bias),
             use_separate_proj_weight != 0, owned_or_undefined(q_proj_weight), owned_or_undefined(k_proj_weight),
             owned_or_undefined(v_proj_weight), owned_or_undefined(static_k), owned_or_undefined(static_v)});
        give({std::move(output), std::move(weights)}, ret);
    });
}
