package org.panamatorch.nn.utils;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.aten.AtenI;
import org.panamatorch.internal.aten.AtenP;
import org.panamatorch.internal.aten.PackPaddedSequenceResult;
import org.panamatorch.internal.aten.PadPackedSequenceResult;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.Failure;
import org.panamatorch.nn.PackedSequence;
import org.panamatorch.result.SortResult;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Batches of sequences of different lengths: padded, packed, or as lists.
 *
 * <p>Shapes: a padded batch is (T, B, *), with the longest length T and B sequences, or (B, T, *)
 * with {@code batchFirst}.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/nn.html#module-torch.nn.utils">torch.nn.utils.rnn</a>
 */
public final class Rnn {
    private Rnn() {}

    /**
     * A padded batch and the lengths of its sequences.
     *
     * @param padded (T, B, *) or (B, T, *)
     * @param lengths {@code int64}, (B)
     */
    public record Padded(Tensor padded, Tensor lengths) {}

    /**
     * Packs a padded batch (T, B, *) that is sorted by length, the longest first.
     *
     * @param input (T, B, *)
     * @param lengths the lengths of the sequences, as many as there are sequences
     * @return the packed sequences
     * @throws TorchException if a length is not positive, their number is another, or they are not
     *     sorted
     */
    public static PackedSequence packPaddedSequence(Tensor input, long... lengths) {
        return packPaddedSequence(input, lengths, o -> {});
    }

    /**
     * Packs a padded batch (T, B, *) that is sorted by length, the longest first.
     *
     * @param input (T, B, *)
     * @param lengths the lengths of the sequences, (B), on the CPU
     * @return the packed sequences
     * @throws TorchException if a length is not positive, their number is another, or they are not
     *     sorted
     */
    public static PackedSequence packPaddedSequence(Tensor input, Tensor lengths) {
        return packPaddedSequence(input, lengths, o -> {});
    }

    /**
     * Packs a padded batch.
     *
     * @param input (T, B, *) or (B, T, *)
     * @param lengths the lengths of the sequences, as many as there are sequences
     * @param options sets what is not to be as by default
     * @return the packed sequences
     * @throws TorchException if a length is not positive, their number is another, or they are not
     *     sorted
     */
    public static PackedSequence packPaddedSequence(
            Tensor input, long[] lengths, Consumer<? super PackPaddedSequenceOptions> options) {
        Objects.requireNonNull(
                lengths,
                "packPaddedSequence: argument 'lengths' is null, expected a list of integers");
        return packPaddedSequence(input, Torch.tensor(lengths), options);
    }

    /**
     * Packs a padded batch.
     *
     * @param input (T, B, *) or (B, T, *)
     * @param lengths the lengths of the sequences, (B), on the CPU
     * @param options sets what is not to be as by default
     * @return the packed sequences
     * @throws TorchException if a length is not positive, their number is another, or they are not
     *     sorted
     */
    public static PackedSequence packPaddedSequence(
            Tensor input, Tensor lengths, Consumer<? super PackPaddedSequenceOptions> options) {
        Objects.requireNonNull(
                input, "packPaddedSequence: argument 'input' is null, expected a tensor");
        Objects.requireNonNull(
                lengths, "packPaddedSequence: argument 'lengths' is null, expected a tensor");
        var chosen = PackPaddedSequenceOptions.of(options, "packPaddedSequence");
        Tensor wholeLengths = lengths.to(DType.INT64);
        Tensor sorted = input;
        Tensor sortedIndices = null;
        if (!chosen.enforceSorted()) {
            SortResult order = wholeLengths.sort(-1, true);
            wholeLengths = order.values();
            sortedIndices = order.indices().to(TensorOptions.of(input.device()));
            sorted = input.indexSelect(chosen.batchFirst() ? 0 : 1, sortedIndices);
        }
        PackPaddedSequenceResult packed =
                AtenP._pack_padded_sequence(sorted, wholeLengths, chosen.batchFirst());
        return new PackedSequence(packed.result0(), packed.result1(), sortedIndices, null);
    }

    /**
     * Pads packed sequences, in the order of the original batch.
     *
     * @param sequence the packed sequences
     * @return a batch (T, B, *) padded with zeros, and the lengths
     * @throws TorchException if the parts of the packed sequence do not fit each other
     */
    public static Padded padPackedSequence(PackedSequence sequence) {
        return padPackedSequence(sequence, o -> {});
    }

