package org.panamatorch.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.panamatorch.checks.Refused.assertRefused;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Layout;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.junit.NoLeaks;

import java.util.List;
import java.util.function.UnaryOperator;

/** Indices of sparse tensors that are written after they were checked. */
@NoLeaks
class SparseChecksTest {
    private final TensorScope scope = new TensorScope();
    private final Tensor dense = Torch.eye(4);

    @AfterEach
    void close() {
        scope.close();
    }

    private Tensor compressed(Layout layout) {
        boolean hasBlocks = layout == Layout.SPARSE_BSR || layout == Layout.SPARSE_BSC;
        return dense.toSparse(
                o -> o.layout(layout).blocksize(hasBlocks ? new long[] {2, 2} : null));
    }

    private static boolean isByRow(Layout layout) {
        return layout == Layout.SPARSE_CSR || layout == Layout.SPARSE_BSR;
    }

    private static Tensor plain(Tensor sparse) {
        return isByRow(sparse.layout()) ? sparse.colIndices() : sparse.rowIndices();
    }

    private static Tensor starts(Tensor sparse) {
        return isByRow(sparse.layout()) ? sparse.crowIndices() : sparse.ccolIndices();
    }

    private List<UnaryOperator<Tensor>> operators() {
        return List.of(
                sparse -> sparse.matmul(dense),
                sparse -> dense.matmul(sparse),
                Tensor::toDense,
                sparse -> Torch.addmm(dense, sparse, dense),
                sparse -> sparse.matmul(dense.select(0, 0)),
                sparse -> sparse.add(sparse),
                sparse -> sparse.mul(dense),
                sparse -> sparse.toSparse(o -> o.layout(Layout.SPARSE_COO)));
    }

    @ParameterizedTest
    @EnumSource(names = {"SPARSE_CSR", "SPARSE_CSC", "SPARSE_BSR", "SPARSE_BSC"})
    void writtenIndices_areRefused(Layout layout) {
        for (UnaryOperator<Tensor> operator : operators()) {
            for (long value : new long[] {1_000_000_000, -1, 4}) {
                Tensor sparse = compressed(layout);
                plain(sparse).fill_(value);
                // Not every operator is there for every layout.
                assertThatThrownBy(() -> operator.apply(sparse)).isInstanceOf(TorchException.class);
                Tensor other = compressed(layout);
                starts(other).fill_(value);
                assertThatThrownBy(() -> operator.apply(other)).isInstanceOf(TorchException.class);
            }
        }
    }

