package org.panamatorch.data;

import org.panamatorch.TorchException;

import java.util.Arrays;

/**
 * Samples that come one after the other, as from a stream.
 *
 * <p>Each worker of a {@link DataLoader} asks for an iterator of its own, and what all of them give
 * is loaded: with more than one, {@link #iterator} looks at {@link WorkerInfo#current} for its
 * share.
 *
 * @param <T> a sample
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/data.html#torch.utils.data.IterableDataset">torch.utils.data.IterableDataset</a>
 */
@FunctionalInterface
public interface IterableDataset<T> extends Iterable<T> {
    /**
     * How many samples there are, if that is known.
     *
     * @return the number
     * @throws TorchException if this dataset does not know
     */
    default long size() {
        throw new TorchException(
                TorchException.Kind.TYPE,
                "object of type '" + getClass().getSimpleName() + "' has no len()");
    }

    /**
     * This dataset and then another, Python's {@code +}.
     *
     * @param other the other one
     * @return a view of both
     */
    default ChainDataset<T> plus(IterableDataset<T> other) {
        return new ChainDataset<>(Arrays.asList(this, other));
    }
}
