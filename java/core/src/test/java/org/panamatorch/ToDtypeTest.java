package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.support.InScope;

import java.math.BigInteger;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The same elements elsewhere, otherwise, and as Java's own; with what Python 2.13 gives. */
@NoLeaks
class ToDtypeTest {
    @RegisterExtension final InScope scope = new InScope();

    private static Arguments dtype(UnaryOperator<Tensor> conversion, DType dtype, String text) {
        return Arguments.of(conversion, dtype, text);
    }

    static Stream<Arguments> dtypes() {
        return Stream.of(
                dtype(Tensor::toFloat, DType.FLOAT32, "tensor([-1.5000,  0.0000,  3.7000])"),
                dtype(
                        Tensor::toDouble,
                        DType.FLOAT64,
                        "tensor([-1.5000,  0.0000,  3.7000], dtype=torch.float64)"),
                dtype(
                        Tensor::half,
                        DType.FLOAT16,
                        "tensor([-1.5000,  0.0000,  3.6992], dtype=torch.float16)"),
                dtype(
                        Tensor::bfloat16,
                        DType.BFLOAT16,
                        "tensor([-1.5000,  0.0000,  3.7031], dtype=torch.bfloat16)"),
                dtype(Tensor::toLong, DType.INT64, "tensor([-1,  0,  3])"),
                dtype(Tensor::toInt, DType.INT32, "tensor([-1,  0,  3], dtype=torch.int32)"),
                dtype(Tensor::toShort, DType.INT16, "tensor([-1,  0,  3], dtype=torch.int16)"),
                dtype(Tensor::toChar, DType.INT8, "tensor([-1,  0,  3], dtype=torch.int8)"),
                dtype(t -> t.abs().toByte(), DType.UINT8, "tensor([1, 0, 3], dtype=torch.uint8)"),
                dtype(Tensor::bool, DType.BOOL, "tensor([ True, False,  True])"),
                dtype(
                        Tensor::cfloat,
                        DType.COMPLEX64,
                        "tensor([-1.5000+0.j,  0.0000+0.j,  3.7000+0.j])"),
                dtype(
                        Tensor::cdouble,
                        DType.COMPLEX128,
                        "tensor([-1.5000+0.j,  0.0000+0.j,  3.7000+0.j], dtype=torch.complex128)"));
    }

    @ParameterizedTest
    @MethodSource("dtypes")
    void conversion_givesTheDtype(UnaryOperator<Tensor> conversion, DType dtype, String text) {
        Tensor converted = conversion.apply(Torch.tensor(-1.5, 0, 3.7));
        assertThat(converted.dtype()).isEqualTo(dtype);
        assertThat(converted).hasToString(text);
    }

    @Test
    void conversionToWhatItIs_sharesTheElements() {
        Tensor a = Torch.tensor(1f, 2f);
        assertThat(a.toFloat().sharesStorageWith(a)).isTrue();
        assertThat(a.to(Device.CPU).sharesStorageWith(a)).isTrue();
        assertThat(a.cpu().sharesStorageWith(a)).isTrue();
        assertThat(a.to(Device.CPU, true).sharesStorageWith(a)).isTrue();
        assertThat(a.to(Device.CPU, false, true).sharesStorageWith(a)).isFalse();
    }

    @Test
    void toMeta_leavesTheElementsBehind() {
        Tensor meta = Torch.ones(2, 3).to(Device.META);
        assertThat(meta.isMeta()).isTrue();
        assertThat(meta.isCpu()).isFalse();
        assertThat(meta).hasToString("tensor(..., device='meta', size=(2, 3))");
        assertThatThrownBy(() -> meta.to(Device.CPU))
                .isInstanceOf(TorchException.class)
                .hasMessageStartingWith("Cannot copy out of meta tensor; no data!");
    }

