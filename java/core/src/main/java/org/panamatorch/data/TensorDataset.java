package org.panamatorch.data;

import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.internal.call.Arguments;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Tensors whose first dimension is that of the samples. A batch is one call an own tensor.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/data.html#torch.utils.data.TensorDataset">torch.utils.data.TensorDataset</a>
 */
public final class TensorDataset implements Dataset<List<Tensor>> {
    private final List<Tensor> tensors;

    /**
     * Makes a dataset of tensors, which are not copied.
     *
     * @param tensors (N, *), at least one
     * @throws TorchException if their first sizes differ
     */
    public TensorDataset(Tensor... tensors) {
        this(
                Arrays.asList(
                        Arguments.present(
                                tensors, "TensorDataset", "tensors", "a list of tensors")));
    }

    /**
     * Makes a dataset of tensors, which are not copied.
     *
     * @param tensors (N, *), at least one
     * @throws TorchException if their first sizes differ
     */
    public TensorDataset(Collection<Tensor> tensors) {
        Arguments.requireAll(tensors, "TensorDataset", "tensors", "tensors");
        if (tensors.isEmpty()) {
            throw new TorchException(
                    TorchException.Kind.VALUE, "TensorDataset needs at least one tensor");
        }
        this.tensors = List.copyOf(tensors);
        long size = size();
        if (this.tensors.stream().anyMatch(tensor -> tensor.size(0) != size)) {
            throw new TorchException(
                    TorchException.Kind.VALUE,
                    "Size mismatch between tensors: their first sizes are "
                            + this.tensors.stream().map(tensor -> tensor.size(0)).toList());
        }
    }

    /**
     * The tensors.
     *
     * @return what the dataset was made of
     */
    public List<Tensor> tensors() {
        return tensors;
    }

    /**
     * A sample: a view of each tensor.
     *
     * @param index from 0, or negative, from the end
     */
    @Override
    public List<Tensor> get(long index) {
        return tensors.stream().map(tensor -> tensor.get(index)).toList();
    }

    /**
     * A copy of several samples of each tensor, (number of indices, *).
     *
     * @param indices the numbers of samples
     */
    @Override
    public List<Tensor> batch(long... indices) {
        Arguments.requirePresent(indices, "TensorDataset.batch", "indices", "a list of integers");
        try (Tensor rows = Torch.tensor(indices)) {
            return tensors.stream().map(tensor -> tensor.index(rows)).toList();
        }
    }

    @Override
    public long size() {
        return tensors.getFirst().size(0);
    }
}
