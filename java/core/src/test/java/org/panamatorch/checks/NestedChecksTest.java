package org.panamatorch.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.panamatorch.checks.Refused.assertRefused;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.panamatorch.DType;
import org.panamatorch.Nested;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.junit.NoLeaks;

import java.util.Arrays;
import java.util.List;

/** Nested tensors of no parts, and parts of nested tensors. */
@NoLeaks
class NestedChecksTest {
    private final TensorScope scope = new TensorScope();

    @AfterEach
    void close() {
        scope.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0,3", "0,3,0", "0,0,0", "0,2,7,7"})
    void tensorOfNoRows_isPythonsError(String sizes) {
        Tensor rows =
                Torch.zeros(Arrays.stream(sizes.split(",")).mapToLong(Long::parseLong).toArray());

        assertRefused(
                "Dimension out of range (expected to be in range of [-1, 0], but got 1)",
                () -> Nested.asNestedTensor(rows));
    }

    @Test
    void sizesOfNoParts_areRefusedByName() {
        Tensor none = Torch.zeros(0, 2).to(DType.INT64);
        assertRefused(
                "a nested tensor made of a tensor's rows needs one at least",
                () -> Torch.call("aten::_nested_compute_contiguous_strides_offsets", none));
        assertRefused(
                "nested_view_from_buffer: sizes are [0, 2], strides [0, 2] and offsets [0],"
                        + " expected a row a part in each, and one part at least",
                () ->
                        Torch.call(
                                "aten::_nested_view_from_buffer",
                                Torch.ones(4),
                                none,
                                none,
                                Torch.zeros(0).to(DType.INT64)));
    }

    @Test
    void narrowingToNoParts_isRefused() {
        Tensor two = Nested.asNestedTensor(List.of(Torch.ones(2, 3), Torch.ones(2, 3)));
        String text = "narrow: length is 0, expected one part at least of a nested tensor\n  in ";
        assertRefused(text, () -> two.narrow(0, 1, 0));
        assertRefused(text, () -> two.narrow(0, Torch.tensor(0L), 0));
        assertRefused(text, () -> Nested.narrow(Torch.ones(2, 3), 0, 1, 0));
        assertThat(two.narrow(0, 1, 1).unbind()).hasSize(1);
    }

    @Test
    void narrowingNoParts_isRefused() {
        Tensor none = Nested.nestedTensor(List.of());
        String text = "narrow: self has no parts, expected one at least\n  in ";
        assertRefused(text, () -> Torch.call("aten::narrow", none, 0, 0, 0));
        assertRefused(text, () -> Torch.narrow(none, 0, 0, 0));
        Tensor two = Nested.nestedTensor(List.of(Torch.ones(1), Torch.zeros(2)));
        assertThat(Torch.narrow(two, 0, 1, 1).unbind()[0].toFloatArray()).containsExactly(0, 0);
    }

    @Test
    void selectingAlongANegativeDim_isThatAlongTheSameFromTheFront() {
        Tensor part = Torch.arange(6).to(DType.FLOAT32).view(1, 2, 3).requiresGrad_();
        Tensor parts = Nested.asNestedTensor(List.of(part.mul(10), part));
        assertThat(Torch.select(parts, -1, 1).unbind()[1].tolist()).hasToString("[[1.0, 4.0]]");
        assertThat(Torch.select(parts, -2, 0).unbind()[1].tolist())
                .hasToString("[[0.0, 1.0, 2.0]]");
        Tensor first = Torch.select(parts, -3, 0).unbind()[0];
        assertThat(first.tolist()).hasToString("[[0.0, 10.0, 20.0], [30.0, 40.0, 50.0]]");
        first.sum().backward();
        assertThat(part.grad().unique().toFloatArray()).containsExactly(10);
    }

    @Test
    void selectingFromPartsOfOneDimension_isRefused() {
        Tensor rows = Nested.nestedTensor(List.of(Torch.ones(3), Torch.zeros(3)));
        String text =
                "select: the parts of self have one dimension, expected two at least where dim is"
                        + " not 0\n  in ";
        assertRefused(text, () -> Torch.select(rows, 1, 0));
        assertRefused(text, () -> Torch.select(rows, -1, 2));
        assertRefused(text, () -> Torch.trapezoid(rows, 1.0, 1));
        assertThat(Torch.select(rows, 0, 1).toFloatArray()).containsExactly(0, 0, 0);
        assertThat(Torch.select(rows, -2, 0).toFloatArray()).containsExactly(1, 1, 1);
        Tensor tables = Nested.nestedTensor(List.of(Torch.ones(2, 3), Torch.zeros(1, 3)));
        assertThat(Torch.select(tables, 2, 0).unbind()).hasSize(2);
    }

    @Test
    void splittingScalarParts_isRefused() {
        Tensor scalars = Nested.nestedTensor(List.of(Torch.tensor(1.0), Torch.tensor(2.0)));
        String text = "the parts of self are scalars, which cannot be split\n  in ";
        assertRefused(text, () -> Torch.chunk(scalars, 1, -1));
        assertRefused(text, () -> Torch.split(scalars, new long[] {1, 1}, -1));
    }

    @Test
    void emptyParts_arePadded() {
        Tensor nested = Nested.nestedTensor(List.of(Torch.zeros(0, 3), Torch.ones(2, 3)));

        assertThat(Nested.toPaddedTensor(nested, 0).sizes()).containsExactly(2, 2, 3);
        assertThat(Nested.asNestedTensor(Torch.zeros(2, 0, 3)).unbind()).hasSize(2);
        assertThat(Nested.nestedTensor(List.of()).unbind()).isEmpty();
    }
}
