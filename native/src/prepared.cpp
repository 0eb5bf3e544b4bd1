#include "panamatorch/prepared.h"

#include "detail/dense_keys.hpp"
#include "detail/guard.hpp"
#include "detail/handle.hpp"
#include "detail/nn_module.hpp"

#include <ATen/Context.h>
#include <ATen/NestedTensorImpl.h>
#include <ATen/autocast_mode.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/cpu/Utils.h>
#include <ATen/ops/_native_multi_head_attention.h>
#include <ATen/ops/_transformer_encoder_layer_fwd.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/layer_norm.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/mkldnn_rnn_layer.h>
#include <ATen/ops/scaled_dot_product_attention.h>
#include <c10/core/GradMode.h>
#include <c10/core/impl/LocalDispatchKeySet.h>
#include <torch/library.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <utility>

using namespace panamatorch;
using panamatorch::nn::optional;

namespace {

// Above all that makes other operators of one. LibTorch has the key for a mode of its own tests.
constexpr auto KEY = c10::DispatchKey::TESTING_ONLY_GenericMode;

// MKL multiplies a single row by a matrix as it is, no slower than oneDNN by one in order; from two rows on that is up
// to twice as fast.
constexpr int64_t FEWEST_ROWS = 2;

enum class Activation {
    NONE,
    RELU,
    GELU
};

// oneDNN's operators, which LibTorch has for its compiler.
template <typename Signature>
auto operation(const char* name) {
    return c10::Dispatcher::singleton().findSchemaOrThrow(name, "").typed<Signature>();
}

bool has_operators() {
    return at::hasMKLDNN() && c10::Dispatcher::singleton().findSchema({"mkldnn::_linear_pointwise", ""});
}

bool multiplies_bfloat16() {
    static const bool supported = [] {
        if (!has_operators() || !operation<bool()>("mkldnn::_is_mkldnn_bf16_supported").call()) {
            return false;
        }
        // oneDNN takes bfloat16 on processors without such instructions, too, but is slow there.
        const auto capabilities = at::cpu::get_cpu_capabilities();
        return std::ranges::any_of(std::array{"avx512_bf16", "amx_bf16"}, [&](const char* name) {
            const auto found = capabilities.find(name);
            return found != capabilities.end() && found->second.isBool() && found->second.toBool();
        });
    }();
    return supported;
}

at::Tensor in_order(const at::Tensor& weight) {
    static const auto reorder =
        operation<at::Tensor(const at::Tensor&, std::optional<int64_t>)>("mkldnn::_reorder_linear_weight");
    // The order hardly depends on the number of rows: none says more than any.
    return reorder.call(weight, std::nullopt);
}

at::Tensor multiply(
    const at::Tensor& input, const at::Tensor& weight, const std::optional<at::Tensor>& bias, Activation activation) {
    static const auto linear = operation<at::Tensor(
        const at::Tensor&, const at::Tensor&, const std::optional<at::Tensor>&, std::string_view,
        c10::List<std::optional<at::Scalar>>, std::optional<std::string_view>)>("mkldnn::_linear_pointwise");
    constexpr std::array<std::string_view, 3> NAMES = {"none", "relu", "gelu"};
    return linear.call(
        input, weight, bias, NAMES[static_cast<size_t>(activation)], c10::List<std::optional<at::Scalar>>(), "none");
}

// The kernels that read a weight, each in an order of its own. An LSTM multiplies the weights of sequences of several
// lengths as a linear layer does.
enum class Use {
    PRODUCT,
    INPUT_OF_LSTM,
    HIDDEN_OF_LSTM
};

// A parameter, and what was made of it for its kernels.
class Weight {
   public:
    explicit Weight(at::Tensor parameter) : parameter_(std::move(parameter)) {}

    // What put makes of the parameter's present elements.
    template <typename Put>
    at::Tensor ordered(Use use, const Put& put) {
        const std::lock_guard lock(mutex_);
        auto& form = forms_[static_cast<size_t>(use)];
        const State now(parameter_);
        if (form.state != now) {
            form.ordered = put(parameter_);
            form.state = now;
        }
        return form.ordered;
    }

    int64_t bytes() {
        const std::lock_guard lock(mutex_);
        int64_t sum = 0;
        for (const auto& form : forms_) {
            sum += form.ordered.defined() ? static_cast<int64_t>(form.ordered.nbytes()) : 0;
        }
        return sum;
    }

