package org.panamatorch.internal.nn.init;

import org.panamatorch.Generator;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.option.Activation;
import org.panamatorch.option.FanMode;

/**
 * Options of He's initial values.
 *
 * @param a the slope of the leaky ReLU, if that is what follows
 * @param mode whose variance is kept
 * @param nonlinearity what follows
 * @param generator where the random numbers come from
 */
@OptionSet
@Unprinted
public record InitKaimingSpec(
        @Default("0") double a,
        @Default("FAN_IN") FanMode mode,
        @Default("LEAKY_RELU") Activation nonlinearity,
        @Default("null") Generator generator) {}
