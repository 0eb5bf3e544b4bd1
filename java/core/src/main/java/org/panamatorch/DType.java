package org.panamatorch;

import org.panamatorch.internal.call.Arguments;

import java.util.Arrays;
import java.util.Locale;

/**
 * The element type of a tensor.
 *
 * <p>Constants have PyTorch's names ({@code torch.float32} is {@link #FLOAT32}). The codes are
 * those of {@code c10::ScalarType} in LibTorch 2.13.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/tensor_attributes.html">torch.dtype</a>
 */
public enum DType {
    /** Unsigned 8-bit integer. */
    UINT8(0, 1, Kind.INTEGER),
    /** Signed 8-bit integer. */
    INT8(1, 1, Kind.INTEGER),
    /** Signed 16-bit integer; {@code torch.short}. */
    INT16(2, 2, Kind.INTEGER),
    /** Signed 32-bit integer; {@code torch.int}. */
    INT32(3, 4, Kind.INTEGER),
    /** Signed 64-bit integer; {@code torch.long}. */
    INT64(4, 8, Kind.INTEGER),
    /** 16-bit floating point, IEEE 754 binary16; {@code torch.half}. */
    FLOAT16(5, 2, Kind.FLOATING),
    /** 32-bit floating point; {@code torch.float}. */
    FLOAT32(6, 4, Kind.FLOATING),
    /** 64-bit floating point; {@code torch.double}. */
    FLOAT64(7, 8, Kind.FLOATING),
    /** Complex number of two {@link #FLOAT16}; {@code torch.chalf}. */
    COMPLEX32(8, 4, Kind.COMPLEX),
    /** Complex number of two {@link #FLOAT32}; {@code torch.cfloat}. */
    COMPLEX64(9, 8, Kind.COMPLEX),
    /** Complex number of two {@link #FLOAT64}; {@code torch.cdouble}. */
    COMPLEX128(10, 16, Kind.COMPLEX),
    /** Boolean, one byte each. */
    BOOL(11, 1, Kind.BOOLEAN),
    /** Quantized signed 8-bit integer. */
    QINT8(12, 1, Kind.QUANTIZED),
    /** Quantized unsigned 8-bit integer. */
    QUINT8(13, 1, Kind.QUANTIZED),
    /** Quantized signed 32-bit integer. */
    QINT32(14, 4, Kind.QUANTIZED),
    /** 16-bit floating point with the exponent of {@link #FLOAT32}. */
    BFLOAT16(15, 2, Kind.FLOATING),
    /** Quantized unsigned 4-bit integers, two a byte. */
    QUINT4X2(16, 1, Kind.QUANTIZED),
    /** Quantized unsigned 2-bit integers, four a byte. */
    QUINT2X4(17, 1, Kind.QUANTIZED),
    /** Eight opaque bits, one element each. */
    BITS1X8(18, 1, Kind.OPAQUE),
    /** Eight opaque bits, two an element. */
    BITS2X4(19, 1, Kind.OPAQUE),
    /** Eight opaque bits, four an element. */
    BITS4X2(20, 1, Kind.OPAQUE),
    /** Eight opaque bits. */
    BITS8(21, 1, Kind.OPAQUE),
    /** Sixteen opaque bits. */
    BITS16(22, 2, Kind.OPAQUE),
    /** 8-bit floating point, 5 exponent and 2 mantissa bits. */
    FLOAT8_E5M2(23, 1, Kind.FLOATING),
    /** 8-bit floating point, 4 exponent and 3 mantissa bits, finite. */
    FLOAT8_E4M3FN(24, 1, Kind.FLOATING),
    /** 8-bit floating point, 5 exponent and 2 mantissa bits, without negative zero. */
    FLOAT8_E5M2FNUZ(25, 1, Kind.FLOATING),
    /** 8-bit floating point, 4 exponent and 3 mantissa bits, finite, without negative zero. */
    FLOAT8_E4M3FNUZ(26, 1, Kind.FLOATING),
    /** Unsigned 16-bit integer. */
    UINT16(27, 2, Kind.INTEGER),
    /** Unsigned 32-bit integer. */
    UINT32(28, 4, Kind.INTEGER),
    /** Unsigned 64-bit integer. */
    UINT64(29, 8, Kind.INTEGER),
    /** Unsigned 1-bit integer; LibTorch knows its name only. */
    UINT1(30, 1, Kind.OPAQUE),
    /** Unsigned 2-bit integer; LibTorch knows its name only. */
    UINT2(31, 1, Kind.OPAQUE),
    /** Unsigned 3-bit integer; LibTorch knows its name only. */
    UINT3(32, 1, Kind.OPAQUE),
    /** Unsigned 4-bit integer; LibTorch knows its name only. */
    UINT4(33, 1, Kind.OPAQUE),
    /** Unsigned 5-bit integer; LibTorch knows its name only. */
    UINT5(34, 1, Kind.OPAQUE),
    /** Unsigned 6-bit integer; LibTorch knows its name only. */
    UINT6(35, 1, Kind.OPAQUE),
    /** Unsigned 7-bit integer; LibTorch knows its name only. */
    UINT7(36, 1, Kind.OPAQUE),
    /** Signed 1-bit integer; LibTorch knows its name only. */
    INT1(37, 1, Kind.OPAQUE),
    /** Signed 2-bit integer; LibTorch knows its name only. */
    INT2(38, 1, Kind.OPAQUE),
    /** Signed 3-bit integer; LibTorch knows its name only. */
    INT3(39, 1, Kind.OPAQUE),
    /** Signed 4-bit integer; LibTorch knows its name only. */
    INT4(40, 1, Kind.OPAQUE),
    /** Signed 5-bit integer; LibTorch knows its name only. */
    INT5(41, 1, Kind.OPAQUE),
    /** Signed 6-bit integer; LibTorch knows its name only. */
    INT6(42, 1, Kind.OPAQUE),
    /** Signed 7-bit integer; LibTorch knows its name only. */
    INT7(43, 1, Kind.OPAQUE),
    /** 8-bit power of two: an exponent without sign and mantissa. */
    FLOAT8_E8M0FNU(44, 1, Kind.FLOATING),
    /** 4-bit floating point numbers, 2 exponent bits and 1 mantissa bit, two a byte. */
    FLOAT4_E2M1FN_X2(45, 1, Kind.FLOATING);

