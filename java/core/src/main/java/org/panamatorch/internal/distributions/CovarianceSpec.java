package org.panamatorch.internal.distributions;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;

/**
 * Options of a distribution that has one of three matrices.
 *
 * @param covarianceMatrix (*, N, N), positive definite
 * @param precisionMatrix (*, N, N), its inverse
 * @param scaleTril (*, N, N), its lower Cholesky factor
 * @param validateArgs whether to check parameters and values, where that is not as {@code
 *     Distribution.setDefaultValidateArgs} says
 */
@OptionSet(home = "org.panamatorch.distributions")
public record CovarianceSpec(
        @Default("null") Tensor covarianceMatrix,
        @Default("null") Tensor precisionMatrix,
        @Default("null") Tensor scaleTril,
        @Default("null") Boolean validateArgs) {}
