#ifndef PANAMATORCH_RECORDING_H
#define PANAMATORCH_RECORDING_H

#include "panamatorch/export.h"
#include "panamatorch/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * The operators of a forward and a backward pass, with their arguments, to be called again without autograd, a call of
 * the binding's, or Java for each. It is right where the passes do the same each time, but for the elements of tensors.
 */
typedef struct pt_recording pt_recording;

/* Forgets the parameters' gradients, and records what the calling thread does until pt_recording_stop. The inputs are
 * what may be another tensor of the same form the next time. New.
 * pt::recording_begin.RecordedStep.call(Tensor[] inputs, Tensor[] parameters) -> Recording */
PT_EXPORT pt_recording* pt_recording_begin(
    pt_tensor* const* inputs, int64_t input_count, pt_tensor* const* parameters, int64_t parameter_count);

/* Ends what the calling thread records, if it does. Cannot fail.
 * pt::recording_stop() -> () */
PT_EXPORT void pt_recording_stop(void);

/* Whether the calling thread records. Cannot fail.
 * pt::recording_is_active() -> bool */
PT_EXPORT int64_t pt_recording_is_active(void);

/* Makes a recording that was stopped ready to be replayed; the results are what a replay shall give.
 * pt::recording_finish.RecordedStep.call...(Recording(a!) this, Tensor[] results) -> () */
PT_EXPORT pt_status pt_recording_finish(pt_recording* recording, pt_tensor* const* results, int64_t count);

/* Calls all operators with other inputs, gives the parameters their gradients, and writes the results: new ones. Or
 * does nothing, where the inputs have not the form of those that were recorded, or what else was used has it no more;
 * ret says whether it has. One thread may do so at a time. */
PT_EXPORT pt_status pt_recording_replay(
    pt_recording* recording, pt_tensor* const* inputs, int64_t count, pt_tensor** results, int64_t* ret);

/* How many operators are called. Cannot fail.
 * pt::recording_size.RecordedStep.size(Recording this) -> int */
PT_EXPORT int64_t pt_recording_size(const pt_recording* recording);

PT_EXPORT void pt_recording_free(pt_recording* recording);

#ifdef __cplusplus
}
#endif

#endif
