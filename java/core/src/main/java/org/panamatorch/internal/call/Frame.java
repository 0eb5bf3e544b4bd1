package org.panamatorch.internal.call;

import org.panamatorch.Scalar;
import org.panamatorch.Tensor;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.binding.pt_scalar;
import org.panamatorch.internal.load.NativeLibrary;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Scratch memory for the arguments and results of one call. Each thread has one block, which nested
 * calls share like a stack.
 */
public final class Frame implements AutoCloseable {
    // Any operator's arguments fit, but for long lists.
    private static final int BLOCK_BYTES = 4096;

    private static final long WORD = Long.BYTES;

    private static final class Blocks {
        static final ThreadLocal<Block> OF_THREADS = ThreadLocal.withInitial(Block::new);
    }

    private static final class Block {
        final MemorySegment memory = Arena.ofAuto().allocate(BLOCK_BYTES, WORD);
        long used;
    }

    private final Block block;
    private final long start;
    private Arena overflow;
    private Owned owned;

    private Frame(Block block) {
        this.block = block;
        this.start = block.used;
    }

    /**
     * Opens the frame of a call.
     *
     * @return the frame, to be closed by the same thread in the reverse order of opening
     */
    public static Frame open() {
        // Before anything else: it initializes what must not fail near the end of a stack.
        NativeLibrary.load();
        return new Frame(Blocks.OF_THREADS.get());
    }

    /** Slots whose new tensors are the frame's until {@link Results} takes them. */
    private record Owned(MemorySegment slots, int count, Owned next) {
        void release() {
            for (int i = 0; i < count; i++) {
                if (slots.getAtIndex(ValueLayout.JAVA_LONG, i) != 0) {
                    PanamaTorch.pt_tensors_free(slots, count);
                    return;
                }
            }
        }
    }

    @Override
    public void close() {
        block.used = start;
        for (Owned slots = owned; slots != null; slots = slots.next) {
            slots.release();
        }
        if (overflow != null) {
            overflow.close();
        }
    }

    private MemorySegment allocate(long bytes) {
        long rounded = (bytes + WORD - 1) & -WORD;
        if (block.used + rounded <= BLOCK_BYTES) {
            MemorySegment slice = block.memory.asSlice(block.used, rounded);
            block.used += rounded;
            return slice;
        }
        if (overflow == null) {
            overflow = Arena.ofConfined();
        }
        return overflow.allocate(rounded, WORD);
    }

    private MemorySegment words(int count) {
        // The pointer of an empty list must still tell it from an absent one.
        return allocate(Math.max(1, count) * WORD);
    }

    /**
     * A list of integers.
     *
     * @param values not null
     * @param operation for the error
     * @param name for the error
     * @return the list
     */
    public MemorySegment longs(long[] values, String operation, String name) {
        Arguments.requirePresent(values, operation, name, "a list of integers");
        return optionalLongs(values);
    }

    /**
     * A list of integers that may be absent.
     *
     * @param values the list, or null
     * @return the list, or NULL
     */
    public MemorySegment optionalLongs(long[] values) {
        if (values == null) {
            return MemorySegment.NULL;
        }
        MemorySegment list = words(values.length);
        for (int i = 0; i < values.length; i++) {
            list.setAtIndex(ValueLayout.JAVA_LONG, i, values[i]);
        }
        return list;
    }

    /**
     * A list of numbers.
     *
     * @param values not null
     * @param operation for the error
     * @param name for the error
     * @return the list
     */
    public MemorySegment doubles(double[] values, String operation, String name) {
        Arguments.requirePresent(values, operation, name, "a list of numbers");
        return optionalDoubles(values);
    }

    /**
     * A list of numbers that may be absent.
     *
     * @param values the list, or null
     * @return the list, or NULL
     */
    public MemorySegment optionalDoubles(double[] values) {
        if (values == null) {
            return MemorySegment.NULL;
        }
        MemorySegment list = words(values.length);
        for (int i = 0; i < values.length; i++) {
            list.setAtIndex(ValueLayout.JAVA_DOUBLE, i, values[i]);
        }
        return list;
    }

