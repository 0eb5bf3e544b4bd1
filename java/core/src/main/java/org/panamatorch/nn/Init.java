package org.panamatorch.nn;

import org.panamatorch.Generator;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Warnings;
import org.panamatorch.internal.aten.AtenI;
import org.panamatorch.internal.aten.AtenLinalg;
import org.panamatorch.internal.aten.AtenN;
import org.panamatorch.internal.aten.AtenR;
import org.panamatorch.internal.aten.AtenU;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.TruncatedNormal;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.UnaryOperator;

// One file, because torch.nn.init is one class here; half of it is the documentation of its
// functions.

/**
 * Initial values of parameters. Each method fills its tensor in place, unseen by autograd, and
 * returns it. With the same seed the values are Python's.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/nn.init.html">torch.nn.init</a>
 */
public final class Init {
    private static final int MAX_DIRAC_DIM = 5;
    private static final int MIN_DIRAC_DIM = 3;

    private Init() {}

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

    /**
     * Whose variance is kept: that of the values in the forward pass, or that of the gradients in
     * the backward pass.
     */
    public enum FanMode {
        /** The forward pass: by the number of inputs of an output. */
        FAN_IN,
        /** The backward pass: by the number of outputs of an input. */
        FAN_OUT;

        /**
         * Python's word.
         *
         * @return {@code fan_in} or {@code fan_out}
         */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static Tensor filled(String operation, Tensor tensor, UnaryOperator<Tensor> filling) {
        try (Tensor plain = Required.tensor(operation, "tensor", tensor).detach()) {
            filling.apply(plain);
        }
        return tensor;
    }

    /**
     * The factor by which values must grow to keep their variance through an activation.
     *
     * @param nonlinearity the activation
     * @param param the slope of the leaky ReLU, or null for 0.01
     * @return the factor
     */
    public static double calculateGain(Activation nonlinearity, Double param) {
        return switch (Required.present(
                "calculateGain", "nonlinearity", nonlinearity, "an activation")) {
            case TANH -> 5.0 / 3;
            case RELU -> Math.sqrt(2);
            case LEAKY_RELU -> {
                double slope = param == null ? 0.01 : param;
                yield Math.sqrt(2.0 / (1 + slope * slope));
            }
            case SELU -> 3.0 / 4;
            default -> 1;
        };
    }

    /**
     * The factor by which values must grow to keep their variance through an activation.
     *
     * @param nonlinearity the activation
     * @return the factor
     */
    public static double calculateGain(Activation nonlinearity) {
        return calculateGain(nonlinearity, null);
    }

    /**
     * The uniform distribution on [0, 1).
     *
     * @param tensor what to fill
     * @return the tensor
     */
    public static Tensor uniform_(Tensor tensor) {
        return uniform_(tensor, 0, 1);
    }

    /**
     * The uniform distribution on [a, b).
     *
     * @param tensor what to fill
     * @param a the lower end
     * @param b the upper end
     * @return the tensor
     * @throws org.panamatorch.TorchException if a is greater than b
     */
    public static Tensor uniform_(Tensor tensor, double a, double b) {
        return uniform_(tensor, a, b, null);
    }

    /**
     * The uniform distribution on [a, b).
     *
     * @param tensor what to fill
     * @param a the lower end
     * @param b the upper end
     * @param generator where the random numbers come from, or null for the default
     * @return the tensor
     * @throws org.panamatorch.TorchException if a is greater than b
     */
    public static Tensor uniform_(Tensor tensor, double a, double b, Generator generator) {
        return filled("uniform_", tensor, plain -> AtenU.uniform_(plain, a, b, generator));
    }

    /**
     * The standard normal distribution.
     *
     * @param tensor what to fill
     * @return the tensor
     */
    public static Tensor normal_(Tensor tensor) {
        return normal_(tensor, 0, 1);
    }

    /**
     * A normal distribution.
     *
     * @param tensor what to fill
     * @param mean the mean
     * @param std the standard deviation
     * @return the tensor
     * @throws org.panamatorch.TorchException if the deviation is negative
     */
    public static Tensor normal_(Tensor tensor, double mean, double std) {
        return normal_(tensor, mean, std, null);
    }

    /**
     * A normal distribution.
     *
     * @param tensor what to fill
     * @param mean the mean
     * @param std the standard deviation
     * @param generator where the random numbers come from, or null for the default
     * @return the tensor
     * @throws org.panamatorch.TorchException if the deviation is negative
     */
    public static Tensor normal_(Tensor tensor, double mean, double std, Generator generator) {
        return filled("normal_", tensor, plain -> AtenN.normal_(plain, mean, std, generator));
    }

