package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.print.PythonFormat;
import org.panamatorch.option.PadMode;

/** What paddings of all kinds and numbers of dimensions have in common. */
abstract class PadNd extends UnaryModule {
    private final int dims;
    private final PadMode mode;
    private final long[] padding;
    private final Number value;

    PadNd(int dims, PadMode mode, Extent padding, Number value) {
        this.dims = dims;
        this.mode = mode;
        this.padding = padding.expanded(2 * dims).sizes();
        this.value = value;
    }

    /**
     * Enlarges the spatial dimensions.
     *
     * @param input the input, (N, C, *) or (C, *)
     * @return the output, of the same number of dimensions
     * @throws org.panamatorch.TorchException if the number of dimensions or a size does not fit
     */
    @Override
    protected Tensor forward(Tensor input) {
        Required.tensor(this, "input", input);
        if (mode == PadMode.CIRCULAR) {
            int dim = input.dim();
            if (dim != dims + 1 && dim != dims + 2) {
                throw Checks.value(
                        "expected "
                                + (dims + 1)
                                + "D or "
                                + (dims + 2)
                                + "D input (got "
                                + dim
                                + "D input)");
            }
        }
        return Functional.pad(input, padding, mode, value == null ? null : value.doubleValue());
    }

    final String padding() {
        return PythonFormat.tuple(padding);
    }

    @Override
    protected String extraRepr() {
        return padding();
    }
}
