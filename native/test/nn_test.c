/* nn.h, its recurrent modules and what all modules share */
#include "tensors.h"

#include <stdlib.h>

static pt_module* rnn(int64_t mode, int64_t batch_first, int64_t bidirectional) {
    pt_module* module = pt_rnn_new(mode, 1, 1, 1, 1, batch_first, 0, bidirectional, 0, PT_NONE, PT_NONE);
    CHECK_NEW(module);
    return module;
}

static pt_tensor* shaped(int64_t rows, int64_t columns, int64_t depth) {
    float values[64] = {0};
    const int64_t sizes[] = {rows, columns, depth};
    const int64_t count = rows * columns * depth;
    for (int64_t i = 0; i < count; ++i) {
        values[i] = (float)(i + 1);
    }
    pt_tensor* tensor = pt_tensor_from_bytes(values, count * (int64_t)sizeof(float), sizes, 3, FLOAT32);
    CHECK_NEW(tensor);
    return tensor;
}

static pt_tensor* matrix(float value) {
    const int64_t sizes[] = {1, 1};
    return pt_tensor_from_bytes(&value, sizeof value, sizes, 2, FLOAT32);
}

static pt_tensor* ints(const int64_t* values, int64_t count) {
    return pt_tensor_from_bytes(values, count * (int64_t)sizeof(int64_t), &count, 1, INT64);
}

static int64_t parameter_count(const pt_module* module) {
    int64_t count = -1;
    CHECK_OK(pt_module_parameter_count(module, &count));
    return count;
}

static void check_sizes(const pt_tensor* tensor, int64_t dim, int64_t first, int64_t second, int64_t third) {
    int64_t sizes[8] = {0};
    CHECK_INT(dim, pt_tensor_dim(tensor));
    CHECK_OK(pt_tensor_sizes(tensor, sizes, dim));
    CHECK_INT(first, sizes[0]);
    CHECK_INT(second, sizes[1]);
    CHECK_INT(third, sizes[2]);
}

/* h' = relu(2 x + 0.5 + 3 h + 0.25) */
static void fix_parameters(pt_module* module) {
    const float biases[] = {0.5F, 0.25F};
    pt_tensor* parameters[] = {matrix(2), matrix(3), floats(biases, 1), floats(biases + 1, 1)};
    CHECK_OK(pt_module_set_parameters(module, parameters, 4));
    pt_tensors_free(parameters, 4);
}

static void parameters(void) {
    pt_module* module = rnn(PT_RNN_TANH, 0, 1);
    const char* names[] = {"weight_ih_l0",         "weight_hh_l0",         "bias_ih_l0",         "bias_hh_l0",
                           "weight_ih_l0_reverse", "weight_hh_l0_reverse", "bias_ih_l0_reverse", "bias_hh_l0_reverse"};
    CHECK_INT(8, parameter_count(module));
    for (int64_t i = 0; i < 8; ++i) {
        CHECK(strcmp(names[i], pt_module_parameter_name(module, i)) == 0);
    }
    pt_tensor_list* list = pt_module_parameters(module);
    CHECK_INT(8, pt_tensor_list_size(list));
    pt_tensor* tensors[8];
    pt_tensor_list_take(list, tensors);
    pt_tensor_list_free(list);
    int64_t requires_grad = 0;
    CHECK_OK(pt_tensor_requires_grad(tensors[7], &requires_grad));
    CHECK_INT(1, requires_grad);

    CHECK_FAILS(PT_ERROR_ARGUMENT, "index out of range", pt_module_set_parameter(module, 8, tensors[0]));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null tensor", pt_module_set_parameter(module, 0, NULL));
    CHECK_FAILS(PT_ERROR_TYPE, "weight_ih_l0", pt_module_set_parameter(module, 0, pt_tensor_undefined()));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "another number", pt_module_set_parameters(module, tensors, 7));
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "index out of range", pt_module_parameter_name(module, -1));
    CHECK_FAILS_NEW(PT_ERROR, "no submodule named 'a.b'", pt_module_child(module, "a.b"));
    CHECK_OK(pt_module_flatten_parameters(module));
    pt_tensors_free(tensors, 8);
    pt_module_free(module);
    pt_module_free(NULL);
}

