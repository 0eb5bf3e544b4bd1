package org.panamatorch.internal.nn.activation;

import org.panamatorch.TensorOptions;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.PrintedBare;
import org.panamatorch.internal.declare.PrintedIfChanged;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.print.PythonFormat;
import org.panamatorch.option.GeluApproximation;

/** The options of activations, each set declared once. */
public interface ActivationSpecs {
    /**
     * Options of exponential linear units.
     *
     * @param alpha minus the limit for large negative inputs
     * @param inplace whether the result is written to the input
     */
    @OptionSet
    record ELUSpec(
            @Default("1.0") Number alpha, @Default("false") @PrintedIfChanged boolean inplace) {}

    /**
     * The option of the Gaussian error linear unit.
     *
     * @param approximate whether to approximate it, and how
     */
    @OptionSet
    record GELUSpec(@Default("NONE") GeluApproximation approximate) {}

    /**
     * The option of the gated linear unit.
     *
     * @param dim the dimension that is halved
     */
    @OptionSet
    record GLUSpec(@Default("-1") long dim) {}

    /**
     * Options of samples of the Gumbel-softmax distribution.
     *
     * @param tau the temperature
     * @param hard whether samples are one-hot, with the gradients of the soft ones
     * @param dim the dimension of the classes
     */
    @OptionSet
    @Unprinted
    record GumbelSoftmaxFuncSpec(
            @Default("1.0") double tau, @Default("false") boolean hard, @Default("-1") long dim) {}

    /**
     * Options of the cut to an interval.
     *
     * @param minVal the lower end of the interval
     * @param maxVal its upper end
     * @param inplace whether the result is written to the input
     */
    @OptionSet
    record HardtanhSpec(
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

    /**
     * The option of activations that have no other.
     *
     * @param inplace whether the result is written to the input
     */
    @OptionSet
    record InplaceSpec(@Default("false") @PrintedIfChanged boolean inplace) {}

    /**
     * Options of the unit with a slope for what is negative.
     *
     * @param negativeSlope the slope of what is negative
     * @param inplace whether the result is written to the input
     */
    @OptionSet
    record LeakyReLUSpec(
            @Default("0.01") Number negativeSlope,
            @Default("false") @PrintedIfChanged boolean inplace) {}

    /**
     * Options of the unit whose slopes are learned.
     *
     * @param numParameters how many slopes there are: 1 for all channels, or one each
     * @param init the first value of the slopes
     * @param parameters the slopes
     */
    @OptionSet
    record PReLUSpec(
            @Default("1") long numParameters,
            @Default("0.25") @Unprinted Number init,
            TensorOptions parameters) {}

    /**
     * Options of the function with random slopes for what is negative.
     *
     * @param lower the least slope
     * @param upper the greatest slope
     * @param training whether slopes are random
     * @param inplace whether the result is written to the input
     */
    @OptionSet
    @Unprinted
    record RReLUFuncSpec(
            @Default("1.0 / 8") Number lower,
            @Default("1.0 / 3") Number upper,
            @Default("false") boolean training,
            @Default("false") boolean inplace) {}

    /**
     * Options of the function with random slopes that writes to its input.
     *
     * @param lower the least slope
     * @param upper the greatest slope
     * @param training whether slopes are random
     */
    @OptionSet
    @Unprinted
    record RReLUInplaceSpec(
            @Default("1.0 / 8") Number lower,
            @Default("1.0 / 3") Number upper,
            @Default("false") boolean training) {}

    /**
     * Options of the unit with random slopes for what is negative.
     *
     * @param lower the least slope
     * @param upper the greatest slope
     * @param inplace whether the result is written to the input
     */
    @OptionSet
    record RReLUSpec(
            @Default("1.0 / 8") Number lower,
            @Default("1.0 / 3") Number upper,
            @Default("false") @PrintedIfChanged boolean inplace) {}

    /**
     * The option of functions that shrink: the interval [-lambda, lambda].
     *
     * @param lambd lambda
     */
    @OptionSet
    record ShrinkSpec(@Default("0.5") @PrintedBare Number lambd) {}

    /**
     * The option of softmaxes.
     *
     * @param dim the dimension whose elements are compared. Without one it is chosen by their
     *     number: 0 of 0, 1 or 3, else 1, which is deprecated
     */
    @OptionSet
    record SoftmaxSpec(@Default("null") Long dim) {}

    /**
     * Options of the smooth positive part.
     *
     * @param beta how sharp the bend is
     * @param threshold the value of {@code beta x} above which the result is x
     */
    @OptionSet
    record SoftplusSpec(@Default("1.0") Number beta, @Default("20.0") Number threshold) {}
}
