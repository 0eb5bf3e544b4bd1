#include "detail/convert.hpp"
#include "detail/nn_recurrent.hpp"

#include <ATen/autocast_mode.h>
#include <torch/nn/modules/rnn.h>

#include <algorithm>
#include <type_traits>

namespace panamatorch::nn {
namespace {

using torch::nn::GRUImpl;
using torch::nn::GRUOptions;
using torch::nn::LSTMImpl;
using torch::nn::LSTMOptions;
using torch::nn::RNNImpl;
using torch::nn::RNNOptions;

struct Options {
    int64_t mode;
    int64_t input_size;
    int64_t hidden_size;
    int64_t num_layers;
    bool bias;
    bool batch_first;
    double dropout;
    bool bidirectional;
    int64_t proj_size;
};

struct PackedInput {
    at::Tensor data;
    at::Tensor batch_sizes;
    at::Tensor sorted_indices;
    at::Tensor unsorted_indices;
};

// What the exports need of RNN, LSTM and GRU alike. Results are the output and the new hidden state.
class Recurrent {
   public:
    virtual ~Recurrent() = default;
    virtual std::vector<at::Tensor> forward_padded(at::Tensor input, Hidden hidden) const = 0;
    virtual std::vector<at::Tensor> forward_packed(const PackedInput& input, Hidden hidden) const = 0;
    virtual void flatten() = 0;
};

bool is_any_autocast_enabled() {
    return std::any_of(
        at::autocast::_AUTOCAST_SUPPORTED_DEVICES.begin(), at::autocast::_AUTOCAST_SUPPORTED_DEVICES.end(),
        [](c10::DeviceType type) { return at::autocast::is_autocast_enabled(type); });
}

void check(const Options& options) {
    TORCH_CHECK_VALUE(
        options.mode == PT_RNN_LSTM || options.proj_size == 0,
        "proj_size argument is only supported for LSTM, not RNN or GRU");
    TORCH_CHECK_VALUE(
        options.dropout >= 0 && options.dropout <= 1,
        "dropout should be a number in range [0, 1] representing the probability of an element being zeroed");
    TORCH_CHECK_VALUE(options.input_size > 0, "input_size must be greater than zero");
    TORCH_CHECK_VALUE(options.hidden_size > 0, "hidden_size must be greater than zero");
    TORCH_CHECK_VALUE(options.num_layers > 0, "num_layers must be greater than zero");
    TORCH_CHECK_VALUE(options.proj_size >= 0, "proj_size should be a positive integer or zero to disable projections");
    TORCH_CHECK_VALUE(options.proj_size < options.hidden_size, "proj_size has to be smaller than hidden_size");
}

// libtorch reads the sizes through a bare pointer and trusts them, so they are checked here.
void check_batch_sizes(const at::Tensor& batch_sizes, const at::Tensor& data) {
    TORCH_CHECK_VALUE(
        batch_sizes.defined() && batch_sizes.device().is_cpu() && batch_sizes.layout() == at::kStrided,
        "batch_sizes should always be on CPU. Instances of PackedSequence should never be created manually. They "
        "should be instantiated by functions like pack_sequence and pack_padded_sequence in nn.utils.rnn.");
    TORCH_CHECK(
        batch_sizes.dim() == 1 && batch_sizes.scalar_type() == at::kLong,
        "batch_sizes must be a 1-D tensor of dtype torch.int64, got ", batch_sizes.dim(), "-D of dtype ",
        dtype_name(batch_sizes));
    TORCH_CHECK_INDEX(batch_sizes.numel() > 0, "index 0 is out of bounds for dimension 0 with size 0");
    TORCH_CHECK(data.dim() == 2, "input must have 2 dimensions, got ", data.dim());
    const auto* sizes = batch_sizes.const_data_ptr<int64_t>();
    int64_t rest = data.size(0);
    for (int64_t i = 0; i < batch_sizes.numel(); ++i) {
        TORCH_CHECK(
            sizes[i] > 0 && (i == 0 || sizes[i] <= sizes[i - 1]),
            "batch_sizes must be positive and must not increase, got ", sizes[i], " at index ", i);
        TORCH_CHECK(sizes[i] <= rest, "batch_sizes sum up to more than the ", data.size(0), " rows of the packed data");
        rest -= sizes[i];
    }
    TORCH_CHECK(rest == 0, "batch_sizes sum up to less than the ", data.size(0), " rows of the packed data");
}

// Corrects the C++ classes, which refuse unbatched input, check less than Python and know no device and dtype.
template <typename Base>
class RecurrentModule final : public WithParameters<Base>, public Recurrent {
   public:
    static constexpr bool is_lstm = std::is_same_v<Base, LSTMImpl>;
    static constexpr bool is_gru = std::is_same_v<Base, GRUImpl>;
    static constexpr const char* name = is_lstm ? "LSTM" : (is_gru ? "GRU" : "RNN");

