package org.panamatorch.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Layout;
import org.panamatorch.Scalar;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.BatchNorm1d;
import org.panamatorch.nn.Linear;
import org.panamatorch.nn.StateDict;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

@NoLeaks
class TorchFileTest {
    @TempDir Path folder;

    private Path file() {
        return folder.resolve("value.pt");
    }

    private Object saved(Object value) throws IOException {
        TorchFile.save(value, file());
        return TorchFile.load(file());
    }

    private Tensor savedTensor(Tensor tensor) throws IOException {
        return (Tensor) saved(tensor);
    }

    @Test
    void numbersTextsAndCollections_comeBack() throws IOException {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("int", 3);
        value.put("negative", -300L);
        value.put("long", Long.MIN_VALUE);
        value.put("big", BigInteger.ONE.shiftLeft(70));
        value.put("float", 0.1);
        value.put("bool", true);
        value.put("none", null);
        value.put("text", "é\n");
        value.put("bytes", new byte[] {0, -1, 65});
        value.put("list", new ArrayList<>(Arrays.asList(1L, null, "x")));
        value.put("set", new LinkedHashSet<>(List.of(4L, "y")));
        value.put("empty", List.of());
        Map<?, ?> loaded = (Map<?, ?>) saved(value);
        assertThat(loaded.keySet().toString()).isEqualTo(value.keySet().toString());
        assertThat(loaded.get("int")).isEqualTo(3L);
        assertThat(loaded.get("bytes")).isEqualTo(new byte[] {0, -1, 65});
        value.keySet().removeAll(List.of("int", "bytes"));
        loaded.keySet().removeAll(List.of("int", "bytes"));
        assertThat(loaded).isEqualTo(value);
    }

    @Test
    void tuples_areArrays() throws IOException {
        Object[] loaded = (Object[]) saved(new Object[] {0.9, new double[] {1, 2}, new Object[0]});
        assertThat(loaded[0]).isEqualTo(0.9);
        assertThat((Object[]) loaded[1]).containsExactly(1.0, 2.0);
        assertThat((Object[]) loaded[2]).isEmpty();
    }

    @Test
    void torchsOwnValues_comeBack() throws IOException {
        List<Object> values =
                List.of(Shape.of(2, 3), DType.BFLOAT16, Device.of("cuda:1"), Layout.SPARSE_CSR);
        assertThat(saved(values)).isEqualTo(values);
        Scalar complex = (Scalar) saved(Scalar.complex(1, -2));
        assertThat(complex.real()).isEqualTo(1);
        assertThat(complex.imag()).isEqualTo(-2);
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
                "COMPLEX32",
                "COMPLEX64",
                "COMPLEX128",
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
    void everyDtype_comesBackBitForBit(DType dtype) throws IOException {
        byte[] bits = new byte[2 * dtype.itemSize()];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = (byte) (dtype == DType.BOOL ? i % 2 : 3 * i + 1);
        }
        Tensor loaded = savedTensor(Torch.fromBits(bits, Shape.of(1, 2), dtype));
        assertThat(loaded.dtype()).isEqualTo(dtype);
        assertThat(loaded.shape()).isEqualTo(Shape.of(1, 2));
        assertThat(loaded.toByteArray()).isEqualTo(bits);
    }

    @Test
    void stridesAndOffset_comeBack() throws IOException {
        Tensor view = Torch.arange(12).view(3, 4).t().narrow(0, 1, 2);
        Tensor loaded = savedTensor(view);
        assertThat(loaded.strides()).containsExactly(1, 4);
        assertThat(loaded.storageOffset()).isEqualTo(1);
        assertThat(Torch.equal(loaded, view)).isTrue();
    }

    @Test
    void sharedMemory_isSharedAgain() throws IOException {
        Tensor base = Torch.zeros(2, 3);
        List<?> loaded = (List<?>) saved(List.of(base, base.t(), base, Torch.zeros(1)));
        Tensor first = (Tensor) loaded.get(0);
        Tensor transposed = (Tensor) loaded.get(1);
        assertThat(loaded.get(2)).isSameAs(first);
        first.fill_(7);
        assertThat(transposed.sum().itemDouble()).isEqualTo(42);
        assertThat(((Tensor) loaded.get(3)).itemDouble()).isZero();
    }

    @Test
    void requiresGrad_comesBack() throws IOException {
        assertThat(savedTensor(Torch.zeros(2).requiresGrad_()).requiresGrad()).isTrue();
        assertThat(savedTensor(Torch.zeros(2)).requiresGrad()).isFalse();
    }

