/* autograd.h */
#include "tensors.h"

static pt_tensor* leaf(float first, float second) {
    const float values[] = {first, second};
    pt_tensor* tensor = floats(values, 2);
    CHECK_OK(pt_tensor_set_requires_grad(tensor, 1));
    return tensor;
}

/* A new tensor: the sum of a * b. */
static pt_tensor* dot(pt_tensor* a, pt_tensor* b) {
    pt_tensor* product = pt_aten_mul_Tensor(a, b);
    pt_tensor* sum = pt_aten_sum(product, PT_NONE);
    CHECK_NEW(sum);
    pt_tensor_free(product);
    return sum;
}

/* Compares the gradient and releases it. */
#define CHECK_GRAD(tensor, ...)                   \
    do {                                          \
        pt_tensor* grad = pt_tensor_grad(tensor); \
        CHECK_NEW(grad);                          \
        CHECK_FLOATS(grad, __VA_ARGS__);          \
        pt_tensor_free(grad);                     \
    } while (0)

static int has_grad(const pt_tensor* tensor) {
    pt_tensor* grad = pt_tensor_grad(tensor);
    CHECK_NEW(grad);
    const int defined = grad != pt_tensor_undefined();
    pt_tensor_free(grad);
    return defined;
}

static void backward(void) {
    pt_tensor* a = leaf(2, 3);
    pt_tensor* b = leaf(5, 7);
    pt_tensor* sum = dot(a, b);
    CHECK(!has_grad(a));
    CHECK_OK(pt_backward(&sum, NULL, 1, 1, 0, NULL, 0));
    CHECK_GRAD(a, 5, 7);
    CHECK_GRAD(b, 2, 3);
    CHECK_OK(pt_backward(&sum, NULL, 1, 0, 0, &a, 1)); /* adds, to a alone, and frees the graph */
    CHECK_GRAD(a, 10, 14);
    CHECK_GRAD(b, 2, 3);
    CHECK_FAILS(PT_ERROR, "backward through the graph a second time", pt_backward(&sum, NULL, 1, 0, 0, NULL, 0));
    pt_tensor* all[] = {a, b, sum};
    pt_tensors_free(all, 3);
}

static void given_gradients(void) {
    const float weights[] = {10, 100};
    pt_tensor* weight = floats(weights, 2);
    pt_tensor* a = leaf(2, 3);
    pt_tensor* b = leaf(5, 7);
    pt_tensor* roots[] = {pt_aten_mul_Tensor(a, a), dot(b, b)};
    pt_tensor* gradients[] = {weight, NULL};
    CHECK_FAILS(PT_ERROR, "only for scalar outputs", pt_backward(roots, NULL, 2, 1, 0, NULL, 0));
    CHECK_OK(pt_backward(roots, gradients, 2, 1, 0, NULL, 0));
    CHECK_GRAD(a, 40, 600);
    CHECK_GRAD(b, 10, 14);
    pt_tensor* wrong[] = {roots[1], NULL};
    CHECK_FAILS(PT_ERROR, "shape", pt_backward(roots, wrong, 2, 0, 0, NULL, 0));
    pt_tensor* all[] = {weight, a, b, roots[0], roots[1]};
    pt_tensors_free(all, 5);
}

static void grad_function(void) {
    pt_tensor* a = leaf(2, 3);
    pt_tensor* unused = leaf(0, 0);
    pt_tensor* cubes = pt_aten_mul_Tensor(a, a);
    pt_tensor* sum = dot(cubes, a);
    pt_tensor* inputs[] = {unused, a};
    CHECK_FAILS_NEW(PT_ERROR, "not have been used", pt_grad(&sum, NULL, 1, inputs, 2, 1, 1, 0));
    pt_tensor_list* list = pt_grad(&sum, NULL, 1, inputs, 2, 1, 1, 1);
    CHECK_NEW(list);
    CHECK_INT(2, pt_tensor_list_size(list));
    pt_tensor* first[2];
    pt_tensor_list_take(list, first);
    pt_tensor_list_free(list);
    CHECK(first[0] == pt_tensor_undefined());
    CHECK_FLOATS(first[1], 12, 27);
    CHECK(!has_grad(a));

    /* The derivative of the derivative: the graph of the first one is there. */
    pt_tensor* total = pt_aten_sum(first[1], PT_NONE);
    list = pt_grad(&total, NULL, 1, &a, 1, 0, 0, 0);
    CHECK_NEW(list);
    pt_tensor* second;
    pt_tensor_list_take(list, &second);
    pt_tensor_list_free(list);
    CHECK_FLOATS(second, 12, 18);
    pt_tensor* all[] = {a, unused, cubes, sum, first[0], first[1], total, second};
    pt_tensors_free(all, 8);
}

static void no_graph(void) {
    pt_tensor* a = counting(1);
    pt_tensor* none = pt_tensor_undefined();
    CHECK_FAILS(PT_ERROR, "does not require grad", pt_backward(&a, NULL, 1, 0, 0, NULL, 0));
    CHECK_FAILS(PT_ERROR, "", pt_backward(&none, NULL, 1, 0, 0, NULL, 0));
    pt_tensor* b = leaf(1, 2);
    pt_tensor* sum = dot(b, b);
    CHECK_FAILS_NEW(PT_ERROR, "does not require grad", pt_grad(&sum, NULL, 1, &a, 1, 0, 0, 0));
    CHECK_FAILS_NEW(PT_ERROR, "", pt_grad(&sum, NULL, 1, &none, 1, 0, 0, 0));
    CHECK_OK(pt_backward(NULL, NULL, 0, 0, 0, NULL, 0));
    pt_tensor* all[] = {a, b, sum};
    pt_tensors_free(all, 3);
}

