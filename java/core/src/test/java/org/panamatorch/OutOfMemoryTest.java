package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.support.ChildJvm;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What happens when memory runs short: the steps before an operation is refused, and its error. */
@NoLeaks
class OutOfMemoryTest {
    private static final long MIB = 1 << 20;

    // More than any machine's address space.
    private static final long FAR_TOO_MUCH = 1L << 50;

    private final boolean debug = NativeMemory.isDebug();
    private final long softLimit = NativeMemory.softLimit();
    private final long limit = NativeMemory.limit();

    @AfterEach
    void asBefore() {
        NativeMemory.setDebug(debug);
        NativeMemory.setSoftLimit(softLimit);
        NativeMemory.setLimit(limit);
    }

    private static Tensor bytes(long count) {
        return Torch.empty(new long[] {count}, TensorOptions.of(DType.INT8));
    }

    private static TorchOutOfMemoryException outOfMemory(Runnable operation) {
        return catchThrowableOfType(TorchOutOfMemoryException.class, operation::run);
    }

    @Nested
    class SoftLimit {
        @Test
        void bytesPastIt_areCollected() {
            NativeMemory.collect();
            long limit = NativeMemory.cpuBytes() + 50 * MIB;
            NativeMemory.setSoftLimit(limit);
            long most = 0;
            for (int i = 0; i < 1000; i++) {
                bytes(MIB);
                most = Math.max(most, NativeMemory.cpuBytes());
            }
            assertThat(most).isBetween(limit - 2 * MIB, limit + 2 * MIB);
        }

        @Test
        void tensorsThatAreReachable_mayPassIt() {
            NativeMemory.setSoftLimit(MIB);
            List<Tensor> kept = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                kept.add(bytes(MIB));
            }
            assertThat(kept).noneMatch(Tensor::isClosed);
            assertThat(NativeMemory.cpuBytes()).isGreaterThan(100 * MIB);
            kept.forEach(Tensor::close);
        }

