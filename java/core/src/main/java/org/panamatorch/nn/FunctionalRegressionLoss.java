package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.internal.aten.AtenC;
import org.panamatorch.internal.aten.AtenH;
import org.panamatorch.internal.aten.AtenL;
import org.panamatorch.internal.aten.AtenM;
import org.panamatorch.internal.aten.AtenO;
import org.panamatorch.internal.aten.AtenP;
import org.panamatorch.internal.aten.AtenS;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.option.Reduction;

import java.util.Arrays;

/** Losses between numbers. */
abstract class FunctionalRegressionLoss extends FunctionalNormalization {
    FunctionalRegressionLoss() {}

    /**
     * The absolute differences: {@code |x - y|}.
     *
     * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
     *
     * @param input the input
     * @param target the targets
     * @return the loss
     * @throws org.panamatorch.TorchException if the weights have another shape than the input, or
     *     shapes do not broadcast
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.l1_loss.html">torch.nn.functional.l1_loss</a>
     */
    public static Tensor l1Loss(Tensor input, Tensor target) {
        return l1Loss(input, target, Reduction.MEAN, null);
    }

    /**
     * The absolute differences: {@code |x - y|}.
     *
     * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
     *
     * @param input the input
     * @param target the targets
     * @param reduction what to make of the elements' losses; the mean by default
     * @return the loss
     * @throws org.panamatorch.TorchException if the weights have another shape than the input, or
     *     shapes do not broadcast
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.l1_loss.html">torch.nn.functional.l1_loss</a>
     */
    public static Tensor l1Loss(Tensor input, Tensor target, Reduction reduction) {
        return l1Loss(input, target, reduction, null);
    }

    /**
     * The absolute differences: {@code |x - y|}.
     *
     * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
     *
     * @param input the input
     * @param target the targets
     * @param reduction what to make of the elements' losses; the mean by default
     * @param weight the weights of the elements, of the input's shape, or null
     * @return the loss
     * @throws org.panamatorch.TorchException if the weights have another shape than the input, or
     *     shapes do not broadcast
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.l1_loss.html">torch.nn.functional.l1_loss</a>
     */
    public static Tensor l1Loss(Tensor input, Tensor target, Reduction reduction, Tensor weight) {
        Checks.warnOfBroadcasting(input, target);
        try (TensorScope scope = new TensorScope()) {
            Tensor[] both = Checks.broadcast(input, target);
            return scope.keep(
                    weight == null
                            ? AtenL.l1_loss(both[0], both[1], Required.code("l1Loss", reduction))
                            : weighted(
                                    "l1Loss",
                                    both[0].sub(both[1]).abs(),
                                    input,
                                    weight,
                                    reduction,
                                    weight));
        }
    }

    /**
     * The squared differences: {@code (x - y)²}.
     *
     * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
     *
     * @param input the input
     * @param target the targets
     * @return the loss
     * @throws org.panamatorch.TorchException if the weights have another shape than the input, or
     *     shapes do not broadcast
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.mse_loss.html">torch.nn.functional.mse_loss</a>
     */
    public static Tensor mseLoss(Tensor input, Tensor target) {
        return mseLoss(input, target, Reduction.MEAN, null);
    }

    /**
     * The squared differences: {@code (x - y)²}.
     *
     * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
     *
     * @param input the input
     * @param target the targets
     * @param reduction what to make of the elements' losses; the mean by default
     * @return the loss
     * @throws org.panamatorch.TorchException if the weights have another shape than the input, or
     *     shapes do not broadcast
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.mse_loss.html">torch.nn.functional.mse_loss</a>
     */
    public static Tensor mseLoss(Tensor input, Tensor target, Reduction reduction) {
        return mseLoss(input, target, reduction, null);
    }

    /**
     * The squared differences: {@code (x - y)²}.
     *
     * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
     *
     * @param input the input
     * @param target the targets
     * @param reduction what to make of the elements' losses; the mean by default
     * @param weight the weights of the elements, of the input's shape, or null
     * @return the loss
     * @throws org.panamatorch.TorchException if the weights have another shape than the input, or
     *     shapes do not broadcast
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.mse_loss.html">torch.nn.functional.mse_loss</a>
     */
    public static Tensor mseLoss(Tensor input, Tensor target, Reduction reduction, Tensor weight) {
        Checks.warnOfBroadcasting(input, target);
        try (TensorScope scope = new TensorScope()) {
            Tensor[] both = Checks.broadcast(input, target);
            return scope.keep(
                    weight == null
                            ? AtenM.mse_loss(both[0], both[1], Required.code("mseLoss", reduction))
                            : weighted(
                                    "mseLoss",
                                    both[0].sub(both[1]).pow(2),
                                    input,
                                    weight,
                                    reduction,
                                    weight));
        }
    }

