package org.panamatorch.data;

import org.panamatorch.TorchException;

/**
 * An order of samples. An iterator draws its random numbers when it is asked for the first index,
 * not when it is made, as Python's does.
 *
 * @param <I> {@link Long}, the number of a sample, or {@code long[]}, those of a batch
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/data.html#torch.utils.data.Sampler">torch.utils.data.Sampler</a>
 */
@FunctionalInterface
public interface Sampler<I> extends Iterable<I> {
    /**
     * How many indices or batches an iterator gives, if that is known.
     *
     * @return the number
     * @throws TorchException if this sampler does not know
     */
    default long size() {
        throw new TorchException(
                TorchException.Kind.TYPE,
                "object of type '" + getClass().getSimpleName() + "' has no len()");
    }
}
