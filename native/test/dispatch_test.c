/* dispatch.h: operators by name, values of every kind, libraries of operators. The argument is the library that
 * custom_operator.cpp makes. */
#include "tensors.h"

static pt_value none(void) {
    pt_value value = {PT_VALUE_NONE, 0, 0, 0, NULL};
    return value;
}

static pt_value integer(pt_value_kind kind, int64_t number) {
    pt_value value = {kind, number, 0, 0, NULL};
    return value;
}

static pt_value real(double number) {
    pt_value value = {PT_VALUE_DOUBLE, 0, number, 0, NULL};
    return value;
}

static pt_value pointer(pt_value_kind kind, const void* address) {
    pt_value value = {kind, 0, 0, 0, address};
    return value;
}

static pt_value list(const pt_value* elements, int64_t count) {
    pt_value value = {PT_VALUE_LIST, count, 0, 0, elements};
    return value;
}

#define LIST(...) list((const pt_value[]){__VA_ARGS__}, (int64_t)(sizeof((pt_value[]){__VA_ARGS__}) / sizeof(pt_value)))

static const pt_operator* find(const char* name, const char* overload) {
    const pt_operator* op = NULL;
    CHECK_OK(pt_operator_find(name, overload, &op));
    CHECK_NEW(op);
    return op;
}

static const pt_operator* custom(const char* name) {
    char qualified[64];
    snprintf(qualified, sizeof qualified, "panamatorch_test::%s", name);
    return find(qualified, "");
}

/* The text that an operator returns. */
static void check_answer(const char* wanted, const pt_operator* op, const pt_value* arguments, int64_t count) {
    pt_value ret = none();
    CHECK_OK(pt_operator_call(op, arguments, count, &ret, 1));
    CHECK_INT(PT_VALUE_STRING, ret.kind);
    CHECK(ret.pointer != NULL && strcmp(wanted, ret.pointer) == 0);
    if (ret.pointer != NULL && strcmp(wanted, ret.pointer) != 0) {
        fprintf(stderr, "  %s\n", (const char*)ret.pointer);
    }
    pt_values_free(&ret, 1);
    CHECK_INT(PT_VALUE_NONE, ret.kind);
}

static void lookup(void) {
    const pt_operator* op = find("aten::add", "Tensor");
    CHECK(op == find("aten::add", "Tensor"));
    pt_string* schema = pt_operator_schema(op);
    CHECK_TEXT("aten::add.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor", pt_string_text(schema));
    pt_string_free(schema);

    const pt_operator* missing = op;
    CHECK_OK(pt_operator_find("aten::add", "", &missing));
    CHECK(missing == NULL);
    CHECK_OK(pt_operator_find("no operator", "at all", &missing));
    CHECK(missing == NULL);
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null name", pt_operator_find(NULL, "", &missing));

    pt_string* schemas = pt_operator_schemas();
    CHECK_TEXT("\naten::relu(Tensor self) -> Tensor\n", pt_string_text(schemas));
    CHECK_TEXT("\npanamatorch_test::scale_add(Tensor x, Tensor y, float s) -> Tensor\n", pt_string_text(schemas));
    pt_string_free(schemas);
}

static void call(void) {
    pt_tensor* a = counting(3);
    const pt_operator* add = find("aten::add", "Tensor");
    const pt_value arguments[] = {
        pointer(PT_VALUE_TENSOR, a), pointer(PT_VALUE_TENSOR, a), integer(PT_VALUE_DEFAULT, 0), none()};
    pt_value ret = none();
    CHECK_OK(pt_operator_call(add, arguments, 2, &ret, 1));
    CHECK_INT(PT_VALUE_TENSOR, ret.kind);
    CHECK_FLOATS((pt_tensor*)ret.pointer, 2, 4, 6);
    pt_values_free(&ret, 1);
    CHECK_OK(pt_operator_call(add, arguments, 3, &ret, 1));
    CHECK_FLOATS((pt_tensor*)ret.pointer, 2, 4, 6);
    pt_values_free(&ret, 1);

    CHECK_FAILS(PT_ERROR_ARGUMENT, "without a default", pt_operator_call(add, arguments, 1, &ret, 1));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "more arguments", pt_operator_call(add, arguments, 4, &ret, 1));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "number of results", pt_operator_call(add, arguments, 2, &ret, 2));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null operator", pt_operator_call(NULL, arguments, 2, &ret, 1));
    const pt_value wrong[] = {pointer(PT_VALUE_TENSOR, a), pointer(PT_VALUE_STRING, "x")};
    CHECK_FAILS(PT_ERROR, "", pt_operator_call(add, wrong, 2, &ret, 1));
    const pt_value unknown[] = {integer((pt_value_kind)99, 0)};
    CHECK_FAILS(PT_ERROR_ARGUMENT, "unknown kind", pt_operator_call(add, unknown, 1, &ret, 1));
    CHECK_INT(PT_VALUE_NONE, ret.kind);

    const pt_value to_set[] = {pointer(PT_VALUE_TENSOR, a), real(5)};
    CHECK_OK(pt_operator_call(custom("set_"), to_set, 2, &ret, 1));
    CHECK_INT(PT_VALUE_ARGUMENT, ret.kind);
    CHECK_INT(0, ret.integer);
    CHECK_FLOATS(a, 5, 5, 5);
    pt_tensor_free(a);
}

