/* What happens near the end of a thread's stack. */
#define _XOPEN_SOURCE 700 /* for pthread_attr_setstack */
#include "tensors.h"

#include <pthread.h>

enum {
    STACK_BYTES = 1 << 20,
    FRAME_BYTES = 1 << 12,
    LEFT_AT_LEAST = 64 << 10,
    LEFT_AT_MOST = 256 << 10
};

static int64_t calls;

static int64_t run(int64_t id, int64_t arguments, int64_t count, int64_t ret, int64_t capacity) {
    (void)id, (void)arguments, (void)count, (void)ret, (void)capacity;
    ++calls;
    return 0;
}

/* Its other end has the thread's variables, of which some LibTorchs have many. */
static _Alignas(1 << 16) char stack[STACK_BYTES];

/* Uses up the stack until calls are refused; gives what was left. */
static intptr_t descend(pt_tensor* tensor) {
    volatile char frame[FRAME_BYTES];
    const intptr_t left = (intptr_t)&frame[0] - (intptr_t)stack;
    pt_tensor* negative = pt_aten_neg(tensor);
    if (negative == NULL) {
        CHECK_INT(PT_ERROR_STACK, pt_error_status());
        CHECK_TEXT("the thread's stack is nearly used up", pt_error_message());
        CHECK_FAILS(PT_ERROR_STACK, "nearly used up", pt_run(1));
        CHECK_INT(0, calls);
        return left;
    }
    pt_tensor_free(negative);
    if (left < LEFT_AT_LEAST) {
        return left;
    }
    frame[0] = 0;
    const intptr_t deepest = descend(tensor);
    return deepest + frame[0];
}

static void* thread(void* tensor) {
    const intptr_t left = descend(tensor);
    CHECK(left < LEFT_AT_MOST);
    CHECK(left > LEFT_AT_LEAST);
    CHECK_OK(pt_run(1));
    CHECK_INT(1, calls);
    return NULL;
}

int main(void) {
    CHECK_OK(pt_callback_set(0, run));
    pt_tensor* tensor = two_by_three();
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    CHECK_INT(0, pthread_attr_setstack(&attributes, stack, STACK_BYTES));
    pthread_t id;
    CHECK_INT(0, pthread_create(&id, &attributes, thread, tensor));
    CHECK_INT(0, pthread_join(id, NULL));
    pthread_attr_destroy(&attributes);
    pt_tensor_free(tensor);
    return test_result();
}
