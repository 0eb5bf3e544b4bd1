/* memory_view.h */
#include "tensors.h"

static void tensor_over_memory(void) {
    float memory[] = {1, 2, 3, 4, 5, 6};
    const int64_t sizes[] = {2, 3};
    int64_t tokens[8] = {0};
    pt_tensor* tensor = pt_tensor_over_memory(memory, sizes, 2, FLOAT32, 42);
    CHECK_NEW(tensor);
    memory[5] = 60;
    CHECK_FLOATS(tensor, 1, 2, 3, 4, 5, 60);
    pt_tensor* row = pt_aten_select_int(tensor, 0, 1);
    CHECK_NEW(row);
    pt_tensor_free(tensor);
    CHECK_FLOATS(row, 4, 5, 60);
    pt_tensor* other = pt_tensor_over_memory(memory, sizes, 2, FLOAT32, 43);
    CHECK_NEW(other);
    pt_tensor_free(row);
    pt_lent_wait(0);
    CHECK_INT(1, pt_lent_take_back(0, tokens, 8));
    CHECK_INT(42, tokens[0]);
    pt_tensor_free(other);
    pt_lent_wait(0);
    CHECK_INT(1, pt_lent_take_back(0, tokens, 8));
    CHECK_INT(43, tokens[0]);
}

static void many_tokens(void) {
    float memory[] = {1};
    const int64_t size = 1;
    int64_t tokens[3] = {0};
    int64_t sum = 0;
    for (int64_t i = 1; i <= 8; ++i) {
        pt_tensor_free(pt_tensor_over_memory(memory, &size, 1, FLOAT32, i));
    }
    for (int64_t left = 8; left > 0;) {
        pt_lent_wait(0);
        const int64_t count = pt_lent_take_back(0, tokens, 3);
        CHECK(count >= 1 && count <= 3);
        for (int64_t i = 0; i < count; ++i) {
            sum += tokens[i];
        }
        left -= count;
    }
    CHECK_INT(36, sum);
}

static void clients(void) {
    float memory[] = {1};
    const int64_t size = 1;
    const int64_t mine = pt_client_new() << PT_TOKEN_BITS | 7;
    const int64_t other = pt_client_new() << PT_TOKEN_BITS | 7;
    int64_t tokens[2] = {0};
    CHECK_INT((int64_t)1 << PT_TOKEN_BITS, other - mine);
    pt_tensor_free(pt_tensor_over_memory(memory, &size, 1, FLOAT32, mine));
    pt_tensor_free(pt_tensor_over_memory(memory, &size, 1, FLOAT32, other));
    CHECK_INT(1, pt_lent_take_back(mine >> PT_TOKEN_BITS, tokens, 2));
    CHECK_INT(mine, tokens[0]);
    CHECK_INT(1, pt_lent_take_back(other >> PT_TOKEN_BITS, tokens, 2));
    CHECK_INT(other, tokens[0]);
    CHECK_INT(PT_NONE, pt_lent_take_back(-1, tokens, 2));
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "no client", pt_tensor_over_memory(memory, &size, 1, FLOAT32, -1));
}

static void stopped_waiting(void) {
    float memory[] = {1};
    const int64_t size = 1;
    const int64_t client = pt_client_new();
    const int64_t mine = client << PT_TOKEN_BITS | 7;
    int64_t token = 0;
    pt_lent_stop_waiting(client);
    pt_lent_wait(client);
    CHECK_INT(0, pt_lent_take_back(client, &token, 1));
    pt_tensor_free(pt_tensor_over_memory(memory, &size, 1, FLOAT32, mine));
    pt_lent_wait(client);
    CHECK_INT(1, pt_lent_take_back(client, &token, 1));
    CHECK_INT(mine, token);
}

static void memory_over_tensor(void) {
    pt_tensor* tensor = two_by_three();
    void* data = NULL;
    void* pinned = NULL;
    CHECK_OK(pt_tensor_data(tensor, &data));
    pt_tensor* pin = pt_tensor_pin_memory(tensor, &pinned);
    CHECK_NEW(pin);
    CHECK(pinned == data);
    const int64_t larger = 1000;
    pt_tensor* grown = pt_tensor_alias(tensor);
    CHECK_FAILS(PT_ERROR, "not resizable", pt_aten_resize_(grown, &larger, 1, PT_NONE));
    int64_t size = 0;
    CHECK_OK(pt_tensor_numel(grown, &size));
    CHECK_INT(1000, size); /* more than the storage has */
    pt_tensor_settle(grown);
    CHECK_OK(pt_tensor_sizes(grown, &size, 1));
    CHECK_INT(6, size);
    CHECK_FLOATS(grown, 1, 2, 3, 4, 5, 6);
    pt_tensor_settle(pt_tensor_undefined());
    pt_tensor_settle(NULL);
    pt_tensor_free(grown);
    pt_tensor_free(tensor);
    CHECK(((float*)pinned)[5] == 6);
    pt_tensor_free(pin);
}

static void failures(void) {
    float memory[] = {1};
    const int64_t size = 1;
    const int64_t negative = -1;
    void* data = NULL;
    pt_tensor* tensor = two_by_three();
    pt_tensor* transposed = pt_aten_t(tensor);
    CHECK_NEW(transposed);
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "token", pt_tensor_over_memory(memory, &size, 1, FLOAT32, 0));
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "unknown dtype", pt_tensor_over_memory(memory, &size, 1, 1000, 1));
    CHECK_FAILS_NEW(PT_ERROR, "negative dimension", pt_tensor_over_memory(memory, &negative, 1, FLOAT32, 1));
    CHECK_FAILS_NEW(PT_ERROR, "Use contiguous() first", pt_tensor_pin_memory(transposed, &data));
    CHECK_FAILS_NEW(PT_ERROR, "undefined", pt_tensor_pin_memory(pt_tensor_undefined(), &data));
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "null tensor", pt_tensor_pin_memory(NULL, &data));
    CHECK_OK(pt_tensor_set_requires_grad(tensor, 1));
    CHECK_FAILS_NEW(PT_ERROR, "Use detach() first", pt_tensor_pin_memory(tensor, &data));
    pt_tensor_free(transposed);
    pt_tensor_free(tensor);
}

int main(void) {
    tensor_over_memory();
    many_tokens();
    clients();
    stopped_waiting();
    memory_over_tensor();
    failures();
    return test_result();
}