static void every_kind(void) {
    pt_tensor* a = counting(3);
    pt_generator* generator = pt_generator_new(device(CPU, -1));
    CHECK_OK(pt_generator_manual_seed(generator, 11));
    const pt_value complex = {PT_VALUE_COMPLEX, 0, 1, 2, NULL};
    const pt_value scalars[] = {
        integer(PT_VALUE_INT, -5),        real(0.25),
        integer(PT_VALUE_BOOL, 1),        complex,
        pointer(PT_VALUE_STRING, "text"), integer(PT_VALUE_INT, FLOAT64),
        integer(PT_VALUE_INT, SPARSE),    integer(PT_VALUE_DEVICE, device(CUDA, 1)),
        integer(PT_VALUE_INT, 0),         pointer(PT_VALUE_GENERATOR, generator),
        pointer(PT_VALUE_TENSOR, a),      integer(PT_VALUE_INT, 9),
    };
    check_answer(
        "-5; 0.25; true; (1,2); text; Double; Sparse; cuda:1; Contiguous; seed 11; 3 elements; 9", custom("scalars"),
        scalars, 12);
    const pt_value lists[] = {
        LIST(integer(PT_VALUE_INT, 1), integer(PT_VALUE_INT, -2)),
        LIST(real(0.5)),
        LIST(integer(PT_VALUE_BOOL, 1), integer(PT_VALUE_BOOL, 0)),
        LIST(integer(PT_VALUE_INT, 3), real(1.5), complex),
        LIST(pointer(PT_VALUE_STRING, "a"), pointer(PT_VALUE_STRING, "")),
        LIST(pointer(PT_VALUE_TENSOR, a), pointer(PT_VALUE_TENSOR, a)),
        LIST(none(), pointer(PT_VALUE_TENSOR, a)),
        none(),
    };
    check_answer(
        "[1, -2]; [0.5]; [true, false]; [3, 1.5, (1,2)]; [a, ]; [3 elements, 3 elements]; [none, 3 elements]; none",
        custom("lists"), lists, 8);
    const pt_value empty[] = {
        list(NULL, 0), list(NULL, 0), list(NULL, 0), list(NULL, 0),
        list(NULL, 0), list(NULL, 0), list(NULL, 0), LIST(integer(PT_VALUE_INT, 4), integer(PT_VALUE_INT, 5)),
    };
    check_answer("[]; []; []; []; []; []; []; [4, 5]", custom("lists"), empty, 8);
    const pt_value tensor = pointer(PT_VALUE_TENSOR, a);
    check_answer("3 elements; 3; [1, 1]; 0.5; x, y; none; Float", custom("defaults"), &tensor, 1);

    /* A bare number where there should be a list, and a list of the wrong things. */
    pt_value ret = none();
    pt_value wrong[8];
    memcpy(wrong, lists, sizeof wrong);
    wrong[0] = integer(PT_VALUE_INT, 1);
    CHECK_FAILS(PT_ERROR, "", pt_operator_call(custom("lists"), wrong, 8, &ret, 1));
    wrong[0] = LIST(pointer(PT_VALUE_TENSOR, a));
    CHECK_FAILS(PT_ERROR, "", pt_operator_call(custom("lists"), wrong, 8, &ret, 1));
    pt_generator_free(generator);
    pt_tensor_free(a);
}

