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
import org.panamatorch.junit.NoLeaks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

@NoLeaks
class NumpyFilesTest {
    @TempDir Path folder;

    private Path npy() {
        return folder.resolve("array.npy");
    }

    private Path npz() {
        return folder.resolve("arrays.npz");
    }

    private void write(String dict, int... elements) throws IOException {
        byte[] text = dict.getBytes(StandardCharsets.ISO_8859_1);
        byte[] file = new byte[10 + text.length + elements.length];
        System.arraycopy("\u0093NUMPY\1\0".getBytes(StandardCharsets.ISO_8859_1), 0, file, 0, 8);
        file[8] = (byte) text.length;
        System.arraycopy(text, 0, file, 10, text.length);
        for (int i = 0; i < elements.length; i++) {
            file[10 + text.length + i] = (byte) elements[i];
        }
        Files.write(npy(), file);
    }

    private void assertRefused(String problem) {
        assertThatThrownBy(() -> Npy.load(npy()))
                .isInstanceOf(FileFormatException.class)
                .hasMessage(npy() + ": the file " + problem);
    }

    @Test
    void save_writesNumpysBytes() throws IOException {
        Npy.save(Torch.tensor(new int[] {1, -2}), npy());
        // As numpy.save of NumPy 2 gives it.
        String header =
                "\u0093NUMPY\1\0v\0{'descr': '<i4', 'fortran_order': False, 'shape': (2,), }";
        byte[] expected =
                (header + " ".repeat(127 - header.length()) + "\n\1\0\0\0\u00fe\u00ff\u00ff\u00ff")
                        .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Files.readAllBytes(npy())).isEqualTo(expected);
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
                "COMPLEX128",
                "BOOL",
                "UINT16",
                "UINT32",
                "UINT64"
            })
    void everyDtype_comesBack(DType dtype) throws IOException {
        Tensor tensor = Torch.tensor(new long[][] {{0, 1, 1}, {1, 0, 1}}).to(dtype);
        Npy.save(tensor, npy());
        Tensor loaded = Npy.load(npy());
        assertThat(loaded.dtype()).isEqualTo(dtype);
        assertThat(loaded.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(loaded.toByteArray()).isEqualTo(tensor.toByteArray());
    }

    @Test
    void archives_keepNamesAndOrder() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("weights/b", Torch.arange(6).view(2, 3).t());
        tensors.put("a", Torch.zeros(Shape.of(0, 2), DType.FLOAT32));
        tensors.put("scalar", Torch.tensor(2.5));
        for (boolean isCompressed : new boolean[] {false, true}) {
            Npz.save(tensors, npz(), o -> o.compressed(isCompressed));
            Map<String, Tensor> loaded = Npz.load(npz());
            assertThat(List.copyOf(loaded.keySet())).isEqualTo(List.copyOf(tensors.keySet()));
            tensors.forEach(
                    (name, tensor) ->
                            assertThat(Torch.equal(loaded.get(name), tensor)).as(name).isTrue());
        }
    }

    @Test
    void fortranOrderAndBigEndian_areRead() throws IOException {
        write("{'descr': '>i2', 'fortran_order': True, 'shape': (2, 2), }", 0, 1, 0, 2, 0, 3, 0, 4);
        Tensor loaded = Npy.load(npy());
        assertThat(loaded.strides()).containsExactly(1, 2);
        assertThat(loaded.contiguous().toShortArray())
                .containsExactly((short) 1, (short) 3, (short) 2, (short) 4);
    }

    @Test
    void headerInAnotherOrder_isRead() throws IOException {
        write("{ 'shape' : (1L,),'fortran_order':False , 'descr':'|u1'}\n", 7);
        assertThat(Npy.load(npy()).itemLong()).isEqualTo(7);
    }

    @Test
    void objects_areRefused() throws IOException {
        write("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", 7);
        assertRefused("has elements of '|O', which PyTorch has no dtype for");
    }

    @Test
    void records_areRefused() throws IOException {
        write("{'descr': [('a', '<i4')], 'fortran_order': False, 'shape': (1,), }", 7);
        assertRefused(
                "has the header {'descr': [('a', '<i4')], 'fortran_order': False, 'shape': (1,), },"
                    + " expected a dict of descr, fortran_order and shape, where descr is of one"
                    + " number");
    }

    @Test
    void elementsThatAreNotThere_areRefused() throws IOException {
        write("{'descr': '<i4', 'fortran_order': False, 'shape': (2,), }", 1, 2, 3);
        assertRefused("has 3 bytes of elements, but its sizes are [2] of torch.int32");
    }

    @Test
    void moreStepsBesideAZeroThanOperatorsTake_areRefused() throws IOException {
        write("{'descr': '<i4', 'fortran_order': False, 'shape': (0, 4294967297), }");
        assertRefused("has 0 bytes of elements, but its sizes are [0, 4294967297] of torch.int32");
    }

    @Test
    void moreElementsThanAnyMemoryHas_areRefused() throws IOException {
        write("{'descr': '<i4', 'fortran_order': False, 'shape': (9223372036854775807, 2), }");
        assertRefused(
                "has 0 bytes of elements, but its sizes are [9223372036854775807, 2] of"
                        + " torch.int32");
    }

    @Test
    void otherFile_isRefused() throws IOException {
        Files.writeString(npy(), "no array at all");
        assertRefused("does not begin with NumPy's magic word");
    }

    @Test
    void dtypeThatNumpyHasNot_isRefused() {
        assertThatThrownBy(() -> Npy.save(Torch.zeros(Shape.of(1), DType.BFLOAT16), npy()))
                .hasMessage(
                        "Npy.save: the tensor is torch.bfloat16, which NumPy does not have; convert"
                                + " it");
    }

    private void assertNotWritten(Tensor tensor, String problem) {
        assertThatThrownBy(() -> Npz.save(Map.of("x", tensor), npz()))
                .hasMessage("Npz.save: tensor 'x' " + problem);
    }

    @Test
    void whatNumpyHasNot_isRefusedByName() {
        assertNotWritten(
                Torch.zeros(Shape.of(1), DType.BFLOAT16),
                "is torch.bfloat16, which NumPy does not have; convert it");
        assertNotWritten(
                Torch.eye(2).toSparse(),
                "is torch.sparse_coo, and NumPy has dense ones only; toDense() makes it one");
        assertNotWritten(
                Torch.zeros(Shape.of(1), TensorOptions.of(Device.META)),
                "is on meta and has no elements");
    }

    @Test
    void archiveOfNothing_isRead() throws IOException {
        Npz.save(Map.of(), npz());
        assertThat(Npz.load(npz())).isEmpty();
    }

    @Test
    void damagedArray_isRefused() throws IOException {
        Npz.save(Map.of("x", Torch.zeros(1000)), npz());
        byte[] bytes = Files.readAllBytes(npz());
        bytes[2000] ^= 4;
        Files.write(npz(), bytes);
        assertThatThrownBy(() -> Npz.load(npz()))
                .isInstanceOf(FileFormatException.class)
                .hasMessageStartingWith(npz() + ": 'x.npy' is damaged: its checksum is ");
    }
}
