package org.panamatorch.data;

import org.panamatorch.internal.call.Arguments;

import java.util.Iterator;
import java.util.stream.LongStream;

/**
 * All samples from the first to the last.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/data.html#torch.utils.data.SequentialSampler">torch.utils.data.SequentialSampler</a>
 */
public final class SequentialSampler implements Sampler<Long> {
    private final Dataset<?> dataset;

    /**
     * Makes a sampler for a dataset, whose size is asked for by each iterator.
     *
     * @param dataset what to sample from
     */
    public SequentialSampler(Dataset<?> dataset) {
        Arguments.requirePresent(dataset, "SequentialSampler", "dataset", "a dataset");
        this.dataset = dataset;
    }

    @Override
    public Iterator<Long> iterator() {
        return LongStream.range(0, dataset.size()).iterator();
    }

    @Override
    public long size() {
        return dataset.size();
    }
}