   private:
    // What tells that elements are others: changes in place are counted, but for those of inference tensors, and memory
    // that took the place of other memory belongs to another storage, whose address is not used again meanwhile, or is
    // read otherwise.
    struct State {
        c10::weak_intrusive_ptr<c10::StorageImpl> storage;
        int64_t offset;
        at::DimVector sizes;
        at::DimVector strides;
        int64_t version;

        explicit State(const at::Tensor& tensor)
            : storage(tensor.storage().getWeakStorageImpl()),
              offset(tensor.storage_offset()),
              sizes(tensor.sizes()),
              strides(tensor.strides()),
              version(tensor.is_inference() ? 0 : tensor._version()) {}
        bool operator==(const State&) const = default;
    };

    struct Form {
        // None before the first use.
        std::optional<State> state;
        at::Tensor ordered;
    };

    const at::Tensor parameter_;
    std::mutex mutex_;
    // One for each use.
    std::array<Form, 3> forms_;
};

// Whether the kernels can read it: dense, no transform's, and without a tangent.
bool is_plain(const at::Tensor& tensor) {
    return tensor.defined() && tensor.layout() == at::kStrided && has_dense_keys(tensor)
        && !tensor._fw_grad(/*level=*/0).defined();
}

bool can_be_ordered(const at::Tensor& weight) {
    return is_plain(weight) && weight.dim() == 2 && weight.numel() > 0
        && (weight.scalar_type() == at::kFloat || (weight.scalar_type() == at::kBFloat16 && multiplies_bfloat16()));
}

class Weights {
   public:
    Weights(const std::vector<at::Tensor>& parameters, bool bfloat16)
        : is_bfloat16_(bfloat16 && multiplies_bfloat16()) {
        if (!has_operators()) {
            return;
        }
        for (const auto& each : parameters) {
            if (can_be_ordered(each)) {
                weights_.try_emplace(each.unsafeGetTensorImpl(), each);
            }
        }
    }

    bool is_bfloat16() const noexcept {
        return is_bfloat16_;
    }

    int64_t bytes() const {
        int64_t sum = 0;
        for (auto& [parameter, weight] : weights_) {
            sum += weight.bytes();
        }
        return sum;
    }

    // Whether the weight is one of these, and can multiply the input.
    bool fit(const at::Tensor& input, const at::Tensor& weight, const at::Tensor& bias = {}) const {
        return is_plain(input) && input.dim() > 0 && input.numel() > 0
            && fit(input.size(-1), input.scalar_type(), weight, bias);
    }

    // The same for an input to come, of that width and type.
    bool fit(int64_t width, at::ScalarType type, const at::Tensor& weight, const at::Tensor& bias) const {
        // The weight may have got another form since.
        return weights_.contains(weight.unsafeGetTensorImpl()) && can_be_ordered(weight) && type == weight.scalar_type()
            && width == weight.size(1)
            && (!bias.defined()
                || (is_plain(bias) && bias.scalar_type() == type && bias.dim() == 1 && bias.size(0) == weight.size(0)));
    }

    // In the type in which products are computed; the input may be in it already.
    at::Tensor product(
        const at::Tensor& input,
        const at::Tensor& weight,
        const at::Tensor& bias,
        Activation activation = Activation::NONE) const {
        const auto ordered =
            find(weight).ordered(Use::PRODUCT, [&](const at::Tensor& parameter) { return in_order(cast(parameter)); });
        // The kernel reads a bias as if its elements lay side by side.
        const auto added = bias.defined() ? cast(bias).contiguous() : bias;
        return multiply(cast(input), ordered, optional(added), activation);
    }

    // Both weights of a layer of an LSTM. Each is made with the other and kept by itself, so that it shows which has
    // changed.
    std::pair<at::Tensor, at::Tensor> layer(
        const at::Tensor& of_input, const at::Tensor& of_hidden, bool reverse, bool has_biases) const {
        static const auto reorder = operation<std::vector<at::Tensor>(
            at::Tensor, at::Tensor, int64_t, bool, bool, bool, at::OptionalIntArrayRef)>(
            "mkldnn::_reorder_mkldnn_rnn_layer_weight");
        const auto both = [&] {
            return reorder.call(
                cast(of_input), cast(of_hidden), of_hidden.size(1), reverse, has_biases, /*batch_first=*/false,
                std::nullopt);
        };
        return {
            find(of_input).ordered(Use::INPUT_OF_LSTM, [&](const at::Tensor&) { return both()[0]; }),
            find(of_hidden).ordered(Use::HIDDEN_OF_LSTM, [&](const at::Tensor&) { return both()[1]; })};
    }

    at::Tensor cast(const at::Tensor& tensor) const {
        return is_bfloat16_ && tensor.defined() ? tensor.to(at::kBFloat16) : tensor;
    }

