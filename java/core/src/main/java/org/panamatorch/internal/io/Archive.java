package org.panamatorch.internal.io;

import org.panamatorch.io.FileFormatException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * A zip file in memory, so that what is stored in it can be used where it lies. ({@code
 * java.util.zip} does not say where that is.)
 */
final class Archive {
    /**
     * A file in the archive.
     *
     * @param name its name
     * @param isDeflated whether it is compressed
     * @param crc the checksum of its bytes
     * @param offset where in the archive its bytes begin
     * @param stored how many there are in the archive
     * @param size how many it has
     */
    record Entry(String name, boolean isDeflated, long crc, long offset, long stored, long size) {}

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int END64_SIGNATURE = 0x06064b50;
    private static final int END64_BYTES = 56;
    private static final int LOCATOR_SIGNATURE = 0x07064b50;
    private static final int LOCATOR_BYTES = 20;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int ENTRY_BYTES = 46;
    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int LOCAL_BYTES = 30;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final long IN_EXTRA = 0xffffffffL;
    private static final int ZIP64_EXTRA = 1;
    private static final int DEFLATED = 8;
    private static final int ENCRYPTED_FLAG = 1;
    // What is copied is in the processor's cache still when it is checked.
    private static final int CHUNK = 1 << 18;

    // No data is smaller by more when it is deflated.
    private static final long MOST_RATIO = 1032;

    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MappedFile file;
    private final SequencedMap<String, Entry> entries = new LinkedHashMap<>();

    private Archive(MappedFile file) {
        this.file = file;
    }

    /** Whether the file begins as an archive; one without files has its end only. */
    static boolean isOne(MappedFile file) throws FileFormatException {
        if (file.size() < Integer.BYTES) {
            return false;
        }
        int signature = file.<Integer>read(() -> file.memory().get(INT, 0));
        return signature == LOCAL_SIGNATURE || signature == END_SIGNATURE;
    }

    static Archive of(MappedFile file) throws FileFormatException {
        Archive archive = new Archive(file);
        try {
            archive.readDirectory();
        } catch (InternalError e) {
            // How the JVM tells of a page that is no longer there.
            throw new FileFormatException(
                    file.path(), "the file was shortened while it was read", e);
        }
        return archive;
    }

    /**
     * Where the bytes of the file begin that the archive begins with, by its own header, which an
     * archive has that has lost its directory; or -1 where it is another.
     */
    static long first(MappedFile file, String ending) throws FileFormatException {
        Archive archive = new Archive(file);
        return file.read(() -> archive.firstStored(ending));
    }

    private long firstStored(String ending) {
        long nameBytes = file.size() < LOCAL_BYTES ? 0 : shortAt(26);
        long start = LOCAL_BYTES + nameBytes;
        if (nameBytes == 0 || start > file.size() || shortAt(8) != 0) {
            return -1;
        }
        byte[] name = file.memory().asSlice(LOCAL_BYTES, nameBytes).toArray(ValueLayout.JAVA_BYTE);
        boolean isNamed = new String(name, StandardCharsets.UTF_8).endsWith(ending);
        return isNamed ? Math.min(file.size(), start + shortAt(28)) : -1;
    }

    MappedFile file() {
        return file;
    }

    /** The files by their names, in the directory's order. */
    SequencedMap<String, Entry> entries() {
        return entries;
    }

    private FileFormatException refused(String problem) {
        return new FileFormatException(file.path(), problem);
    }

    private int shortAt(long offset) {
        return Short.toUnsignedInt(file.memory().get(SHORT, offset));
    }

    private int intAt(long offset) {
        return file.memory().get(INT, offset);
    }

    private long longAt(long offset) {
        return file.memory().get(LONG, offset);
    }

    private long endOfDirectory() throws FileFormatException {
        long last = file.size() - END_BYTES;
        for (long at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
            if (intAt(at) == END_SIGNATURE && at + END_BYTES + shortAt(at + 20) == file.size()) {
                return at;
            }
        }
        throw refused("the zip archive has no end: the file is not complete");
    }