    @Test
    void writtenIndices_areNamed() {
        Tensor columns = compressed(Layout.SPARSE_CSR);
        columns.colIndices().fill_(1_000_000_000);
        assertRefused(
                "col_indices were changed, expected numbers from 0 to 3\n  in matmul(",
                () -> columns.matmul(dense));
        Tensor rows = compressed(Layout.SPARSE_CSR);
        rows.crowIndices().fill_(7);
        assertRefused(
                "crow_indices were changed, expected numbers that rise from 0 to 4",
                () -> rows.toDense());
        Tensor blocks = compressed(Layout.SPARSE_BSC);
        blocks.rowIndices().fill_(2);
        assertRefused(
                "row_indices were changed, expected numbers from 0 to 1", () -> blocks.toDense());
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000_000_000, -1, 4, Long.MIN_VALUE})
    void writtenCoordinates_areRefused(long value) {
        for (UnaryOperator<Tensor> operator : operators().subList(0, 5)) {
            Tensor sparse = dense.toSparse();
            sparse.indices().select(0, 1).fill_(value);
            assertRefused(
                    "indices of dimension 1 were changed, expected numbers from 0 to 3",
                    () -> operator.apply(sparse));
        }
    }

    @Test
    void indicesWrittenBeforeBackward_areRefused() {
        Tensor sparse = compressed(Layout.SPARSE_CSR);
        Tensor other = Torch.ones(4, 2).requiresGrad_();
        Tensor product = sparse.matmul(other).sum();
        sparse.data().colIndices().fill_(1_000_000_000);

        // Its transpose is made first, whose rows these are.
        assertRefused("`0 <= row_indices < nrows` is not satisfied.", product::backward);
    }

    @Test
    void indicesThatTheProgramStillHolds_areLookedAtToo() {
        Tensor columns = Torch.tensor(0L, 1L);
        Tensor sparse =
                Torch.sparseCsrTensor(
                        Torch.tensor(0L, 1L, 2L), columns, Torch.ones(2), TensorOptions.DEFAULT);
        columns.fill_(1L << 40);

        assertRefused("col_indices were changed", () -> sparse.matmul(Torch.ones(2, 2)));
    }

    @ParameterizedTest
    @CsvSource({"SPARSE_CSR", "SPARSE_CSC", "SPARSE_BSR", "SPARSE_BSC"})
    void indicesThatFit_areWrittenAsInPython(Layout layout) {
        Tensor sparse = compressed(layout);
        boolean hasBlocks = plain(sparse).numel() == 2;
        plain(sparse).copy_(hasBlocks ? Torch.tensor(1L, 0L) : Torch.tensor(1L, 0L, 3L, 2L));

        assertThat(sparse.toDense().argmax(1).toLongArray())
                .containsExactly(hasBlocks ? new long[] {2, 3, 0, 1} : new long[] {1, 0, 3, 2});
    }

    @Test
    void sumsWithDenseDimensionsOfACompressedTensor_areRefused() {
        Tensor strided = Torch.ones(4, 4, 3);
        Tensor hybrid = strided.toSparseCsr(1L);
        String text = "add: other has 1 dense dimensions beside its compressed ones";
        assertRefused(text, () -> strided.add(hybrid));
        assertRefused(text, () -> strided.add_(hybrid));
        assertThat(dense.add(dense.toSparseCsr()).diagonal().toFloatArray()).containsOnly(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "meta"})
    void negativeSizesBesideZeros_areRefused(String device) {
        long[] sizes = {1, 1, 0, -5};
        String text = "Trying to create tensor with negative dimension -5: [1, 1, 0, -5]";
        TensorOptions sparse =
                TensorOptions.of(DType.FLOAT32, Device.of(device)).layout(Layout.SPARSE_COO);
        assertRefused(text, () -> Torch.sparseCooTensor(sizes, sparse));
        assertRefused(text, () -> Torch.empty(sizes, sparse));
        Tensor none = Torch.sparseCooTensor(new long[] {0, 2}, sparse);
        assertRefused(
                "Trying to create tensor with negative dimension -5: [0, -5]",
                () -> Torch.call("aten::sparse_resize_", none, new long[] {0, -5}, 2L, 0L));
    }

    @Test
    void emptyCompressedTensors_haveIndices() {
        for (Layout layout : List.of(Layout.SPARSE_CSR, Layout.SPARSE_CSC)) {
            TensorOptions options = TensorOptions.of(DType.FLOAT32).layout(layout);
            Tensor empty = Torch.empty(new long[] {2, 4, 3}, options);
            Tensor starts = layout == Layout.SPARSE_CSR ? empty.crowIndices() : empty.ccolIndices();
            assertThat(starts.sizes()).containsExactly(2, layout == Layout.SPARSE_CSR ? 5 : 4);
            assertThat(starts.sum().itemLong()).isZero();
        }
    }

    @Test
    void noBatches_cannotGetAnotherLayout() {
        Tensor columns =
                Torch.empty(
                        new long[] {0, 2, 4},
                        TensorOptions.of(DType.FLOAT32).layout(Layout.SPARSE_CSC));
        String text =
                ": Expected product of batch dimensions to be non-zero, got a tensor of sizes"
                        + " [0, 2, 4]";
        assertRefused("to_sparse_csr" + text, columns::toSparseCsr);
        assertRefused("to_sparse_bsr" + text, () -> columns.toSparseBsr(new long[] {1, 1}));
        assertRefused("to_sparse_bsc" + text, () -> columns.toSparseBsc(new long[] {1, 1}));
        assertThat(columns.toSparseCsc().sizes()).containsExactly(0, 2, 4);
    }
}
