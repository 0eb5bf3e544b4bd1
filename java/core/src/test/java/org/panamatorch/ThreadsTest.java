package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.LSTM;
import org.panamatorch.nn.Linear;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** Many threads, platform and virtual, on the same tensors, and each in its own mode. */
@NoLeaks
class ThreadsTest {
    private int intraOpThreads;

    @BeforeEach
    void oneThreadAnOperation() {
        intraOpThreads = Torch.getNumThreads();
        Torch.setNumThreads(1);
    }

    @AfterEach
    void asBefore() {
        Torch.setNumThreads(intraOpThreads);
    }

    private static ExecutorService platformThreads(int count) {
        return Executors.newFixedThreadPool(count);
    }

    private static ExecutorService virtualThreads() {
        return Executors.newVirtualThreadPerTaskExecutor();
    }

    /** The results of the tasks, in their order; the first failure of one is thrown. */
    private static <T> List<T> all(ExecutorService executor, List<Callable<T>> tasks)
            throws InterruptedException {
        try (executor) {
            List<T> results = new ArrayList<>();
            for (Future<T> future : executor.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError("a task has failed", e.getCause());
        }
    }

    @Nested
    class SharedModel {
        private static final int INPUTS = 16;

        private final LSTM lstm;
        private final Linear linear;
        private final List<Tensor> inputs = new ArrayList<>();

        SharedModel() {
            Torch.manualSeed(7);
            lstm = new LSTM(5, 8);
            linear = new Linear(8, 3);
            for (int i = 0; i < INPUTS; i++) {
                inputs.add(Torch.randn(6, 2, 5).requiresGrad_());
            }
        }

        /** The model's output for an input, and the gradient of its sum by the input. */
        private float[][] outputAndGradient(int i) {
            try (var _ = new TensorScope()) {
                Tensor input = inputs.get(i);
                Tensor output = linear.call(lstm.call(input).output());
                return new float[][] {
                    output.detach().toFloatArray(),
                    Autograd.grad(output.sum(), input).toFloatArray()
                };
            }
        }

        private void assertAllAsOnOneThread(ExecutorService executor, int tasks)
                throws InterruptedException {
            List<float[][]> expected = new ArrayList<>();
            for (int i = 0; i < INPUTS; i++) {
                expected.add(outputAndGradient(i));
            }
            List<Callable<float[][]>> work = new ArrayList<>();
            for (int i = 0; i < tasks; i++) {
                int input = i % INPUTS;
                work.add(() -> outputAndGradient(input));
            }
            List<float[][]> results = all(executor, work);
            assertThat(results).hasSize(tasks);
            for (int i = 0; i < tasks; i++) {
                assertThat(results.get(i)).isDeepEqualTo(expected.get(i % INPUTS));
            }
        }

        @Test
        void platformThreads_computeWhatOneComputes() throws InterruptedException {
            assertAllAsOnOneThread(platformThreads(64), 640);
        }

        @Test
        void virtualThreads_computeWhatOneComputes() throws InterruptedException {
            assertAllAsOnOneThread(virtualThreads(), 1000);
        }

        @Test
        void virtualThreadsWithoutAutograd_computeWhatOneComputes() throws InterruptedException {
            float[] expected = outputAndGradient(0)[0];
            List<Callable<float[]>> work = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                work.add(
                        () ->
                                Torch.inferenceMode(
                                        () ->
                                                linear.call(lstm.call(inputs.get(0)).output())
                                                        .toFloatArray()));
            }
            assertThat(all(virtualThreads(), work))
                    .allSatisfy(result -> assertThat(result).isEqualTo(expected));
        }
    }

    @Nested
    class Modes {
        private static final int THREADS = 400;

        @Test
        void virtualThreadsInAMode_keepItWhileTheyWaitAndHideItFromOthers()
                throws InterruptedException {
            ReentrantLock lock = new ReentrantLock();
            Object monitor = new Object();
            AtomicInteger wrong = new AtomicInteger();
            List<Callable<Void>> work = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                boolean enabled = i % 4 < 2;
                boolean inMode = i % 2 == 0;
                work.add(
                        () -> {
                            if (inMode) {
                                Torch.setGradEnabled(
                                        enabled,
                                        () -> {
                                            waitAndCheck(enabled, lock, monitor, wrong);
                                            return null;
                                        });
                            } else {
                                for (int round = 0; round < 5; round++) {
                                    count(Torch.isGradEnabled(), wrong);
                                    Thread.sleep(1);
                                    count(
                                            Torch.ones(1).requiresGrad_().mul(2f).requiresGrad(),
                                            wrong);
                                    Thread.yield();
                                }
                            }
                            count(Torch.isGradEnabled(), wrong);
                            return null;
                        });
            }
            all(virtualThreads(), work);
            assertThat(wrong).hasValue(0);
        }

        private static void waitAndCheck(
                boolean enabled, ReentrantLock lock, Object monitor, AtomicInteger wrong)
                throws InterruptedException {
            count(Torch.isGradEnabled() == enabled, wrong);
            Thread.sleep(1);
            count(Torch.isGradEnabled() == enabled, wrong);
            lock.lock();
            try {
                Thread.yield();
                count(Torch.isGradEnabled() == enabled, wrong);
            } finally {
                lock.unlock();
            }
            synchronized (monitor) {
                count(Torch.ones(1).requiresGrad_().mul(2f).requiresGrad() == enabled, wrong);
            }
        }

