#ifndef PANAMATORCH_LENT_H
#define PANAMATORCH_LENT_H

#include "panamatorch/export.h"
#include "panamatorch/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * What the caller lends to the library, by numbers that it chooses: tokens, which are not 0. What a token stands for,
 * memory or code, belongs to tensors and graphs. These die on any thread, also on one that has no stack left or must
 * not call Java, so the library calls nobody then: it leaves a note.
 *
 * Several callers may share the library, as the class loaders of one JVM do. Each is a client, and the upper bits of a
 * token are its number: token >> PT_TOKEN_BITS.
 */
#define PT_TOKEN_BITS 48

/* The number of a new client, from 0 on; PT_NONE where there are too many. */
PT_EXPORT int64_t pt_client_new(void);

/* Waits until there are tokens of the client that the library does not use any more. One thread of a client waits at a
 * time. Cannot fail. */
PT_EXPORT void pt_lent_wait(int64_t client);

/* Ends the waiting of the client's thread, now and from now on: a JVM that ends waits 0.3 s for threads in native code.
 * Cannot fail. */
PT_EXPORT void pt_lent_stop_waiting(int64_t client);

/* Writes tokens of the client that the library does not use any more, at most capacity of them, to ret, each once.
 * Returns how many. Cannot fail. */
PT_EXPORT int64_t pt_lent_take_back(int64_t client, int64_t* ret, int64_t capacity);

#ifdef __cplusplus
}
#endif

#endif
