package org.panamatorch.internal.amp;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;

/**
 * Options of a gradient scaler.
 *
 * @param initScale the scale of the beginning
 * @param growthFactor by what the scale is multiplied after {@code growthInterval} steps without an
 *     infinite gradient
 * @param backoffFactor by what the scale is multiplied where a gradient is infinite or not a number
 * @param growthInterval after how many steps the scale grows
 * @param enabled whether it does anything: otherwise {@code step} is the optimizer's and all else
 *     nothing
 */
@OptionSet(home = "org.panamatorch.amp")
public record GradScalerSpec(
        @Default("65536.0") double initScale,
        @Default("2.0") double growthFactor,
        @Default("0.5") double backoffFactor,
        @Default("2000") long growthInterval,
        @Default("true") boolean enabled) {}
