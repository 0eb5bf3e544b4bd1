package org.panamatorch.internal.nn.loss;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.print.PythonFormat;
import org.panamatorch.option.Reduction;

/**
 * Options of the loss of triplets.
 *
 * @param margin by how much the unlike example must be farther
 * @param p the p of the norm
 * @param eps what is added to the differences
 * @param swap whether the distance between the two others may take the place of that to the unlike
 *     one, if it is less
 * @param reduction what becomes of the elements' losses
 */
@OptionSet
@Unprinted
public record TripletMarginLossSpec(
        @Default("1.0") Number margin,
        @Default("2.0") double p,
        @Default("1e-6") double eps,
        @Default("false") boolean swap,
        @Default("MEAN") Reduction reduction) {
    /**
     * Refuses a margin in the module's words.
     *
     * @throws org.panamatorch.TorchException if it is not positive
     */
    public void checkModule() {
        if (margin.doubleValue() <= 0) {
            throw Checks.value(
                    "TripletMarginLoss: expected margin to be greater than 0, got "
                            + PythonFormat.repr(margin)
                            + " instead");
        }
    }
}
