package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenA;
import org.panamatorch.internal.aten.AtenD;
import org.panamatorch.internal.aten.AtenF;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Dropping;
import org.panamatorch.internal.nn.Required;

/** Dropout. */
abstract class FunctionalDropout extends FunctionalSoftmax {
    FunctionalDropout() {}

    /**
     * Zeroes elements at random and scales the others by {@code 1 / (1 - p)}.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.dropout.html">torch.nn.functional.dropout</a>
     */
    public static Tensor dropout(Tensor input) {
        return dropout(input, 0.5, true, false);
    }

    /**
     * Zeroes elements at random and scales the others by {@code 1 / (1 - p)}.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param p the probability of a zero; 0.5 by default
     * @param training whether to do so at all; yes by default
     * @return the output
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.dropout.html">torch.nn.functional.dropout</a>
     */
    public static Tensor dropout(Tensor input, double p, boolean training) {
        return dropout(input, p, training, false);
    }

    /**
     * Zeroes elements at random and scales the others by {@code 1 / (1 - p)}.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param p the probability of a zero; 0.5 by default
     * @param training whether to do so at all; yes by default
     * @param inplace whether to write the result to the input
     * @return the output
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.dropout.html">torch.nn.functional.dropout</a>
     */
    public static Tensor dropout(Tensor input, double p, boolean training, boolean inplace) {
        Checks.probability("dropout", input, p);
        return inplace ? AtenD.dropout_(input, p, training) : AtenD.dropout(input, p, training);
    }

    /**
     * Sets elements at random to the negative limit of SELU, and keeps mean and variance.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.alpha_dropout.html">torch.nn.functional.alpha_dropout</a>
     */
    public static Tensor alphaDropout(Tensor input) {
        return alphaDropout(input, 0.5, false, false);
    }

    /**
     * Sets elements at random to the negative limit of SELU, and keeps mean and variance.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param p the probability of a zero; 0.5 by default
     * @param training whether to do so at all; no by default
     * @return the output
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.alpha_dropout.html">torch.nn.functional.alpha_dropout</a>
     */
    public static Tensor alphaDropout(Tensor input, double p, boolean training) {
        return alphaDropout(input, p, training, false);
    }

    /**
     * Sets elements at random to the negative limit of SELU, and keeps mean and variance.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @param p the probability of a zero; 0.5 by default
     * @param training whether to do so at all; no by default
     * @param inplace whether to write the result to the input
     * @return the output
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.alpha_dropout.html">torch.nn.functional.alpha_dropout</a>
     */
    public static Tensor alphaDropout(Tensor input, double p, boolean training, boolean inplace) {
        Checks.probability("alphaDropout", input, p);
        return inplace
                ? AtenA.alpha_dropout_(input, p, training)
                : AtenA.alpha_dropout(input, p, training);
    }

    /**
     * Zeroes whole channels at random and scales the others by {@code 1 / (1 - p)}.
     *
     * <p>Shapes: input and output (N, C, L) or (C, L).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1, or the input
     *     has the wrong number of dimensions
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.dropout1d.html">torch.nn.functional.dropout1d</a>
     */
    public static Tensor dropout1d(Tensor input) {
        return dropout1d(input, 0.5, true, false);
    }

    /**
     * Zeroes whole channels at random and scales the others by {@code 1 / (1 - p)}.
     *
     * <p>Shapes: input and output (N, C, L) or (C, L).
     *
     * @param input the input
     * @param p the probability of a zero; 0.5 by default
     * @param training whether to do so at all; yes by default
     * @return the output
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1, or the input
     *     has the wrong number of dimensions
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.dropout1d.html">torch.nn.functional.dropout1d</a>
     */
    public static Tensor dropout1d(Tensor input, double p, boolean training) {
        return dropout1d(input, p, training, false);
    }

    /**
     * Zeroes whole channels at random and scales the others by {@code 1 / (1 - p)}.
     *
     * <p>Shapes: input and output (N, C, L) or (C, L).
     *
     * @param input the input
     * @param p the probability of a zero; 0.5 by default
     * @param training whether to do so at all; yes by default
     * @param inplace whether to write the result to the input
     * @return the output
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1, or the input
     *     has the wrong number of dimensions
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.dropout1d.html">torch.nn.functional.dropout1d</a>
     */
    public static Tensor dropout1d(Tensor input, double p, boolean training, boolean inplace) {
        Checks.probability("dropout1d", input, p);
        return Dropping.channels(input, p, training, inplace, Dropping.isBatched1d(input));
    }

    /**
     * Zeroes whole channels at random and scales the others by {@code 1 / (1 - p)}.
     *
     * <p>Shapes: input and output (N, C, H, W), or (N, C, L).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.dropout2d.html">torch.nn.functional.dropout2d</a>
     */
    public static Tensor dropout2d(Tensor input) {
        return dropout2d(input, 0.5, true, false);
    }

