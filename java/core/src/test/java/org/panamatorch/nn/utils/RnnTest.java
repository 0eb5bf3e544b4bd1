package org.panamatorch.nn.utils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.panamatorch.Device;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.GRU;
import org.panamatorch.nn.PackedSequence;
import org.panamatorch.option.Side;
import org.panamatorch.support.InScope;

import java.util.List;

@NoLeaks
class RnnTest {
    @RegisterExtension final InScope scope = new InScope();

    private static List<Tensor> sequences() {
        return List.of(
                Torch.tensor(1f, 2f), Torch.tensor(3f, 4f, 5f), Torch.tensor(new float[] {6}));
    }

    @Test
    void packSequence_unsorted_sortsAndRemembersTheOrder() {
        PackedSequence packed = Rnn.packSequence(sequences(), false);
        assertThat(packed.data().toFloatArray()).containsExactly(3, 1, 6, 4, 2, 5);
        assertThat(packed.batchSizes().toLongArray()).containsExactly(3, 2, 1);
        assertThat(packed.sortedIndices().toLongArray()).containsExactly(1, 0, 2);
        assertThat(packed.unsortedIndices().toLongArray()).containsExactly(1, 0, 2);
    }

    @Test
    void padPackedSequence_totalLength_padsInTheOriginalOrder() {
        Rnn.Padded padded =
                Rnn.padPackedSequence(
                        Rnn.packSequence(sequences(), false),
                        o -> o.batchFirst(true).paddingValue(-1).totalLength(4L));
        assertThat(padded.padded().sizes()).containsExactly(3, 4);
        assertThat(padded.padded().toFloatArray())
                .containsExactly(1, 2, -1, -1, 3, 4, 5, -1, 6, -1, -1, -1);
        assertThat(padded.lengths().toLongArray()).containsExactly(2, 3, 1);
    }

    @Test
    void padSequence_left_padsBefore() {
        Tensor padded =
                Rnn.padSequence(
                        sequences(),
                        o -> o.batchFirst(true).paddingValue(9).paddingSide(Side.LEFT));
        assertThat(padded.toFloatArray()).containsExactly(9, 1, 2, 3, 4, 5, 9, 9, 6);
    }

    @Test
    void packPaddedSequence_batchFirstUnsorted_isPackSequence() {
        Tensor padded = Rnn.padSequence(sequences(), o -> o.batchFirst(true));
        PackedSequence packed =
                Rnn.packPaddedSequence(
                        padded,
                        Torch.tensor(2L, 3L, 1L),
                        o -> o.batchFirst(true).enforceSorted(false));
        assertThat(packed.data().toFloatArray()).containsExactly(3, 1, 6, 4, 2, 5);
        assertThat(packed.sortedIndices().toLongArray()).containsExactly(1, 0, 2);
    }

    @Test
    void packPaddedSequence_lengthsInATensor_areThoseInAnArray() {
        Tensor padded = Torch.tensor(new float[][] {{1, 4}, {2, 5}, {3, 0}});
        Tensor lengths = Torch.tensor(3L, 2L);
        assertThat(Rnn.packPaddedSequence(padded, lengths).data().toFloatArray())
                .isEqualTo(Rnn.packPaddedSequence(padded, 3, 2).data().toFloatArray())
                .containsExactly(1, 4, 2, 5, 3);
    }

    @Test
    void unpadSequence_padded_givesTheSequencesBack() {
        List<Tensor> unpadded =
                Rnn.unpadSequence(Rnn.padSequence(sequences()), Torch.tensor(2L, 3L, 1L));
        assertThat(unpadded.stream().map(Tensor::tolist))
                .containsExactly(List.of(1.0, 2.0), List.of(3.0, 4.0, 5.0), List.of(6.0));
    }

