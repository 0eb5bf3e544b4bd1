package org.panamatorch.internal.nn;

import org.panamatorch.Scalar;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.Warnings;
import org.panamatorch.internal.aten.AtenB;
import org.panamatorch.internal.call.Failure;
import org.panamatorch.internal.print.PythonFormat;
import org.panamatorch.option.Reduction;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.LongStream;

/**
 * Python's checks of arguments, with its texts, and where an operation is called, with that and its
 * arguments.
 */
public final class Checks {
    // All are made in one native call that nothing can interrupt, each in a millisecond; the
    // deepest models have a few hundred.
    public static final long MAX_LAYERS = 1024;

    // LibTorch copies the list of all weights for each of them: a second for so many, in both
    // directions.
    public static final long MAX_RECURRENT_LAYERS = 256;

    private Checks() {}

    public static TorchException value(String text) {
        return new TorchException(Kind.VALUE, text);
    }

    public static TorchException value(String text, String operation, Object... arguments) {
        return Failure.refusal(Kind.VALUE, text, operation, arguments);
    }

    public static TorchException index(String text) {
        return new TorchException(Kind.INDEX, text);
    }

    public static TorchException index(String text, String operation, Object... arguments) {
        return Failure.refusal(Kind.INDEX, text, operation, arguments);
    }

    public static TorchException key(String text) {
        return new TorchException(Kind.KEY, text);
    }

    /** Python's KeyError, and the names that there are. */
    public static TorchException key(String key, String operation, Collection<String> keys) {
        return Failure.refusal(Kind.KEY, "'" + key + "'", operation, "keys", keys.toArray());
    }

    public static TorchException attribute(String text) {
        return new TorchException(Kind.ATTRIBUTE, text);
    }

    public static TorchException runtime(String text) {
        return new TorchException(Kind.RUNTIME, text);
    }

    public static TorchException runtime(String text, String operation, Object... arguments) {
        return Failure.refusal(Kind.RUNTIME, text, operation, arguments);
    }

    public static TorchException notImplemented(String text) {
        return new TorchException(Kind.NOT_IMPLEMENTED, text);
    }

    public static TorchException notImplemented(
            String text, String operation, Object... arguments) {
        return Failure.refusal(Kind.NOT_IMPLEMENTED, text, operation, arguments);
    }

    public static TorchException type(String text) {
        return new TorchException(Kind.TYPE, text);
    }

    public static void probability(Number p) {
        if (!isProbability(p)) {
            throw value(noProbability(p));
        }
    }

    public static void probability(String operation, Tensor input, double p) {
        if (!isProbability(p)) {
            throw value(noProbability(p), operation, "input", input, "p", p);
        }
    }

    private static boolean isProbability(Number p) {
        return !(p.doubleValue() < 0 || p.doubleValue() > 1);
    }

    private static String noProbability(Number p) {
        return "dropout probability has to be between 0 and 1, but got " + PythonFormat.repr(p);
    }

    /** A number of layers, unless nobody could mean it. */
    public static long layers(long count, long most) {
        if (count > most) {
            throw value("num_layers is " + count + ", expected at most " + most);
        }
        return count;
    }

    public static long paddingIdx(long index, long numEmbeddings, String name) {
        if (!isPaddingIdx(index, numEmbeddings)) {
            throw value(name + " must be within num_embeddings");
        }
        return index < 0 ? index + numEmbeddings : index;
    }

    public static long paddingIdx(long index, Tensor input, Tensor weight) {
        long numEmbeddings = Required.tensor("embedding", "weight", weight).size(0);
        if (!isPaddingIdx(index, numEmbeddings)) {
            throw value(
                    "Padding_idx must be within num_embeddings",
                    "embedding",
                    "input",
                    input,
                    "weight",
                    weight,
                    "paddingIdx",
                    index);
        }
        return index < 0 ? index + numEmbeddings : index;
    }

    private static boolean isPaddingIdx(long index, long numEmbeddings) {
        return index < numEmbeddings && index >= -numEmbeddings || index == 0;
    }

    /**
     * Refuses an input that has not one dimension, or two with a batch, beside the spatial ones.
     */
    public static void batchedOrNot(int dim, int spatial) {
        if (dim != spatial + 1 && dim != spatial + 2) {
            throw value(
                    "expected "
                            + (spatial + 1)
                            + "D or "
                            + (spatial + 2)
                            + "D input (got "
                            + dim
                            + "D input)");
        }
    }

