#include "detail/convert.hpp"
#include "detail/nn_attention.hpp"
#include "detail/nn_text.hpp"

#include <ATen/autocast_mode.h>
#include <torch/nn/modules/transformercoder.h>
#include <torch/nn/modules/transformerlayer.h>

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace panamatorch::nn {
namespace {

using torch::nn::TransformerEncoderImpl;
using torch::nn::TransformerEncoderLayerImpl;
using torch::nn::TransformerEncoderLayerOptions;
using torch::nn::TransformerEncoderOptions;

struct LayerOptions {
    int64_t d_model;
    int64_t nhead;
    int64_t dim_feedforward;
    double dropout;
    bool gelu;
    double layer_norm_eps;
    bool batch_first;
    bool norm_first;
    bool bias;
    at::TensorOptions tensor;
};

struct EncoderInput {
    at::Tensor src;
    at::Tensor mask;              // or undefined
    at::Tensor key_padding_mask;  // or undefined
};

at::Tensor drop(const torch::nn::Dropout& dropout, const at::Tensor& input) {
    return at::dropout(input, dropout->options.p(), dropout->is_training());
}

// Corrects the C++ class, which has the attention's defects, no layer_norm_eps, batch_first, norm_first, bias and
// is_causal, and never takes the fused operator.
class EncoderLayer final : public TransformerEncoderLayerImpl {
   public:
    explicit EncoderLayer(const LayerOptions& layer_options) : EncoderLayer(layer_options, RandomState()) {}

    at::Tensor encode(EncoderInput input, bool is_causal) const {
        const auto dtype = input.src.scalar_type();
        input.key_padding_mask = canonical_mask(input.key_padding_mask, "src_key_padding_mask", dtype);
        input.mask = canonical_mask(input.mask, "src_mask", dtype);
        if (can_be_fused(input)) {
            return encode_fused(input);
        }
        const auto& x = input.src;
        if (layer_.norm_first) {
            const auto y = x + attend(norm1_->compute(x), input, is_causal);
            return y + feed_forward(norm2_->compute(y));
        }
        const auto y = norm1_->compute(x + attend(x, input, is_causal));
        return norm2_->compute(y + feed_forward(y));
    }

    // As Python's deepcopy, and without a draw from the generator.
    std::shared_ptr<torch::nn::Module> clone(const std::optional<torch::Device>& device) const override {
        RandomState before;
        auto copy = std::make_shared<EncoderLayer>(layer_);
        before.restore();
        const auto sources = modules();
        const auto targets = copy->modules();
        std::unordered_map<c10::TensorImpl*, at::Tensor> copied;
        for (size_t i = 0; i < sources.size(); ++i) {
            targets[i]->train(sources[i]->is_training());
            auto* target = dynamic_cast<Exchangeable*>(targets[i].get());
            if (target == nullptr) {
                continue;
            }
            for (const auto& item : sources[i]->named_parameters(/*recurse=*/false)) {
                auto& tensor = copied[item.value().unsafeGetTensorImpl()];
                if (!tensor.defined()) {
                    tensor = copy_of(item.value(), device);
                }
                target->set_parameter(item.key(), tensor);
            }
            target->parameters_changed();
        }
        return copy;
    }

    const LayerOptions& layer_options() const {
        return layer_;
    }
    const Attention& attention() const {
        return *attention_;
    }

    // What must not need a gradient for the fused path, besides the input.
    std::vector<at::Tensor> weights() const {
        return {
            attention_->in_proj_weight,
            attention_->in_proj_bias,
            attention_->out_proj->weight,
            attention_->out_proj->bias,
            norm1_->weight,
            norm1_->bias,
            norm2_->weight,
            norm2_->bias,
            linear1_->weight,
            linear1_->bias,
            linear2_->weight,
            linear2_->bias};
    }

   private:
    // The base is made as small as can be, as its parts are replaced by others and their draws taken back.
    EncoderLayer(const LayerOptions& layer_options, RandomState before)
        : TransformerEncoderLayerImpl(TransformerEncoderLayerOptions(1, 1).dim_feedforward(1)), layer_(layer_options) {
        before.restore();
        const auto& [d_model, nhead, hidden, p, gelu, eps, batch_first, norm_first, bias, tensor] = layer_;
        attention_ = std::make_shared<Attention>(
            torch::nn::MultiheadAttentionOptions(d_model, nhead).dropout(p).bias(bias).kdim(d_model).vdim(d_model),
            batch_first, tensor);
        linear1_ = std::make_shared<LinearLayer>(d_model, hidden, bias, tensor);
        TORCH_CHECK_VALUE(p >= 0 && p <= 1, "dropout probability has to be between 0 and 1, but got ", python_repr(p));
        linear2_ = std::make_shared<LinearLayer>(hidden, d_model, bias, tensor);
        norm1_ = std::make_shared<NormLayer>(d_model, eps, bias, tensor);
        norm2_ = std::make_shared<NormLayer>(d_model, eps, bias, tensor);
        options = TransformerEncoderLayerOptions(d_model, nhead).dim_feedforward(hidden).dropout(p);
        if (gelu) {
            options.activation(torch::kGELU);
        }
        self_attn = replace("self_attn", torch::nn::MultiheadAttention(base_of(attention_)));
        linear1 = replace("linear1", torch::nn::Linear(base_of(linear1_)));
        dropout = replace("dropout", torch::nn::Dropout(p));
        linear2 = replace("linear2", torch::nn::Linear(base_of(linear2_)));
        norm1 = replace("norm1", torch::nn::LayerNorm(base_of(norm1_)));
        norm2 = replace("norm2", torch::nn::LayerNorm(base_of(norm2_)));
        dropout1 = replace("dropout1", torch::nn::Dropout(p));
        dropout2 = replace("dropout2", torch::nn::Dropout(p));
    }

    template <typename Holder>
    Holder replace(const std::string& name, Holder module) {
        replace_module(name, module);
        return module;
    }

    static std::shared_ptr<torch::nn::MultiheadAttentionImpl> base_of(std::shared_ptr<Attention> module) {
        return module;
    }
    static std::shared_ptr<torch::nn::LinearImpl> base_of(std::shared_ptr<LinearLayer> module) {
        return module;
    }
    static std::shared_ptr<torch::nn::LayerNormImpl> base_of(std::shared_ptr<NormLayer> module) {
        return module;
    }

    static at::Tensor copy_of(const at::Tensor& parameter, const std::optional<torch::Device>& device) {
        TORCH_CHECK(
            parameter.is_leaf(),
            "Only Tensors created explicitly by the user (graph leaves) support the deepcopy protocol at the moment.");
        auto copy = parameter.detach().clone();
        return (device ? copy.to(*device) : copy).set_requires_grad(parameter.requires_grad());
    }

    bool can_be_fused(const EncoderInput& input) const {
        const auto& src = input.src;
        if (!is_fastpath_enabled() || src.dim() != 3 || is_training() || !attention_->batch_first
            || !attention_->in_proj_bias.defined() || layer_.nhead % 2 != 0
            || at::autocast::is_autocast_enabled(at::kCUDA)
            || (src.is_nested() && (input.key_padding_mask.defined() || input.mask.defined()))) {
            return false;
        }
        auto used = weights();
        used.push_back(src);
        return std::all_of(used.begin(), used.end(), is_fast_device) && !needs_grad(used);
    }

    static bool is_fast_device(const at::Tensor& tensor) {
        return !tensor.defined() || tensor.is_cpu() || tensor.is_cuda() || tensor.is_xpu() || tensor.is_privateuseone();
    }

    at::Tensor encode_fused(const EncoderInput& input) const {
        const auto [mask, mask_type] = attention_->merge_masks(input.mask, input.key_padding_mask, input.src);
        return at::_transformer_encoder_layer_fwd(
            input.src, layer_.d_model, layer_.nhead, attention_->in_proj_weight, attention_->in_proj_bias,
            attention_->out_proj->weight, attention_->out_proj->bias, layer_.gelu, layer_.norm_first,
            layer_.layer_norm_eps, norm1_->weight, norm1_->bias, norm2_->weight, norm2_->bias, linear1_->weight,
            linear1_->bias, linear2_->weight, linear2_->bias, optional(mask), mask_type);
    }

    at::Tensor attend(const at::Tensor& x, const EncoderInput& input, bool is_causal) const {
        const auto output = std::get<0>(attention_->attend(
            {x, x, x, input.key_padding_mask, input.mask, /*need_weights=*/false, /*average_attn_weights=*/true,
             is_causal}));
        return drop(dropout1, output);
    }

    at::Tensor feed_forward(const at::Tensor& x) const {
        const auto hidden = linear1_->compute(x);
        const auto active = layer_.gelu ? at::gelu(hidden) : at::relu(hidden);
        return drop(dropout2, linear2_->compute(drop(dropout, active)));
    }

    LayerOptions layer_;
    std::shared_ptr<Attention> attention_;
    std::shared_ptr<LinearLayer> linear1_;
    std::shared_ptr<LinearLayer> linear2_;
    std::shared_ptr<NormLayer> norm1_;
    std::shared_ptr<NormLayer> norm2_;
};

// Python's _detect_is_causal_mask.
bool is_causal_mask(const at::Tensor& mask, std::optional<int64_t> length) {
    if (!mask.defined()) {
        return false;
    }
    const auto size = length.value_or(mask.size(-2));
    if (mask.sizes() != at::IntArrayRef({size, size})) {
        return false;
    }
    const auto causal = at::full({size, size}, -std::numeric_limits<double>::infinity(), mask.options()).triu(1);
    return (mask == causal).all().item<bool>();
}

// Corrects the C++ class, which draws initial values for its copies of the layer before it gives them the layer's, and
// knows neither nested tensors nor is_causal.
class Encoder final : public TransformerEncoderImpl {
   public:
    Encoder(
        const std::shared_ptr<EncoderLayer>& layer,
        int64_t num_layers,
        bool enable_nested_tensor,
        bool mask_check,
        std::shared_ptr<NormLayer> final_norm)
        : TransformerEncoderImpl(TransformerEncoderOptions(
              torch::nn::TransformerEncoderLayer(std::static_pointer_cast<TransformerEncoderLayerImpl>(layer)),
              num_layers)),
          use_nested_tensor_(enable_nested_tensor && can_be_nested(*layer)),
          mask_check_(mask_check),
          norm_(std::move(final_norm)) {
        // The base keeps the original alive.
        options.encoder_layer(nullptr);
        for (const auto& module : *layers) {
            layers_.push_back(std::dynamic_pointer_cast<EncoderLayer>(module));
        }
        if (norm_ != nullptr) {
            register_module("norm", norm_);
        }
    }

    at::Tensor encode(EncoderInput input, std::optional<bool> is_causal) const {
        const auto dtype = input.src.scalar_type();
        input.key_padding_mask = canonical_mask(input.key_padding_mask, "src_key_padding_mask", dtype);
        input.mask = canonical_mask(input.mask, "mask", dtype);
        TORCH_CHECK_INDEX(!layers_.empty(), "index 0 is out of range");
        const auto src = input.src;
        const bool nested = takes_nested(input);
        if (nested) {
            input.src = at::_nested_tensor_from_mask(src, input.key_padding_mask.logical_not(), /*mask_check=*/false);
            input.key_padding_mask.reset();
        }
        const bool causal = is_causal.has_value() ? *is_causal : is_causal_mask(input.mask, length(src));
        for (const auto& layer : layers_) {
            input.src = layer->encode(input, causal);
        }
        if (nested) {
            input.src = at::nested_to_padded_tensor(input.src, 0.0, src.sizes());
        }
        return norm_ == nullptr ? input.src : norm_->compute(input.src);
    }

   private:
    static bool can_be_nested(const EncoderLayer& layer) {
        const auto& attention = layer.attention();
        return !layer.layer_options().norm_first && attention.batch_first && attention._qkv_same_embed_dim
            && attention.in_proj_bias.defined() && attention.options.num_heads() % 2 == 0;
    }

    bool takes_nested(const EncoderInput& input) const {
        const auto& src = input.src;
        const auto& first = *layers_.front();
        if (!is_fastpath_enabled() || !use_nested_tensor_ || first.is_training() || src.dim() != 3
            || !input.key_padding_mask.defined()) {
            return false;
        }
        if (mask_check_ && !at::_nested_tensor_from_mask_left_aligned(src, input.key_padding_mask.logical_not())) {
            return false;
        }
        if (src.is_nested() || input.mask.defined() || at::autocast::is_autocast_enabled(at::kCUDA)
            || !(src.is_cpu() || src.is_cuda() || src.is_xpu() || src.is_privateuseone())) {
            return false;
        }
        auto used = first.weights();
        used.push_back(src);
        return !needs_grad(used);
    }

    // Python's _get_seq_len.
    std::optional<int64_t> length(const at::Tensor& src) const {
        if (src.is_nested()) {
            return std::nullopt;
        }
        return src.dim() == 2 ? src.size(0) : src.size(layers_.front()->attention().batch_first ? 1 : 0);
    }

    bool use_nested_tensor_;
    bool mask_check_;
    std::vector<std::shared_ptr<EncoderLayer>> layers_;
    std::shared_ptr<NormLayer> norm_;
};

}  // namespace
}  // namespace panamatorch::nn

