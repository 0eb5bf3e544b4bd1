package org.panamatorch.data;

import org.panamatorch.Generator;
import org.panamatorch.TorchException;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.data.Splits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Samples that have numbers.
 *
 * <p>The workers of a {@link DataLoader} share the dataset, which in Python each has a copy of:
 * then {@link #get} is called by several threads at once.
 *
 * @param <T> a sample: a tensor, a list or map of what can be a sample, or a record of such
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/data.html#torch.utils.data.Dataset">torch.utils.data.Dataset</a>
 */
public interface Dataset<T> {
    /**
     * A sample.
     *
     * @param index from 0 to {@link #size} - 1
     * @return the sample
     */
    T get(long index);

    /**
     * How many samples there are.
     *
     * @return the number
     */
    long size();

    /**
     * Several samples. Override it where they are had faster together than one by one, as Python's
     * {@code __getitems__}.
     *
     * @param indices the numbers of samples
     * @return the samples in that order
     */
    default List<T> getItems(long... indices) {
        Arguments.requirePresent(indices, "Dataset.getItems", "indices", "a list of integers");
        List<T> items = new ArrayList<>(indices.length);
        for (long index : indices) {
            items.add(get(index));
        }
        return items;
    }

    /**
     * Several samples put together, as a {@link DataLoader} without a collate function asks for
     * them. Override it where a batch is had faster than its samples.
     *
     * @param indices the numbers of samples
     * @return what {@link Collate#batch} makes of them
     * @throws TorchException if they cannot be put together
     */
    default T batch(long... indices) {
        return Collate.batch(getItems(indices));
    }

    /**
     * The samples of a list.
     *
     * @param samples the list, which is not copied
     * @param <T> a sample
     * @return a view of it
     */
    static <T> Dataset<T> of(List<T> samples) {
        Arguments.requirePresent(samples, "Dataset.of", "samples", "a list");
        return new Dataset<>() {
            @Override
            public T get(long index) {
                return samples.get(Splits.position(index, samples.size(), "Dataset.get"));
            }

            @Override
            public long size() {
                return samples.size();
            }
        };
    }

    /**
     * This dataset with each sample changed when it is asked for.
     *
     * @param change what makes the new sample of the old one, for several threads at once if there
     *     are workers
     * @param <R> the new kind of sample
     * @return a view of this dataset
     */
    default <R> Dataset<R> map(Function<? super T, ? extends R> change) {
        Arguments.requirePresent(change, "Dataset.map", "change", "a function");
        Dataset<T> whole = this;
        return new Dataset<>() {
            @Override
            public R get(long index) {
                return change.apply(whole.get(index));
            }

            @Override
            public long size() {
                return whole.size();
            }
        };
    }

    /**
     * This dataset and then another, Python's {@code +}.
     *
     * @param other the other one
     * @return a view of both
     */
    default ConcatDataset<T> plus(Dataset<T> other) {
        return new ConcatDataset<>(Arrays.asList(this, other));
    }

    /**
     * Splits the samples at random, by the default generator.
     *
     * @param lengths how many samples each part has; together all
     * @return a view for each length
     * @throws TorchException if they are not all samples together
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/data.html#torch.utils.data.random_split">random_split</a>
     */
    default List<Subset<T>> randomSplit(long... lengths) {
        return randomSplit(null, lengths);
    }

    /**
     * Splits the samples at random.
     *
     * @param generator the source of random numbers, null for the default one
     * @param lengths how many samples each part has; together all
     * @return a view for each length
     * @throws TorchException if they are not all samples together
     */
    default List<Subset<T>> randomSplit(Generator generator, long... lengths) {
        return Splits.of(size(), lengths, generator).stream()
                .map(indices -> new Subset<>(this, indices))
                .toList();
    }

    /**
     * Splits the samples at random by shares, by the default generator. What is left over after
     * rounding down goes to the parts in turn, one sample each.
     *
     * @param fractions the share of each part, from 0 to 1; together 1
     * @return a view for each share
     * @throws TorchException if they are not 1 together
     */
    default List<Subset<T>> randomSplit(double... fractions) {
        return randomSplit(null, fractions);
    }

    /**
     * Splits the samples at random by shares.
     *
     * @param generator the source of random numbers, null for the default one
     * @param fractions the share of each part, from 0 to 1; together 1
     * @return a view for each share
     * @throws TorchException if they are not 1 together
     */
    default List<Subset<T>> randomSplit(Generator generator, double... fractions) {
        return randomSplit(generator, Splits.lengths(size(), fractions));
    }
}