    @Test
    void conjugateAndNegativeViews_comeBack() throws IOException {
        Tensor complex =
                Torch.tensor(new float[] {1, 2}).to(DType.COMPLEX64).mul(Scalar.complex(0, 1));
        Tensor conjugate = savedTensor(complex.conj());
        assertThat(conjugate.isConj()).isTrue();
        assertThat(Torch.equal(conjugate, complex.conj())).isTrue();
        Tensor negative = savedTensor(complex.conj().imag());
        assertThat(Torch.equal(negative, complex.conj().imag())).isTrue();
    }

    @Test
    void sparseTensors_comeBack() throws IOException {
        Tensor dense = Torch.tensor(new float[][] {{0, 1, 0, 2}, {3, 0, 0, 0}});
        Tensor coo = savedTensor(dense.toSparse());
        assertThat(coo.layout()).isEqualTo(Layout.SPARSE_COO);
        assertThat(coo.isCoalesced()).isTrue();
        assertThat(Torch.equal(coo.toDense(), dense)).isTrue();
        for (Layout layout : List.of(Layout.SPARSE_CSR, Layout.SPARSE_CSC)) {
            Tensor loaded =
                    savedTensor(
                            layout == Layout.SPARSE_CSR
                                    ? dense.toSparseCsr()
                                    : dense.toSparseCsc());
            assertThat(loaded.layout()).isEqualTo(layout);
            assertThat(Torch.equal(loaded.toDense(), dense)).isTrue();
        }
    }

    @Test
    void quantizedTensors_comeBack() throws IOException {
        Tensor values = Torch.tensor(new float[][] {{-1, 0.5f}, {2, 1}});
        Tensor whole = Torch.quantizePerTensor(values, 0.5, 3, DType.QUINT8);
        Tensor loaded = savedTensor(whole);
        assertThat(loaded.dtype()).isEqualTo(DType.QUINT8);
        assertThat(loaded.qScale()).isEqualTo(0.5);
        assertThat(loaded.qZeroPoint()).isEqualTo(3);
        assertThat(Torch.equal(loaded.intRepr(), whole.intRepr())).isTrue();
        Tensor channels =
                Torch.quantizePerChannel(
                        values,
                        Torch.tensor(new double[] {0.5, 0.25}),
                        Torch.tensor(new long[] {0, 1}),
                        1,
                        DType.QINT8);
        Tensor loadedChannels = savedTensor(channels);
        assertThat(Torch.equal(loadedChannels.dequantize(), channels.dequantize())).isTrue();
        assertThat(loadedChannels.qPerChannelAxis()).isEqualTo(1);
    }

    @Test
    void metaTensors_comeBack() throws IOException {
        Tensor loaded =
                savedTensor(Torch.zeros(Shape.of(1 << 20, 1 << 20), TensorOptions.of(Device.META)));
        assertThat(loaded.device()).isEqualTo(Device.META);
        assertThat(loaded.shape()).isEqualTo(Shape.of(1 << 20, 1 << 20));
    }

    @Test
    void stateDict_keepsItsVersions() throws IOException {
        StateDict state = new BatchNorm1d(2).stateDict();
        TorchFile.save(state, file());
        StateDict loaded = TorchFile.loadStateDict(file());
        assertThat(loaded.versions()).isEqualTo(state.versions()).containsEntry("", 2);
        assertThat(List.copyOf(loaded.keySet())).isEqualTo(List.copyOf(state.keySet()));
        assertThat(Torch.equal(loaded.get("running_var"), state.get("running_var"))).isTrue();
    }

    @Test
    void stateDict_keepsExtraStatesOfAnyKind() throws IOException {
        StateDict state = new Linear(2, 1).stateDict();
        state.extraStates().put("_extra_state", List.of("cat", 3L));
        TorchFile.save(state, file());
        StateDict loaded = TorchFile.loadStateDict(file());
        assertThat(loaded.keySet()).containsExactly("weight", "bias");
        assertThat(loaded.extraStates())
                .containsExactly(Map.entry("_extra_state", List.of("cat", 3L)));
    }

    @Test
    void extraStates_keepTheirPlaces() throws IOException {
        StateDict state = new StateDict();
        state.extraStates().put("_extra_state", 1L);
        state.put("a.weight", Torch.ones(1));
        state.extraStates().put("a._extra_state", 2L);
        state.extraStates().put("b._extra_state", 3L);
        state.put("c.weight", Torch.ones(2));
        state.extraStates().put("c._extra_state", 4L);
        String[] order = {
            "_extra_state",
            "a.weight",
            "a._extra_state",
            "b._extra_state",
            "c.weight",
            "c._extra_state"
        };
        assertThat(state.withExtraStates().keySet()).containsExactly(order);
        assertThat(state.copy().withExtraStates().keySet()).containsExactly(order);
        TorchFile.save(state, file());
        StateDict loaded = TorchFile.loadStateDict(file());
        assertThat(loaded.withExtraStates().keySet()).containsExactly(order);
    }