    private void readDirectory() throws FileFormatException {
        long end = endOfDirectory();
        long count = shortAt(end + 10);
        long size = Integer.toUnsignedLong(intAt(end + 12));
        long offset = Integer.toUnsignedLong(intAt(end + 16));
        if (end >= LOCATOR_BYTES && intAt(end - LOCATOR_BYTES) == LOCATOR_SIGNATURE) {
            long end64 = longAt(end - LOCATOR_BYTES + 8);
            if (end64 < 0
                    || end64 > end - LOCATOR_BYTES - END64_BYTES
                    || intAt(end64) != END64_SIGNATURE) {
                throw refused(
                        "the zip64 end is not at offset " + end64 + ", where it is said to be");
            }
            count = longAt(end64 + 32);
            size = longAt(end64 + 40);
            offset = longAt(end64 + 48);
            end = end64;
        }
        if (offset < 0 || size < 0 || offset > end - size || size < 0) {
            throw refused(
                    "the zip directory of "
                            + size
                            + " bytes at offset "
                            + offset
                            + " is not before its end at "
                            + end);
        }
        long at = offset;
        for (long i = 0; i < count; i++) {
            at = readEntry(at, offset, offset + size);
        }
        if (at != offset + size) {
            throw refused("the zip directory has more than the " + count + " files it is said to");
        }
        refuseOverlap();
    }

    private long readEntry(long at, long dataEnd, long end) throws FileFormatException {
        if (end - at < ENTRY_BYTES || intAt(at) != ENTRY_SIGNATURE) {
            throw refused("the zip directory has no file at offset " + at);
        }
        int flags = shortAt(at + 8);
        int method = shortAt(at + 10);
        int nameBytes = shortAt(at + 28);
        int extraBytes = shortAt(at + 30);
        long next = at + ENTRY_BYTES + nameBytes + extraBytes + shortAt(at + 32);
        if (next > end) {
            throw refused("the file at offset " + at + " of the zip directory goes beyond its end");
        }
        String name =
                StrictText.utf8(
                        file,
                        file.memory().asSlice(at + ENTRY_BYTES, nameBytes),
                        "a name in the zip directory",
                        at + ENTRY_BYTES);
        if ((flags & ENCRYPTED_FLAG) != 0) {
            throw refused("'" + name + "' is encrypted");
        }
        if (method != 0 && method != DEFLATED) {
            throw refused(
                    "'" + name + "' is compressed by the method " + method + ", expected 0 or 8");
        }
        long[] sizes = {
            Integer.toUnsignedLong(intAt(at + 24)),
            Integer.toUnsignedLong(intAt(at + 20)),
            Integer.toUnsignedLong(intAt(at + 42))
        };
        readLarge(sizes, at + ENTRY_BYTES + nameBytes, extraBytes, name);
        add(
                new Entry(
                        name,
                        method == DEFLATED,
                        Integer.toUnsignedLong(intAt(at + 16)),
                        dataStart(name, sizes[2], dataEnd),
                        sizes[1],
                        sizes[0]),
                dataEnd);
        return next;
    }

    /** Sizes and the place that take more than four bytes are behind the name. */
    private void readLarge(long[] sizes, long extra, int extraBytes, String name)
            throws FileFormatException {
        long end = extra + extraBytes;
        for (long at = extra; end - at >= 4; at += 4 + shortAt(at + 2)) {
            if (shortAt(at) != ZIP64_EXTRA) {
                continue;
            }
            long value = at + 4;
            long valuesEnd = Math.min(end, value + shortAt(at + 2));
            for (int i = 0; i < sizes.length; i++) {
                if (sizes[i] == IN_EXTRA && valuesEnd - value >= Long.BYTES) {
                    sizes[i] = longAt(value);
                    value += Long.BYTES;
                }
                if (sizes[i] < 0) {
                    throw refused("'" + name + "' has more than 2^63 bytes");
                }
            }
        }
    }

    private long dataStart(String name, long local, long dataEnd) throws FileFormatException {
        if (local > dataEnd - LOCAL_BYTES || intAt(local) != LOCAL_SIGNATURE) {
            throw refused("'" + name + "' is not at offset " + local + ", where it is said to be");
        }
        return local + LOCAL_BYTES + shortAt(local + 26) + shortAt(local + 28);
    }

    private void add(Entry entry, long dataEnd) throws FileFormatException {
        String name = entry.name();
        if (name.startsWith("/") || name.matches("(?s).*[\\\\\0].*|(.*/)?\\.\\.(/.*)?")) {
            throw refused("'" + name + "' is a name that leads out of the archive");
        }
        if (entry.stored() > dataEnd - entry.offset()) {
            throw refused(
                    "'"
                            + name
                            + "' has "
                            + entry.stored()
                            + " bytes at offset "
                            + entry.offset()
                            + ", which go beyond the archive's data at "
                            + dataEnd);
        }
        if (!entry.isDeflated() && entry.stored() != entry.size()) {
            throw refused(
                    "'"
                            + name
                            + "' has "
                            + entry.size()
                            + " bytes, but "
                            + entry.stored()
                            + " are stored");
        }
        if (entry.size() / MOST_RATIO > entry.stored()) {
            throw refused(
                    "'"
                            + name
                            + "' is said to have "
                            + entry.size()
                            + " bytes, which "
                            + entry.stored()
                            + " deflated ones cannot hold");
        }
        if (entries.putIfAbsent(name, entry) != null) {
            throw refused("'" + name + "' is there twice");
        }
    }

