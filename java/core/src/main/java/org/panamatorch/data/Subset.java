package org.panamatorch.data;

import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.data.Splits;

import java.util.Arrays;
import java.util.List;

/**
 * Some samples of a dataset.
 *
 * @param <T> a sample
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/data.html#torch.utils.data.Subset">torch.utils.data.Subset</a>
 */
public final class Subset<T> implements Dataset<T> {
    private final Dataset<T> dataset;
    private final long[] indices;

    /**
     * Takes some samples of a dataset.
     *
     * @param dataset the whole
     * @param indices the numbers that the samples have there
     */
    public Subset(Dataset<T> dataset, long... indices) {
        Arguments.requirePresent(dataset, "Subset", "dataset", "a dataset");
        Arguments.requirePresent(indices, "Subset", "indices", "a list of integers");
        this.dataset = dataset;
        this.indices = indices.clone();
    }

    /**
     * The whole.
     *
     * @return the dataset that this is a part of
     */
    public Dataset<T> dataset() {
        return dataset;
    }

    /**
     * Which samples of the whole these are.
     *
     * @return their numbers there
     */
    public long[] indices() {
        return indices.clone();
    }

    private long[] ofWhole(String operation, long... indices) {
        Arguments.requirePresent(indices, operation, "indices", "a list of integers");
        return Arrays.stream(indices).map(this::ofWhole).toArray();
    }

    private long ofWhole(long index) {
        return indices[Splits.position(index, indices.length, "Subset.get")];
    }

    @Override
    public T get(long index) {
        return dataset.get(ofWhole(index));
    }

    @Override
    public List<T> getItems(long... indices) {
        return dataset.getItems(ofWhole("Subset.getItems", indices));
    }

    @Override
    public T batch(long... indices) {
        return dataset.batch(ofWhole("Subset.batch", indices));
    }

    @Override
    public long size() {
        return indices.length;
    }
}
