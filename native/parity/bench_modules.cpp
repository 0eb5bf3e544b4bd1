#include "bench_modules.hpp"

#include <torch/nn/modules/activation.h>
#include <torch/nn/modules/rnn.h>
#include <torch/nn/modules/transformer.h>
#include <torch/nn/modules/transformercoder.h>
#include <torch/nn/modules/transformerlayer.h>

namespace parity {
namespace {

constexpr int64_t WIDTH = 256;
constexpr int64_t HEADS = 8;
constexpr int64_t FEED_FORWARD = 1024;
constexpr int64_t LAYERS = 4;
constexpr int64_t BATCH = 8;
constexpr int64_t LSTM_INPUT = 128;
constexpr int64_t LSTM_LAYERS = 2;
constexpr int64_t LSTM_LENGTH = 32;

template <typename Forward>
std::function<void(int64_t)> loop(Forward forward) {
    return [forward](int64_t count) mutable {
        const c10::NoGradGuard no_grad;
        for (int64_t i = 0; i < count; ++i) {
            forward();
        }
    };
}

}  // namespace

std::function<void(int64_t)> encoder_loop(int64_t length) {
    torch::nn::TransformerEncoderLayer layer(
        torch::nn::TransformerEncoderLayerOptions(WIDTH, HEADS).dim_feedforward(FEED_FORWARD));
    torch::nn::TransformerEncoder encoder(torch::nn::TransformerEncoderOptions(layer, LAYERS));
    encoder->eval();
    // The front end knows no other order.
    const auto src = torch::randn({length, BATCH, WIDTH});
    return loop([encoder, src]() mutable { encoder->forward(src); });
}

std::function<void(int64_t)> attention_loop(int64_t length) {
    torch::nn::MultiheadAttention attention(torch::nn::MultiheadAttentionOptions(WIDTH, HEADS));
    attention->eval();
    const auto x = torch::randn({length, BATCH, WIDTH});
    return loop([attention, x]() mutable { attention->forward(x, x, x, {}, /*need_weights=*/false); });
}

std::function<void(int64_t)> lstm_loop(int64_t batch) {
    torch::nn::LSTM lstm(torch::nn::LSTMOptions(LSTM_INPUT, WIDTH).num_layers(LSTM_LAYERS).batch_first(true));
    lstm->eval();
    const auto x = torch::randn({batch, LSTM_LENGTH, LSTM_INPUT});
    return loop([lstm, x]() mutable { lstm->forward(x); });
}

}  // namespace parity
