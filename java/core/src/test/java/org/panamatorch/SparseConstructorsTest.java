package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.panamatorch.junit.NoLeaks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Sparse tensors of parts, as Python makes them: the operators themselves convert nothing. */
@NoLeaks
class SparseConstructorsTest {
    /** The 2 by 2 matrices with 3 and 4 on the diagonal, by constructor. */
    private static Map<String, Function<TensorOptions, Tensor>> constructors(Tensor values) {
        Tensor starts = Torch.tensor(0L, 1L, 2L);
        Tensor places = Torch.tensor(0L, 1L);
        Tensor blocks = values.view(2, 1, 1);
        Tensor coordinates = Torch.tensor(new long[][] {{0, 1}, {0, 1}});
        Map<String, Function<TensorOptions, Tensor>> all = new LinkedHashMap<>();
        all.put("coo", o -> Torch.sparseCooTensor(coordinates, values, new long[] {2, 2}, o));
        all.put("csr", o -> Torch.sparseCsrTensor(starts, places, values, o));
        all.put("csc", o -> Torch.sparseCscTensor(starts, places, values, o));
        all.put("bsr", o -> Torch.sparseBsrTensor(starts, places, blocks, o));
        all.put("bsc", o -> Torch.sparseBscTensor(starts, places, blocks, o));
        all.put(
                "compressed",
                o ->
                        Torch.sparseCompressedTensor(
                                starts, places, values, o.layout(Layout.SPARSE_CSR)));
        return all;
    }

    @ParameterizedTest
    @EnumSource(names = {"UINT8", "INT64", "BFLOAT16", "FLOAT32", "FLOAT64", "COMPLEX64"})
    void dtypeThatIsNotGiven_isThatOfTheValues(DType dtype) {
        try (TensorScope _ = new TensorScope()) {
            Tensor values = Torch.tensor(3.0, 4.0).to(dtype);

            constructors(values)
                    .forEach(
                            (name, make) -> {
                                Tensor made = make.apply(TensorOptions.DEFAULT);
                                assertThat(made.dtype()).as(name).isEqualTo(dtype);
                                assertThat(
                                                Torch.real(made.toDense().to(DType.COMPLEX128))
                                                        .contiguous()
                                                        .toDoubleArray())
                                        .as(name)
                                        .containsExactly(3, 0, 0, 4);
                            });
        }
    }

    @Test
    void dtypeThatIsGiven_isWhatValuesAreConvertedTo() {
        try (TensorScope _ = new TensorScope()) {
            Tensor values = Torch.tensor(3L, 4L);

            constructors(values)
                    .forEach(
                            (name, make) -> {
                                Tensor made = make.apply(TensorOptions.of(DType.FLOAT64));
                                assertThat(made.dtype()).as(name).isEqualTo(DType.FLOAT64);
                                assertThat(made.toDense().toDoubleArray())
                                        .as(name)
                                        .containsExactly(3, 0, 0, 4);
                            });
        }
    }

    @Test
    void valuesWithoutConversion_getTheGradient() {
        try (TensorScope _ = new TensorScope()) {
            Tensor values = Torch.tensor(3.0, 4.0).requiresGrad_();
            Tensor coordinates = Torch.tensor(new long[][] {{0, 1}, {1, 0}});

            Torch.sparseCooTensor(coordinates, values, 2L, 2L)
                    .toDense()
                    .mul(Torch.tensor(new double[][] {{1, 2}, {5, 7}}))
                    .sum()
                    .backward();

            assertThat(values.grad().toDoubleArray()).containsExactly(2, 5);
        }
    }

    @Test
    void coordinates_mayBeOfAnyIntegers() {
        try (TensorScope _ = new TensorScope()) {
            Tensor coordinates = Torch.tensor(new int[][] {{0, 1}, {1, 0}});

            Tensor made = Torch.sparseCooTensor(coordinates, Torch.tensor(3f, 4f), 2L, 2L);

            assertThat(made.toDense().toFloatArray()).containsExactly(0, 3, 4, 0);
        }
    }

    @Test
    void valuesThatAreNull_areRefusedByName() {
        try (TensorScope _ = new TensorScope()) {
            Tensor starts = Torch.tensor(0L, 1L);
            Tensor places = Torch.tensor(0L);

            assertThatThrownBy(() -> Torch.sparseCsrTensor(starts, places, null))
                    .hasMessageContaining("argument 'values' is null");
        }
    }
}