   private:
    Weight& find(const at::Tensor& weight) const {
        return weights_.at(weight.unsafeGetTensorImpl());
    }

    bool is_bfloat16_;
    // Weights are put in order by the calls that use them.
    mutable std::unordered_map<const c10::TensorImpl*, Weight> weights_;
};

}  // namespace

struct pt_prepared {
    // Shared with the calls that use them, in which a program may close this.
    std::shared_ptr<const Weights> weights;
};

struct pt_prepared_mode {
    std::shared_ptr<const Weights> weights;
    pt_prepared_mode* outer = nullptr;
    c10::AutoGradMode without_grad{false};
};

namespace {

thread_local pt_prepared_mode* current = nullptr;

// The weights for a kernel of the mode, below which nothing comes back to it. None fit where the program has switched
// on within the mode what they cannot do, and on a thread of LibTorch's that has taken the mode over.
class Current {
   public:
    const Weights& weights() const noexcept {
        return weights_;
    }

   private:
    static const Weights& usable() {
        static const Weights none({}, false);
        const bool is_usable = current != nullptr && !at::GradMode::is_enabled()
            && at::globalContext().userEnabledMkldnn() && !at::autocast::is_autocast_enabled(at::kCPU);
        return is_usable ? *current->weights : none;
    }

    c10::impl::ExcludeDispatchKeyGuard below_{KEY};
    const Weights& weights_ = usable();
};

at::Tensor linear(const at::Tensor& input, const at::Tensor& weight, const std::optional<at::Tensor>& bias) {
    const Current mode;
    const auto& weights = mode.weights();
    const auto added = bias.value_or(at::Tensor());
    if (!weights.fit(input, weight, added)
        || (input.numel() / input.size(-1) < FEWEST_ROWS && !weights.is_bfloat16())) {
        return at::linear(input, weight, bias);
    }
    return weights.product(input, weight, added).to(input.scalar_type());
}

std::tuple<at::Tensor, at::Tensor, at::Tensor, at::Tensor> lstm_layer(
    const at::Tensor& input,
    const at::Tensor& of_input,
    const at::Tensor& of_hidden,
    const at::Tensor& bias_of_input,
    const at::Tensor& bias_of_hidden,
    const at::Tensor& hidden,
    const at::Tensor& cell,
    bool reverse,
    at::IntArrayRef batch_sizes,
    int64_t mode_of_layer,
    int64_t hidden_size,
    int64_t num_layers,
    bool has_biases,
    bool bidirectional,
    bool batch_first,
    bool train) {
    const Current mode;
    const auto& weights = mode.weights();
    const auto call = [&](const at::Tensor& first, const at::Tensor& second, const auto& cast) {
        return at::mkldnn_rnn_layer(
            cast(input), first, second, cast(bias_of_input), cast(bias_of_hidden), cast(hidden), cast(cell), reverse,
            batch_sizes, mode_of_layer, hidden_size, num_layers, has_biases, bidirectional, batch_first, train);
    };
    if (train || !weights.fit(input, of_input) || !weights.fit(hidden, of_hidden) || !is_plain(cell)) {
        return call(of_input, of_hidden, [](const at::Tensor& tensor) { return tensor; });
    }
    const auto [first, second] = weights.layer(of_input, of_hidden, reverse, has_biases);
    const auto [output, last_hidden, last_cell, workspace] =
        call(first, second, [&](const at::Tensor& tensor) { return weights.cast(tensor); });
    const auto type = input.scalar_type();
    return {output.to(type), last_hidden.to(type), last_cell.to(type), workspace};
}

// Text of some sentences, as a row a word: (batch, length, width), or nested (length, width).
class Text {
   public:
    explicit Text(const at::Tensor& input) : input_(input), rows_(rows_of(input)) {}

    // Undefined where it is neither.
    const at::Tensor& rows() const noexcept {
        return rows_;
    }

    bool is_nested() const {
        return input_.is_nested();
    }

    // The rows in the input's form.
    at::Tensor formed(const at::Tensor& rows) const {
        return is_nested() ? at::detail::make_tensor<at::native::NestedTensorImpl>(
                                 rows.reshape({-1}), nested(input_).get_nested_sizes())
                           : rows.view(input_.sizes());
    }