        private static void count(boolean right, AtomicInteger wrong) {
            if (!right) {
                wrong.incrementAndGet();
            }
        }

        @Test
        void inferenceModeOfAVirtualThread_isHiddenFromOthers() throws InterruptedException {
            AtomicInteger wrong = new AtomicInteger();
            List<Callable<Void>> work = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                boolean inMode = i % 2 == 0;
                work.add(
                        () -> {
                            if (inMode) {
                                Torch.inferenceMode(
                                        () -> {
                                            Thread.sleep(1);
                                            count(Torch.ones(1).isInference(), wrong);
                                            return null;
                                        });
                            }
                            for (int round = 0; round < 3; round++) {
                                count(!Torch.ones(1).isInference(), wrong);
                                Thread.sleep(1);
                            }
                            return null;
                        });
            }
            all(virtualThreads(), work);
            assertThat(wrong).hasValue(0);
        }

        @Test
        void backwardOnVirtualThreads_leavesModesAlone() throws InterruptedException {
            List<Callable<Boolean>> work = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                work.add(
                        () -> {
                            Tensor a = Torch.ones(3).requiresGrad_();
                            a.mul(a).sum().backward();
                            Thread.sleep(1);
                            return Torch.isGradEnabled() && a.grad().sum().item().equals(6.0);
                        });
            }
            assertThat(all(virtualThreads(), work)).containsOnly(true);
        }
    }

    @Nested
    class SharedTensor {
        private static final int ROUNDS = 40;
        private static final int USERS = 4;

        private interface Use {
            void on(Tensor tensor) throws InterruptedException;
        }

        /**
         * Uses the tensor on many threads until it is closed; every use succeeds or throws that it
         * is closed.
         */
        private static void useUntilClosed(Tensor tensor, Use use, Runnable close)
                throws InterruptedException {
            CountDownLatch started = new CountDownLatch(USERS);
            List<Callable<Void>> work = new ArrayList<>();
            for (int i = 0; i < USERS; i++) {
                work.add(
                        () -> {
                            started.countDown();
                            try {
                                while (true) {
                                    use.on(tensor);
                                }
                            } catch (IllegalStateException e) {
                                assertThat(e).hasMessageContaining("closed");
                                return null;
                            }
                        });
            }
            Thread closer =
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        awaitQuietly(started);
                                        for (int i = ThreadLocalRandom.current().nextInt(2000);
                                                i > 0;
                                                i--) {
                                            Thread.onSpinWait();
                                        }
                                        close.run();
                                    });
            all(platformThreads(USERS), work);
            closer.join();
        }

        private static void awaitQuietly(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Test
        void useAndClose_neverMeet() throws InterruptedException {
            for (int round = 0; round < ROUNDS; round++) {
                Tensor tensor = Torch.ones(64);
                useUntilClosed(
                        tensor,
                        shared -> {
                            try (Tensor sum = shared.add(shared)) {
                                assertThat(sum.get(63).item()).isEqualTo(2.0);
                            }
                        },
                        tensor::close);
                assertThat(tensor.isClosed()).isTrue();
            }
        }

        @Test
        void viewsAndMemory_outliveTheClose() throws InterruptedException {
            for (int round = 0; round < ROUNDS; round++) {
                Tensor tensor = Torch.ones(64);
                useUntilClosed(
                        tensor,
                        shared -> {
                            MemorySegment memory = shared.memory();
                            try (Tensor view = shared.index(Index.from(32))) {
                                assertThat(memory.getAtIndex(ValueLayout.JAVA_FLOAT, 63))
                                        .isEqualTo(1);
                                assertThat(view.numel()).isEqualTo(32);
                            }
                        },
                        tensor::close);
            }
        }

        @Test
        void useAndCloseOfTheScope_neverMeet() throws InterruptedException {
            for (int round = 0; round < ROUNDS; round++) {
                TensorScope[] scope = new TensorScope[1];
                Tensor[] tensor = new Tensor[1];
                CountDownLatch made = new CountDownLatch(1);
                CountDownLatch used = new CountDownLatch(1);
                Thread owner =
                        Thread.ofPlatform()
                                .start(
                                        () -> {
                                            scope[0] = new TensorScope();
                                            tensor[0] = Torch.ones(64);
                                            made.countDown();
                                            awaitQuietly(used);
                                            scope[0].close();
                                        });
                made.await();
                useUntilClosed(
                        tensor[0],
                        shared -> {
                            try (Tensor sum = shared.add(shared)) {
                                assertThat(sum.numel()).isEqualTo(64);
                            }
                        },
                        used::countDown);
                owner.join();
            }
        }

        @Test
        void closeByManyThreads_freesOnce() throws InterruptedException {
            for (int round = 0; round < ROUNDS; round++) {
                Tensor tensor = Torch.ones(64);
                List<Callable<Void>> work = new ArrayList<>();
                for (int i = 0; i < USERS; i++) {
                    work.add(
                            () -> {
                                tensor.close();
                                return null;
                            });
                }
                all(virtualThreads(), work);
                assertThat(tensor.isClosed()).isTrue();
            }
        }
    }
}