static void set_grad(void) {
    pt_tensor* a = leaf(2, 3);
    pt_tensor* grad = counting(2);
    CHECK_OK(pt_tensor_set_grad(a, grad));
    CHECK_GRAD(a, 1, 2);
    CHECK_FAILS(PT_ERROR, "its own grad", pt_tensor_set_grad(a, a));
    pt_tensor* three = counting(3);
    CHECK_FAILS(PT_ERROR, "gradient of size '[3]' to a tensor of size '[2]'", pt_tensor_set_grad(a, three));
    const int64_t two = 2;
    pt_tensor* longs = pt_aten_zeros(&two, 1, INT64, PT_NONE, PT_NONE, NULL);
    CHECK_FAILS(PT_ERROR, "dtype 'long int' to a tensor with grad_dtype 'Float'", pt_tensor_set_grad(a, longs));
    pt_tensor* meta = pt_aten_zeros(&two, 1, FLOAT32, PT_NONE, device(META, -1), NULL);
    CHECK_FAILS(PT_ERROR, "device type 'meta'", pt_tensor_set_grad(a, meta));
    CHECK_GRAD(a, 1, 2);
    CHECK_OK(pt_tensor_set_grad(a, NULL));
    CHECK(!has_grad(a));
    CHECK_FAILS(PT_ERROR, "undefined", pt_tensor_set_grad(pt_tensor_undefined(), NULL));
    pt_tensor* all[] = {a, grad, three, longs, meta};
    pt_tensors_free(all, 5);
}

static void what_a_tensor_is_to_autograd(void) {
    pt_tensor* a = leaf(2, 3);
    pt_tensor* product = pt_aten_mul_Tensor(a, a);
    int64_t truth = -1;
    pt_string* name = NULL;
    CHECK_OK(pt_tensor_requires_grad(product, &truth));
    CHECK_INT(1, truth);
    CHECK_OK(pt_tensor_is_leaf(product, &truth));
    CHECK_INT(0, truth);
    CHECK_OK(pt_tensor_is_leaf(a, &truth));
    CHECK_INT(1, truth);
    CHECK_OK(pt_tensor_grad_fn_name(product, &name));
    CHECK(strcmp("MulBackward0", pt_string_text(name)) == 0);
    pt_string_free(name);
    CHECK_OK(pt_tensor_grad_fn_name(a, &name));
    CHECK(name == NULL);

    CHECK_FAILS(PT_ERROR, "leaf variables", pt_tensor_set_requires_grad(product, 0));
    CHECK_OK(pt_tensor_set_requires_grad(a, 0));
    CHECK_OK(pt_tensor_requires_grad(a, &truth));
    CHECK_INT(0, truth);
    const int64_t two = 2;
    pt_tensor* longs = pt_aten_zeros(&two, 1, INT64, PT_NONE, PT_NONE, NULL);
    CHECK_FAILS(PT_ERROR, "floating point", pt_tensor_set_requires_grad(longs, 1));
    CHECK_FAILS(PT_ERROR, "undefined", pt_tensor_set_requires_grad(pt_tensor_undefined(), 1));
    CHECK_FAILS(PT_ERROR, "undefined", pt_tensor_is_leaf(pt_tensor_undefined(), &truth));
    CHECK_FAILS(PT_ERROR, "undefined", pt_tensor_grad_fn_name(pt_tensor_undefined(), &name));
    CHECK_OK(pt_tensor_requires_grad(pt_tensor_undefined(), &truth));
    CHECK_INT(0, truth);
    CHECK_FAILS_NEW(PT_ERROR, "undefined", pt_tensor_grad(pt_tensor_undefined()));
    pt_tensor* all[] = {a, product, longs};
    pt_tensors_free(all, 3);
}

/* A slice written in place has the node CopySlices, which has a namespace in C++ and none in Python. */
static void name_without_namespace(void) {
    pt_tensor* a = leaf(2, 3);
    const int64_t two = 2;
    pt_tensor* base = pt_aten_zeros(&two, 1, FLOAT32, PT_NONE, PT_NONE, NULL);
    pt_tensor* slice = pt_aten_narrow(base, 0, 0, 1);
    pt_tensor* element = pt_aten_narrow(a, 0, 0, 1);
    pt_string* name = NULL;
    CHECK_OK(pt_aten_mul__Tensor(slice, element));
    CHECK_OK(pt_tensor_grad_fn_name(base, &name));
    CHECK(name != NULL && strcmp("CopySlices", pt_string_text(name)) == 0);
    pt_string_free(name);
    pt_tensor* all[] = {a, base, slice, element};
    pt_tensors_free(all, 4);
}

static void grad_mode(void) {
    pt_tensor* a = leaf(2, 3);
    int64_t truth = -1;
    CHECK_INT(1, pt_grad_mode_enabled());
    pt_grad_mode_set_enabled(0);
    CHECK_INT(0, pt_grad_mode_enabled());
    pt_tensor* product = pt_aten_mul_Tensor(a, a);
    pt_grad_mode_set_enabled(1);
    CHECK_OK(pt_tensor_requires_grad(product, &truth));
    CHECK_INT(0, truth);
    pt_tensor_free(product);
    pt_tensor_free(a);
}

int main(void) {
    backward();
    given_gradients();
    grad_function();
    no_graph();
    set_grad();
    what_a_tensor_is_to_autograd();
    name_without_namespace();
    grad_mode();
    return test_result();
}
