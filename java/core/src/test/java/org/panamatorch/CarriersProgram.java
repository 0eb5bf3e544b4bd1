package org.panamatorch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Virtual threads that wait, inside a mode or a hook, for one that starts last: {@code
 * -Dwhere=noGrad}, {@code hook} or {@code nested}, where the last one goes there as well.
 */
public final class CarriersProgram {
    private static final int THREADS = 100;

    private static final AtomicInteger waiting = new AtomicInteger();

    private CarriersProgram() {}

    public static void main(String[] arguments) throws InterruptedException {
        String where = System.getProperty("where");
        int carriers = Integer.getInteger("jdk.virtualThreadScheduler.parallelism");
        // Loading classes blocks, too, and the JDK adds carriers for that.
        Thread.startVirtualThread(() -> waitIn(where, new CountDownLatch(0))).join();
        waiting.set(0);
        CountDownLatch latch = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(Thread.startVirtualThread(() -> waitIn(where, latch)));
        }
        while (waiting.get() < carriers) {
            Thread.onSpinWait();
        }
        threads.add(
                Thread.startVirtualThread(
                        () -> {
                            if (where.equals("nested")) {
                                Torch.noGrad(
                                        () -> {
                                            latch.countDown();
                                            return null;
                                        });
                            } else {
                                latch.countDown();
                            }
                        }));
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println("all " + threads.size() + " have ended");
    }

    private static void waitIn(String where, CountDownLatch latch) {
        if (where.equals("hook")) {
            Tensor x = Torch.ones(1).requiresGrad_();
            x.registerHook(
                    _ -> {
                        await(latch);
                        return null;
                    });
            x.sum().backward();
        } else {
            Torch.noGrad(
                    () -> {
                        await(latch);
                        return null;
                    });
        }
    }

    private static void await(CountDownLatch latch) {
        waiting.incrementAndGet();
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
