package org.panamatorch.data;

import org.panamatorch.TorchException;
import org.panamatorch.internal.call.Arguments;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The indices of another sampler, several at a time.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/data.html#torch.utils.data.BatchSampler">torch.utils.data.BatchSampler</a>
 */
public final class BatchSampler implements Sampler<long[]> {
    private final Sampler<Long> sampler;
    private final int batchSize;
    private final boolean dropLast;

    /**
     * Makes a sampler of batches.
     *
     * @param sampler what gives the indices
     * @param batchSize how many there are in a batch
     * @param dropLast whether to leave out a last batch that is smaller
     * @throws TorchException if the size is not positive, or more than an array can hold
     */
    public BatchSampler(Sampler<Long> sampler, long batchSize, boolean dropLast) {
        Arguments.requirePresent(sampler, "BatchSampler", "sampler", "a sampler");
        if (batchSize <= 0 || batchSize > Integer.MAX_VALUE) {
            throw new TorchException(
                    TorchException.Kind.VALUE,
                    "batch_size should be a positive integer value, but got batch_size="
                            + batchSize);
        }
        this.sampler = sampler;
        this.batchSize = (int) batchSize;
        this.dropLast = dropLast;
    }

    Sampler<Long> sampler() {
        return sampler;
    }

    @Override
    public Iterator<long[]> iterator() {
        Iterator<Long> indices = sampler.iterator();
        Arguments.requireResult(indices, "BatchSampler", "iterator", "an iterator");
        return new Iterator<>() {
            private long[] batch;

            @Override
            public boolean hasNext() {
                if (batch == null) {
                    batch = read();
                }
                return batch.length == batchSize || batch.length > 0 && !dropLast;
            }

            private long[] read() {
                // A last batch is seldom full, and the size may be that of all samples and more.
                long[] read = new long[Math.min(batchSize, 1 << 10)];
                int count = 0;
                while (count < batchSize && indices.hasNext()) {
                    if (count == read.length) {
                        read = Arrays.copyOf(read, (int) Math.min(batchSize, 2L * count));
                    }
                    Long index = indices.next();
                    Arguments.requireResult(index, "BatchSampler", "next", "an index");
                    read[count++] = index;
                }
                return Arrays.copyOf(read, count);
            }

            @Override
            public long[] next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("the pass is over: there are no more batches");
                }
                long[] next = batch;
                batch = null;
                return next;
            }
        };
    }

    @Override
    public long size() {
        long indices = sampler.size();
        return dropLast ? indices / batchSize : Math.ceilDiv(indices, batchSize);
    }
}
