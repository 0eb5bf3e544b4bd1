// MultiheadAttention, TransformerEncoderLayer and TransformerEncoder, product by product; where Python takes an
// operator that does several at once for inference, that operator.
#include "cases.hpp"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <cmath>
#include <limits>

namespace parity {
namespace {

constexpr int64_t TARGET = 4;
constexpr int64_t SOURCE = 5;
constexpr int64_t BATCH = 2;
constexpr int64_t EMBED = 4;
constexpr int64_t KEY_DIM = 3;
constexpr int64_t VALUE_DIM = 5;
constexpr int64_t FEED_FORWARD = 6;
constexpr double INF = std::numeric_limits<double>::infinity();

std::optional<at::Tensor> optional(const at::Tensor& tensor) {
    return tensor.defined() ? std::optional<at::Tensor>(tensor) : std::nullopt;
}

at::Tensor linear(const at::Tensor& input, const at::Tensor& weight, const at::Tensor& bias) {
    return at::linear(input, weight, optional(bias));
}

// The initial values of torch.nn.
struct Draws {
    Named& parameters;
    at::TensorOptions like;

    at::Tensor add(const std::string& name, at::Tensor values) const {
        return parameters.add(name, values.requires_grad_());
    }
    at::Tensor xavier_uniform(int64_t rows, int64_t columns) const {
        const auto bound = std::sqrt(3.0) * std::sqrt(2.0 / static_cast<double>(rows + columns));
        return at::empty({rows, columns}, like).uniform_(-bound, bound);
    }
    // A linear map's weight, and its bias or none.
    std::pair<at::Tensor, at::Tensor> linear(int64_t out, int64_t in, bool bias) const {
        const auto fan = static_cast<double>(in);
        const auto bound = std::sqrt(3.0) * (std::sqrt(2.0 / (1 + 5.0)) / std::sqrt(fan));
        auto weight = at::empty({out, in}, like).uniform_(-bound, bound);
        at::Tensor values;
        if (bias) {
            values = at::empty({out}, like).uniform_(-1 / std::sqrt(fan), 1 / std::sqrt(fan));
        }
        return {weight, values};
    }
};

struct Mask {
    at::Tensor given;

    bool is_float() const {
        return given.defined() && given.is_floating_point();
    }
    // The mask as it is added.
    at::Tensor added(const at::TensorOptions& like) const {
        return !given.defined() || is_float() ? given : at::zeros(given.sizes(), like).masked_fill_(given, -INF);
    }
};

struct Inputs {
    at::Tensor query;
    at::Tensor key;
    at::Tensor value;
    Mask mask;
    Mask padding;
};

at::Tensor with_one_more(const at::Tensor& mask) {
    return mask.defined() ? at::pad(mask, {0, 1}) : mask;
}

struct Attention {
    int64_t heads;
    double dropout;
    bool batch_first;
    bool training;
    bool zero;
    at::Tensor in_weight, q_weight, k_weight, v_weight, in_bias, bias_k, bias_v, out_weight, out_bias;

    static Attention draw(const Case& options, Draws draws, const std::string& prefix) {
        Attention attention{};
        attention.heads = options.number("heads", 2);
        attention.dropout = options.real("dropout", 0);
        const auto form = options.text("form", "padded");
        attention.batch_first = form == "batch_first" || form == "nested";
        attention.training = options.number("training", 1) != 0;
        attention.zero = options.number("zero", 0) != 0;
        const bool bias = options.number("bias", 1) != 0;
        auto out = draws.linear(EMBED, EMBED, bias);
        if (options.text("keys", "same") == "dims") {
            attention.q_weight = draws.add(prefix + "q_proj_weight", draws.xavier_uniform(EMBED, EMBED));
            attention.k_weight = draws.add(prefix + "k_proj_weight", draws.xavier_uniform(EMBED, KEY_DIM));
            attention.v_weight = draws.add(prefix + "v_proj_weight", draws.xavier_uniform(EMBED, VALUE_DIM));
        } else {
            attention.in_weight = draws.add(prefix + "in_proj_weight", draws.xavier_uniform(3 * EMBED, EMBED));
        }
        if (bias) {
            attention.in_bias = draws.add(prefix + "in_proj_bias", at::zeros({3 * EMBED}, draws.like));
            out.second.zero_();
        }
        if (options.number("bias_kv", 0) != 0) {
            const auto deviation = std::sqrt(2.0 / static_cast<double>(2 * EMBED));
            attention.bias_k = draws.add(prefix + "bias_k", at::empty({1, 1, EMBED}, draws.like).normal_(0, deviation));
            attention.bias_v = draws.add(prefix + "bias_v", at::empty({1, 1, EMBED}, draws.like).normal_(0, deviation));
        }
        attention.out_weight = draws.add(prefix + "out_proj.weight", out.first);
        if (bias) {
            attention.out_bias = draws.add(prefix + "out_proj.bias", out.second);
        }
        return attention;
    }

