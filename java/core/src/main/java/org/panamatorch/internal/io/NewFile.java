package org.panamatorch.internal.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file that is written beside the one whose place it takes when it is {@link #complete}: whenever
 * the process or the machine ends, the old file or the new one is there, and whole.
 */
public final class NewFile implements Closeable {
    // As much as one call of the system writes.
    private static final long MOST_AT_ONCE = 1 << 30;

    // Each takes another one that looks for abandoned files at that moment.
    private static final int MOST_TRIES = 1000;

    private static final String ENDING = ".tmp";
    private static final int UUID_LENGTH = 36;

    // The names of this process's: it loses its lock of a file when it opens and closes that file
    // once more to see whether there is one.
    private static final Set<Path> AT_WORK = ConcurrentHashMap.newKeySet();

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
        // A device is written to, not replaced, and has no old content to keep.
        if (Files.exists(this.path) && !Files.isRegularFile(this.path)) {
            throw new IOException(path + " is there and no file, expected the name of a file");
        }
        String prefix = "." + this.path.getFileName() + ".";
        removeAbandoned(this.path.getParent(), prefix);
        FileChannel begun = null;
        Path file = null;
        for (int tries = 0; begun == null; tries++) {
            if (tries == MOST_TRIES) {
                throw new IOException(file + " cannot be locked");
            }
            file = this.path.resolveSibling(prefix + UUID.randomUUID() + ENDING);
            begun = begin(file);
        }
        beside = file;
        channel = begun;
    }

    /**
     * Makes a file with the permissions of the one whose place it takes, and tells others by a lock
     * that somebody is at work on it; null where one of them has taken it for abandoned before
     * that.
     */
    private FileChannel begin(Path file) throws IOException {
        FileChannel begun = null;
        boolean isOurs = false;
        AT_WORK.add(file.getFileName());
        try {
            begun = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            if (begun.tryLock() != null && Files.exists(file)) {
                if (Files.exists(path) && isPosix()) {
                    Files.setPosixFilePermissions(file, Files.getPosixFilePermissions(path));
                }
                isOurs = true;
            }
        } catch (OverlappingFileLockException e) {
            // Another copy of this library has, in this process.
        } finally {
            if (!isOurs) {
                end(begun, file);
            }
        }
        return isOurs ? begun : null;
    }

    private static void end(FileChannel channel, Path file) throws IOException {
        try (channel) {
            Files.deleteIfExists(file);
        } finally {
            AT_WORK.remove(file.getFileName());
        }
    }

    private boolean isPosix() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Removes what processes have begun that are no more. */
    private static void removeAbandoned(Path folder, String prefix) throws IOException {
        try (DirectoryStream<Path> begun =
                Files.newDirectoryStream(folder, file -> isTemporary(file, prefix))) {
            for (Path file : begun) {
                if (!AT_WORK.contains(file.getFileName())) {
                    removeUnlocked(file);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static boolean isTemporary(Path file, String prefix) {
        String name = file.getFileName().toString();
        return name.startsWith(prefix)
                && name.endsWith(ENDING)
                && name.length() == prefix.length() + UUID_LENGTH + ENDING.length();
    }

    private static void removeUnlocked(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                Files.deleteIfExists(file);
            }
        } catch (OverlappingFileLockException e) {
            // Another copy of this library, in this process, is at work on it.
        } catch (IOException e) {
            // It is gone already, or somebody else's.
        }
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

    /**
     * A stream that appends to the file, and does not close it.
     *
     * @return the stream
     */
    public OutputStream stream() {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                NewFile.this.write(ByteBuffer.wrap(bytes, offset, length));
            }
        };
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
        // Before the lock ends with the channel: then others take it for abandoned.
        Files.move(
                beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        channel.close();
        syncFolder();
    }

    /** The new name, too, reaches the disk. */
    private void syncFolder() throws IOException {
        // Windows has no such thing, and refuses to open a folder.
        if (isPosix()) {
            try (FileChannel folder = FileChannel.open(path.getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        }
    }

    /** Drops the file, unless it is complete. */
    @Override
    public void close() throws IOException {
        end(channel, beside);
    }
}
