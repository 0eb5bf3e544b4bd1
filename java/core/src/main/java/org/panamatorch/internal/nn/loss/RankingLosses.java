package org.panamatorch.internal.nn.loss;

import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.internal.aten.AtenC;
import org.panamatorch.internal.aten.AtenH;
import org.panamatorch.internal.aten.AtenL;
import org.panamatorch.internal.aten.AtenM;
import org.panamatorch.internal.aten.AtenP;
import org.panamatorch.internal.aten.AtenR;
import org.panamatorch.internal.aten.AtenS;
import org.panamatorch.internal.aten.AtenT;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.declare.AsModule;
import org.panamatorch.internal.declare.Facade;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.loss.LossSpecs.CosineEmbeddingLossSpec;
import org.panamatorch.internal.nn.loss.LossSpecs.HingeEmbeddingLossSpec;
import org.panamatorch.internal.nn.loss.LossSpecs.MarginRankingLossSpec;
import org.panamatorch.internal.nn.loss.LossSpecs.MultiLabelSoftMarginLossSpec;
import org.panamatorch.internal.nn.loss.LossSpecs.MultiMarginLossSpec;
import org.panamatorch.internal.nn.loss.LossSpecs.ReductionSpec;
import org.panamatorch.internal.nn.loss.LossSpecs.TripletMarginLossSpec;
import org.panamatorch.internal.nn.loss.LossSpecs.TripletMarginWithDistanceLossSpec;
import org.panamatorch.nn.BinaryLayer;

/** Losses between scores, distances and ranks. */
@Facade("org.panamatorch.nn.Functional")
public final class RankingLosses {
    private RankingLosses() {}

    /**
     * The margin ranking loss: {@code max(0, -y (x₁ - x₂) + margin)}.
     *
     * <p>Shapes: inputs and target (*); output a scalar, or (*) without reduction.
     *
     * @param input1 the first input
     * @param input2 the second input
     * @param target 1 where the first shall be greater, else -1
     * @return the loss
     * @throws org.panamatorch.TorchException if the numbers of dimensions differ
     */
    @AsModule("MarginRankingLoss")
    public static Tensor marginRankingLoss(
            Tensor input1, Tensor input2, Tensor target, MarginRankingLossSpec options) {
        Required.tensor("marginRankingLoss", "input1", input1);
        Required.tensor("marginRankingLoss", "input2", input2);
        Required.tensor("marginRankingLoss", "target", target);
        if (input1.dim() != input2.dim() || input1.dim() != target.dim()) {
            throw Checks.runtime(
                    "margin_ranking_loss : All input tensors should have same dimension but got"
                            + " sizes: input1: "
                            + input1.shape()
                            + ", input2: "
                            + input2.shape()
                            + ", target: "
                            + target.shape()
                            + " ",
                    "marginRankingLoss",
                    "input1",
                    input1,
                    "input2",
                    input2,
                    "target",
                    target);
        }
        return AtenM.margin_ranking_loss(
                input1, input2, target, options.margin(), options.reduction().code());
    }

    /**
     * The input where the target is 1, and {@code max(0, margin - x)} where it is -1.
     *
     * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
     *
     * @param input distances
     * @param target 1 or -1
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     */
    @AsModule("HingeEmbeddingLoss")
    public static Tensor hingeEmbeddingLoss(
            Tensor input, Tensor target, HingeEmbeddingLossSpec options) {
        return AtenH.hinge_embedding_loss(
                input, target, options.margin(), options.reduction().code());
    }

    /**
     * The hinge loss between scores and several classes each.
     *
     * <p>Shapes: input and target (N, C) or (C); output a scalar, or (N) or () without reduction.
     *
     * @param input scores
     * @param target classes, of which those up to the first negative number count
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     */
    @AsModule("MultiLabelMarginLoss")
    public static Tensor multilabelMarginLoss(Tensor input, Tensor target, ReductionSpec options) {
        return AtenM.multilabel_margin_loss(input, target, options.reduction().code());
    }

    /**
     * The logistic loss: {@code log(1 + e^(-y x))}.
     *
     * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
     *
     * @param input the input
     * @param target 1 or -1
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     */
    @AsModule("SoftMarginLoss")
    public static Tensor softMarginLoss(Tensor input, Tensor target, ReductionSpec options) {
        return AtenS.soft_margin_loss(input, target, options.reduction().code());
    }

    /**
     * The mean over the classes of the cross entropy between sigmoids and several classes each.
     *
     * <p>Shapes: input and target (N, C) or (C); output a scalar, or (N) or () without reduction.
     *
     * @param input logits
     * @param target 0 or 1
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     */
    @AsModule("MultiLabelSoftMarginLoss")
    public static Tensor multilabelSoftMarginLoss(
            Tensor input, Tensor target, MultiLabelSoftMarginLossSpec options) {
        try (TensorScope scope = new TensorScope()) {
            Tensor negated = Required.tensor("multilabelSoftMarginLoss", "input", input).neg();
            Tensor loss =
                    Required.tensor("multilabelSoftMarginLoss", "target", target)
                            .mul(AtenL.log_sigmoid(input))
                            .add(AtenR.rsub_Scalar(target, 1, 1).mul(AtenL.log_sigmoid(negated)))
                            .neg();
            if (options.weight() != null) {
                loss = loss.mul(options.weight());
            }
            int classes = input.dim() - 1;
            loss = loss.sum(classes).div(input.size(classes));
            return scope.keep(
                    RegressionLosses.reduced(
                            "multilabelSoftMarginLoss", loss, options.reduction()));
        }
    }