    @Test
    void deviceThatIsNotThere_isRefused() throws IOException {
        TorchFile.save(Torch.zeros(2, 3), file());
        String text = Files.readString(file(), StandardCharsets.ISO_8859_1);
        rewritten(text, text.indexOf("cpu"), 'h');
        assertRefused(
                "storage '0' goes to hpu, which is not there; o -> o.mapLocation(Device.CPU) brings"
                        + " it here");
        assertThat(TorchFile.load(file(), o -> o.mapLocation(Device.CPU)))
                .isInstanceOf(Tensor.class);
    }

    @Test
    void cutFile_tellsWhatWasInIt() throws IOException {
        TorchFile.save(Map.of("x", Torch.ones(1000)), file());
        Files.write(file(), Arrays.copyOf(Files.readAllBytes(file()), 2000));
        FileFormatException wrong =
                catchThrowableOfType(FileFormatException.class, () -> TorchFile.load(file()));
        assertThat(wrong)
                .hasMessageEndingWith("the zip archive has no end: the file is not complete");
        assertThat(wrong.partial())
                .isInstanceOfSatisfying(
                        Map.class,
                        map -> assertThat(((Tensor) map.get("x")).sizes()).containsExactly(1000));
    }

    @Test
    void mappedTensors_areThoseOfTheFile() throws IOException {
        Tensor saved = Torch.randn(100);
        TorchFile.save(Map.of("x", saved), file());
        Tensor loaded = TorchFile.loadStateDict(file(), o -> o.mmap(true)).get("x");
        byte[] before = Files.readAllBytes(file());
        assertThat(Torch.equal(loaded, saved)).isTrue();
        loaded.zero_();
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
    }

    @Test
    void mapLocation_saysWhereTensorsAre() throws IOException {
        TorchFile.save(Torch.zeros(3), file());
        Tensor loaded = (Tensor) TorchFile.load(file(), o -> o.mapLocation(Device.META));
        assertThat(loaded.device()).isEqualTo(Device.META);
    }

    @Test
    void whatIsNoTensor_isNamed() throws IOException {
        TorchFile.save(Map.of("epoch", 3), file());
        assertThatThrownBy(() -> TorchFile.loadStateDict(file()))
                .isInstanceOf(FileFormatException.class)
                .hasMessage(
                        file()
                                + ": 'epoch' is no tensor with a name; load() gives all of the"
                                + " file, which has [epoch]");
    }

    @Test
    void valueOfAnotherType_isRefusedWithItsPlace() {
        assertThatThrownBy(
                        () -> TorchFile.save(Map.of("a", List.of(1, new StringBuilder())), file()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "TorchFile.save: the value at a[1] is a java.lang.StringBuilder, expected a"
                                + " tensor, number, string, list, map or the like");
        assertThat(file()).doesNotExist();
    }

    @Test
    void valueThatContainsItself_isRefused() {
        List<Object> list = new ArrayList<>();
        list.add(Map.of("inside", list));
        assertThatThrownBy(() -> TorchFile.save(list, file()))
                .hasMessage("TorchFile.save: the value at [0].inside contains itself");
    }

    @Test
    void oneMemoryAsTwoDtypes_isRefused() {
        Tensor floats = Torch.zeros(2);
        assertThatThrownBy(() -> TorchFile.save(List.of(floats, floats.view(DType.INT32)), file()))
                .hasMessage(
                        "TorchFile.save: tensors of torch.float32 and of torch.int32 share memory,"
                                + " and the format has one dtype for it; clone() one");
    }

    private void write(String pickle) throws IOException {
        byte[] bytes = pickle.getBytes(StandardCharsets.ISO_8859_1);
        try (var zip = new ZipOutputStream(Files.newOutputStream(file()))) {
            zip.putNextEntry(new ZipEntry("x/data.pkl"));
            zip.write(bytes);
            zip.closeEntry();
        }
    }

    private void assertRefused(String problem) {
        assertThatThrownBy(() -> TorchFile.load(file()))
                .isInstanceOf(FileFormatException.class)
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"os.system", "builtins.eval", "torch.nn.Linear", "numpy.ndarray"})
    void code_isRefusedByName(String name) throws IOException {
        String[] parts = name.split("\\.(?=[^.]*$)");
        write("\200\2c" + parts[0] + "\n" + parts[1] + "\n.");
        assertRefused(
                "the pickle is refused at offset "
                        + (40 + 2)
                        + ": "
                        + name
                        + " is not among what files of weights consist of, and nothing of it is"
                        + " run; in Python, load the file where its classes are and save its"
                        + " state_dict()");
    }