    /**
     * Zeroes whole channels at random and scales the others by {@code 1 / (1 - p)}.
     *
     * <p>Shapes: input and output (N, C, H, W), or (N, C, L).
     *
     * @param input the input
     * @param p the probability of a zero; 0.5 by default
     * @param training whether to do so at all; yes by default
     * @return the output
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.dropout2d.html">torch.nn.functional.dropout2d</a>
     */
    public static Tensor dropout2d(Tensor input, double p, boolean training) {
        return dropout2d(input, p, training, false);
    }

    /**
     * Zeroes whole channels at random and scales the others by {@code 1 / (1 - p)}.
     *
     * <p>Shapes: input and output (N, C, H, W), or (N, C, L).
     *
     * @param input the input
     * @param p the probability of a zero; 0.5 by default
     * @param training whether to do so at all; yes by default
     * @param inplace whether to write the result to the input
     * @return the output
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.dropout2d.html">torch.nn.functional.dropout2d</a>
     */
    public static Tensor dropout2d(Tensor input, double p, boolean training, boolean inplace) {
        Checks.probability("dropout2d", input, p);
        Dropping.warn2d(Required.tensor("dropout2d", "input", input).dim());
        return Dropping.channels(input, p, training, inplace, true);
    }

    /**
     * Zeroes whole channels at random and scales the others by {@code 1 / (1 - p)}.
     *
     * <p>Shapes: input and output (N, C, D, H, W) or (C, D, H, W).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.dropout3d.html">torch.nn.functional.dropout3d</a>
     */
    public static Tensor dropout3d(Tensor input) {
        return dropout3d(input, 0.5, true, false);
    }

    /**
     * Zeroes whole channels at random and scales the others by {@code 1 / (1 - p)}.
     *
     * <p>Shapes: input and output (N, C, D, H, W) or (C, D, H, W).
     *
     * @param input the input
     * @param p the probability of a zero; 0.5 by default
     * @param training whether to do so at all; yes by default
     * @return the output
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.dropout3d.html">torch.nn.functional.dropout3d</a>
     */
    public static Tensor dropout3d(Tensor input, double p, boolean training) {
        return dropout3d(input, p, training, false);
    }

    /**
     * Zeroes whole channels at random and scales the others by {@code 1 / (1 - p)}.
     *
     * <p>Shapes: input and output (N, C, D, H, W) or (C, D, H, W).
     *
     * @param input the input
     * @param p the probability of a zero; 0.5 by default
     * @param training whether to do so at all; yes by default
     * @param inplace whether to write the result to the input
     * @return the output
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.dropout3d.html">torch.nn.functional.dropout3d</a>
     */
    public static Tensor dropout3d(Tensor input, double p, boolean training, boolean inplace) {
        Checks.probability("dropout3d", input, p);
        return Dropping.channels(
                input,
                p,
                training,
                inplace,
                Dropping.isBatched3d(Required.tensor("dropout3d", "input", input).dim()));
    }

    /**
     * Sets whole channels at random to the negative limit of SELU, and keeps mean and variance.
     *
     * <p>Shapes: input and output (N, C, *).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.feature_alpha_dropout.html">torch.nn.functional.feature_alpha_dropout</a>
     */
    public static Tensor featureAlphaDropout(Tensor input) {
        return featureAlphaDropout(input, 0.5, false, false);
    }

    /**
     * Sets whole channels at random to the negative limit of SELU, and keeps mean and variance.
     *
     * <p>Shapes: input and output (N, C, *).
     *
     * @param input the input
     * @param p the probability of a zero; 0.5 by default
     * @param training whether to do so at all; no by default
     * @return the output
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.feature_alpha_dropout.html">torch.nn.functional.feature_alpha_dropout</a>
     */
    public static Tensor featureAlphaDropout(Tensor input, double p, boolean training) {
        return featureAlphaDropout(input, p, training, false);
    }

    /**
     * Sets whole channels at random to the negative limit of SELU, and keeps mean and variance.
     *
     * <p>Shapes: input and output (N, C, *).
     *
     * @param input the input
     * @param p the probability of a zero; 0.5 by default
     * @param training whether to do so at all; no by default
     * @param inplace whether to write the result to the input
     * @return the output
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.feature_alpha_dropout.html">torch.nn.functional.feature_alpha_dropout</a>
     */
    public static Tensor featureAlphaDropout(
            Tensor input, double p, boolean training, boolean inplace) {
        Checks.probability("featureAlphaDropout", input, p);
        return inplace
                ? AtenF.feature_alpha_dropout_(input, p, training)
                : AtenF.feature_alpha_dropout(input, p, training);
    }
}