    // What the words of each sentence make of each other, of rows of queries, keys and values.
    at::Tensor mixed(const at::Tensor& projected, int64_t heads, const at::Tensor& mask) const {
        if (!is_nested()) {
            return mixed(projected, input_.size(0), heads, mask);
        }
        const auto sizes = nested(input_).get_nested_sizes().select(1, 0);
        const auto* lengths = sizes.const_data_ptr<int64_t>();
        std::vector<at::Tensor> sentences;
        int64_t begin = 0;
        for (int64_t i = 0; i < sizes.size(0); ++i) {
            // A sentence without words has no rows.
            if (const auto length = lengths[2 * i]; length > 0) {
                sentences.push_back(mixed(projected.narrow(0, begin, length), 1, heads, {}));
                begin += length;
            }
        }
        return at::cat(sentences);
    }

   private:
    static const at::native::NestedTensorImpl& nested(const at::Tensor& tensor) {
        return *static_cast<const at::native::NestedTensorImpl*>(tensor.unsafeGetTensorImpl());
    }

    static at::Tensor rows_of(const at::Tensor& input) {
        if (!input.is_nested()) {
            return input.dim() == 3 && input.numel() > 0 ? input.reshape({-1, input.size(2)}) : at::Tensor();
        }
        constexpr auto KEYS = DENSE_KEYS
            | c10::DispatchKeySet({c10::DispatchKey::NestedTensorCPU, c10::DispatchKey::AutogradNestedTensor});
        const bool is_text = input.layout() == at::kStrided && KEYS.has_all(input.key_set()) && input.dim() == 3
            && input.numel() > 0 && input.is_contiguous();
        const auto width = is_text ? nested(input).opt_size(2) : std::nullopt;
        return width ? nested(input).get_buffer().view({-1, *width}) : at::Tensor();
    }

    static at::Tensor mixed(const at::Tensor& projected, int64_t batch, int64_t heads, const at::Tensor& mask) {
        const auto parts = projected.view({batch, projected.size(0) / batch, 3, heads, -1}).permute({2, 0, 3, 1, 4});
        return at::scaled_dot_product_attention(parts[0], parts[1], parts[2], optional(mask))
            .transpose(1, 2)
            .reshape({projected.size(0), -1});
    }

    const at::Tensor& input_;
    at::Tensor rows_;
};

// Where a query attends to a key, of what native attention takes for masked; undefined for everywhere.
at::Tensor attended(const std::optional<at::Tensor>& mask, std::optional<int64_t> mask_type) {
    constexpr int64_t OF_KEYS = 1;
    if (!mask || !mask->defined()) {
        return {};
    }
    const auto kept = mask->to(at::kBool).logical_not();
    return mask_type == OF_KEYS ? kept.unsqueeze(1).unsqueeze(1) : kept;
}

struct Attention {
    int64_t heads;
    const at::Tensor& in_weight;
    const at::Tensor& in_bias;
    const at::Tensor& out_weight;
    const at::Tensor& out_bias;
    at::Tensor mask;

    // Rows that attend to nothing are left to LibTorch's kernel, which has numbers of its own for them.
    bool fits(const Weights& weights, const Text& text) const {
        const auto& rows = text.rows();
        return rows.defined() && weights.fit(rows, in_weight, in_bias) && weights.fit(rows, out_weight, out_bias)
            && in_weight.size(0) == 3 * rows.size(1)
            && (!mask.defined() || (!text.is_nested() && is_plain(mask) && mask.any(-1).all().item<bool>()));
    }

