/* nn.h, its attention modules */
#include "tensors.h"

#include <math.h>

enum {
    INT32 = 3
};

static pt_tensor* zeros(const int64_t* sizes, int64_t dim, int64_t dtype) {
    static const float values[256] = {0};
    int64_t bytes = dtype == BOOL ? 1 : 4;
    for (int64_t i = 0; i < dim; ++i) {
        bytes *= sizes[i];
    }
    pt_tensor* tensor = pt_tensor_from_bytes(values, bytes, sizes, dim, dtype);
    CHECK_NEW(tensor);
    return tensor;
}

/* Batch 2, length 3, size 4, no two elements alike. */
static pt_tensor* sequences(void) {
    float values[24];
    const int64_t sizes[] = {2, 3, 4};
    for (int i = 0; i < 24; ++i) {
        values[i] = (float)(i * i % 11) / 8;
    }
    return pt_tensor_from_bytes(values, sizeof values, sizes, 3, FLOAT32);
}

/* True where a row must not look: above the diagonal. */
static pt_tensor* causal(void) {
    const unsigned char values[] = {0, 1, 1, 0, 0, 1, 0, 0, 0};
    const int64_t sizes[] = {3, 3};
    return pt_tensor_from_bytes(values, sizeof values, sizes, 2, BOOL);
}

static pt_module* attention(int64_t batch_first) {
    pt_module* module = pt_multihead_attention_new(4, 2, 0, 1, 0, 0, PT_NONE, PT_NONE, batch_first, PT_NONE, PT_NONE);
    CHECK_NEW(module);
    return module;
}

static pt_module* encoder_layer(int64_t dtype) {
    pt_module* module =
        pt_transformer_encoder_layer_new(4, 2, 8, 0.5, PT_ACTIVATION_GELU, 1e-5, 1, 0, 1, PT_NONE, dtype);
    CHECK_NEW(module);
    return module;
}

/* The parameter, which the caller releases. */
static pt_tensor* parameter(const pt_module* module, int64_t index) {
    pt_tensor* tensors[64];
    pt_tensor_list* list = pt_module_parameters(module);
    CHECK_NEW(list);
    const int64_t count = pt_tensor_list_size(list);
    pt_tensor_list_take(list, tensors);
    pt_tensor_list_free(list);
    pt_tensor* result = tensors[index];
    tensors[index] = NULL;
    pt_tensors_free(tensors, count);
    return result;
}

static int same_elements(const pt_tensor* a, const pt_tensor* b, int64_t count) {
    float values[2][256];
    CHECK_OK(pt_tensor_to_bytes(a, values[0], count * 4));
    CHECK_OK(pt_tensor_to_bytes(b, values[1], count * 4));
    return memcmp(values[0], values[1], (size_t)count * 4) == 0;
}

static void boolean_mask_hides(void) {
    pt_module* module = attention(1);
    pt_tensor* input = sequences();
    pt_tensor* mask = causal();
    pt_tensor* ret[2];
    CHECK_OK(pt_multihead_attention_forward(module, input, input, input, NULL, 1, mask, 1, 0, ret));
    float weights[18];
    CHECK_OK(pt_tensor_to_bytes(ret[1], weights, sizeof weights));
    for (int row = 0; row < 3; ++row) {
        for (int column = 0; column < 3; ++column) {
            CHECK((weights[row * 3 + column] > 0) == (column <= row));
        }
    }
    pt_tensors_free(ret, 2);
    CHECK_OK(pt_multihead_attention_forward(module, input, input, input, NULL, 0, mask, 1, 1, ret));
    CHECK(ret[1] == pt_tensor_undefined());
    pt_tensors_free(ret, 2);
    pt_tensor_free(input);
    pt_tensor_free(mask);
    pt_module_free(module);
}

