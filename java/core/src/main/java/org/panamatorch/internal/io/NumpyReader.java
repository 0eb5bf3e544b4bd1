package org.panamatorch.internal.io;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.io.FileFormatException;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Reads NumPy's files. */
public final class NumpyReader {
    private static final String ENDING = ".npy";

    private NumpyReader() {}

    /**
     * Reads a file of one array.
     *
     * @param path the file
     * @param operation for the error
     * @return the array
     * @throws IOException if it cannot be read, or is no such file
     */
    public static Tensor npy(Path path, String operation) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MappedFile file = MappedFile.of(path, operation, arena);
            if (Archive.isOne(file)) {
                throw new FileFormatException(path, "this is an archive of arrays, see Npz.load");
            }
            return tensor(file, file.memory(), "the file");
        }
    }

    /**
     * Reads an archive of arrays.
     *
     * @param path the file
     * @param operation for the error
     * @return the arrays by name
     * @throws IOException if it cannot be read, or is no such file
     */
    public static SequencedMap<String, Tensor> npz(Path path, String operation) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            return npz(MappedFile.of(path, operation, arena));
        }
    }

    private static SequencedMap<String, Tensor> npz(MappedFile file) throws IOException {
        Path path = file.path();
        if (!Archive.isOne(file)) {
            throw new FileFormatException(path, "the file does not begin as a zip archive");
        }
        Archive archive = Archive.of(file);
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        for (Archive.Entry entry : archive.entries().values()) {
            String name = entry.name();
            if (!name.endsWith(ENDING)) {
                throw new FileFormatException(path, "'" + name + "' in the archive is no array");
            }
            try {
                tensors.put(
                        name.substring(0, name.length() - ENDING.length()),
                        tensor(file, archive.memory(entry), "'" + name + "'"));
            } catch (FileFormatException e) {
                throw e.withPartial(tensors);
            }
        }
        return tensors;
    }

    private static Tensor tensor(MappedFile file, MemorySegment memory, String what)
            throws IOException {
        try {
            NpyFormat.Header header = NpyFormat.header(file, memory, what);
            MemorySegment elements = memory.asSlice(header.start(), header.bytes());
            return NpyFormat.tensor(
                    header,
                    sizes -> {
                        Tensor tensor = Torch.copyOf(elements, Shape.of(sizes), header.dtype());
                        if (header.isSwapped()) {
                            ByteSwap.inPlace(tensor, header.dtype());
                        }
                        return tensor;
                    });
        } catch (InternalError e) {
            // How the JVM tells of a page that is no longer there.
            throw new FileFormatException(
                    file.path(), "the file was shortened while it was read", e);
        }
    }
}