static void same_seed_same_parameters(void) {
    const int64_t dtypes[] = {PT_NONE, FLOAT32, FLOAT64};
    pt_tensor* firsts[3];
    pt_tensor* nexts[3];
    for (int i = 0; i < 3; ++i) {
        CHECK_OK(pt_manual_seed(7));
        pt_module* module = pt_rnn_new(PT_RNN_GRU, 2, 3, 1, 1, 0, 0, 0, 0, PT_NONE, dtypes[i]);
        pt_module* next = rnn(PT_RNN_TANH, 0, 0);
        pt_tensor* tensors[4];
        pt_tensor_list* list = pt_module_parameters(module);
        pt_tensor_list_take(list, tensors);
        pt_tensor_list_free(list);
        firsts[i] = tensors[0];
        pt_tensors_free(tensors + 1, 3);
        list = pt_module_parameters(next);
        pt_tensor_list_take(list, tensors);
        pt_tensor_list_free(list);
        nexts[i] = tensors[0];
        pt_tensors_free(tensors + 1, 3);
        pt_module_free(module);
        pt_module_free(next);
    }
    float values[2][18];
    CHECK_OK(pt_tensor_to_bytes(firsts[0], values[0], 72));
    CHECK_OK(pt_tensor_to_bytes(firsts[1], values[1], 72));
    CHECK(memcmp(values[0], values[1], 72) == 0);
    CHECK_INT(FLOAT64, pt_tensor_dtype(firsts[2]));
    /* What the constructor drew in float32 before float64 was asked for is taken back: float64 draws twice as much. */
    CHECK(item(nexts[0]) == item(nexts[1]));
    CHECK(item(nexts[0]) != item(nexts[2]));
    pt_tensors_free(firsts, 3);
    pt_tensors_free(nexts, 3);

    pt_module* meta = pt_rnn_new(PT_RNN_LSTM, 2, 3, 1, 1, 0, 0, 0, 0, device(META, -1), PT_NONE);
    CHECK_NEW(meta);
    pt_tensor_list* list = pt_module_parameters(meta);
    pt_tensor* tensors[4];
    pt_tensor_list_take(list, tensors);
    pt_tensor_list_free(list);
    CHECK_INT(META, pt_tensor_device(tensors[3]) >> PT_DEVICE_TYPE_SHIFT);
    pt_tensors_free(tensors, 4);
    pt_module_free(meta);
}

static void forward(void) {
    pt_module* module = rnn(PT_RNN_RELU, 0, 0);
    fix_parameters(module);
    pt_tensor* input = shaped(2, 1, 1);
    pt_tensor* hidden = shaped(1, 1, 1);
    pt_tensor* ret[2];
    CHECK_OK(pt_rnn_forward(module, input, NULL, NULL, ret));
    CHECK_FLOATS(ret[0], 2.75F, 13);
    CHECK_FLOATS(ret[1], 13);
    check_sizes(ret[0], 3, 2, 1, 1);
    pt_tensors_free(ret, 2);
    CHECK_OK(pt_rnn_forward(module, input, hidden, pt_tensor_undefined(), ret));
    CHECK_FLOATS(ret[0], 5.75F, 22);
    pt_tensors_free(ret, 2);

    /* batch_first reads the same input as one step of two sequences; unbatched input loses a dimension. */
    pt_module* batch_first = rnn(PT_RNN_RELU, 1, 0);
    fix_parameters(batch_first);
    CHECK_OK(pt_rnn_forward(batch_first, input, NULL, NULL, ret));
    CHECK_FLOATS(ret[0], 2.75F, 4.75F);
    check_sizes(ret[1], 3, 1, 2, 1);
    pt_tensors_free(ret, 2);
    const int64_t sizes[] = {2, 1};
    const float values[] = {1, 2};
    pt_tensor* unbatched = pt_tensor_from_bytes(values, sizeof values, sizes, 2, FLOAT32);
    CHECK_OK(pt_rnn_forward(batch_first, unbatched, NULL, NULL, ret));
    CHECK_FLOATS(ret[0], 2.75F, 13);
    check_sizes(ret[0], 2, 2, 1, 0);
    pt_tensors_free(ret, 2);

    pt_tensor* all[] = {input, hidden, unbatched};
    pt_tensors_free(all, 3);
    pt_module_free(module);
    pt_module_free(batch_first);
}