        @Test
        void manyObjects_areCollectedWhateverTheirBytes() {
            NativeMemory.setSoftLimit(1L << 40);
            long before = NativeMemory.liveHandles();
            long most = 0;
            for (int i = 0; i < 200_000; i++) {
                Torch.empty(0);
                most = Math.max(most, NativeMemory.liveHandles());
            }
            // 65,536 on one thread, whatever the collector found by itself.
            assertThat(most - before).isLessThanOrEqualTo((1 << 16) + 1);
        }
    }

    @Nested
    class Limit {
        @Test
        void tensorPastIt_isRefusedOnceNothingIsLeftToCollect() {
            NativeMemory.collect();
            NativeMemory.setLimit(NativeMemory.cpuBytes() + 50 * MIB);
            for (int i = 0; i < 20; i++) {
                bytes(20 * MIB);
            }
            Tensor first = bytes(20 * MIB);
            Tensor second = bytes(20 * MIB);

            assertThat(outOfMemory(() -> bytes(20 * MIB)))
                    .hasMessageStartingWith(
                            "DefaultCPUAllocator: can't allocate memory: you tried to allocate"
                                    + " 20971520 bytes, and tensors may hold "
                                    + NativeMemory.limit()
                                    + " together\n  in empty.memory_format(");

            first.close();
            second.close();
        }

        @Test
        void tensorPastItAlone_isRefusedWithoutACollection() {
            NativeMemory.setLimit(50 * MIB);
            Torch.empty(0);
            long before = NativeMemory.liveHandles();

            assertThat(outOfMemory(() -> bytes(51 * MIB)))
                    .hasMessageStartingWith("DefaultCPUAllocator: can't allocate memory");
            assertThat(NativeMemory.liveHandles()).isEqualTo(before);
        }

        @Test
        void itself_isWhatTheMachineHasAtFirst() {
            // A gigabyte is what no machine lacks that runs this; no machine has an exabyte.
            assertThat(limit).isBetween(1024 * MIB, 1L << 60);
        }

        @Test
        void negativeNumber_isRefused() {
            assertThatThrownBy(() -> NativeMemory.setLimit(-1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("setLimit: bytes is -1, expected 0 or a positive number");
        }
    }

    @Nested
    class Refusal {
        @Test
        void message_hasPyTorchsTextTheCallAndTheWayToKnowMore() {
            NativeMemory.setDebug(false);
            TorchOutOfMemoryException e = outOfMemory(() -> bytes(FAR_TOO_MUCH));
            assertThat(e.kind()).isEqualTo(TorchException.Kind.OUT_OF_MEMORY);
            assertThat(e.allocationSites()).isEmpty();
            assertThat(e.getMessage())
                    .matches(
                            "DefaultCPUAllocator: can't allocate memory: you tried to"
                                    + " allocate 1125899906842624 bytes, and tensors may hold "
                                    + NativeMemory.limit()
                                    + " together\n"
                                    + "  in empty\\.memory_format\\(.*\\)\n"
                                    + "  CPU tensors hold [\\d,]+ bytes;"
                                    + " -Dpanamatorch\\.memory\\.debug=true tells who made them");
        }

        @Test
        void message_namesTheLargestSitesInDebugMode() {
            NativeMemory.setDebug(false);
            NativeMemory.setDebug(true);
            Tensor kept = bytes(3 * MIB);
            TorchOutOfMemoryException e = outOfMemory(() -> bytes(FAR_TOO_MUCH));
            assertThat(e.allocationSites())
                    .singleElement()
                    .satisfies(
                            site -> {
                                assertThat(site.bytes()).isEqualTo(3 * MIB);
                                assertThat(site.frames().get(0).getMethodName()).isEqualTo("bytes");
                            });
            assertThat(e)
                    .hasMessageContaining(
                            " bytes; made in debug mode and alive, the largest first:\n  1 object,"
                                    + " 3,145,728 bytes\n    at ")
                    .hasMessageContaining("message_namesTheLargestSitesInDebugMode");
            kept.close();
        }

        @Test
        void message_namesFiveSitesAtMost() {
            NativeMemory.setDebug(false);
            NativeMemory.setDebug(true);
            List<Tensor> kept = new ArrayList<>();
            kept.add(bytes(1));
            kept.add(bytes(2));
            kept.add(bytes(3));
            kept.add(bytes(4));
            kept.add(bytes(5));
            kept.add(bytes(6));
            TorchOutOfMemoryException e = outOfMemory(() -> bytes(FAR_TOO_MUCH));
            assertThat(e.allocationSites()).hasSize(6);
            assertThat(e.getMessage().split("object, ")).hasSize(1 + 5);
            assertThat(e)
                    .hasMessageContaining("1 object, 6 bytes")
                    .hasMessageContaining("object, 2 ");
            kept.forEach(Tensor::close);
        }

        @Test
        void message_saysWhenDebugModeCameTooLate() {
            NativeMemory.setDebug(false);
            NativeMemory.setDebug(true);
            assertThat(outOfMemory(() -> bytes(FAR_TOO_MUCH)))
                    .hasMessageEndingWith(" bytes; none of them was made in debug mode");
        }

        @Test
        void failedResize_leavesATensorThatCanBeUsed() {
            Tensor tensor = Torch.ones(2);
            assertThat(outOfMemory(() -> tensor.resize_(FAR_TOO_MUCH)))
                    .hasMessageContaining("in resize_(self=float32[2], size=[1125899906842624]");
            assertThat(tensor.add(1).toFloatArray()).containsExactly(2, 2);
        }

        @Test
        void byName_isTheSame() {
            assertThat(
                            outOfMemory(
                                    () ->
                                            Torch.call(
                                                    "aten::zeros",
                                                    new long[] {FAR_TOO_MUCH},
                                                    DType.INT8)))
                    .hasMessageContaining("you tried to allocate 1125899906842624 bytes")
                    .hasMessageContaining("in aten::zeros(");
        }

        @Test
        void sites_areEmptyAfterSerialization() throws IOException, ClassNotFoundException {
            NativeMemory.setDebug(true);
            Tensor kept = bytes(10);
            var bytes = new ByteArrayOutputStream();
            try (var out = new ObjectOutputStream(bytes)) {
                out.writeObject(outOfMemory(() -> bytes(FAR_TOO_MUCH)));
            }
            try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                var read = (TorchOutOfMemoryException) in.readObject();
                assertThat(read.allocationSites()).isEmpty();
                assertThat(read).hasMessageContaining("1 object, 10 bytes");
            }
            kept.close();
        }
    }

    /** Runs in a process that may have one gibibyte more than it has at the start. */
    static final class Limited {
        private static final long HEADROOM = 1024 * MIB;
        private static final int LINUX_RLIMIT_AS = 9;

        private Limited() {}

        public static void main(String[] arguments) throws Throwable {
            // The soft limit must not do the work.
            NativeMemory.setSoftLimit(1L << 50);
            bytes(1).close();
            List<Tensor> kept = new ArrayList<>();
            limitAddressSpace();
            if (arguments.length > 0) {
                throw new IllegalArgumentException();
            }
            for (int i = 0; i < 12; i++) {
                bytes(200 * MIB);
            }
            System.out.println("dropped: 12 made");
            int made = 0;
            try {
                for (; made < 12; made++) {
                    kept.add(bytes(200 * MIB));
                }
                System.out.println("kept: all made");
            } catch (TorchOutOfMemoryException e) {
                System.out.println("kept: refused after " + (made > 1 && made < 6));
            }
            kept.clear();
            bytes(600 * MIB);
            System.out.println("let go: made");
        }

        private static void limitAddressSpace() throws Throwable {
            long pages =
                    Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[0]);
            Linker linker = Linker.nativeLinker();
            var setrlimit =
                    linker.downcallHandle(
                            linker.defaultLookup().findOrThrow("setrlimit"),
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.ADDRESS));
            try (Arena arena = Arena.ofConfined()) {
                long bytes = pages * 4096 + HEADROOM;
                MemorySegment limit = arena.allocateFrom(ValueLayout.JAVA_LONG, bytes, bytes);
                if ((int) setrlimit.invokeExact(LINUX_RLIMIT_AS, limit) != 0) {
                    throw new IllegalStateException("setrlimit failed");
                }
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void failedAllocation_collectsAndTriesOnceMoreBeforeItThrows()
            throws IOException, InterruptedException {
        // Serial, so that no collector's thread needs address space meanwhile.
        assertThat(ChildJvm.output(Limited.class, "-Xmx64m", "-XX:+UseSerialGC"))
                .isEqualTo("dropped: 12 made\nkept: refused after true\nlet go: made\n");
    }

    /** Makes much garbage, Java's and native, where explicit collections are disabled. */
    static final class Garbage {
        private Garbage() {}

        public static void main(String[] arguments) {
            NativeMemory.setSoftLimit(50 * MIB);
            long most = 0;
            for (int i = 0; i < 1000; i++) {
                bytes(MIB);
                most = Math.max(most, new byte[(int) MIB].length + NativeMemory.cpuBytes());
            }
            System.out.println(most < 300 * MIB);
        }
    }

    @Test
    void whatTheCollectorFoundByItself_isReleased() throws IOException, InterruptedException {
        assertThat(ChildJvm.output(Garbage.class, "-Xmx64m", "-XX:+DisableExplicitGC"))
                .isEqualTo("true\n");
    }
}