    /**
     * Pads packed sequences, in the order of the original batch.
     *
     * @param sequence the packed sequences
     * @param options sets what is not to be as by default
     * @return a batch (T, B, *) or (B, T, *), and the lengths
     * @throws TorchException if the parts of the packed sequence do not fit each other, or {@code
     *     totalLength} is too short
     */
    public static Padded padPackedSequence(
            PackedSequence sequence, Consumer<? super PadPackedSequenceOptions> options) {
        Objects.requireNonNull(
                sequence,
                "padPackedSequence: argument 'sequence' is null, expected a packed sequence");
        var chosen = PadPackedSequenceOptions.of(options, "padPackedSequence");
        requireBatchSizes(sequence);
        Long totalLength = chosen.totalLength();
        long maxLength = sequence.batchSizes().size(0);
        if (totalLength != null && totalLength < maxLength) {
            throw Failure.refusal(
                    Kind.VALUE,
                    "Expected total_length to be at least the length of the longest sequence in"
                            + " input, but got total_length="
                            + totalLength
                            + " and max sequence length being "
                            + maxLength,
                    "padPackedSequence",
                    "data",
                    sequence.data(),
                    "batchSizes",
                    sequence.batchSizes(),
                    "totalLength",
                    totalLength);
        }
        PadPackedSequenceResult result =
                AtenP._pad_packed_sequence(
                        sequence.data(),
                        sequence.batchSizes(),
                        chosen.batchFirst(),
                        chosen.paddingValue(),
                        totalLength == null ? maxLength : totalLength);
        Tensor unsorted = sequence.unsortedIndices();
        if (unsorted == null) {
            return new Padded(result.result0(), result.result1());
        }
        Tensor onCpu = unsorted.to(TensorOptions.of(Device.CPU));
        return new Padded(
                result.result0().indexSelect(chosen.batchFirst() ? 0 : 1, unsorted),
                AtenI.index_Tensor(result.result1(), new Tensor[] {onCpu}));
    }