    template <typename BaseOptions>
    RecurrentModule(const BaseOptions& base_options, const at::TensorOptions& tensor_options)
        : RecurrentModule(base_options, tensor_options, RandomState()) {}

    std::vector<at::Tensor> forward_padded(at::Tensor input, Hidden hidden) const override {
        const auto& options = this->options_base;
        TORCH_CHECK_VALUE(
            input.dim() == 2 || input.dim() == 3, name, ": Expected input to be 2D or 3D, got ", input.dim(),
            is_lstm || is_gru ? "D instead" : "D tensor instead");
        const bool batched = input.dim() == 3;
        const int64_t batch_dim = options.batch_first() ? 0 : 1;
        if (!batched) {
            input = input.unsqueeze(batch_dim);
        }
        check_hidden_dim(hidden, batched);
        if (!hidden.h.defined()) {
            hidden = zeros(input, input.size(batch_dim));
        } else if (!batched) {
            hidden = hidden.map([](const at::Tensor& state) { return state.unsqueeze(1); });
        }
        check_forward_args(input, hidden, input.size(batch_dim), /*dim=*/3);

        auto results = run(
            [&](auto function, auto&& states) {
                return function(
                    input, states, this->flat_weights_, options.bias(), options.num_layers(), options.dropout(),
                    this->is_training(), options.bidirectional(), options.batch_first());
            },
            hidden);
        if (!batched) {
            results[0] = results[0].squeeze(batch_dim);
            for (size_t i = 1; i < results.size(); ++i) {
                results[i] = results[i].squeeze(1);
            }
        }
        return results;
    }

    std::vector<at::Tensor> forward_packed(const PackedInput& input, Hidden hidden) const override {
        const auto& options = this->options_base;
        const auto batch_sizes = input.batch_sizes.contiguous();
        check_batch_sizes(batch_sizes, input.data);
        const auto batch = batch_sizes.const_data_ptr<int64_t>()[0];
        if (!hidden.h.defined()) {
            hidden = zeros(input.data, batch);
        } else if (input.sorted_indices.defined()) {
            hidden = hidden.map([&](const at::Tensor& state) { return state.index_select(1, input.sorted_indices); });
        }
        check_forward_args(input.data, hidden, batch, /*dim=*/2);

        auto results = run(
            [&](auto function, auto&& states) {
                return function(
                    input.data, batch_sizes, states, this->flat_weights_, options.bias(), options.num_layers(),
                    options.dropout(), this->is_training(), options.bidirectional());
            },
            hidden);
        if (input.unsorted_indices.defined()) {
            for (size_t i = 1; i < results.size(); ++i) {
                results[i] = results[i].index_select(1, input.unsorted_indices);
            }
        }
        return results;
    }

    void flatten() override {
        this->reset_flat_weights();
    }

    void parameters_changed() override {
        this->reset_flat_weights();
    }

   private:
    template <typename BaseOptions>
    RecurrentModule(const BaseOptions& base_options, const at::TensorOptions& tensor_options, RandomState before)
        : WithParameters<Base>(base_options) {
        if (!are_defaults(tensor_options)) {
            before.restore();
            this->recreate_parameters(tensor_options);
            this->reset_parameters();
        }
    }

