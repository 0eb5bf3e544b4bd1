package org.panamatorch.internal.nn.loss;

import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.internal.aten.AtenC;
import org.panamatorch.internal.aten.AtenH;
import org.panamatorch.internal.aten.AtenL;
import org.panamatorch.internal.aten.AtenM;
import org.panamatorch.internal.aten.AtenO;
import org.panamatorch.internal.aten.AtenP;
import org.panamatorch.internal.aten.AtenS;
import org.panamatorch.internal.declare.AsModule;
import org.panamatorch.internal.declare.Facade;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.loss.LossSpecs.GaussianNLLLossSpec;
import org.panamatorch.internal.nn.loss.LossSpecs.HuberLossFuncSpec;
import org.panamatorch.internal.nn.loss.LossSpecs.HuberLossSpec;
import org.panamatorch.internal.nn.loss.LossSpecs.PoissonNLLLossSpec;
import org.panamatorch.internal.nn.loss.LossSpecs.ReductionSpec;
import org.panamatorch.internal.nn.loss.LossSpecs.SmoothL1LossSpec;
import org.panamatorch.internal.nn.loss.LossSpecs.WeightedLossFuncSpec;
import org.panamatorch.option.Reduction;

import java.util.Arrays;
import java.util.function.BinaryOperator;

/** Losses between numbers. */
@Facade("org.panamatorch.nn.Functional")
public final class RegressionLosses {
    private RegressionLosses() {}

    /**
     * The absolute differences: {@code |x - y|}.
     *
     * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
     *
     * @param input the input
     * @param target the targets
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes do not broadcast, or weights have another
     *     shape than the input
     */
    @AsModule(value = "L1Loss", options = ReductionSpec.class)
    public static Tensor l1Loss(Tensor input, Tensor target, WeightedLossFuncSpec options) {
        return broadcast(
                input,
                target,
                (x, y) ->
                        options.weight() == null
                                ? AtenL.l1_loss(x, y, options.reduction().code())
                                : weighted(
                                        "l1Loss",
                                        x.sub(y).abs(),
                                        input,
                                        options.weight(),
                                        options.reduction(),
                                        options.weight()));
    }

    /**
     * The squared differences: {@code (x - y)²}.
     *
     * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
     *
     * @param input the input
     * @param target the targets
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes do not broadcast, or weights have another
     *     shape than the input
     */
    @AsModule(value = "MSELoss", options = ReductionSpec.class)
    public static Tensor mseLoss(Tensor input, Tensor target, WeightedLossFuncSpec options) {
        return broadcast(
                input,
                target,
                (x, y) ->
                        options.weight() == null
                                ? AtenM.mse_loss(x, y, options.reduction().code())
                                : weighted(
                                        "mseLoss",
                                        x.sub(y).pow(2),
                                        input,
                                        options.weight(),
                                        options.reduction(),
                                        options.weight()));
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
     */
    @AsModule("SmoothL1Loss")
    public static Tensor smoothL1Loss(Tensor input, Tensor target, SmoothL1LossSpec options) {
        return broadcast(
                input,
                target,
                (x, y) ->
                        options.beta() == 0
                                ? AtenL.l1_loss(x, y, options.reduction().code())
                                : AtenS.smooth_l1_loss(
                                        x, y, options.reduction().code(), options.beta()));
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
     */
    @AsModule(value = "HuberLoss", options = HuberLossSpec.class)
    public static Tensor huberLoss(Tensor input, Tensor target, HuberLossFuncSpec options) {
        return broadcast(
                input,
                target,
                (x, y) ->
                        options.weight() == null
                                ? AtenH.huber_loss(
                                        x, y, options.reduction().code(), options.delta())
                                : weighted(
                                        "huberLoss",
                                        AtenH.huber_loss(
                                                x, y, Reduction.NONE.code(), options.delta()),
                                        input,
                                        options.weight(),
                                        options.reduction(),
                                        null));
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
     */
    @AsModule("PoissonNLLLoss")
    public static Tensor poissonNllLoss(Tensor input, Tensor target, PoissonNLLLossSpec options) {
        Checks.plainReduction("poissonNllLoss", options.reduction());
        return AtenP.poisson_nll_loss(
                input,
                target,
                options.logInput(),
                options.full(),
                options.eps(),
                options.reduction().code());
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
     */
    public static Tensor gaussianNllLoss(
            Tensor input, Tensor target, Tensor var, GaussianNLLLossSpec options) {
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
                    gaussian(
                            input,
                            target,
                            Checks.variances(input, var),
                            options.full(),
                            options.eps(),
                            options.reduction()));
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
     */
    public static Tensor gaussianNllLoss(
            Tensor input, Tensor target, double var, GaussianNLLLossSpec options) {
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
            return scope.keep(
                    gaussian(
                            input,
                            target,
                            variances,
                            options.full(),
                            options.eps(),
                            options.reduction()));
        }
    }

    /** A loss between two tensors as large as each other. */
    private static Tensor broadcast(Tensor input, Tensor target, BinaryOperator<Tensor> loss) {
        Checks.warnOfBroadcasting(input, target);
        try (TensorScope scope = new TensorScope()) {
            Tensor[] both = Checks.broadcast(input, target);
            return scope.keep(loss.apply(both[0], both[1]));
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