static void given_weights_attend_as_a_module(void) {
    pt_module* module = pt_multihead_attention_new(4, 2, 0.5, 1, 1, 1, 3, 5, 0, PT_NONE, PT_NONE);
    CHECK_NEW(module);
    pt_tensor* weights[8];
    for (int64_t i = 0; i < 8; ++i) {
        weights[i] = parameter(module, i);
    }
    const int64_t sizes[][3] = {{3, 2, 4}, {6, 2, 3}, {6, 2, 5}};
    pt_tensor* inputs[3];
    float values[60];
    for (int i = 0; i < 60; ++i) {
        values[i] = (float)(i * i % 11) / 8;
    }
    for (int i = 0; i < 3; ++i) {
        const int64_t bytes = 4 * sizes[i][0] * sizes[i][1] * sizes[i][2];
        inputs[i] = pt_tensor_from_bytes(values, bytes, sizes[i], 3, FLOAT32);
        CHECK_NEW(inputs[i]);
    }
    CHECK_OK(pt_module_train(module, 0));
    pt_tensor* expected[2];
    CHECK_OK(pt_multihead_attention_forward(module, inputs[0], inputs[1], inputs[2], NULL, 1, NULL, 1, 0, expected));
    pt_tensor* ret[2];
    CHECK_OK(pt_multi_head_attention_forward(
        inputs[0], inputs[1], inputs[2], 4, 2, NULL, weights[3], weights[4], weights[5], 1, 0.5, weights[6], weights[7],
        0, NULL, 1, NULL, 1, weights[0], weights[1], weights[2], NULL, NULL, 1, 0, ret));
    CHECK(same_elements(expected[0], ret[0], 24));
    CHECK(same_elements(expected[1], ret[1], 48));
    pt_tensors_free(expected, 2);
    pt_tensors_free(ret, 2);
    pt_tensors_free(inputs, 3);
    pt_tensors_free(weights, 8);
    pt_module_free(module);
}

static void options_reach_the_module(void) {
    pt_module* module = pt_multihead_attention_new(4, 2, 0.5, 1, 1, 1, 3, 5, 0, PT_NONE, FLOAT64);
    CHECK_NEW(module);
    const char* names[] = {"q_proj_weight", "k_proj_weight", "v_proj_weight",   "in_proj_bias",
                           "bias_k",        "bias_v",        "out_proj.weight", "out_proj.bias"};
    int64_t count = 0;
    CHECK_OK(pt_module_parameter_count(module, &count));
    CHECK_INT(8, count);
    for (int64_t i = 0; i < count; ++i) {
        CHECK(strcmp(names[i], pt_module_parameter_name(module, i)) == 0);
    }
    int64_t sizes[2];
    pt_tensor* weight = parameter(module, 2);
    CHECK_OK(pt_tensor_sizes(weight, sizes, 2));
    CHECK_INT(5, sizes[1]);
    CHECK_INT(FLOAT64, pt_tensor_dtype(weight));
    pt_tensor_free(weight);
    pt_module_free(module);

    /* Weights of each head have a dimension more; other orders of dimensions give other shapes. */
    module = attention(0);
    pt_tensor* input = sequences();
    pt_tensor* ret[2];
    CHECK_OK(pt_multihead_attention_forward(module, input, input, input, NULL, 1, NULL, 0, 0, ret));
    int64_t heads[4];
    CHECK_INT(4, pt_tensor_dim(ret[1]));
    CHECK_OK(pt_tensor_sizes(ret[1], heads, 4));
    CHECK_INT(3, heads[0]);
    CHECK_INT(2, heads[3]);
    pt_tensors_free(ret, 2);
    pt_tensor_free(input);
    pt_module_free(module);
}

