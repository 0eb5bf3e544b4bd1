/* warnings.h */
#include "tensors.h"

#include <stdint.h>

static int64_t heard = 0;
static int64_t latest_category = PT_NONE;
static char latest_text[256];
static int64_t inner_result = PT_NONE;

/* The library may be used in here. */
static void hear(int64_t category, int64_t text) {
    ++heard;
    latest_category = category;
    snprintf(latest_text, sizeof latest_text, "%s", (const char*)(intptr_t)text);
    CHECK_OK(pt_get_default_dtype(&inner_result));
}

static void categories(void) {
    CHECK_OK(pt_warn(PT_WARNING_USER, "take care"));
    CHECK_INT(1, heard);
    CHECK_INT(PT_WARNING_USER, latest_category);
    CHECK_TEXT("take care", latest_text);
    CHECK_INT(FLOAT32, inner_result);
    CHECK_OK(pt_warn(PT_WARNING_DEPRECATION, "better not"));
    CHECK_INT(2, heard);
    CHECK_INT(PT_WARNING_DEPRECATION, latest_category);
    CHECK_TEXT("better not", latest_text);
    CHECK_FAILS(PT_ERROR_ARGUMENT, "category", pt_warn(2, "odd"));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null string", pt_warn(PT_WARNING_USER, NULL));
    CHECK_INT(2, heard);
}

/* LibTorch's own. */
static void operators(void) {
    pt_tensor* one = counting(1);
    heard = 0;
    pt_tensor* result = pt_aten_std(one, 1);
    CHECK_NEW(result);
    CHECK_INT(1, heard);
    CHECK_INT(PT_WARNING_USER, latest_category);
    CHECK_TEXT("std(): degrees of freedom is <= 0", latest_text);
    pt_tensor_free(result);
    pt_tensor_free(one);
}

static void always(void) {
    CHECK_INT(0, pt_get_warn_always());
    pt_set_warn_always(1);
    CHECK_INT(1, pt_get_warn_always());
    pt_set_warn_always(0);
    CHECK_INT(0, pt_get_warn_always());
}

int main(void) {
    pt_warning_listen(hear);
    categories();
    operators();
    always();
    return test_result();
}
