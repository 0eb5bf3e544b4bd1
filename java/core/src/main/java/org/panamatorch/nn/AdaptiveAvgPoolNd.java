package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Extent;

/** What average poolings to a given size have in common. */
abstract class AdaptiveAvgPoolNd extends UnaryModule {
    private final int dims;
    private final Extent outputSize;

    AdaptiveAvgPoolNd(int dims, Extent outputSize) {
        this.dims = dims;
        this.outputSize = outputSize;
    }

    /**
     * Computes the means.
     *
     * @param input the input, (N, C, *) or (C, *)
     * @return the means
     * @throws org.panamatorch.TorchException if the shape does not fit
     */
    @Override
    protected Tensor forward(Tensor input) {
        return switch (dims) {
            case 1 -> Functional.adaptiveAvgPool1d(input, outputSize.sizes());
            case 2 -> Functional.adaptiveAvgPool2d(input, outputSize.sizes());
            default -> Functional.adaptiveAvgPool3d(input, outputSize.sizes());
        };
    }

    @Override
    protected String extraRepr() {
        return "output_size=" + outputSize;
    }
}