static void attention_failures(void) {
    CHECK_FAILS_NEW(
        PT_ERROR_VALUE, "must be greater than 0, got embed_dim=0 and num_heads=1 instead",
        pt_multihead_attention_new(0, 1, 0, 1, 0, 0, PT_NONE, PT_NONE, 0, PT_NONE, PT_NONE));
    CHECK_FAILS_NEW(
        PT_ERROR_VALUE, "divisible",
        pt_multihead_attention_new(4, 3, 0, 1, 0, 0, PT_NONE, PT_NONE, 0, PT_NONE, PT_NONE));
    pt_module* module = attention(0);
    pt_tensor* input = sequences();
    const int64_t sizes[] = {3, 2};
    pt_tensor* mask = zeros(sizes, 2, FLOAT32);
    pt_tensor* integers = zeros(sizes, 2, INT32);
    pt_tensor* scalar = pt_aten_sum(input, PT_NONE);
    pt_tensor* ret[2];
    CHECK_FAILS(
        PT_ERROR, "The shape of the 2D attn_mask is torch.Size([3, 2]), but should be (2, 2).",
        pt_multihead_attention_forward(module, input, input, input, NULL, 1, mask, 1, 0, ret));
    CHECK_FAILS(
        PT_ERROR_VALUE, "only bool and floating types of key_padding_mask are supported",
        pt_multihead_attention_forward(module, input, input, input, integers, 1, NULL, 1, 0, ret));
    CHECK_FAILS(
        PT_ERROR, "Need attn_mask",
        pt_multihead_attention_forward(module, input, input, input, NULL, 1, NULL, 1, 1, ret));
    CHECK_FAILS(
        PT_ERROR_VALUE, "unbatched 2D or batched 3D",
        pt_multihead_attention_forward(module, scalar, input, input, NULL, 1, NULL, 1, 0, ret));
    CHECK_FAILS(
        PT_ERROR_ARGUMENT, "null tensor",
        pt_multihead_attention_forward(module, input, NULL, input, NULL, 1, NULL, 1, 0, ret));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "another kind", pt_rnn_forward(module, input, NULL, NULL, ret));
    pt_tensor* all[] = {input, mask, integers, scalar};
    pt_tensors_free(all, 4);
    pt_module_free(module);
}

static void encoder_copies_the_layer(void) {
    pt_module* layer = encoder_layer(PT_NONE);
    const float ones[] = {1, 1, 1, 1};
    const int64_t shape[] = {4};
    pt_tensor* weight = floats(ones, 4);
    CHECK_OK(pt_manual_seed(3));
    pt_module* encoder = pt_transformer_encoder_new(layer, 2, 0, 1, shape, 1, 1e-5, weight, NULL);
    pt_module* after = attention(0);
    CHECK_OK(pt_manual_seed(3));
    pt_module* alone = attention(0);
    CHECK_NEW(encoder);
    pt_tensor* drawn[] = {parameter(after, 0), parameter(alone, 0)};
    CHECK(same_elements(drawn[0], drawn[1], 48)); /* copying drew nothing */

    int64_t count = 0;
    CHECK_OK(pt_module_parameter_count(encoder, &count));
    CHECK_INT(25, count);
    CHECK(strcmp("layers.1.self_attn.in_proj_weight", pt_module_parameter_name(encoder, 12)) == 0);
    CHECK(strcmp("norm.weight", pt_module_parameter_name(encoder, 24)) == 0);
    pt_tensor* norm = parameter(encoder, 24);
    CHECK(norm == weight);
    pt_tensor* weights[] = {parameter(layer, 0), parameter(encoder, 0), parameter(encoder, 12)};
    for (int i = 1; i < 3; ++i) {
        int64_t shared = 1;
        CHECK(same_elements(weights[0], weights[i], 48));
        CHECK_OK(pt_tensor_shares_storage(weights[0], weights[i], &shared));
        CHECK_INT(0, shared);
    }

    /* A child is the module itself, not a copy. */
    pt_module* child = pt_module_child(encoder, "layers.1.self_attn");
    CHECK_NEW(child);
    CHECK_OK(pt_module_set_parameter(child, 0, drawn[0]));
    pt_tensor* changed = parameter(encoder, 12);
    CHECK(changed == drawn[0]);
    pt_module_free(encoder);
    pt_tensor* input = sequences();
    pt_tensor* ret[2];
    CHECK_OK(pt_multihead_attention_forward(child, input, input, input, NULL, 1, NULL, 1, 0, ret));
    pt_tensor* all[] = {weight,     drawn[0], drawn[1], norm,   weights[0], weights[1],
                        weights[2], changed,  input,    ret[0], ret[1]};
    pt_tensors_free(all, 11);
    pt_module_free(child);
    pt_module_free(layer);
    pt_module_free(after);
    pt_module_free(alone);
}

