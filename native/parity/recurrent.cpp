// RNN, LSTM, GRU and their cells, step by step.
#include "cases.hpp"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

namespace parity {
namespace {

constexpr int64_t TIMES = 4;
constexpr int64_t BATCH = 3;
constexpr int64_t INPUT = 3;
constexpr int64_t HIDDEN = 4;

// h alone, or h and c of an LSTM.
struct State {
    at::Tensor h;
    at::Tensor c;

    template <typename Change>
    State map(Change change) const {
        return {change(h), c.defined() ? change(c) : c};
    }
    State rows(int64_t start, int64_t end) const {
        return map([&](const at::Tensor& tensor) { return tensor.narrow(0, start, end - start); });
    }
};

State concat(const std::vector<State>& states) {
    State result;
    std::vector<at::Tensor> all;
    for (const auto& state : states) {
        all.push_back(state.h);
    }
    result.h = at::cat(all, 0);
    if (states[0].c.defined()) {
        all.clear();
        for (const auto& state : states) {
            all.push_back(state.c);
        }
        result.c = at::cat(all, 0);
    }
    return result;
}

std::optional<at::Tensor> optional(const at::Tensor& tensor) {
    return tensor.defined() ? std::optional<at::Tensor>(tensor) : std::nullopt;
}

// One layer in one direction, or a cell.
struct Cell {
    std::string kind;
    bool relu;
    at::Tensor weight_ih;
    at::Tensor weight_hh;
    at::Tensor bias_ih;
    at::Tensor bias_hh;
    at::Tensor weight_hr;

    at::Tensor gates_of(const at::Tensor& input) const {
        return at::linear(input, weight_ih, optional(bias_ih));
    }

    State step(const at::Tensor& input_gates, const State& state) const {
        auto gates = at::linear(state.h, weight_hh, optional(bias_hh));
        if (kind == "GRU") {
            return {gru(input_gates, std::move(gates), state.h), {}};
        }
        gates.add_(input_gates);
        if (kind == "LSTM") {
            return lstm(gates, state.c);
        }
        return {relu ? at::relu(gates) : at::tanh(gates), {}};
    }

   private:
    State lstm(const at::Tensor& gates, const at::Tensor& c) const {
        const auto parts = gates.unsafe_chunk(4, 1);
        const auto in = parts[0].sigmoid_();
        const auto forget = parts[1].sigmoid_();
        const auto cell = parts[2].tanh_();
        const auto out = parts[3].sigmoid_();
        const auto next = (forget * c).add_(in * cell);
        const auto h = out * next.tanh();
        return {weight_hr.defined() ? at::matmul(h, weight_hr.t()) : h, next};
    }

    static at::Tensor gru(const at::Tensor& input_gates, const at::Tensor& hidden_gates, const at::Tensor& h) {
        const auto input = input_gates.unsafe_chunk(3, 1);
        const auto hidden = hidden_gates.unsafe_chunk(3, 1);
        const auto reset = hidden[0].add_(input[0]).sigmoid_();
        const auto update = hidden[1].add_(input[1]).sigmoid_();
        const auto candidate = input[2].add(hidden[2].mul_(reset)).tanh_();
        return (h - candidate).mul_(update).add_(candidate);
    }
};

// The outputs of all times and the last state.
struct Pass {
    at::Tensor outputs;
    State last;
};

Pass run(const Cell& cell, const at::Tensor& input, State state, bool backwards) {
    auto steps = cell.gates_of(input).unbind(0);
    if (backwards) {
        std::reverse(steps.begin(), steps.end());
    }
    std::vector<at::Tensor> outputs;
    for (const auto& step : steps) {
        state = cell.step(step, state);
        outputs.push_back(state.h);
    }
    if (backwards) {
        std::reverse(outputs.begin(), outputs.end());
    }
    return {at::stack(outputs, 0), state};
}

Pass run_packed(const Cell& cell, const at::Tensor& data, at::IntArrayRef sizes, State state) {
    const auto gates = cell.gates_of(data);
    std::vector<at::Tensor> outputs;
    std::vector<State> ended;
    int64_t offset = 0;
    int64_t before = sizes[0];
    for (const auto size : sizes) {
        const auto step = gates.narrow(0, offset, size);
        offset += size;
        if (size < before) {
            ended.push_back(state.rows(size, before));
            state = state.rows(0, size);
        }
        before = size;
        state = cell.step(step, state);
        outputs.push_back(state.h);
    }
    ended.push_back(state);
    std::reverse(ended.begin(), ended.end());
    return {at::cat(outputs, 0), concat(ended)};
}

Pass run_packed_backwards(const Cell& cell, const at::Tensor& data, at::IntArrayRef sizes, const State& first) {
    const auto gates = cell.gates_of(data);
    std::vector<at::Tensor> outputs;
    int64_t offset = data.size(0);
    int64_t before = sizes.back();
    auto state = first.rows(0, before);
    for (auto size = sizes.rbegin(); size != sizes.rend(); ++size) {
        if (*size > before) {
            state = concat({state, first.rows(before, *size)});
        }
        const auto step = gates.narrow(0, offset - *size, *size);
        offset -= *size;
        before = *size;
        state = cell.step(step, state);
        outputs.push_back(state.h);
    }
    std::reverse(outputs.begin(), outputs.end());
    return {at::cat(outputs, 0), state};
}

at::Tensor drawn(at::IntArrayRef sizes, const at::TensorOptions& options) {
    const auto bound = 1 / std::sqrt(static_cast<double>(HIDDEN));
    return at::empty(sizes, options).uniform_(-bound, bound).requires_grad_();
}

int64_t gate_count(const std::string& kind) {
    return kind == "LSTM" ? 4 : (kind == "GRU" ? 3 : 1);
}

Cell draw_cell(
    Named& parameters,
    const Case& options,
    const std::string& kind,
    int64_t input_size,
    int64_t output_size,
    const std::string& suffix) {
    const auto tensor_options = at::TensorOptions(dtype_of(options));
    const auto rows = gate_count(kind) * HIDDEN;
    Cell cell{kind, options.text("nonlinearity", "tanh") == "relu", {}, {}, {}, {}, {}};
    const auto draw = [&](const char* name, at::IntArrayRef sizes) {
        return parameters.add(name + suffix, drawn(sizes, tensor_options));
    };
    cell.weight_ih = draw("weight_ih", {rows, input_size});
    cell.weight_hh = draw("weight_hh", {rows, output_size});
    if (options.number("bias", 1) != 0) {
        cell.bias_ih = draw("bias_ih", {rows});
        cell.bias_hh = draw("bias_hh", {rows});
    }
    if (output_size != HIDDEN) {
        cell.weight_hr = draw("weight_hr", {output_size, HIDDEN});
    }
    return cell;
}

struct Stack {
    std::vector<Cell> cells;  // layer by layer, direction by direction
    int64_t layers;
    int64_t directions;
    double dropout;

