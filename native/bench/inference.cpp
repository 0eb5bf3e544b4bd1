// Forward passes of modules without gradients.
#include "modules.hpp"
#include "numbers.hpp"

#include <ATen/ops/_transformer_encoder_layer_fwd.h>
#include <ATen/ops/scaled_dot_product_attention.h>
#include <torch/nn/functional/linear.h>
#include <torch/nn/functional/normalization.h>
#include <torch/nn/modules/activation.h>
#include <torch/nn/modules/container/sequential.h>
#include <torch/nn/modules/embedding.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/modules/normalization.h>

#include <thread>

namespace bench {
namespace {

// Inputs have other numbers than parameters.
constexpr int64_t INPUT = 1000;
constexpr float INPUT_SCALE = 2;
constexpr double EPSILON = 1e-5;

Workload lstm(const Parameters& parameters) {
    auto lstm = make_lstm(parameters);
    lstm->eval();
    const auto x = numbers(
        INPUT, INPUT_SCALE, {value(parameters, "batch"), value(parameters, "length"), value(parameters, "input")});
    return steps(false, [lstm, x]() mutable { return std::get<0>(lstm->forward(x)); });
}

// An encoder by the operator that computes a layer at once, on text with the batch first.
at::Tensor fused(
    const torch::nn::TransformerEncoderImpl& encoder, at::Tensor text, const Parameters& parameters, bool gelu) {
    for (const auto& each : *encoder.layers) {
        const auto& layer = *each->as<torch::nn::TransformerEncoderLayer>();
        const auto& attention = *layer.self_attn;
        text = at::_transformer_encoder_layer_fwd(
            text, value(parameters, "width"), value(parameters, "heads"), attention.in_proj_weight,
            attention.in_proj_bias, attention.out_proj->weight, attention.out_proj->bias, gelu, false, EPSILON,
            layer.norm1->weight, layer.norm1->bias, layer.norm2->weight, layer.norm2->bias, layer.linear1->weight,
            layer.linear1->bias, layer.linear2->weight, layer.linear2->bias);
    }
    return text;
}

// Text of the workload's sizes: time first, as the front end wants it, or the batch.
at::Tensor text(const Parameters& parameters, bool batch_first) {
    const auto result = numbers(
        INPUT, INPUT_SCALE, {value(parameters, "batch"), value(parameters, "length"), value(parameters, "width")});
    return batch_first ? result : result.transpose(0, 1).contiguous();
}

Workload encoder(const Parameters& parameters) {
    auto encoder = make_encoder(parameters, torch::kReLU);
    encoder->eval();
    const bool batch_first = value(parameters, "batch_first") != 0;
    const auto src = text(parameters, batch_first);
    if (by_hand(parameters)) {
        return steps(false, [encoder, src, batch_first, parameters] {
            const auto out = fused(*encoder, batch_first ? src : src.transpose(0, 1), parameters, false);
            return batch_first ? out : out.transpose(0, 1);
        });
    }
    // The front end knows no other order.
    return steps(false, [encoder, src, batch_first]() mutable {
        return batch_first ? encoder->forward(src.transpose(0, 1)).transpose(0, 1) : encoder->forward(src);
    });
}

Workload attention(const Parameters& parameters) {
    const auto width = value(parameters, "width");
    const auto heads = value(parameters, "heads");
    torch::nn::MultiheadAttention attention(torch::nn::MultiheadAttentionOptions(width, heads));
    attention->eval();
    fill(attention->parameters());
    const bool batch_first = value(parameters, "batch_first") != 0;
    const auto x = text(parameters, batch_first);
    if (by_hand(parameters)) {
        return steps(false, [attention, x, batch_first, width, heads]() mutable {
            const auto in = batch_first ? x : x.transpose(0, 1);
            const auto split = [&](const at::Tensor& part) {
                return part.view({in.size(0), in.size(1), heads, width / heads}).transpose(1, 2);
            };
            const auto parts =
                torch::nn::functional::linear(in, attention->in_proj_weight, attention->in_proj_bias).chunk(3, -1);
            const auto mixed = at::scaled_dot_product_attention(split(parts[0]), split(parts[1]), split(parts[2]));
            const auto out = attention->out_proj(mixed.transpose(1, 2).reshape(in.sizes()));
            return batch_first ? out : out.transpose(0, 1);
        });
    }
    return steps(false, [attention, x, batch_first]() mutable {
        const auto in = batch_first ? x.transpose(0, 1) : x;
        const auto out = std::get<0>(attention->forward(in, in, in, {}, /*need_weights=*/false));
        return batch_first ? out.transpose(0, 1) : out;
    });
}

// Sentences to vectors of length 1, as all-MiniLM-L6-v2 does it.
struct MiniLmImpl : torch::nn::Module {
    explicit MiniLmImpl(const Parameters& parameters)
        : parameters_(parameters),
          words(register_module("words", torch::nn::Embedding(value(parameters, "words"), value(parameters, "width")))),
          positions(register_module(
              "positions", torch::nn::Embedding(value(parameters, "positions"), value(parameters, "width")))),
          norm(register_module(
              "norm", torch::nn::LayerNorm(torch::nn::LayerNormOptions({value(parameters, "width")}).eps(EPSILON)))),
          encoder(register_module("encoder", make_encoder(parameters, torch::kGELU))) {}

