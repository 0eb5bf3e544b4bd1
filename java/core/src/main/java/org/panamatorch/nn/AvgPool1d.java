package org.panamatorch.nn;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.nn.pool.AveragePooling;
import org.panamatorch.internal.nn.pool.PoolSpecs.AvgPool1dSpec;

import java.util.function.Consumer;

/**
 * The means of the windows that slide over an input.
 *
 * <p>Shapes: input (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.AvgPool1d.html">torch.nn.AvgPool1d</a>
 */
public final class AvgPool1d extends UnaryModule {
    private final Extent kernelSize;
    private final AvgPool1dSpec options;

    /**
     * Makes the module with the defaults.
     *
     * @param kernelSize the size of the window
     */
    public AvgPool1d(long kernelSize) {
        this(Extent.single(kernelSize), AvgPool1dOptions.defaults());
    }

    /**
     * Makes the module with the defaults.
     *
     * @param kernelSize the size of the window
     */
    public AvgPool1d(Shape kernelSize) {
        this(Extent.of(kernelSize, "AvgPool1d", "kernelSize"), AvgPool1dOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param kernelSize the size of the window
     * @param options sets what is not to be as by default
     */
    public AvgPool1d(long kernelSize, Consumer<? super AvgPool1dOptions> options) {
        this(Extent.single(kernelSize), AvgPool1dOptions.of(options, "AvgPool1d"));
    }

    /**
     * Makes the module.
     *
     * @param kernelSize the size of the window
     * @param options sets what is not to be as by default
     */
    public AvgPool1d(Shape kernelSize, Consumer<? super AvgPool1dOptions> options) {
        this(
                Extent.of(kernelSize, "AvgPool1d", "kernelSize"),
                AvgPool1dOptions.of(options, "AvgPool1d"));
    }

    private AvgPool1d(Extent kernelSize, AvgPool1dSpec options) {
        Extent stride = options.stride() == null ? kernelSize : options.stride();
        // Python makes tuples in one dimension only, which shows in the printed form.
        this.kernelSize = kernelSize.expanded(1);
        this.options =
                new AvgPool1dSpec(
                        stride.expanded(1),
                        options.padding().expanded(1),
                        options.ceilMode(),
                        options.countIncludePad());
    }

    @Override
    protected Tensor forward(Tensor input) {
        return AveragePooling.avgPool1d(input, kernelSize, options);
    }

    @Override
    protected String extraRepr() {
        return "kernel_size=" + kernelSize + AvgPool1dOptions.printed(options);
    }
}
