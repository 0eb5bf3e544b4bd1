package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.panamatorch.internal.memory.LentObjects;
import org.panamatorch.junit.NoLeaks;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Tensors over Java's memory, and Java's memory over tensors, without a copy. */
@NoLeaks
class MemoryViewTest {
    private static final long GIB = 1L << 30;

    // What the collector finds is told some time after it has run.
    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 200 && !condition.getAsBoolean(); i++) {
            NativeMemory.collect();
            Thread.sleep(5);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Nested
    class TensorOverMemory {
        @Test
        void bothSides_seeWhatTheOtherWrites() {
            MemorySegment memory = Arena.ofAuto().allocate(ValueLayout.JAVA_FLOAT, 6);
            Tensor tensor = Torch.fromMemory(memory, Shape.of(2, 3), DType.FLOAT32);
            memory.setAtIndex(ValueLayout.JAVA_FLOAT, 4, 42);
            assertThat(tensor.get(1, 1).item()).isEqualTo(42.0);
            tensor.mul_(2);
            assertThat(memory.getAtIndex(ValueLayout.JAVA_FLOAT, 4)).isEqualTo(84);
            assertThat(tensor.memory().address()).isEqualTo(memory.address());
        }

        @Test
        void globalMemory_isAccepted() {
            MemorySegment memory = Arena.global().allocateFrom(ValueLayout.JAVA_LONG, 7);
            assertThat(Torch.fromMemory(memory, Shape.of(), DType.INT64).item()).isEqualTo(7L);
        }

        @Test
        void memoryOfItsCallersResponsibility_isAccepted() {
            MemorySegment memory = Arena.global().allocateFrom(ValueLayout.JAVA_LONG, 7);
            MemorySegment same = MemorySegment.ofAddress(memory.address()).reinterpret(8);
            assertThat(Torch.fromMemory(same, Shape.of(1), DType.INT64).item()).isEqualTo(7L);
        }

        @Test
        void nothing_isAccepted() {
            assertThat(
                            Torch.fromMemory(
                                            Arena.ofAuto().allocate(0),
                                            Shape.of(0, 3),
                                            DType.FLOAT32)
                                    .sizes())
                    .containsExactly(0, 3);
            assertThat(Torch.fromMemory(MemorySegment.NULL, Shape.of(0), DType.FLOAT32).numel())
                    .isZero();
        }

        @Test
        void memory_livesAsLongAsAViewOfTheTensor() throws InterruptedException {
            AtomicBoolean freed = new AtomicBoolean();
            Tensor view = viewOfLentMemory(freed);
            for (int i = 0; i < 3; i++) {
                NativeMemory.collect();
                Thread.sleep(5);
            }
            assertThat(freed).isFalse();
            assertThat(view.item()).isEqualTo(9L);
            view.close();
            await(freed::get);
        }

        private static Tensor viewOfLentMemory(AtomicBoolean freed) {
            MemorySegment memory =
                    Arena.global()
                            .allocateFrom(ValueLayout.JAVA_LONG, 8, 9)
                            .reinterpret(Arena.ofAuto(), _ -> freed.set(true));
            try (Tensor tensor = Torch.fromMemory(memory, Shape.of(2), DType.INT64)) {
                return tensor.get(1);
            }
        }

        @Test
        void memory_isGivenBackWithTheScope() throws InterruptedException {
            int lent = LentObjects.size(MemorySegment.class);
            try (var _ = new TensorScope()) {
                for (int i = 0; i < 1000; i++) {
                    Torch.fromMemory(Arena.ofAuto().allocate(8), Shape.of(1), DType.INT64);
                }
            }
            await(() -> LentObjects.size(MemorySegment.class) <= lent);
        }

        @Test
        void buffers_areAcceptedFromTheirPositionOn() {
            ByteBuffer bytes = ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder());
            FloatBuffer floats =
                    bytes.asFloatBuffer().put(new float[] {1, 2, 3, 4}).flip().position(1);
            Tensor tensor = Torch.fromMemory(floats, Shape.of(3), DType.FLOAT32);
            assertThat(tensor.toFloatArray()).containsExactly(2, 3, 4);
            tensor.zero_();
            assertThat(bytes.getFloat(4)).isZero();
        }

        @Test
        void mappedFile_isReadAndWrittenInPlace(@TempDir Path folder) throws IOException {
            Path file = folder.resolve("weights");
            Files.write(file, new byte[32]);
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                MemorySegment mapped = channel.map(MapMode.READ_WRITE, 0, 32, Arena.ofAuto());
                Torch.fromMemory(mapped, Shape.of(4), DType.INT64).fill_(3);
                mapped.force();
            }
            ByteBuffer written =
                    ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.nativeOrder());
            assertThat(written.getLong(24)).isEqualTo(3);
        }

        @Test
        void moreThanTwoGibibytes_areAccepted(@TempDir Path folder) throws IOException {
            Path file = folder.resolve("sparse");
            long bytes = 3 * GIB;
            try (FileChannel channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.SPARSE)) {
                MemorySegment mapped = channel.map(MapMode.READ_WRITE, 0, bytes, Arena.ofAuto());
                Tensor tensor = Torch.fromMemory(mapped, Shape.of(bytes), DType.UINT8);
                tensor.index(Index.at(-1)).fill_(7);
                assertThat(mapped.get(ValueLayout.JAVA_BYTE, bytes - 1)).isEqualTo((byte) 7);
                assertThat(tensor.memory().byteSize()).isEqualTo(bytes);
                assertThatThrownBy(tensor::asByteBuffer)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage(
                                "asByteBuffer: 3221225472 bytes are too many for a buffer; use"
                                        + " memory()");
                assertThatThrownBy(tensor::toByteArray)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("toByteArray: 3221225472 elements are too many for an array");
            }
        }
    }

    @Nested
    class MemoryOverTensor {
        @Test
        void bothSides_seeWhatTheOtherWrites() {
            Tensor tensor = Torch.zeros(2, 3);
            MemorySegment memory = tensor.memory();
            assertThat(memory.byteSize()).isEqualTo(24);
            memory.setAtIndex(ValueLayout.JAVA_FLOAT, 5, 2);
            assertThat(tensor.get(1, 2).item()).isEqualTo(2.0);
            tensor.add_(1);
            assertThat(memory.getAtIndex(ValueLayout.JAVA_FLOAT, 5)).isEqualTo(3);
        }

        @Test
        void buffer_isInTheMachinesOrder() {
            ByteBuffer buffer = Torch.tensor(1f, 2f).asByteBuffer();
            assertThat(buffer.isDirect()).isTrue();
            assertThat(buffer.order()).isEqualTo(ByteOrder.nativeOrder());
            assertThat(buffer.getFloat(4)).isEqualTo(2);
        }

        @Test
        void view_startsAtTheTensorsOwnElements() {
            Tensor row = Torch.arange(6L).view(2, 3).get(1);
            assertThat(row.memory().toArray(ValueLayout.JAVA_LONG)).containsExactly(3, 4, 5);
        }

        @Test
        void memory_outlivesTensorAndScope() throws InterruptedException {
            MemorySegment memory;
            try (var _ = new TensorScope()) {
                Tensor tensor = Torch.full(new long[] {1000}, 5);
                memory = tensor.memory();
                tensor.close();
            }
            for (int i = 0; i < 3; i++) {
                NativeMemory.collect();
                Torch.full(new long[] {1000}, 9).close();
            }
            assertThat(memory.getAtIndex(ValueLayout.JAVA_LONG, 999)).isEqualTo(5);
        }

        @Test
        void memory_isFreedWhenNothingRefersToIt() throws InterruptedException {
            NativeMemory.collect();
            long before = NativeMemory.cpuBytes();
            try (Tensor tensor = Torch.zeros(1 << 20)) {
                assertThat(tensor.memory().byteSize()).isEqualTo(4 << 20);
            }
            assertThat(NativeMemory.cpuBytes()).isGreaterThan(before + (3 << 20));
            await(() -> NativeMemory.cpuBytes() < before + (1 << 20));
        }

        @Test
        void memoryOfNothing_isEmpty() {
            assertThat(Torch.empty(0, 3).memory().byteSize()).isZero();
            assertThat(Torch.empty(0).asByteBuffer().capacity()).isZero();
        }

        @Test
        void anyThread_mayUseIt() throws InterruptedException {
            MemorySegment memory = Torch.zeros(4).memory();
            Thread.ofVirtual().start(() -> memory.set(ValueLayout.JAVA_FLOAT, 0, 1)).join();
            Thread.ofPlatform().start(() -> memory.set(ValueLayout.JAVA_FLOAT, 4, 2)).join();
            assertThat(memory.get(ValueLayout.JAVA_FLOAT, 0)).isEqualTo(1);
            assertThat(memory.get(ValueLayout.JAVA_FLOAT, 4)).isEqualTo(2);
        }

        @Test
        void tensor_cannotBeResizedUnderIt() {
            Tensor tensor = Torch.zeros(4);
            MemorySegment memory = tensor.memory();
            assertThatThrownBy(() -> tensor.resize_(1000))
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith("Trying to resize storage that is not resizable");
            assertThat(memory.get(ValueLayout.JAVA_FLOAT, 0)).isZero();
        }

        @Test
        void tensorWithAnotherStorage_leavesItAlone() {
            Tensor tensor = Torch.zeros(4);
            MemorySegment memory = tensor.memory();
            tensor.set_(Torch.ones(4));
            tensor.setData(Torch.ones(8));
            assertThat(memory.getAtIndex(ValueLayout.JAVA_FLOAT, 3)).isZero();
        }
    }

    @Nested
    class Misuse {
        private static void assertRefused(MemorySegment memory, String reason) {
            assertThatThrownBy(() -> Torch.fromMemory(memory, Shape.of(2), DType.FLOAT32))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("fromMemory: " + reason);
        }

        @Test
        void memoryOfAnArray_isRefused() {
            assertRefused(
                    MemorySegment.ofArray(new float[2]),
                    "memory of a Java array moves; make a tensor with a copy of it with"
                            + " Torch.copyOf");
        }

        @Test
        void readOnlyMemory_isRefused() {
            assertRefused(
                    Arena.ofAuto().allocate(8).asReadOnly(),
                    "the memory is read-only, and a tensor is not; copy it with Torch.copyOf, or"
                            + " map the file with MapMode.PRIVATE");
        }

        @Test
        void memoryThatCanBeFreed_isRefused() {
            String reason =
                    "the memory's arena can be closed while the tensor lives; allocate it in"
                            + " Arena.ofAuto() or Arena.global(), or copy it with Torch.copyOf";
            try (Arena confined = Arena.ofConfined();
                    Arena shared = Arena.ofShared()) {
                assertRefused(confined.allocate(8), reason);
                assertRefused(shared.allocate(8), reason);
                assertRefused(Arena.ofAuto().allocate(8).reinterpret(shared, null), reason);
                assertRefused(MemorySegment.ofBuffer(shared.allocate(8).asByteBuffer()), reason);
            }
        }

        @Test
        void memoryOfAnotherSize_isRefused() {
            assertRefused(
                    Arena.ofAuto().allocate(12),
                    "a torch.float32 tensor of sizes [2] has 8 bytes, but 12 were given");
        }

        @Test
        void memoryAtAnOddAddress_isRefused() {
            MemorySegment memory = Arena.ofAuto().allocate(16, 16).asSlice(1, 8);
            assertThatThrownBy(() -> Torch.fromMemory(memory, Shape.of(2), DType.FLOAT32))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "fromMemory: the memory is at 0x"
                                    + Long.toHexString(memory.address())
                                    + ", which is no multiple of the 4 bytes of a torch.float32");
        }

        @Test
        void bufferThatIsNotDirect_isRefused() {
            assertThatThrownBy(
                            () -> Torch.fromMemory(ByteBuffer.allocate(8), Shape.of(8), DType.INT8))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(
                            "fromMemory: a buffer that is not direct lies in a Java array, which"
                                    + " moves");
        }

        @Test
        void bufferInTheOtherByteOrder_isRefused() {
            ByteOrder other =
                    ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN
                            ? ByteOrder.LITTLE_ENDIAN
                            : ByteOrder.BIG_ENDIAN;
            ByteBuffer buffer = ByteBuffer.allocateDirect(8).order(other);
            assertThatThrownBy(() -> Torch.fromMemory(buffer, Shape.of(2), DType.FLOAT32))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "fromMemory: the buffer is "
                                    + other
                                    + ", the machine is not; set"
                                    + " order(ByteOrder.nativeOrder()) before filling it");
            assertThat(Torch.fromMemory(buffer, Shape.of(8), DType.INT8).numel()).isEqualTo(8);
        }

        @Test
        void quantizedDtype_isRefused() {
            assertThatThrownBy(
                            () ->
                                    Torch.fromMemory(
                                            Arena.ofAuto().allocate(2), Shape.of(2), DType.QINT8))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("fromMemory: torch.qint8 elements need a scale");
        }

        @Test
        void absentMemory_isRefused() {
            assertThatThrownBy(
                            () ->
                                    Torch.fromMemory(
                                            (MemorySegment) null, Shape.of(2), DType.FLOAT32))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("fromMemory: argument 'memory' is null, expected memory");
        }

        @Test
        void memoryOfATensorWithGaps_isRefused() {
            assertThatThrownBy(() -> Torch.zeros(2, 3).t().memory())
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith(
                            "Can't access the memory of a tensor of sizes [3, 2] and strides [1,"
                                + " 3], whose elements are not in the order of their indices. Use"
                                + " contiguous() first.");
        }

        @Test
        void memoryOfATensorThatRequiresGrad_isRefused() {
            Tensor tensor = Torch.zeros(2).requiresGrad_();
            assertThatThrownBy(tensor::memory)
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith(
                            "Can't access the memory of a tensor that requires grad. Use detach()"
                                    + " first.");
            assertThat(tensor.detach().memory().byteSize()).isEqualTo(8);
        }

        @Test
        void memoryOfAConjugate_isRefused() {
            Tensor tensor = Torch.zeros(new long[] {2}, TensorOptions.of(DType.COMPLEX64)).conj();
            assertThatThrownBy(tensor::memory)
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith(
                            "Can't access the memory of a tensor that has its conjugate bit set.");
        }

        @Test
        void memoryOfASparseTensor_isRefused() {
            assertThatThrownBy(() -> Torch.eye(2).toSparse().memory())
                    .isInstanceOfSatisfying(
                            TorchException.class,
                            e -> assertThat(e.kind()).isEqualTo(TorchException.Kind.TYPE))
                    .hasMessageStartingWith(
                            "can't access the memory of a Sparse tensor. Use toDense() first.");
        }

        @Test
        void memoryOfAMetaTensor_isRefused() {
            assertThatThrownBy(
                            () ->
                                    Torch.zeros(new long[] {2}, TensorOptions.of(Device.META))
                                            .memory())
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith(
                            "can't access the memory of a meta tensor. Use cpu() to copy");
        }

        @Test
        void memoryOfAClosedTensor_isRefused() {
            Tensor tensor = Torch.zeros(2);
            tensor.close();
            assertThatThrownBy(tensor::memory)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("was used after it had been closed");
        }
    }
}
