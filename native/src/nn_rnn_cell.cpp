#include "detail/convert.hpp"
#include "detail/nn_recurrent.hpp"

#include <torch/nn/modules/rnn.h>

#include <type_traits>

namespace panamatorch::nn {
namespace {

using torch::nn::GRUCellImpl;
using torch::nn::GRUCellOptions;
using torch::nn::LSTMCellImpl;
using torch::nn::LSTMCellOptions;
using torch::nn::RNNCellImpl;
using torch::nn::RNNCellOptions;

// What the exports need of the cells alike. The result is the new hidden state.
class Cell {
   public:
    virtual ~Cell() = default;
    virtual std::vector<at::Tensor> forward_step(at::Tensor input, Hidden hidden) const = 0;
};

// Corrects the C++ classes, which refuse unbatched input and know no device and dtype.
template <typename Base>
class CellModule final : public WithParameters<Base>, public Cell {
   public:
    static constexpr bool is_lstm = std::is_same_v<Base, LSTMCellImpl>;
    static constexpr bool is_gru = std::is_same_v<Base, GRUCellImpl>;
    static constexpr const char* name = is_lstm ? "LSTMCell" : (is_gru ? "GRUCell" : "RNNCell");

    template <typename BaseOptions>
    CellModule(const BaseOptions& base_options, const at::TensorOptions& tensor_options)
        : CellModule(base_options, tensor_options, RandomState()) {}

    std::vector<at::Tensor> forward_step(at::Tensor input, Hidden hidden) const override {
        check_dim(input, "input");
        if (hidden.h.defined()) {
            check_dim(hidden.h, is_lstm ? "hx[0]" : "hidden");
            if (is_lstm) {
                check_dim(hidden.c, "hx[1]");
            }
        }
        const bool batched = input.dim() == 2;
        if (!batched) {
            input = input.unsqueeze(0);
        }
        if (!hidden.h.defined()) {
            hidden.h = at::zeros(
                {input.size(0), this->options_base.hidden_size()},
                at::TensorOptions().dtype(input.scalar_type()).device(input.device()));
            hidden.c = is_lstm ? hidden.h : at::Tensor();
        } else if (!batched) {
            hidden = hidden.map([](const at::Tensor& state) { return state.unsqueeze(0); });
        }

        auto results = run(input, hidden);
        if (!batched) {
            for (auto& result : results) {
                result = result.squeeze(0);
            }
        }
        return results;
    }

    void parameters_changed() override {
        this->weight_ih = this->parameter("weight_ih");
        this->weight_hh = this->parameter("weight_hh");
        this->bias_ih = this->parameter("bias_ih");
        this->bias_hh = this->parameter("bias_hh");
    }

   private:
    template <typename BaseOptions>
    CellModule(const BaseOptions& base_options, const at::TensorOptions& tensor_options, RandomState before)
        : WithParameters<Base>(base_options) {
        if (!are_defaults(tensor_options)) {
            before.restore();
            this->recreate_parameters(tensor_options);
            this->reset_parameters();
        }
    }

    std::vector<at::Tensor> run(const at::Tensor& input, const Hidden& hidden) const {
        const auto call = [&](auto function, auto&& states) {
            return function(input, states, this->weight_ih, this->weight_hh, this->bias_ih, this->bias_hh);
        };
        if constexpr (is_lstm) {
            auto [h, c] = call(
                [](auto&&... arguments) { return at::lstm_cell(arguments...); },
                std::vector<at::Tensor>{hidden.h, hidden.c});
            return {std::move(h), std::move(c)};
        } else if constexpr (is_gru) {
            return {call([](auto&&... arguments) { return at::gru_cell(arguments...); }, hidden.h)};
        } else if (std::holds_alternative<torch::enumtype::kReLU>(this->options.nonlinearity())) {
            return {call([](auto&&... arguments) { return at::rnn_relu_cell(arguments...); }, hidden.h)};
        } else {
            return {call([](auto&&... arguments) { return at::rnn_tanh_cell(arguments...); }, hidden.h)};
        }
    }

    static void check_dim(const at::Tensor& tensor, const char* what) {
        TORCH_CHECK_VALUE(
            tensor.dim() == 1 || tensor.dim() == 2, name, ": Expected ", what, " to be 1D or 2D, got ", tensor.dim(),
            "D instead");
    }
};

template <typename Base, typename BaseOptions>
std::shared_ptr<torch::nn::Module> make(BaseOptions base_options, bool bias, const at::TensorOptions& options) {
    return std::make_shared<CellModule<Base>>(base_options.bias(bias), options);
}

std::shared_ptr<torch::nn::Module> make(
    int64_t mode, int64_t input_size, int64_t hidden_size, bool bias, const at::TensorOptions& options) {
    switch (mode) {
        case PT_RNN_TANH:
            return make<RNNCellImpl>(RNNCellOptions(input_size, hidden_size), bias, options);
        case PT_RNN_RELU:
            return make<RNNCellImpl>(RNNCellOptions(input_size, hidden_size).nonlinearity(torch::kReLU), bias, options);
        case PT_RNN_LSTM:
            return make<LSTMCellImpl>(LSTMCellOptions(input_size, hidden_size), bias, options);
        case PT_RNN_GRU:
            return make<GRUCellImpl>(GRUCellOptions(input_size, hidden_size), bias, options);
        default:
            throw ArgumentError("an unknown kind of recurrent cell");
    }
}

}  // namespace
}  // namespace panamatorch::nn

using namespace panamatorch;
using namespace panamatorch::nn;

pt_module* pt_rnn_cell_new(
    int64_t mode, int64_t input_size, int64_t hidden_size, int64_t bias, int64_t device, int64_t dtype) {
    return guard_new(
        [&] { return nn::new_handle(make(mode, input_size, hidden_size, bias != 0, factory_options(device, dtype))); });
}

pt_status pt_rnn_cell_forward(
    const pt_module* module, const pt_tensor* input, const pt_tensor* h, const pt_tensor* c, pt_tensor** ret) {
    return guard([&] {
        const auto& cell = as<Cell>(module);
        const bool is_lstm = dynamic_cast<const LSTMCellImpl*>(&cell) != nullptr;
        give(cell.forward_step(required(input), to_hidden(h, c, is_lstm)), ret);
    });
}
