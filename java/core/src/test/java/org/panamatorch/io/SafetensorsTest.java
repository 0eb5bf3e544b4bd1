package org.panamatorch.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.Linear;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;

@NoLeaks
class SafetensorsTest {
    @TempDir Path folder;

    private Path file() {
        return folder.resolve("weights.safetensors");
    }

    private static Tensor bytes(int... values) {
        return Torch.tensor(values).to(DType.UINT8);
    }

    @Test
    void save_writesPythonsBytes() throws IOException {
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("é", Torch.tensor(new int[] {1, -2}));
        tensors.put("b", bytes(7));
        tensors.put("a", Torch.tensor(new double[] {1.5}));
        Safetensors.save(tensors, file(), o -> o.metadata(Map.of("format", "p\"t\u001f")));
        // As safetensors.torch.save of Python's safetensors 0.8.0 gives it.
        String header =
                "{\"__metadata__\":{\"format\":\"p\\\"t\\u001f\"},"
                        + "\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]},"
                        + "\"é\":{\"dtype\":\"I32\",\"shape\":[2],\"data_offsets\":[8,16]},"
                        + "\"b\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[16,17]}}";
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        int padded = (text.length + 7) / 8 * 8;
        ByteBuffer expected = ByteBuffer.allocate(8 + padded + 17).order(ByteOrder.LITTLE_ENDIAN);
        expected.putLong(padded).put(text);
        while (expected.position() < 8 + padded) {
            expected.put((byte) ' ');
        }
        expected.putDouble(1.5).putInt(1).putInt(-2).put((byte) 7);
        assertThat(Files.readAllBytes(file())).isEqualTo(expected.array());
    }