    // The projected queries, keys and values; keys_are_values and so on as Python sees it, by identity.
    std::vector<at::Tensor> project(
        const at::Tensor& query, const at::Tensor& key, const at::Tensor& value, bool batched) const {
        const auto weights =
            in_weight.defined() ? in_weight.chunk(3) : std::vector<at::Tensor>{q_weight, k_weight, v_weight};
        const auto unpack = [](const at::Tensor& joined, int64_t parts) {
            return joined.unflatten(-1, {parts, EMBED}).unsqueeze(0).transpose(0, -2).squeeze(-2).contiguous();
        };
        if (in_weight.defined() && batched && key.is_same(value)) {
            if (query.is_same(key)) {
                const auto joined = unpack(linear(query, in_weight, in_bias), 3);
                return {joined[0], joined[1], joined[2]};
            }
            const auto parts = in_weight.split_with_sizes({EMBED, 2 * EMBED});
            const auto biases =
                in_bias.defined() ? in_bias.split_with_sizes({EMBED, 2 * EMBED}) : std::vector<at::Tensor>(2);
            const auto projected = linear(query, parts[0], biases[0]);
            const auto joined = unpack(linear(key, parts[1], biases[1]), 2);
            return {projected, joined[0], joined[1]};
        }
        const auto biases = in_bias.defined() ? in_bias.chunk(3) : std::vector<at::Tensor>(3);
        return {
            linear(query, weights[0], biases[0]), linear(key, weights[1], biases[1]),
            linear(value, weights[2], biases[2])};
    }

    // Both masks as the operators for inference take them, and which they are.
    std::pair<at::Tensor, std::optional<int64_t>> merged(
        const at::Tensor& mask, const at::Tensor& padding, const at::Tensor& query) const {
        if (!mask.defined()) {
            return {padding, padding.defined() ? std::optional<int64_t>(1) : std::nullopt};
        }
        const auto batch = query.size(0);
        const auto length = query.size(1);
        auto joined = mask.dim() == 3 ? mask.view({batch, -1, length, length})
                                      : mask.view({1, 1, length, length}).expand({batch, heads, -1, -1});
        if (padding.defined()) {
            joined = joined + padding.view({batch, 1, 1, length}).expand({-1, heads, -1, -1});
        }
        return {joined, 2};
    }

    bool is_fast(const Inputs& inputs) const {
        return !training && !c10::GradMode::is_enabled() && batch_first && inputs.query.dim() == 3
            && inputs.query.is_same(inputs.key) && inputs.key.is_same(inputs.value) && heads % 2 == 0
            && in_weight.defined() && in_bias.defined() && !bias_k.defined() && !zero && !inputs.mask.is_float()
            && !inputs.padding.is_float();
    }

