package org.panamatorch.data;

import org.panamatorch.DType;
import org.panamatorch.Generator;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.data.Drawn;
import org.panamatorch.internal.data.WeightedRandomSamplerSpec;
import org.panamatorch.internal.print.PythonFormat;

import java.util.Iterator;
import java.util.function.Consumer;

/**
 * Samples drawn with the probabilities that weights give, such as those of rare classes more often.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/data.html#torch.utils.data.WeightedRandomSampler">torch.utils.data.WeightedRandomSampler</a>
 */
public final class WeightedRandomSampler implements Sampler<Long> {
    private final double[] weights;
    private final long numSamples;
    private final WeightedRandomSamplerSpec options;

    /**
     * Makes a sampler that draws with replacement.
     *
     * @param weights one for each sample; they need not add up to 1
     * @param numSamples how many samples to draw
     * @throws TorchException if the number is not positive
     */
    public WeightedRandomSampler(double[] weights, long numSamples) {
        this(weights, numSamples, WeightedRandomSamplerOptions.defaults());
    }

    /**
     * Makes a sampler.
     *
     * @param weights one for each sample; they need not add up to 1
     * @param numSamples how many samples to draw
     * @param options sets what is not to be as by default
     * @throws TorchException if the number is not positive
     */
    public WeightedRandomSampler(
            double[] weights,
            long numSamples,
            Consumer<? super WeightedRandomSamplerOptions> options) {
        this(
                weights,
                numSamples,
                WeightedRandomSamplerOptions.of(options, "WeightedRandomSampler"));
    }

    /**
     * Makes a sampler that draws with replacement.
     *
     * @param weights (N), of any dtype
     * @param numSamples how many samples to draw
     * @throws TorchException if the number is not positive, or the weights have not one dimension
     */
    public WeightedRandomSampler(Tensor weights, long numSamples) {
        this(elements(weights), numSamples);
    }

    /**
     * Makes a sampler.
     *
     * @param weights (N), of any dtype
     * @param numSamples how many samples to draw
     * @param options sets what is not to be as by default
     * @throws TorchException if the number is not positive, or the weights have not one dimension
     */
    public WeightedRandomSampler(
            Tensor weights,
            long numSamples,
            Consumer<? super WeightedRandomSamplerOptions> options) {
        this(elements(weights), numSamples, options);
    }

    private WeightedRandomSampler(
            double[] weights, long numSamples, WeightedRandomSamplerSpec options) {
        Arguments.requirePresent(weights, "WeightedRandomSampler", "weights", "a list of floats");
        if (numSamples <= 0) {
            throw new TorchException(
                    TorchException.Kind.VALUE,
                    "num_samples should be a positive integer value, but got num_samples="
                            + numSamples);
        }
        this.weights = weights.clone();
        this.numSamples = numSamples;
        this.options = options;
    }

    private static double[] elements(Tensor weights) {
        Arguments.requirePresent(weights, "WeightedRandomSampler", "weights", "a tensor");
        if (weights.dim() != 1) {
            throw new TorchException(
                    TorchException.Kind.VALUE,
                    "weights should be a 1d sequence but given weights have shape "
                            + PythonFormat.repr(weights.shape().toArray()));
        }
        try (Tensor doubles = weights.detach().to(DType.FLOAT64)) {
            return doubles.toDoubleArray();
        }
    }

    Generator generator() {
        return options.generator();
    }

    @Override
    public Iterator<Long> iterator() {
        return Drawn.once(this::drawn);
    }

    private long[] drawn() {
        try (Tensor likely = Torch.tensor(weights);
                Tensor drawn =
                        Torch.multinomial(
                                likely, numSamples, options.replacement(), options.generator())) {
            return drawn.toLongArray();
        }
    }

    @Override
    public long size() {
        return numSamples;
    }
}