static void options_reach_the_module(void) {
    pt_module* lstm = pt_rnn_new(PT_RNN_LSTM, 2, 5, 3, 0, 0, 0.5, 1, 4, PT_NONE, FLOAT64);
    CHECK_NEW(lstm);
    CHECK_INT(3 * 2 * 3, parameter_count(lstm));
    CHECK_TEXT("weight_hr_l2_reverse", pt_module_parameter_name(lstm, 17));
    const int64_t sizes[] = {3, 2, 2};
    const double zeros[12] = {0};
    pt_tensor* input = pt_tensor_from_bytes(zeros, sizeof zeros, sizes, 3, FLOAT64);
    pt_tensor* ret[3];
    CHECK_OK(pt_rnn_forward(lstm, input, NULL, NULL, ret));
    check_sizes(ret[0], 3, 3, 2, 8);
    check_sizes(ret[1], 3, 6, 2, 4);
    check_sizes(ret[2], 3, 6, 2, 5);
    CHECK_INT(FLOAT64, pt_tensor_dtype(ret[2]));
    pt_tensors_free(ret, 3);
    CHECK_OK(pt_module_train(lstm, 0));
    pt_tensor_free(input);
    pt_module_free(lstm);
}

static void packed(void) {
    pt_module* module = rnn(PT_RNN_RELU, 0, 0);
    fix_parameters(module);
    const float values[] = {1, 10, 2};
    const int64_t sizes[] = {3, 1};
    const int64_t lengths[] = {2, 1};
    const int64_t order[] = {1, 0};
    pt_tensor* data = pt_tensor_from_bytes(values, sizeof values, sizes, 2, FLOAT32);
    pt_tensor* batch_sizes = ints(lengths, 2);
    pt_tensor* permutation = ints(order, 2);
    pt_tensor* ret[2];
    CHECK_OK(pt_rnn_forward_packed(module, data, batch_sizes, permutation, permutation, NULL, NULL, ret));
    CHECK_FLOATS(ret[0], 2.75F, 20.75F, 13);
    CHECK_FLOATS(ret[1], 20.75F, 13);
    pt_tensors_free(ret, 2);

    const int64_t bad[][3] = {{1, 2, 0}, {2, 2, 0}, {1, 1, 0}, {3, -1, 1}, {0, 3, 0}, {INT64_MAX, INT64_MAX, 0}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; ++i) {
        pt_tensor* wrong = ints(bad[i], bad[i][2] == 0 ? 2 : 3);
        CHECK_FAILS(PT_ERROR, "batch_sizes", pt_rnn_forward_packed(module, data, wrong, NULL, NULL, NULL, NULL, ret));
        pt_tensor_free(wrong);
    }
    pt_tensor* none = ints(lengths, 0);
    CHECK_FAILS(PT_ERROR_INDEX, "size 0", pt_rnn_forward_packed(module, data, none, NULL, NULL, NULL, NULL, ret));
    CHECK_FAILS(PT_ERROR, "torch.int64", pt_rnn_forward_packed(module, data, data, NULL, NULL, NULL, NULL, ret));
    CHECK_FAILS(
        PT_ERROR_ARGUMENT, "null tensor", pt_rnn_forward_packed(module, data, NULL, NULL, NULL, NULL, NULL, ret));
    pt_tensor* all[] = {data, batch_sizes, permutation, none};
    pt_tensors_free(all, 4);
    pt_module_free(module);
}