    // Output, and weights or an undefined tensor.
    std::pair<at::Tensor, at::Tensor> attend(const Inputs& inputs, bool need_weights, bool average, bool causal) const {
        const auto like = at::TensorOptions(inputs.query.scalar_type());
        auto mask = inputs.mask.added(like);
        auto padding = inputs.padding.added(like);
        auto query = inputs.query;
        auto key = inputs.key;
        auto value = inputs.value;
        if (is_fast(inputs)) {
            const auto [joined, type] = merged(mask, padding, query);
            auto [output, weights] = at::_native_multi_head_attention(
                query, key, value, EMBED, heads, in_weight, in_bias, out_weight, out_bias, optional(joined),
                need_weights, average, type);
            return {output, need_weights ? weights : at::Tensor()};
        }
        const bool batched = query.dim() == 3;
        if (batched && batch_first) {
            const bool same_key = query.is_same(key);
            const bool same_value = key.is_same(value);
            query = query.transpose(1, 0);
            key = same_key ? query : key.transpose(1, 0);
            value = same_value ? key : value.transpose(1, 0);
        } else if (!batched) {
            query = query.unsqueeze(1);
            key = key.unsqueeze(1);
            value = value.unsqueeze(1);
            padding = padding.defined() ? padding.unsqueeze(0) : padding;
        }
        if (causal && !padding.defined() && !need_weights) {
            mask.reset();
        } else if (padding.defined()) {
            causal = false;
        }
        const auto target = query.size(0);
        const auto batch = query.size(1);
        const auto size = EMBED / heads;
        auto parts = project(query, key, value, batched);
        if (mask.defined() && mask.dim() == 2) {
            mask = mask.unsqueeze(0);
        }
        if (bias_k.defined()) {
            parts[1] = at::cat({parts[1], bias_k.repeat({1, batch, 1})});
            parts[2] = at::cat({parts[2], bias_v.repeat({1, batch, 1})});
            mask = with_one_more(mask);
            padding = with_one_more(padding);
        }
        auto q = parts[0].view({target, batch * heads, size}).transpose(0, 1);
        auto k = parts[1].view({parts[1].size(0), batch * heads, size}).transpose(0, 1);
        auto v = parts[2].view({parts[2].size(0), batch * heads, size}).transpose(0, 1);
        if (zero) {
            k = at::cat({k, at::zeros({batch * heads, 1, size}, like)}, 1);
            v = at::cat({v, at::zeros({batch * heads, 1, size}, like)}, 1);
            mask = with_one_more(mask);
            padding = with_one_more(padding);
        }
        const auto source = k.size(1);
        if (padding.defined()) {
            const auto wide =
                padding.view({batch, 1, 1, source}).expand({-1, heads, -1, -1}).reshape({batch * heads, 1, source});
            mask = mask.defined() ? mask + wide : wide;
        }
        const double p = training ? dropout : 0;
        at::Tensor output;
        at::Tensor weights;
        if (need_weights) {
            q = q * std::sqrt(1.0 / static_cast<double>(size));
            const auto keys = k.transpose(-2, -1);
            weights = at::softmax(mask.defined() ? at::baddbmm(mask, q, keys) : at::bmm(q, keys), -1);
            weights = p > 0 ? at::dropout(weights, p, true) : weights;
            output = at::bmm(weights, v).transpose(0, 1).contiguous().view({target * batch, EMBED});
            weights = weights.view({batch, heads, target, source});
            weights = average ? weights.mean(1) : weights;
        } else {
            if (mask.defined()) {
                mask = mask.size(0) == 1 ? mask.unsqueeze(0) : mask.view({batch, heads, -1, source});
            }
            output = at::scaled_dot_product_attention(
                q.view({batch, heads, target, size}), k.view({batch, heads, source, size}),
                v.view({batch, heads, source, size}), optional(mask), p, causal);
            output = output.permute({2, 0, 1, 3}).contiguous().view({batch * target, EMBED});
        }
        output = linear(output, out_weight, out_bias).view({target, batch, EMBED});
        if (!batched) {
            return {output.squeeze(1), weights.defined() ? weights.squeeze(0) : weights};
        }
        return {batch_first ? output.transpose(1, 0) : output, weights};
    }
};

// Sizes of a sequence in the case's form.
std::vector<int64_t> sizes(const Case& options, int64_t length, int64_t features) {
    const auto form = options.text("form", "padded");
    if (form == "unbatched") {
        return {length, features};
    }
    return form == "batch_first" ? std::vector<int64_t>{BATCH, length, features}
                                 : std::vector<int64_t>{length, BATCH, features};
}

bool records(const Case& options) {
    return options.number("grad", 1) != 0;
}

// Random sequences; nested ones are of the whole length and of half of it.
at::Tensor draw_sequences(const Case& options, int64_t length, int64_t features) {
    const auto like = at::TensorOptions(dtype_of(options));
    if (options.text("form", "padded") == "nested") {
        const auto whole = at::randn({length, features}, like);
        return at::_nested_tensor_from_tensor_list({whole, at::randn({length / 2, features}, like)});
    }
    return at::randn(sizes(options, length, features), like).requires_grad_(records(options));
}

at::Tensor draw_mask(const Case& options, int64_t target, int64_t source) {
    const auto kind = options.text("mask", "none");
    const auto like = at::TensorOptions(dtype_of(options));
    const auto batch = options.text("form", "padded") == "unbatched" ? 1 : BATCH;
    const auto heads = options.number("heads", 2);
    if (kind == "bool") {
        return at::ones({target, source}, at::kBool).triu(1);
    }
    if (kind == "causal") {
        return at::full({target, source}, -INF, like).triu(1);
    }
    if (kind == "bool3") {
        return (at::rand({batch * heads, target, source}) < 0.4).logical_and(at::eye(target, source) == 0);
    }
    return kind == "none" ? at::Tensor()
                          : at::randn(
                                kind == "float" ? std::vector<int64_t>{target, source}
                                                : std::vector<int64_t>{batch * heads, target, source},
                                like);
}

at::Tensor draw_padding(const Case& options, int64_t source) {
    const auto kind = options.text("padding", "none");
    const bool batched = options.text("form", "padded") != "unbatched";
    if (kind == "none") {
        return {};
    }
    const auto all = batched ? std::vector<int64_t>{BATCH, source} : std::vector<int64_t>{source};
    if (kind == "float") {
        return at::randn(all, at::TensorOptions(dtype_of(options)));
    }
    auto padding = at::zeros(all, at::kBool);
    (batched ? padding[BATCH - 1] : padding)[kind == "inside" ? 1 : source - 1].fill_(true);
    return padding;
}

struct Layer {
    Attention attention;
    bool gelu;
    bool norm_first;
    double dropout;
    double eps;
    at::Tensor weight1, bias1, weight2, bias2, norm_weight1, norm_bias1, norm_weight2, norm_bias2;