    /**
     * A list of booleans.
     *
     * @param values not null
     * @param operation for the error
     * @param name for the error
     * @return the list, a word each
     */
    public MemorySegment booleans(boolean[] values, String operation, String name) {
        Arguments.requirePresent(values, operation, name, "a list of booleans");
        MemorySegment list = words(values.length);
        for (int i = 0; i < values.length; i++) {
            list.setAtIndex(ValueLayout.JAVA_LONG, i, Arguments.flag(values[i]));
        }
        return list;
    }

    /**
     * A scalar.
     *
     * @param value not null
     * @param operation for the error
     * @param name for the error
     * @return the scalar
     */
    public MemorySegment scalar(Number value, String operation, String name) {
        Arguments.requirePresent(value, operation, name, "a number");
        MemorySegment scalar = scalarSlot();
        write(value, scalar, operation, name);
        return scalar;
    }

    /**
     * A scalar that may be absent.
     *
     * @param value the scalar, or null
     * @param operation for the error
     * @param name for the error
     * @return the scalar, or NULL
     */
    public MemorySegment optionalScalar(Number value, String operation, String name) {
        return value == null ? MemorySegment.NULL : scalar(value, operation, name);
    }

    /**
     * A list of scalars.
     *
     * @param values not null
     * @param operation for the error
     * @param name for the error
     * @return the list
     */
    public MemorySegment scalars(Number[] values, String operation, String name) {
        Arguments.requirePresent(values, operation, name, "a list of numbers");
        long size = pt_scalar.sizeof();
        MemorySegment list = allocate(Math.max(1, values.length) * size);
        for (int i = 0; i < values.length; i++) {
            Arguments.requirePresent(values[i], operation, name, "a number");
            write(values[i], list.asSlice(i * size, size), operation, name);
        }
        return list;
    }

    private static void write(Number value, MemorySegment scalar, String operation, String name) {
        switch (value) {
            case Double number -> writeDouble(scalar, number);
            case Float number -> writeDouble(scalar, number);
            case Integer number -> writeInteger(scalar, number);
            case Long number -> writeInteger(scalar, number);
            case Short number -> writeInteger(scalar, number);
            case Byte number -> writeInteger(scalar, number);
            case Scalar number when number.isBoolean() -> {
                pt_scalar.kind(scalar, PanamaTorch.PT_SCALAR_BOOL());
                pt_scalar.integer(scalar, Arguments.flag(number.booleanValue()));
            }
            case Scalar number -> {
                pt_scalar.kind(scalar, PanamaTorch.PT_SCALAR_COMPLEX());
                pt_scalar.real(scalar, number.real());
                pt_scalar.imag(scalar, number.imag());
            }
            case BigInteger number when number.signum() >= 0 && number.bitLength() <= Long.SIZE -> {
                pt_scalar.kind(scalar, PanamaTorch.PT_SCALAR_UINT());
                pt_scalar.integer(scalar, number.longValue());
            }
            default ->
                    throw new IllegalArgumentException(
                            operation
                                    + ": argument '"
                                    + name
                                    + "' is a "
                                    + value.getClass().getName()
                                    + ", expected a Byte, Short, Integer, Long, Float, Double,"
                                    + " Scalar or a BigInteger of 64 bits without sign");
        }
    }

    private static void writeInteger(MemorySegment scalar, long value) {
        pt_scalar.kind(scalar, PanamaTorch.PT_SCALAR_INT());
        pt_scalar.integer(scalar, value);
    }

    private static void writeDouble(MemorySegment scalar, double value) {
        pt_scalar.kind(scalar, PanamaTorch.PT_SCALAR_DOUBLE());
        pt_scalar.real(scalar, value);
    }

