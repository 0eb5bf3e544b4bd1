package org.panamatorch.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.panamatorch.checks.Refused.assertRefused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.EmbeddingBag;
import org.panamatorch.nn.Functional;
import org.panamatorch.option.EmbeddingBagMode;

/** Bags of embeddings whose offsets or indices are none. */
@NoLeaks
class BagChecksTest {
    private static Tensor weight(DType dtype) {
        return Torch.arange(30).to(dtype).view(10, 3);
    }

    private static Tensor none() {
        return Torch.zeros(new long[] {0}, TensorOptions.of(DType.INT64));
    }

    private static Tensor bags(
            Tensor indices, Tensor weight, Tensor offsets, EmbeddingBagMode mode) {
        return EmbeddingBag.fromPretrained(weight, o -> o.mode(mode)).call(indices, offsets);
    }

    @ParameterizedTest
    @CsvSource({
        "-4_000_000_000, SUM, FLOAT32", "-5, SUM, FLOAT32", "4_000_000_000, SUM, FLOAT32",
        "-4_000_000_000, MEAN, FLOAT32", "-4_000_000_000, MAX, FLOAT32", "4, MAX, FLOAT64",
        "-4_000_000_000, SUM, FLOAT64", "-1, MEAN, FLOAT16", "4, SUM, BFLOAT16",
    })
    void offsetOutsideOfTheIndices_isRefused(String offset, EmbeddingBagMode mode, DType dtype) {
        long number = Long.parseLong(offset.replace("_", ""));
        assertRefused(
                "embedding_bag: offsets has "
                        + number
                        + " at position 1, expected numbers that rise from 0 to at most 3, the"
                        + " number of indices\n  in embedding_bag",
                () ->
                        bags(
                                Torch.tensor(1L, 2L, 3L),
                                weight(dtype),
                                Torch.tensor(0L, number, 2L),
                                mode));
    }

    @Test
    void offsetOfInt32OutsideOfTheIndices_isRefused() {
        assertRefused(
                "embedding_bag: offsets has -2000000000 at position 1",
                () ->
                        bags(
                                Torch.tensor(1, 2, 3),
                                weight(DType.FLOAT32),
                                Torch.tensor(0, -2_000_000_000, 2),
                                EmbeddingBagMode.SUM));
    }

    @Test
    void fallingOffset_isRefused() {
        assertRefused(
                "embedding_bag: offsets has 1 at position 2",
                () ->
                        bags(
                                Torch.tensor(1L, 2L, 3L),
                                weight(DType.FLOAT32),
                                Torch.tensor(0L, 2L, 1L),
                                EmbeddingBagMode.MEAN));
    }

    @Test
    void noBagsForIndices_areRefusedWhereRowsAreNotAddedWhole() {
        String text =
                "embedding_bag: offsets has 0 elements, which make no bag, expected one more at"
                        + " least for the 2 indices\n  in ";
        Tensor indices = Torch.tensor(1L, 2L);
        Tensor columns = Torch.ones(3, 10).t();
        Tensor weights = Torch.ones(4).view(2, 2).select(1, 0);
        assertRefused(
                text,
                () ->
                        EmbeddingBag.fromPretrained(weight(DType.FLOAT32), o -> o.paddingIdx(0))
                                .call(indices, none()));
        assertRefused(text, () -> EmbeddingBag.fromPretrained(columns).call(indices, none()));
        assertRefused(
                text,
                () ->
                        EmbeddingBag.fromPretrained(
                                        weight(DType.FLOAT32), o -> o.mode(EmbeddingBagMode.SUM))
                                .call(indices, none(), weights));
        assertThat(EmbeddingBag.fromPretrained(weight(DType.FLOAT32)).call(indices, none()).shape())
                .hasToString("torch.Size([0, 3])");
    }

