package org.panamatorch.internal.print;

import java.nio.ByteBuffer;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/** Turns the bytes of a contiguous tensor into numbers. */
public final class ElementDecoder {
    private ElementDecoder() {}

    /**
     * The elements that bytes stand for.
     *
     * @param dtype a name such as {@code torch.float32}
     * @param bytes the elements, one behind the other, in the buffer's byte order from its position
     *     to its limit
     * @return their values; those of {@code torch.float4_e2m1fn_x2} are bytes, because PyTorch
     *     prints it so
     * @throws IllegalArgumentException if elements of the dtype are no numbers, or cannot be read
     *     without more knowledge
     */
    public static Values decode(String dtype, ByteBuffer bytes) {
        ByteBuffer b = bytes.slice().order(bytes.order());
        return switch (dtype) {
            case "torch.bool" -> booleans(b);
            case "torch.uint8" -> longs(b, 1, i -> b.get(i) & 0xff);
            case "torch.int8" -> longs(b, 1, b::get);
            case "torch.int16" -> longs(b, 2, i -> b.getShort(2 * i));
            case "torch.uint16" -> longs(b, 2, i -> b.getShort(2 * i) & 0xffff);
            case "torch.int32" -> longs(b, 4, i -> b.getInt(4 * i));
            case "torch.uint32" -> longs(b, 4, i -> b.getInt(4 * i) & 0xffff_ffffL);
            case "torch.int64" -> longs(b, 8, i -> b.getLong(8 * i));
            case "torch.uint64" ->
                    new Values.Integers(longs(b, 8, i -> b.getLong(8 * i)).values(), true);
            case "torch.complex32" -> complexes(b, 4, i -> half(b, i));
            case "torch.complex64" -> complexes(b, 8, i -> b.getFloat(4 * i));
            case "torch.complex128" -> complexes(b, 16, i -> b.getDouble(8 * i));
            default -> new Values.Reals(reals(dtype, b));
        };
    }

    private static double[] reals(String dtype, ByteBuffer b) {
        return switch (dtype) {
            case "torch.float64" -> doubles(b, 8, i -> b.getDouble(8 * i));
            case "torch.float32" -> doubles(b, 4, i -> b.getFloat(4 * i));
            case "torch.float16" -> doubles(b, 2, i -> half(b, i));
            case "torch.bfloat16" ->
                    doubles(b, 2, i -> Float.intBitsToFloat(b.getShort(2 * i) << 16));
            case "torch.float8_e5m2" ->
                    doubles(b, 1, i -> Float.float16ToFloat((short) (b.get(i) << 8)));
            case "torch.float8_e4m3fn" -> doubles(b, 1, i -> e4m3fn(b.get(i)));
            case "torch.float8_e4m3fnuz" -> doubles(b, 1, i -> unsignedZero(b.get(i), 3, 8));
            case "torch.float8_e5m2fnuz" -> doubles(b, 1, i -> unsignedZero(b.get(i), 2, 16));
            case "torch.float8_e8m0fnu" -> doubles(b, 1, i -> e8m0(b.get(i)));
            case "torch.float4_e2m1fn_x2" -> doubles(b, 1, i -> b.get(i) & 0xff);
            default ->
                    throw new IllegalArgumentException(
                            "elements of " + dtype + " cannot be read as numbers");
        };
    }

    private static Values.Booleans booleans(ByteBuffer b) {
        boolean[] values = new boolean[b.remaining()];
        for (int i = 0; i < values.length; i++) {
            values[i] = b.get(i) != 0;
        }
        return new Values.Booleans(values);
    }

    private static Values.Integers longs(ByteBuffer b, int itemSize, IntToLongFunction read) {
        long[] values = IntStream.range(0, b.remaining() / itemSize).mapToLong(read).toArray();
        return new Values.Integers(values, false);
    }

    private static double[] doubles(ByteBuffer b, int itemSize, IntToDoubleFunction read) {
        return IntStream.range(0, b.remaining() / itemSize).mapToDouble(read).toArray();
    }

    private static Values.Complexes complexes(
            ByteBuffer b, int itemSize, IntToDoubleFunction read) {
        return new Values.Complexes(
                doubles(b, itemSize, i -> read.applyAsDouble(2 * i)),
                doubles(b, itemSize, i -> read.applyAsDouble(2 * i + 1)));
    }

    private static double half(ByteBuffer b, int index) {
        return Float.float16ToFloat(b.getShort(2 * index));
    }

    private static double e4m3fn(int bits) {
        return (bits & 0x7f) == 0x7f ? Double.NaN : small(bits, 3, 7);
    }

    /** The kinds whose only NaN is the pattern that would be negative zero. */
    private static double unsignedZero(int bits, int mantissaBits, int bias) {
        return (bits & 0xff) == 0x80 ? Double.NaN : small(bits, mantissaBits, bias);
    }

    private static double e8m0(int bits) {
        return (bits & 0xff) == 0xff ? Double.NaN : Math.scalb(1.0, (bits & 0xff) - 127);
    }

    private static double small(int bits, int mantissaBits, int bias) {
        int exponent = (bits & 0x7f) >> mantissaBits;
        int mantissa = bits & (1 << mantissaBits) - 1;
        int significand = exponent == 0 ? mantissa : mantissa | 1 << mantissaBits;
        double magnitude =
                Math.scalb((double) significand, Math.max(exponent, 1) - bias - mantissaBits);
        return (bits & 0x80) == 0 ? magnitude : -magnitude;
    }
}
