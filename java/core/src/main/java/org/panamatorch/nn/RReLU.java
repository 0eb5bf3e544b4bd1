package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Printed;
import org.panamatorch.internal.nn.activation.Activations;
import org.panamatorch.internal.nn.activation.RReLUFuncSpec;
import org.panamatorch.internal.nn.activation.RReLUSpec;

import java.util.function.Consumer;

/**
 * The input where it is positive, else the input times a slope: in training a random one each,
 * otherwise the mean.
 *
 * <p>Shapes: input and output (*).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.RReLU.html">torch.nn.RReLU</a>
 */
public final class RReLU extends UnaryModule {
    private final RReLUSpec options;

    /** Makes the module with the defaults. */
    public RReLU() {
        this(RReLUOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param options sets what is not to be as by default
     */
    public RReLU(Consumer<? super RReLUOptions> options) {
        this(RReLUOptions.of(options, "RReLU"));
    }

    private RReLU(RReLUSpec options) {
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
        return Activations.rrelu(
                input,
                new RReLUFuncSpec(
                        options.lower(), options.upper(), isTraining(), options.inplace()));
    }

    @Override
    protected String extraRepr() {
        return Printed.alone(RReLUOptions.printed(options));
    }
}