using namespace panamatorch;
using namespace panamatorch::nn;

pt_module* pt_transformer_encoder_layer_new(
    int64_t d_model,
    int64_t nhead,
    int64_t dim_feedforward,
    double dropout,
    int64_t activation,
    double layer_norm_eps,
    int64_t batch_first,
    int64_t norm_first,
    int64_t bias,
    int64_t device,
    int64_t dtype) {
    return guard_new([&] {
        if (activation != PT_ACTIVATION_RELU && activation != PT_ACTIVATION_GELU) {
            throw ArgumentError("an unknown activation");
        }
        return nn::new_handle(std::make_shared<EncoderLayer>(LayerOptions{
            d_model, nhead, dim_feedforward, dropout, activation == PT_ACTIVATION_GELU, layer_norm_eps,
            batch_first != 0, norm_first != 0, bias != 0, factory_options(device, dtype)}));
    });
}

pt_tensor* pt_transformer_encoder_layer_forward(
    const pt_module* module,
    const pt_tensor* src,
    const pt_tensor* src_mask,
    const pt_tensor* src_key_padding_mask,
    int64_t is_causal) {
    return guard_new([&] {
        return panamatorch::new_handle(as<EncoderLayer>(module).encode(
            {required(src), owned_or_undefined(src_mask), owned_or_undefined(src_key_padding_mask)}, is_causal != 0));
    });
}

