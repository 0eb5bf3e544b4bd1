package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.internal.nn.Checks;

import java.util.Objects;

/**
 * A batch of sequences of different lengths without padding, as the recurrent modules take it.
 * {@link org.panamatorch.nn.utils.Rnn} packs and unpacks.
 *
 * @param data the elements of all sequences, time by time, (sum of lengths, *)
 * @param batchSizes how many sequences go on at each time, {@code int64} on the CPU, (longest
 *     length)
 * @param sortedIndices where the sequences, longest first, stand in the original batch, (N); null
 *     if they were sorted
 * @param unsortedIndices its inverse, (N), which is computed where it is null
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.utils.rnn.PackedSequence.html">torch.nn.utils.rnn.PackedSequence</a>
 */
public record PackedSequence(
        Tensor data, Tensor batchSizes, Tensor sortedIndices, Tensor unsortedIndices) {
    /**
     * Makes a packed sequence of its parts.
     *
     * @throws org.panamatorch.TorchException if the batch sizes are not on the CPU
     */
    public PackedSequence {
        Objects.requireNonNull(data, "PackedSequence: argument 'data' is null, expected a tensor");
        Objects.requireNonNull(
                batchSizes, "PackedSequence: argument 'batchSizes' is null, expected a tensor");
        if (!batchSizes.device().isCpu()) {
            throw Checks.value(
                    "batch_sizes should always be on CPU. Instances of PackedSequence should never"
                        + " be created manually. They should be instantiated by functions like"
                        + " pack_sequence and pack_padded_sequences in nn.utils.rnn."
                        + " https://pytorch.org/docs/stable/nn.html#torch.nn.utils.rnn.pack_sequence");
        }
        if (unsortedIndices == null) {
            unsortedIndices = invertPermutation(sortedIndices);
        }
    }

    /**
     * Makes a packed sequence of sorted sequences.
     *
     * @param data the elements
     * @param batchSizes how many sequences go on at each time
     */
    public PackedSequence(Tensor data, Tensor batchSizes) {
        this(data, batchSizes, null, null);
    }

    /**
     * The inverse of a permutation.
     *
     * @param permutation of {@code int64}, (N), or null
     * @return a new tensor, or null for null
     * @throws org.panamatorch.TorchException if an index is out of range
     */
    public static Tensor invertPermutation(Tensor permutation) {
        if (permutation == null) {
            return null;
        }
        try (Tensor positions =
                Torch.arange(0, permutation.numel(), TensorOptions.of(permutation.device()))) {
            return Torch.emptyLike(permutation).scatter_(0, permutation, positions);
        }
    }

    /**
     * The same sequences with other data.
     *
     * @param newData the elements
     * @return a new packed sequence of these tensors
     */
    public PackedSequence withData(Tensor newData) {
        return new PackedSequence(newData, batchSizes, sortedIndices, unsortedIndices);
    }

    /**
     * The sequences with dtype and device of the given options; indices are moved with the data,
     * batch sizes stay.
     *
     * @param options what to convert to
     * @return a new packed sequence, or this one where nothing is to be done
     */
    public PackedSequence to(TensorOptions options) {
        Tensor moved = data.to(options);
        if (moved == data
                || moved.dtype() == data.dtype() && moved.device().equals(data.device())) {
            return this;
        }
        TensorOptions place = TensorOptions.of(moved.device());
        return new PackedSequence(
                moved,
                batchSizes,
                sortedIndices == null ? null : sortedIndices.to(place),
                unsortedIndices == null ? null : unsortedIndices.to(place));
    }
}
