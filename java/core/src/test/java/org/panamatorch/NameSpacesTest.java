package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.panamatorch.junit.NoLeaks;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Every public name of PyTorch's name spaces is in ours, or left out for a reason. */
@NoLeaks
class NameSpacesTest {
    private static final Path NAMES =
            Path.of(
                    System.getProperty("panamatorch.root"),
                    "java/core/src/test/resources/name-spaces/names.txt");

    private static final String JAGGED =
            "the jagged layout is a subclass of Tensor in Python; LibTorch has none";
    private static final String SEMI_STRUCTURED = "a subclass of Tensor in Python, for CUDA only";

    /** What is not a method of ours, and why. */
    private static final Map<String, String> LEFT_OUT =
            Map.of(
                    "linalg LinAlgError", "TorchException.Kind.LINALG",
                    "nested masked_select", JAGGED,
                    "nested nested_tensor_from_jagged", JAGGED,
                    "sparse SparseSemiStructuredTensor", SEMI_STRUCTURED,
                    "sparse SparseSemiStructuredTensorCUSPARSELT", SEMI_STRUCTURED,
                    "sparse SparseSemiStructuredTensorCUTLASS", SEMI_STRUCTURED,
                    "sparse to_sparse_semi_structured", SEMI_STRUCTURED,
                    "sparse as_sparse_gradcheck", "a decorator of Python's test tools");

    private enum NameSpace {
        FFT(Fft.class),
        LINALG(Linalg.class),
        NESTED(Nested.class),
        SPARSE(Sparse.class),
        SPECIAL(Special.class);

        private final Class<?> type;

        NameSpace(Class<?> type) {
            this.type = type;
        }

        String line(String name) {
            return name().toLowerCase(Locale.ROOT) + " " + name;
        }

        Set<String> methods() {
            return Arrays.stream(type.getMethods())
                    .map(Method::getName)
                    .collect(Collectors.toSet());
        }

        List<String> pythonNames() throws IOException {
            String prefix = line("");
            return Files.readAllLines(NAMES).stream()
                    .filter(line -> line.startsWith(prefix))
                    .map(line -> line.substring(prefix.length()))
                    .toList();
        }
    }

    private static String camelCase(String name) {
        return Pattern.compile("_(.)")
                .matcher(name)
                .replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }

    @ParameterizedTest
    @EnumSource
    void pythonsNames_areOurs(NameSpace space) throws IOException {
        List<String> names = space.pythonNames();
        assertThat(names).isNotEmpty();
        Set<String> methods = space.methods();
        assertThat(names)
                .filteredOn(
                        name ->
                                !methods.contains(camelCase(name))
                                        && !LEFT_OUT.containsKey(space.line(name)))
                .isEmpty();
    }

    @Test
    void leftOutNames_areNotOurs() throws IOException {
        for (NameSpace space : NameSpace.values()) {
            Set<String> methods = space.methods();
            assertThat(space.pythonNames())
                    .filteredOn(name -> LEFT_OUT.containsKey(space.line(name)))
                    .allSatisfy(name -> assertThat(methods).doesNotContain(camelCase(name)));
        }
        assertThat(Files.readAllLines(NAMES)).containsAll(LEFT_OUT.keySet());
    }

    @Test
    void torch_hasPythonsNamesAndFewOthers() throws IOException {
        Set<String> pythons =
                Files.readAllLines(NAMES).stream()
                        .filter(line -> line.startsWith("torch "))
                        .map(line -> camelCase(line.substring("torch ".length())))
                        .collect(Collectors.toSet());
        assertThat(pythons).hasSizeGreaterThan(700);
        assertThat(Torch.class.getMethods())
                .filteredOn(method -> Modifier.isStatic(method.getModifiers()))
                .extracting(Method::getName)
                .filteredOn(name -> !pythons.contains(name))
                .containsOnly(
                        // Classes in Python.
                        "device",
                        "enableGrad",
                        "inferenceMode",
                        "noGrad",
                        "setGradEnabled",
                        // In torch.ops, torch.cuda, torch.version and torch._tensor_str there.
                        "call",
                        "deviceCount",
                        "doctor",
                        "getPrintOptions",
                        "isCudaAvailable",
                        "loadLibrary",
                        "operators",
                        "ops",
                        "setPrintOptions",
                        "version",
                        // Java's own memory.
                        "copyOf",
                        "fromBits",
                        "fromMemory");
    }

    @Test
    void sparseInvariants_areCheckedUnlessSwitchedOff() {
        assertThat(Sparse.checkSparseTensorInvariants()).isTrue();
        try (TensorScope _ = new TensorScope()) {
            Tensor crow = Torch.tensor(new long[] {0, 1, 5});
            Tensor column = Torch.tensor(new long[] {0, 1});
            Tensor values = Torch.tensor(new float[] {1, 2});
            long[] size = {2, 2};
            assertThatThrownBy(
                            () ->
                                    Torch.sparseCsrTensor(
                                            crow, column, values, size, TensorOptions.DEFAULT))
                    .isInstanceOf(TorchException.class)
                    .hasMessageContaining("`crow_indices[..., -1] == nnz` is not satisfied.");
            Sparse.setCheckSparseTensorInvariants(false);
            assertThat(Sparse.checkSparseTensorInvariants()).isFalse();
            assertThat(
                            Torch.sparseCsrTensor(crow, column, values, size, TensorOptions.DEFAULT)
                                    .sizes())
                    .containsExactly(size);
        } finally {
            Sparse.setCheckSparseTensorInvariants(true);
        }
    }
}
