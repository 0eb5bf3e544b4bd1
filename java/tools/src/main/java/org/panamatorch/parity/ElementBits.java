package org.panamatorch.parity;

import org.panamatorch.DType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Compares elements by their bits, where any NaN is equal to any other. */
final class ElementBits {
    private final DType dtype;
    private final int size;
    // Of floating-point numbers: where the exponent and the fraction are.
    private final long exponent;
    private final long fraction;

    ElementBits(DType dtype) {
        this.dtype = dtype;
        this.size =
                switch (dtype) {
                    case COMPLEX32, COMPLEX64, COMPLEX128 -> dtype.itemSize() / 2;
                    default -> dtype.itemSize();
                };
        this.fraction =
                switch (dtype) {
                    case FLOAT64, COMPLEX128 -> (1L << 52) - 1;
                    case FLOAT32, COMPLEX64 -> (1L << 23) - 1;
                    case FLOAT16, COMPLEX32 -> (1L << 10) - 1;
                    case BFLOAT16 -> (1L << 7) - 1;
                    case FLOAT8_E5M2 -> (1L << 2) - 1;
                    default -> 0;
                };
        this.exponent = fraction == 0 ? 0 : (1L << 8 * size - 1) - 1 & ~fraction;
    }

    /** Where and how two tensors of the same size differ; null if they do not. */
    String firstDifference(byte[] wanted, byte[] got) {
        ByteBuffer expected = ByteBuffer.wrap(wanted).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer actual = ByteBuffer.wrap(got).order(ByteOrder.LITTLE_ENDIAN);
        int differing = 0;
        String first = null;
        for (int i = 0; i < wanted.length / size; i++) {
            long a = bits(expected, i);
            long b = bits(actual, i);
            if (a != b && !(isNan(a) && isNan(b))) {
                differing++;
                if (first == null) {
                    first = "element " + i + " is " + text(b) + ", expected " + text(a);
                }
            }
        }
        return first == null
                ? null
                : "("
                        + dtype
                        + "): "
                        + first
                        + "; "
                        + differing
                        + " of "
                        + wanted.length / size
                        + " differ";
    }

    private long bits(ByteBuffer bytes, int index) {
        return switch (size) {
            case 8 -> bytes.getLong(8 * index);
            case 4 -> bytes.getInt(4 * index) & 0xFFFF_FFFFL;
            case 2 -> bytes.getShort(2 * index) & 0xFFFFL;
            default -> bytes.get(index) & 0xFFL;
        };
    }

    private boolean isNan(long bits) {
        return fraction != 0 && (bits & exponent) == exponent && (bits & fraction) != 0;
    }

    private String text(long bits) {
        return switch (dtype) {
            case FLOAT64, COMPLEX128 -> Double.toString(Double.longBitsToDouble(bits));
            case FLOAT32, COMPLEX64 -> Float.toString(Float.intBitsToFloat((int) bits));
            case BFLOAT16 -> Float.toString(Float.intBitsToFloat((int) bits << 16));
            case FLOAT16, COMPLEX32 -> Float.toString(Float.float16ToFloat((short) bits));
            default -> Long.toString(bits);
        };
    }
}
