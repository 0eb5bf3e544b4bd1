package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.panamatorch.support.Refusals.assertRefused;

import org.junit.jupiter.api.Test;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.LSTM;
import org.panamatorch.nn.Linear;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Uses of what is closed, of scopes on other threads, and of memory that does not fit, with their
 * texts.
 */
@NoLeaks
class LifetimeMisuseTest {
    private static Tensor closed() {
        Tensor tensor = Torch.ones(2);
        tensor.close();
        return tensor;
    }

    @Test
    void closedArgument_throws() {
        Tensor closed = closed();
        assertRefused(
                () -> Torch.ones(2).add(closed),
                IllegalStateException.class,
                "add.Tensor: tensor 'other' was used after it had been closed");
    }

    @Test
    void closedSelf_throws() {
        Tensor closed = closed();
        assertRefused(
                () -> closed.relu(),
                IllegalStateException.class,
                "relu: tensor 'self' was used after it had been closed");
    }

    @Test
    void closedSelfOfAGetter_throws() {
        Tensor closed = closed();
        assertRefused(
                () -> closed.dtype(),
                IllegalStateException.class,
                "dtype: tensor 'self' was used after it had been closed");
    }

    @Test
    void closedTensorInAList_throws() {
        Tensor closed = closed();
        assertRefused(
                () -> Torch.cat(Torch.ones(2), closed),
                IllegalStateException.class,
                "cat: tensor 'tensors' was used after it had been closed");
    }

    @Test
    void closedIndex_throws() {
        Tensor closed = Torch.tensor(new long[] {0});
        closed.close();
        assertRefused(
                () -> Torch.ones(2).index(Index.of(closed)),
                IllegalStateException.class,
                "index: tensor 'indices' was used after it had been closed");
    }

    @Test
    void closedTensorByName_throws() {
        Tensor closed = closed();
        assertRefused(
                () -> Torch.call("aten::relu", closed),
                IllegalStateException.class,
                "aten::relu: tensor 'self' was used after it had been closed");
    }

    @Test
    void closedTensorsElements_throws() {
        Tensor closed = closed();
        assertRefused(
                () -> closed.toFloatArray(),
                IllegalStateException.class,
                "toFloatArray: tensor 'self' was used after it had been closed");
    }

    @Test
    void closedTensorsMemory_throws() {
        Tensor closed = closed();
        assertRefused(
                () -> closed.memory(),
                IllegalStateException.class,
                "memory: tensor 'self' was used after it had been closed");
    }

    @Test
    void closedTensorsGradient_throws() {
        Tensor closed = closed();
        assertRefused(
                () -> closed.grad(),
                IllegalStateException.class,
                "grad: tensor 'self' was used after it had been closed");
    }

    @Test
    void closedParameter_throws() {
        Linear linear = new Linear(2, 2);
        linear.weight().close();
        assertRefused(
                () -> linear.call(Torch.ones(1, 2)),
                IllegalStateException.class,
                "linear: tensor 'weight' was used after it had been closed");
    }

    @Test
    void closedInputOfANativeModule_throws() {
        LSTM lstm = new LSTM(2, 2);
        Tensor closed = closed();
        assertRefused(
                () -> lstm.call(closed),
                IllegalStateException.class,
                "LSTM: tensor 'input' was used after it had been closed");
    }

    @Test
    void closedGenerator_throws() {
        Generator generator = new Generator();
        generator.close();
        assertRefused(
                () -> Torch.rand(new long[] {1}, generator),
                IllegalStateException.class,
                "random sampling: generator 'generator' was used after it had been closed");
    }

    @Test
    void tensorClosedByAnotherThread_throws() throws InterruptedException {
        Tensor a = Torch.ones(2);
        Thread.ofVirtual().start(a::close).join();
        assertRefused(
                () -> a.mul(2),
                IllegalStateException.class,
                "mul.Scalar: tensor 'self' was used after it had been closed");
    }

    @Test
    void keepInAClosedScope_throws() {
        TensorScope scope = new TensorScope();
        scope.close();
        assertRefused(
                () -> scope.keep(Torch.ones(1)),
                IllegalStateException.class,
                "TensorScope.keep: the scope is closed");
    }

    @Test
    void softLimitOfZero_throws() {
        assertRefused(
                () -> NativeMemory.setSoftLimit(0),
                IllegalArgumentException.class,
                "setSoftLimit: bytes is 0, expected a positive number");
    }

    @Test
    void listLongerThanListsCanBe_throws() {
        Tensor tensor = Torch.zeros(1L << 31, 0);
        assertRefused(
                tensor::tolist,
                IllegalArgumentException.class,
                "tolist: dimension 0 has 2147483648 elements, more than a list can have");
    }

