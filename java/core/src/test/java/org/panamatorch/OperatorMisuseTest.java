package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.support.InScope;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Wrong arguments are refused before they reach LibTorch, and the message says which and why. */
@NoLeaks
class OperatorMisuseTest {
    @RegisterExtension final InScope scope = new InScope();
    private Tensor x;

    @BeforeEach
    void makeTensor() {
        x = Torch.ones(2);
    }

    private static void refused(String name, List<?> arguments, String... parts) {
        assertThatThrownBy(() -> Torch.call(name, arguments.toArray()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(name + ": ")
                .hasMessageContainingAll(parts)
                .hasMessageContaining("schema: " + name + "(");
    }

    @Test
    void wrongType_namesArgumentPositionGivenAndExpected() {
        refused(
                "aten::add.Tensor",
                List.of(x, "two"),
                "argument 'other' (position 2) is a String \"two\", expected a Tensor");
    }

    @Test
    void wrongElement_namesItsIndex() {
        refused(
                "aten::cat",
                List.of(List.of(x, "y")),
                "element 1 of argument 'tensors' (position 1) is a String \"y\"");
    }

    @Test
    void fractionForAnInteger_isRefused() {
        refused(
                "aten::cumsum",
                List.of(x, 0.5),
                "'dim' (position 2) is a Double 0.5, expected an integer");
    }

    @Test
    void integerForADtype_isRefused() {
        refused(
                "aten::cumsum",
                List.of(x, 0, 6),
                "'dtype' (position 3) is an Integer 6, expected a DType or null");
    }

    @Test
    void oneTensorForAList_isRefused() {
        refused(
                "aten::cat",
                List.of(x),
                "'tensors' (position 1) is a Tensor, expected a list (array or List) of Tensor");
    }

    @Test
    void listForATensor_isRefused() {
        refused(
                "aten::relu",
                List.of(List.of(x)),
                "'self' (position 1) is a List of 1 elements, expected a Tensor");
    }

    @Test
    void listOfAWrongLength_isRefused() {
        refused(
                "aten::avg_pool2d",
                List.of(x, new long[] {1, 2, 3}),
                "'kernel_size' (position 2) has 3 elements, expected 2");
    }

    @Test
    void tooManyArguments_areRefused() {
        refused("aten::relu", List.of(x, x), "2 arguments given, expected at most 1");
    }

    @Test
    void missingArgument_isRefused() {
        refused(
                "aten::add.Tensor",
                List.of(x),
                "argument 'other' (position 2) is missing, expected a Tensor");
    }

    @Test
    void nullForATensor_isRefused() {
        assertThatThrownBy(() -> Torch.call("aten::add.Tensor", x, null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageStartingWith(
                        "aten::add.Tensor: argument 'other' (position 2) is null, expected a"
                                + " Tensor");
        assertThatThrownBy(() -> Torch.call("aten::cat", Arrays.asList(x, null)))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("element 1 of argument 'tensors'");
    }

    @Test
    void closedTensor_isRefused() {
        x.close();
        assertThatThrownBy(() -> Torch.call("aten::relu", x))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("aten::relu", "'self'");
    }

    @Test
    void unknownKeyword_isRefused() {
        assertThatThrownBy(() -> Torch.call("aten::add.Tensor", List.of(x, x), Map.of("beta", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no argument is called 'beta'");
    }

    @Test
    void argumentGivenTwice_isRefused() {
        assertThatThrownBy(() -> Torch.call("aten::add.Tensor", List.of(x, x), Map.of("self", x)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'self' is given by position (1) and by name");
    }

    @Test
    void missingArgumentAmongKeywords_isRefused() {
        assertThatThrownBy(() -> Torch.call("aten::add.Tensor", List.of(x), Map.of("alpha", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("argument 'other' (position 2) is missing");
    }

    @Test
    void libTorchsOwnErrors_nameOperatorAndArguments() {
        assertThatThrownBy(() -> Torch.call("aten::add.Tensor", x, Torch.ones(3)))
                .isInstanceOf(TorchException.class)
                .hasMessageContainingAll(
                        "must match", "in aten::add.Tensor(self=float32[2], other=float32[3])");
    }

    @Test
    void missingLibrary_isNamed() {
        assertThatThrownBy(() -> Torch.loadLibrary(Path.of("no_such_library.so")))
                .isInstanceOf(TorchException.class)
                .hasMessageContaining("no_such_library.so");
    }

    @Test
    void fileThatIsNoLibrary_isRefused(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("text.so"), "text");
        assertThatThrownBy(() -> Torch.loadLibrary(file))
                .isInstanceOf(TorchException.class)
                .hasMessageContaining("text.so");
    }

    @Test
    void failedCalls_leaveNoTensorsBehind() {
        long before = NativeMemory.liveHandles();
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> Torch.call("aten::mul.Tensor", 2, "x"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(NativeMemory.liveHandles()).isEqualTo(before);
    }
}