    private enum Kind {
        INTEGER,
        FLOATING,
        COMPLEX,
        BOOLEAN,
        QUANTIZED,
        OPAQUE
    }

    private static final DType[] BY_CODE = byCode();

    private final int code;
    private final int itemSize;
    private final Kind kind;

    DType(int code, int itemSize, Kind kind) {
        this.code = code;
        this.itemSize = itemSize;
        this.kind = kind;
    }

    private static DType[] byCode() {
        DType[] table = new DType[values().length];
        for (DType dtype : values()) {
            table[dtype.code] = dtype;
        }
        return table;
    }

    /**
     * The dtype with this code.
     *
     * @param code a code of {@code c10::ScalarType}
     * @return the dtype
     * @throws IllegalArgumentException if there is none
     */
    public static DType ofCode(long code) {
        if (code < 0 || code >= BY_CODE.length) {
            throw new IllegalArgumentException("no dtype has the code " + code);
        }
        return BY_CODE[(int) code];
    }

    /**
     * The dtype with PyTorch's name, with or without {@code torch.} before it.
     *
     * @param name a name such as {@code float32} or {@code torch.bool}
     * @return the dtype
     * @throws IllegalArgumentException if there is none
     */
    public static DType ofName(String name) {
        Arguments.requirePresent(name, "DType.ofName", "name", "a name");
        String bare = name.startsWith("torch.") ? name.substring("torch.".length()) : name;
        return Arrays.stream(values())
                .filter(dtype -> dtype.bareName().equals(bare))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("no dtype is named " + name));
    }

    /**
     * The code of {@code c10::ScalarType}.
     *
     * @return the code
     */
    public int code() {
        return code;
    }

    /**
     * The size of an element.
     *
     * @return bytes
     */
    public int itemSize() {
        return itemSize;
    }

    /**
     * Whether elements are real floating-point numbers.
     *
     * @return true for {@code float64}, {@code float32}, {@code float16}, {@code bfloat16} and the
     *     smaller kinds
     */
    public boolean isFloatingPoint() {
        return kind == Kind.FLOATING;
    }

    /**
     * Whether elements are complex numbers.
     *
     * @return true for {@code complex32}, {@code complex64} and {@code complex128}
     */
    public boolean isComplex() {
        return kind == Kind.COMPLEX;
    }

    /**
     * Whether elements are integers, signed or not; {@code bool} is none.
     *
     * @return true for the integers that hold one value an element
     */
    public boolean isIntegral() {
        return kind == Kind.INTEGER;
    }

    /**
     * Whether elements are quantized.
     *
     * @return true for the {@code qint} kinds
     */
    public boolean isQuantized() {
        return kind == Kind.QUANTIZED;
    }

    /**
     * PyTorch's name without {@code torch.}.
     *
     * @return a name such as {@code float32}
     */
    public String bareName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The dtype as Python prints it.
     *
     * @return a name such as {@code torch.float32}
     */
    @Override
    public String toString() {
        return "torch." + bareName();
    }
}
