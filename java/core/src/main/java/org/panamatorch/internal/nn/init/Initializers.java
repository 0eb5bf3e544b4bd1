package org.panamatorch.internal.nn.init;

import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Warnings;
import org.panamatorch.internal.aten.AtenI;
import org.panamatorch.internal.aten.AtenLinalg;
import org.panamatorch.internal.aten.AtenN;
import org.panamatorch.internal.aten.AtenR;
import org.panamatorch.internal.aten.AtenU;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.Facade;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.init.InitSpecs.InitGainSpec;
import org.panamatorch.internal.nn.init.InitSpecs.InitKaimingSpec;
import org.panamatorch.internal.nn.init.InitSpecs.InitNormalSpec;
import org.panamatorch.internal.nn.init.InitSpecs.InitSparseSpec;
import org.panamatorch.internal.nn.init.InitSpecs.InitTruncNormalSpec;
import org.panamatorch.internal.nn.init.InitSpecs.InitUniformSpec;
import org.panamatorch.option.Activation;
import org.panamatorch.option.FanMode;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Initial values of parameters. Each method fills its tensor in place, unseen by autograd, and
 * returns it. With the same seed the values are Python's.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/nn.init.html">torch.nn.init</a>
 */
@Facade(value = "org.panamatorch.nn.Init", documents = true)
public final class Initializers {
    private static final int MAX_DIRAC_DIM = 5;
    private static final int MIN_DIRAC_DIM = 3;

