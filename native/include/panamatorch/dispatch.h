#ifndef PANAMATORCH_DISPATCH_H
#define PANAMATORCH_DISPATCH_H

#include "panamatorch/export.h"
#include "panamatorch/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Every operator of LibTorch's dispatcher by its name, also those of libraries that a program loads.
 */

/* An operator. Borrowed, valid for ever. */
typedef struct pt_operator pt_operator;

/* A value of a type that has no other form here, such as packed weights: some operators return one for others to take.
 * Released with pt_object_free. */
typedef struct pt_object pt_object;

typedef enum pt_value_kind {
    PT_VALUE_NONE = 0,
    /* pointer: pt_tensor. */
    PT_VALUE_TENSOR = 1,
    /* integer: the number, or the code of a dtype, layout or memory format. */
    PT_VALUE_INT = 2,
    /* real: the number. */
    PT_VALUE_DOUBLE = 3,
    /* integer: 0 or 1. */
    PT_VALUE_BOOL = 4,
    /* real and imag: the number. */
    PT_VALUE_COMPLEX = 5,
    /* pointer: the text. */
    PT_VALUE_STRING = 6,
    /* integer: a device word. */
    PT_VALUE_DEVICE = 7,
    /* pointer: pt_generator. */
    PT_VALUE_GENERATOR = 8,
    /* pointer and integer: that many values, of a list or a tuple. */
    PT_VALUE_LIST = 9,
    /* pointer: pt_object. */
    PT_VALUE_OBJECT = 10,
    /* Of arguments only: the default in the schema. */
    PT_VALUE_DEFAULT = 11,
    /* Of results only; integer: the position of the argument that was written to and is this result. */
    PT_VALUE_ARGUMENT = 12
} pt_value_kind;

/* An argument or a result. The members that the kind does not name have no meaning. */
typedef struct pt_value {
    int64_t kind; /* pt_value_kind */
    int64_t integer;
    double real;
    double imag;
    const void* pointer;
} pt_value;

/* The operator of a name such as "aten::add" and an overload such as "Tensor" or ""; NULL where there is none. */
PT_EXPORT pt_status pt_operator_find(const char* name, const char* overload, const pt_operator** ret);

/* Its schema, as PyTorch writes it. New.
 * pt::operator_schema.ops(Address op) -> str? */
PT_EXPORT pt_string* pt_operator_schema(const pt_operator* op);

/* The schemas of all operators, sorted, one a line. New.
 * pt::operator_schemas.ops() -> str? */
PT_EXPORT pt_string* pt_operator_schemas(void);

/* Whether the operator has a kernel of its own for a dispatch key such as "AutogradCPU".
 * pt::operator_has_kernel...(Operation operation, Address op, str key) -> bool */
PT_EXPORT pt_status pt_operator_has_kernel(const pt_operator* op, const char* key, int64_t* ret);

/* Lets the calling thread's calls pass by all kernels for a dispatch key, or not. Writes whether they did to ret. */
PT_EXPORT pt_status pt_dispatch_exclude(const char* key, int64_t excluded, int64_t* ret);

/* Calls the operator with its arguments in the order of the schema; defaults stand for those past count. The types of
 * the values are for the caller to check against the schema: LibTorch's own errors about them name no argument.
 * Writes as many results to ret as the schema has, which must be room. Each is new: pt_values_free releases it. The
 * call holds its own references to the arguments. */
PT_EXPORT pt_status
pt_operator_call(const pt_operator* op, const pt_value* arguments, int64_t count, pt_value* ret, int64_t room);

/* Releases what these results hold, with the elements of lists, but not the memory at values itself. What the caller
 * takes over it replaces by a value of PT_VALUE_NONE. Cannot fail. */
PT_EXPORT void pt_values_free(pt_value* values, int64_t count);

/* Releases an object, or NULL. Cannot fail. */
PT_EXPORT void pt_object_free(pt_object* object);

/* The type of an object, as schemas write it. New.
 * pt::object_type.type(Object this) -> str? */
PT_EXPORT pt_string* pt_object_type(const pt_object* object);

/* A CPU tensor that type promotion takes for the bare number, which is what Python passes for a number where an
 * operator takes a tensor. New. */
PT_EXPORT pt_tensor* pt_tensor_wrap_number(const pt_scalar* number);

/* Loads a shared library, whose initialisers may define operators, for the life of the process. An initialiser that
 * throws, as one does that defines an operator again, ends the process, as under Python: the system's loader cannot be
 * left by an exception.
 * pt::load_library.loadLibrary(str library) -> () */
PT_EXPORT pt_status pt_load_library(const char* path);

#ifdef __cplusplus
}
#endif

#endif
