/**
 * Probability distributions, constraints and transforms, as {@code torch.distributions}.
 *
 * <p>What a distribution needs is given in place, as tensors or, where all of it is numbers, as
 * numbers; the rest is set by name:
 *
 * <pre>{@code
 * var normal = new Normal(0, 1);
 * var policy = new Categorical(o -> o.logits(scores));
 * var action = policy.sample();
 * var loss = policy.logProb(action).mul(reward).neg();
 * }</pre>
 *
 * <p>{@code new Categorical(probs)} is {@code new Categorical(o -> o.probs(probs))}. Parameters
 * broadcast to the shape of the batch. A distribution holds tensors, and there is nothing to close.
 * A method that a distribution does not support is refused as {@link
 * org.panamatorch.TorchException.Kind#NOT_IMPLEMENTED}.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/distributions.html">torch.distributions</a>
 */
package org.panamatorch.distributions;
