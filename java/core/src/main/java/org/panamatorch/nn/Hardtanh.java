package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Printed;
import org.panamatorch.internal.nn.activation.Activations;
import org.panamatorch.internal.nn.activation.HardtanhSpec;
import org.panamatorch.internal.print.PythonFormat;

import java.util.function.Consumer;

/**
 * The input, cut to an interval.
 *
 * <p>Shapes: input and output (*).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Hardtanh.html">torch.nn.Hardtanh</a>
 */
public final class Hardtanh extends UnaryModule {
    private final HardtanhSpec options;

    /** Makes the module with the defaults. */
    public Hardtanh() {
        this(HardtanhOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param options sets what is not to be as by default
     * @throws org.panamatorch.TorchException if the interval is empty
     */
    public Hardtanh(Consumer<? super HardtanhOptions> options) {
        this(HardtanhOptions.of(options, "Hardtanh"));
    }

    private Hardtanh(HardtanhSpec options) {
        this.options = options;
        if (options.maxVal().doubleValue() <= options.minVal().doubleValue()) {
            throw Checks.value(
                    "max_val ("
                            + PythonFormat.repr(options.maxVal())
                            + ") must be greater than min_val ("
                            + PythonFormat.repr(options.minVal())
                            + ")");
        }
    }

    /**
     * Computes the output.
     *
     * @param input (*)
     * @return (*)
     * @throws org.panamatorch.TorchException if the dtype is not supported
     */
    @Override
    protected Tensor forward(Tensor input) {
        return Activations.hardtanh(input, options);
    }

    @Override
    protected String extraRepr() {
        return Printed.alone(HardtanhOptions.printed(options));
    }
}