    @Test
    void load_givesTheTensorsInTheFilesOrder() throws IOException {
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("small", bytes(1, 2, 3));
        tensors.put("matrix", Torch.arange(6).view(2, 3));
        tensors.put("scalar", Torch.tensor(2.5f));
        tensors.put("nothing", Torch.zeros(Shape.of(0, 4), DType.FLOAT32));
        Safetensors.save(tensors, file());
        Map<String, Tensor> loaded = Safetensors.load(file());
        assertThat(loaded).containsOnlyKeys("matrix", "nothing", "scalar", "small");
        assertThat(List.copyOf(loaded.keySet()))
                .isEqualTo(List.of("matrix", "nothing", "scalar", "small"));
        tensors.forEach(
                (name, tensor) -> {
                    assertThat(Torch.equal(loaded.get(name), tensor)).as(name).isTrue();
                    assertThat(loaded.get(name).dtype()).isEqualTo(tensor.dtype());
                });
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "UINT8",
                "INT8",
                "INT16",
                "INT32",
                "INT64",
                "FLOAT16",
                "FLOAT32",
                "FLOAT64",
                "COMPLEX64",
                "BOOL",
                "BFLOAT16",
                "FLOAT8_E5M2",
                "FLOAT8_E4M3FN",
                "FLOAT8_E5M2FNUZ",
                "FLOAT8_E4M3FNUZ",
                "UINT16",
                "UINT32",
                "UINT64",
                "FLOAT8_E8M0FNU",
                "FLOAT4_E2M1FN_X2"
            })
    void everyDtypeOfTheFormat_comesBackBitForBit(DType dtype) throws IOException {
        byte[] bits = new byte[2 * dtype.itemSize()];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = (byte) (dtype == DType.BOOL ? i % 2 : 3 * i + 1);
        }
        Tensor tensor = Torch.fromBits(bits, Shape.of(1, 2), dtype);
        Safetensors.save(Map.of("x", tensor), file());
        Tensor loaded = Safetensors.load(file()).get("x");
        assertThat(loaded.dtype()).isEqualTo(dtype);
        assertThat(loaded.shape()).isEqualTo(Shape.of(1, 2));
        assertThat(loaded.toByteArray()).isEqualTo(bits);
    }

    @Test
    void stridedTensors_areWrittenInTheOrderOfTheirIndices() throws IOException {
        Tensor transposed = Torch.arange(6).view(2, 3).t();
        Safetensors.save(Map.of("x", transposed), file());
        Tensor loaded = Safetensors.load(file()).get("x");
        assertThat(loaded.isContiguous()).isTrue();
        assertThat(loaded.toLongArray()).containsExactly(0, 3, 1, 4, 2, 5);
    }

    @Test
    void whatIsWrittenToALoadedTensor_staysInMemory() throws IOException {
        Safetensors.save(Map.of("x", Torch.zeros(2), "y", Torch.ones(2)), file());
        byte[] before = Files.readAllBytes(file());
        Map<String, Tensor> loaded = Safetensors.load(file());
        loaded.get("x").fill_(3);
        assertThat(loaded.get("x").toFloatArray()).containsExactly(3, 3);
        assertThat(loaded.get("y").toFloatArray()).containsExactly(1, 1);
        assertThat(loaded.get("x").sharesStorageWith(loaded.get("y"))).isFalse();
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
    }

    @Test
    void loadedTensors_outliveTheFile() throws IOException {
        Safetensors.save(Map.of("x", Torch.arange(3)), file());
        Tensor loaded = Safetensors.load(file()).get("x");
        Safetensors.save(Map.of("x", Torch.zeros(100)), file());
        Files.delete(file());
        assertThat(loaded.toLongArray()).containsExactly(0, 1, 2);
    }

    @Test
    void readOnlyFile_isLoaded() throws IOException {
        Safetensors.save(Map.of("x", Torch.arange(3)), file());
        assertThat(file().toFile().setReadOnly()).isTrue();
        Tensor loaded = Safetensors.load(file()).get("x");
        assertThat(loaded.add_(1).toLongArray()).containsExactly(1, 2, 3);
    }

    @Test
    void model_takesOverWhatIsLoaded() throws IOException {
        Linear saved = new Linear(3, 2);
        Linear loaded = new Linear(3, 2);
        Safetensors.save(saved.stateDict(), file());
        assertThat(loaded.loadStateDict(Safetensors.load(file())))
                .hasToString("<All keys matched successfully>");
        assertThat(Torch.equal(loaded.weight(), saved.weight())).isTrue();
    }

    @Test
    void openFile_tellsWhatIsInIt() throws IOException {
        Safetensors.save(
                Map.of("w", Torch.zeros(2, 3), "b", bytes(9)),
                file(),
                o -> o.metadata(Map.of("format", "pt")));
        SafetensorsFile file = Safetensors.open(file());
        long start = Files.size(file()) - 25;
        assertThat(List.copyOf(file.names())).isEqualTo(List.of("w", "b"));
        assertThat(file.metadata()).isEqualTo(Map.of("format", "pt"));
        assertThat(file.info("w")).isEqualTo(new TensorInfo("F32", Shape.of(2, 3), start, 24));
        assertThat(file.info("b")).isEqualTo(new TensorInfo("U8", Shape.of(1), start + 24, 1));
        assertThat(file.bytes("b").toByteArray()).containsExactly(9);
        assertThatThrownBy(() -> file.get("bias"))
                .isInstanceOf(TorchException.class)
                .hasMessage("SafetensorsFile.get: there is no tensor 'bias' in [w, b]");
    }

    @Test
    void misalignedTensor_isCopied() throws IOException {
        write("{\"x\":{\"dtype\":\"I32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 5, 0, 0, 0);
        assertThat(Safetensors.load(file()).get("x").toIntArray()).containsExactly(5);
    }

    @Test
    void dtypesThatPyTorchHasNot_areGivenAsBytes() throws IOException {
        write("{\"x\":{\"dtype\":\"F6_E3M2\",\"shape\":[4],\"data_offsets\":[0,3]}}", 1, 2, 3);
        SafetensorsFile file = Safetensors.open(file());
        assertThat(file.bytes("x").toByteArray()).containsExactly(1, 2, 3);
        assertThatThrownBy(() -> file.get("x"))
                .hasMessage(
                        "tensor 'x' of "
                                + file()
                                + " is F6_E3M2[4], which PyTorch has no dtype for; bytes() gives it"
                                + " as uint8");
    }

    @Test
    void unknownFieldsOfATensor_arePassedOver() throws IOException {
        write("{\"x\":{\"a\":[{}],\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0,1]}}", 4);
        assertThat(Safetensors.load(file()).get("x").itemLong()).isEqualTo(4);
    }

    private void write(String header, int... data) throws IOException {
        write(header.getBytes(StandardCharsets.UTF_8), data);
    }

    private void write(byte[] header, int... data) throws IOException {
        ByteBuffer file = ByteBuffer.allocate(8 + header.length + data.length);
        file.order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).put(header);
        for (int each : data) {
            file.put((byte) each);
        }
        Files.write(file(), file.array());
    }

    private void assertRefused(String problem) {
        assertThatThrownBy(() -> Safetensors.load(file()))
                .isInstanceOf(FileFormatException.class)
                .hasMessage(file() + ": " + problem);
    }

    @Test
    void emptyFile_isRefused() throws IOException {
        Files.createFile(file());
        assertRefused("the file is empty");
    }

    @Test
    void fileShorterThanTheLength_isRefused() throws IOException {
        Files.write(file(), new byte[7]);
        assertRefused("the file has 7 bytes, and the length of the header alone takes 8");
    }

    @Test
    void headerLongerThanTheFile_isRefused() throws IOException {
        Files.write(file(), new byte[] {3, 0, 0, 0, 0, 0, 0, 0, '{', '}'});
        assertRefused("the header's length at offset 0 is 3, but only 2 bytes follow");
    }

    @Test
    void headerLongerThanAny_isRefused() throws IOException {
        Files.write(file(), new byte[] {0, 0, 0, 0, 0, 0, 0, -128, '{', '}'});
        assertRefused(
                "the header's length at offset 0 is 9223372036854775808, expected at most"
                        + " 100000000");
    }

    @Test
    void headerThatIsNoUtf8_isRefused() throws IOException {
        write(new byte[] {'{', '"', (byte) 0xc0, (byte) 0x80, '"', '}'});
        assertRefused("the header is not UTF-8 at offset 10");
    }

    @Test
    void headerThatBeginsOtherwise_isRefused() throws IOException {
        write(" {}");
        assertRefused("the header at offset 8 does not begin with '{'");
    }

    @Test
    void headerThatIsNoJson_isRefused() throws IOException {
        write("{\"x\":NaN}");
        assertThatThrownBy(() -> Safetensors.load(file()))
                .isInstanceOf(FileFormatException.class)
                .hasMessageStartingWith(file() + ": the header is wrong at character ");
    }

    @Test
    void tensorThatIsThereTwice_isRefused() throws IOException {
        String x = "\"x\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}";
        write("{" + x + "," + x + "}");
        assertRefused("the header is wrong at character 56: Duplicate field 'x'");
    }

    @Test
    void somethingAfterTheHeader_isRefused() throws IOException {
        write("{} {}");
        assertRefused("the header is wrong at character 4: something follows the object");
    }

    private void writeTensors(String... tensors) throws IOException {
        StringBuilder header = new StringBuilder("{");
        for (int i = 0; i < tensors.length; i++) {
            String[] parts = tensors[i].split(" ");
            header.append(i == 0 ? "" : ",")
                    .append(
                            "\"t%d\":{\"dtype\":\"%s\",\"shape\":%s,"
                                    .formatted(i, parts[0], parts[1]))
                    .append("\"data_offsets\":%s}".formatted(parts[2]));
        }
        write(header + "}", 1, 2, 3, 4);
    }

    @Test
    void overlap_isRefused() throws IOException {
        writeTensors("U8 [3] [0,3]", "U8 [2] [2,4]");
        assertRefused(
                "tensor 't1' begins at offset 2 of the data, within the tensor before it, which"
                        + " ends at 3");
    }

    @Test
    void hole_isRefused() throws IOException {
        writeTensors("U8 [1] [3,4]", "U8 [2] [0,2]");
        assertRefused(
                "tensor 't0' begins at offset 3 of the data, after a hole: the data before it ends"
                        + " at 2");
    }

    @Test
    void bytesThatNoTensorHas_areRefused() throws IOException {
        writeTensors("U8 [3] [0,3]");
        assertRefused("the tensors end at offset 3 of the data, but the file has 4 bytes of it");
    }

    @Test
    void tensorBeyondTheFile_isRefused() throws IOException {
        writeTensors("U8 [5] [0,5]");
        assertRefused(
                "tensor 't0' ends at offset 5 of the data, but the file has only 4 bytes of it");
    }

    @Test
    void offsetsTheWrongWayRound_areRefused() throws IOException {
        writeTensors("U8 [1] [4,3]");
        assertRefused("tensor 't0' ends before it begins: data_offsets [4, 3]");
    }

    @Test
    void bytesThatAreNotTheShapes_areRefused() throws IOException {
        writeTensors("I16 [1] [0,4]");
        assertRefused("tensor 't0' has 4 bytes, but its shape [1] of I16 takes 2");
    }

    @Test
    void shapeTooLargeToCount_isRefused() throws IOException {
        writeTensors("U8 [4294967296,4294967296] [0,4]");
        assertRefused(
                "tensor 't0' has the shape [4294967296, 4294967296] of U8, whose bits are too many"
                        + " to count");
    }

    @Test
    void halfAByte_isRefused() throws IOException {
        writeTensors("F4 [3] [0,4]");
        assertRefused("tensor 't0' has the shape [3] of F4, which does not end with a whole byte");
    }

    @Test
    void unknownDtype_isRefused() throws IOException {
        writeTensors("F7 [4] [0,4]");
        assertThatThrownBy(() -> Safetensors.load(file()))
                .hasMessageStartingWith(
                        file() + ": tensor 't0' has the dtype 'F7', expected one of [U64, I64, ");
    }

    @Test
    void negativeSize_isRefused() throws IOException {
        writeTensors("U8 [-4] [0,4]");
        assertRefused("the header is wrong at character 31: t0.shape has the negative number -4");
    }

    @Test
    void sizeThatIsNoInteger_isRefused() throws IOException {
        writeTensors("U8 [4.0] [0,4]");
        assertRefused(
                "the header is wrong at character 32: an element of t0.shape is a number that is no"
                        + " integer, expected an integer");
    }

    @Test
    void tensorWithoutOffsets_isRefused() throws IOException {
        write("{\"x\":{\"dtype\":\"U8\",\"shape\":[0]}}");
        assertRefused(
                "the header is wrong at character 31: x has not dtype, shape and two data_offsets,"
                        + " and each tensor has");
    }

    @Test
    void metadataThatIsNoText_isRefused() throws IOException {
        write("{\"__metadata__\":{\"epoch\":3}}");
        assertRefused(
                "the header is wrong at character 26: __metadata__.epoch is an integer, expected a"
                        + " string");
    }

    @Test
    void noFile_isRefused() {
        assertThatThrownBy(() -> Safetensors.load(file()))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(file() + ": Safetensors.load: no such file");
    }

    @Test
    void sharedMemory_isRefusedBeforeAnythingIsWritten() throws IOException {
        Tensor x = Torch.zeros(4);
        assertThatThrownBy(
                        () -> Safetensors.save(Map.of("x", x, "tail", x.narrow(0, 3, 1)), file()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Safetensors.save: tensor 'x' shares memory with 'tail', and the format"
                                + " cannot say so; save one of them, or clone(), or save the module"
                                + " itself, which leaves one out");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void viewsWithoutACommonElement_areSaved() throws IOException {
        Tensor x = Torch.arange(4);
        Safetensors.save(Map.of("a", x.narrow(0, 0, 2), "b", x.narrow(0, 2, 2)), file());
        assertThat(Safetensors.load(file()).get("b").toLongArray()).containsExactly(2, 3);
    }

    @Test
    void dtypeThatTheFormatHasNot_isRefused() {
        Tensor complex = Torch.zeros(Shape.of(1), DType.COMPLEX128);
        assertThatThrownBy(() -> Safetensors.save(Map.of("x", complex), file()))
                .hasMessage(
                        "Safetensors.save: tensor 'x' is torch.complex128, which the format does"
                                + " not have; convert it, or save a .pt file");
    }

    @Test
    void sparseTensor_isRefused() {
        assertThatThrownBy(() -> Safetensors.save(Map.of("x", Torch.eye(2).toSparse()), file()))
                .hasMessage(
                        "Safetensors.save: tensor 'x' is torch.sparse_coo, and the format has dense"
                                + " ones only; toDense() makes it one");
    }

    @Test
    void failedSaving_leavesTheOldFile() throws IOException {
        Safetensors.save(Map.of("x", Torch.arange(3)), file());
        Tensor meta = Torch.zeros(Shape.of(2), TensorOptions.of(Device.META));
        assertThatThrownBy(() -> Safetensors.save(Map.of("x", meta), file()))
                .isInstanceOf(TorchException.class);
        assertThat(Safetensors.load(file()).get("x").toLongArray()).containsExactly(0, 1, 2);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void fileThatIsReplaced_keepsItsPermissionsAndLinks() throws IOException {
        Safetensors.save(Map.of("x", Torch.arange(3)), file());
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
        Path link = Files.createSymbolicLink(folder.resolve("link.safetensors"), file());
        Safetensors.save(Map.of("x", Torch.arange(4)), link);
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(Safetensors.load(file()).get("x").numel()).isEqualTo(4);
    }

    @Test
    void whatIsNoFile_isNotReplaced() {
        assertThatThrownBy(() -> Safetensors.save(Map.of("x", Torch.zeros(1)), folder))
                .isInstanceOf(IOException.class)
                .hasMessage(folder + " is there and no file, expected the name of a file");
    }

    @Test
    void shards_areReadByTheirIndex() throws IOException {
        Safetensors.save(Map.of("a", Torch.arange(2)), folder.resolve("one.safetensors"));
        Safetensors.save(
                Map.of("b", Torch.arange(3), "c", bytes(1)), folder.resolve("two.safetensors"));
        Path index = folder.resolve("model.safetensors.index.json");
        Files.writeString(
                index,
                """
                {"metadata": {"total_size": 41}, "weight_map":
                 {"c": "two.safetensors", "a": "one.safetensors", "b": "two.safetensors"}}
                """);
        for (Path path : List.of(index, folder)) {
            SafetensorsFile file = Safetensors.open(path);
            assertThat(List.copyOf(file.names())).isEqualTo(List.of("c", "a", "b"));
            assertThat(file.get("b").toLongArray()).containsExactly(0, 1, 2);
        }
    }

    @Test
    void indexThatNamesAFileElsewhere_isRefused() throws IOException {
        Path index = folder.resolve("model.safetensors.index.json");
        for (String name : List.of("../x", "/etc/x", "a/b", "", "..", ".", "c:x", "a\\\\b")) {
            Files.writeString(index, "{\"weight_map\": {\"w\": \"" + name + "\"}}");
            assertThatThrownBy(() -> Safetensors.load(index))
                    .as(name)
                    .isInstanceOf(FileFormatException.class)
                    .hasMessage(
                            index
                                    + ": tensor 'w' is said to be in '"
                                    + name.replace("\\\\", "\\")
                                    + "', expected the name of a file in the same folder");
        }
    }

    @Test
    void indexThatNamesTheWrongFile_isRefused() throws IOException {
        Safetensors.save(Map.of("a", Torch.arange(2)), folder.resolve("one.safetensors"));
        Path index = folder.resolve("x.safetensors.index.json");
        Files.writeString(index, "{\"weight_map\": {\"b\": \"one.safetensors\"}}");
        assertThatThrownBy(() -> Safetensors.load(index))
                .hasMessage(index + ": tensor 'b' is said to be in one.safetensors, and is not");
    }
}
