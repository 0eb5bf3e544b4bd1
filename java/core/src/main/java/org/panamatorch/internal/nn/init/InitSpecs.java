package org.panamatorch.internal.nn.init;

import org.panamatorch.Generator;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.option.Activation;
import org.panamatorch.option.FanMode;

/** The options of initial values, each set declared once. */
public interface InitSpecs {
    /**
     * Options of initial values that are scaled for the activation behind a weight.
     *
     * @param gain the factor of {@link org.panamatorch.nn.Init#calculateGain}
     * @param generator where the random numbers come from
     */
    @OptionSet
    @Unprinted
    record InitGainSpec(@Default("1") double gain, @Default("null") Generator generator) {}

    /**
     * Options of He's initial values.
     *
     * @param a the slope of the leaky ReLU, if that is what follows
     * @param mode whose variance is kept
     * @param nonlinearity the nonlinearity that follows
     * @param generator where the random numbers come from
     */
    @OptionSet
    @Unprinted
    record InitKaimingSpec(
            @Default("0") double a,
            @Default("FAN_IN") FanMode mode,
            @Default("LEAKY_RELU") Activation nonlinearity,
            @Default("null") Generator generator) {}

    /**
     * Options of normal initial values.
     *
     * @param mean the mean
     * @param std the standard deviation
     * @param generator where the random numbers come from
     */
    @OptionSet
    @Unprinted
    record InitNormalSpec(
            @Default("0") double mean,
            @Default("1") double std,
            @Default("null") Generator generator) {}

    /**
     * Options of initial values that are zero in part.
     *
     * @param std the standard deviation of the others
     * @param generator where the random values come from; which ones are zero always comes from the
     *     default one
     */
    @OptionSet
    @Unprinted
    record InitSparseSpec(@Default("0.01") double std, @Default("null") Generator generator) {}

    /**
     * Options of initial values from a normal distribution between two ends.
     *
     * @param mean the mean
     * @param std the standard deviation
     * @param a the lower end
     * @param b the upper end
     * @param generator where the random numbers come from
     */
    @OptionSet
    @Unprinted
    record InitTruncNormalSpec(
            @Default("0") double mean,
            @Default("1") double std,
            @Default("-2") double a,
            @Default("2") double b,
            @Default("null") Generator generator) {}

    /**
     * Options of uniform initial values.
     *
     * @param a the lower end
     * @param b the upper end
     * @param generator where the random numbers come from
     */
    @OptionSet
    @Unprinted
    record InitUniformSpec(
            @Default("0") double a, @Default("1") double b, @Default("null") Generator generator) {}
}
