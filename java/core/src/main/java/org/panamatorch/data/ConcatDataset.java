package org.panamatorch.data;

import org.panamatorch.TorchException;
import org.panamatorch.internal.call.Arguments;

import java.util.Arrays;
import java.util.List;

/**
 * Datasets as one, whose numbers go on from each to the next.
 *
 * @param <T> a sample
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/data.html#torch.utils.data.ConcatDataset">torch.utils.data.ConcatDataset</a>
 */
public final class ConcatDataset<T> implements Dataset<T> {
    private final List<Dataset<T>> datasets;

    /** How many samples each dataset and those before it have together. */
    private final long[] cumulativeSizes;

    /**
     * Puts datasets together, whose sizes are asked for now.
     *
     * @param datasets at least one
     * @throws TorchException if there is none
     */
    public ConcatDataset(List<? extends Dataset<T>> datasets) {
        Arguments.requireAll(datasets, "ConcatDataset", "datasets", "datasets");
        if (datasets.isEmpty()) {
            throw new TorchException(
                    TorchException.Kind.VALUE, "datasets should not be an empty iterable");
        }
        this.datasets = List.copyOf(datasets);
        this.cumulativeSizes = this.datasets.stream().mapToLong(Dataset::size).toArray();
        Arrays.parallelPrefix(cumulativeSizes, Long::sum);
    }

    /**
     * A sample.
     *
     * @param index from 0, or negative, from the end
     * @throws TorchException if there is no such sample
     */
    @Override
    public T get(long index) {
        if (index < -size()) {
            throw new TorchException(
                    TorchException.Kind.VALUE,
                    "absolute value of index should not exceed dataset length");
        }
        long position = index < 0 ? index + size() : index;
        int dataset = 0;
        while (dataset < cumulativeSizes.length && cumulativeSizes[dataset] <= position) {
            dataset++;
        }
        if (dataset == cumulativeSizes.length) {
            throw new TorchException(
                    TorchException.Kind.INDEX,
                    "ConcatDataset.get: index "
                            + index
                            + " is out of range of "
                            + size()
                            + " samples");
        }
        long before = dataset == 0 ? 0 : cumulativeSizes[dataset - 1];
        return datasets.get(dataset).get(position - before);
    }

    @Override
    public long size() {
        return cumulativeSizes[cumulativeSizes.length - 1];
    }
}
