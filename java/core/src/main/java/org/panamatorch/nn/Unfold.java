package org.panamatorch.nn;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.nn.conv.FoldSpec;
import org.panamatorch.internal.nn.conv.Folding;

import java.util.function.Consumer;

/**
 * The windows that slide over an image, as columns.
 *
 * <p>Shapes: input (N, C, H, W) or (C, H, W), output (N, C · kH · kW, windows) or without N.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Unfold.html">torch.nn.Unfold</a>
 */
public final class Unfold extends UnaryModule {
    private final Extent kernelSize;
    private final FoldSpec options;

    /**
     * Makes the module with the defaults.
     *
     * @param kernelSize the size of the window
     */
    public Unfold(long kernelSize) {
        this(Extent.single(kernelSize), FoldOptions.defaults());
    }

    /**
     * Makes the module with the defaults.
     *
     * @param kernelSize the size of the window
     */
    public Unfold(Shape kernelSize) {
        this(Extent.of(kernelSize, "Unfold", "kernelSize"), FoldOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param kernelSize the size of the window
     * @param options sets what is not to be as by default
     */
    public Unfold(long kernelSize, Consumer<? super FoldOptions> options) {
        this(Extent.single(kernelSize), FoldOptions.of(options, "Unfold"));
    }

    /**
     * Makes the module.
     *
     * @param kernelSize the size of the window
     * @param options sets what is not to be as by default
     */
    public Unfold(Shape kernelSize, Consumer<? super FoldOptions> options) {
        this(Extent.of(kernelSize, "Unfold", "kernelSize"), FoldOptions.of(options, "Unfold"));
    }

    private Unfold(Extent kernelSize, FoldSpec options) {
        this.kernelSize = kernelSize;
        this.options = options;
    }

    /**
     * Takes the input apart.
     *
     * @param input (N, C, H, W) or (C, H, W)
     * @return (N, C · kH · kW, windows) or without N
     * @throws org.panamatorch.TorchException if sizes do not fit
     */
    @Override
    protected Tensor forward(Tensor input) {
        return Folding.unfold(input, kernelSize, options);
    }

    @Override
    protected String extraRepr() {
        return "kernel_size=" + kernelSize + FoldOptions.printed(options);
    }
}