    /**
     * The standard normal distribution between -2 and 2.
     *
     * @param tensor what to fill
     * @return the tensor
     */
    public static Tensor truncNormal_(Tensor tensor) {
        return truncNormal_(tensor, 0, 1, -2, 2, null);
    }

    /**
     * A normal distribution between two ends.
     *
     * @param tensor what to fill
     * @param mean the mean
     * @param std the standard deviation
     * @param a the lower end
     * @param b the upper end
     * @param generator where the random numbers come from, or null for the default
     * @return the tensor
     */
    public static Tensor truncNormal_(
            Tensor tensor, double mean, double std, double a, double b, Generator generator) {
        new TruncatedNormal(mean, std, a, b, generator).fill(tensor);
        return tensor;
    }

    /**
     * One value.
     *
     * @param tensor what to fill
     * @param val the value
     * @return the tensor
     */
    public static Tensor constant_(Tensor tensor, Number val) {
        return filled("constant_", tensor, plain -> plain.fill_(val));
    }

    /**
     * Ones.
     *
     * @param tensor what to fill
     * @return the tensor
     */
    public static Tensor ones_(Tensor tensor) {
        return filled("ones_", tensor, plain -> plain.fill_(1.0));
    }

    /**
     * Zeros.
     *
     * @param tensor what to fill
     * @return the tensor
     */
    public static Tensor zeros_(Tensor tensor) {
        return filled("zeros_", tensor, Tensor::zero_);
    }

    /**
     * Ones on the diagonal, zeros elsewhere.
     *
     * @param tensor a matrix
     * @return the tensor
     * @throws org.panamatorch.TorchException if it is none
     */
    public static Tensor eye_(Tensor tensor) {
        requireMatrix("eye_", tensor);
        return filled(
                "eye_",
                tensor,
                plain -> {
                    try (Tensor diagonal = plain.zero_().diagonal()) {
                        diagonal.fill_(1);
                    }
                    return plain;
                });
    }

    private static void requireMatrix(String operation, Tensor tensor) {
        if (Required.tensor(operation, "tensor", tensor).dim() != 2) {
            throw Checks.value(
                    "Only tensors with 2 dimensions are supported", operation, "tensor", tensor);
        }
    }

    /**
     * A convolution that leaves its input as it is, as far as there are channels.
     *
     * @param tensor the weight of a convolution, of 3 to 5 dimensions
     * @return the tensor
     * @throws org.panamatorch.TorchException if it has another number of dimensions
     */
    public static Tensor dirac_(Tensor tensor) {
        return dirac_(tensor, 1);
    }

    /**
     * A convolution of groups that leaves its input as it is, as far as there are channels.
     *
     * @param tensor the weight of a convolution, of 3 to 5 dimensions
     * @param groups the number of groups
     * @return the tensor
     * @throws org.panamatorch.TorchException if it has another number of dimensions, or the first
     *     size is no multiple of the groups
     */
    public static Tensor dirac_(Tensor tensor, long groups) {
        int dim = Required.tensor("dirac_", "tensor", tensor).dim();
        if (dim < MIN_DIRAC_DIM || dim > MAX_DIRAC_DIM) {
            throw Checks.value(
                    "Only tensors with 3, 4, or 5 dimensions are supported",
                    "dirac_",
                    "tensor",
                    tensor,
                    "groups",
                    groups);
        }
        long[] sizes = tensor.sizes();
        if (groups == 0 || sizes[0] % groups != 0) {
            throw Checks.value(
                    "dim 0 must be divisible by groups",
                    "dirac_",
                    "tensor",
                    tensor,
                    "groups",
                    groups);
        }
        if (ModuleConversion.isMeta(tensor)) {
            return tensor;
        }
        long outputs = sizes[0] / groups;
        try (TensorScope _ = new TensorScope()) {
            Tensor centre = tensor.detach().zero_();
            for (int d = dim - 1; d >= 2; d--) {
                centre = centre.select(d, sizes[d] / 2);
            }
            for (long group = 0; group < groups; group++) {
                long channels = Math.min(outputs, sizes[1]);
                centre.narrow(0, group * outputs, channels)
                        .narrow(1, 0, channels)
                        .diagonal()
                        .fill_(1);
            }
            return tensor;
        }
    }

