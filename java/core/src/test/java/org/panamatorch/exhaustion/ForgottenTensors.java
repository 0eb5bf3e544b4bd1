package org.panamatorch.exhaustion;

import org.panamatorch.DType;
import org.panamatorch.NativeMemory;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.internal.call.Callbacks;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills Java's heap again and again while tensors, hooks, scopes and lent memory are forgotten, and
 * then waits for the threads that release them.
 */
public final class ForgottenTensors {
    private static final int ROUNDS = 20;
    private static final int CHUNK_BYTES = 1 << 14;
    private static final long LIMIT_MILLIS = 20_000;

    private ForgottenTensors() {}

    /**
     * Prints what is left.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) throws InterruptedException {
        forget(0);
        for (int round = 0; round < ROUNDS; round++) {
            List<Object> chunks = new ArrayList<>();
            try {
                for (int i = 0; ; i++) {
                    chunks.add(new byte[CHUNK_BYTES]);
                    forget(i);
                }
            } catch (OutOfMemoryError e) {
                chunks.clear();
            }
        }
        long start = System.currentTimeMillis();
        while (isAnyLeft() && System.currentTimeMillis() - start < LIMIT_MILLIS) {
            // The collector alone: a call of collect() would release on this thread.
            System.gc();
            Thread.sleep(50);
        }
        System.out.println(
                NativeMemory.liveHandles()
                        + " handles, "
                        + NativeMemory.cpuBytes()
                        + " bytes, "
                        + Callbacks.size()
                        + " hooks");
    }

    private static boolean isAnyLeft() {
        return NativeMemory.liveHandles() > 0
                || NativeMemory.cpuBytes() > 0
                || Callbacks.size() > 0;
    }

    private static void forget(int i) {
        Tensor x = Torch.tensor(1f, 2f).requiresGrad_();
        switch (i % 4) {
            case 0 -> x.registerHook(gradient -> gradient.mul(2));
            case 1 -> x.mul(x).sum().backward();
            case 2 ->
                    Torch.fromMemory(
                                    MemorySegment.ofBuffer(ByteBuffer.allocateDirect(8)),
                                    Shape.of(8),
                                    DType.UINT8)
                            .sum();
            default ->
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        // Never closed, and its thread ends.
                                        new TensorScope();
                                        x.add(x);
                                    });
        }
    }
}
