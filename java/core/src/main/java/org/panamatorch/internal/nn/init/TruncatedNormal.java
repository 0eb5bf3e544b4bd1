package org.panamatorch.internal.nn.init;

import org.panamatorch.Generator;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.Warnings;
import org.panamatorch.internal.aten.AtenN;
import org.panamatorch.internal.aten.AtenU;
import org.panamatorch.internal.aten.AtenW;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.init.InitSpecs.InitTruncNormalSpec;

import java.util.Locale;

/** Draws from a normal distribution between two ends, by rejection, as Python does. */
final class TruncatedNormal {
    // Where fewer draws of the plain distribution lie between the ends, uniform ones are rejected
    // less often.
    private static final double MIN_MASS = 0.3;

    // With more, a single value takes minutes. Where it is many orders of magnitude more, as with
    // an end that stands for infinity, float32 has no number to draw that would be accepted.
    private static final double MAX_DRAWS = 1e6;

    private final double mean;
    private final double std;
    private final double low;
    private final double high;
    private final Generator generator;

    TruncatedNormal(InitTruncNormalSpec options) {
        mean = options.mean();
        std = options.std();
        low = options.a();
        high = options.b();
        generator = options.generator();
    }

    void fill(Tensor tensor) {
        if (Required.tensor("Init", "tensor", tensor).isMeta()) {
            return;
        }
        if (mean < low - 2 * std || mean > high + 2 * std) {
            Warnings.warn(
                    "mean is more than 2 std from [a, b] in nn.init.trunc_normal_. The distribution"
                            + " of values may be incorrect.");
        }
        try (TensorScope _ = new TensorScope()) {
            Tensor plain = tensor.detach();
            if (mass(high) - mass(low) > MIN_MASS) {
                fromNormal(plain);
            } else {
                requireFewDraws(tensor);
                fromUniform(plain);
            }
        }
    }

    // A uniform draw is accepted as often as the distribution's width goes into the interval, or
    // less.
    private void requireFewDraws(Tensor tensor) {
        double fromMean = Math.max(0, Math.max(low - mean, mean - high));
        double width = Math.min(Math.sqrt(2 * Math.PI) * std, std * std / fromMean);
        double draws = (high - low) / width;
        if (draws > MAX_DRAWS) {
            throw Checks.value(
                    String.format(
                            Locale.ROOT,
                            "[a, b] is too wide for the values between: each takes %.0e draws,"
                                    + " expected at most %.0e",
                            draws,
                            MAX_DRAWS),
                    "truncNormal_",
                    "tensor",
                    tensor,
                    "mean",
                    mean,
                    "std",
                    std,
                    "a",
                    low,
                    "b",
                    high);
        }
    }

    private double mass(double end) {
        try (Tensor x = Torch.tensor((end - mean) / std / Math.sqrt(2));
                Tensor erf = x.erf()) {
            return (1 + erf.item().doubleValue()) / 2;
        }
    }

    private void fromNormal(Tensor plain) {
        double from = rounded(plain, low);
        double to = rounded(plain, high);
        Tensor result = AtenN.normal_(plain, mean, std, generator);
        Tensor next = redrawn(result, from, to);
        while (next != result) {
            result = replaced(result, next, plain);
            next = redrawn(result, from, to);
        }
        if (result != plain) {
            plain.copy_(result);
        }
    }

    /** The values, those beyond the ends drawn anew, or the same tensor if there are none. */
    private Tensor redrawn(Tensor values, double from, double to) {
        try (TensorScope round = new TensorScope()) {
            Tensor outside = values.lt(from).bitwiseOr(values.gt(to));
            if (!isAny(outside)) {
                return values;
            }
            Tensor drawn = AtenN.normal_(Torch.emptyLike(values), mean, std, generator);
            return round.keep(AtenW.where_self(outside, drawn, values));
        }
    }

    /** The end in the tensor's dtype. */
    private static double rounded(Tensor plain, double end) {
        try (Tensor value = Torch.tensor(new double[] {end});
                Tensor cast = value.to(plain.dtype())) {
            return cast.item().doubleValue();
        }
    }

    private void fromUniform(Tensor plain) {
        double mode = Math.max(low, Math.min(mean, high));
        double standard = (mode - mean) / std;
        double logPeak = -0.5 * (standard * standard);
        Tensor candidates = Torch.emptyLike(plain);
        Tensor acceptance = Torch.emptyLike(plain);
        AtenU.uniform_(plain, low, high, generator);
        candidates.copy_(plain);
        Tensor pending = rejected(acceptance, logDensity(candidates, logPeak));
        Tensor result = plain;
        while (isAny(pending)) {
            try (TensorScope round = new TensorScope()) {
                AtenU.uniform_(candidates, low, high, generator);
                Tensor next = round.keep(AtenW.where_self(pending, candidates, result));
                Tensor again = rejected(acceptance, logDensity(candidates, logPeak));
                result = replaced(result, next, plain);
                pending =
                        replaced(
                                pending,
                                round.keep(AtenW.where_self(pending, again, pending)),
                                plain);
            }
        }
        if (result != plain) {
            plain.copy_(result);
        }
    }

    /**
     * The next round's tensor; what it takes the place of is freed, as there may be many rounds.
     */
    private static Tensor replaced(Tensor last, Tensor next, Tensor plain) {
        if (last != plain) {
            last.close();
        }
        return next;
    }

    private Tensor logDensity(Tensor values, double logPeak) {
        return values.sub_(mean).div_(std).pow_(2).mul_(-0.5).sub_(logPeak);
    }

    private Tensor rejected(Tensor acceptance, Tensor logDensity) {
        return AtenU.uniform_(acceptance, 0, 1, generator).log_().gt(logDensity);
    }

    private static boolean isAny(Tensor condition) {
        try (Tensor any = condition.any()) {
            return Checks.isTrue(any);
        }
    }
}
