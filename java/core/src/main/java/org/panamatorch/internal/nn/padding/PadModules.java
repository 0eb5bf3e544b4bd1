package org.panamatorch.internal.nn.padding;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.AsModule;
import org.panamatorch.internal.declare.Expanded;
import org.panamatorch.internal.declare.Leaves;
import org.panamatorch.internal.declare.Listed;
import org.panamatorch.internal.declare.OrNone;
import org.panamatorch.internal.declare.PrintedBare;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.option.PadMode;

/** Paddings as modules, which know their number of dimensions. */
public final class PadModules {
    private PadModules() {}

    /**
     * Adds the elements from the other ends.
     *
     * <p>Shapes: input (N, C, *) or (C, *), output (N, C, *ₒ) or without N.
     *
     * @param input the input, (N, C, *) or (C, *)
     * @param padding how much is added, one number for all ends or one each: before and after the
     *     last dimension, then the last but one, and so on
     * @return the output, of the same number of dimensions
     * @throws org.panamatorch.TorchException if the number of dimensions or a size does not fit
     */
    @Leaves
    @AsModule("CircularPadNd")
    public static Tensor circularPadNd(
            int dims, Tensor input, @Listed @Expanded(2) @PrintedBare Extent padding) {
        Required.tensor("CircularPad" + dims + "d", "input", input);
        Checks.batchedOrNot(input.dim(), dims);
        return Ends.pad(input, padding.sizes(), new PadSpec(PadMode.CIRCULAR, null));
    }

    /**
     * Adds a constant.
     *
     * <p>Shapes: input (N, C, *) or (C, *), output (N, C, *ₒ) or without N.
     *
     * @param input the input, (N, C, *) or (C, *)
     * @param padding how much is added, one number for all ends or one each: before and after the
     *     last dimension, then the last but one, and so on
     * @param value the constant, or null for 0
     * @return the output, of the same number of dimensions
     * @throws org.panamatorch.TorchException if the number of dimensions or a size does not fit
     */
    @Leaves
    @AsModule("ConstantPadNd")
    public static Tensor constantPadNd(
            int dims, Tensor input, @Listed @Expanded(2) Extent padding, @OrNone Number value) {
        Required.tensor("ConstantPad" + dims + "d", "input", input);
        return Ends.pad(
                input,
                padding.sizes(),
                new PadSpec(PadMode.CONSTANT, value == null ? null : value.doubleValue()));
    }

    /**
     * Adds the elements before the ends, backwards.
     *
     * <p>Shapes: input (N, C, *) or (C, *), output (N, C, *ₒ) or without N.
     *
     * @param input the input, (N, C, *) or (C, *)
     * @param padding how much is added, one number for all ends or one each: before and after the
     *     last dimension, then the last but one, and so on
     * @return the output, of the same number of dimensions
     * @throws org.panamatorch.TorchException if the number of dimensions or a size does not fit
     */
    @Leaves
    @AsModule("ReflectionPadNd")
    public static Tensor reflectionPadNd(
            int dims, Tensor input, @Listed @Expanded(2) @PrintedBare Extent padding) {
        Required.tensor("ReflectionPad" + dims + "d", "input", input);
        return Ends.pad(input, padding.sizes(), new PadSpec(PadMode.REFLECT, null));
    }

    /**
     * Adds copies of the last elements.
     *
     * <p>Shapes: input (N, C, *) or (C, *), output (N, C, *ₒ) or without N.
     *
     * @param input the input, (N, C, *) or (C, *)
     * @param padding how much is added, one number for all ends or one each: before and after the
     *     last dimension, then the last but one, and so on
     * @return the output, of the same number of dimensions
     * @throws org.panamatorch.TorchException if the number of dimensions or a size does not fit
     */
    @Leaves
    @AsModule("ReplicationPadNd")
    public static Tensor replicationPadNd(
            int dims, Tensor input, @Listed @Expanded(2) @PrintedBare Extent padding) {
        Required.tensor("ReplicationPad" + dims + "d", "input", input);
        return Ends.pad(input, padding.sizes(), new PadSpec(PadMode.REPLICATE, null));
    }

    /**
     * Adds zeros.
     *
     * <p>Shapes: input (N, C, *) or (C, *), output (N, C, *ₒ) or without N.
     *
     * @param input the input, (N, C, *) or (C, *)
     * @param padding how much is added, one number for all ends or one each: before and after the
     *     last dimension, then the last but one, and so on
     * @return the output, of the same number of dimensions
     * @throws org.panamatorch.TorchException if the number of dimensions or a size does not fit
     */
    @Leaves
    @AsModule("ZeroPadNd")
    public static Tensor zeroPadNd(
            int dims, Tensor input, @Listed @Expanded(2) @PrintedBare Extent padding) {
        Required.tensor("ZeroPad" + dims + "d", "input", input);
        return Ends.pad(input, padding.sizes(), new PadSpec(PadMode.CONSTANT, 0.0));
    }
}
