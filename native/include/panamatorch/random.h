#ifndef PANAMATORCH_RANDOM_H
#define PANAMATORCH_RANDOM_H

#include "panamatorch/export.h"
#include "panamatorch/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Seeds are 64 bits, which libtorch takes for unsigned: a negative seed here is the same number of bits there. */

/* Seeds the default generator of every device, as torch.manual_seed.
 * pt::manual_seed.manualSeed(int seed) -> () */
PT_EXPORT pt_status pt_manual_seed(int64_t seed);

/* A generator for this device (a device word), seeded as libtorch always seeds new ones. New.
 * pt::generator_new.Generator(Device device) -> GeneratorHandle */
PT_EXPORT pt_generator* pt_generator_new(int64_t device);

/* Another handle to the default generator of this device (a device word). New.
 * pt::generator_default.Generator.ofDefault(Device device) -> GeneratorHandle */
PT_EXPORT pt_generator* pt_generator_default(int64_t device);

/* Releases a generator, or NULL. Cannot fail. */
PT_EXPORT void pt_generator_free(pt_generator* generator);

/* A device word; PT_NONE for NULL. Cannot fail. */
PT_EXPORT int64_t pt_generator_device(const pt_generator* generator);

/* pt::generator_manual_seed.Generator.manualSeed(GeneratorHandle(a!) this, int seed) -> () */
PT_EXPORT pt_status pt_generator_manual_seed(pt_generator* generator, int64_t seed);

/* Seeds from the system's source of randomness and tells the seed.
 * pt::generator_seed.Generator.seed(GeneratorHandle(a!) this) -> int */
PT_EXPORT pt_status pt_generator_seed(pt_generator* generator, int64_t* ret);

/* The seed that the generator got last.
 * pt::generator_initial_seed.Generator.initialSeed(GeneratorHandle this) -> int */
PT_EXPORT pt_status pt_generator_initial_seed(const pt_generator* generator, int64_t* ret);

/* The whole state as a tensor of bytes, and back. New.
 * pt::generator_get_state.Generator.state(GeneratorHandle this) -> Tensor */
PT_EXPORT pt_tensor* pt_generator_get_state(const pt_generator* generator);

/* pt::generator_set_state.Generator.setState(GeneratorHandle(a!) this, Tensor state) -> () */
PT_EXPORT pt_status pt_generator_set_state(pt_generator* generator, const pt_tensor* state);

#ifdef __cplusplus
}
#endif

#endif
