package org.panamatorch.cli;

import org.panamatorch.Tensor;
import org.panamatorch.io.FileFormatException;
import org.panamatorch.io.Npz;
import org.panamatorch.io.Onnx;
import org.panamatorch.io.Safetensors;
import org.panamatorch.io.SafetensorsFile;
import org.panamatorch.io.TorchFile;
import org.panamatorch.nn.StateDict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The formats of files, known by how their names end. */
enum WeightFormat {
    SAFETENSORS(".safetensors", ".safetensors.index.json") {
        @Override
        Object read(Path path) throws IOException {
            return Safetensors.load(path);
        }

        @Override
        Object outline(Path path) throws IOException {
            SafetensorsFile file = Safetensors.open(path);
            Map<String, Object> outline = new LinkedHashMap<>();
            if (!file.metadata().isEmpty()) {
                outline.put("__metadata__", file.metadata());
            }
            // Also of dtypes that PyTorch has not.
            file.names().forEach(name -> outline.put(name, file.info(name)));
            return outline;
        }

        @Override
        void write(Object value, Path path) throws IOException {
            Safetensors.save(tensors(value, path), path, o -> o.metadata(Map.of("format", "pt")));
        }
    },
    TORCH(".pt", ".pth", ".bin") {
        @Override
        Object read(Path path) throws IOException {
            return TorchFile.load(path);
        }

        @Override
        Object outline(Path path) throws IOException {
            return TorchFile.load(path, o -> o.mmap(true));
        }

        @Override
        void verify(Path path) throws IOException {
            TorchFile.load(path);
        }

        @Override
        void write(Object value, Path path) throws IOException {
            TorchFile.save(value, path);
        }
    },
    NUMPY(".npz") {
        @Override
        Object read(Path path) throws IOException {
            return Npz.load(path);
        }

        @Override
        void write(Object value, Path path) throws IOException {
            Npz.save(tensors(value, path), path);
        }
    },
    ONNX(".onnx") {
        @Override
        Object read(Path path) throws IOException {
            return Onnx.initializers(path);
        }

        @Override
        void write(Object value, Path path) {
            throw new IllegalArgumentException(
                    path + ": ONNX models are read only; write .safetensors, .pt or .npz");
        }
    };

    private final List<String> endings;

    WeightFormat(String... endings) {
        this.endings = List.of(endings);
    }

    /** What is in a file, for people to look at. */
    Object outline(Path path) throws IOException {
        return read(path);
    }

    /** Holds the file to what the outline leaves out. */
    void verify(Path path) throws IOException {
        // Most read all of it.
    }

    /** Everything in a file. */
    abstract Object read(Path path) throws IOException;

    /** Writes a file. */
    abstract void write(Object value, Path path) throws IOException;

    /** The format of a file, or null. */
    static WeightFormat of(Path path) {
        return Arrays.stream(values())
                .filter(each -> each.endings.stream().anyMatch(path.toString()::endsWith))
                .findFirst()
                .orElse(null);
    }

    /** The endings of all formats. */
    static String known() {
        return Arrays.stream(values())
                .flatMap(each -> each.endings.stream())
                .collect(Collectors.joining(", "));
    }

    private static Map<String, Tensor> tensors(Object value, Path path) throws FileFormatException {
        if (!(value instanceof Map<?, ?> map)) {
            throw new FileFormatException(
                    path, "the format has tensors by name, and the value is none of that");
        }
        if (value instanceof StateDict state && !state.extraStates().isEmpty()) {
            throw new FileFormatException(
                    path,
                    "the format has tensors by name, and "
                            + state.extraStates().keySet()
                            + " are none");
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String name)) {
                throw new FileFormatException(
                        path,
                        "the format has tensors by name, and the key "
                                + entry.getKey()
                                + " is no string");
            }
            if (!(entry.getValue() instanceof Tensor tensor)) {
                throw new FileFormatException(
                        path,
                        "the format has tensors by name, and '"
                                + name
                                + "' is no tensor; --at NAME takes a part of the file");
            }
            tensors.put(name, tensor);
        }
        return tensors;
    }
}