    /**
     * Half the squared difference over beta where the difference is less than beta, else the
     * absolute difference less half of beta.
     *
     * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
     *
     * @param input the input
     * @param target the targets
     * @return the loss
     * @throws org.panamatorch.TorchException if beta is negative, or shapes do not broadcast
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.smooth_l1_loss.html">torch.nn.functional.smooth_l1_loss</a>
     */
    public static Tensor smoothL1Loss(Tensor input, Tensor target) {
        return smoothL1Loss(input, target, Reduction.MEAN, 1.0);
    }

    /**
     * Half the squared difference over beta where the difference is less than beta, else the
     * absolute difference less half of beta.
     *
     * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
     *
     * @param input the input
     * @param target the targets
     * @param reduction what to make of the elements' losses; the mean by default
     * @return the loss
     * @throws org.panamatorch.TorchException if beta is negative, or shapes do not broadcast
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.smooth_l1_loss.html">torch.nn.functional.smooth_l1_loss</a>
     */
    public static Tensor smoothL1Loss(Tensor input, Tensor target, Reduction reduction) {
        return smoothL1Loss(input, target, reduction, 1.0);
    }

    /**
     * Half the squared difference over beta where the difference is less than beta, else the
     * absolute difference less half of beta.
     *
     * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
     *
     * @param input the input
     * @param target the targets
     * @param reduction what to make of the elements' losses; the mean by default
     * @param beta the difference where the square ends; 1 by default
     * @return the loss
     * @throws org.panamatorch.TorchException if beta is negative, or shapes do not broadcast
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.smooth_l1_loss.html">torch.nn.functional.smooth_l1_loss</a>
     */
    public static Tensor smoothL1Loss(
            Tensor input, Tensor target, Reduction reduction, double beta) {
        Checks.warnOfBroadcasting(input, target);
        try (TensorScope scope = new TensorScope()) {
            Tensor[] both = Checks.broadcast(input, target);
            return scope.keep(
                    beta == 0
                            ? AtenL.l1_loss(both[0], both[1], reduction.code())
                            : AtenS.smooth_l1_loss(
                                    both[0],
                                    both[1],
                                    Required.code("smoothL1Loss", reduction),
                                    beta));
        }
    }

    /**
     * Half the squared difference where the difference is less than delta, else delta times the
     * absolute difference less half of delta.
     *
     * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
     *
     * @param input the input
     * @param target the targets
     * @return the loss
     * @throws org.panamatorch.TorchException if delta is not positive, the weights have another
     *     shape than the input, or shapes do not broadcast
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.huber_loss.html">torch.nn.functional.huber_loss</a>
     */
    public static Tensor huberLoss(Tensor input, Tensor target) {
        return huberLoss(input, target, Reduction.MEAN, 1.0, null);
    }

    /**
     * Half the squared difference where the difference is less than delta, else delta times the
     * absolute difference less half of delta.
     *
     * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
     *
     * @param input the input
     * @param target the targets
     * @param reduction what to make of the elements' losses; the mean by default
     * @return the loss
     * @throws org.panamatorch.TorchException if delta is not positive, the weights have another
     *     shape than the input, or shapes do not broadcast
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.huber_loss.html">torch.nn.functional.huber_loss</a>
     */
    public static Tensor huberLoss(Tensor input, Tensor target, Reduction reduction) {
        return huberLoss(input, target, reduction, 1.0, null);
    }

    /**
     * Half the squared difference where the difference is less than delta, else delta times the
     * absolute difference less half of delta.
     *
     * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
     *
     * @param input the input
     * @param target the targets
     * @param reduction what to make of the elements' losses; the mean by default
     * @param delta the difference where the square ends; 1 by default
     * @return the loss
     * @throws org.panamatorch.TorchException if delta is not positive, the weights have another
     *     shape than the input, or shapes do not broadcast
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.huber_loss.html">torch.nn.functional.huber_loss</a>
     */
    public static Tensor huberLoss(Tensor input, Tensor target, Reduction reduction, double delta) {
        return huberLoss(input, target, reduction, delta, null);
    }

