#ifndef SAMPLE_TYPES_H
#define SAMPLE_TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#define PT_EXPORT __declspec(dllexport)
#elif defined(__GNUC__) && __GNUC__ >= 4
#define PT_EXPORT __attribute__((visibility("default")))
#else
#define PT_EXPORT
#endif

#ifdef __cplusplus
extern "C" {
#endif

// Plain numbers, which come first in Java.
#define PT_DECIMAL 5
#define PT_HEX 0x7f
#define PT_OCTAL 017

// Numbers with a sign, a suffix or more.
#define PT_NONE -1
#define PT_PARENTHESIZED (-2)
#define PT_UNSIGNED_HEX 0xFFFFFFFF
#define PT_UNSIGNED 5U
#define PT_LONG_LONG 5LL
#define PT_UNSIGNED_LONG_LONG 0xFFFFFFFFFFFFFFFFULL
#define PT_BEYOND_INT 3000000000
#define PT_MIN64 INT64_MIN
#define PT_MAX32 INT32_MAX
#define PT_EXPRESSION (PT_DECIMAL << 3 | 1)
#define PT_CHOICE (PT_DECIMAL > 3 ? 10 : 20)
#define PT_LETTER 'a'
#define PT_CAST ((int64_t) 7)
#define PT_BYTE_CAST ((uint8_t) 200)
#define PT_ALIAS_CAST ((pt_status) 3)
#define PT_FROM_ENUM (PT_GREEN + 1)
#define PT_TRUTH true
#define PT_DOUBLE 1.5
#define PT_NEGATIVE_DOUBLE -2.5e-3
#define PT_FLOAT 0.25f

// Text.
#define PT_VERSION "2.13.0"
#define PT_JOINED "a" "b"
#define PT_REFERRED PT_JOINED "c"
#define PT_ESCAPES "quote \" back\\slash tab\t end\n"
#define PT_UMLAUT "größe"

// No constants.
#define PT_EMPTY
#define PT_TWICE(x) ((x) + (x))
#define PT_ALSO_EXPORT PT_EXPORT

enum pt_color {
    PT_RED, /* zero */
    PT_GREEN = 5,
    PT_BLUE,
    PT_BELOW_ZERO = -3,
    PT_SIXTEEN = 0x10,
    PT_FLAGS = PT_GREEN | (1 << 4)
};
enum { PT_WITHOUT_TAG = 1, };
typedef enum { PT_FIRST, PT_SECOND } pt_untagged;
typedef enum pt_kind { PT_KIND_ONE = 1 } pt_kind;
typedef enum pt_color pt_color_alias;

typedef struct pt_tensor pt_tensor;
typedef struct pt_hidden_struct pt_hidden;
struct pt_tensor;

typedef int32_t pt_status;
typedef pt_status pt_status_alias;
typedef uint32_t pt_word;
typedef int64_t pt_index;
typedef bool pt_flag;
typedef char pt_letter;
typedef float pt_single;
typedef void *pt_address;
typedef const char *pt_text;
typedef pt_tensor *pt_tensor_pointer;

typedef void (*pt_deleter)(void *context);
typedef pt_status (*pt_visitor)(pt_tensor *tensor, int64_t, const char *class, double Object);
typedef pt_deleter pt_deleter_alias;
typedef int (*pt_supplier)(void);

typedef struct pt_scalar {
    int32_t tag;
    double re, im;
} pt_scalar;

typedef struct pt_everything_struct {
    char name[16];
    int64_t grid[2][3];
    pt_scalar scalar;
    pt_scalar scalars[2];
    const char *text;
    const char *texts[2];
    pt_deleter deleter;
    pt_kind kind;
    enum pt_color color;
    bool flag;
    uint8_t byte;
    short half;
    float single;
    size_t count;
    pt_tensor *class;
} pt_everything;

typedef struct pt_padded {
    int8_t small;
    int64_t large;
} pt_padded;

typedef pt_scalar pt_scalar_alias;

struct pt_plain {
    int8_t x;
    int32_t y;
    int8_t z;
};

_Static_assert(sizeof(pt_scalar) == 24, "as Java lays it out");

#ifdef __cplusplus
}
#endif

#endif
