package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.padding.Ends;
import org.panamatorch.internal.nn.padding.PadSpec;
import org.panamatorch.option.PadMode;

/** A module that enlarges spatial dimensions at their ends. */
public abstract class PadBase extends UnaryModule {
    private final int dims;
    private final Extent padding;
    private final PadSpec options;

    PadBase(int dims, Extent padding, PadMode mode, Double value) {
        this.dims = dims;
        this.padding = padding.expanded(2 * dims);
        this.options = new PadSpec(mode, value);
    }

    @Override
    protected Tensor forward(Tensor input) {
        Required.tensor(this, "input", input);
        if (options.mode() == PadMode.CIRCULAR) {
            Checks.batchedOrNot(input.dim(), dims);
        }
        return Ends.pad(input, padding.sizes(), options);
    }

    @Override
    protected String extraRepr() {
        return padding.toString();
    }
}
