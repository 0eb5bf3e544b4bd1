package org.panamatorch.internal.optim;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.option.LineSearch;

/**
 * Options of LBFGS.
 *
 * @param lr the learning rate, a number or a tensor that steps read
 * @param maxIter how many iterations a step has at most
 * @param maxEval how often a step calls the closure at most; 1.25 times the iterations if none
 * @param toleranceGrad the greatest gradient at which a step ends
 * @param toleranceChange the change of the loss and of the parameters at which a step ends
 * @param historySize how many earlier directions are kept
 * @param lineSearchFn how the length of a step is searched for
 */
@OptionSet(home = "org.panamatorch.optim", ofGroups = true)
public record LBFGSSpec(
        @Default("1") Hyper lr,
        @Default("20") long maxIter,
        @Default("null") Long maxEval,
        @Default("1e-7") double toleranceGrad,
        @Default("1e-9") double toleranceChange,
        @Default("100") long historySize,
        @Default("null") LineSearch lineSearchFn) {}
