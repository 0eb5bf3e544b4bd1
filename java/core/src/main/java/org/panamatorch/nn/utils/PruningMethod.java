package org.panamatorch.nn.utils;

import org.panamatorch.Index;
import org.panamatorch.Linalg;
import org.panamatorch.MemoryFormat;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.option.MatrixNorm;

import java.util.function.UnaryOperator;

/**
 * A rule that says which elements of a tensor go: the base of the rules here and of your own.
 *
 * <p>An amount is a fraction of the elements or channels, from 0 to 1, where it is a {@code Float}
 * or {@code Double}; an {@code Integer} or {@code Long} is how many.
 *
 * @see Prune
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.utils.prune.BasePruningMethod.html">torch.nn.utils.prune.BasePruningMethod</a>
 */
public interface PruningMethod {
    /** The elements that a rule chooses from when a tensor is pruned again. */
    enum Type {
        /** From the elements that are left, in a row. */
        UNSTRUCTURED,
        /** From the channels along {@link PruningMethod#dim} of which anything is left. */
        STRUCTURED,
        /** From all elements. */
        GLOBAL
    }

    /**
     * The elements that the rule chooses from.
     *
     * @return the type
     */
    Type type();

    /**
     * The dimension of the channels of a structured rule.
     *
     * @return the dimension; negative ones count from the end
     */
    default int dim() {
        return -1;
    }

    /**
     * Chooses.
     *
     * @param t how important each element is
     * @param defaultMask what was chosen before, of the same shape: 1 for what stays, 0 for what
     *     goes
     * @return the mask, of the same shape
     */
    Tensor computeMask(Tensor t, Tensor defaultMask);

    /** Chooses nothing: the mask stays as it is. */
    record Identity() implements PruningMethod {
        @Override
        public Type type() {
            return Type.UNSTRUCTURED;
        }

        @Override
        public Tensor computeMask(Tensor t, Tensor defaultMask) {
            return defaultMask;
        }
    }

    /**
     * Elements at random.
     *
     * @param amount how many, or which part of them
     */
    record RandomUnstructured(Number amount) implements PruningMethod {
        /**
         * A rule.
         *
         * @throws TorchException if the amount is negative, or a fraction beyond 1
         */
        public RandomUnstructured {
            requireAmount(amount);
        }

        @Override
        public Type type() {
            return Type.UNSTRUCTURED;
        }

        @Override
        public Tensor computeMask(Tensor t, Tensor defaultMask) {
            return elementMask(amount, t, Torch::randLike, true, defaultMask);
        }
    }

    /**
     * The elements that are smallest without their signs.
     *
     * @param amount how many, or which part of them
     */
    record L1Unstructured(Number amount) implements PruningMethod {
        /**
         * A rule.
         *
         * @throws TorchException if the amount is negative, or a fraction beyond 1
         */
        public L1Unstructured {
            requireAmount(amount);
        }

        @Override
        public Type type() {
            return Type.UNSTRUCTURED;
        }

        @Override
        public Tensor computeMask(Tensor t, Tensor defaultMask) {
            return elementMask(amount, t, Tensor::abs, false, defaultMask);
        }
    }

    /**
     * Channels at random.
     *
     * @param amount how many, or which part of them
     * @param dim the dimension of the channels
     */
    record RandomStructured(Number amount, int dim) implements PruningMethod {
        /**
         * A rule.
         *
         * @throws TorchException if the amount is negative, or a fraction beyond 1
         */
        public RandomStructured {
            requireAmount(amount);
        }

        @Override
        public Type type() {
            return Type.STRUCTURED;
        }

        @Override
        public Tensor computeMask(Tensor t, Tensor defaultMask) {
            requireTensors(t, defaultMask);
            long channels = channels(t, dim);
            long count = count(amount, channels);
            if (count == 0) {
                return defaultMask;
            }
            Tensor chances = Torch.rand(channels);
            Tensor kept = chances.gt(chances.kthvalue(count).values());
            return channelMask(t, dim, Index.of(kept), defaultMask);
        }
    }

    /** The channels with the smallest norms. */
    final class LnStructured implements PruningMethod {
        private final Number amount;
        private final Number n;
        private final MatrixNorm norm;
        private final int dim;

        private LnStructured(Number amount, Number n, MatrixNorm norm, int dim) {
            requireAmount(amount);
            this.amount = amount;
            this.n = n;
            this.norm = norm;
            this.dim = dim;
        }

        /**
         * A rule.
         *
         * @param amount how many channels, or which part of them
         * @param n the order of the norm, infinities included
         * @param dim the dimension of the channels
         * @throws TorchException if the amount is negative, or a fraction beyond 1
         */
        public LnStructured(Number amount, Number n, int dim) {
            this(amount, Arguments.present(n, "PruningMethod", "n", "a number"), null, dim);
        }