static void results(void) {
    pt_tensor* a = counting(3);
    const pt_value tensor = pointer(PT_VALUE_TENSOR, a);
    pt_value ret[11];
    CHECK_OK(pt_operator_call(custom("several"), &tensor, 1, ret, 11));
    CHECK_FLOATS((pt_tensor*)ret[0].pointer, 2, 4, 6);
    CHECK_INT(PT_VALUE_NONE, ret[1].kind);
    CHECK(ret[2].kind == PT_VALUE_INT && ret[2].integer == 7);
    CHECK(ret[3].kind == PT_VALUE_DOUBLE && ret[3].real == 0.5);
    CHECK(ret[4].kind == PT_VALUE_BOOL && ret[4].integer == 1);
    CHECK(ret[5].kind == PT_VALUE_COMPLEX && ret[5].real == 1 && ret[5].imag == -2);
    CHECK(ret[6].kind == PT_VALUE_STRING && strcmp(ret[6].pointer, "gr\xC3\xBC\xC3\x9F") == 0);
    CHECK(ret[7].kind == PT_VALUE_LIST && ret[7].integer == 2);
    pt_value* tensors = (pt_value*)ret[7].pointer;
    CHECK_FLOATS((pt_tensor*)tensors[1].pointer, 3, 6, 9);
    /* Taken over: to be freed here, not by pt_values_free. */
    pt_tensor* taken = (pt_tensor*)tensors[1].pointer;
    tensors[1] = none();
    CHECK(ret[8].kind == PT_VALUE_LIST && ret[8].integer == 3);
    CHECK_INT(3, ((const pt_value*)ret[8].pointer)[2].integer);
    CHECK(ret[9].kind == PT_VALUE_LIST && ret[9].integer == 2);
    CHECK_INT(5, ret[10].integer);
    pt_values_free(ret, 11);
    CHECK_FLOATS(taken, 3, 6, 9);
    pt_tensor_free(taken);

    CHECK_OK(pt_operator_call(custom("nested"), &tensor, 1, ret, 1));
    CHECK(ret[0].kind == PT_VALUE_LIST && ret[0].integer == 2);
    const pt_value* inner = ret[0].pointer;
    CHECK(inner[0].kind == PT_VALUE_LIST && inner[0].integer == 2);
    CHECK(inner[1].kind == PT_VALUE_LIST && inner[1].integer == 0);
    pt_values_free(ret, 1);

    const pt_value text = pointer(PT_VALUE_STRING, "on purpose");
    CHECK_FAILS(PT_ERROR_VALUE, "on purpose", pt_operator_call(custom("fail"), &text, 1, ret, 0));
    pt_values_free(NULL, 0);
    pt_tensor_free(a);
}

static void objects(void) {
    const pt_value start = integer(PT_VALUE_INT, 41);
    pt_value counter = none();
    pt_value ret = none();
    CHECK_OK(pt_operator_call(custom("counter"), &start, 1, &counter, 1));
    CHECK_INT(PT_VALUE_OBJECT, counter.kind);
    pt_string* type = pt_object_type(counter.pointer);
    CHECK_TEXT("panamatorch_test.Counter", pt_string_text(type));
    pt_string_free(type);
    CHECK_OK(pt_operator_call(custom("count"), &counter, 1, &ret, 1));
    CHECK_OK(pt_operator_call(custom("count"), &counter, 1, &ret, 1));
    CHECK_INT(42, ret.integer);
    CHECK_FAILS(PT_ERROR, "", pt_operator_call(custom("count"), &start, 1, &ret, 1));
    pt_object_free((pt_object*)counter.pointer);
    pt_object_free(NULL);
}

static void numbers(void) {
    pt_tensor* a = counting(2);
    const pt_scalar half = {PT_SCALAR_DOUBLE, 0, 0.5, 0};
    pt_tensor* number = pt_tensor_wrap_number(&half);
    CHECK_NEW(number);
    CHECK_INT(FLOAT64, pt_tensor_dtype(number));
    const pt_value arguments[] = {pointer(PT_VALUE_TENSOR, a), pointer(PT_VALUE_TENSOR, number)};
    pt_value ret = none();
    CHECK_OK(pt_operator_call(find("aten::mul", "Tensor"), arguments, 2, &ret, 1));
    CHECK_FLOATS((pt_tensor*)ret.pointer, 0.5F, 1); /* float32, as the number does not promote */
    pt_values_free(&ret, 1);
    pt_tensor_free(number);
    pt_tensor_free(a);
}

static void libraries(const char* program) {
    CHECK_FAILS(PT_ERROR, "no_such_library", pt_load_library("no_such_library.so"));
    CHECK_FAILS(PT_ERROR, "", pt_load_library(program));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null path", pt_load_library(NULL));
}

int main(int count, char** arguments) {
    if (count != 2) {
        fprintf(stderr, "usage: %s LIBRARY\n", arguments[0]);
        return 2;
    }
    CHECK_OK(pt_load_library(arguments[1]));
    CHECK_OK(pt_load_library(arguments[1]));
    lookup();
    call();
    every_kind();
    results();
    objects();
    numbers();
    libraries(arguments[0]);
    return test_result();
}