    @Test
    void unpackSequence_packed_givesTheSequencesBack() {
        List<Tensor> unpacked = Rnn.unpackSequence(Rnn.packSequence(sequences(), false));
        assertThat(unpacked.get(0).toFloatArray()).containsExactly(1, 2);
        assertThat(unpacked.get(1).toFloatArray()).containsExactly(3, 4, 5);
        assertThat(unpacked.get(2).toFloatArray()).containsExactly(6);
    }

    @Test
    void packSequence_unsortedButEnforced_isRefused() {
        assertThatThrownBy(() -> Rnn.packSequence(sequences()))
                .isInstanceOf(TorchException.class)
                .hasMessageStartingWith("`lengths` array must be sorted in decreasing order");
    }

    @Test
    void padPackedSequence_shortTotalLength_isRefused() {
        PackedSequence packed = Rnn.packSequence(sequences(), false);
        assertThatThrownBy(() -> Rnn.padPackedSequence(packed, o -> o.totalLength(2L)))
                .isInstanceOf(TorchException.class)
                .hasMessageContaining("total_length=2 and max sequence length being 3");
    }

    @Test
    void packPaddedSequence_otherNumberOfLengths_isRefused() {
        assertThatThrownBy(() -> Rnn.packPaddedSequence(Torch.zeros(3, 2), 3))
                .isInstanceOf(TorchException.class)
                .hasMessageContaining(
                        "Expected `len(lengths)` to be equal to batch_size, but got 1"
                                + " (batch_size=2)");
    }

    @Test
    void packPaddedSequence_lengthZero_isRefused() {
        assertThatThrownBy(() -> Rnn.packPaddedSequence(Torch.zeros(3, 2), 3, 0))
                .isInstanceOf(TorchException.class)
                .hasMessageContaining("Length of all samples has to be greater than 0");
    }

    @Test
    void unpadSequence_otherNumberOfLengths_isRefused() {
        assertThatThrownBy(() -> Rnn.unpadSequence(Torch.zeros(2, 3), Torch.tensor(new long[] {3})))
                .isInstanceOf(TorchException.class)
                .hasMessage(
                        "zip() argument 2 is shorter than argument 1"
                                + "\n  in unpadSequence(padded=float32[2, 3], lengths=int64[1])");
    }

    @Test
    void packedSequence_sizesOffTheCpu_areRefused() {
        Tensor sizes = Torch.ones(new long[] {2}, TensorOptions.of(Device.META));
        assertThatThrownBy(() -> new PackedSequence(Torch.zeros(2, 3), sizes))
                .isInstanceOf(TorchException.class)
                .hasMessageStartingWith("batch_sizes should always be on CPU.");
    }

    @Test
    void padPackedSequence_increasingSizes_areRefused() {
        PackedSequence packed = new PackedSequence(Torch.zeros(5, 3), Torch.tensor(1L, 3L, 1L));
        assertThatThrownBy(() -> Rnn.padPackedSequence(packed))
                .isInstanceOf(TorchException.class)
                .hasMessage(
                        "batch_sizes must be positive and must not increase, got 3\n"
                            + "  in padPackedSequence(data=float32[5, 3], batchSizes=int64[3])");
    }

    @Test
    void padPackedSequence_noSizes_areRefused() {
        PackedSequence packed = new PackedSequence(Torch.zeros(0, 3), Torch.tensor(new long[0]));
        assertThatThrownBy(() -> Rnn.padPackedSequence(packed))
                .isInstanceOf(TorchException.class)
                .hasMessageContaining("index 0 is out of bounds");
    }

    @Test
    void forward_moreSizesThanRows_areRefused() {
        PackedSequence packed = Rnn.packPaddedSequence(Torch.zeros(3, 2, 4), 4, 3);
        assertThatThrownBy(() -> new GRU(4, 2).call(packed))
                .isInstanceOf(TorchException.class)
                .hasMessageContaining("batch_sizes sum up to more than the 6 rows");
    }

    @Test
    void forward_nullPackedSequence_namesTheArgument() {
        assertThatThrownBy(() -> new GRU(4, 2).call((PackedSequence) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("'input'");
    }
}