    static Layer draw(const Case& options, const Draws& draws, const std::string& prefix) {
        Layer layer{};
        layer.attention = Attention::draw(options, draws, prefix + "self_attn.");
        layer.gelu = options.text("activation", "relu") == "gelu";
        layer.norm_first = options.number("norm_first", 0) != 0;
        layer.dropout = options.real("dropout", 0);
        layer.eps = options.real("eps", 1e-5);
        const bool bias = options.number("bias", 1) != 0;
        const auto add = [&](const char* name, const at::Tensor& values) {
            return values.defined() ? draws.add(prefix + name, values) : values;
        };
        const auto first = draws.linear(FEED_FORWARD, EMBED, bias);
        layer.weight1 = add("linear1.weight", first.first);
        layer.bias1 = add("linear1.bias", first.second);
        const auto second = draws.linear(EMBED, FEED_FORWARD, bias);
        layer.weight2 = add("linear2.weight", second.first);
        layer.bias2 = add("linear2.bias", second.second);
        const auto zeros = [&] { return bias ? at::zeros({EMBED}, draws.like) : at::Tensor(); };
        layer.norm_weight1 = add("norm1.weight", at::ones({EMBED}, draws.like));
        layer.norm_bias1 = add("norm1.bias", zeros());
        layer.norm_weight2 = add("norm2.weight", at::ones({EMBED}, draws.like));
        layer.norm_bias2 = add("norm2.bias", zeros());
        return layer;
    }

    at::Tensor norm(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) const {
        return at::layer_norm(x, {EMBED}, optional(weight), optional(bias), eps);
    }
    at::Tensor drop(const at::Tensor& x) const {
        return at::dropout(x, dropout, attention.training);
    }
    at::Tensor attend(const at::Tensor& x, const Mask& mask, const Mask& padding, bool causal) const {
        return drop(attention.attend({x, x, x, mask, padding}, false, true, causal).first);
    }
    at::Tensor feed_forward(const at::Tensor& x) const {
        const auto hidden = linear(x, weight1, bias1);
        return drop(linear(drop(gelu ? at::gelu(hidden) : at::relu(hidden)), weight2, bias2));
    }

    bool is_fast(const at::Tensor& src) const {
        return !attention.training && !c10::GradMode::is_enabled() && attention.batch_first && src.dim() == 3
            && attention.in_bias.defined() && attention.heads % 2 == 0;
    }

