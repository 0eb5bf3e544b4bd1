package org.panamatorch.internal.io;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Writes a zip file whose files are stored, each at an offset that is a multiple of 64, so that
 * whoever maps the archive can use them where they lie. ({@code java.util.zip} aligns nothing.)
 */
final class ArchiveWriter {
    private static final int ALIGNMENT = 64;
    private static final int LOCAL_BYTES = 30;
    private static final int ENTRY_BYTES = 46;
    private static final int END_BYTES = 22;
    private static final int END64_BYTES = 56;
    private static final int LOCATOR_BYTES = 20;
    private static final int EXTRA_HEADER_BYTES = 4;
    private static final int ZIP64_EXTRA = 1;
    // PyTorch's name for what only fills up: the letters F and B.
    private static final int PADDING_EXTRA = 0x4246;
    private static final short ZIP64_VERSION = 45;
    private static final short UTF8_NAME = 0x0800;
    // The first day that zip can say: no file differs by when it was written.
    private static final short FIRST_DAY = 0x21;
    private static final long IN_EXTRA = 0xffffffffL;
    private static final int COUNT_IN_EXTRA = 0xffff;

    private record Entry(byte[] name, long crc, long size, long offset) {}

    private final NewFile file;
    private final List<Entry> entries = new ArrayList<>();

    ArchiveWriter(NewFile file) {
        this.file = file;
    }

    void write(String name, byte[] bytes) throws IOException {
        write(name, bytes, MemorySegment.NULL);
    }

    void write(String name, MemorySegment memory) throws IOException {
        write(name, new byte[0], memory);
    }

    /** Writes a file of a header and what follows it. */
    void write(String name, byte[] header, MemorySegment memory) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(header);
        for (long start = 0; start < memory.byteSize(); start += Integer.MAX_VALUE) {
            long length = Math.min(Integer.MAX_VALUE, memory.byteSize() - start);
            crc.update(memory.asSlice(start, length).asByteBuffer());
        }
        begin(name, crc.getValue(), header.length + memory.byteSize());
        file.write(header);
        file.write(memory);
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void begin(String text, long crc, long size) throws IOException {
        byte[] name = text.getBytes(StandardCharsets.UTF_8);
        Entry entry = new Entry(name, crc, size, file.position());
        entries.add(entry);
        int large = size >= IN_EXTRA ? EXTRA_HEADER_BYTES + 2 * Long.BYTES : 0;
        long start = file.position() + LOCAL_BYTES + name.length + large + EXTRA_HEADER_BYTES;
        int padding = (int) (Math.ceilDiv(start, ALIGNMENT) * ALIGNMENT - start);
        ByteBuffer header =
                buffer(LOCAL_BYTES + name.length + large + EXTRA_HEADER_BYTES + padding);
        header.putInt(0x04034b50);
        putCommon(header, entry, large + EXTRA_HEADER_BYTES + padding);
        header.put(name);
        if (large > 0) {
            header.putShort((short) ZIP64_EXTRA).putShort((short) (2 * Long.BYTES));
            header.putLong(size).putLong(size);
        }
        header.putShort((short) PADDING_EXTRA).putShort((short) padding);
        while (header.hasRemaining()) {
            header.put((byte) 'Z');
        }
        file.write(header.array());
    }

    /** The fields that a file's own header and its place in the directory share. */
    private static void putCommon(ByteBuffer header, Entry entry, int extraBytes) {
        int size = (int) Math.min(entry.size(), IN_EXTRA);
        header.putShort(ZIP64_VERSION).putShort(UTF8_NAME).putShort((short) 0);
        header.putShort((short) 0).putShort(FIRST_DAY).putInt((int) entry.crc());
        header.putInt(size).putInt(size);
        header.putShort((short) entry.name().length).putShort((short) extraBytes);
    }

    /** Writes the directory. */
    void finish() throws IOException {
        long start = file.position();
        for (Entry entry : entries) {
            writeDirectory(entry);
        }
        long size = file.position() - start;
        long end = file.position();
        boolean isLarge = entries.size() >= COUNT_IN_EXTRA || start >= IN_EXTRA || size >= IN_EXTRA;
        ByteBuffer tail = buffer((isLarge ? END64_BYTES + LOCATOR_BYTES : 0) + END_BYTES);
        if (isLarge) {
            // What follows the length itself.
            tail.putInt(0x06064b50).putLong(END64_BYTES - 12);
            tail.putShort(ZIP64_VERSION).putShort(ZIP64_VERSION).putInt(0).putInt(0);
            tail.putLong(entries.size()).putLong(entries.size()).putLong(size).putLong(start);
            tail.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
        }
        short count = (short) Math.min(entries.size(), COUNT_IN_EXTRA);
        tail.putInt(0x06054b50).putInt(0).putShort(count).putShort(count);
        tail.putInt((int) Math.min(size, IN_EXTRA)).putInt((int) Math.min(start, IN_EXTRA));
        tail.putShort((short) 0);
        file.write(tail.array());
    }

    private void writeDirectory(Entry entry) throws IOException {
        boolean isLarge = entry.size() >= IN_EXTRA;
        boolean isFar = entry.offset() >= IN_EXTRA;
        int values = (isLarge ? 2 * Long.BYTES : 0) + (isFar ? Long.BYTES : 0);
        int extraBytes = values == 0 ? 0 : EXTRA_HEADER_BYTES + values;
        ByteBuffer record = buffer(ENTRY_BYTES + entry.name().length + extraBytes);
        record.putInt(0x02014b50).putShort(ZIP64_VERSION);
        putCommon(record, entry, extraBytes);
        // No comment, the first disk, no attributes.
        record.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
        record.putInt((int) Math.min(entry.offset(), IN_EXTRA)).put(entry.name());
        if (values > 0) {
            record.putShort((short) ZIP64_EXTRA).putShort((short) values);
            if (isLarge) {
                record.putLong(entry.size()).putLong(entry.size());
            }
            if (isFar) {
                record.putLong(entry.offset());
            }
        }
        file.write(record.array());
    }
}
