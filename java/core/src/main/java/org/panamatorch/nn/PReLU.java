package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.internal.nn.Printed;
import org.panamatorch.internal.nn.activation.ActivationSpecs.PReLUSpec;
import org.panamatorch.internal.nn.activation.Activations;

import java.util.function.Consumer;

/**
 * The input where it is positive, else the input times a slope that is learned.
 *
 * <p>Shapes: input and output (N, C, *).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.PReLU.html">torch.nn.PReLU</a>
 */
public final class PReLU extends UnaryModule {
    private static final String WEIGHT = "weight";

    private final PReLUSpec options;

    /** Makes the module with the defaults. */
    public PReLU() {
        this(PReLUOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param options sets what is not to be as by default
     */
    public PReLU(Consumer<? super PReLUOptions> options) {
        this(PReLUOptions.of(options, "PReLU"));
    }

    private PReLU(PReLUSpec options) {
        this.options = options;
        registerParameter(
                WEIGHT, Torch.empty(new long[] {options.numParameters()}, options.parameters()));
        resetParameters();
    }

    @Override
    protected Tensor forward(Tensor input) {
        return Activations.prelu(input, weight());
    }

    /** Sets the slopes to what they are at first. */
    public void resetParameters() {
        Init.constant_(weight(), options.init());
    }

    /**
     * The slopes.
     *
     * @return (slopes)
     */
    public Tensor weight() {
        return parameter(WEIGHT);
    }

    @Override
    protected String extraRepr() {
        return Printed.alone(PReLUOptions.printed(options));
    }
}