        /**
         * A rule.
         *
         * @param amount how many channels, or which part of them
         * @param norm the norm of a channel, which must be a matrix then
         * @param dim the dimension of the channels
         * @throws TorchException if the amount is negative, or a fraction beyond 1
         */
        public LnStructured(Number amount, MatrixNorm norm, int dim) {
            this(amount, null, Arguments.present(norm, "PruningMethod", "norm", "a norm"), dim);
        }

        @Override
        public Type type() {
            return Type.STRUCTURED;
        }

        @Override
        public int dim() {
            return dim;
        }

        @Override
        public Tensor computeMask(Tensor t, Tensor defaultMask) {
            requireTensors(t, defaultMask);
            long channels = channels(t, dim);
            long count = count(amount, channels);
            Tensor largest = norms(t).topk(channels - count).indices();
            return count == 0 ? defaultMask : channelMask(t, dim, Index.of(largest), defaultMask);
        }

        private Tensor norms(Tensor t) {
            long[] dims = Channels.otherDims(t, dim);
            return norm == null
                    ? Linalg.vectorNorm(t, n, o -> o.dim(dims))
                    : norm == MatrixNorm.FRO && dims.length < 2
                            ? Linalg.vectorNorm(t, 2, o -> o.dim(dims))
                            : Linalg.matrixNorm(t, norm, o -> o.dim(dims));
        }
    }

    /**
     * A rule that prunes by a given mask.
     *
     * @param mask 1 for what stays, 0 for what goes
     */
    record CustomFromMask(Tensor mask) implements PruningMethod {
        /**
         * Makes a method.
         *
         * @throws NullPointerException if the mask is null
         */
        public CustomFromMask {
            Arguments.requirePresent(mask, "PruningMethod", "mask", "a tensor");
        }

        @Override
        public Type type() {
            return Type.GLOBAL;
        }

        @Override
        public Tensor computeMask(Tensor t, Tensor defaultMask) {
            requireTensors(t, defaultMask);
            if (!defaultMask.shape().equals(mask.shape())) {
                throw new TorchException(
                        Kind.VALUE,
                        "default_mask shape "
                                + defaultMask.shape()
                                + " must match self.mask shape "
                                + mask.shape());
            }
            return defaultMask.mul(mask.to(defaultMask.dtype()));
        }
    }

    private static void requireTensors(Tensor t, Tensor defaultMask) {
        Arguments.requirePresent(t, "computeMask", "t", "a tensor");
        Arguments.requirePresent(defaultMask, "computeMask", "defaultMask", "a tensor");
    }

    private static void requireAmount(Number amount) {
        Arguments.requirePresent(amount, "PruningMethod", "amount", "a number");
        boolean fits =
                isCount(amount)
                        ? amount.longValue() >= 0
                        : amount.doubleValue() >= 0 && amount.doubleValue() <= 1;
        if (!fits) {
            throw new TorchException(
                    Kind.VALUE,
                    "amount="
                            + amount
                            + " should either be a float in the range [0, 1] or a non-negative"
                            + " integer");
        }
    }

    private static boolean isCount(Number amount) {
        return !(amount instanceof Float || amount instanceof Double);
    }

    private static long count(Number amount, long size) {
        // Python rounds halves to the even number.
        long count =
                isCount(amount)
                        ? amount.longValue()
                        : (long) Math.rint(amount.doubleValue() * size);
        if (count > size) {
            throw new TorchException(
                    Kind.VALUE,
                    "amount="
                            + count
                            + " should be smaller than the number of parameters to prune="
                            + size);
        }
        return count;
    }

    private static long channels(Tensor t, int dim) {
        if (t.dim() <= 1) {
            throw new TorchException(
                    Kind.VALUE,
                    "Structured pruning can only be applied to multidimensional tensors. Found"
                            + " tensor of shape "
                            + t.shape()
                            + " with "
                            + t.dim()
                            + " dims");
        }
        if (dim >= t.dim()) {
            throw new TorchException(
                    Kind.INDEX, "Invalid index " + dim + " for tensor of size " + t.shape());
        }
        return t.size(dim);
    }

    /** Masks the elements with the largest or the smallest scores. */
    private static Tensor elementMask(
            Number amount,
            Tensor t,
            UnaryOperator<Tensor> scores,
            boolean largest,
            Tensor defaultMask) {
        requireTensors(t, defaultMask);
        long count = count(amount, t.numel());
        Tensor mask = defaultMask.clone(MemoryFormat.CONTIGUOUS_FORMAT);
        if (count != 0) {
            Tensor chosen = scores.apply(t).view(-1).topk(count, o -> o.largest(largest)).indices();
            mask.view(-1).indexFill_(0, chosen, 0);
        }
        return mask;
    }

    private static Tensor channelMask(Tensor t, int dim, Index kept, Tensor defaultMask) {
        Tensor mask = Torch.zerosLike(t);
        mask.setAt(1, Channels.along(t, dim, kept));
        return mask.mul_(defaultMask.to(mask.dtype()));
    }
}
