#include "sample.h"

#include <string.h>

pt_status pt_add(const pt_tensor *self, pt_tensor *const other, const pt_scalar *alpha,
                 pt_tensor **out) {
    *out = other ? other : (pt_tensor *) self;
    return alpha ? alpha->tag : -1;
}

static int freed;

void pt_free(pt_tensor *tensor) {
    freed += tensor != NULL;
}

const char *pt_last_error(void) {
    return freed ? "freed" : "none";
}

bool pt_is_ready(void) {
    return true;
}

uint8_t pt_max_byte(void) {
    return 255;
}

int64_t pt_sum(bool b, char c, int8_t i8, uint8_t u8, int16_t i16, uint16_t u16, int32_t i32,
               uint32_t u32, int64_t i64, uint64_t u64, int i, unsigned int ui, unsigned u,
               long long ll, unsigned long long ull, float f, double d, size_t n) {
    int64_t sum = b + 2 * c + 3 * i8 + 4 * u8 + 5 * i16 + 6 * u16;
    sum += 7LL * i32 + 8LL * u32 + 9 * i64 + 10 * (int64_t) u64 + 11LL * i + 12LL * ui + 13LL * u;
    sum += 14 * ll + 15 * (int64_t) ull + (int64_t) (16 * f) + (int64_t) (17 * d);
    return sum + 18 * (int64_t) n;
}

static void no_deleter(void *context) {
    *(int *) context = 42;
}

pt_deleter pt_default_deleter(void) {
    return no_deleter;
}

int pt_pointers(const char *s, pt_kind k, enum pt_color color, pt_deleter deleter,
                pt_deleter *where, void **any, const int64_t sizes[], const int64_t three[3],
                pt_visitor visitor, const pt_scalar *scalar) {
    *where = deleter;
    *any = visitor ? where : NULL;
    return (int) strlen(s) + (int) k + (int) color + (int) (sizes[0] + three[2] + scalar->im);
}

pt_status pt_visit(pt_visitor visitor, pt_tensor *tensor, double value) {
    return visitor(tensor, 7, "text", value);
}

int pt_words(int a, int b, int c, int d) {
    return 1000 * a + 100 * b + 10 * c + d;
}
