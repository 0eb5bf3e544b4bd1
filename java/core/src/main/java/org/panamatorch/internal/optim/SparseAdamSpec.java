package org.panamatorch.internal.optim;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;

/**
 * Options of SparseAdam.
 *
 * @param lr the learning rate, a number or a tensor that steps read
 * @param betas the decays of the running means, of the gradients and of their squares
 * @param eps a small number added to the denominator
 * @param maximize whether to ascend instead of descend
 */
@OptionSet(home = "org.panamatorch.optim", ofGroups = true)
public record SparseAdamSpec(
        @Default("1e-3") Hyper lr,
        @Default("0.9, 0.999") double[] betas,
        @Default("1e-8") double eps,
        @Default("false") boolean maximize) {}
