package org.panamatorch.nn;

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
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.option.Reduction;

import java.util.function.BinaryOperator;

/** Losses with a margin. */
abstract class FunctionalRankingLoss extends FunctionalLinearCrossEntropy {
    FunctionalRankingLoss() {}

    /**
     * What a ranking lacks: {@code max(0, -y (x₁ - x₂) + margin)}.
     *
     * <p>Shapes: inputs and target (*); output a scalar, or (*) without reduction.
     *
     * @param input1 the first input
     * @param input2 the second input
     * @param target 1 where the first shall be greater, else -1
     * @return the loss
     * @throws org.panamatorch.TorchException if the numbers of dimensions differ
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.margin_ranking_loss.html">torch.nn.functional.margin_ranking_loss</a>
     */
    public static Tensor marginRankingLoss(Tensor input1, Tensor input2, Tensor target) {
        return marginRankingLoss(input1, input2, target, 0.0, Reduction.MEAN);
    }

    /**
     * What a ranking lacks: {@code max(0, -y (x₁ - x₂) + margin)}.
     *
     * <p>Shapes: inputs and target (*); output a scalar, or (*) without reduction.
     *
     * @param input1 the first input
     * @param input2 the second input
     * @param target 1 where the first shall be greater, else -1
     * @param margin by how much; 0 by default
     * @return the loss
     * @throws org.panamatorch.TorchException if the numbers of dimensions differ
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.margin_ranking_loss.html">torch.nn.functional.margin_ranking_loss</a>
     */
    public static Tensor marginRankingLoss(
            Tensor input1, Tensor input2, Tensor target, double margin) {
        return marginRankingLoss(input1, input2, target, margin, Reduction.MEAN);
    }

    /**
     * What a ranking lacks: {@code max(0, -y (x₁ - x₂) + margin)}.
     *
     * <p>Shapes: inputs and target (*); output a scalar, or (*) without reduction.
     *
     * @param input1 the first input
     * @param input2 the second input
     * @param target 1 where the first shall be greater, else -1
     * @param margin by how much; 0 by default
     * @param reduction what to make of the elements' losses; the mean by default
     * @return the loss
     * @throws org.panamatorch.TorchException if the numbers of dimensions differ
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.margin_ranking_loss.html">torch.nn.functional.margin_ranking_loss</a>
     */
    public static Tensor marginRankingLoss(
            Tensor input1, Tensor input2, Tensor target, double margin, Reduction reduction) {
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
                input1, input2, target, margin, Required.code("marginRankingLoss", reduction));
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
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.hinge_embedding_loss.html">torch.nn.functional.hinge_embedding_loss</a>
     */
    public static Tensor hingeEmbeddingLoss(Tensor input, Tensor target) {
        return hingeEmbeddingLoss(input, target, 1.0, Reduction.MEAN);
    }

    /**
     * The input where the target is 1, and {@code max(0, margin - x)} where it is -1.
     *
     * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
     *
     * @param input distances
     * @param target 1 or -1
     * @param margin the margin; 1 by default
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.hinge_embedding_loss.html">torch.nn.functional.hinge_embedding_loss</a>
     */
    public static Tensor hingeEmbeddingLoss(Tensor input, Tensor target, double margin) {
        return hingeEmbeddingLoss(input, target, margin, Reduction.MEAN);
    }

