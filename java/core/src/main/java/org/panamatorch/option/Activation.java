package org.panamatorch.option;

import java.util.Locale;

/** The activation behind a weight, which decides how large its values should be. */
public enum Activation {
    /** Nothing. */
    LINEAR,
    /** Nothing, after a convolution of one dimension. */
    CONV1D,
    /** Nothing, after a convolution of two dimensions. */
    CONV2D,
    /** Nothing, after a convolution of three dimensions. */
    CONV3D,
    /** Nothing, after a transposed convolution of one dimension. */
    CONV_TRANSPOSE1D,
    /** Nothing, after a transposed convolution of two dimensions. */
    CONV_TRANSPOSE2D,
    /** Nothing, after a transposed convolution of three dimensions. */
    CONV_TRANSPOSE3D,
    /** The logistic function. */
    SIGMOID,
    /** The hyperbolic tangent. */
    TANH,
    /** The positive part. */
    RELU,
    /** The positive part, and a part of the negative one. */
    LEAKY_RELU,
    /** The scaled exponential linear unit. */
    SELU;

    /**
     * Python's word.
     *
     * @return a word such as {@code leaky_relu}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