static void cells(void) {
    pt_module* cell = pt_rnn_cell_new(PT_RNN_RELU, 1, 1, 1, PT_NONE, PT_NONE);
    pt_module* lstm = pt_rnn_cell_new(PT_RNN_LSTM, 1, 2, 0, PT_NONE, PT_NONE);
    CHECK_NEW(cell);
    CHECK_NEW(lstm);
    CHECK_INT(4, parameter_count(cell));
    CHECK_INT(2, parameter_count(lstm));
    fix_parameters(cell);
    pt_tensor* input = matrix(1);
    pt_tensor* vector = counting(1);
    pt_tensor* scalar = pt_aten_sum(input, PT_NONE);
    pt_tensor* ret[2];
    CHECK_OK(pt_rnn_cell_forward(cell, input, NULL, NULL, ret));
    CHECK_FLOATS(ret[0], 2.75F);
    pt_tensor_free(ret[0]);
    CHECK_OK(pt_rnn_cell_forward(cell, vector, vector, NULL, ret));
    CHECK_FLOATS(ret[0], 5.75F);
    CHECK_INT(1, pt_tensor_dim(ret[0]));
    pt_tensor_free(ret[0]);
    CHECK_OK(pt_rnn_cell_forward(lstm, input, NULL, NULL, ret));
    check_sizes(ret[1], 2, 1, 2, 0);
    pt_tensors_free(ret, 2);
    CHECK_FAILS(
        PT_ERROR_VALUE, "LSTMCell: Expected hx[0] to be 1D or 2D, got 0D instead",
        pt_rnn_cell_forward(lstm, input, scalar, input, ret));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "h and c", pt_rnn_cell_forward(lstm, input, input, NULL, ret));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "h and c", pt_rnn_cell_forward(cell, input, input, input, ret));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "another kind", pt_rnn_forward(cell, input, NULL, NULL, ret));
    pt_tensor_free(input);
    pt_tensor_free(vector);
    pt_tensor_free(scalar);
    pt_module_free(cell);
    pt_module_free(lstm);
}

static void failures(void) {
    const double nan = strtod("nan", NULL);
    CHECK_FAILS_NEW(
        PT_ERROR_VALUE, "dropout should be a number in range [0, 1]",
        pt_rnn_new(PT_RNN_GRU, 1, 1, 1, 1, 0, nan, 0, 0, PT_NONE, PT_NONE));
    CHECK_FAILS_NEW(
        PT_ERROR_VALUE, "only supported for LSTM", pt_rnn_new(PT_RNN_GRU, 1, 2, 1, 1, 0, 0, 0, 1, PT_NONE, PT_NONE));
    CHECK_FAILS_NEW(
        PT_ERROR_VALUE, "hidden_size must be", pt_rnn_new(PT_RNN_LSTM, 1, 0, 1, 1, 0, 0, 0, 0, PT_NONE, PT_NONE));
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "unknown kind", pt_rnn_new(4, 1, 1, 1, 1, 0, 0, 0, 0, PT_NONE, PT_NONE));
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "unknown kind", pt_rnn_cell_new(-1, 1, 1, 1, PT_NONE, PT_NONE));
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "dtype code", pt_rnn_cell_new(0, 1, 1, 1, PT_NONE, 9999));
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "null module", pt_module_parameters(NULL));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null module", pt_module_train(NULL, 1));

    pt_module* module = rnn(PT_RNN_LSTM, 0, 0);
    pt_tensor* input = shaped(2, 3, 1);
    pt_tensor* wide = shaped(2, 3, 2);
    pt_tensor* ret[3] = {NULL, NULL, NULL};
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null module", pt_rnn_forward(NULL, input, NULL, NULL, ret));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null tensor", pt_rnn_forward(module, NULL, NULL, NULL, ret));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "undefined", pt_rnn_forward(module, pt_tensor_undefined(), NULL, NULL, ret));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "h and c", pt_rnn_forward(module, input, input, NULL, ret));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null pointer", pt_rnn_forward(module, input, NULL, NULL, NULL));
    CHECK_FAILS(
        PT_ERROR, "input.size(-1) must be equal to input_size. Expected 1, got 2",
        pt_rnn_forward(module, wide, NULL, NULL, ret));
    CHECK_FAILS(
        PT_ERROR, "Expected hidden[0] size (1, 3, 1), got [2, 3, 1]", pt_rnn_forward(module, input, input, input, ret));
    CHECK(ret[0] == NULL && ret[1] == NULL && ret[2] == NULL);

    /* A weight that is too small for what libtorch reads of it. */
    pt_tensor* small = matrix(1);
    CHECK_OK(pt_module_set_parameter(module, 0, small));
    CHECK_FAILS(
        PT_ERROR, "Expected weight_ih_l0 of size [4, 1], got [1, 1]", pt_rnn_forward(module, input, NULL, NULL, ret));
    pt_tensor* all[] = {input, wide, small};
    pt_tensors_free(all, 3);
    pt_module_free(module);
}

int main(void) {
    parameters();
    same_seed_same_parameters();
    forward();
    options_reach_the_module();
    packed();
    cells();
    failures();
    return test_result();
}