    public static void moreThanOneValue(String operation, Tensor input) {
        long[] sizes = Required.tensor(operation, "input", input).sizes();
        if (sizes.length == 0) {
            throw index("tuple index out of range", operation, "input", input);
        }
        if (valuesPerChannel(sizes) == 1) {
            throw value(
                    "Expected more than 1 value per channel when training, got input size "
                            + Shape.of(sizes),
                    operation,
                    "input",
                    input);
        }
    }

    private static long valuesPerChannel(long... sizes) {
        return sizes[0] * Arrays.stream(sizes).skip(2).reduce(1, (a, b) -> a * b);
    }

    public static void moreThanOneElement(String operation, Tensor input) {
        long[] sizes = Required.tensor(operation, "input", input).sizes();
        if (Arrays.stream(sizes).skip(2).reduce(1, (a, b) -> a * b) == 1) {
            throw value(
                    "Expected more than 1 spatial element when training, got input size "
                            + Shape.of(sizes),
                    operation,
                    "input",
                    input);
        }
    }

    public static void groupNormInput(Tensor input, long groups) {
        String operation = "groupNorm";
        long[] sizes = Required.tensor(operation, "input", input).sizes();
        if (groups == 0) {
            throw value(
                    "Expected num groups to be greater than 0, got 0",
                    operation,
                    "input",
                    input,
                    "numGroups",
                    groups);
        }
        if (sizes.length < 2) {
            throw runtime(
                    "Expected at least 2 dimensions for input tensor but received " + sizes.length,
                    operation,
                    "input",
                    input,
                    "numGroups",
                    groups);
        }
        long[] grouped =
                LongStream.concat(
                                LongStream.of(Math.floorDiv(sizes[0] * sizes[1], groups), groups),
                                Arrays.stream(sizes).skip(2))
                        .toArray();
        if (valuesPerChannel(grouped) == 1) {
            throw value(
                    "Expected more than 1 value per channel when training, got input size "
                            + Arrays.toString(grouped),
                    operation,
                    "input",
                    input,
                    "numGroups",
                    groups);
        }
    }

    public static boolean any(Tensor condition) {
        try (condition;
                Tensor any = condition.any()) {
            return isTrue(any);
        }
    }

    public static boolean isTrue(Tensor condition) {
        return condition.item() instanceof Scalar truth && truth.booleanValue();
    }

    public static void warnOfBroadcasting(Tensor input, Tensor target) {
        if (!Arrays.equals(
                Required.tensor("loss", "input", input).sizes(),
                Required.tensor("loss", "target", target).sizes())) {
            Warnings.warn(
                    "Using a target size ("
                            + target.shape()
                            + ") that is different to the input size ("
                            + input.shape()
                            + "). This will likely lead to incorrect results due to broadcasting."
                            + " Please ensure they have the same size.");
        }
    }

    public static Tensor[] broadcast(Tensor input, Tensor target) {
        return AtenB.broadcast_tensors(new Tensor[] {input, target});
    }

    public static void sameSize(String operation, Tensor input, Tensor target) {
        if (!Arrays.equals(
                Required.tensor(operation, "input", input).sizes(),
                Required.tensor(operation, "target", target).sizes())) {
            throw value(
                    "Using a target size ("
                            + target.shape()
                            + ") that is different to the input size ("
                            + input.shape()
                            + ") is deprecated. Please ensure they have the same size.",
                    operation,
                    "input",
                    input,
                    "target",
                    target);
        }
    }

    public static long[] broadcastSize(String operation, Tensor target, Tensor weight) {
        long[] first = target.sizes();
        long[] second = weight.sizes();
        long[] result = new long[Math.max(first.length, second.length)];
        for (int i = 1; i <= result.length; i++) {
            long one = i <= first.length ? first[first.length - i] : 1;
            long other = i <= second.length ? second[second.length - i] : 1;
            if (one != other && one != 1 && other != 1) {
                throw runtime(
                        "Shape mismatch: objects cannot be broadcast to a single shape",
                        operation,
                        "target",
                        target,
                        "weight",
                        weight);
            }
            result[result.length - i] = one == 1 ? other : one;
        }
        return result;
    }

