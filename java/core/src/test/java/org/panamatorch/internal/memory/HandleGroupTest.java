package org.panamatorch.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.panamatorch.NativeMemory;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.internal.call.TensorAccess;
import org.panamatorch.junit.NoLeaks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** Small tensors that nobody closes are watched in groups, of which nobody notices anything. */
@NoLeaks
class HandleGroupTest {
    private static final int MANY = 10 * HandleGroup.CAPACITY;
    private static final int EACH = 7;

    private static Tensor number(int value) {
        return Torch.full(new long[] {1}, value);
    }

    private static long live() {
        NativeMemory.collect();
        return NativeMemory.liveHandles();
    }

    private static void requireNumbers(List<Tensor> tensors, int step) {
        for (int i = 0; i < tensors.size(); i++) {
            assertThat(tensors.get(i).itemLong()).isEqualTo((long) i * step);
        }
    }

    @Test
    void tensorThatLivesOn_keepsNoOtherOfItsGroup() {
        long before = live();
        List<Tensor> kept = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            Tensor tensor = number(i);
            if (i % EACH == 0) {
                kept.add(tensor);
            }
        }

        assertThat(live() - before).isEqualTo(kept.size());
        requireNumbers(kept, EACH);
    }

    @Test
    void tensorThatLivesOnThroughACollection_isClosedAfterIt() {
        long before = live();
        List<Tensor> kept = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            kept.add(number(i));
        }
        assertThat(live() - before).isEqualTo(MANY);
        requireNumbers(kept, 1);

        kept.forEach(Tensor::close);

        assertThat(NativeMemory.liveHandles() - before).isZero();
        assertThat(kept).allMatch(Tensor::isClosed);
    }

    @Test
    void tensorThatIsClosed_countsNoMoreAndIsReleasedOnce() {
        long before = live();
        List<Tensor> open = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            Tensor tensor = number(i);
            if (i % EACH == 0) {
                open.add(tensor);
            } else {
                tensor.close();
            }
        }

        assertThat(NativeMemory.liveHandles() - before).isEqualTo(open.size());
        requireNumbers(open, EACH);
        open.forEach(Tensor::close);
        assertThat(NativeMemory.liveHandles() - before).isZero();
    }

    @Test
    void tensorsOfAThreadThatHasEnded_areReleased() throws InterruptedException {
        long before = live();
        Tensor[] kept = new Tensor[1];
        Thread thread =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    number(1);
                                    kept[0] = number(2);
                                    number(3);
                                });
        thread.join();

        assertThat(live() - before).isEqualTo(1);
        assertThat(kept[0].itemLong()).isEqualTo(2);
        kept[0] = null;
        assertThat(live() - before).isZero();
    }

    /** Few of them are in a group, and a collection is due by how many there are. */
    @Test
    void tensorsOfMoreElements_countAsManyAsTheyAre() {
        live();
        int before = HandleRegistry.largestStripe();
        List<Tensor> kept = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            kept.add(Torch.empty(HandleGroup.LARGEST));
        }

        assertThat(HandleRegistry.largestStripe() - before)
                .isLessThanOrEqualTo(MANY + HandleGroup.CAPACITY);
        kept.forEach(Tensor::close);
    }

    @Test
    void tensorThatIsHandedOver_leavesItsGroup() {
        long before = live();
        Tensor first = number(1);
        Tensor second = number(2);
        NativeHandle handle = TensorAccess.get().handle(first);
        handle.handOver();

        try (TensorScope scope = new TensorScope()) {
            handle.takeOver();
            assertThat(scope.size()).isEqualTo(1);
        }

        assertThat(first.isClosed()).isTrue();
        assertThat(second.itemLong()).isEqualTo(2);
        assertThat(live() - before).isEqualTo(1);
        second.close();
    }

    /** Threads make, keep, pass on and close tensors while another one collects and watches. */
    @Test
    void collectionsBesideThreadsThatMakeAndClose_releaseEachTensorOnce() throws Exception {
        long before = live();
        AtomicBoolean done = new AtomicBoolean();
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        BlockingQueue<Tensor> passedOn = new LinkedBlockingQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
            int seed = t;
            threads.add(
                    start(
                            failures,
                            () -> {
                                List<Tensor> kept = new ArrayList<>();
                                for (int i = 0; i < 20_000; i++) {
                                    Tensor tensor = number(i);
                                    switch ((i + seed) % 5) {
                                        case 0 -> kept.add(tensor);
                                        case 1 -> tensor.close();
                                        case 2 -> passedOn.add(tensor);
                                        default -> assertThat(tensor.itemLong()).isEqualTo(i);
                                    }
                                    if (kept.size() == 100) {
                                        long first = kept.getFirst().itemLong();
                                        assertThat(kept.get(99).itemLong())
                                                .isEqualTo(first + 5 * 99);
                                        kept.subList(0, 50).forEach(Tensor::close);
                                        kept.clear();
                                    }
                                }
                            }));
        }
        Thread closer =
                start(
                        failures,
                        () -> {
                            while (!done.get() || !passedOn.isEmpty()) {
                                Tensor tensor = passedOn.poll();
                                if (tensor != null) {
                                    tensor.itemLong();
                                    tensor.close();
                                }
                            }
                        });
        Thread collector =
                start(
                        failures,
                        () -> {
                            while (!done.get()) {
                                HandleRegistry.watchEach();
                                NativeMemory.collect();
                            }
                        });
        for (Thread thread : threads) {
            thread.join();
        }
        done.set(true);
        closer.join();
        collector.join();

        assertThat(failures).isEmpty();
        assertThat(live() - before).isZero();
    }

    private static Thread start(List<Throwable> failures, Runnable code) {
        return Thread.ofPlatform()
                .start(
                        () -> {
                            try {
                                code.run();
                            } catch (Throwable e) {
                                failures.add(e);
                            }
                        });
    }
}