    /**
     * The input where the target is 1, and {@code max(0, margin - x)} where it is -1.
     *
     * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
     *
     * @param input distances
     * @param target 1 or -1
     * @param margin the margin; 1 by default
     * @param reduction what to make of the elements' losses; the mean by default
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.hinge_embedding_loss.html">torch.nn.functional.hinge_embedding_loss</a>
     */
    public static Tensor hingeEmbeddingLoss(
            Tensor input, Tensor target, double margin, Reduction reduction) {
        return AtenH.hinge_embedding_loss(
                input, target, margin, Required.code("hingeEmbeddingLoss", reduction));
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
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.multilabel_margin_loss.html">torch.nn.functional.multilabel_margin_loss</a>
     */
    public static Tensor multilabelMarginLoss(Tensor input, Tensor target) {
        return multilabelMarginLoss(input, target, Reduction.MEAN);
    }

    /**
     * The hinge loss between scores and several classes each.
     *
     * <p>Shapes: input and target (N, C) or (C); output a scalar, or (N) or () without reduction.
     *
     * @param input scores
     * @param target classes, of which those up to the first negative number count
     * @param reduction what to make of the elements' losses; the mean by default
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.multilabel_margin_loss.html">torch.nn.functional.multilabel_margin_loss</a>
     */
    public static Tensor multilabelMarginLoss(Tensor input, Tensor target, Reduction reduction) {
        return AtenM.multilabel_margin_loss(
                input, target, Required.code("multilabelMarginLoss", reduction));
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
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.soft_margin_loss.html">torch.nn.functional.soft_margin_loss</a>
     */
    public static Tensor softMarginLoss(Tensor input, Tensor target) {
        return softMarginLoss(input, target, Reduction.MEAN);
    }

    /**
     * The logistic loss: {@code log(1 + e^(-y x))}.
     *
     * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
     *
     * @param input the input
     * @param target 1 or -1
     * @param reduction what to make of the elements' losses; the mean by default
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.soft_margin_loss.html">torch.nn.functional.soft_margin_loss</a>
     */
    public static Tensor softMarginLoss(Tensor input, Tensor target, Reduction reduction) {
        return AtenS.soft_margin_loss(input, target, Required.code("softMarginLoss", reduction));
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
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.multilabel_soft_margin_loss.html">torch.nn.functional.multilabel_soft_margin_loss</a>
     */
    public static Tensor multilabelSoftMarginLoss(Tensor input, Tensor target) {
        return multilabelSoftMarginLoss(input, target, null, Reduction.MEAN);
    }

    /**
     * The mean over the classes of the cross entropy between sigmoids and several classes each.
     *
     * <p>Shapes: input and target (N, C) or (C); output a scalar, or (N) or () without reduction.
     *
     * @param input logits
     * @param target 0 or 1
     * @param weight the weights of the classes, (C), or null
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.multilabel_soft_margin_loss.html">torch.nn.functional.multilabel_soft_margin_loss</a>
     */
    public static Tensor multilabelSoftMarginLoss(Tensor input, Tensor target, Tensor weight) {
        return multilabelSoftMarginLoss(input, target, weight, Reduction.MEAN);
    }

    /**
     * The mean over the classes of the cross entropy between sigmoids and several classes each.
     *
     * <p>Shapes: input and target (N, C) or (C); output a scalar, or (N) or () without reduction.
     *
     * @param input logits
     * @param target 0 or 1
     * @param weight the weights of the classes, (C), or null
     * @param reduction what to make of the elements' losses; the mean by default
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.multilabel_soft_margin_loss.html">torch.nn.functional.multilabel_soft_margin_loss</a>
     */
    public static Tensor multilabelSoftMarginLoss(
            Tensor input, Tensor target, Tensor weight, Reduction reduction) {
        try (TensorScope scope = new TensorScope()) {
            Tensor negated = Required.tensor("multilabelSoftMarginLoss", "input", input).neg();
            Tensor loss =
                    Required.tensor("multilabelSoftMarginLoss", "target", target)
                            .mul(AtenL.log_sigmoid(input))
                            .add(AtenR.rsub_Scalar(target, 1, 1).mul(AtenL.log_sigmoid(negated)))
                            .neg();
            if (weight != null) {
                loss = loss.mul(weight);
            }
            int classes = input.dim() - 1;
            loss = loss.sum(classes).div(input.size(classes));
            return scope.keep(
                    FunctionalRegressionLoss.reduced("multilabelSoftMarginLoss", loss, reduction));
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
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.cosine_embedding_loss.html">torch.nn.functional.cosine_embedding_loss</a>
     */
    public static Tensor cosineEmbeddingLoss(Tensor input1, Tensor input2, Tensor target) {
        return cosineEmbeddingLoss(input1, input2, target, 0.0, Reduction.MEAN);
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
     * @param margin the margin; 0 by default
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.cosine_embedding_loss.html">torch.nn.functional.cosine_embedding_loss</a>
     */
    public static Tensor cosineEmbeddingLoss(
            Tensor input1, Tensor input2, Tensor target, double margin) {
        return cosineEmbeddingLoss(input1, input2, target, margin, Reduction.MEAN);
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
     * @param margin the margin; 0 by default
     * @param reduction what to make of the elements' losses; the mean by default
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.cosine_embedding_loss.html">torch.nn.functional.cosine_embedding_loss</a>
     */
    public static Tensor cosineEmbeddingLoss(
            Tensor input1, Tensor input2, Tensor target, double margin, Reduction reduction) {
        return AtenC.cosine_embedding_loss(
                input1, input2, target, margin, Required.code("cosineEmbeddingLoss", reduction));
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
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.multi_margin_loss.html">torch.nn.functional.multi_margin_loss</a>
     */
    public static Tensor multiMarginLoss(Tensor input, Tensor target) {
        return multiMarginLoss(input, target, 1, 1.0, null, Reduction.MEAN);
    }

    /**
     * The hinge loss between scores and a class each.
     *
     * <p>Shapes: input (N, C) or (C), target (N) or (); output a scalar, or (N) or () without
     * reduction.
     *
     * @param input scores
     * @param target classes
     * @param p the exponent of each term, 1 or 2; 1 by default
     * @param margin the margin; 1 by default
     * @return the loss
     * @throws org.panamatorch.TorchException if the exponent is another, or shapes do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.multi_margin_loss.html">torch.nn.functional.multi_margin_loss</a>
     */
    public static Tensor multiMarginLoss(Tensor input, Tensor target, long p, double margin) {
        return multiMarginLoss(input, target, p, margin, null, Reduction.MEAN);
    }

    /**
     * The hinge loss between scores and a class each.
     *
     * <p>Shapes: input (N, C) or (C), target (N) or (); output a scalar, or (N) or () without
     * reduction.
     *
     * @param input scores
     * @param target classes
     * @param p the exponent of each term, 1 or 2; 1 by default
     * @param margin the margin; 1 by default
     * @param weight the weights of the classes, (C), or null
     * @param reduction what to make of the elements' losses; the mean by default
     * @return the loss
     * @throws org.panamatorch.TorchException if the exponent is another, or shapes do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.multi_margin_loss.html">torch.nn.functional.multi_margin_loss</a>
     */
    public static Tensor multiMarginLoss(
            Tensor input,
            Tensor target,
            long p,
            double margin,
            Tensor weight,
            Reduction reduction) {
        if (p != 1 && p != 2) {
            throw Checks.value("only p == 1 and p == 2 supported", "multiMarginLoss", "p", p);
        }
        if (weight != null && weight.dim() != 1) {
            throw Checks.value(
                    "weight must be one-dimensional", "multiMarginLoss", "weight", weight);
        }
        return AtenM.multi_margin_loss(input, target, p, margin, weight, reduction.code());
    }

    /**
     * What a distance to a like example lacks from one to an unlike: {@code max(0, d(a, p) - d(a,
     * n) + margin)}.
     *
     * <p>Shapes: anchor, positive and negative (N, D) or (D); output a scalar, or (N) or () without
     * reduction.
     *
     * @param anchor the examples
     * @param positive examples like them
     * @param negative examples unlike them
     * @return the loss
     * @throws org.panamatorch.TorchException if the margin is not positive, or shapes do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.triplet_margin_loss.html">torch.nn.functional.triplet_margin_loss</a>
     */
    public static Tensor tripletMarginLoss(Tensor anchor, Tensor positive, Tensor negative) {
        return tripletMarginLoss(anchor, positive, negative, 1.0, 2.0, 1e-6, false, Reduction.MEAN);
    }

    /**
     * What a distance to a like example lacks from one to an unlike: {@code max(0, d(a, p) - d(a,
     * n) + margin)}.
     *
     * <p>Shapes: anchor, positive and negative (N, D) or (D); output a scalar, or (N) or () without
     * reduction.
     *
     * @param anchor the examples
     * @param positive examples like them
     * @param negative examples unlike them
     * @param margin the margin; 1 by default
     * @return the loss
     * @throws org.panamatorch.TorchException if the margin is not positive, or shapes do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.triplet_margin_loss.html">torch.nn.functional.triplet_margin_loss</a>
     */
    public static Tensor tripletMarginLoss(
            Tensor anchor, Tensor positive, Tensor negative, double margin) {
        return tripletMarginLoss(
                anchor, positive, negative, margin, 2.0, 1e-6, false, Reduction.MEAN);
    }

    /**
     * What a distance to a like example lacks from one to an unlike: {@code max(0, d(a, p) - d(a,
     * n) + margin)}.
     *
     * <p>Shapes: anchor, positive and negative (N, D) or (D); output a scalar, or (N) or () without
     * reduction.
     *
     * @param anchor the examples
     * @param positive examples like them
     * @param negative examples unlike them
     * @param margin the margin; 1 by default
     * @param p the p of the norm; 2 by default
     * @param eps what is added to the differences; 1e-6 by default
     * @param swap whether the distance between the two others may take the place of that to the
     *     unlike one, if it is less; no by default
     * @param reduction what to make of the elements' losses; the mean by default
     * @return the loss
     * @throws org.panamatorch.TorchException if the margin is not positive, or shapes do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.triplet_margin_loss.html">torch.nn.functional.triplet_margin_loss</a>
     */
    public static Tensor tripletMarginLoss(
            Tensor anchor,
            Tensor positive,
            Tensor negative,
            double margin,
            double p,
            double eps,
            boolean swap,
            Reduction reduction) {
        Checks.positiveMargin("tripletMarginLoss", margin, anchor);
        return AtenT.triplet_margin_loss(
                anchor,
                positive,
                negative,
                margin,
                p,
                eps,
                swap,
                Required.code("tripletMarginLoss", reduction));
    }

    /**
     * What a distance to a like example lacks from one to an unlike: {@code max(0, d(a, p) - d(a,
     * n) + margin)}, with any distance.
     *
     * <p>Shapes: anchor, positive and negative (N, *) or (*); output a scalar, or what the distance
     * makes without reduction.
     *
     * @param anchor the examples
     * @param positive examples like them
     * @param negative examples unlike them
     * @return the loss
     * @throws org.panamatorch.TorchException if the margin is not positive, or shapes do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.triplet_margin_with_distance_loss.html">torch.nn.functional.triplet_margin_with_distance_loss</a>
     */
    public static Tensor tripletMarginWithDistanceLoss(
            Tensor anchor, Tensor positive, Tensor negative) {
        return tripletMarginWithDistanceLoss(
                anchor, positive, negative, null, 1.0, false, Reduction.MEAN);
    }

    /**
     * What a distance to a like example lacks from one to an unlike: {@code max(0, d(a, p) - d(a,
     * n) + margin)}, with any distance.
     *
     * <p>Shapes: anchor, positive and negative (N, *) or (*); output a scalar, or what the distance
     * makes without reduction.
     *
     * @param anchor the examples
     * @param positive examples like them
     * @param negative examples unlike them
     * @param distanceFunction the distance, or null for that of Euclid
     * @return the loss
     * @throws org.panamatorch.TorchException if the margin is not positive, or shapes do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.triplet_margin_with_distance_loss.html">torch.nn.functional.triplet_margin_with_distance_loss</a>
     */
    public static Tensor tripletMarginWithDistanceLoss(
            Tensor anchor,
            Tensor positive,
            Tensor negative,
            BinaryOperator<Tensor> distanceFunction) {
        return tripletMarginWithDistanceLoss(
                anchor, positive, negative, distanceFunction, 1.0, false, Reduction.MEAN);
    }

    /**
     * What a distance to a like example lacks from one to an unlike: {@code max(0, d(a, p) - d(a,
     * n) + margin)}, with any distance.
     *
     * <p>Shapes: anchor, positive and negative (N, *) or (*); output a scalar, or what the distance
     * makes without reduction.
     *
     * @param anchor the examples
     * @param positive examples like them
     * @param negative examples unlike them
     * @param distanceFunction the distance, or null for that of Euclid
     * @param margin the margin; 1 by default
     * @param swap whether the distance between the two others may take the place of that to the
     *     unlike one, if it is less; no by default
     * @param reduction what to make of the elements' losses; the mean by default
     * @return the loss
     * @throws org.panamatorch.TorchException if the margin is not positive, or shapes do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.triplet_margin_with_distance_loss.html">torch.nn.functional.triplet_margin_with_distance_loss</a>
     */
    public static Tensor tripletMarginWithDistanceLoss(
            Tensor anchor,
            Tensor positive,
            Tensor negative,
            BinaryOperator<Tensor> distanceFunction,
            double margin,
            boolean swap,
            Reduction reduction) {
        Checks.plainReduction("tripletMarginWithDistanceLoss", reduction);
        Checks.positiveMargin("tripletMarginWithDistanceLoss", margin, anchor);
        Checks.sameTripletDims("tripletMarginWithDistanceLoss", anchor, positive, negative);
        BinaryOperator<Tensor> given =
                distanceFunction != null ? distanceFunction : FunctionalRankingLoss::pairwise;
        BinaryOperator<Tensor> distance =
                (x1, x2) -> {
                    Tensor result = given.apply(x1, x2);
                    Arguments.requireResult(
                            result,
                            "tripletMarginWithDistanceLoss",
                            "distanceFunction",
                            "a tensor");
                    return result;
                };
        Tensor near = distance.apply(anchor, positive);
        Tensor far = distance.apply(anchor, negative);
        if (swap) {
            far = far.minimum(distance.apply(positive, negative));
        }
        Tensor loss = near.add(margin).sub(far).clampMin(0);
        return FunctionalRegressionLoss.reduced("tripletMarginWithDistanceLoss", loss, reduction);
    }

    private static Tensor pairwise(Tensor x1, Tensor x2) {
        return AtenP.pairwise_distance(x1, x2, 2.0, 1e-6, false);
    }
}
