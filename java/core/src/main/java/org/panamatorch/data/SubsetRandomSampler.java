package org.panamatorch.data;

import org.panamatorch.Generator;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.data.Drawn;
import org.panamatorch.internal.data.Draws;

import java.util.Arrays;
import java.util.Iterator;

/**
 * Given samples in a random order.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/data.html#torch.utils.data.SubsetRandomSampler">torch.utils.data.SubsetRandomSampler</a>
 */
public final class SubsetRandomSampler implements Sampler<Long> {
    private final long[] indices;
    private final Generator generator;

    /**
     * Makes a sampler that uses the default generator.
     *
     * @param indices the numbers of the samples
     */
    public SubsetRandomSampler(long... indices) {
        this(null, indices);
    }

    /**
     * Makes a sampler.
     *
     * @param generator the source of random numbers, null for the default one
     * @param indices the numbers of the samples
     */
    public SubsetRandomSampler(Generator generator, long... indices) {
        Arguments.requirePresent(indices, "SubsetRandomSampler", "indices", "a list of integers");
        this.indices = indices.clone();
        this.generator = generator;
    }

    Generator generator() {
        return generator;
    }

    @Override
    public Iterator<Long> iterator() {
        return Drawn.once(
                () ->
                        Arrays.stream(Draws.permutation(indices.length, generator))
                                .map(position -> indices[(int) position])
                                .toArray());
    }

    @Override
    public long size() {
        return indices.length;
    }
}