    // LibTorch trusts the sizes, and writes outside its memory where they increase.
    private static void requireBatchSizes(PackedSequence sequence) {
        Tensor batchSizes = sequence.batchSizes();
        if (batchSizes.dim() != 1 || batchSizes.dtype() != DType.INT64) {
            throw runtime(
                    "batch_sizes must be a 1-D tensor of dtype torch.int64, got "
                            + batchSizes.dim()
                            + "-D tensor of dtype "
                            + batchSizes.dtype(),
                    "padPackedSequence",
                    "data",
                    sequence.data(),
                    "batchSizes",
                    batchSizes);
        }
        long[] sizes = batchSizes.toLongArray();
        if (sizes.length == 0) {
            throw Failure.refusal(
                    Kind.INDEX,
                    "index 0 is out of bounds for dimension 0 with size 0",
                    "padPackedSequence",
                    "data",
                    sequence.data(),
                    "batchSizes",
                    batchSizes);
        }
        long sum = 0;
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] <= 0 || i > 0 && sizes[i] > sizes[i - 1]) {
                throw runtime(
                        "batch_sizes must be positive and must not increase, got " + sizes[i],
                        "padPackedSequence",
                        "data",
                        sequence.data(),
                        "batchSizes",
                        batchSizes);
            }
            sum += sizes[i];
        }
        long rows = sequence.data().dim() == 0 ? 0 : sequence.data().size(0);
        if (sum != rows) {
            throw runtime(
                    "batch_sizes sum up to "
                            + sum
                            + ", not to the "
                            + rows
                            + " rows of the packed data",
                    "padPackedSequence",
                    "data",
                    sequence.data(),
                    "batchSizes",
                    batchSizes);
        }
    }

    private static TorchException runtime(String text, String operation, Object... arguments) {
        return Failure.refusal(Kind.RUNTIME, text, operation, arguments);
    }

    /**
     * Puts sequences into a batch (T, B, *), padded at their ends with zeros.
     *
     * @param sequences each (L, *)
     * @return a new tensor
     * @throws TorchException if the list is empty or the other dimensions differ
     */
    public static Tensor padSequence(List<Tensor> sequences) {
        return padSequence(sequences, o -> {});
    }

    /**
     * Puts sequences into a padded batch.
     *
     * @param sequences each (L, *)
     * @param options sets what is not to be as by default
     * @return a new tensor, (T, B, *) or (B, T, *)
     * @throws TorchException if the list is empty or the other dimensions differ
     */
    public static Tensor padSequence(
            List<Tensor> sequences, Consumer<? super PadSequenceOptions> options) {
        Objects.requireNonNull(
                sequences, "padSequence: argument 'sequences' is null, expected a list of tensors");
        var chosen = PadSequenceOptions.of(options, "padSequence");
        return AtenP.pad_sequence(
                sequences.toArray(Tensor[]::new),
                chosen.batchFirst(),
                chosen.paddingValue(),
                chosen.paddingSide().toString());
    }

    /**
     * Takes the sequences out of a padded batch (T, B, *).
     *
     * @param padded (T, B, *)
     * @param lengths the lengths of the sequences, (B)
     * @return new tensors, each (L, *)
     * @throws TorchException if there is another number of lengths than of sequences
     */
    public static List<Tensor> unpadSequence(Tensor padded, Tensor lengths) {
        return unpadSequence(padded, lengths, false);
    }

    /**
     * Takes the sequences out of a padded batch.
     *
     * @param padded (T, B, *) or (B, T, *)
     * @param lengths the lengths of the sequences, (B)
     * @param batchFirst whether the batch comes first
     * @return new tensors, each (L, *)
     * @throws TorchException if there is another number of lengths than of sequences
     */
    public static List<Tensor> unpadSequence(Tensor padded, Tensor lengths, boolean batchFirst) {
        Objects.requireNonNull(
                padded, "unpadSequence: argument 'padded' is null, expected a tensor");
        Objects.requireNonNull(
                lengths, "unpadSequence: argument 'lengths' is null, expected a tensor");
        Tensor batch = batchFirst ? padded : padded.transpose(0, 1);
        if (batch.size(0) != lengths.size(0)) {
            throw Failure.refusal(
                    Kind.VALUE,
                    "zip() argument 2 is "
                            + (lengths.size(0) < batch.size(0) ? "shorter" : "longer")
                            + " than argument 1",
                    "unpadSequence",
                    "padded",
                    padded,
                    "lengths",
                    lengths);
        }
        Tensor positions = Torch.arange(0, batch.size(1), TensorOptions.of(batch.device()));
        Tensor limits = lengths.to(TensorOptions.of(batch.device()));
        List<Tensor> sequences = new ArrayList<>();
        for (int i = 0; i < batch.size(0); i++) {
            Tensor within = positions.lt(limits.select(0, i));
            sequences.add(AtenI.index_Tensor(batch.select(0, i), new Tensor[] {within}));
        }
        return sequences;
    }

    /**
     * Packs sequences that are sorted by length, the longest first.
     *
     * @param sequences each (L, *)
     * @return the packed sequences
     * @throws TorchException if the list is empty, one is empty, they are not sorted, or the other
     *     dimensions differ
     */
    public static PackedSequence packSequence(List<Tensor> sequences) {
        return packSequence(sequences, true);
    }

    /**
     * Packs sequences.
     *
     * @param sequences each (L, *)
     * @param enforceSorted whether they must be sorted by length, the longest first; else they will
     *     be
     * @return the packed sequences
     * @throws TorchException if the list is empty, one is empty, they are not sorted, or the other
     *     dimensions differ
     */
    public static PackedSequence packSequence(List<Tensor> sequences, boolean enforceSorted) {
        Tensor padded = padSequence(sequences);
        Arguments.requireAll(sequences, "packSequence", "sequences", "tensors");
        long[] lengths = sequences.stream().mapToLong(sequence -> sequence.size(0)).toArray();
        return packPaddedSequence(padded, lengths, o -> o.enforceSorted(enforceSorted));
    }

    /**
     * Takes the sequences out of a packed sequence, in the order of the original batch.
     *
     * @param packed the packed sequences
     * @return new tensors, each (L, *)
     * @throws TorchException if the parts of the packed sequence do not fit each other
     */
    public static List<Tensor> unpackSequence(PackedSequence packed) {
        Padded batch = padPackedSequence(packed, o -> o.batchFirst(true));
        return unpadSequence(batch.padded(), batch.lengths(), true);
    }

    /**
     * The inverse of a permutation.
     *
     * @param permutation of {@code int64}, (N), or null
     * @return a new tensor, or null for null
     * @throws TorchException if an index is out of range
     */
    public static Tensor invertPermutation(Tensor permutation) {
        return PackedSequence.invertPermutation(permutation);
    }
}