pt_module* pt_transformer_encoder_new(
    const pt_module* layer,
    int64_t num_layers,
    int64_t enable_nested_tensor,
    int64_t mask_check,
    const int64_t* norm_shape,
    int64_t norm_dim,
    double norm_eps,
    const pt_tensor* norm_weight,
    const pt_tensor* norm_bias) {
    return guard_new([&] {
        std::shared_ptr<NormLayer> norm;
        if (norm_shape != nullptr) {
            norm = std::make_shared<NormLayer>(
                to_ints(norm_shape, norm_dim).vec(), norm_eps, owned_or_undefined(norm_weight),
                owned_or_undefined(norm_bias));
        }
        as<EncoderLayer>(layer);
        return nn::new_handle(std::make_shared<Encoder>(
            std::dynamic_pointer_cast<EncoderLayer>(deref(layer).module), num_layers, enable_nested_tensor != 0,
            mask_check != 0, std::move(norm)));
    });
}

pt_tensor* pt_transformer_encoder_forward(
    const pt_module* module,
    const pt_tensor* src,
    const pt_tensor* mask,
    const pt_tensor* src_key_padding_mask,
    int64_t is_causal) {
    return guard_new([&] {
        const EncoderInput input{required(src), owned_or_undefined(mask), owned_or_undefined(src_key_padding_mask)};
        return panamatorch::new_handle(as<Encoder>(module).encode(
            input, is_causal == PT_NONE ? std::nullopt : std::optional<bool>(is_causal != 0)));
    });
}