    /**
     * A string.
     *
     * @param text not null
     * @param operation for the error
     * @param name for the error
     * @return the string
     */
    public MemorySegment string(String text, String operation, String name) {
        Arguments.requirePresent(text, operation, name, "a string");
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    operation + ": argument '" + name + "' has a zero character");
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        MemorySegment string = allocate(bytes.length + 1L);
        MemorySegment.copy(bytes, 0, string, ValueLayout.JAVA_BYTE, 0, bytes.length);
        string.set(ValueLayout.JAVA_BYTE, bytes.length, (byte) 0);
        return string;
    }

    /**
     * A string that may be absent.
     *
     * @param text the string, or null
     * @param operation for the error
     * @param name for the error
     * @return the string, or NULL
     */
    public MemorySegment optionalString(String text, String operation, String name) {
        return text == null ? MemorySegment.NULL : string(text, operation, name);
    }

    /**
     * An integer that may be absent.
     *
     * @param value the integer, or null
     * @return a pointer to it, or NULL
     */
    public MemorySegment optionalLong(Long value) {
        if (value == null) {
            return MemorySegment.NULL;
        }
        MemorySegment word = words(1);
        word.set(ValueLayout.JAVA_LONG, 0, value);
        return word;
    }

    /**
     * A number that may be absent.
     *
     * @param value the number, or null
     * @return a pointer to it, or NULL
     */
    public MemorySegment optionalDouble(Double value) {
        if (value == null) {
            return MemorySegment.NULL;
        }
        MemorySegment word = words(1);
        word.set(ValueLayout.JAVA_DOUBLE, 0, value);
        return word;
    }

    /**
     * A boolean that may be absent.
     *
     * @param value the value, or null
     * @return a pointer to it, or NULL
     */
    public MemorySegment optionalBoolean(Boolean value) {
        return value == null ? MemorySegment.NULL : optionalLong(Arguments.flag(value));
    }

    /**
     * A list of tensors.
     *
     * @param tensors not null, nor any element
     * @param operation for the error
     * @param name for the error
     * @return the list
     */
    public MemorySegment tensors(Tensor[] tensors, String operation, String name) {
        Arguments.requirePresent(tensors, operation, name, "a list of tensors");
        MemorySegment list = words(tensors.length);
        for (int i = 0; i < tensors.length; i++) {
            list.setAtIndex(ValueLayout.ADDRESS, i, Arguments.tensor(tensors[i], operation, name));
        }
        return list;
    }

    /**
     * A list of tensors, some of which may be absent.
     *
     * @param tensors not null
     * @param operation for the error
     * @param name for the error
     * @return the list
     */
    public MemorySegment optionalTensors(Tensor[] tensors, String operation, String name) {
        Arguments.requirePresent(tensors, operation, name, "a list of tensors");
        MemorySegment list = words(tensors.length);
        for (int i = 0; i < tensors.length; i++) {
            list.setAtIndex(
                    ValueLayout.ADDRESS, i, Arguments.optionalTensor(tensors[i], operation, name));
        }
        return list;
    }

    /**
     * Room for what the caller writes whole.
     *
     * @param count how many words
     * @return memory with whatever was there
     */
    public MemorySegment room(int count) {
        return words(count);
    }

    /**
     * Room for results.
     *
     * @param count how many words
     * @return zeroed memory
     */
    public MemorySegment slots(int count) {
        return words(count).fill((byte) 0);
    }

    /**
     * Room for new tensors. Those that nobody has taken when the frame is closed, because of an
     * error in between, are released.
     *
     * @param count how many
     * @return zeroed memory
     */
    public MemorySegment tensorSlots(int count) {
        MemorySegment slots = slots(count);
        owned = new Owned(slots, count, owned);
        return slots;
    }

    /**
     * Room for a new tensor, which is released like those of {@link #tensorSlots}.
     *
     * @return a zeroed word
     */
    public MemorySegment tensorSlot() {
        return tensorSlots(1);
    }

    /**
     * Room for one result.
     *
     * @return a zeroed word
     */
    public MemorySegment slot() {
        MemorySegment word = words(1);
        word.set(ValueLayout.JAVA_LONG, 0, 0);
        return word;
    }

    /**
     * Room for a struct.
     *
     * @param bytes its size
     * @return zeroed memory
     */
    public MemorySegment struct(long bytes) {
        return allocate(bytes).fill((byte) 0);
    }

    /**
     * Room for a scalar.
     *
     * @return memory of a scalar's size
     */
    public MemorySegment scalarSlot() {
        return allocate(pt_scalar.sizeof());
    }
}
