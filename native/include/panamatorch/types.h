#ifndef PANAMATORCH_TYPES_H
#define PANAMATORCH_TYPES_H

#include <stdint.h>

/*
 * Rules of the whole ABI
 *
 * - Every parameter is a pointer, an int64_t or a double, so that all functions share few call shapes: linking a new
 *   shape costs the Java side milliseconds. A bool is an int64_t, 0 or 1.
 * - A function that makes one object returns it, marked "new"; NULL means failure. Every other function that can fail
 *   returns a pt_status and writes its results through the trailing pointers, which are named ret. After a failure
 *   nothing was written and error.h tells why. A function that cannot fail says so.
 * - "new": the caller owns it and releases it with the function that is named. "borrowed": the callee keeps it.
 *   Handles that are passed in are always borrowed.
 * - A handle may be NULL only where the comment says "or NULL".
 * - Lists are a pointer and a length; the pointer of an empty list need not point anywhere. An optional list is absent
 *   when its pointer is NULL. Optional numbers are pointers that may be NULL. Optional codes are PT_NONE when absent.
 * - Strings are UTF-8 and end with a zero byte.
 *
 * Schemas
 *
 * A comment with pt:: in it has a schema, as ATen's operators have, of which the Java method is made that calls the
 * function below: after pt:: name.Operation(Type argument) -> Type, or -> () for no result.
 *
 * - Operation is what messages call the function, if that is not its name; an argument of type Operation, which C does
 *   not get, says it at run time. Three dots behind either: messages leave the arguments out.
 * - (a!) behind a type marks what a failed call may have changed, so that it is not made again when memory was lacking,
 *   and (form!) a tensor whose form changes.
 * - Beside ATen's types there are those of handles, such as Module, and Code, a number that messages do not show,
 *   Address, DeviceType, IntOrNone and BoolOrNone, which are PT_NONE for null. Tensor[2] is an array of slots, several
 *   results in parentheses are a pointer each, and str? is a new string or NULL.
 */

/* One reference to a c10::TensorImpl; the handle is that pointer itself and has no memory of its own.
 * Released with pt_tensor_free or pt_tensors_free. */
typedef struct pt_tensor pt_tensor;

/* A list of tensors that a function returned. Released with pt_tensor_list_free. */
typedef struct pt_tensor_list pt_tensor_list;

/* A string that a function returned. Released with pt_string_free. */
typedef struct pt_string pt_string;

/* One reference to a c10::GeneratorImpl; the handle is that pointer itself. Released with pt_generator_free. */
typedef struct pt_generator pt_generator;

/* A failure that is kept. Released with pt_error_free. */
typedef struct pt_error pt_error;

/* The code of an absent dtype, layout, memory format or device. */
#define PT_NONE -1

/* Added to the handle of a tensor whose form a function changes (its storage, sizes, dtype, or what autograd knows of
 * it), where another thread may be using the tensor at that moment: the function then waits until none does. */
#define PT_SHARED 1

typedef enum pt_status {
    PT_OK = 0,
    /* An error of no other kind. */
    PT_ERROR = 1,
    PT_ERROR_INDEX = 2,
    PT_ERROR_VALUE = 3,
    PT_ERROR_TYPE = 4,
    PT_ERROR_NOT_IMPLEMENTED = 5,
    PT_ERROR_LINALG = 6,
    PT_ERROR_OUT_OF_MEMORY = 7,
    /* A null handle or an unknown code reached the library: a defect of the caller's binding. */
    PT_ERROR_ARGUMENT = 8,
    /* Code of the caller's, which autograd called, has thrown: pt_error_callback tells what. */
    PT_ERROR_CALLBACK = 9,
    /* The calling thread's stack is nearly used up. */
    PT_ERROR_STACK = 10,
    /* Out of memory, and no tensor's release would help: one allocation alone is past pt_memory_limit. */
    PT_ERROR_TOO_LARGE = 11
} pt_status;

typedef enum pt_scalar_kind {
    PT_SCALAR_BOOL = 0,
    PT_SCALAR_INT = 1,
    PT_SCALAR_DOUBLE = 2,
    PT_SCALAR_COMPLEX = 3,
    /* An integer above INT64_MAX, which only a uint64 tensor has; smaller ones are PT_SCALAR_INT. */
    PT_SCALAR_UINT = 4
} pt_scalar_kind;

/* A number of any kind: integer holds bool, int and the bits of uint, real holds double and the real part of
 * complex. */
typedef struct pt_scalar {
    int64_t kind; /* pt_scalar_kind */
    int64_t integer;
    double real;
    double imag;
} pt_scalar;

/* A device in one word: (type << PT_DEVICE_TYPE_SHIFT) | (index & PT_DEVICE_INDEX_MASK), where an index of all ones
 * stands for "the current one". Types are c10::DeviceType's. */
#define PT_DEVICE_TYPE_SHIFT 8
#define PT_DEVICE_INDEX_MASK 255

#endif