    /**
     * Half the squared difference where the difference is less than delta, else delta times the
     * absolute difference less half of delta.
     *
     * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
     *
     * @param input the input
     * @param target the targets
     * @param reduction what to make of the elements' losses; the mean by default
     * @param delta the difference where the square ends; 1 by default
     * @param weight the weights of the elements, of the input's shape, or null
     * @return the loss
     * @throws org.panamatorch.TorchException if delta is not positive, the weights have another
     *     shape than the input, or shapes do not broadcast
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.huber_loss.html">torch.nn.functional.huber_loss</a>
     */
    public static Tensor huberLoss(
            Tensor input, Tensor target, Reduction reduction, double delta, Tensor weight) {
        Checks.warnOfBroadcasting(input, target);
        try (TensorScope scope = new TensorScope()) {
            Tensor[] both = Checks.broadcast(input, target);
            return scope.keep(
                    weight == null
                            ? AtenH.huber_loss(
                                    both[0], both[1], Required.code("huberLoss", reduction), delta)
                            : weighted(
                                    "huberLoss",
                                    AtenH.huber_loss(
                                            both[0], both[1], Reduction.NONE.code(), delta),
                                    input,
                                    weight,
                                    reduction,
                                    null));
        }
    }

    /**
     * The negative log likelihood of counts under a Poisson distribution.
     *
     * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
     *
     * @param input the rates, or their logarithms
     * @param target the counts
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.poisson_nll_loss.html">torch.nn.functional.poisson_nll_loss</a>
     */
    public static Tensor poissonNllLoss(Tensor input, Tensor target) {
        return poissonNllLoss(input, target, true, false, 1e-8, Reduction.MEAN);
    }

    /**
     * The negative log likelihood of counts under a Poisson distribution.
     *
     * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
     *
     * @param input the rates, or their logarithms
     * @param target the counts
     * @param logInput whether the input is logarithms; yes by default
     * @param full whether to add Stirling's approximation of the target's term; no by default
     * @param eps what is added to the rate before its logarithm is taken; 1e-8 by default
     * @param reduction what to make of the elements' losses; the mean by default
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.poisson_nll_loss.html">torch.nn.functional.poisson_nll_loss</a>
     */
    public static Tensor poissonNllLoss(
            Tensor input,
            Tensor target,
            boolean logInput,
            boolean full,
            double eps,
            Reduction reduction) {
        Checks.plainReduction("poissonNllLoss", reduction);
        return AtenP.poisson_nll_loss(
                input, target, logInput, full, eps, Required.code("poissonNllLoss", reduction));
    }

    /**
     * The negative log likelihood under a normal distribution.
     *
     * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
     *
     * @param input the means
     * @param target the targets
     * @param var the variances, of the same shape, or with 1 instead of one size, or without the
     *     last dimension
     * @return the loss
     * @throws org.panamatorch.TorchException if a variance is negative, or shapes do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.gaussian_nll_loss.html">torch.nn.functional.gaussian_nll_loss</a>
     */
    public static Tensor gaussianNllLoss(Tensor input, Tensor target, Tensor var) {
        return gaussianNllLoss(input, target, var, false, 1e-6, Reduction.MEAN);
    }

    /**
     * The negative log likelihood under a normal distribution.
     *
     * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
     *
     * @param input the means
     * @param target the targets
     * @param var the variances, of the same shape, or with 1 instead of one size, or without the
     *     last dimension
     * @param full whether to add the constant term; no by default
     * @return the loss
     * @throws org.panamatorch.TorchException if a variance is negative, or shapes do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.gaussian_nll_loss.html">torch.nn.functional.gaussian_nll_loss</a>
     */
    public static Tensor gaussianNllLoss(Tensor input, Tensor target, Tensor var, boolean full) {
        return gaussianNllLoss(input, target, var, full, 1e-6, Reduction.MEAN);
    }

    /**
     * The negative log likelihood under a normal distribution.
     *
     * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
     *
     * @param input the means
     * @param target the targets
     * @param var the variances, of the same shape, or with 1 instead of one size, or without the
     *     last dimension
     * @param full whether to add the constant term; no by default
     * @param eps what the variance is at least; 1e-6 by default
     * @param reduction what to make of the elements' losses; the mean by default
     * @return the loss
     * @throws org.panamatorch.TorchException if a variance is negative, or shapes do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.gaussian_nll_loss.html">torch.nn.functional.gaussian_nll_loss</a>
     */
    public static Tensor gaussianNllLoss(
            Tensor input,
            Tensor target,
            Tensor var,
            boolean full,
            double eps,
            Reduction reduction) {
        try (TensorScope scope = new TensorScope()) {
            if (Checks.any(Required.tensor("gaussianNllLoss", "var", var).lt(0))) {
                throw Checks.value(
                        "var has negative entry/entries",
                        "gaussianNllLoss",
                        "input",
                        input,
                        "target",
                        target,
                        "var",
                        var);
            }
            return scope.keep(
                    gaussian(input, target, Checks.variances(input, var), full, eps, reduction));
        }
    }

