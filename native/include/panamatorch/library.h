#ifndef PANAMATORCH_LIBRARY_H
#define PANAMATORCH_LIBRARY_H

#include "panamatorch/dispatch.h"
#include "panamatorch/export.h"
#include "panamatorch/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Operators of the caller's: schemas that it adds to LibTorch's dispatcher, and kernels that are its own code, as
 * Python's torch.library. A kernel is an id (lent.h) that the callback of hooks.h runs. Then at the address arguments
 * lie count values (dispatch.h), new, for all arguments in the order of the schema; it takes what it wants, as
 * pt_values_free says, and the rest is released when it has returned. ret is a number that it passes to
 * pt_kernel_return before it returns, and capacity how many results the schema has.
 */

/* What a program has registered in one namespace. Released with pt_library_free. */
typedef struct pt_library pt_library;

typedef enum pt_library_kind {
    /* The only one that may define operators in the namespace, but for fragments. */
    PT_LIBRARY_DEF = 0,
    /* Only gives operators kernels. */
    PT_LIBRARY_IMPL = 1,
    /* One of several that define operators in the namespace. */
    PT_LIBRARY_FRAGMENT = 2
} pt_library_kind;

/* A library; file and line are where errors say that it was made. New. */
PT_EXPORT pt_library* pt_library_new(const char* name_space, int64_t kind, const char* file, int64_t line);

/* Defines an operator by its schema, without a namespace.
 * pt::library_define.define(Library(a!) library, str schema) -> () */
PT_EXPORT pt_status pt_library_define(pt_library* library, const char* schema);

/* Gives the operator of that name and overload a kernel for a dispatch key such as "CPU". Takes the id, and gives it
 * back after a failure, too.
 * pt::library_impl.impl(Library(a!) library, str name, str key, Code id) -> () */
PT_EXPORT pt_status pt_library_impl(pt_library* library, const char* name, const char* key, int64_t id);

/* Lets calls of the operator of that name and overload pass by a dispatch key, to the next one that the tensors have.
 * pt::library_fall_through.impl(Library(a!) library, str name, str key) -> () */
PT_EXPORT pt_status pt_library_fall_through(pt_library* library, const char* name, const char* key);

/* Gives all operators that have no kernel of their own for a dispatch key one; the library's namespace is "_". As
 * pt_library_impl, but after the arguments there is one value more, the operator's name and overload, as text.
 * pt::library_fallback.fallback(Library(a!) library, str key, Code id) -> () */
PT_EXPORT pt_status pt_library_fallback(pt_library* library, const char* key, int64_t id);

/* Removes what was registered, and waits until no call of another thread uses it. Fails where one of its kernels is
 * running. Removing again does nothing.
 * pt::library_close.close(Library(a!) library) -> () */
PT_EXPORT pt_status pt_library_close(pt_library* library);

/* Releases the library, or NULL; what it has registered stays unless it was closed. Cannot fail. */
PT_EXPORT void pt_library_free(pt_library* library);

/* Hands over the results of a kernel that is running on this thread, whose number ret is; it holds references of its
 * own to them. Their types are for the caller to check. */
PT_EXPORT pt_status pt_kernel_return(int64_t ret, const pt_value* values, int64_t count);

/* As pt_operator_call, below autograd, which records nothing then. */
PT_EXPORT pt_status pt_operator_call_below_autograd(
    const pt_operator* op, const pt_value* arguments, int64_t count, pt_value* ret, int64_t room);

/* What calls of an operator for a dispatch key run at the time when it is made. Released with pt_kernel_free. */
typedef struct pt_kernel pt_kernel;

/* A kernel. New. */
PT_EXPORT pt_kernel* pt_kernel_new(const pt_operator* op, const char* key);

/* Releases the kernel, or NULL. Cannot fail. */
PT_EXPORT void pt_kernel_free(pt_kernel* kernel);

/* As pt_operator_call, but runs the kernel, as the dispatcher that has come to its key. */
PT_EXPORT pt_status
pt_kernel_call(const pt_kernel* kernel, const pt_value* arguments, int64_t count, pt_value* ret, int64_t room);

#ifdef __cplusplus
}
#endif

#endif
