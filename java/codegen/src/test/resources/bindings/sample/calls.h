#pragma once

#include "types.h"

#ifdef __cplusplus
extern "C" {
#endif

PT_EXPORT pt_status pt_add(const pt_tensor *self, pt_tensor *const other, const pt_scalar *alpha,
                           pt_tensor **out);
PT_EXPORT void pt_free(pt_tensor *); /* a parameter without a name */
PT_EXPORT const char *pt_last_error(void);
PT_EXPORT bool pt_is_ready(void);
extern PT_EXPORT uint8_t pt_max_byte(void);

/* Each type once, so that a mix-up of two shows. */
PT_ALSO_EXPORT int64_t pt_sum(bool b, char c, int8_t i8, uint8_t u8, int16_t i16, uint16_t u16,
                              int32_t i32, uint32_t u32, int64_t i64, uint64_t u64, int i,
                              unsigned int ui, unsigned u, long long ll, unsigned long long ull,
                              float f, double d, size_t n);

/* Whatever is a pointer or an enum. */
PT_EXPORT int pt_pointers(const char *s, pt_kind k, enum pt_color color, pt_deleter deleter,
                          pt_deleter *where, void **any, const int64_t sizes[],
                          const int64_t three[3], pt_visitor visitor, const pt_scalar *scalar);

PT_EXPORT pt_deleter pt_default_deleter(void);
PT_EXPORT pt_status pt_visit(pt_visitor visitor, pt_tensor *tensor, double value);

/* Names that mean something in Java. */
PT_EXPORT int pt_words(int class, int MemorySegment, int var, int new);

/* Declared twice with other names, which C allows. */
PT_EXPORT int pt_words(int a, int b, int c, int d);

#ifdef __cplusplus
}
#endif
