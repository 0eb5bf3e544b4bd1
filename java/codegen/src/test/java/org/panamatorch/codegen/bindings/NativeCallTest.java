package org.panamatorch.codegen.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Calls of real C functions through the classes that the stand-in writes. */
class NativeCallTest {

    private static final String MAIN = TestHeader.MAIN;

    @TempDir private static Path folder;
    private static LoadedBinding binding;

    @BeforeAll
    static void bind() throws Exception {
        Optional<Path> library = NativeSample.compile(folder);
        assumeTrue(library.isPresent(), "needs c-compiler: nothing is called");
        CHeader sample = TestHeader.sample();
        binding =
                new LoadedBinding(
                        CompiledBinding.of(folder, TestHeader.sources(sample)), library.get());
    }

    @AfterAll
    static void unload() throws IOException {
        if (binding != null) {
            binding.close();
        }
    }

    @Test
    void everyArgument_arrivesAtItsPlace() throws Exception {
        Object sum =
                binding.call(
                        MAIN,
                        "pt_sum",
                        true,
                        (byte) 1,
                        (byte) -1,
                        (byte) 200,
                        (short) -1,
                        (short) 40000,
                        1,
                        -1,
                        1L << 33,
                        1L,
                        1,
                        1,
                        1,
                        1L,
                        1L,
                        0.5f,
                        0.5,
                        1L);
        long expected = 1 + 2 - 3 + 4 * 200 - 5 + 6 * 40000 + 7 + 8 * 0xFFFF_FFFFL + 9 * (1L << 33);
        assertThat(sum).isEqualTo(expected + 10 + 11 + 12 + 13 + 14 + 15 + 8 + 8 + 18);
    }

    @Test
    void smallResults_keepTheirBits() throws Exception {
        assertThat(binding.call(MAIN, "pt_is_ready")).isEqualTo(true);
        assertThat(binding.call(MAIN, "pt_max_byte")).isEqualTo((byte) -1);
    }

    @Test
    void structAndResultPointers_arePassed() throws Exception {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment alpha =
                    (MemorySegment) binding.call("pt_scalar", "allocate", (SegmentAllocator) arena);
            binding.call("pt_scalar", "tag", alpha, 12);
            MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
            MemorySegment self = MemorySegment.ofAddress(0x1234);
            Object status = binding.call(MAIN, "pt_add", self, MemorySegment.NULL, alpha, out);
            assertThat(status).isEqualTo(12);
            assertThat(out.get(ValueLayout.ADDRESS, 0).address()).isEqualTo(0x1234);
        }
    }

    @Test
    void textResult_isReadable() throws Exception {
        MemorySegment text = (MemorySegment) binding.call(MAIN, "pt_last_error");
        assertThat(text.getString(0)).isIn("none", "freed");
    }

    @Test
    void stringConstant_isThatOfTheHeader() throws Exception {
        MemorySegment version = (MemorySegment) binding.call(MAIN, "PT_VERSION");
        assertThat(version.getString(0)).isEqualTo("2.13.0");
    }

    @Test
    void callback_isCalledFromC() throws Exception {
        Class<?> function = binding.type("pt_visitor$Function");
        Object visitor =
                Proxy.newProxyInstance(
                        function.getClassLoader(),
                        new Class<?>[] {function},
                        (_, _, arguments) ->
                                (int) (long) arguments[1]
                                        + ((MemorySegment) arguments[2]).getString(0).length()
                                        + (int) (double) arguments[3]);
        try (Arena arena = Arena.ofConfined()) {
            Object pointer = binding.call("pt_visitor", "allocate", visitor, arena);
            assertThat(binding.call(MAIN, "pt_visit", pointer, MemorySegment.NULL, 100.0))
                    .isEqualTo(7 + 4 + 100);
        }
    }

    @Test
    void functionPointer_isCalledFromJava() throws Exception {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment number = arena.allocate(ValueLayout.JAVA_INT);
            binding.call("pt_deleter", "invoke", binding.call(MAIN, "pt_default_deleter"), number);
            assertThat(number.get(ValueLayout.JAVA_INT, 0)).isEqualTo(42);
        }
    }

    @Test
    void handle_callsTheSameFunction() throws Throwable {
        MethodHandle words = (MethodHandle) binding.call(MAIN, "pt_words$handle");
        assertThat((int) words.invokeExact(1, 2, 3, 4)).isEqualTo(1234);
        assertThat(binding.call(MAIN, "pt_words", 1, 2, 3, 4)).isEqualTo(1234);
    }

    @Test
    void structAccessors_agreeOnPlaces() throws Exception {
        String type = "pt_everything_struct";
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment struct =
                    (MemorySegment) binding.call(type, "allocate", (SegmentAllocator) arena);
            binding.call(type, "grid", struct, 1L, 2L, 77L);
            assertThat(binding.call(type, "grid", struct, 1L, 2L)).isEqualTo(77L);
            long grid = (long) binding.call(type, "grid$offset");
            assertThat(struct.get(ValueLayout.JAVA_LONG, grid + 5 * 8)).isEqualTo(77L);
            assertThatThrownBy(() -> binding.call(type, "grid", struct, 1L, 3L))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            MemorySegment second = (MemorySegment) binding.call(type, "scalars", struct, 1L);
            binding.call("pt_scalar", "re", second, 2.5);
            long scalars = (long) binding.call(type, "scalars$offset");
            assertThat(struct.get(ValueLayout.JAVA_DOUBLE, scalars + 24 + 8)).isEqualTo(2.5);
        }
    }

    @Test
    void missingSymbol_isNamed() throws Exception {
        Path lacking = folder.resolve("lacking");
        CHeader header = new TestHeader(lacking).read("void pt_not_there(void);\n");
        try (LoadedBinding other =
                new LoadedBinding(
                        CompiledBinding.of(lacking, TestHeader.sources(header)),
                        NativeSample.compile(folder).orElseThrow())) {
            assertThatThrownBy(() -> other.call(MAIN, "pt_not_there"))
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessageContaining("pt_not_there");
        }
    }
}
