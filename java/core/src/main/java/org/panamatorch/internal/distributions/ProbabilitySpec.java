package org.panamatorch.internal.distributions;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;

/**
 * Options of a distribution that has either probabilities or logits.
 *
 * @param probs the probabilities
 * @param logits the log-odds, or of several events the logarithms of their relative probabilities
 * @param validateArgs whether to check parameters and values, where that is not as {@code
 *     Distribution.setDefaultValidateArgs} says
 */
@OptionSet(home = "org.panamatorch.distributions")
public record ProbabilitySpec(
        @Default("null") Tensor probs,
        @Default("null") Tensor logits,
        @Default("null") Boolean validateArgs) {}