    @Test
    void unknownInstruction_isRefused() throws IOException {
        write("\200\2(i.");
        assertRefused("the instruction 0x69 is none that files of weights have");
    }

    @Test
    void pickleWithoutEnd_isRefused() throws IOException {
        write("\200\2]");
        assertRefused("the instruction takes 1 bytes more, and there are 0");
    }

    @Test
    void listThatContainsItself_isRefused() throws IOException {
        write("\200\2]q\0h\0a.");
        assertRefused("a value of the pickle contains itself");
    }

    @Test
    void memoBomb_isReadInNoTime() throws IOException {
        StringBuilder pickle = new StringBuilder("\200\2]q\0");
        for (int i = 0; i < 100; i++) {
            pickle.append("](h").append((char) i).append('h').append((char) i).append("eq");
            pickle.append((char) (i + 1));
        }
        write(pickle + "((((0000" + ".");
        assertRefused("there is no value for the instruction");
    }

    @Test
    void deepNesting_isRefused() throws IOException {
        write("\200\2" + "]".repeat(100_000) + "a".repeat(99_999) + ".");
        assertRefused("values of the pickle are nested more than 500 deep");
    }

    @Test
    void tupleAsKey_isRefused() throws IOException {
        write("\200\2})K\1s.");
        assertRefused("keys and members of sets are strings, numbers and booleans, not a tuple");
    }

    @Test
    void tensorBeyondItsStorage_isRefused() throws IOException {
        TorchFile.save(Torch.zeros(2, 3), file());
        byte[] bytes = Files.readAllBytes(file());
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        // The sizes (2, 3) become (2, 4); the checksum has to agree.
        int at = text.indexOf("(K\2K\3t");
        assertThat(at).isPositive();
        rewritten(text, at + 4, '\4');
        assertRefused(
                "a tensor of the sizes [2, 4], strides [3, 1] and offset 0 goes beyond its storage"
                        + " of 6 elements");
    }

    /** Changes a byte of the pickle, in an archive of its own. */
    private void rewritten(String archive, int at, char with) throws IOException {
        String changed = archive.substring(0, at) + with + archive.substring(at + 1);
        int start = archive.indexOf("\200\2");
        String pickle = changed.substring(start, changed.indexOf(".PK", start) + 1);
        try (var zip = new ZipOutputStream(Files.newOutputStream(file()))) {
            zip.putNextEntry(new ZipEntry("x/data.pkl"));
            zip.write(pickle.getBytes(StandardCharsets.ISO_8859_1));
            zip.putNextEntry(new ZipEntry("x/data/0"));
            zip.write(new byte[24]);
            zip.closeEntry();
        }
    }

    @Test
    void damagedStorage_isRefused() throws IOException {
        TorchFile.save(Torch.ones(1000), file());
        byte[] bytes = Files.readAllBytes(file());
        bytes[bytes.length / 2] ^= 1;
        Files.write(file(), bytes);
        assertRefused("'archive/data/0' is damaged: its checksum is ");
    }

    @Test
    void truncatedFile_isRefused() throws IOException {
        TorchFile.save(Torch.ones(1000), file());
        byte[] bytes = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(bytes, bytes.length - 1));
        assertRefused("the zip archive has no end: the file is not complete");
    }

    @Test
    void nameThatLeadsOut_isRefused() throws IOException {
        for (String name : Set.of("../data.pkl", "/data.pkl", "a\\..\\data.pkl", "x/../y")) {
            try (var zip = new ZipOutputStream(Files.newOutputStream(file()))) {
                zip.putNextEntry(new ZipEntry(name));
                zip.closeEntry();
            }
            assertRefused("'" + name + "' is a name that leads out of the archive");
        }
    }

    @Test
    void archiveOfOtherThings_isRefused() throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file()))) {
            zip.putNextEntry(new ZipEntry("a.npy"));
            zip.closeEntry();
        }
        assertRefused("the zip archive has 0 files named data.pkl, and one of torch.save has one");
    }

    @Test
    void fileOfNeitherForm_isRefused() throws IOException {
        Files.writeString(file(), "weights");
        assertRefused("the file begins neither as a zip archive nor as a pickle");
    }
}
