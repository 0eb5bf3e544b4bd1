package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.panamatorch.junit.NoLeaks;

import java.util.Random;

/** Every dtype against the library. */
@NoLeaks
class DTypeTest {
    @ParameterizedTest
    @EnumSource
    void code_isTheLibrarys(DType dtype) {
        assertThat(Torch.empty(new long[] {2}, TensorOptions.of(dtype)).dtype()).isEqualTo(dtype);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"QUINT4X2", "QUINT2X4"})
    void itemSize_isTheLibrarys(DType dtype) {
        Tensor tensor = Torch.empty(new long[] {64}, TensorOptions.of(dtype));
        assertThat(tensor.toByteArray()).hasSize(64 * dtype.itemSize());
        assertThat(tensor.memory().byteSize()).isEqualTo(64L * dtype.itemSize());
    }

    @ParameterizedTest
    @EnumSource
    void kind_isTheLibrarys(DType dtype) {
        Tensor tensor = Torch.empty(new long[] {0}, TensorOptions.of(dtype));
        assertThat(Torch.isFloatingPoint(tensor)).isEqualTo(dtype.isFloatingPoint());
        assertThat(Torch.isComplex(tensor)).isEqualTo(dtype.isComplex());
    }

    @ParameterizedTest
    @EnumSource
    void name_leadsBackToTheDtype(DType dtype) {
        assertThat(DType.ofName(dtype.toString())).isEqualTo(dtype);
        assertThat(DType.ofCode(dtype.code())).isEqualTo(dtype);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"BOOL", "QINT8", "QUINT8", "QINT32", "QUINT4X2", "QUINT2X4"})
    void bytes_survive(DType dtype) {
        byte[] bytes = new byte[6 * dtype.itemSize()];
        new Random(1).nextBytes(bytes);
        Tensor tensor = Torch.fromBits(bytes, Shape.of(2, 3), dtype);
        assertThat(tensor.dtype()).isEqualTo(dtype);
        assertThat(tensor.sizes()).containsExactly(2, 3);
        assertThat(tensor.toByteArray()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @EnumSource(names = {"QINT8", "QUINT8", "QINT32"})
    void quantized_comesFromFloatsAndShowsItsIntegers(DType dtype) {
        Tensor quantized = Torch.quantizePerTensor(Torch.tensor(0f, 0.5f, 1f), 0.5, 3, dtype);
        assertThat(quantized.dtype()).isEqualTo(dtype);
        assertThat(quantized.dequantize().toFloatArray()).containsExactly(0, 0.5f, 1);
        assertThat(quantized.intRepr().to(DType.INT64).toLongArray()).containsExactly(3, 4, 5);
        assertThatThrownBy(() -> Torch.fromBits(new byte[dtype.itemSize()], Shape.of(1), dtype))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "fromBits: "
                                + dtype
                                + " elements need a scale; quantize a float tensor with"
                                + " Torch.quantizePerTensor");
    }

    @Test
    void bytesOfHalfByteElements_areRefused() {
        Tensor tensor = Torch.empty(new long[] {2}, TensorOptions.of(DType.QUINT4X2));
        assertThatThrownBy(tensor::toByteArray)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "toByteArray: torch.quint4x2 has several elements a byte; copy the packed"
                                + " integers of intRepr()");
        assertThatThrownBy(tensor::memory)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("several elements a byte");
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "UINT8",
                "INT8",
                "INT16",
                "INT32",
                "INT64",
                "FLOAT16",
                "FLOAT32",
                "FLOAT64",
                "BFLOAT16",
                "UINT16",
                "UINT32",
                "UINT64",
                "FLOAT8_E5M2",
                "FLOAT8_E4M3FN",
                "FLOAT8_E5M2FNUZ",
                "FLOAT8_E4M3FNUZ",
                "COMPLEX32",
                "COMPLEX64",
                "COMPLEX128"
            })
    void smallNumbers_surviveConversion(DType dtype) {
        double[] numbers = {0, 1, 2, 3, 4};
        Tensor tensor = Torch.tensor(numbers, TensorOptions.of(dtype));
        assertThat(tensor.dtype()).isEqualTo(dtype);
        Tensor back =
                dtype.isComplex()
                        ? Torch.real(tensor.to(DType.COMPLEX128))
                        : tensor.to(DType.FLOAT64);
        assertThat(back.toDoubleArray()).containsExactly(numbers);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "UINT8",
                "INT8",
                "INT16",
                "INT32",
                "INT64",
                "FLOAT16",
                "FLOAT32",
                "FLOAT64",
                "BFLOAT16",
                "UINT16",
                "UINT32",
                "UINT64",
                "FLOAT8_E5M2",
                "FLOAT8_E4M3FN",
                "FLOAT8_E8M0FNU",
                "BOOL",
                "COMPLEX64"
            })
    void item_isTheNumber(DType dtype) {
        Number item = Torch.tensor((Object) 1, TensorOptions.of(dtype)).item();
        if (dtype == DType.BOOL) {
            assertThat(item).isEqualTo(Scalar.TRUE);
        } else if (dtype.isComplex()) {
            assertThat(item).isEqualTo(Scalar.complex(1, 0));
        } else {
            assertThat(item).isEqualTo(dtype.isFloatingPoint() ? (Number) 1.0 : 1L);
        }
    }
}
