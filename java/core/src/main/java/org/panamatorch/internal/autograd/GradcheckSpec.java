package org.panamatorch.internal.autograd;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;

/**
 * Options of a check of gradients.
 *
 * @param eps how far elements are moved for a finite difference
 * @param atol by how much a derivative may differ from the difference
 * @param rtol by which part of the difference it may differ besides
 * @param raiseException whether a failure is an exception, rather than false
 * @param nondetTol by how much the derivative may differ when it is computed again
 * @param checkUndefinedGrad whether to check that the function takes undefined gradients of its
 *     outputs for zeros
 * @param checkGradDtypes whether the gradients must have the inputs' dtypes
 * @param checkBatchedGrad whether to check that {@code vmap} computes the gradients of a batch
 * @param checkBatchedForwardGrad whether to check that {@code vmap} computes the derivatives of
 *     forward mode of a batch; needs checkForwardAd
 * @param checkForwardAd whether to check the derivatives of forward mode
 * @param checkBackwardAd whether to check those of backward mode
 * @param fastMode whether to compare one random projection of the derivatives, rather than all;
 *     those of forward mode are compared all
 * @param masked whether to leave out what sparse inputs do not hold
 */
@OptionSet(home = "org.panamatorch")
public record GradcheckSpec(
        @Default("1e-6") double eps,
        @Default("1e-5") double atol,
        @Default("1e-3") double rtol,
        @Default("true") boolean raiseException,
        @Default("0.0") double nondetTol,
        @Default("true") boolean checkUndefinedGrad,
        @Default("false") boolean checkGradDtypes,
        @Default("false") boolean checkBatchedGrad,
        @Default("false") boolean checkBatchedForwardGrad,
        @Default("false") boolean checkForwardAd,
        @Default("true") boolean checkBackwardAd,
        @Default("false") boolean fastMode,
        @Default("false") boolean masked) {}