    at::Tensor forward(const at::Tensor& tokens) {
        const auto embedded = norm(words(tokens) + positions(torch::arange(tokens.size(1))));
        const auto encoded = by_hand(parameters_) ? fused(*encoder, embedded, parameters_, true)
                                                  : encoder(embedded.transpose(0, 1)).transpose(0, 1);
        return torch::nn::functional::normalize(encoded.mean(1), torch::nn::functional::NormalizeFuncOptions().dim(1));
    }

    Parameters parameters_;
    torch::nn::Embedding words;
    torch::nn::Embedding positions;
    torch::nn::LayerNorm norm;
    torch::nn::TransformerEncoder encoder;
};
TORCH_MODULE(MiniLm);

Workload minilm(const Parameters& parameters) {
    MiniLm model(parameters);
    model->eval();
    fill(model->parameters());
    const auto tokens =
        integers(INPUT, value(parameters, "words"), {value(parameters, "batch"), value(parameters, "length")});
    return steps(false, [model, tokens]() mutable { return model(tokens); });
}

// One model in several threads; a pass in each is an operation.
Workload threads(const Parameters& parameters) {
    const auto width = value(parameters, "width");
    const auto linear = [width] { return torch::nn::Linear(width, width); };
    torch::nn::Sequential model(linear(), torch::nn::ReLU(), linear(), torch::nn::ReLU(), linear());
    fill(model->parameters());
    const auto x = numbers(INPUT, INPUT_SCALE, {value(parameters, "batch"), width});
    const auto pass = steps(false, [model, x]() mutable { return model->forward(x); });
    const auto run = [pass, threads = value(parameters, "threads")](int64_t count) {
        std::vector<std::jthread> running;
        for (int64_t i = 0; i < threads; ++i) {
            running.emplace_back([&pass, count] { pass.run(count); });
        }
    };
    return {run, pass.result};
}

}  // namespace

torch::nn::LSTM make_lstm(const Parameters& parameters) {
    torch::nn::LSTM lstm(torch::nn::LSTMOptions(value(parameters, "input"), value(parameters, "width"))
                             .num_layers(value(parameters, "layers"))
                             .batch_first(true));
    fill(lstm->parameters());
    return lstm;
}

torch::nn::TransformerEncoder make_encoder(const Parameters& parameters, torch::nn::activation_t activation) {
    const auto options =
        torch::nn::TransformerEncoderLayerOptions(value(parameters, "width"), value(parameters, "heads"))
            .dim_feedforward(value(parameters, "hidden"))
            .dropout(0)
            .activation(std::move(activation));
    torch::nn::TransformerEncoder encoder(
        torch::nn::TransformerEncoderOptions(torch::nn::TransformerEncoderLayer(options), value(parameters, "layers")));
    fill(encoder->parameters());
    return encoder;
}

Workload inference_workload(const std::string& kind, const Parameters& parameters) {
    if (kind == "encoder") {
        return encoder(parameters);
    }
    if (kind == "attention") {
        return attention(parameters);
    }
    if (kind == "minilm") {
        return minilm(parameters);
    }
    if (by_hand(parameters)) {
        return {};
    }
    if (kind == "lstm") {
        return lstm(parameters);
    }
    if (kind == "threads") {
        return threads(parameters);
    }
    return {};
}

}  // namespace bench
