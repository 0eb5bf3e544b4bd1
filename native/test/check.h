#ifndef PANAMATORCH_TEST_CHECK_H
#define PANAMATORCH_TEST_CHECK_H

/*
 * A test is a program: CHECK... states what must hold and says on standard error what does not; main returns
 * test_result(). For C and C++.
 */

#include "panamatorch/error.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static int checks_failed = 0;

static inline void check_true(int holds, const char* text, const char* file, int line) {
    if (!holds) {
        ++checks_failed;
        fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, text);
    }
}

static inline void check_int(int64_t wanted, int64_t got, const char* text, const char* file, int line) {
    if (wanted != got) {
        ++checks_failed;
        fprintf(stderr, "%s:%d: %s is %" PRId64 ", not %" PRId64 "\n", file, line, text, got, wanted);
    }
}

static inline void check_text(const char* wanted, const char* got, const char* text, const char* file, int line) {
    if (got == NULL || strstr(got, wanted) == NULL) {
        ++checks_failed;
        fprintf(
            stderr, "%s:%d: %s is \"%s\", without \"%s\"\n", file, line, text, got == NULL ? "(null)" : got, wanted);
    }
}

static inline void check_status(pt_status wanted, pt_status got, const char* text, const char* file, int line) {
    if (wanted != got) {
        ++checks_failed;
        fprintf(
            stderr, "%s:%d: %s gives status %d, not %d; latest error: %s\n", file, line, text, (int)got, (int)wanted,
            pt_error_message());
    }
}

static inline void check_new(const void* got, const char* text, const char* file, int line) {
    if (got == NULL) {
        ++checks_failed;
        fprintf(stderr, "%s:%d: %s fails: %s\n", file, line, text, pt_error_message());
    }
}

#define CHECK(condition) check_true((condition) ? 1 : 0, #condition, __FILE__, __LINE__)
#define CHECK_INT(wanted, expression) check_int(wanted, expression, #expression, __FILE__, __LINE__)
#define CHECK_TEXT(part, expression) check_text(part, expression, #expression, __FILE__, __LINE__)

/* Of calls that return a status or a new object. */
#define CHECK_OK(call) check_status(PT_OK, call, #call, __FILE__, __LINE__)
#define CHECK_NEW(call) check_new(call, #call, __FILE__, __LINE__)

/* The call fails with this status and a message that has this part. */
#define CHECK_FAILS(status, part, call)                                  \
    do {                                                                 \
        check_status(status, call, #call, __FILE__, __LINE__);           \
        check_text(part, pt_error_message(), #call, __FILE__, __LINE__); \
    } while (0)
#define CHECK_FAILS_NEW(status, part, call)                                 \
    do {                                                                    \
        check_true((call) == NULL, #call " == NULL", __FILE__, __LINE__);   \
        check_status(status, pt_error_status(), #call, __FILE__, __LINE__); \
        check_text(part, pt_error_message(), #call, __FILE__, __LINE__);    \
    } while (0)

static inline int test_result(void) {
    return checks_failed == 0 ? 0 : 1;
}

#endif
