package org.panamatorch.io;

import org.panamatorch.Tensor;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.io.OnnxReader;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SequencedMap;

/**
 * The weights in ONNX models. Their graphs are not run: whoever knows the network writes it with
 * modules and takes the weights from here.
 *
 * @see <a href="https://onnx.ai/onnx/repo-docs/IR.html">ONNX</a>
 */
public final class Onnx {
    private Onnx() {}

    /**
     * The initialisers of a model's graph, also of a model whose elements are in a file beside it.
     *
     * @param path the model
     * @return new tensors by name, in the order of the file
     * @throws IOException if it cannot be read; a {@link FileFormatException} if it is no model, or
     *     has a type that PyTorch has no dtype for
     */
    public static SequencedMap<String, Tensor> initializers(Path path) throws IOException {
        Arguments.requirePresent(path, "Onnx.initializers", "path", "a path");
        return OnnxReader.read(path, "Onnx.initializers");
    }
}