static void encoder_forward(void) {
    pt_module* layer = encoder_layer(PT_NONE);
    pt_module* encoder = pt_transformer_encoder_new(layer, 2, 1, 1, NULL, 0, 0, NULL, NULL);
    pt_tensor* input = sequences();
    pt_tensor* mask = causal();
    CHECK_OK(pt_module_train(layer, 0));
    CHECK_OK(pt_module_train(encoder, 0));
    pt_tensor* one_pass = pt_transformer_encoder_layer_forward(layer, input, mask, NULL, 0);
    pt_tensor* twice = pt_transformer_encoder_layer_forward(layer, one_pass, mask, NULL, 0);
    pt_tensor* outputs[] = {
        pt_transformer_encoder_forward(encoder, input, mask, NULL, 0),
        pt_transformer_encoder_forward(encoder, input, mask, NULL, PT_NONE)};
    CHECK_NEW(twice);
    CHECK_NEW(outputs[0]);
    CHECK_NEW(outputs[1]);
    CHECK(same_elements(twice, outputs[0], 24));

    /* The fused path and the other one round differently, no more. */
    pt_grad_mode_set_enabled(0);
    pt_tensor* fused = pt_transformer_encoder_forward(encoder, input, mask, NULL, 0);
    pt_mha_set_fastpath_enabled(0);
    CHECK_INT(0, pt_mha_fastpath_enabled());
    pt_tensor* plain = pt_transformer_encoder_forward(encoder, input, mask, NULL, 0);
    pt_mha_set_fastpath_enabled(1);
    CHECK_INT(1, pt_mha_fastpath_enabled());
    pt_grad_mode_set_enabled(1);
    float values[2][24];
    CHECK_OK(pt_tensor_to_bytes(fused, values[0], sizeof values[0]));
    CHECK_OK(pt_tensor_to_bytes(plain, values[1], sizeof values[1]));
    for (int i = 0; i < 24; ++i) {
        CHECK(fabsf(values[0][i] - values[1][i]) < 1e-5F);
    }
    CHECK(same_elements(plain, outputs[0], 24));

    CHECK_FAILS_NEW(
        PT_ERROR_ARGUMENT, "another kind", pt_transformer_encoder_new(encoder, 1, 1, 1, NULL, 0, 0, NULL, NULL));
    CHECK_FAILS_NEW(
        PT_ERROR_ARGUMENT, "unknown activation",
        pt_transformer_encoder_layer_new(4, 2, 8, 0, 2, 1e-5, 1, 0, 1, PT_NONE, PT_NONE));
    CHECK_FAILS_NEW(
        PT_ERROR_VALUE, "dropout probability has to be between 0 and 1, but got 1.5",
        pt_transformer_encoder_layer_new(4, 2, 8, 1.5, 0, 1e-5, 1, 0, 1, PT_NONE, PT_NONE));
    pt_module* empty = pt_transformer_encoder_new(layer, 0, 1, 1, NULL, 0, 0, NULL, NULL);
    CHECK_NEW(empty);
    CHECK_FAILS_NEW(
        PT_ERROR_INDEX, "index 0 is out of range", pt_transformer_encoder_forward(empty, input, NULL, NULL, 0));
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "null tensor", pt_transformer_encoder_layer_forward(layer, NULL, NULL, NULL, 0));
    pt_tensor* all[] = {input, mask, one_pass, twice, outputs[0], outputs[1], fused, plain};
    pt_tensors_free(all, 8);
    pt_module_free(layer);
    pt_module_free(encoder);
    pt_module_free(empty);
}

int main(void) {
    boolean_mask_hides();
    given_weights_attend_as_a_module();
    options_reach_the_module();
    attention_failures();
    encoder_copies_the_layer();
    encoder_forward();
    return test_result();
}