    private void refuseOverlap() throws FileFormatException {
        List<Entry> sorted = new ArrayList<>(entries.values());
        sorted.sort(Comparator.comparingLong(Entry::offset).thenComparing(Entry::stored));
        for (int i = 1; i < sorted.size(); i++) {
            Entry before = sorted.get(i - 1);
            if (before.offset() + before.stored() > sorted.get(i).offset()) {
                throw refused(
                        "'"
                                + before.name()
                                + "' and '"
                                + sorted.get(i).name()
                                + "' share bytes of the archive");
            }
        }
    }

    /** The bytes of a file, checked. */
    byte[] bytes(Entry entry) throws FileFormatException {
        if (entry.size() > Integer.MAX_VALUE - 8) {
            throw refused(
                    "'" + entry.name() + "' has " + entry.size() + " bytes, too many to read");
        }
        MemorySegment stored = stored(entry);
        byte[] bytes = file.read(() -> stored.toArray(ValueLayout.JAVA_BYTE));
        byte[] result = entry.isDeflated() ? inflated(entry, bytes) : bytes;
        check(entry, MemorySegment.ofArray(result));
        return result;
    }

    private MemorySegment stored(Entry entry) {
        return file.memory().asSlice(entry.offset(), entry.stored());
    }

    /** A file's bytes where they lie, or deflated; checked. */
    MemorySegment memory(Entry entry) throws FileFormatException {
        if (entry.isDeflated()) {
            return MemorySegment.ofArray(bytes(entry));
        }
        check(entry, stored(entry));
        return stored(entry);
    }

    private byte[] inflated(Entry entry, byte[] deflated) throws FileFormatException {
        try (Inflater inflater = new Inflater(true);
                InputStream in =
                        new InflaterInputStream(new ByteArrayInputStream(deflated), inflater)) {
            // As they come, rather than as many as are said to come.
            byte[] bytes = in.readNBytes((int) entry.size());
            if (bytes.length < entry.size() || in.read() >= 0) {
                throw refused(
                        "'"
                                + entry.name()
                                + "' has not the "
                                + entry.size()
                                + " bytes it is said to");
            }
            return bytes;
        } catch (FileFormatException e) {
            throw e;
        } catch (IOException e) {
            throw new FileFormatException(
                    file.path(),
                    "'" + entry.name() + "' is not deflated data: " + e.getMessage(),
                    e);
        }
    }

    /** Holds bytes to a file's checksum. */
    void check(Entry entry, MemorySegment bytes) throws FileFormatException {
        // Of copies: where the file is shortened meanwhile, copying tells of it, and CRC32 does
        // not.
        byte[] copy = new byte[(int) Math.min(CHUNK, bytes.byteSize())];
        CRC32 sum = new CRC32();
        for (long start = 0; start < bytes.byteSize(); start += CHUNK) {
            int length = (int) Math.min(CHUNK, bytes.byteSize() - start);
            MemorySegment from = bytes.asSlice(start, length);
            file.read(
                    () -> {
                        MemorySegment.copy(from, ValueLayout.JAVA_BYTE, 0, copy, 0, length);
                        return null;
                    });
            sum.update(copy, 0, length);
        }
        check(entry, sum.getValue());
    }

    /** Copies the bytes of a file that is not deflated, and holds the copy to its checksum. */
    void copy(FileChannel channel, Entry entry, MemorySegment to) throws IOException {
        CRC32 sum = new CRC32();
        for (long start = 0; start < entry.stored(); start += CHUNK) {
            MemorySegment part = to.asSlice(start, Math.min(CHUNK, entry.stored() - start));
            file.copy(channel, entry.offset() + start, part);
            sum.update(part.asByteBuffer());
        }
        check(entry, sum.getValue());
    }

    private void check(Entry entry, long crc) throws FileFormatException {
        if (crc != entry.crc()) {
            throw refused(
                    "'"
                            + entry.name()
                            + "' is damaged: its checksum is "
                            + Long.toHexString(crc)
                            + ", expected "
                            + Long.toHexString(entry.crc()));
        }
    }
}
