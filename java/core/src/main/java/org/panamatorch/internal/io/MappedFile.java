package org.panamatorch.internal.io;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.internal.aten.AtenF;
import org.panamatorch.internal.call.Elements;
import org.panamatorch.internal.call.MemoryViews;
import org.panamatorch.io.FileFormatException;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * A file in memory, copied page by page where it is written to. What is cut out of it keeps it
 * there.
 *
 * @param path the file
 * @param memory all of it
 */
public record MappedFile(Path path, MemorySegment memory) {
    /**
     * Maps a file.
     *
     * @param path the file
     * @param operation for the error
     * @return the file
     * @throws IOException if there is no such file, or it cannot be read
     */
    public static MappedFile of(Path path, String operation) throws IOException {
        if (!Files.isRegularFile(path)) {
            if (Files.notExists(path)) {
                throw new NoSuchFileException(path.toString(), null, operation + ": no such file");
            }
            throw new FileFormatException(path, operation + " reads files, and this is none");
        }
        long size = Files.size(path);
        if (size == 0) {
            throw new FileFormatException(path, "the file is empty");
        }
        try (Tensor bytes =
                AtenF.from_file(
                        path.toString(), false, size, DType.UINT8, null, Device.CPU, false)) {
            return new MappedFile(path, MemoryViews.of(bytes, operation));
        } catch (TorchException e) {
            throw new IOException(operation + ": " + path + " cannot be mapped", e);
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
     * What code reads from the memory.
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
