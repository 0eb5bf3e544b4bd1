package org.panamatorch.internal.io;

import org.panamatorch.Tensor;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.elements.ElementArrays;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes NumPy's files. */
public final class NumpyWriter {
    private static final int CHUNK = 1 << 20;

    private NumpyWriter() {}

    /**
     * Writes a file of one array.
     *
     * @param tensor the array
     * @param path where
     * @throws IOException if it cannot be written
     */
    public static void npy(Tensor tensor, Path path) throws IOException {
        byte[] header = NpyFormat.header(tensor, "Npy.save: the tensor");
        try (NewFile file = new NewFile(path)) {
            file.write(header);
            ElementArrays.read(tensor, "Npy.save", file::write);
            file.complete();
        }
    }

    /**
     * Writes an archive of arrays.
     *
     * @param tensors the arrays by name
     * @param path where
     * @param isCompressed whether they are compressed
     * @throws IOException if it cannot be written
     */
    public static void npz(Map<String, Tensor> tensors, Path path, boolean isCompressed)
            throws IOException {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        tensors.forEach(
                (name, tensor) -> {
                    Arguments.requirePresent(name, "Npz.save", "tensors", "names");
                    Arguments.requireOpen(tensor, "Npz.save", name);
                    headers.put(name, NpyFormat.header(tensor, "Npz.save: tensor '" + name + "'"));
                });
        try (NewFile file = new NewFile(path)) {
            if (isCompressed) {
                compressed(tensors, headers, file);
            } else {
                stored(tensors, headers, file);
            }
            file.complete();
        }
    }

    private static void stored(
            Map<String, Tensor> tensors, Map<String, byte[]> headers, NewFile file)
            throws IOException {
        ArchiveWriter archive = new ArchiveWriter(file);
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            byte[] header = headers.get(entry.getKey());
            ElementArrays.<IOException>read(
                    entry.getValue(),
                    "Npz.save",
                    memory -> archive.write(entry.getKey() + ".npy", header, memory));
        }
        archive.finish();
    }

    private static void compressed(
            Map<String, Tensor> tensors, Map<String, byte[]> headers, NewFile file)
            throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(file.stream())) {
            for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey() + ".npy"));
                zip.write(headers.get(entry.getKey()));
                ElementArrays.<IOException>read(
                        entry.getValue(), "Npz.save", memory -> copy(memory, zip));
                zip.closeEntry();
            }
        }
    }

    private static void copy(MemorySegment memory, OutputStream out) throws IOException {
        for (long start = 0; start < memory.byteSize(); start += CHUNK) {
            long length = Math.min(CHUNK, memory.byteSize() - start);
            out.write(memory.asSlice(start, length).toArray(ValueLayout.JAVA_BYTE));
        }
    }
}
