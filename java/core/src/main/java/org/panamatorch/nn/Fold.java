package org.panamatorch.nn;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.nn.conv.FoldSpec;
import org.panamatorch.internal.nn.conv.Folding;

import java.util.function.Consumer;

/**
 * The sum of windows at their places: what {@link Unfold} took apart, put together.
 *
 * <p>Shapes: input (N, C · kH · kW, windows) or without N, output (N, C, H, W) or (C, H, W).
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Fold.html">torch.nn.Fold</a>
 */
public final class Fold extends UnaryModule {
    private final Extent outputSize;
    private final Extent kernelSize;
    private final FoldSpec options;

    /**
     * Makes the module with the defaults.
     *
     * @param outputSize the size of the output
     * @param kernelSize the size of the window
     */
    public Fold(long outputSize, long kernelSize) {
        this(Extent.single(outputSize), Extent.single(kernelSize), FoldOptions.defaults());
    }

    /**
     * Makes the module with the defaults.
     *
     * @param outputSize the size of the output
     * @param kernelSize the size of the window
     */
    public Fold(long outputSize, Shape kernelSize) {
        this(
                Extent.single(outputSize),
                Extent.of(kernelSize, "Fold", "kernelSize"),
                FoldOptions.defaults());
    }

    /**
     * Makes the module with the defaults.
     *
     * @param outputSize the size of the output
     * @param kernelSize the size of the window
     */
    public Fold(Shape outputSize, long kernelSize) {
        this(
                Extent.of(outputSize, "Fold", "outputSize"),
                Extent.single(kernelSize),
                FoldOptions.defaults());
    }

    /**
     * Makes the module with the defaults.
     *
     * @param outputSize the size of the output
     * @param kernelSize the size of the window
     */
    public Fold(Shape outputSize, Shape kernelSize) {
        this(
                Extent.of(outputSize, "Fold", "outputSize"),
                Extent.of(kernelSize, "Fold", "kernelSize"),
                FoldOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param outputSize the size of the output
     * @param kernelSize the size of the window
     * @param options sets what is not to be as by default
     */
    public Fold(long outputSize, long kernelSize, Consumer<? super FoldOptions> options) {
        this(Extent.single(outputSize), Extent.single(kernelSize), FoldOptions.of(options, "Fold"));
    }

    /**
     * Makes the module.
     *
     * @param outputSize the size of the output
     * @param kernelSize the size of the window
     * @param options sets what is not to be as by default
     */
    public Fold(long outputSize, Shape kernelSize, Consumer<? super FoldOptions> options) {
        this(
                Extent.single(outputSize),
                Extent.of(kernelSize, "Fold", "kernelSize"),
                FoldOptions.of(options, "Fold"));
    }

    /**
     * Makes the module.
     *
     * @param outputSize the size of the output
     * @param kernelSize the size of the window
     * @param options sets what is not to be as by default
     */
    public Fold(Shape outputSize, long kernelSize, Consumer<? super FoldOptions> options) {
        this(
                Extent.of(outputSize, "Fold", "outputSize"),
                Extent.single(kernelSize),
                FoldOptions.of(options, "Fold"));
    }

    /**
     * Makes the module.
     *
     * @param outputSize the size of the output
     * @param kernelSize the size of the window
     * @param options sets what is not to be as by default
     */
    public Fold(Shape outputSize, Shape kernelSize, Consumer<? super FoldOptions> options) {
        this(
                Extent.of(outputSize, "Fold", "outputSize"),
                Extent.of(kernelSize, "Fold", "kernelSize"),
                FoldOptions.of(options, "Fold"));
    }

    private Fold(Extent outputSize, Extent kernelSize, FoldSpec options) {
        this.outputSize = outputSize;
        this.kernelSize = kernelSize;
        this.options = options;
    }

    /**
     * Puts the windows together.
     *
     * @param input (N, C · kH · kW, windows) or without N
     * @return (N, C, H, W) or (C, H, W)
     * @throws org.panamatorch.TorchException if sizes do not fit
     */
    @Override
    protected Tensor forward(Tensor input) {
        return Folding.fold(input, outputSize, kernelSize, options);
    }

    @Override
    protected String extraRepr() {
        return "output_size="
                + outputSize
                + ", kernel_size="
                + kernelSize
                + FoldOptions.printed(options);
    }
}