    // The masks are those that are added.
    at::Tensor encode(const at::Tensor& x, const at::Tensor& mask, const at::Tensor& padding, bool causal) const {
        if (is_fast(x)) {
            const auto [joined, type] = attention.merged(mask, padding, x);
            return at::_transformer_encoder_layer_fwd(
                x, EMBED, attention.heads, attention.in_weight, attention.in_bias, attention.out_weight,
                attention.out_bias, gelu, norm_first, eps, norm_weight1, norm_bias1, norm_weight2, norm_bias2, weight1,
                bias1, weight2, bias2, optional(joined), type);
        }
        const Mask own{mask};
        const Mask pads{padding};
        if (norm_first) {
            const auto y = x + attend(norm(x, norm_weight1, norm_bias1), own, pads, causal);
            return y + feed_forward(norm(y, norm_weight2, norm_bias2));
        }
        const auto y = norm(x + attend(x, own, pads, causal), norm_weight1, norm_bias1);
        return norm(y + feed_forward(y), norm_weight2, norm_bias2);
    }
};

}  // namespace

Computed compute_attention(const Case& options) {
    Computed result;
    const c10::AutoGradMode mode(records(options));
    const auto like = at::TensorOptions(dtype_of(options));
    const auto attention = Attention::draw(options, {result.parameters, like}, "");
    const auto draw = [&](const char* name, int64_t length, int64_t features) {
        return result.inputs.add(name, draw_sequences(options, length, features));
    };
    const auto keys = options.text("keys", "same");
    Inputs inputs;
    inputs.query = draw("query", TARGET, EMBED);
    inputs.key = keys == "same" ? inputs.query : draw("key", SOURCE, keys == "dims" ? KEY_DIM : EMBED);
    inputs.value = keys == "dims" ? draw("value", SOURCE, VALUE_DIM) : inputs.key;
    const auto source = keys == "same" ? TARGET : SOURCE;
    inputs.mask = {draw_mask(options, TARGET, source)};
    inputs.padding = {draw_padding(options, source)};
    const auto wanted = options.text("weights", "average");
    const auto [output, weights] =
        attention.attend(inputs, wanted != "none", wanted == "average", options.number("causal", 0) != 0);
    result.outputs.add("output", output);
    if (weights.defined()) {
        result.outputs.add("weights", weights);
    }
    return result;
}

Computed compute_encoder(const Case& options) {
    Computed result;
    const c10::AutoGradMode mode(records(options));
    const auto like = at::TensorOptions(dtype_of(options));
    const bool is_stack = options.module() == "TransformerEncoder";
    std::vector<Layer> layers;
    for (int64_t i = 0; i < (is_stack ? options.number("layers", 1) : 1); ++i) {
        Named own;
        const auto prefix = is_stack ? "layers." + std::to_string(i) + "." : "";
        // Python copies the first layer.
        const auto generator = at::globalContext().defaultGenerator(at::kCPU);
        const auto before = generator.get_state();
        layers.push_back(Layer::draw(options, {result.parameters, like}, prefix));
        if (is_stack && i + 1 < options.number("layers", 1)) {
            at::Generator(generator).set_state(before);
        }
    }
    at::Tensor norm_weight;
    at::Tensor norm_bias;
    if (options.number("norm", 0) != 0) {
        norm_weight = result.parameters.add("norm.weight", at::ones({EMBED}, like).requires_grad_());
        norm_bias = result.parameters.add("norm.bias", at::zeros({EMBED}, like).requires_grad_());
    }
    const auto src = result.inputs.add("src", draw_sequences(options, TARGET, EMBED));
    const auto mask = Mask{draw_mask(options, TARGET, TARGET)}.added(like);
    auto padding = Mask{draw_padding(options, TARGET)}.added(like);
    const auto given = options.text("mask", "none");
    // An encoder looks whether a mask is the causal one.
    const bool causal = is_stack ? given == "bool" || given == "causal" : options.number("causal", 0) != 0;
    const auto& first = layers.front();
    const bool nested = is_stack && options.number("nested", 1) != 0 && first.is_fast(src) && !first.norm_first
        && padding.defined() && !mask.defined()
        && at::_nested_tensor_from_mask_left_aligned(src, padding.logical_not());
    auto x = src;
    if (nested) {
        x = at::_nested_tensor_from_mask(src, padding.logical_not(), false);
        padding.reset();
    }
    for (const auto& layer : layers) {
        x = layer.encode(x, mask, padding, causal);
    }
    if (nested) {
        x = at::nested_to_padded_tensor(x, 0.0, src.sizes());
    }
    if (norm_weight.defined()) {
        x = at::layer_norm(x, {EMBED}, norm_weight, norm_bias);
    }
    result.outputs.add("output", x);
    return result;
}

}  // namespace parity
