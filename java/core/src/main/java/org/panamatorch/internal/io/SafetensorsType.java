package org.panamatorch.internal.io;

import org.panamatorch.DType;

import java.util.Arrays;

/** The dtypes of safetensors, in the order in which Python writes their tensors. */
enum SafetensorsType {
    U64(64, DType.UINT64),
    I64(64, DType.INT64),
    F64(64, DType.FLOAT64),
    C64(64, DType.COMPLEX64),
    F32(32, DType.FLOAT32),
    U32(32, DType.UINT32),
    I32(32, DType.INT32),
    BF16(16, DType.BFLOAT16),
    F16(16, DType.FLOAT16),
    U16(16, DType.UINT16),
    I16(16, DType.INT16),
    F8_E5M2FNUZ(8, DType.FLOAT8_E5M2FNUZ),
    F8_E4M3FNUZ(8, DType.FLOAT8_E4M3FNUZ),
    F8_E8M0(8, DType.FLOAT8_E8M0FNU),
    F8_E4M3(8, DType.FLOAT8_E4M3FN),
    F8_E5M2(8, DType.FLOAT8_E5M2),
    I8(8, DType.INT8),
    U8(8, DType.UINT8),
    F6_E3M2(6, null),
    F6_E2M3(6, null),
    F4(4, DType.FLOAT4_E2M1FN_X2),
    BOOL(8, DType.BOOL);

    /** The bits of an element. */
    final int bits;

    /** PyTorch's dtype, or null where it has none. */
    final DType dtype;

    SafetensorsType(int bits, DType dtype) {
        this.bits = bits;
        this.dtype = dtype;
    }

    /** The type of a name, or null. */
    static SafetensorsType named(String name) {
        return Arrays.stream(values())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** The type of a dtype, or null where the format has none. */
    static SafetensorsType of(DType dtype) {
        return Arrays.stream(values()).filter(each -> each.dtype == dtype).findFirst().orElse(null);
    }

    /** How many numbers of the format one element of PyTorch's has. */
    int numbersAnElement() {
        return dtype == null ? 1 : dtype.itemSize() * Byte.SIZE / bits;
    }

    /** As many numbers in the last dimension as there are, or elements that have them. */
    long[] sizes(long[] given, boolean toNumbers) {
        long[] sizes = given.clone();
        int numbers = numbersAnElement();
        if (numbers > 1 && sizes.length > 0) {
            int last = sizes.length - 1;
            sizes[last] = toNumbers ? sizes[last] * numbers : sizes[last] / numbers;
        }
        return sizes;
    }
}
