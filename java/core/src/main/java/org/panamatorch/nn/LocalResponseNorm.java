package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.norm.LocalResponseNormSpec;
import org.panamatorch.internal.nn.norm.Normalizations;

import java.util.function.Consumer;

/**
 * Divides each element by a power of the squares of its neighbours in other channels: {@code x / (k
 * + alpha / size Σ x²)^beta}.
 *
 * <p>Shapes: input and output (N, C, *).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.LocalResponseNorm.html">torch.nn.LocalResponseNorm</a>
 */
public final class LocalResponseNorm extends UnaryModule {
    private final long size;
    private final LocalResponseNormSpec options;

    /**
     * Makes the module with the defaults.
     *
     * @param size how many channels
     */
    public LocalResponseNorm(long size) {
        this(size, LocalResponseNormOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param size how many channels
     * @param options sets what is not to be as by default
     */
    public LocalResponseNorm(long size, Consumer<? super LocalResponseNormOptions> options) {
        this(size, LocalResponseNormOptions.of(options, "LocalResponseNorm"));
    }

    private LocalResponseNorm(long size, LocalResponseNormSpec options) {
        this.size = size;
        this.options = options;
    }

    /**
     * Computes the output.
     *
     * @param input (N, C, *)
     * @return of the same shape
     * @throws org.panamatorch.TorchException if there are fewer than three dimensions
     */
    @Override
    protected Tensor forward(Tensor input) {
        return Normalizations.localResponseNorm(input, size, options);
    }

    @Override
    protected String extraRepr() {
        return size + LocalResponseNormOptions.printed(options);
    }
}