    @Test
    void toMemoryFormat_laysOut() {
        Tensor images = Torch.ones(2, 3, 4, 5);
        assertThat(images.to(MemoryFormat.CHANNELS_LAST).strides()).containsExactly(60, 1, 15, 3);
        assertThat(
                        images.to(Device.CPU, false, false, MemoryFormat.CHANNELS_LAST)
                                .sharesStorageWith(images))
                .isFalse();
        assertThatThrownBy(() -> Torch.ones(2).to(MemoryFormat.CHANNELS_LAST))
                .isInstanceOf(TorchException.class)
                .hasMessageStartingWith("required rank 4 tensor to use channels_last format");
    }

    @Test
    void cudaWithoutCuda_isRefused() {
        if (Torch.deviceCount(Device.Type.CUDA) == 0) {
            assertThatThrownBy(() -> Torch.ones(1).cuda()).isInstanceOf(TorchException.class);
        }
    }

    @Test
    void conversion_isRecorded() {
        Tensor a = Torch.tensor(new double[] {2}).requiresGrad_();
        a.toFloat().mul(3).sum().backward();
        assertThat(a.grad().item()).isEqualTo(3.0);
        assertThat(a.grad().dtype()).isEqualTo(DType.FLOAT64);
    }

    @Test
    void toSparseCoo_keepsTheElementsThatAreNotZero() {
        Tensor sparse = Torch.eye(2).toSparseCoo();
        assertThat(sparse.layout()).isEqualTo(Layout.SPARSE_COO);
        assertThat(sparse.toDense().tolist())
                .isEqualTo(List.of(List.of(1.0, 0.0), List.of(0.0, 1.0)));
    }

    @Test
    void newTensor_hasDtypeAndDevice() {
        Tensor made = Torch.ones(1).half().newTensor(new int[][] {{1, 2}});
        assertThat(made).hasToString("tensor([[1., 2.]], dtype=torch.float16)");
        assertThat(Torch.ones(1).to(Device.META).newTensor(3).isMeta()).isTrue();
    }

    @Test
    void tolist_nestsAsTheDimensions() {
        assertThat(Torch.arange(6).view(2, 3).tolist())
                .isEqualTo(List.of(List.of(0L, 1L, 2L), List.of(3L, 4L, 5L)));
        assertThat(Torch.tensor(1.5f, -2).tolist()).isEqualTo(List.of(1.5, -2.0));
        assertThat(Torch.tensor(true, false).tolist()).isEqualTo(List.of(true, false));
        assertThat(Torch.tensor(7).tolist()).isEqualTo(7L);
        assertThat(Torch.zeros(2, 0).tolist()).isEqualTo(List.of(List.of(), List.of()));
        assertThat(Torch.complex(Torch.tensor(1f, 2f), Torch.tensor(3f, 4f)).conj().tolist())
                .isEqualTo(List.of(Scalar.complex(1, -3), Scalar.complex(2, -4)));
        assertThat(Torch.tensor(1f, 2f).requiresGrad_().t().tolist()).isEqualTo(List.of(1.0, 2.0));
        assertThat(Torch.tensor(-1L, 5L).view(DType.UINT64).tolist())
                .isEqualTo(List.of(new BigInteger("18446744073709551615"), 5L));
    }

    @Test
    void properties_areThoseOfPython() {
        Tensor a = Torch.zeros(2, 3).toShort().t();
        assertThat(a.ndim()).isEqualTo(2);
        assertThat(a.ndimension()).isEqualTo(2);
        assertThat(a.nelement()).isEqualTo(6);
        assertThat(a.elementSize()).isEqualTo(2);
        assertThat(a.itemsize()).isEqualTo(2);
        assertThat(a.nbytes()).isEqualTo(12);
        assertThat(a.isCpu()).isTrue();
        assertThat(a.isCuda()).isFalse();
        assertThat(a.isMeta()).isFalse();
        assertThat(a.isSparse()).isFalse();
        assertThat(a.toSparse().isSparse()).isTrue();
        assertThat(a.toFloat().toSparseCsr().isSparseCsr()).isTrue();
        assertThat(a.isMkldnn()).isFalse();
    }
}