    /**
     * The negative log likelihood under a normal distribution with one variance.
     *
     * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
     *
     * @param input the means
     * @param target the targets
     * @param var the variance
     * @return the loss
     * @throws org.panamatorch.TorchException if the variance is negative, or shapes do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.gaussian_nll_loss.html">torch.nn.functional.gaussian_nll_loss</a>
     */
    public static Tensor gaussianNllLoss(Tensor input, Tensor target, double var) {
        return gaussianNllLoss(input, target, var, false, 1e-6, Reduction.MEAN);
    }

    /**
     * The negative log likelihood under a normal distribution with one variance.
     *
     * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
     *
     * @param input the means
     * @param target the targets
     * @param var the variance
     * @param full whether to add the constant term; no by default
     * @return the loss
     * @throws org.panamatorch.TorchException if the variance is negative, or shapes do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.gaussian_nll_loss.html">torch.nn.functional.gaussian_nll_loss</a>
     */
    public static Tensor gaussianNllLoss(Tensor input, Tensor target, double var, boolean full) {
        return gaussianNllLoss(input, target, var, full, 1e-6, Reduction.MEAN);
    }

    /**
     * The negative log likelihood under a normal distribution with one variance.
     *
     * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
     *
     * @param input the means
     * @param target the targets
     * @param var the variance
     * @param full whether to add the constant term; no by default
     * @param eps what the variance is at least; 1e-6 by default
     * @param reduction what to make of the elements' losses; the mean by default
     * @return the loss
     * @throws org.panamatorch.TorchException if the variance is negative, or shapes do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.gaussian_nll_loss.html">torch.nn.functional.gaussian_nll_loss</a>
     */
    public static Tensor gaussianNllLoss(
            Tensor input,
            Tensor target,
            double var,
            boolean full,
            double eps,
            Reduction reduction) {
        if (var < 0) {
            throw Checks.value(
                    "var has negative entry/entries",
                    "gaussianNllLoss",
                    "input",
                    input,
                    "target",
                    target,
                    "var",
                    var);
        }
        try (TensorScope scope = new TensorScope()) {
            Tensor variances = AtenO.ones_like(input, null, null, null, null, null).mul(var);
            return scope.keep(gaussian(input, target, variances, full, eps, reduction));
        }
    }

    private static Tensor weighted(
            String operation,
            Tensor losses,
            Tensor input,
            Tensor weight,
            Reduction reduction,
            Tensor divisor) {
        if (!Arrays.equals(weight.sizes(), input.sizes())) {
            throw Checks.value(
                    "Weights and input must have the same size.",
                    operation,
                    "input",
                    input,
                    "weight",
                    weight);
        }
        Tensor weighted = losses.mul(weight);
        return switch (Required.present(operation, "reduction", reduction, "a reduction")) {
            case NONE -> weighted;
            case SUM -> weighted.sum();
            case MEAN -> divisor == null ? weighted.mean() : weighted.sum().div(divisor.sum());
            case BATCHMEAN ->
                    throw Checks.value(
                            "Invalid reduction mode: "
                                    + reduction
                                    + ". Expected one of 'none', 'mean', 'sum'.",
                            operation,
                            "input",
                            input,
                            "reduction",
                            reduction);
        };
    }

    private static Tensor gaussian(
            Tensor input,
            Tensor target,
            Tensor var,
            boolean full,
            double eps,
            Reduction reduction) {
        Tensor variances = var.clone();
        // Autograd does not record the cut, as in Python.
        AtenC.clamp_(variances.detach(), eps, null);
        Tensor loss = variances.log().add(input.sub(target).pow(2).div(variances)).mul(0.5);
        if (full) {
            loss.add_(0.5 * Math.log(2 * Math.PI));
        }
        return reduced("gaussianNllLoss", loss, reduction);
    }

    static Tensor reduced(String operation, Tensor loss, Reduction reduction) {
        return switch (Required.present(operation, "reduction", reduction, "a reduction")) {
            case NONE -> loss;
            case SUM -> loss.sum();
            case MEAN -> loss.mean();
            case BATCHMEAN ->
                    throw Checks.value(
                            reduction + " is not valid", operation, "reduction", reduction);
        };
    }
}