    /**
     * Variances as the Gaussian loss takes them: of the input's shape, or such that they broadcast
     * to it.
     */
    public static Tensor variances(Tensor input, Tensor var) {
        long[] sizes = Required.tensor("gaussianNllLoss", "input", input).sizes();
        long[] varSizes = var.sizes();
        if (Arrays.equals(sizes, varSizes)) {
            return var;
        }
        if (sizes.length > 0 && Arrays.equals(Arrays.copyOf(sizes, sizes.length - 1), varSizes)) {
            return var.unsqueeze(-1);
        }
        if (sizes.length == varSizes.length && sumOfOtherSizes(sizes, varSizes) == 1) {
            return var;
        }
        throw value("var is of incorrect size", "gaussianNllLoss", "input", input, "var", var);
    }

    private static long sumOfOtherSizes(long[] sizes, long... varSizes) {
        long sum = 0;
        for (int i = 0; i < sizes.length; i++) {
            sum += sizes[i] != varSizes[i] ? varSizes[i] : 0;
        }
        return sum;
    }

    /** Refuses {@link Reduction#BATCHMEAN}, which only one loss has. */
    public static void plainReduction(String operation, Reduction reduction) {
        if (reduction == Reduction.BATCHMEAN) {
            throw value(
                    reduction + " is not a valid value for reduction",
                    operation,
                    "reduction",
                    reduction);
        }
    }

    public static void positiveMargin(String operation, double margin, Tensor anchor) {
        if (margin <= 0) {
            throw value(
                    "margin must be greater than 0, got " + PythonFormat.repr(margin),
                    operation,
                    "anchor",
                    anchor,
                    "margin",
                    margin);
        }
    }

    public static void sameTripletDims(
            String operation, Tensor anchor, Tensor positive, Tensor negative) {
        int anchorDim = Required.tensor(operation, "anchor", anchor).dim();
        int positiveDim = Required.tensor(operation, "positive", positive).dim();
        int negativeDim = Required.tensor(operation, "negative", negative).dim();
        if (anchorDim != positiveDim || positiveDim != negativeDim) {
            throw runtime(
                    "The anchor, positive, and negative tensors are expected to have the same"
                            + " number of dimensions, but got: anchor "
                            + anchorDim
                            + "D, positive "
                            + positiveDim
                            + "D, and negative "
                            + negativeDim
                            + "D inputs",
                    operation,
                    "anchor",
                    anchor,
                    "positive",
                    positive,
                    "negative",
                    negative);
        }
    }

    public static void affineGrid(Tensor theta, long[] size, boolean alignCorners) {
        if (!Required.tensor("affineGrid", "theta", theta).dtype().isFloatingPoint()) {
            throw value(
                    "Expected theta to have floating point type, but got " + theta.dtype(),
                    "affineGrid",
                    "theta",
                    theta,
                    "size",
                    size);
        }
        Required.present("affineGrid", "size", size, "a list of integers");
        if (size.length != 4 && size.length != 5) {
            throw notImplemented(
                    "affine_grid only supports 4D and 5D sizes, for 2D and 3D affine transforms,"
                            + " respectively. Got size "
                            + Arrays.toString(size)
                            + ".",
                    "affineGrid",
                    "theta",
                    theta,
                    "size",
                    size);
        }
        int spatial = size.length - 2;
        if (theta.dim() != 3 || theta.size(-2) != spatial || theta.size(-1) != spatial + 1) {
            throw value(
                    "Expected a batch of "
                            + spatial
                            + "D affine matrices of shape Nx"
                            + spatial
                            + "x"
                            + (spatial + 1)
                            + " for size "
                            + Arrays.toString(size)
                            + ". Got "
                            + theta.shape()
                            + ".",
                    "affineGrid",
                    "theta",
                    theta,
                    "size",
                    size);
        }
        if (alignCorners && Arrays.stream(size).skip(2).min().getAsLong() == 1) {
            Warnings.warn(
                    "Since version 1.3.0, affine_grid behavior has changed for unit-size grids when"
                        + " align_corners=True. This is not an intended use case of affine_grid."
                        + " See the documentation of affine_grid for details.");
        } else if (Arrays.stream(size).min().getAsLong() <= 0) {
            throw value(
                    "Expected non-zero, positive output size. Got " + Arrays.toString(size),
                    "affineGrid",
                    "theta",
                    theta,
                    "size",
                    size);
        }
    }
}