    /** How many inputs an output has, and how many outputs an input. */
    record Fans(long in, long out) {
        static Fans of(Tensor tensor) {
            if (Required.tensor("Init", "tensor", tensor).dim() < 2) {
                throw Checks.value(
                        "Fan in and fan out can not be computed for tensor with fewer than 2"
                                + " dimensions");
            }
            long[] sizes = tensor.sizes();
            long field = Arrays.stream(sizes).skip(2).reduce(1, (a, b) -> a * b);
            return new Fans(sizes[1] * field, sizes[0] * field);
        }

        long of(FanMode mode) {
            return Required.present("Init", "mode", mode, "a fan mode") == FanMode.FAN_IN
                    ? in
                    : out;
        }
    }

    /**
     * Glorot's uniform distribution.
     *
     * @param tensor a weight of two or more dimensions
     * @return the tensor
     * @throws org.panamatorch.TorchException if it has fewer dimensions
     */
    public static Tensor xavierUniform_(Tensor tensor) {
        return xavierUniform_(tensor, 1, null);
    }

    /**
     * Glorot's uniform distribution.
     *
     * @param tensor a weight of two or more dimensions
     * @param gain the factor of {@link #calculateGain}
     * @param generator where the random numbers come from, or null for the default
     * @return the tensor
     * @throws org.panamatorch.TorchException if it has fewer dimensions
     */
    public static Tensor xavierUniform_(Tensor tensor, double gain, Generator generator) {
        double bound = Math.sqrt(3.0) * xavierStd(tensor, gain);
        return uniform_(tensor, -bound, bound, generator);
    }

    /**
     * Glorot's normal distribution.
     *
     * @param tensor a weight of two or more dimensions
     * @return the tensor
     * @throws org.panamatorch.TorchException if it has fewer dimensions
     */
    public static Tensor xavierNormal_(Tensor tensor) {
        return xavierNormal_(tensor, 1, null);
    }

    /**
     * Glorot's normal distribution.
     *
     * @param tensor a weight of two or more dimensions
     * @param gain the factor of {@link #calculateGain}
     * @param generator where the random numbers come from, or null for the default
     * @return the tensor
     * @throws org.panamatorch.TorchException if it has fewer dimensions
     */
    public static Tensor xavierNormal_(Tensor tensor, double gain, Generator generator) {
        return normal_(tensor, 0, xavierStd(tensor, gain), generator);
    }

    private static double xavierStd(Tensor tensor, double gain) {
        Fans fans = Fans.of(tensor);
        return gain * Math.sqrt(2.0 / (fans.in + fans.out));
    }

    /**
     * He's uniform distribution for ReLU, by fan-in.
     *
     * @param tensor a weight of two or more dimensions
     * @return the tensor
     * @throws org.panamatorch.TorchException if it has fewer dimensions
     */
    public static Tensor kaimingUniform_(Tensor tensor) {
        return kaimingUniform_(tensor, 0, FanMode.FAN_IN, Activation.LEAKY_RELU, null);
    }

    /**
     * He's uniform distribution.
     *
     * @param tensor a weight of two or more dimensions
     * @param a the slope of the leaky ReLU, if that is what follows
     * @param mode whose variance is kept
     * @param nonlinearity what follows
     * @param generator where the random numbers come from, or null for the default
     * @return the tensor
     * @throws org.panamatorch.TorchException if it has fewer dimensions
     */
    public static Tensor kaimingUniform_(
            Tensor tensor, double a, FanMode mode, Activation nonlinearity, Generator generator) {
        if (isEmpty(tensor)) {
            return tensor;
        }
        double bound = Math.sqrt(3.0) * kaimingStd(tensor, a, mode, nonlinearity);
        return uniform_(tensor, -bound, bound, generator);
    }

    /**
     * He's normal distribution for ReLU, by fan-in.
     *
     * @param tensor a weight of two or more dimensions
     * @return the tensor
     * @throws org.panamatorch.TorchException if it has fewer dimensions
     */
    public static Tensor kaimingNormal_(Tensor tensor) {
        return kaimingNormal_(tensor, 0, FanMode.FAN_IN, Activation.LEAKY_RELU, null);
    }

    /**
     * He's normal distribution.
     *
     * @param tensor a weight of two or more dimensions
     * @param a the slope of the leaky ReLU, if that is what follows
     * @param mode whose variance is kept
     * @param nonlinearity what follows
     * @param generator where the random numbers come from, or null for the default
     * @return the tensor
     * @throws org.panamatorch.TorchException if it has fewer dimensions
     */
    public static Tensor kaimingNormal_(
            Tensor tensor, double a, FanMode mode, Activation nonlinearity, Generator generator) {
        if (isEmpty(tensor)) {
            return tensor;
        }
        return normal_(tensor, 0, kaimingStd(tensor, a, mode, nonlinearity), generator);
    }

