package org.panamatorch.internal.io;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.internal.aten.AtenF;
import org.panamatorch.internal.elements.Elements;
import org.panamatorch.internal.elements.MemoryViews;
import org.panamatorch.io.FileFormatException;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * A file in memory, copied page by page where it is written to. What is cut out of it keeps it
 * there.
 *
 * @param path the file
 * @param memory all of it
 */
public record MappedFile(Path path, MemorySegment memory) {
    // As much as one call of the system reads.
    private static final long MOST_AT_ONCE = 1 << 30;

    /** Time for the thread that gives back what the collector has found. */
    private static final int PATIENCE_MILLIS = 100;

    /**
     * Maps a file as long as it is in use.
     *
     * @param path the file
     * @param operation for the error
     * @return the file
     * @throws IOException if there is no such file, or it cannot be read
     */
    public static MappedFile of(Path path, String operation) throws IOException {
        return of(path, operation, Arena.ofAuto());
    }

    /**
     * Maps a file.
     *
     * @param path the file
     * @param operation for the error
     * @param arena how long; tensors can lie in the file where nobody can close it
     * @return the file
     * @throws IOException if there is no such file, or it cannot be read
     */
    public static MappedFile of(Path path, String operation, Arena arena) throws IOException {
        if (!Files.isRegularFile(path)) {
            if (Files.notExists(path)) {
                throw new NoSuchFileException(path.toString(), null, operation + ": no such file");
            }
            throw new FileFormatException(path, operation + " reads files, and this is none");
        }
        if (!Files.isReadable(path)) {
            throw new AccessDeniedException(path.toString(), null, operation + ": may not be read");
        }
        long size = Files.size(path);
        if (size == 0) {
            throw new FileFormatException(path, "the file is empty");
        }
        try {
            return new MappedFile(path, mapped(path, size, operation, arena));
        } catch (TorchException e) {
            // The system has a most of mappings, and those that nobody uses may still be there.
            System.gc();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS));
        }
        try {
            return new MappedFile(path, mapped(path, size, operation, arena));
        } catch (TorchException e) {
            throw new IOException(operation + ": " + path + " cannot be mapped", e);
        }
    }

    private static MemorySegment mapped(Path path, long size, String operation, Arena arena) {
        try (Tensor bytes =
                AtenF.from_file(
                        path.toString(), false, size, DType.UINT8, null, Device.CPU, false)) {
            return MemoryViews.of(bytes, operation, arena);
        }
    }

    /**
     * How long the file is.
     *
     * @return its bytes
     */
    public long size() {
        return memory.byteSize();
    }

    /**
     * The result of code that reads from the memory.
     *
     * @param reading the code
     * @param <T> what it makes
     * @return what it made
     * @throws FileFormatException if the file has been shortened since
     */
    public <T> T read(Supplier<T> reading) throws FileFormatException {
        try {
            return reading.get();
        } catch (InternalError e) {
            // How the JVM tells of a page that is no longer there.
            throw new FileFormatException(path, "the file was shortened while it was read", e);
        }
    }

    /**
     * Copies bytes of the file as the system reads them, which is faster than the mapped memory
     * where each page is touched once.
     *
     * @param channel the file, open
     * @param offset where they begin
     * @param to native memory, as long as they are
     * @throws IOException if they cannot be read, or the file has been shortened since
     */
    void copy(FileChannel channel, long offset, MemorySegment to) throws IOException {
        for (long start = 0; start < to.byteSize(); start += MOST_AT_ONCE) {
            long length = Math.min(MOST_AT_ONCE, to.byteSize() - start);
            MemorySegment part = to.asSlice(start, length);
            MemoryViews.willFill(part);
            ByteBuffer buffer = part.asByteBuffer();
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, offset + start + buffer.position()) < 0) {
                    throw new FileFormatException(path, "the file was shortened while it was read");
                }
            }
        }
    }

    /**
     * A tensor of some bytes of the file: over the mapped memory where they lie as such a tensor's
     * must, and else a copy.
     *
     * @param offset where they begin
     * @param sizes the tensor's sizes, whose bytes the file has
     * @param dtype its dtype
     * @return a new tensor
     */
    public Tensor tensor(long offset, long[] sizes, DType dtype) {
        long bytes = dtype.itemSize();
        for (long size : sizes) {
            bytes *= size;
        }
        MemorySegment slice = memory.asSlice(offset, bytes);
        return slice.address() % dtype.itemSize() == 0
                ? MemoryViews.over(slice, sizes, dtype)
                : Elements.copyOf(slice, sizes, dtype, "load");
    }
}
