package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.junit.NoLeaks;

import java.util.ArrayList;
import java.util.List;

/** Indexing as Java programs write it; what it computes is {@link IndexGridTest}'s. */
@NoLeaks
class IndexTest {
    private static Tensor counting(long... sizes) {
        return Torch.arange(Shape.of(sizes).numel()).view(sizes);
    }

    @Nested
    class Indices {
        @Test
        void text_isPythons() {
            assertThat(Index.at(-1)).hasToString("-1");
            assertThat(Index.all()).hasToString(":");
            assertThat(Index.all().by(2)).hasToString("::2");
            assertThat(Index.from(1)).hasToString("1:");
            assertThat(Index.to(-1)).hasToString(":-1");
            assertThat(Index.slice(1, 9).by(3)).hasToString("1:9:3");
            assertThat(Index.ellipsis()).hasToString("...");
            assertThat(Index.newAxis()).hasToString("None");
            assertThat(Index.bool(true)).hasToString("True");
            assertThat(Index.of(1, 0)).hasToString("[1, 0]");
            assertThat(Index.of(true, false)).hasToString("[True, False]");
            assertThat(Index.of(Torch.zeros(2, 3).gt(0))).hasToString("bool[2, 3]");
        }

        @Test
        void equalIndices_areEqual() {
            assertThat(Index.slice(1, 2))
                    .isEqualTo(new Index.Slice(1L, 2L, 1))
                    .hasSameHashCodeAs(Index.slice(1, 2));
            assertThat(Index.of(1, 2)).isEqualTo(Index.of(1, 2)).hasSameHashCodeAs(Index.of(1, 2));
            assertThat(Index.of(true)).isEqualTo(Index.of(true)).isNotEqualTo(Index.of(false));
        }

        @Test
        void list_isCopied() {
            long[] positions = {1, 0};
            Index.Positions index = Index.of(positions);
            positions[0] = 7;
            assertThat(index.toArray()).containsExactly(1, 0);
        }

        @Test
        void index_canBeKeptLongerThanAScope() {
            Index index;
            try (var _ = new TensorScope()) {
                index = Index.of(2, 0);
                counting(3).index(index);
            }
            assertThat(counting(3).index(index).toLongArray()).containsExactly(2, 0);
        }
    }

    @Nested
    class Reading {
        @Test
        void positions_takeDimensionsAway() {
            Tensor x = counting(2, 3, 4);
            assertThat(x.get(1, -1).toLongArray()).containsExactly(20, 21, 22, 23);
            assertThat(x.get(1, -1, 0).item()).isEqualTo(20L);
            assertThat(x.get().sharesStorageWith(x)).isTrue();
        }

        @Test
        void positionalEncoding_isFilledAsInPython() {
            Tensor pe = Torch.zeros(4, 1, 6);
            Tensor angles = Torch.arange(12f).view(4, 3);
            pe.setAt(angles.sin(), Index.all(), Index.at(0), Index.all().by(2));
            pe.setAt(angles.cos(), Index.all(), Index.at(0), Index.from(1).by(2));
            assertThat(pe.get(1, 0, 2).item()).isEqualTo(angles.sin().get(1, 1).item());
            assertThat(pe.get(3, 0, 5).item()).isEqualTo(angles.cos().get(3, 2).item());
        }

        @Test
        void mask_selectsAndAssigns() {
            Tensor x = Torch.tensor(-1f, 2f, -3f);
            assertThat(x.index(Index.of(x.lt(0))).toFloatArray()).containsExactly(-1, -3);
            assertThat(x.setAt(0, Index.of(x.lt(0))).toFloatArray()).containsExactly(0, 2, 0);
            assertThat(x.gt(1).setAt(true, Index.at(0)).toBooleanArray())
                    .containsExactly(true, true, false);
        }

