package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.activation.Activations;
import org.panamatorch.internal.nn.activation.InplaceSpec;
import org.panamatorch.internal.print.PythonFormat;

import java.util.function.Consumer;

/**
 * The input where it is greater than a threshold, else a value.
 *
 * <p>Shapes: input and output (*).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Threshold.html">torch.nn.Threshold</a>
 */
public final class Threshold extends UnaryModule {
    private final Number threshold;
    private final Number value;
    private final InplaceSpec options;

    /**
     * Makes the module with the defaults.
     *
     * @param threshold the threshold
     * @param value what replaces the others
     */
    public Threshold(Number threshold, Number value) {
        this(threshold, value, InplaceOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param threshold the threshold
     * @param value what replaces the others
     * @param inplace whether the result is written to the input
     */
    public Threshold(Number threshold, Number value, boolean inplace) {
        this(threshold, value, new InplaceSpec(inplace));
    }

    /**
     * Makes the module.
     *
     * @param threshold the threshold
     * @param value what replaces the others
     * @param options sets what is not to be as by default
     */
    public Threshold(Number threshold, Number value, Consumer<? super InplaceOptions> options) {
        this(threshold, value, InplaceOptions.of(options, "Threshold"));
    }

    private Threshold(Number threshold, Number value, InplaceSpec options) {
        this.threshold = Required.number(this, "threshold", threshold);
        this.value = Required.number(this, "value", value);
        this.options = options;
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
        return Activations.threshold(input, threshold, value, options);
    }

    @Override
    protected String extraRepr() {
        return "threshold="
                + PythonFormat.repr(threshold)
                + ", value="
                + PythonFormat.repr(value)
                + InplaceOptions.printed(options);
    }
}
