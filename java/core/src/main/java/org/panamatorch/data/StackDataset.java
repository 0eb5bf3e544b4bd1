package org.panamatorch.data;

import org.panamatorch.TorchException;
import org.panamatorch.internal.call.Arguments;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Datasets side by side: a sample is one of each.
 *
 * @param <T> a sample of each dataset
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/data.html#torch.utils.data.StackDataset">torch.utils.data.StackDataset</a>
 */
public final class StackDataset<T> implements Dataset<List<T>> {
    private final List<Dataset<? extends T>> datasets;
    private final long size;

    /**
     * Puts datasets side by side.
     *
     * @param datasets at least one, all of one size
     * @throws TorchException if there is none, or their sizes differ
     */
    public StackDataset(List<? extends Dataset<? extends T>> datasets) {
        this.size = commonSize(datasets);
        this.datasets = List.copyOf(datasets);
    }

    /**
     * Puts datasets side by side by name: a sample is a map of one of each.
     *
     * @param datasets at least one, all of one size
     * @param <T> a sample of each dataset
     * @return a view of them
     * @throws TorchException if there is none, or their sizes differ
     */
    public static <T> Dataset<SequencedMap<String, T>> of(
            SequencedMap<String, ? extends Dataset<? extends T>> datasets) {
        Arguments.requirePresent(datasets, "StackDataset", "datasets", "a map of datasets");
        Arguments.requireAll(datasets.sequencedKeySet(), "StackDataset", "datasets", "names");
        List<String> names = List.copyOf(datasets.sequencedKeySet());
        return new StackDataset<T>(new ArrayList<>(datasets.sequencedValues()))
                .map(
                        sample -> {
                            SequencedMap<String, T> named = new LinkedHashMap<>();
                            for (int i = 0; i < names.size(); i++) {
                                named.put(names.get(i), sample.get(i));
                            }
                            return named;
                        });
    }

    private static long commonSize(Collection<? extends Dataset<?>> datasets) {
        Arguments.requireAll(datasets, "StackDataset", "datasets", "datasets");
        List<Long> sizes = datasets.stream().map(Dataset::size).toList();
        if (sizes.isEmpty()) {
            throw new TorchException(
                    TorchException.Kind.VALUE, "At least one dataset should be passed");
        }
        if (sizes.stream().distinct().count() > 1) {
            throw new TorchException(
                    TorchException.Kind.VALUE,
                    "Size mismatch between datasets: their sizes are " + sizes);
        }
        return sizes.getFirst();
    }

    @Override
    public List<T> get(long index) {
        List<T> sample = new ArrayList<>(datasets.size());
        for (Dataset<? extends T> dataset : datasets) {
            sample.add(dataset.get(index));
        }
        return sample;
    }

    @Override
    public List<T> batch(long... indices) {
        List<T> batch = new ArrayList<>(datasets.size());
        for (Dataset<? extends T> dataset : datasets) {
            batch.add(dataset.batch(indices));
        }
        return batch;
    }

    @Override
    public long size() {
        return size;
    }
}
