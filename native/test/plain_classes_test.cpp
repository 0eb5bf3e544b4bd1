// What the C++ front end's own classes get wrong, shown with them, each beside ours, which does it right. A LibTorch
// that does better makes this fail: then what corrects it in src/nn_*.cpp can go.
#include "detail/handle.hpp"

#include <ATen/ATen.h>
#include <ATen/record_function.h>
#include <torch/nn/modules/activation.h>
#include <torch/nn/modules/rnn.h>
#include <torch/nn/modules/transformer.h>
#include <torch/nn/modules/transformercoder.h>
#include <torch/nn/modules/transformerlayer.h>

#include <array>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

// LibTorch's, which ends the program.
#undef CHECK
#include "tensors.h"

using namespace panamatorch;

namespace {

constexpr int64_t EMBED = 4;
constexpr int64_t HEADS = 2;
constexpr int64_t LENGTH = 3;
constexpr int64_t BATCH = 2;

struct Free {
    void operator()(pt_module* module) const {
        pt_module_free(module);
    }
    void operator()(pt_tensor* tensor) const {
        pt_tensor_free(tensor);
    }
};
using Module = std::unique_ptr<pt_module, Free>;
using Handle = std::unique_ptr<pt_tensor, Free>;

Handle handle(const at::Tensor& tensor) {
    return Handle(tensor.defined() ? new_handle(at::Tensor(tensor)) : nullptr);
}

at::Tensor taken(pt_tensor* tensor) {
    CHECK_NEW(tensor);
    const Handle owner(tensor);
    return tensor == nullptr ? at::Tensor() : owned(tensor);
}

template <typename Body>
bool throws(Body body) {
    try {
        body();
        return false;
    } catch (const std::exception&) {
        return true;
    }
}

Module our_attention(bool batch_first = false, int64_t dtype = PT_NONE) {
    return Module(
        pt_multihead_attention_new(EMBED, HEADS, 0, 1, 0, 0, PT_NONE, PT_NONE, batch_first ? 1 : 0, PT_NONE, dtype));
}

struct Masks {
    at::Tensor attn = {};
    at::Tensor padding = {};
};

// Output and weights of self-attention.
std::pair<at::Tensor, at::Tensor> ours(
    const Module& module, const at::Tensor& x, const Masks& masks = {}, bool weights = true) {
    const auto query = handle(x);
    const auto attn = handle(masks.attn);
    const auto padding = handle(masks.padding);
    std::array<pt_tensor*, 2> ret{};
    CHECK_OK(pt_multihead_attention_forward(
        module.get(), query.get(), query.get(), query.get(), padding.get(), weights ? 1 : 0, attn.get(), 1, 0,
        ret.data()));
    auto output = taken(ret[0]);
    return {output, taken(ret[1])};
}

std::pair<at::Tensor, at::Tensor> plain(
    torch::nn::MultiheadAttention& module, const at::Tensor& x, const Masks& masks = {}, bool weights = true) {
    auto [output, attended] = module->forward(x, x, x, masks.padding, weights, masks.attn);
    return {output, attended};
}

at::Tensor sequence() {
    return at::randn({LENGTH, BATCH, EMBED});
}

at::Tensor causal() {
    return at::ones({LENGTH, LENGTH}, at::kBool).triu(1);
}

// How often an operator runs meanwhile.
template <typename Body>
int64_t calls_of(const std::string& name, Body body) {
    static thread_local std::string wanted;
    static thread_local int64_t count;
    wanted = name;
    count = 0;
    const auto observer = at::addThreadLocalCallback(
        at::RecordFunctionCallback([](const at::RecordFunction& called) -> std::unique_ptr<at::ObserverContext> {
            count += called.name() == wanted ? 1 : 0;
            return nullptr;
        }).scopes({at::RecordScope::FUNCTION}));
    body();
    at::removeCallback(observer);
    return count;
}

void boolean_mask_leaks_the_future() {
    const auto x = sequence();
    torch::nn::MultiheadAttention module(torch::nn::MultiheadAttentionOptions(EMBED, HEADS));
    CHECK(plain(module, x, {causal()}).second.masked_select(causal()).min().item<float>() > 0);
    CHECK(ours(our_attention(), x, {causal()}).second.masked_select(causal()).eq(0).all().item<bool>());
}

void masks_of_three_dimensions_are_refused() {
    const auto x = sequence();
    const auto mask = at::zeros({BATCH * HEADS, LENGTH, LENGTH});
    torch::nn::MultiheadAttention module(torch::nn::MultiheadAttentionOptions(EMBED, HEADS));
    CHECK(throws([&] { plain(module, x, {mask}); }));
    CHECK(ours(our_attention(), x, {mask}).first.sizes() == x.sizes());
}

void padding_in_bfloat16_is_refused() {
    const auto x = sequence().to(at::kBFloat16);
    const auto padding = at::zeros({BATCH, LENGTH}, at::kBool);
    torch::nn::MultiheadAttention module(torch::nn::MultiheadAttentionOptions(EMBED, HEADS));
    module->to(at::kBFloat16);
    CHECK(throws([&] { plain(module, x, {{}, padding}); }));
    CHECK(
        ours(our_attention(false, static_cast<int64_t>(at::kBFloat16)), x, {{}, padding}).first.scalar_type()
        == at::kBFloat16);
}

void unbatched_input_is_refused() {
    const auto x = at::randn({LENGTH, EMBED});
    torch::nn::MultiheadAttention attention(torch::nn::MultiheadAttentionOptions(EMBED, HEADS));
    CHECK(throws([&] { plain(attention, x); }));
    CHECK(ours(our_attention(), x).first.sizes() == x.sizes());

    torch::nn::LSTM lstm(EMBED, HEADS);
    CHECK(throws([&] { lstm->forward(x); }));
    const Module module(pt_rnn_new(PT_RNN_LSTM, EMBED, HEADS, 1, 1, 0, 0, 0, 0, PT_NONE, PT_NONE));
    std::array<pt_tensor*, 3> ret{};
    CHECK_OK(pt_rnn_forward(module.get(), handle(x).get(), nullptr, nullptr, ret.data()));
    CHECK(taken(ret[0]).sizes() == at::IntArrayRef({LENGTH, HEADS}));
    CHECK(taken(ret[1]).dim() == 2);
    CHECK(taken(ret[2]).dim() == 2);

    torch::nn::GRUCell cell(EMBED, HEADS);
    CHECK(throws([&] { cell->forward(x[0]); }));
    const Module our_cell(pt_rnn_cell_new(PT_RNN_GRU, EMBED, HEADS, 1, PT_NONE, PT_NONE));
    CHECK_OK(pt_rnn_cell_forward(our_cell.get(), handle(x[0]).get(), nullptr, nullptr, ret.data()));
    CHECK(taken(ret[0]).sizes() == at::IntArrayRef({HEADS}));
}

void batch_comes_second() {
    const auto x = sequence().transpose(0, 1).contiguous();
    torch::nn::MultiheadAttention module(torch::nn::MultiheadAttentionOptions(EMBED, HEADS));
    CHECK(plain(module, x).second.sizes() == at::IntArrayRef({LENGTH, BATCH, BATCH}));
    CHECK(ours(our_attention(true), x).second.sizes() == at::IntArrayRef({BATCH, LENGTH, LENGTH}));
}

template <typename Options, typename = void>
struct KnowsBatchFirst : std::false_type {};
template <typename Options>
struct KnowsBatchFirst<Options, std::void_t<decltype(std::declval<Options&>().batch_first(true))>> : std::true_type {};
template <typename Options, typename = void>
struct KnowsNormFirst : std::false_type {};
template <typename Options>
struct KnowsNormFirst<Options, std::void_t<decltype(std::declval<Options&>().norm_first(true))>> : std::true_type {};
template <typename Options, typename = void>
struct KnowsEps : std::false_type {};
template <typename Options>
struct KnowsEps<Options, std::void_t<decltype(std::declval<Options&>().layer_norm_eps(1e-5))>> : std::true_type {};
template <typename Options, typename = void>
struct KnowsBias : std::false_type {};
template <typename Options>
struct KnowsBias<Options, std::void_t<decltype(std::declval<Options&>().bias(true))>> : std::true_type {};

at::Tensor encoded(const Module& layer, const at::Tensor& x) {
    return taken(pt_transformer_encoder_layer_forward(layer.get(), handle(x).get(), nullptr, nullptr, 0));
}

Module our_layer(double eps, bool batch_first, bool norm_first, bool bias) {
    return Module(pt_transformer_encoder_layer_new(
        EMBED, HEADS, 8, 0, PT_ACTIVATION_RELU, eps, batch_first ? 1 : 0, norm_first ? 1 : 0, bias ? 1 : 0, PT_NONE,
        PT_NONE));
}

void options_of_the_encoder_layer_are_missing() {
    using Options = torch::nn::TransformerEncoderLayerOptions;
    CHECK(!KnowsBatchFirst<torch::nn::MultiheadAttentionOptions>::value);
    CHECK(!KnowsBatchFirst<Options>::value);
    CHECK(!KnowsNormFirst<Options>::value);
    CHECK(!KnowsEps<Options>::value);
    CHECK(!KnowsBias<Options>::value);
    CHECK((!std::is_invocable_v<
           decltype(&torch::nn::TransformerEncoderLayerImpl::forward), torch::nn::TransformerEncoderLayerImpl&,
           const at::Tensor&, const at::Tensor&, const at::Tensor&, bool>));

    // Ours has them, and each changes what comes out.
    const auto x = sequence();
    const auto output = [&](double eps, bool batch_first, bool norm_first) {
        at::manual_seed(3);
        return encoded(our_layer(eps, batch_first, norm_first, true), x);
    };
    const auto usual = output(1e-5, false, false);
    CHECK(!usual.equal(output(1e-1, false, false)));
    CHECK(!usual.equal(output(1e-5, true, false)));
    CHECK(!usual.equal(output(1e-5, false, true)));
    int64_t count = 0;
    CHECK_OK(pt_module_parameter_count(our_layer(1e-5, false, false, false).get(), &count));
    CHECK_INT(6, count);
}

// What the generator gives after something was made with the seed 3.
template <typename Make>
at::Tensor next_draw(Make make) {
    at::manual_seed(3);
    make();
    return at::rand({4});
}

// The copies get the layer's values, but only after initial values of their own were drawn, so that with one seed
// everything made later is another than in Python.
void copies_of_a_layer_are_initialised_anew() {
    const auto plain_layer = [] {
        return torch::nn::TransformerEncoderLayer(
            torch::nn::TransformerEncoderLayerOptions(EMBED, HEADS).dim_feedforward(8));
    };
    CHECK(!next_draw(plain_layer).equal(next_draw([&] {
        const torch::nn::TransformerEncoder encoder(torch::nn::TransformerEncoderOptions(plain_layer(), 2));
    })));

    const auto encoder_of = [](const Module& layer) {
        return Module(pt_transformer_encoder_new(layer.get(), 2, 1, 1, nullptr, 0, 0, nullptr, nullptr));
    };
    CHECK(next_draw([] {
              our_layer(1e-5, false, false, true);
          }).equal(next_draw([&] { encoder_of(our_layer(1e-5, false, false, true)); })));
    const auto ours = encoder_of(our_layer(1e-5, false, false, true));
    std::array<pt_tensor*, 24> tensors{};
    auto* list = pt_module_parameters(ours.get());
    CHECK_NEW(list);
    CHECK_INT(24, pt_tensor_list_size(list));
    pt_tensor_list_take(list, tensors.data());
    pt_tensor_list_free(list);
    for (size_t i = 0; i < 12; ++i) {
        CHECK(owned(tensors[i]).equal(owned(tensors[i + 12])));
        CHECK(tensors[i] != tensors[i + 12]);
    }
    pt_tensors_free(tensors.data(), 24);
}

void fast_operators_are_never_taken() {
    const c10::InferenceMode inference;
    const auto x = at::randn({BATCH, LENGTH, EMBED});
    torch::nn::MultiheadAttention module(torch::nn::MultiheadAttentionOptions(EMBED, HEADS));
    module->eval();
    const char* const sdpa = "aten::scaled_dot_product_attention";
    CHECK_INT(0, calls_of(sdpa, [&] { plain(module, x, {}, false); }));
    const auto attention = our_attention();
    CHECK_INT(1, calls_of(sdpa, [&] { ours(attention, x, {}, false); }));
    const auto fused = our_attention(true);
    CHECK_OK(pt_module_train(fused.get(), 0));
    CHECK_INT(1, calls_of("aten::_native_multi_head_attention", [&] { ours(fused, x, {}, false); }));

    const char* const layer_operator = "aten::_transformer_encoder_layer_fwd";
    torch::nn::TransformerEncoderLayer layer(
        torch::nn::TransformerEncoderLayerOptions(EMBED, HEADS).dim_feedforward(8));
    layer->eval();
    CHECK_INT(0, calls_of(layer_operator, [&] { layer->forward(x); }));
    const auto our_fast_layer = our_layer(1e-5, true, false, true);
    CHECK_OK(pt_module_train(our_fast_layer.get(), 0));
    CHECK_INT(1, calls_of(layer_operator, [&] { encoded(our_fast_layer, x); }));
}

}  // namespace

int main() {
    boolean_mask_leaks_the_future();
    masks_of_three_dimensions_are_refused();
    padding_in_bfloat16_is_refused();
    unbatched_input_is_refused();
    batch_comes_second();
    options_of_the_encoder_layer_are_missing();
    copies_of_a_layer_are_initialised_anew();
    fast_operators_are_never_taken();
    return test_result();
}
