package org.panamatorch.internal.optim;

import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.print.PythonFormat;

import java.util.List;
import java.util.Set;

/** The checks of Python's optimizers, with its texts. */
final class Refusals {
    // Where a step may be captured; the last one has XLA besides.
    private static final List<String> CAPTURABLE = List.of("cuda", "xpu", "hpu", "privateuseone");
    private static final List<String> FUSED =
            List.of("mps", "cuda", "xpu", "hpu", "cpu", "mtia", "privateuseone");

    private Refusals() {}

    static TorchException value(String text) {
        return new TorchException(Kind.VALUE, text);
    }

    static TorchException runtime(String text) {
        return new TorchException(Kind.RUNTIME, text);
    }

    /** Python's {@code if not condition: raise ValueError(text + value)}. */
    static void require(boolean condition, String text, double value) {
        if (!condition) {
            throw value(text + PythonFormat.repr(value));
        }
    }

    /** A learning rate that is a tensor has one element. */
    static void requireOne(Hyper lr) {
        if (lr.isTensor() && lr.tensor().numel() != 1) {
            throw value("Tensor lr must be 1-element");
        }
    }

    /** A learning rate is one number that is not negative. */
    static void requireRate(Hyper lr, String text) {
        requireOne(lr);
        if (!(lr.number() >= 0)) {
            throw value(text + PythonFormat.repr(lr.value()));
        }
    }

    static void requireBetas(double[] betas) {
        requireCount("betas", betas.length, 2);
        for (int i = 0; i < betas.length; i++) {
            require(
                    betas[i] >= 0 && betas[i] < 1,
                    "Invalid beta parameter at index " + i + ": ",
                    betas[i]);
        }
    }

    static void requireCount(String option, int count, int expected) {
        if (count != expected) {
            throw value("argument '" + option + "' has " + count + " numbers, not " + expected);
        }
    }

    static void requireOneImplementation(Boolean fused, Boolean foreach, boolean differentiable) {
        if (fused != null && fused) {
            if (differentiable) {
                throw runtime("`fused` does not support `differentiable`");
            }
            if (foreach != null && foreach) {
                throw runtime("`fused` and `foreach` cannot be `True` together.");
            }
        }
    }

    static void requireFusable(Tensor parameter) {
        String type = Steps.deviceType(parameter);
        if (!parameter.isFloatingPoint() || !FUSED.contains(type)) {
            throw runtime(
                    "`fused=True` requires all the params to be floating point Tensors of"
                            + " supported devices: "
                            + PythonFormat.repr(FUSED)
                            + " but "
                            + parameter.dtype()
                            + " and "
                            + type);
        }
    }

    /** A step that may be captured keeps everything on a device that captures. */
    static void requireCapturable(
            boolean capturable, Trained each, String what, boolean single, String... kept) {
        if (!capturable) {
            return;
        }
        String type = Steps.deviceType(each.parameter());
        boolean together =
                Set.of(kept).stream()
                        .allMatch(name -> Steps.deviceType(each.kept(name)).equals(type));
        if (!together || !(CAPTURABLE.contains(type) || single && type.equals("xla"))) {
            StringBuilder devices = new StringBuilder(PythonFormat.repr(CAPTURABLE));
            if (single) {
                devices.insert(devices.length() - 1, ", 'xla'");
            }
            throw value(
                    "If capturable=True, "
                            + what
                            + " must be on supported devices: "
                            + devices
                            + ".");
        }
    }

    static void requireUndifferentiable(boolean differentiable) {
        if (differentiable) {
            throw value("_foreach ops don't support autograd");
        }
    }
}
