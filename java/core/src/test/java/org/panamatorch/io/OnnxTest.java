package org.panamatorch.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.panamatorch.DType;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.junit.NoLeaks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

@NoLeaks
class OnnxTest {
    @TempDir Path folder;

    private Path file() {
        return folder.resolve("model.onnx");
    }

    /** A field of bytes. */
    private static byte[] bytes(int field, byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(field << 3 | 2);
        out.write(all.size());
        out.writeBytes(all.toByteArray());
        return out.toByteArray();
    }

    private static byte[] text(int field, String text) {
        return bytes(field, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] number(int field, int value) {
        return new byte[] {(byte) (field << 3), (byte) value};
    }

    /** A model with one initialiser. */
    private Map<String, Tensor> read(byte[]... tensor) throws IOException {
        Files.write(file(), bytes(7, bytes(1, number(1, 0)), bytes(5, tensor)));
        return Onnx.initializers(file());
    }

    private static byte[] one(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @Test
    void rawElements_areRead() throws IOException {
        Tensor tensor =
                read(
                                bytes(1, one(2, 1)),
                                number(2, 1),
                                text(8, "w"),
                                bytes(9, one(0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0)))
                        .get("w");
        assertThat(tensor.shape()).isEqualTo(Shape.of(2, 1));
        assertThat(tensor.flatten().toFloatArray()).containsExactly(1, -2);
    }

    @Test
    void numbersInOnePieceOrOneByOne_areRead() throws IOException {
        Tensor packed = read(number(1, 2), number(2, 7), bytes(7, one(5, 0x80, 1))).get("");
        assertThat(packed.toLongArray()).containsExactly(5, 128);
        Tensor single = read(number(1, 2), number(2, 3), number(5, 5), number(5, 6)).get("");
        assertThat(single.dtype()).isEqualTo(DType.INT8);
        assertThat(single.toByteArray()).containsExactly(5, 6);
        Tensor floats = read(number(1, 1), number(2, 1), bytes(4, one(0, 0, 0x80, 0x3f))).get("");
        assertThat(floats.toFloatArray()).containsExactly(1);
    }

    private static byte[] entry(String key, String value) {
        return bytes(13, text(1, key), text(2, value));
    }

    @Test
    void elementsInAFileBeside_areRead() throws IOException {
        Files.write(folder.resolve("model.data"), one(9, 9, 1, 2, 3));
        byte[][] tensor = {
            number(1, 3),
            number(2, 2),
            entry("location", "model.data"),
            entry("offset", "2"),
            entry("length", "3")
        };
        assertThat(read(tensor).get("").toByteArray()).containsExactly(1, 2, 3);
    }

    @Test
    void elementsElsewhere_areRefused() {
        for (String name : List.of("../x", "/etc/passwd", "")) {
            assertThatThrownBy(() -> read(number(1, 1), number(2, 2), entry("location", name)))
                    .isInstanceOf(FileFormatException.class)
                    .hasMessage(
                            file()
                                    + ": tensor '' is said to be in '"
                                    + name
                                    + "', expected the name of a file in the same folder");
        }
    }

    @Test
    void elementsThatAreNotThere_areRefused() {
        assertThatThrownBy(() -> read(number(1, 3), number(2, 6), text(8, "w"), bytes(9, one(1))))
                .hasMessage(
                        file()
                                + ": tensor 'w' has 1 bytes, but its sizes [3] of torch.int32 take"
                                + " 12");
    }

    @Test
    void typeThatPyTorchHasNot_isRefused() {
        assertThatThrownBy(() -> read(number(2, 8), text(8, "names")))
                .hasMessage(
                        file()
                                + ": tensor 'names' has the type 8, which PyTorch has no dtype"
                                + " for");
    }

    @Test
    void truncatedModel_isRefused() throws IOException {
        Files.write(file(), one(7 << 3 | 2, 10, 5 << 3 | 2));
        assertThatThrownBy(() -> Onnx.initializers(file()))
                .hasMessage(file() + ": a field takes 10 bytes more, and there are 1 at offset 2");
    }

    @Test
    void otherFile_isRefused() throws IOException {
        Files.write(file(), number(1, 8));
        assertThatThrownBy(() -> Onnx.initializers(file()))
                .hasMessage(file() + ": the file has no graph, as ONNX models have");
    }
}
