package org.panamatorch.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.panamatorch.checks.Refused.assertRefused;

import org.junit.jupiter.api.Test;
import org.panamatorch.DType;
import org.panamatorch.Layout;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.Functional;

import java.util.List;

/** Layouts that kernels take for granted. */
@NoLeaks
class LayoutChecksTest {
    @Test
    void copyOverATensorWithoutStorage_isRefused() {
        try (TensorScope _ = new TensorScope()) {
            Tensor packed = Torch.ones(2, 3).toMkldnn();

            assertRefused(
                    "copy: self has layout Mkldnn, expected torch.strided; call to_dense() first\n",
                    () -> Torch.call("aten::copy", packed, Torch.ones(2, 3), false));
            assertRefused(
                    "copy: self has layout SparseCsr, expected torch.strided; call to_dense()"
                            + " first\n",
                    () ->
                            Torch.call(
                                    "aten::copy",
                                    Torch.ones(2, 2).toSparseCsr(),
                                    Torch.ones(3),
                                    false));
            assertRefused(
                    "Could not run 'aten::copy' with arguments from the 'SparseCPU' backend.\n",
                    () ->
                            Torch.call(
                                    "aten::copy",
                                    Torch.ones(2, 2).toSparse(),
                                    Torch.ones(3),
                                    false));
        }
    }

    @Test
    void zeroingOtherDtypesInOneDnnsLayout_isRefused() {
        try (TensorScope _ = new TensorScope()) {
            for (DType dtype : List.of(DType.BFLOAT16, DType.FLOAT16, DType.INT8)) {
                TensorOptions options = TensorOptions.of(dtype).layout(Layout.MKLDNN);
                assertRefused(
                        "zero_: self has layout torch._mkldnn and dtype ",
                        () -> Torch.zeros(new long[] {2, 1, 1, 6}, options));
            }
            TensorOptions floats = TensorOptions.of(DType.FLOAT32).layout(Layout.MKLDNN);
            assertThat(Torch.zeros(new long[] {2}, floats).toDense().toFloatArray())
                    .containsExactly(0, 0);
        }
    }

    @Test
    void viewsOfQuantizedElements_areRefused() {
        try (TensorScope _ = new TensorScope()) {
            Tensor quantized = Torch.quantizePerTensor(Torch.ones(4), 0.1, 3, DType.QUINT8);
            assertRefused(
                    "view: a view of QUInt8 as Byte has no quantizer; call int_repr() or"
                            + " dequantize() first",
                    () -> quantized.view(DType.UINT8));
            assertRefused(
                    "view: a view of Byte as QUInt8 has no quantizer",
                    () -> Torch.ones(4).to(DType.UINT8).view(DType.QUINT8));
            assertThat(quantized.view(DType.QUINT8).dtype()).isEqualTo(DType.QUINT8);
        }
    }

    @Test
    void transposedTensorOfOneDnnsWithoutDimensions_isRefused() {
        String text =
                "transpose: a tensor of layout torch._mkldnn without dimensions cannot be"
                        + " transposed; call to_dense() first\n  in ";
        TensorOptions floats = TensorOptions.of(DType.FLOAT32).layout(Layout.MKLDNN);
        assertRefused(text, () -> Torch.empty(new long[0], floats).t());
        assertRefused(text, () -> Torch.empty(new long[0], floats).transpose(0, 0));
    }

    @Test
    void weightsOfOneDnnsWithThreeDimensions_areRefused() {
        try (TensorScope _ = new TensorScope()) {
            Tensor input = Torch.ones(1, 3, 4).toMkldnn();
            assertRefused(
                    "linear: weight has size [1, 3, 4], expected two dimensions\n  in linear(",
                    () -> Functional.linear(input, input));
            Tensor output = Functional.linear(input, Torch.ones(5, 4).toMkldnn());
            assertThat(output.toDense().view(-1).toFloatArray()).hasSize(15).containsOnly(4);
        }
    }

    @Test
    void emptyTensorOfOneDnns_isTransposed() {
        try (TensorScope _ = new TensorScope()) {
            Tensor tall = Torch.ones(3, 0).toMkldnn();
            assertThat(tall.t().toDense().sizes()).containsExactly(0, 3);
            assertThat(tall.t().t().toDense().sizes()).containsExactly(3, 0);
            Tensor flat = Torch.ones(2, 0, 5).toMkldnn();
            assertThat(flat.transpose(-1, 0).toDense().sizes()).containsExactly(5, 0, 2);
        }
    }
}
