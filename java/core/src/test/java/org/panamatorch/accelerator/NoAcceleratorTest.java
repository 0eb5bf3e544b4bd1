package org.panamatorch.accelerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.panamatorch.Device;
import org.panamatorch.NativeMemory;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.junit.NoLeaks;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Where there is no accelerator, everything that needs one says so. */
@NoLeaks
class NoAcceleratorTest {
    private static final String NONE = "Cannot access accelerator device when none is available.";

    // A LibTorch with CUDA asks for the driver first.
    private static final String NO_DRIVER =
            "Found no NVIDIA driver on your system. Please check that you have an NVIDIA GPU and"
                    + " installed a driver from http://www.nvidia.com/Download/index.aspx";

    /** What answers without an accelerator. */
    private static final Set<String> ANSWERS =
            Set.of("isAvailable", "isBuilt", "deviceCount", "currentAccelerator", "runtimeVersion");

    @BeforeAll
    static void requireNone() {
        assumeFalse(Accelerator.isAvailable(), "there is an accelerator");
    }

    /** Every public static method, and every constructor of what only an accelerator has. */
    static List<Executable> needingOne() {
        List<Executable> all = new ArrayList<>();
        for (Class<?> type : List.of(Accelerator.class, Cuda.class, Mps.class)) {
            Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> Modifier.isPublic(method.getModifiers()))
                    .filter(method -> !ANSWERS.contains(method.getName()))
                    // Without an accelerator there is no stream that could be passed.
                    .filter(method -> !method.getName().equals("setStream"))
                    // A LibTorch with CUDA seeds all its devices, of which there are none.
                    .filter(method -> !(Cuda.isBuilt() && method.getName().equals("manualSeedAll")))
                    .forEach(all::add);
        }
        for (Class<?> type : List.of(Stream.class, Event.class, Graph.class)) {
            all.addAll(List.of(type.getConstructors()));
        }
        return all;
    }

    private static Object argument(Class<?> type) {
        if (type == int.class) {
            return 0;
        }
        if (type == long.class) {
            return 1L;
        }
        if (type == boolean.class) {
            return true;
        }
        if (type == String.class) {
            return "max_split_size_mb:64";
        }
        if (type == ScopedValue.CallableOp.class) {
            return (ScopedValue.CallableOp<Object, RuntimeException>) () -> "ran";
        }
        if (type == Consumer.class) {
            return (Consumer<Object>) _ -> {};
        }
        if (type == Tensor.class) {
            return null;
        }
        throw new AssertionError("no argument of " + type);
    }

    private static Object call(Executable called) throws Throwable {
        Object[] arguments =
                Arrays.stream(called.getParameterTypes())
                        .map(NoAcceleratorTest::argument)
                        .toArray();
        try {
            return called instanceof Constructor<?> constructor
                    ? constructor.newInstance(arguments)
                    : ((Method) called).invoke(null, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @ParameterizedTest
    @MethodSource("needingOne")
    void whatNeedsAnAccelerator_saysThatThereIsNone(Executable called) {
        Class<?> type = called.getDeclaringClass();
        Throwable thrown = catchThrowable(() -> call(called));
        assertThat(thrown).isInstanceOf(TorchException.class);
        assertThat(((TorchException) thrown).kind()).isEqualTo(Kind.RUNTIME);
        String text = thrown.getMessage().lines().findFirst().orElseThrow();
        if (type == Mps.class || type == Cuda.class && !Cuda.isBuilt()) {
            assertThat(text)
                    .isEqualTo(
                            "Torch not compiled with "
                                    + (type == Mps.class ? "MPS" : "CUDA")
                                    + " enabled");
        } else {
            assertThat(text).isIn(NONE, Cuda.isBuilt() ? NO_DRIVER : NONE);
        }
    }

    @Test
    void whatNeedsAnAccelerator_isMostOfIt() {
        assertThat(needingOne()).hasSizeGreaterThanOrEqualTo(70);
    }

    @Test
    void queries_answer() {
        assertThat(Accelerator.deviceCount()).isZero();
        assertThat(Cuda.isAvailable()).isFalse();
        assertThat(Cuda.deviceCount()).isZero();
        assertThat(Mps.isAvailable()).isFalse();
        assertThat(NativeMemory.acceleratorBytes()).isZero();
        assertThat(Accelerator.currentAccelerator()).isEqualTo(Cuda.isBuilt() ? Device.CUDA : null);
        assertThat(Cuda.runtimeVersion() > 0).isEqualTo(Cuda.isBuilt());
    }

    @Test
    void setStream_namesTheMissingStream() {
        assertThatThrownBy(() -> Accelerator.setStream(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("setStream")
                .hasMessageContaining("stream");
    }

    @Test
    void pinMemory_saysThatThereIsNoAccelerator() {
        try (Tensor x = Torch.ones(2)) {
            assertThat(x.isPinned()).isFalse();
            assertThatThrownBy(x::pinMemory)
                    .isInstanceOf(TorchException.class)
                    .hasMessageContaining(Cuda.isBuilt() ? NO_DRIVER : NONE);
        }
    }

    @Test
    void recordStream_namesTheMissingStream() {
        try (Tensor x = Torch.ones(2)) {
            assertThatThrownBy(() -> x.recordStream(null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessageContaining("recordStream")
                    .hasMessageContaining("stream");
        }
    }
}