    // Calls the operator of this kind of module; call passes its own arguments and the hidden state on.
    template <typename Call>
    std::vector<at::Tensor> run(Call call, const Hidden& hidden) const {
        if constexpr (is_lstm) {
            auto [output, h, c] = call(
                [](auto&&... arguments) { return at::lstm(arguments...); },
                std::vector<at::Tensor>{hidden.h, hidden.c});
            return {std::move(output), std::move(h), std::move(c)};
        } else {
            auto [output, h] = call(
                [this](auto&&... arguments) {
                    if constexpr (is_gru) {
                        return at::gru(arguments...);
                    } else {
                        return std::holds_alternative<torch::enumtype::kReLU>(this->options.nonlinearity())
                            ? at::rnn_relu(arguments...)
                            : at::rnn_tanh(arguments...);
                    }
                },
                hidden.h);
            return {std::move(output), std::move(h)};
        }
    }

    int64_t state_count() const {
        return this->options_base.num_layers() * (this->options_base.bidirectional() ? 2 : 1);
    }

    int64_t output_size() const {
        const auto& options = this->options_base;
        return options.proj_size() > 0 ? options.proj_size() : options.hidden_size();
    }

    Hidden zeros(const at::Tensor& input, int64_t batch) const {
        const auto like = at::TensorOptions().dtype(input.scalar_type()).device(input.device());
        Hidden hidden;
        hidden.h = at::zeros({state_count(), batch, output_size()}, like);
        if (is_lstm) {
            hidden.c = at::zeros({state_count(), batch, this->options_base.hidden_size()}, like);
        }
        return hidden;
    }

    static void check_hidden_dim(const Hidden& hidden, bool batched) {
        if (!hidden.h.defined()) {
            return;
        }
        const int64_t expected = batched ? 3 : 2;
        const auto* kind = batched ? "batched 3" : "unbatched 2";
        if (is_lstm) {
            TORCH_CHECK(
                hidden.h.dim() == expected && hidden.c.dim() == expected, "For ", kind,
                "-D input, hx and cx should also be ", expected, "-D but got (", hidden.h.dim(), "-D, ", hidden.c.dim(),
                "-D) tensors");
        } else {
            TORCH_CHECK(
                hidden.h.dim() == expected, "For ", kind, "-D input, hx should also be ", expected, "-D but got ",
                hidden.h.dim(), "-D tensor");
        }
    }

    void check_forward_args(const at::Tensor& input, const Hidden& hidden, int64_t batch, int64_t dim) const {
        const auto& weight = this->flat_weights_[0];
        if (input.scalar_type() != weight.scalar_type() && !is_any_autocast_enabled()) {
            const auto given = dtype_name(input);
            const auto wanted = dtype_name(weight);
            TORCH_CHECK_VALUE(
                false, "RNN input dtype (", given, ") does not match weight dtype (", wanted,
                "). Convert input: input.to(", wanted, "), or convert model: model.to(", given, ")");
        }
        TORCH_CHECK(input.dim() == dim, "input must have ", dim, " dimensions, got ", input.dim());
        const auto input_size = this->options_base.input_size();
        TORCH_CHECK(
            input.size(-1) == input_size, "input.size(-1) must be equal to input_size. Expected ", input_size, ", got ",
            input.size(-1));
        check_state(hidden.h, batch, output_size(), is_lstm ? "Expected hidden[0] size (" : "Expected hidden size (");
        if (is_lstm) {
            check_state(hidden.c, batch, this->options_base.hidden_size(), "Expected hidden[1] size (");
        }
        check_weights();
    }

    void check_state(const at::Tensor& state, int64_t batch, int64_t size, const char* text) const {
        TORCH_CHECK(
            state.sizes() == at::IntArrayRef({state_count(), batch, size}), text, state_count(), ", ", batch, ", ",
            size, "), got ", state.sizes());
    }

