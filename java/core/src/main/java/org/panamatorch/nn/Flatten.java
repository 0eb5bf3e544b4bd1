package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Printed;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.vision.FlattenSpec;

import java.util.function.Consumer;

/**
 * Makes one dimension of several.
 *
 * <p>Shapes: input (*, S₁, …, Sₙ, *), output (*, ΠSᵢ, *).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Flatten.html">torch.nn.Flatten</a>
 */
public final class Flatten extends UnaryModule {
    private final FlattenSpec options;

    /** Makes the module with the defaults. */
    public Flatten() {
        this(FlattenOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param options sets what is not to be as by default
     */
    public Flatten(Consumer<? super FlattenOptions> options) {
        this(FlattenOptions.of(options, "Flatten"));
    }

    private Flatten(FlattenSpec options) {
        this.options = options;
    }

    /**
     * Computes the output.
     *
     * @param input (*, S₁, …, Sₙ, *)
     * @return (*, ΠSᵢ, *), a view where that is possible
     * @throws org.panamatorch.TorchException if there are no such dimensions
     */
    @Override
    protected Tensor forward(Tensor input) {
        return Required.tensor("Flatten", "input", input)
                .flatten(options.startDim(), options.endDim());
    }

    @Override
    protected String extraRepr() {
        return Printed.alone(FlattenOptions.printed(options));
    }
}
