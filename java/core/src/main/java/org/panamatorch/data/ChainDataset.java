package org.panamatorch.data;

import org.panamatorch.internal.call.Arguments;

import java.util.Iterator;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Datasets that come one after the other, each begun when those before it are at their end.
 *
 * @param <T> a sample
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/data.html#torch.utils.data.ChainDataset">torch.utils.data.ChainDataset</a>
 */
public final class ChainDataset<T> implements IterableDataset<T> {
    private final List<IterableDataset<T>> datasets;

    /**
     * Puts datasets one after the other.
     *
     * @param datasets the datasets
     */
    public ChainDataset(List<? extends IterableDataset<T>> datasets) {
        Arguments.requireAll(datasets, "ChainDataset", "datasets", "datasets");
        this.datasets = List.copyOf(datasets);
    }

    @Override
    public Iterator<T> iterator() {
        return datasets.stream()
                .flatMap(each -> StreamSupport.stream(each.spliterator(), false))
                .iterator();
    }

    /**
     * How many samples all of them have.
     *
     * @return the number
     */
    @Override
    public long size() {
        return datasets.stream().mapToLong(IterableDataset::size).sum();
    }
}
