package org.panamatorch.internal.io;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file that is written beside the one whose place it takes when it is {@link #complete}: whenever
 * the process or the machine ends, the old file or the new one is there, and whole.
 */
public final class NewFile implements Closeable {
    // As much as one call of the system writes.
    private static final long MOST_AT_ONCE = 1 << 30;

    private final Path path;
    private final Path beside;
    private final FileChannel channel;
    private long position;

    /**
     * Begins a file.
     *
     * @param path where it is to be
     * @throws IOException if there can be no file
     */
    public NewFile(Path path) throws IOException {
        // A link stays one, and the file it points to is replaced.
        this.path = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        if (Files.isDirectory(this.path)) {
            throw new IOException(path + " is a directory, expected the name of a file");
        }
        beside =
                this.path.resolveSibling(
                        "." + this.path.getFileName() + "." + UUID.randomUUID() + ".tmp");
        channel = FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /**
     * How much has been written.
     *
     * @return the bytes
     */
    public long position() {
        return position;
    }

    /**
     * Appends bytes.
     *
     * @param bytes the bytes
     * @throws IOException if they cannot be written
     */
    public void write(byte[] bytes) throws IOException {
        write(ByteBuffer.wrap(bytes));
    }

    /**
     * Appends memory.
     *
     * @param memory native memory
     * @throws IOException if it cannot be written
     */
    public void write(MemorySegment memory) throws IOException {
        for (long start = 0; start < memory.byteSize(); start += MOST_AT_ONCE) {
            long length = Math.min(MOST_AT_ONCE, memory.byteSize() - start);
            write(memory.asSlice(start, length).asByteBuffer());
        }
    }

    private void write(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            position += channel.write(buffer);
        }
    }

    /**
     * Puts the file where it is to be, when all of it has reached the disk.
     *
     * @throws IOException if that fails; then nothing has changed there
     */
    public void complete() throws IOException {
        channel.force(true);
        channel.close();
        Files.move(
                beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncFolder();
    }

    /** The new name, too, reaches the disk. */
    private void syncFolder() throws IOException {
        // Windows has no such thing, and refuses to open a folder.
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel folder = FileChannel.open(path.getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        }
    }

    /** Drops the file, unless it is complete. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(beside);
    }
}
