package org.panamatorch.internal.nn.loss;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.option.Reduction;

/**
 * Options of the hinge loss of classes.
 *
 * @param p the exponent of each term, 1 or 2
 * @param margin by how much the class must be ahead
 * @param weight the weights of the classes, (C)
 * @param reduction what becomes of the elements' losses
 */
@OptionSet
@Unprinted
public record MultiMarginLossSpec(
        @Default("1") long p,
        @Default("1.0") double margin,
        @Default("null") Tensor weight,
        @Default("MEAN") Reduction reduction) {
    /**
     * Refuses options in the module's words.
     *
     * @throws org.panamatorch.TorchException if the exponent is another, or the weights are no
     *     vector
     */
    public void checkModule() {
        if (p != 1 && p != 2) {
            throw Checks.value("only p == 1 and p == 2 supported");
        }
        if (weight != null && weight.dim() != 1) {
            throw Checks.value(
                    "MultiMarginLoss: expected weight to be None or 1D tensor, got "
                            + weight.dim()
                            + "D instead");
        }
    }
}