    /**
     * One minus the cosine where the target is 1, and {@code max(0, cos - margin)} where it is -1.
     *
     * <p>Shapes: inputs (N, D) or (D), target (N) or (); output a scalar, or (N) or () without
     * reduction.
     *
     * @param input1 the first input
     * @param input2 the second input
     * @param target 1 or -1
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     */
    @AsModule("CosineEmbeddingLoss")
    public static Tensor cosineEmbeddingLoss(
            Tensor input1, Tensor input2, Tensor target, CosineEmbeddingLossSpec options) {
        return AtenC.cosine_embedding_loss(
                input1, input2, target, options.margin(), options.reduction().code());
    }

    /**
     * The hinge loss between scores and a class each.
     *
     * <p>Shapes: input (N, C) or (C), target (N) or (); output a scalar, or (N) or () without
     * reduction.
     *
     * @param input scores
     * @param target classes
     * @return the loss
     * @throws org.panamatorch.TorchException if the exponent is another, or shapes do not fit
     */
    @AsModule("MultiMarginLoss")
    public static Tensor multiMarginLoss(Tensor input, Tensor target, MultiMarginLossSpec options) {
        if (options.p() != 1 && options.p() != 2) {
            throw Checks.value(
                    "only p == 1 and p == 2 supported", "multiMarginLoss", "p", options.p());
        }
        if (options.weight() != null && options.weight().dim() != 1) {
            throw Checks.value(
                    "weight must be one-dimensional",
                    "multiMarginLoss",
                    "weight",
                    options.weight());
        }
        return AtenM.multi_margin_loss(
                input,
                target,
                options.p(),
                options.margin(),
                options.weight(),
                options.reduction().code());
    }

    /**
     * The triplet loss: {@code max(0, d(a, p) - d(a, n) + margin)}, small where an anchor is nearer
     * to the positive example than to the negative one by the margin.
     *
     * <p>Shapes: anchor, positive and negative (N, D) or (D); output a scalar, or (N) or () without
     * reduction.
     *
     * @param anchor the examples
     * @param positive examples like them
     * @param negative examples unlike them
     * @return the loss
     * @throws org.panamatorch.TorchException if the margin is not positive, or shapes do not fit
     */
    @AsModule("TripletMarginLoss")
    public static Tensor tripletMarginLoss(
            Tensor anchor, Tensor positive, Tensor negative, TripletMarginLossSpec options) {
        Checks.positiveMargin("tripletMarginLoss", options.margin().doubleValue(), anchor);
        return AtenT.triplet_margin_loss(
                anchor,
                positive,
                negative,
                options.margin().doubleValue(),
                options.p(),
                options.eps(),
                options.swap(),
                options.reduction().code());
    }

    /**
     * The triplet loss with any distance: {@code max(0, d(a, p) - d(a, n) + margin)}.
     *
     * <p>Shapes: anchor, positive and negative (N, *) or (*); output a scalar, or what the distance
     * makes without reduction.
     *
     * @param anchor the examples
     * @param positive examples like them
     * @param negative examples unlike them
     * @return the loss
     * @throws org.panamatorch.TorchException if the margin is not positive, or shapes do not fit
     */
    public static Tensor tripletMarginWithDistanceLoss(
            Tensor anchor,
            Tensor positive,
            Tensor negative,
            TripletMarginWithDistanceLossSpec options) {
        Checks.plainReduction("tripletMarginWithDistanceLoss", options.reduction());
        Checks.positiveMargin(
                "tripletMarginWithDistanceLoss", options.margin().doubleValue(), anchor);
        Checks.sameTripletDims("tripletMarginWithDistanceLoss", anchor, positive, negative);
        BinaryLayer given =
                options.distanceFunction() != null
                        ? options.distanceFunction()
                        : RankingLosses::pairwise;
        BinaryLayer distance =
                (x1, x2) -> {
                    Tensor result = given.call(x1, x2);
                    Arguments.requireResult(
                            result,
                            "tripletMarginWithDistanceLoss",
                            "distanceFunction",
                            "a tensor");
                    return result;
                };
        Tensor near = distance.call(anchor, positive);
        Tensor far = distance.call(anchor, negative);
        if (options.swap()) {
            far = far.minimum(distance.call(positive, negative));
        }
        Tensor loss = near.add(options.margin().doubleValue()).sub(far).clampMin(0);
        return RegressionLosses.reduced("tripletMarginWithDistanceLoss", loss, options.reduction());
    }

    private static Tensor pairwise(Tensor x1, Tensor x2) {
        return AtenP.pairwise_distance(x1, x2, 2.0, 1e-6, false);
    }
}