    // Another shape, which set_data allows, would make libtorch's LSTM read past the end of a weight.
    void check_weights() const {
        const auto& options = this->options_base;
        const int64_t gates = options.hidden_size() * (is_lstm ? 4 : (is_gru ? 3 : 1));
        auto weight = this->flat_weights_.begin();
        const auto expect = [&](at::IntArrayRef sizes) {
            TORCH_CHECK(
                weight->sizes() == sizes, "Expected ",
                this->flat_weights_names_[static_cast<size_t>(weight - this->flat_weights_.begin())], " of size ",
                sizes, ", got ", weight->sizes());
            ++weight;
        };
        for (int64_t i = 0; i < state_count(); ++i) {
            const bool first = i < (options.bidirectional() ? 2 : 1);
            expect({gates, first ? options.input_size() : output_size() * (options.bidirectional() ? 2 : 1)});
            expect({gates, output_size()});
            if (options.bias()) {
                expect({gates});
                expect({gates});
            }
            if (options.proj_size() > 0) {
                expect({options.proj_size(), options.hidden_size()});
            }
        }
    }
};

template <typename Base, typename BaseOptions>
std::shared_ptr<torch::nn::Module> make(
    BaseOptions base_options, const Options& options, const at::TensorOptions& tensor_options) {
    // The caller warns of a dropout without effect.
    const Silence silence;
    return std::make_shared<RecurrentModule<Base>>(
        base_options.num_layers(options.num_layers)
            .bias(options.bias)
            .batch_first(options.batch_first)
            .dropout(options.dropout)
            .bidirectional(options.bidirectional),
        tensor_options);
}

std::shared_ptr<torch::nn::Module> make(const Options& options, const at::TensorOptions& tensor_options) {
    check(options);
    switch (options.mode) {
        case PT_RNN_TANH:
            return make<RNNImpl>(RNNOptions(options.input_size, options.hidden_size), options, tensor_options);
        case PT_RNN_RELU:
            return make<RNNImpl>(
                RNNOptions(options.input_size, options.hidden_size).nonlinearity(torch::kReLU), options,
                tensor_options);
        case PT_RNN_LSTM:
            return make<LSTMImpl>(
                LSTMOptions(options.input_size, options.hidden_size).proj_size(options.proj_size), options,
                tensor_options);
        case PT_RNN_GRU:
            return make<GRUImpl>(GRUOptions(options.input_size, options.hidden_size), options, tensor_options);
        default:
            throw ArgumentError("an unknown kind of recurrent module");
    }
}

Hidden hidden_of(const Recurrent& module, const pt_tensor* h, const pt_tensor* c) {
    return to_hidden(h, c, dynamic_cast<const LSTMImpl*>(&module) != nullptr);
}

}  // namespace
}  // namespace panamatorch::nn

using namespace panamatorch;
using namespace panamatorch::nn;

pt_module* pt_rnn_new(
    int64_t mode,
    int64_t input_size,
    int64_t hidden_size,
    int64_t num_layers,
    int64_t bias,
    int64_t batch_first,
    double dropout,
    int64_t bidirectional,
    int64_t proj_size,
    int64_t device,
    int64_t dtype) {
    return guard_new([&] {
        const Options options{mode,    input_size,         hidden_size, num_layers, bias != 0, batch_first != 0,
                              dropout, bidirectional != 0, proj_size};
        return nn::new_handle(make(options, factory_options(device, dtype)));
    });
}

pt_status pt_rnn_forward(
    const pt_module* module, const pt_tensor* input, const pt_tensor* h_0, const pt_tensor* c_0, pt_tensor** ret) {
    return guard([&] {
        const auto& recurrent = as<Recurrent>(module);
        give(recurrent.forward_padded(required(input), hidden_of(recurrent, h_0, c_0)), ret);
    });
}

pt_status pt_rnn_forward_packed(
    const pt_module* module,
    const pt_tensor* data,
    const pt_tensor* batch_sizes,
    const pt_tensor* sorted_indices,
    const pt_tensor* unsorted_indices,
    const pt_tensor* h_0,
    const pt_tensor* c_0,
    pt_tensor** ret) {
    return guard([&] {
        const auto& recurrent = as<Recurrent>(module);
        const PackedInput input{
            required(data), required(batch_sizes), owned_or_undefined(sorted_indices),
            owned_or_undefined(unsorted_indices)};
        give(recurrent.forward_packed(input, hidden_of(recurrent, h_0, c_0)), ret);
    });
}

pt_status pt_module_flatten_parameters(pt_module* module) {
    return guard([&] {
        if (auto* recurrent = dynamic_cast<Recurrent*>(deref(module).module.get())) {
            recurrent->flatten();
        }
    });
}