    at::Tensor of(const Weights& weights, const Text& text, const at::Tensor& rows) const {
        const auto mixed = text.mixed(weights.product(rows, in_weight, in_bias), heads, mask);
        return weights.product(mixed, out_weight, out_bias).to(rows.scalar_type());
    }
};

std::tuple<at::Tensor, at::Tensor> multi_head_attention(
    const at::Tensor& query,
    const at::Tensor& key,
    const at::Tensor& value,
    int64_t width,
    int64_t heads,
    const at::Tensor& in_weight,
    const at::Tensor& in_bias,
    const at::Tensor& out_weight,
    const at::Tensor& out_bias,
    const std::optional<at::Tensor>& mask,
    bool need_weights,
    bool average_weights,
    std::optional<int64_t> mask_type) {
    const Current mode;
    const Text text(query);
    const Attention attention{heads, in_weight, in_bias, out_weight, out_bias, attended(mask, mask_type)};
    if (need_weights || !query.is_same(key) || !query.is_same(value) || !attention.fits(mode.weights(), text)) {
        return at::_native_multi_head_attention(
            query, key, value, width, heads, in_weight, in_bias, out_weight, out_bias, mask, need_weights,
            average_weights, mask_type);
    }
    return {text.formed(attention.of(mode.weights(), text, text.rows())), at::Tensor()};
}

at::Tensor encoder_layer(
    const at::Tensor& input,
    int64_t width,
    int64_t heads,
    const at::Tensor& in_weight,
    const at::Tensor& in_bias,
    const at::Tensor& out_weight,
    const at::Tensor& out_bias,
    bool gelu,
    bool norm_first,
    double eps,
    const at::Tensor& norm_weight_1,
    const at::Tensor& norm_bias_1,
    const at::Tensor& norm_weight_2,
    const at::Tensor& norm_bias_2,
    const at::Tensor& weight_1,
    const at::Tensor& bias_1,
    const at::Tensor& weight_2,
    const at::Tensor& bias_2,
    const std::optional<at::Tensor>& mask,
    std::optional<int64_t> mask_type) {
    const Current mode;
    const auto& weights = mode.weights();
    const Text text(input);
    const Attention attention{heads, in_weight, in_bias, out_weight, out_bias, attended(mask, mask_type)};
    const auto& rows = text.rows();
    if (!attention.fits(weights, text) || !weights.fit(rows, weight_1, bias_1)
        || !weights.fit(weight_1.size(0), rows.scalar_type(), weight_2, bias_2)) {
        return at::_transformer_encoder_layer_fwd(
            input, width, heads, in_weight, in_bias, out_weight, out_bias, gelu, norm_first, eps, norm_weight_1,
            norm_bias_1, norm_weight_2, norm_bias_2, weight_1, bias_1, weight_2, bias_2, mask, mask_type);
    }
    const auto norm = [&](const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
        return at::layer_norm(x, {width}, weight, bias, eps);
    };
    const auto norm_1 = [&](const at::Tensor& x) { return norm(x, norm_weight_1, norm_bias_1); };
    const auto norm_2 = [&](const at::Tensor& x) { return norm(x, norm_weight_2, norm_bias_2); };
    const auto attend = [&](const at::Tensor& x) { return attention.of(weights, text, x); };
    const auto feed_forward = [&](const at::Tensor& x) {
        const auto active = weights.product(x, weight_1, bias_1, gelu ? Activation::GELU : Activation::RELU);
        return weights.product(active, weight_2, bias_2).to(x.scalar_type());
    };
    if (norm_first) {
        const auto x = attend(norm_1(rows)).add_(rows);
        return text.formed(feed_forward(norm_2(x)).add_(x));
    }
    const auto x = norm_1(attend(rows).add_(rows));
    return text.formed(norm_2(feed_forward(x).add_(x)));
}

void register_once() {
    static auto others = torch::Library(torch::Library::IMPL, "_", KEY, __FILE__, __LINE__);
    static auto library = torch::Library(torch::Library::IMPL, "aten", KEY, __FILE__, __LINE__);
    static const bool registered = [] {
        others.fallback(torch::CppFunction::makeFallthrough());
        library.impl("linear", TORCH_FN(linear));
        library.impl("mkldnn_rnn_layer", TORCH_FN(lstm_layer));
        library.impl("_native_multi_head_attention", TORCH_FN(multi_head_attention));
        library.impl("_transformer_encoder_layer_fwd", TORCH_FN(encoder_layer));
        return true;
    }();
    static_cast<void>(registered);
}

const Weights& weights_of(const pt_prepared* prepared) {
    return *required(prepared, "null prepared weights")->weights;
}

}  // namespace

pt_prepared* pt_prepared_new(pt_tensor* const* parameters, int64_t count, int64_t bfloat16) {
    return guard_new([&] {
        register_once();
        return new pt_prepared{std::make_shared<const Weights>(owned_list(parameters, count), bfloat16 != 0)};
    });
}

int64_t pt_prepared_is_bfloat16(const pt_prepared* prepared) {
    return guard_getter([&] { return weights_of(prepared).is_bfloat16() ? 1 : 0; });
}

pt_status pt_prepared_bytes(const pt_prepared* prepared, int64_t* ret) {
    return guard([&] { *ret = weights_of(prepared).bytes(); });
}

void pt_prepared_free(pt_prepared* prepared) {
    delete prepared;
}

pt_prepared_mode* pt_prepared_enter(const pt_prepared* prepared) {
    return guard_new([&] {
        weights_of(prepared);
        current = new pt_prepared_mode{prepared->weights, current};
        c10::impl::tls_set_dispatch_key_included(KEY, true);
        return current;
    });
}

void pt_prepared_exit(pt_prepared_mode* mode) {
    current = mode->outer;
    c10::impl::tls_set_dispatch_key_included(KEY, current != nullptr);
    delete mode;
}
