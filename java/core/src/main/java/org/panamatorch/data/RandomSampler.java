package org.panamatorch.data;

import org.panamatorch.Generator;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.data.Drawn;
import org.panamatorch.internal.data.Draws;
import org.panamatorch.internal.data.RandomSamplerSpec;

import java.util.Arrays;
import java.util.Iterator;
import java.util.function.Consumer;

/**
 * Samples in a random order.
 *
 * <p>Without a generator of its own, an iterator draws one number of the default generator, with
 * which it seeds one for itself. Without replacement the order is a permutation, drawn once more
 * for each further round; with replacement 32 indices are drawn at a time.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/data.html#torch.utils.data.RandomSampler">torch.utils.data.RandomSampler</a>
 */
public final class RandomSampler implements Sampler<Long> {
    // As many indices as Python draws together where it draws with replacement.
    private static final long TOGETHER = 32;

    private final Dataset<?> dataset;
    private final RandomSamplerSpec options;

    /**
     * Makes a sampler that gives each sample once.
     *
     * @param dataset what to sample from
     * @throws TorchException if it is empty
     */
    public RandomSampler(Dataset<?> dataset) {
        this(dataset, RandomSamplerOptions.defaults());
    }

    /**
     * Makes a sampler.
     *
     * @param dataset what to sample from
     * @param options sets what is not to be as by default
     * @throws TorchException if the dataset is empty, or the number of samples is not positive
     */
    public RandomSampler(Dataset<?> dataset, Consumer<? super RandomSamplerOptions> options) {
        this(dataset, RandomSamplerOptions.of(options, "RandomSampler"));
    }

    private RandomSampler(Dataset<?> dataset, RandomSamplerSpec options) {
        Arguments.requirePresent(dataset, "RandomSampler", "dataset", "a dataset");
        this.dataset = dataset;
        this.options = options;
        if (size() <= 0 || dataset.size() <= 0) {
            throw new TorchException(
                    TorchException.Kind.VALUE,
                    "num_samples should be a positive integer value, but got num_samples="
                            + size());
        }
    }

    Generator generator() {
        return options.generator();
    }

    @Override
    public Iterator<Long> iterator() {
        if (dataset.size() <= 0) {
            throw new TorchException(
                    TorchException.Kind.VALUE,
                    "RandomSampler: the dataset has become empty, expected at least one sample");
        }
        return options.replacement() ? new WithReplacement() : new Permutations();
    }

    /** How many indices an iterator gives: the dataset's size, unless the options say otherwise. */
    @Override
    public long size() {
        return options.numSamples() == null ? dataset.size() : options.numSamples();
    }

    /** Draws from a generator that is ready when the first index is asked for. */
    private abstract class Seeded extends Drawn {
        private Generator generator = options.generator();
        private long remaining = size();

        /** How many samples there are, whatever becomes of the dataset. */
        final long count = dataset.size();

        private boolean isLast;

        final Generator generator() {
            if (generator == null) {
                generator = new Generator().manualSeed(Draws.seed(null));
            }
            return generator;
        }

        /** How many indices a round has, but for the last. */
        abstract long round();

        /** Draws so many indices of a round, in the last round fewer than all, maybe none. */
        abstract long[] draw(int wanted);

        @Override
        protected final long[] draw() {
            if (isLast) {
                return null;
            }
            long round = round();
            int wanted = (int) Math.min(remaining, round);
            remaining -= wanted;
            isLast = wanted < round;
            return draw(wanted);
        }

        @Override
        protected void end() {
            if (options.generator() == null) {
                generator().close();
            }
        }
    }

    private final class Permutations extends Seeded {
        @Override
        long round() {
            return count;
        }

        // Python also draws the last, incomplete round where nothing is left for it.
        @Override
        long[] draw(int wanted) {
            return Arrays.copyOf(Draws.permutation(count, generator()), wanted);
        }
    }

    private final class WithReplacement extends Seeded {
        @Override
        long round() {
            return TOGETHER;
        }

        @Override
        long[] draw(int wanted) {
            try (Tensor drawn = Torch.randint(count, Shape.of(wanted), generator())) {
                return drawn.toLongArray();
            }
        }
    }
}
