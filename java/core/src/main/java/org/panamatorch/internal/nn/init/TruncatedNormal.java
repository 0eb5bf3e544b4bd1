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

/** Draws from a normal distribution between two ends, by rejection, as Python does. */
final class TruncatedNormal {
    // Where fewer draws of the plain distribution lie between the ends, uniform ones are rejected
    // less often.
    private static final double MIN_MASS = 0.3;

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
                fromUniform(plain);
            }
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
        while (true) {
            Tensor outside = result.lt(from).bitwiseOr(result.gt(to));
            if (!isAny(outside)) {
                break;
            }
            Tensor drawn = AtenN.normal_(Torch.emptyLike(result), mean, std, generator);
            result = AtenW.where_self(outside, drawn, result);
        }
        if (result != plain) {
            plain.copy_(result);
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
            AtenU.uniform_(candidates, low, high, generator);
            result = AtenW.where_self(pending, candidates, result);
            pending =
                    AtenW.where_self(
                            pending,
                            rejected(acceptance, logDensity(candidates, logPeak)),
                            pending);
        }
        if (result != plain) {
            plain.copy_(result);
        }
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