    @Test
    void offsetsOfTwoDimensions_areRefused() {
        String text = "offsets has to be a 1D Tensor, but got Tensor of dimension 2\n  in ";
        Tensor offsets = none().view(1, 0);
        Tensor indices = Torch.tensor(new long[] {0});
        assertRefused(
                text,
                () -> Torch.call("aten::embedding_bag", weight(DType.FLOAT32), indices, offsets));
        assertRefused(
                text,
                () ->
                        Torch.call(
                                "aten::embedding_bag",
                                weight(DType.FLOAT32),
                                indices.view(1, 1),
                                offsets));
    }

    @Test
    void indicesOfTwoDimensions_areRefusedWhereRowsAreNotAddedWhole() {
        Tensor indices = Torch.tensor(new long[][] {{0, 1, 2}, {3, 4, 0}});
        Tensor offsets = Torch.tensor(0L, 1L);
        assertRefused(
                "embedding_bag: indices has the shape [2, 3], expected one dimension",
                () -> Torch.call("aten::embedding_bag", weight(DType.FLOAT64), indices, offsets));
        Object[] results =
                (Object[])
                        Torch.call("aten::embedding_bag", weight(DType.FLOAT32), indices, offsets);
        Tensor sums = (Tensor) results[0];
        assertThat(sums.tolist()).hasToString("[[0.0, 1.0, 2.0], [30.0, 35.0, 40.0]]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT8", "INT16", "UINT8"})
    void offsetsOfSmallIntegers_areChecked(String dtype) {
        Tensor offsets = Torch.tensor(0L, 7L).to(DType.valueOf(dtype));
        assertRefused(
                "embedding_bag: offsets has 7 at position 1, expected numbers that rise from 0 to"
                        + " at most 2",
                () ->
                        EmbeddingBag.fromPretrained(weight(DType.FLOAT32))
                                .call(Torch.tensor(1L, 2L), offsets));
    }

    @Test
    void noBagsForIndices_areRefusedByName() {
        assertRefused(
                "embedding_bag: offsets has 0 elements, which make no bag, expected one more at"
                        + " least for the 2 indices\n  in aten::embedding_bag(",
                () ->
                        Torch.call(
                                "aten::embedding_bag",
                                weight(DType.FLOAT64),
                                Torch.tensor(1L, 2L),
                                none()));
        assertRefused(
                "embedding_bag: offsets has 1 elements, which make no bag",
                () ->
                        Torch.call(
                                "aten::embedding_bag",
                                weight(DType.FLOAT64),
                                Torch.tensor(1L, 2L),
                                Torch.tensor(0L).view(1),
                                false,
                                EmbeddingBagMode.MEAN.code(),
                                false,
                                null,
                                true));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT64", "FLOAT32"})
    void noBagsForIndicesInModeMax_areRefused(DType dtype) {
        assertRefused(
                "embedding_bag: offsets has 0 elements",
                () -> bags(Torch.tensor(1L, 2L), weight(dtype), none(), EmbeddingBagMode.MAX));
    }

    @ParameterizedTest
    @EnumSource(names = {"SUM", "MEAN"})
    void noBagsOfFloats_areNoRowsAsInPython(EmbeddingBagMode mode) {
        try (TensorScope _ = new TensorScope()) {
            Tensor rows = bags(Torch.tensor(1L, 2L), weight(DType.FLOAT32), none(), mode);

            assertThat(rows.sizes()).containsExactly(0, 3);
        }
    }

    @Test
    void risingOffsets_makeBags() {
        try (TensorScope _ = new TensorScope()) {
            Tensor rows =
                    Functional.embeddingBag(
                            Torch.tensor(1L, 2L, 3L),
                            weight(DType.FLOAT64),
                            o -> o.offsets(Torch.tensor(0L, 0L, 2L)));

            assertThat(rows.view(-1).toDoubleArray())
                    .containsExactly(0, 0, 0, 4.5, 5.5, 6.5, 9, 10, 11);
        }
    }
}
