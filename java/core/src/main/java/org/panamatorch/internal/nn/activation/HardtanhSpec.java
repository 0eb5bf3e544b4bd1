package org.panamatorch.internal.nn.activation;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.PrintedIfChanged;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.print.PythonFormat;

/**
 * Options of the cut to an interval.
 *
 * @param minVal the lower end of the interval
 * @param maxVal its upper end
 * @param inplace whether the result is written to the input
 */
@OptionSet
public record HardtanhSpec(
        @Default("-1.0") Number minVal,
        @Default("1.0") Number maxVal,
        @Default("false") @PrintedIfChanged boolean inplace) {
    /**
     * Refuses an interval that is empty or one value, which the function takes.
     *
     * @throws org.panamatorch.TorchException if it is
     */
    public void checkModule() {
        if (maxVal.doubleValue() <= minVal.doubleValue()) {
            throw Checks.value(
                    "max_val ("
                            + PythonFormat.repr(maxVal)
                            + ") must be greater than min_val ("
                            + PythonFormat.repr(minVal)
                            + ")");
        }
    }
}