        @Test
        void iteration_givesViewsOfTheFirstDimension() {
            Tensor x = counting(3, 2);
            List<long[]> rows = new ArrayList<>();
            for (Tensor row : x) {
                rows.add(row.toLongArray());
                row.zero_();
            }
            assertThat(rows)
                    .containsExactly(new long[] {0, 1}, new long[] {2, 3}, new long[] {4, 5});
            assertThat(x.stream().mapToLong(row -> row.sum().item().longValue()).sum()).isZero();
            assertThat(Torch.empty(0, 3).iterator()).isExhausted();
            assertThat(Torch.empty(0, 3).stream()).isEmpty();
        }
    }

    @Nested
    class Misuse {
        @Test
        void absentIndex_throwsAndNamesNewAxis() {
            assertThatThrownBy(() -> counting(3).index(Index.at(0), null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage(
                            "index: argument 'indices' is null, expected an index; Python's None is"
                                    + " Index.newAxis()");
        }

        @Test
        void absentTensor_throws() {
            assertThatThrownBy(() -> Index.of((Tensor) null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("Index.of: argument 'tensor' is null, expected a tensor");
        }

        @Test
        void absentValue_throws() {
            assertThatThrownBy(() -> counting(3).setAt((Tensor) null, Index.at(0)))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("setAt: argument 'value' is null, expected a tensor");
        }

        @Test
        void closedIndex_throws() {
            Tensor positions = Torch.tensor(new long[] {0});
            positions.close();
            assertThatThrownBy(() -> counting(3).index(Index.of(positions)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("index: tensor 'indices' was used after it had been closed");
        }

        @Test
        void positionOutOfRange_throwsAndShowsTheIndices() {
            assertThatThrownBy(() -> counting(2, 3).index(Index.all(), Index.at(3)))
                    .isInstanceOfSatisfying(
                            TorchException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INDEX))
                    .hasMessage(
                            "index 3 is out of bounds for dimension 1 with size 3\n"
                                    + "  in index(self=int64[2, 3], indices=[:, 3])");
        }

        @Test
        void tooManyPositions_throw() {
            assertThatThrownBy(() -> counting(2, 3).get(0, 0, 0))
                    .isInstanceOfSatisfying(
                            TorchException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INDEX))
                    .hasMessage(
                            "too many indices for tensor of dimension 2\n"
                                    + "  in get(self=int64[2, 3], indices=[0, 0, 0])");
        }

        @Test
        void floatsAsPositions_throw() {
            assertThatThrownBy(() -> counting(3).index(Index.of(Torch.ones(1))))
                    .isInstanceOfSatisfying(
                            TorchException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INDEX))
                    .hasMessageStartingWith(
                            "tensors used as indices must be long, int, byte or bool tensors");
        }

        @Test
        void sparseTensor_cannotBeAssignedTo() {
            assertThatThrownBy(() -> Torch.eye(2).toSparse().setAt(1, Index.at(0)))
                    .isInstanceOfSatisfying(
                            TorchException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TYPE))
                    .hasMessageStartingWith("Cannot assign to a sparse tensor");
        }

        @Test
        void valueThatTheDtypeCannotHold_throws() {
            Tensor bytes = Torch.zeros(new long[] {2}, TensorOptions.of(DType.UINT8));
            assertThatThrownBy(() -> bytes.setAt(300, Index.at(0)))
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith(
                            "value cannot be converted to type uint8_t without overflow");
        }

        @Test
        void iterationOverAScalar_throws() {
            assertThatThrownBy(() -> Torch.tensor(1).iterator())
                    .isInstanceOfSatisfying(
                            TorchException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TYPE))
                    .hasMessage("iteration over a 0-d tensor" + "\n  in iterator(self=int64[])");
            assertThatThrownBy(() -> Torch.tensor(1).stream())
                    .hasMessage("iteration over a 0-d tensor" + "\n  in iterator(self=int64[])");
        }

        @Test
        void failedIndexing_leavesNoTensorBehind() {
            try (var scope = new TensorScope()) {
                Tensor x = counting(3);
                int before = scope.size();
                assertThatThrownBy(() -> x.index(Index.of(0, 7)))
                        .isInstanceOf(TorchException.class);
                assertThatThrownBy(() -> x.index(Index.of(0, 1), null))
                        .isInstanceOf(NullPointerException.class);
                assertThat(scope.size()).isEqualTo(before);
            }
        }
    }
}
