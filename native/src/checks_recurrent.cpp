#include "detail/checks.hpp"

#include <ATen/ops/gru_native.h>
#include <ATen/ops/lstm_native.h>
#include <ATen/ops/rnn_relu_native.h>
#include <ATen/ops/rnn_tanh_native.h>

// Recurrent layers: their kernels split the products of weights into gates by position, and oneDNN's LSTM reads weights
// and states of the sizes that they should have.
namespace panamatorch {

namespace {

using at::Tensor;
using at::TensorList;

// The number of gates, whose weights are the rows of one matrix.
constexpr int64_t LSTM_GATES = 4;
constexpr int64_t GRU_GATES = 3;
constexpr int64_t RNN_GATES = 1;

void check_parameter(const Tensor& parameter, const char* name, size_t layer, int64_t rows) {
    TORCH_CHECK(
        parameter.defined() && parameter.dim() > 0 && parameter.size(0) == rows, name, " of layer ", layer,
        " has size ", parameter.defined() ? parameter.sizes() : at::IntArrayRef(), ", expected ", rows, " rows");
}

// The parameters of a layer, in each direction, come together: two weights, two biases, and a projection.
size_t count_of_layer(bool has_biases, bool has_projection) {
    return (has_biases ? 4u : 2u) + (has_projection ? 1u : 0u);
}

void check_parameters(TensorList params, bool has_biases, bool has_projection, int64_t gates, int64_t hidden) {
    const auto each = count_of_layer(has_biases, has_projection);
    if (params.size() % each != 0) {
        return;  // LibTorch says so.
    }
    for (size_t start = 0; start < params.size(); start += each) {
        const auto layer = start / each;
        check_parameter(params[start], "weight_ih", layer, gates * hidden);
        check_parameter(params[start + 1], "weight_hh", layer, gates * hidden);
        if (has_biases) {
            check_parameter(params[start + 2], "bias_ih", layer, gates * hidden);
            check_parameter(params[start + 3], "bias_hh", layer, gates * hidden);
        }
        if (has_projection) {
            const auto& projection = params[start + each - 1];
            TORCH_CHECK(
                projection.dim() == 2 && projection.size(1) == hidden, "weight_hr of layer ", layer, " has size ",
                projection.sizes(), ", expected ", hidden, " columns");
        }
    }
}

void check_state(const Tensor& state, const char* name, int64_t batch) {
    TORCH_CHECK(
        state.dim() != 3 || state.size(1) == batch, name, " has size ", state.sizes(), ", expected a batch of ", batch);
}

void check_count(int64_t num_layers, TensorList params) {
    TORCH_CHECK_VALUE(num_layers > 0, "num_layers must be greater than zero");
    TORCH_CHECK_VALUE(
        num_layers <= static_cast<int64_t>(params.size()), "num_layers is ", num_layers, ", but params has ",
        params.size(), " tensors");
}

template <int64_t gates>
void check_layer(const Tensor& hx, TensorList params, bool has_biases, int64_t num_layers) {
    check_count(num_layers, params);
    if (hx.dim() == 3) {
        check_parameters(params, has_biases, false, gates, hx.size(2));
    }
}

// LibTorch takes four dimensions for three.
void check_dims(const Tensor& tensor, const char* name) {
    TORCH_CHECK(tensor.dim() <= 3, name, " has size ", tensor.sizes(), ", expected three dimensions");
}

void check_columns(const Tensor& weight, const char* name, size_t layer, int64_t columns) {
    TORCH_CHECK(
        weight.dim() == 2 && weight.size(1) == columns, name, " of layer ", layer, " has size ", weight.sizes(),
        ", expected ", columns, " columns");
}

// Other kernels multiply by each weight as it is, and oneDNN's takes it for one of the right size.
void check_lstm_columns(TensorList params, bool has_biases, bool bidirectional, int64_t input, TensorList hx) {
    const auto output = hx[0].size(2);
    const auto each = count_of_layer(has_biases, output != hx[1].size(2));
    const auto directions = bidirectional ? 2u : 1u;
    for (size_t start = 0; start + each <= params.size(); start += each) {
        const auto layer = start / each;
        const auto columns = layer < directions ? input : output * directions;
        check_columns(params[start], "weight_ih", layer, columns);
        check_columns(params[start + 1], "weight_hh", layer, output);
    }
}

// The kernel takes a layer's c_0 for each of h_0.
void check_layers(TensorList hx) {
    for (const auto& state : hx) {
        check_dims(state, "a state");
    }
    TORCH_CHECK(
        hx.size() != 2 || hx[0].dim() == 0 || hx[1].dim() == 0 || hx[0].size(0) == hx[1].size(0), "h_0 has size ",
        hx[0].sizes(), ", c_0 has ", hx[1].sizes(), ", expected as many layers");
}

// Whether the states are such that parameters can be compared with them; else LibTorch says why not.
bool are_of_layers(TensorList hx) {
    return hx.size() == 2 && hx[0].dim() == 3 && hx[1].dim() == 3;
}

void check_lstm_parameters(TensorList hx, TensorList params, bool has_biases, int64_t batch) {
    check_state(hx[0], "h_0", batch);
    check_state(hx[1], "c_0", batch);
    const auto hidden = hx[1].size(2);
    check_parameters(params, has_biases, hx[0].size(2) != hidden, LSTM_GATES, hidden);
}

template <int64_t gates>
constexpr auto padded = [](const Tensor& /*input*/,
                           const Tensor& hx,
                           TensorList params,
                           bool has_biases,
                           int64_t num_layers,
                           const auto&...) { check_layer<gates>(hx, params, has_biases, num_layers); };

constexpr auto padded_lstm = [](const Tensor& input,
                                TensorList hx,
                                TensorList params,
                                bool has_biases,
                                int64_t num_layers,
                                double /*dropout*/,
                                bool /*train*/,
                                bool bidirectional,
                                bool batch_first) {
    check_count(num_layers, params);
    check_layers(hx);
    check_dims(input, "input");
    if (input.dim() == 3 && are_of_layers(hx)) {
        check_lstm_parameters(hx, params, has_biases, input.size(batch_first ? 0 : 1));
        check_lstm_columns(params, has_biases, bidirectional, input.size(2), hx);
    }
};

// As PackedSequence makes them: how many sequences have a first element, a second, and so on.
int64_t check_batch_sizes(const Tensor& data, const Tensor& batch_sizes) {
    TORCH_CHECK(
        batch_sizes.dim() == 1 && batch_sizes.numel() > 0 && batch_sizes.scalar_type() == at::kLong
            && batch_sizes.device().is_cpu(),
        "batch_sizes is ", batch_sizes.scalar_type(), batch_sizes.sizes(), " on ", batch_sizes.device(),
        ", expected a list of int64 on the CPU that is not empty");
    const auto flat = batch_sizes.contiguous();
    const auto* sizes = flat.const_data_ptr<int64_t>();
    int64_t left = data.dim() > 0 ? data.size(0) : 0;
    for (int64_t i = 0; i < flat.numel(); ++i) {
        TORCH_CHECK(
            sizes[i] > 0 && (i == 0 || sizes[i] <= sizes[i - 1]) && sizes[i] <= left, "batch_sizes has ", sizes[i],
            " at position ", i, ", expected positive numbers that do not rise and sum to ",
            data.dim() > 0 ? data.size(0) : 0, ", the elements of data");
        left -= sizes[i];
    }
    return sizes[0];
}

template <int64_t gates>
constexpr auto packed = [](const Tensor& data,
                           const Tensor& batch_sizes,
                           const Tensor& hx,
                           TensorList params,
                           bool has_biases,
                           int64_t num_layers,
                           const auto&...) {
    check_batch_sizes(data, batch_sizes);
    check_layer<gates>(hx, params, has_biases, num_layers);
};

constexpr auto packed_lstm = [](const Tensor& data,
                                const Tensor& batch_sizes,
                                TensorList hx,
                                TensorList params,
                                bool has_biases,
                                int64_t num_layers,
                                const auto&...) {
    const auto batch = check_batch_sizes(data, batch_sizes);
    check_count(num_layers, params);
    check_layers(hx);
    if (are_of_layers(hx)) {
        check_lstm_parameters(hx, params, has_biases, batch);
    }
};

using Padded =
    std::tuple<Tensor, Tensor>(const Tensor&, const Tensor&, TensorList, bool, int64_t, double, bool, bool, bool);
using Packed = std::tuple<Tensor, Tensor>(
    const Tensor&, const Tensor&, const Tensor&, TensorList, bool, int64_t, double, bool, bool);
using PaddedLstm =
    std::tuple<Tensor, Tensor, Tensor>(const Tensor&, TensorList, TensorList, bool, int64_t, double, bool, bool, bool);
using PackedLstm = std::tuple<Tensor, Tensor, Tensor>(
    const Tensor&, const Tensor&, TensorList, TensorList, bool, int64_t, double, bool, bool);

}  // namespace

void check_recurrent(const Kernels& kernels) {
    auto& composite = kernels.composite;
    using namespace at::native;
    replace<static_cast<PaddedLstm*>(lstm), padded_lstm>(composite, "lstm.input");
    replace<static_cast<PackedLstm*>(lstm), packed_lstm>(composite, "lstm.data");
    replace<static_cast<Padded*>(gru), padded<GRU_GATES>>(composite, "gru.input");
    replace<static_cast<Packed*>(gru), packed<GRU_GATES>>(composite, "gru.data");
    replace<static_cast<Padded*>(rnn_tanh), padded<RNN_GATES>>(composite, "rnn_tanh.input");
    replace<static_cast<Packed*>(rnn_tanh), packed<RNN_GATES>>(composite, "rnn_tanh.data");
    replace<static_cast<Padded*>(rnn_relu), padded<RNN_GATES>>(composite, "rnn_relu.input");
    replace<static_cast<Packed*>(rnn_relu), packed<RNN_GATES>>(composite, "rnn_relu.data");
}

}  // namespace panamatorch