    private Initializers() {}

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
    public static double calculateGain(Activation nonlinearity, @Default("null") Double param) {
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
     * The uniform distribution on [a, b).
     *
     * @param tensor what to fill
     * @param a the lower end
     * @param b the upper end
     * @return the tensor
     * @throws org.panamatorch.TorchException if a is greater than b
     */
    public static Tensor uniform_(Tensor tensor, double a, double b) {
        return uniform_(tensor, new InitUniformSpec(a, b, null));
    }

    /**
     * A uniform distribution, on [0, 1) by default.
     *
     * @param tensor what to fill
     * @return the tensor
     * @throws org.panamatorch.TorchException if a is greater than b
     */
    public static Tensor uniform_(Tensor tensor, InitUniformSpec options) {
        return filled(
                "uniform_",
                tensor,
                plain -> AtenU.uniform_(plain, options.a(), options.b(), options.generator()));
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
        return normal_(tensor, new InitNormalSpec(mean, std, null));
    }

    /**
     * A normal distribution, the standard one by default.
     *
     * @param tensor what to fill
     * @return the tensor
     * @throws org.panamatorch.TorchException if the deviation is negative
     */
    public static Tensor normal_(Tensor tensor, InitNormalSpec options) {
        return filled(
                "normal_",
                tensor,
                plain -> AtenN.normal_(plain, options.mean(), options.std(), options.generator()));
    }

    /**
     * A normal distribution between two ends, the standard one between -2 and 2 by default.
     *
     * @param tensor what to fill
     * @return the tensor
     * @throws org.panamatorch.TorchException if the ends are so far from each other, beside what
     *     the distribution has between them, that a value would take more than a million draws;
     *     Python draws for minutes, or for ever
     */
    public static Tensor truncNormal_(Tensor tensor, InitTruncNormalSpec options) {
        new TruncatedNormal(options).fill(tensor);
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
     * @param groups the number of groups
     * @return the tensor
     * @throws org.panamatorch.TorchException if it has another number of dimensions, or the first
     *     size is no multiple of the groups
     */
    public static Tensor dirac_(Tensor tensor, @Default("1") long groups) {
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
        if (tensor.isMeta()) {
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
    public static Tensor xavierUniform_(Tensor tensor, InitGainSpec options) {
        double bound = Math.sqrt(3.0) * xavierStd(tensor, options.gain());
        return uniform_(tensor, new InitUniformSpec(-bound, bound, options.generator()));
    }

    /**
     * Glorot's normal distribution.
     *
     * @param tensor a weight of two or more dimensions
     * @return the tensor
     * @throws org.panamatorch.TorchException if it has fewer dimensions
     */
    public static Tensor xavierNormal_(Tensor tensor, InitGainSpec options) {
        double std = xavierStd(tensor, options.gain());
        return normal_(tensor, new InitNormalSpec(0, std, options.generator()));
    }

    private static double xavierStd(Tensor tensor, double gain) {
        Fans fans = Fans.of(tensor);
        return gain * Math.sqrt(2.0 / (fans.in + fans.out));
    }

    /**
     * He's uniform distribution, for ReLU and by fan-in by default.
     *
     * @param tensor a weight of two or more dimensions
     * @return the tensor
     * @throws org.panamatorch.TorchException if it has fewer dimensions
     */
    public static Tensor kaimingUniform_(Tensor tensor, InitKaimingSpec options) {
        if (isEmpty(tensor)) {
            return tensor;
        }
        double bound = Math.sqrt(3.0) * kaimingStd(tensor, options);
        return uniform_(tensor, new InitUniformSpec(-bound, bound, options.generator()));
    }

    /**
     * He's normal distribution, for ReLU and by fan-in by default.
     *
     * @param tensor a weight of two or more dimensions
     * @return the tensor
     * @throws org.panamatorch.TorchException if it has fewer dimensions
     */
    public static Tensor kaimingNormal_(Tensor tensor, InitKaimingSpec options) {
        if (isEmpty(tensor)) {
            return tensor;
        }
        double std = kaimingStd(tensor, options);
        return normal_(tensor, new InitNormalSpec(0, std, options.generator()));
    }

    private static boolean isEmpty(Tensor tensor) {
        boolean empty = Required.tensor("Init", "tensor", tensor).numel() == 0;
        if (empty) {
            Warnings.warn("Initializing zero-element tensors is a no-op");
        }
        return empty;
    }

    private static double kaimingStd(Tensor tensor, InitKaimingSpec options) {
        double gain = calculateGain(options.nonlinearity(), options.a());
        return gain / Math.sqrt(Fans.of(tensor).of(options.mode()));
    }

    /**
     * A random orthogonal matrix, scaled.
     *
     * @param tensor a tensor of two or more dimensions, whose last ones count as one
     * @return the tensor
     * @throws org.panamatorch.TorchException if it has fewer dimensions
     */
    public static Tensor orthogonal_(Tensor tensor, InitGainSpec options) {
        if (Required.tensor("orthogonal_", "tensor", tensor).dim() < 2) {
            throw Checks.value(
                    "Only tensors with 2 or more dimensions are supported",
                    "orthogonal_",
                    "tensor",
                    tensor,
                    "gain",
                    options.gain());
        }
        if (tensor.numel() == 0 || tensor.isMeta()) {
            return tensor;
        }
        long rows = tensor.size(0);
        long cols = tensor.numel() / rows;
        try (TensorScope _ = new TensorScope()) {
            Tensor plain = tensor.detach();
            Tensor flat = AtenN.normal_(plain.newEmpty(rows, cols), 0, 1, options.generator());
            boolean isWide = rows < cols;
            var qr = AtenLinalg.linalg_qr(isWide ? flat.t_() : flat, "reduced");
            Tensor q = qr.q().mul_(qr.r().diag(0).sign());
            if (isWide) {
                q.t_();
            }
            plain.viewAs(q).copy_(q);
            plain.mul_(options.gain());
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
    public static Tensor sparse_(Tensor tensor, double sparsity, InitSparseSpec options) {
        requireMatrix("sparse_", tensor);
        if (tensor.isMeta()) {
            return tensor;
        }
        long rows = tensor.size(0);
        long zeros = (long) Math.ceil(sparsity * rows);
        try (TensorScope _ = new TensorScope()) {
            Tensor plain = AtenN.normal_(tensor.detach(), 0, options.std(), options.generator());
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