    private static boolean isEmpty(Tensor tensor) {
        boolean empty = Required.tensor("Init", "tensor", tensor).numel() == 0;
        if (empty) {
            Warnings.warn("Initializing zero-element tensors is a no-op");
        }
        return empty;
    }

    private static double kaimingStd(
            Tensor tensor, double a, FanMode mode, Activation nonlinearity) {
        return calculateGain(nonlinearity, a) / Math.sqrt(Fans.of(tensor).of(mode));
    }

    /**
     * The weights of linear maps and convolutions: Python's slope of √5 amounts to U(-1/√in,
     * 1/√in).
     */
    static void defaultWeight_(Tensor weight) {
        kaimingUniform_(weight, Math.sqrt(5), FanMode.FAN_IN, Activation.LEAKY_RELU, null);
    }

    /** The biases of linear maps and convolutions: U(-1/√in, 1/√in). */
    static void defaultBias_(Tensor bias, Tensor weight) {
        long in = Fans.of(weight).in;
        double bound = in > 0 ? 1 / Math.sqrt(in) : 0;
        uniform_(bias, -bound, bound);
    }

    /**
     * A random orthogonal matrix.
     *
     * @param tensor a tensor of two or more dimensions, whose last ones count as one
     * @return the tensor
     * @throws org.panamatorch.TorchException if it has fewer dimensions
     */
    public static Tensor orthogonal_(Tensor tensor) {
        return orthogonal_(tensor, 1, null);
    }

    /**
     * A random orthogonal matrix, scaled.
     *
     * @param tensor a tensor of two or more dimensions, whose last ones count as one
     * @param gain the scale
     * @param generator where the random numbers come from, or null for the default
     * @return the tensor
     * @throws org.panamatorch.TorchException if it has fewer dimensions
     */
    public static Tensor orthogonal_(Tensor tensor, double gain, Generator generator) {
        if (Required.tensor("orthogonal_", "tensor", tensor).dim() < 2) {
            throw Checks.value(
                    "Only tensors with 2 or more dimensions are supported",
                    "orthogonal_",
                    "tensor",
                    tensor,
                    "gain",
                    gain);
        }
        if (tensor.numel() == 0 || ModuleConversion.isMeta(tensor)) {
            return tensor;
        }
        long rows = tensor.size(0);
        long cols = tensor.numel() / rows;
        try (TensorScope _ = new TensorScope()) {
            Tensor plain = tensor.detach();
            Tensor flat = AtenN.normal_(plain.newEmpty(rows, cols), 0, 1, generator);
            boolean isWide = rows < cols;
            var qr = AtenLinalg.linalg_qr(isWide ? flat.t_() : flat, "reduced");
            Tensor q = qr.q().mul_(qr.r().diag(0).sign());
            if (isWide) {
                q.t_();
            }
            plain.viewAs(q).copy_(q);
            plain.mul_(gain);
            return tensor;
        }
    }

    /**
     * A matrix whose columns are normal, but for a part that is zero.
     *
     * @param tensor a matrix
     * @param sparsity which part of each column is zero
     * @return the tensor
     * @throws org.panamatorch.TorchException if it is no matrix
     */
    public static Tensor sparse_(Tensor tensor, double sparsity) {
        return sparse_(tensor, sparsity, 0.01, null);
    }

    /**
     * A matrix whose columns are normal, but for a part that is zero.
     *
     * @param tensor a matrix
     * @param sparsity which part of each column is zero
     * @param std the standard deviation of the others
     * @param generator where the random values come from, or null for the default; which ones are
     *     zero always comes from there
     * @return the tensor
     * @throws org.panamatorch.TorchException if it is no matrix
     */
    public static Tensor sparse_(Tensor tensor, double sparsity, double std, Generator generator) {
        requireMatrix("sparse_", tensor);
        if (ModuleConversion.isMeta(tensor)) {
            return tensor;
        }
        long rows = tensor.size(0);
        long zeros = (long) Math.ceil(sparsity * rows);
        try (TensorScope _ = new TensorScope()) {
            Tensor plain = AtenN.normal_(tensor.detach(), 0, std, generator);
            for (long column = 0; column < tensor.size(1); column++) {
                Tensor chosen =
                        AtenR.randperm(rows, null, null, null, null)
                                .narrow(0, 0, Math.min(zeros, rows));
                AtenI.index_fill__int_Scalar(plain.select(1, column), 0, chosen, 0);
            }
            return tensor;
        }
    }
}