    Pass run(at::Tensor input, const State& first, std::optional<at::IntArrayRef> batch_sizes) const {
        const auto h = first.h.unbind(0);
        const auto c = first.c.defined() ? first.c.unbind(0) : std::vector<at::Tensor>(h.size());
        std::vector<at::Tensor> last_h;
        std::vector<at::Tensor> last_c;
        for (int64_t layer = 0; layer < layers; ++layer) {
            std::vector<at::Tensor> outputs;
            for (int64_t direction = 0; direction < directions; ++direction) {
                const auto i = static_cast<size_t>(layer * directions + direction);
                const State state{h[i], c[i]};
                const auto pass = !batch_sizes ? parity::run(cells[i], input, state, direction == 1)
                    : direction == 1           ? run_packed_backwards(cells[i], input, *batch_sizes, state)
                                               : run_packed(cells[i], input, *batch_sizes, state);
                outputs.push_back(pass.outputs);
                last_h.push_back(pass.last.h);
                last_c.push_back(pass.last.c);
            }
            input = directions == 1 ? outputs[0] : at::cat(outputs, -1);
            if (dropout != 0 && layer + 1 < layers) {
                input = at::dropout(input, dropout, /*train=*/true);
            }
        }
        return {input, {at::stack(last_h, 0), first.c.defined() ? at::stack(last_c, 0) : at::Tensor()}};
    }
};

// LibTorch has float LSTMs without projection computed by oneDNN as a whole, which rounds elsewhere.
bool is_fused(const Case& options, const std::string& form) {
    return options.module() == "LSTM" && options.number("proj", 0) == 0 && form != "packed"
        && dtype_of(options) == at::kFloat;
}

}  // namespace

Computed compute_recurrent(const Case& options) {
    Computed result;
    const auto& kind = options.module();
    const auto form = options.text("form", "padded");
    const auto layers = options.number("layers", 1);
    const auto directions = options.number("directions", 1);
    const auto proj = options.number("proj", 0);
    const auto output_size = proj > 0 ? proj : HIDDEN;
    const bool training = options.number("training", 1) != 0;
    Stack stack{{}, layers, directions, training ? options.real("dropout", 0) : 0};
    for (int64_t layer = 0; layer < layers; ++layer) {
        for (int64_t direction = 0; direction < directions; ++direction) {
            const auto suffix = "_l" + std::to_string(layer) + (direction == 1 ? "_reverse" : "");
            stack.cells.push_back(draw_cell(
                result.parameters, options, kind, layer == 0 ? INPUT : output_size * directions, output_size, suffix));
        }
    }

    const auto like = at::TensorOptions(dtype_of(options));
    const bool batched = form != "unbatched";
    const bool batch_first = form == "batch_first";
    std::vector<int64_t> sizes{TIMES, BATCH, INPUT};
    std::vector<int64_t> state_sizes{layers * directions, BATCH};
    if (!batched) {
        sizes = {TIMES, INPUT};
        state_sizes.pop_back();
    } else if (batch_first) {
        sizes = {BATCH, TIMES, INPUT};
    }
    const auto input = result.inputs.add("input", at::randn(sizes, like).requires_grad_());
    const auto with_size = [&](int64_t size) {
        auto all = state_sizes;
        all.push_back(size);
        return all;
    };
    State state;
    if (options.number("states", 0) != 0) {
        state.h = result.inputs.add("h", at::randn(with_size(output_size), like).requires_grad_());
        if (kind == "LSTM") {
            state.c = result.inputs.add("c", at::randn(with_size(HIDDEN), like).requires_grad_());
        }
    } else {
        state.h = at::zeros(with_size(output_size), like);
        state.c = kind == "LSTM" ? at::zeros(with_size(HIDDEN), like) : at::Tensor();
    }

    Pass pass;
    if (is_fused(options, form)) {
        std::vector<at::Tensor> weights;
        for (const auto& [name, tensor] : result.parameters.items()) {
            weights.push_back(tensor);
        }
        const auto one = [&](const at::Tensor& tensor) { return batched ? tensor : tensor.unsqueeze(1); };
        auto [output, h, c] = at::lstm(
            one(input), std::vector<at::Tensor>{one(state.h), one(state.c)}, weights, options.number("bias", 1) != 0,
            layers, options.real("dropout", 0), training, directions == 2, batch_first);
        pass = {output, {h, c}};
        if (!batched) {
            pass = {output.squeeze(1), {h.squeeze(1), c.squeeze(1)}};
        }
    } else if (form == "packed") {
        const auto lengths = at::tensor({3, 4, 2}, at::kLong);
        const auto [sorted_lengths, sorted] = at::sort(lengths, 0, /*descending=*/true);
        const auto unsorted = at::empty_like(sorted).scatter_(0, sorted, at::arange(BATCH));
        const auto [data, batch_sizes] =
            at::_pack_padded_sequence(input.index_select(1, sorted), sorted_lengths, false);
        const auto first = state.map([&](const at::Tensor& tensor) { return tensor.index_select(1, sorted); });
        pass = stack.run(data, first, at::IntArrayRef(batch_sizes.data_ptr<int64_t>(), batch_sizes.numel()));
        pass.last = pass.last.map([&](const at::Tensor& tensor) { return tensor.index_select(1, unsorted); });
    } else {
        const auto one = [&](const at::Tensor& tensor) { return batched ? tensor : tensor.unsqueeze(1); };
        pass = stack.run(batch_first ? input.transpose(0, 1) : one(input), state.map(one), std::nullopt);
        if (batch_first) {
            pass.outputs = pass.outputs.transpose(0, 1);
        } else if (!batched) {
            pass.outputs = pass.outputs.squeeze(1);
            pass.last = pass.last.map([](const at::Tensor& tensor) { return tensor.squeeze(1); });
        }
    }
    result.outputs.add("output", pass.outputs);
    result.outputs.add("h", pass.last.h);
    if (pass.last.c.defined()) {
        result.outputs.add("c", pass.last.c);
    }
    return result;
}

Computed compute_cell(const Case& options) {
    Computed result;
    const auto kind = options.module().substr(0, options.module().size() - std::string("Cell").size());
    const auto cell = draw_cell(result.parameters, options, kind, INPUT, HIDDEN, "");
    const auto like = at::TensorOptions(dtype_of(options));
    const bool batched = options.text("form", "padded") != "unbatched";
    const auto sizes = [&](int64_t size) {
        return batched ? std::vector<int64_t>{BATCH, size} : std::vector<int64_t>{size};
    };
    const auto input = result.inputs.add("input", at::randn(sizes(INPUT), like).requires_grad_());
    State state{at::zeros(sizes(HIDDEN), like), kind == "LSTM" ? at::zeros(sizes(HIDDEN), like) : at::Tensor()};
    if (options.number("states", 0) != 0) {
        state.h = result.inputs.add("h", at::randn(sizes(HIDDEN), like).requires_grad_());
        if (kind == "LSTM") {
            state.c = result.inputs.add("c", at::randn(sizes(HIDDEN), like).requires_grad_());
        }
    }
    const auto one = [&](const at::Tensor& tensor) { return batched ? tensor : tensor.unsqueeze(0); };
    auto next = cell.step(cell.gates_of(one(input)), state.map(one));
    if (!batched) {
        next = next.map([](const at::Tensor& tensor) { return tensor.squeeze(0); });
    }
    result.outputs.add("h", next.h);
    if (next.c.defined()) {
        result.outputs.add("c", next.c);
    }
    return result;
}

}  // namespace parity