    @Test
    void dtypeOfNoName_throws() {
        assertRefused(
                () -> DType.ofName(null),
                NullPointerException.class,
                "DType.ofName: argument 'name' is null, expected a name");
    }

    @Test
    void copyToReadOnlyMemory_throws() {
        assertRefused(
                () -> Torch.ones(2).copyTo(MemorySegment.ofArray(new float[2]).asReadOnly()),
                IllegalArgumentException.class,
                "copyTo: the target is read-only");
    }

    @Test
    void memoryOfAnArenaThatIsClosed_isRefused() {
        MemorySegment closed;
        try (Arena arena = Arena.ofConfined()) {
            closed = arena.allocate(8);
        }
        assertRefused(
                () -> Torch.ones(2).copyTo(closed),
                IllegalStateException.class,
                "copyTo: the arena of argument 'target' is closed");
        assertRefused(
                () -> Torch.copyOf(closed, Shape.of(2), DType.FLOAT32),
                IllegalStateException.class,
                "copyOf: the arena of argument 'memory' is closed");
    }

    @Test
    void memoryOfAnotherThreadsArena_isRefused() throws InterruptedException {
        AtomicInteger refused = new AtomicInteger();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment own = arena.allocate(8);
            Thread other =
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        assertRefused(
                                                () -> Torch.ones(2).copyTo(own),
                                                IllegalStateException.class,
                                                "copyTo: argument 'target' belongs to another"
                                                        + " thread");
                                        assertRefused(
                                                () -> Torch.copyOf(own, Shape.of(2), DType.FLOAT32),
                                                IllegalStateException.class,
                                                "copyOf: argument 'memory' belongs to another"
                                                        + " thread");
                                        refused.incrementAndGet();
                                    });
            other.join();
        }
        assertThat(refused).hasValue(1);
    }

    @Test
    void copyToMemoryOfAnotherSize_throws() {
        assertRefused(
                () -> Torch.ones(2).copyTo(MemorySegment.ofArray(new float[3])),
                IllegalArgumentException.class,
                "copyTo: the tensor has 8 bytes, but the target 12");
    }

    @Test
    void copyOfMemoryOfAnotherSize_throws() {
        assertRefused(
                () -> Torch.copyOf(MemorySegment.ofArray(new float[3]), Shape.of(2), DType.FLOAT32),
                IllegalArgumentException.class,
                "copyOf: a torch.float32 tensor of sizes [2] has 8 bytes, but 12 were" + " given");
    }

    @Test
    void resizeOfLentMemory_throws() {
        Tensor a = Torch.fromMemory(Arena.ofAuto().allocate(8), Shape.of(2), DType.FLOAT32);
        assertRefused(
                () -> a.resize_(100),
                Kind.RUNTIME,
                "Trying to resize storage that is not resizable\n"
                        + "  in resize_(self=float32[2], size=[100], memory_format=None)");
    }

    @Test
    void tensorClosedWithItsScope_saysSoAndHowToKeepIt() throws InterruptedException {
        Tensor[] made = new Tensor[1];
        Thread thread =
                Thread.ofPlatform()
                        .name("trainer")
                        .start(
                                () -> {
                                    try (var _ = new TensorScope()) {
                                        made[0] = Torch.ones(2);
                                    }
                                });
        thread.join();
        assertRefused(
                () -> made[0].relu(),
                IllegalStateException.class,
                "relu: tensor 'self' was used after it had been closed with a TensorScope of thread"
                        + " 'trainer' (NativeMemory.setDebug(true) makes this error tell where it"
                        + " was opened); TensorScope.keep or TensorScope.release, called before,"
                        + " keeps a tensor longer");
    }

    @Test
    void tensorClosedWithItsScopeInDebugMode_saysWhereThatWasOpened() {
        StackTraceElement here = new Throwable().getStackTrace()[0];
        NativeMemory.setDebug(true);
        Tensor made;
        try (var _ = new TensorScope()) {
            made = Torch.ones(2);
        } finally {
            NativeMemory.setDebug(false);
        }
        String opened =
                here.toString()
                        .replace(":" + here.getLineNumber(), ":" + (here.getLineNumber() + 3));
        assertThat(catchThrowable(made::relu))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(
                        "closed with a TensorScope of thread '"
                                + Thread.currentThread().getName()
                                + "' that was opened at "
                                + opened
                                + "; TensorScope.keep");
    }

    @Test
    void tensorKeptToAnOuterScope_isNamedWithThatOne() {
        StackTraceElement here = new Throwable().getStackTrace()[0];
        NativeMemory.setDebug(true);
        Tensor made;
        try (var _ = new TensorScope()) {
            try (var inner = new TensorScope()) {
                made = inner.keep(Torch.ones(2));
            }
        } finally {
            NativeMemory.setDebug(false);
        }
        assertThat(catchThrowable(made::relu))
                .hasMessageContaining(
                        "LifetimeMisuseTest.java:" + (here.getLineNumber() + 3) + ")");
    }

    @Test
    void tensorClosedByItself_namesNoScope() {
        Tensor made;
        try (var _ = new TensorScope()) {
            made = Torch.ones(2);
            made.close();
        }
        assertRefused(
                () -> made.relu(),
                IllegalStateException.class,
                "relu: tensor 'self' was used after it had been closed");
    }

    @Test
    void closedTwice_isHarmless() {
        Tensor a = Torch.ones(2);
        a.close();
        a.close();
        assertThat(a.isClosed()).isTrue();
        assertThat(a).hasToString("tensor(<closed>)");
    }

    @Test
    void scopeClosedTwice_isHarmless() {
        var scope = new TensorScope();
        scope.close();
        scope.close();
        assertThat(scope.size()).isZero();
    }

    private interface ScopeUse {
        void of(TensorScope scope);
    }

    private static void assertRefusedOnAnotherThread(ScopeUse use, String text)
            throws InterruptedException {
        try (var scope = new TensorScope()) {
            Thread thread =
                    Thread.ofPlatform()
                            .name("other")
                            .unstarted(
                                    () ->
                                            assertRefused(
                                                    () -> use.of(scope),
                                                    IllegalStateException.class,
                                                    text));
            Throwable[] failure = new Throwable[1];
            thread.setUncaughtExceptionHandler((_, e) -> failure[0] = e);
            thread.start();
            thread.join();
            assertThat(failure[0]).isNull();
        }
    }

    private static String owned(String operation) {
        return "TensorScope."
                + operation
                + ": called on thread other, but the scope belongs to thread "
                + Thread.currentThread().getName();
    }

    @Test
    void closeOfAnotherThreadsScope_throws() throws InterruptedException {
        assertRefusedOnAnotherThread(TensorScope::close, owned("close"));
    }

    @Test
    void keepOfAnotherThreadsScope_throws() throws InterruptedException {
        Tensor tensor = Torch.ones(1);
        assertRefusedOnAnotherThread(scope -> scope.keep(tensor), owned("keep"));
    }

    @Test
    void detachOfAnotherThreadsTensor_leavesItInItsScope() throws InterruptedException {
        Tensor tensor;
        try (var scope = new TensorScope()) {
            tensor = Torch.ones(1);
            Thread.ofPlatform().start(() -> TensorScope.release(tensor)).join();
            assertThat(scope.size()).isEqualTo(1);
        }
        assertThat(tensor.isClosed()).isTrue();
    }

    private interface Resize {
        void of(Tensor tensor);
    }

    // LibTorch sets the sizes before it sees that the storage cannot have them.
    private static void assertUsableAfter(Resize resize, String text) {
        Tensor lent = Torch.fromMemory(Arena.ofAuto().allocate(8), Shape.of(2), DType.FLOAT32);
        lent.fill_(3);
        assertRefused(() -> resize.of(lent), Kind.RUNTIME, text);
        assertThat(lent.sizes()).containsExactly(2);
        assertThat(lent.add(1).toFloatArray()).containsExactly(4, 4);
    }

    @Test
    void failedResize_leavesATensorThatCanBeUsed() {
        assertUsableAfter(
                lent -> lent.resize_(1L << 30),
                "Trying to resize storage that is not resizable\n"
                        + "  in resize_(self=float32[2], size=[1073741824], memory_format=None)");
    }

    @Test
    void resizeToMoreBytesThanThereAreNumbers_leavesATensorThatCanBeUsed() {
        Tensor tensor = Torch.tensor(new long[] {3, 5});

        assertRefused(
                () -> tensor.resize_(1L << 61),
                Kind.RUNTIME,
                "Storage size calculation overflowed with sizes=[2305843009213693952]\n"
                        + "  in resize_(self=int64[2], size=[2305843009213693952],"
                        + " memory_format=None)");

        assertThat(tensor.toLongArray()).containsExactly(3, 5);
    }

    @Test
    void failedResizeByName_leavesATensorThatCanBeUsed() {
        assertUsableAfter(
                lent -> Torch.call("aten::resize_", lent, new long[] {1L << 30}),
                "Trying to resize storage that is not resizable\n"
                        + "  in aten::resize_(self=float32[2], size=[1073741824])");
    }

    @Test
    void outThatCannotGrow_leavesATensorThatCanBeUsed() {
        Tensor large = Torch.ones(1 << 16);
        assertUsableAfter(
                lent -> Torch.call("aten::neg.out", List.of(large), Map.of("out", lent)),
                "Trying to resize storage that is not resizable\n"
                        + "  in aten::neg.out(self=float32[65536], out=float32[2])");
    }
}
