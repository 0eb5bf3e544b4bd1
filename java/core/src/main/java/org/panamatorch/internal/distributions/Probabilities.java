package org.panamatorch.internal.distributions;

import org.panamatorch.Tensor;
import org.panamatorch.nn.Functional;
import org.panamatorch.option.Reduction;

/** Probabilities and logits of one another. */
public final class Probabilities {
    private Probabilities() {}

    /** Probabilities within the open interval (0, 1). */
    public static Tensor clamped(Tensor probs) {
        double eps = FloatInfo.of(probs).eps();
        return probs.clamp(eps, 1 - eps);
    }

    /** The probabilities of events with log-odds. */
    public static Tensor ofLogOdds(Tensor logits) {
        return logits.sigmoid();
    }

    /** The log-odds of events with probabilities. */
    public static Tensor logOdds(Tensor probs) {
        Tensor clamped = clamped(probs);
        return clamped.log().sub(clamped.neg().log1p());
    }

    /** The probabilities of the events along the last dimension. */
    public static Tensor ofLogits(Tensor logits) {
        return logits.softmax(-1);
    }

    /** The logits of the events along the last dimension. */
    public static Tensor logits(Tensor probs) {
        return clamped(probs).log();
    }

    /** The cross entropy between an event's log-odds and its probability, for each element. */
    public static Tensor crossEntropy(Tensor logits, Tensor probs) {
        return Functional.binaryCrossEntropyWithLogits(
                logits, probs, o -> o.reduction(Reduction.NONE));
    }
}
