package org.panamatorch.internal.distributions;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;

import java.util.List;

/**
 * Options of a continuous Bernoulli distribution.
 *
 * @param probs the probabilities
 * @param logits the log-odds
 * @param lims between which probabilities about a half Taylor series are used
 * @param validateArgs whether to check parameters and values, where that is not as {@code
 *     Distribution.setDefaultValidateArgs} says
 */
@OptionSet(home = "org.panamatorch.distributions")
public record ContinuousBernoulliSpec(
        @Default("null") Tensor probs,
        @Default("null") Tensor logits,
        @Default("java.util.List.of(0.499, 0.501)") List<Double> lims,
        @Default("null") Boolean validateArgs) {}
