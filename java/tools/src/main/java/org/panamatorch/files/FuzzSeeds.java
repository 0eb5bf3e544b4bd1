package org.panamatorch.files;

import org.panamatorch.DType;
import org.panamatorch.Scalar;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.io.Npy;
import org.panamatorch.io.Npz;
import org.panamatorch.io.Safetensors;
import org.panamatorch.io.TorchFile;
import org.panamatorch.nn.BatchNorm1d;
import org.panamatorch.nn.Linear;
import org.panamatorch.nn.Sequential;
import org.panamatorch.optim.Adam;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Small files of each format without errors. */
final class FuzzSeeds {
    // Enough for any storage of these seeds, and for what mutated ones ask for.
    private static final int STORAGE_BYTES = 256;
    private static final int STORAGES = 12;
    // Where the rows of the compressed tensor begin, which cannot all be 0.
    private static final int ROW_STARTS = 3;

    private FuzzSeeds() {}

    private static Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("layer.weight", Torch.arange(6).view(2, 3));
        tensors.put("layer.bias", Torch.tensor(new float[] {0.5f, -1}));
        tensors.put("flag", Torch.tensor(true));
        tensors.put("empty", Torch.zeros(Shape.of(0, 2), DType.FLOAT64));
        tensors.put("complex", Torch.zeros(Shape.of(2), DType.COMPLEX64));
        return tensors;
    }

    private static List<Object> values() {
        Sequential model = new Sequential(new Linear(2, 2), new BatchNorm1d(2));
        Adam adam = new Adam(model.parameters());
        model.call(Torch.ones(3, 2)).sum().backward();
        adam.step();
        Tensor base = Torch.arange(6).view(2, 3);
        List<Object> mixed = new ArrayList<>();
        mixed.add(Map.of("a", new Object[] {1, 2.5, "x", new byte[] {1}}, 3L, List.of(true)));
        mixed.add(null);
        mixed.add(Scalar.complex(1, 2));
        mixed.add(DType.BFLOAT16);
        mixed.add(Shape.of(2, 3));
        mixed.add(base.t());
        mixed.add(base);
        mixed.add(Torch.eye(2).toSparse());
        mixed.add(Torch.eye(2).toSparseCsr());
        mixed.add(Torch.quantizePerTensor(Torch.ones(2), 0.5, 1, DType.QINT8));
        mixed.add(Torch.zeros(Shape.of(2), DType.UINT16));
        return List.of(model.stateDict(), Map.of("optimizer", adam.stateDict()), mixed);
    }

    static List<byte[]> of(FileFuzz.Format format, Path folder) throws IOException {
        Path file = folder.resolve("seed");
        List<byte[]> seeds = new ArrayList<>();
        switch (format) {
            case SAFETENSORS -> {
                Safetensors.save(tensors(), file, o -> o.metadata(Map.of("format", "pt")));
                seeds.add(Files.readAllBytes(file));
            }
            case PICKLE, TORCH -> {
                for (Object value : values()) {
                    TorchFile.save(value, file);
                    byte[] saved = Files.readAllBytes(file);
                    seeds.add(format == FileFuzz.Format.TORCH ? saved : pickle(saved));
                }
            }
            case LEGACY -> {
                for (Object value : floats()) {
                    TorchFile.save(value, file);
                    seeds.add(legacy(Files.readAllBytes(file)));
                }
            }
            case NPY -> {
                for (Tensor tensor : tensors().values()) {
                    Npy.save(tensor, file);
                    seeds.add(Files.readAllBytes(file));
                }
            }
            case NPZ -> {
                for (boolean isCompressed : new boolean[] {false, true}) {
                    Npz.save(tensors(), file, o -> o.compressed(isCompressed));
                    seeds.add(Files.readAllBytes(file));
                }
            }
            case ONNX -> seeds.add(onnx());
        }
        return seeds;
    }

    private static byte[] pickle(byte[] archive) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith("data.pkl")) {
                    return zip.readAllBytes();
                }
            }
        }
        throw new AssertionError("an archive has a pickle");
    }

    /** An archive with this pickle, whose checksums are right. */
    static byte[] archive(byte[] pickle) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(0);
            zip.putNextEntry(new ZipEntry("x/data.pkl"));
            zip.write(pickle);
            for (int i = 0; i < STORAGES; i++) {
                zip.putNextEntry(new ZipEntry("x/data/" + i));
                zip.write(i == ROW_STARTS ? counting() : new byte[STORAGE_BYTES]);
            }
        }
        return out.toByteArray();
    }

    private static byte[] counting() {
        ByteBuffer longs = ByteBuffer.allocate(STORAGE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long i = 0; longs.hasRemaining(); i++) {
            longs.putLong(i);
        }
        return longs.array();
    }

    /** What has storages of {@code float32} alone, whose elements are told by their bytes. */
    private static List<Object> floats() {
        Tensor base = Torch.ones(2, 3);
        return List.of(
                new Linear(2, 2).stateDict(),
                Map.of("a", base.t(), "b", List.of(base, base.get(1)), "c", Torch.zeros(0)));
    }

    /** The same values as files before PyTorch 1.6 have them. */
    private static byte[] legacy(byte[] archive) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        // The magic number, the version, and nothing of the machine.
        out.writeBytes(
                latin(
                        "\u0080\2\u008a\n"
                                + "\u006c\u00fc\u009c\u0046\u00f9\u0020\u006a\u00a8\u0050\u0019."));
        out.writeBytes(latin("\u0080\2M\u00e9\3."));
        out.writeBytes(latin("\u0080\2}."));
        out.writeBytes(pickle(archive));
        StringBuilder keys = new StringBuilder();
        ByteArrayOutputStream storages = new ByteArrayOutputStream();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String[] path = entry.getName().split("/data/");
                if (path.length == 2) {
                    byte[] elements = zip.readAllBytes();
                    keys.append("X\1\0\0\0").append(path[1]);
                    storages.writeBytes(
                            ByteBuffer.allocate(Long.BYTES)
                                    .order(ByteOrder.LITTLE_ENDIAN)
                                    .putLong(elements.length / Float.BYTES)
                                    .array());
                    storages.writeBytes(elements);
                }
            }
        }
        out.writeBytes(latin("\u0080\2](" + keys + "e."));
        out.writeBytes(storages.toByteArray());
        return out.toByteArray();
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A model of two initialisers: one of raw bytes, one of numbers. */
    private static byte[] onnx() {
        byte[] raw =
                message(
                        1,
                        new byte[] {2},
                        2,
                        new byte[] {1},
                        8,
                        "w".getBytes(StandardCharsets.US_ASCII),
                        9,
                        new byte[8]);
        byte[] numbers =
                message(
                        1,
                        new byte[] {1, 2},
                        2,
                        new byte[] {7},
                        8,
                        "b".getBytes(StandardCharsets.US_ASCII),
                        7,
                        new byte[] {3, 4});
        return message(7, message(5, raw, 5, numbers));
    }

    /** Fields by number: one byte is a number where the field is one, others are bytes. */
    private static byte[] message(Object... fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < fields.length; i += 2) {
            int field = (int) fields[i];
            byte[] value = (byte[]) fields[i + 1];
            if (field == 2) {
                out.write(field << 3);
            } else {
                out.write(field << 3 | 2);
                out.write(value.length);
            }
            out.writeBytes(value);
        }
        return out.toByteArray();
    }
}
