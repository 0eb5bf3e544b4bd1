package org.panamatorch.internal.io;

import org.panamatorch.io.FileFormatException;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** The fields of a message in Protocol Buffers' format, one after the other. */
final class ProtobufFields {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;
    private static final int LONGEST_VARINT_BITS = 70;

    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MappedFile file;
    private final MemorySegment message;
    private final long start;
    private long position;
    private int field;
    private int wire;
    private long number;
    private MemorySegment bytes;

    /**
     * Makes a reader.
     *
     * @param file the file, for the error
     * @param message the message
     * @param start where in the file it begins
     */
    ProtobufFields(MappedFile file, MemorySegment message, long start) {
        this.file = file;
        this.message = message;
        this.start = start;
    }

    /** Goes to the next field; false where there is none. */
    boolean next() throws FileFormatException {
        if (position == message.byteSize()) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        wire = (int) (tag & 7);
        bytes = null;
        switch (wire) {
            case VARINT -> number = varint();
            case FIXED64 -> number = message.get(LONG, take(Long.BYTES));
            case FIXED32 -> number = Integer.toUnsignedLong(message.get(INT, take(Integer.BYTES)));
            case BYTES -> {
                long length = varint();
                bytes = message.asSlice(take(length), length);
            }
            default -> throw refused("a field has the wire type " + wire);
        }
        return true;
    }

    FileFormatException refused(String problem) {
        return new FileFormatException(file.path(), problem + " at offset " + (start + position));
    }

    /** The field's number. */
    int field() {
        return field;
    }

    /** Its value, where it is no message, text or list. */
    long number() throws FileFormatException {
        if (bytes != null) {
            throw refused("field " + field + " has bytes, expected a number");
        }
        return number;
    }

    /** Its bytes. */
    MemorySegment bytes() throws FileFormatException {
        if (bytes == null) {
            throw refused("field " + field + " has a number, expected bytes");
        }
        return bytes;
    }

    /** Where in the file its bytes begin. */
    long bytesAt() {
        return start + position - bytes.byteSize();
    }

    /** Its message. */
    ProtobufFields message() throws FileFormatException {
        return new ProtobufFields(file, bytes(), bytesAt());
    }

    /** Its text. */
    String text() throws FileFormatException {
        return StrictText.utf8(file, bytes(), "a text", bytesAt());
    }

    /** Whether the field is a list of numbers in one piece. */
    boolean isPacked() {
        return bytes != null;
    }

    /** The number at the beginning of what is left, for lists of numbers in one piece. */
    long nextPacked() throws FileFormatException {
        return varint();
    }

    /** Whether something is left. */
    boolean hasMore() {
        return position < message.byteSize();
    }

    private long varint() throws FileFormatException {
        long value = 0;
        for (int shift = 0; shift < LONGEST_VARINT_BITS; shift += 7) {
            byte next = message.get(ValueLayout.JAVA_BYTE, take(1));
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw refused("a number does not end");
    }

    private long take(long count) throws FileFormatException {
        if (count < 0 || count > message.byteSize() - position) {
            throw refused(
                    "a field takes "
                            + Long.toUnsignedString(count)
                            + " bytes more, and there are "
                            + (message.byteSize() - position));
        }
        long taken = position;
        position += count;
        return taken;
    }
}
