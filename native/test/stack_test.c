/* What happens near the end of a thread's stack. */
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

/* Uses up the stack until calls are refused; gives what was used. */
static intptr_t descend(intptr_t start, pt_tensor* tensor) {
    volatile char frame[FRAME_BYTES];
    const intptr_t used = start - (intptr_t)&frame[0];
    pt_tensor* negative = pt_aten_neg(tensor);
    if (negative == NULL) {
        CHECK_INT(PT_ERROR_STACK, pt_error_status());
        CHECK_TEXT("the thread's stack is nearly used up", pt_error_message());
        CHECK_FAILS(PT_ERROR_STACK, "nearly used up", pt_run(1));
        CHECK_INT(0, calls);
        return used;
    }
    pt_tensor_free(negative);
    if (used > STACK_BYTES - LEFT_AT_LEAST) {
        return used;
    }
    frame[0] = 0;
    const intptr_t deepest = descend(start, tensor);
    return deepest + frame[0];
}

static void* thread(void* tensor) {
    char here = 0;
    const intptr_t used = descend((intptr_t)&here, tensor);
    CHECK(used > STACK_BYTES - LEFT_AT_MOST);
    CHECK(used < STACK_BYTES - LEFT_AT_LEAST);
    CHECK_OK(pt_run(1));
    CHECK_INT(1, calls);
    return NULL;
}

int main(void) {
    CHECK_OK(pt_callback_set(0, run));
    pt_tensor* tensor = two_by_three();
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, STACK_BYTES);
    pthread_t id;
    CHECK_INT(0, pthread_create(&id, &attributes, thread, tensor));
    CHECK_INT(0, pthread_join(id, NULL));
    pthread_attr_destroy(&attributes);
    pt_tensor_free(tensor);
    return test_result();
}
