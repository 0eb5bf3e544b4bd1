package org.panamatorch.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.panamatorch.Generator;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.Warnings;
import org.panamatorch.junit.NoLeaks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/** Batches against those of Python's loader for the same seed, and what it draws afterwards. */
@NoLeaks
class DataLoaderTest {
    @BeforeEach
    void seed() {
        Torch.manualSeed(3);
    }

    private static Dataset<Tensor> numbers(long size) {
        return new Dataset<>() {
            @Override
            public Tensor get(long index) {
                return Torch.tensor(index);
            }

            @Override
            public long size() {
                return size;
            }
        };
    }

    private static List<List<Long>> all(Iterable<Tensor> loader) {
        List<List<Long>> batches = new ArrayList<>();
        for (Tensor batch : loader) {
            batches.add(LongStream.of(batch.toLongArray()).boxed().toList());
        }
        return batches;
    }

    private static List<List<Long>> all(
            Dataset<Tensor> data, Consumer<? super DataLoaderOptions> options) {
        try (var loader = new DataLoader<>(data, options)) {
            return all(loader);
        }
    }

    private static float[] drawnNext() {
        try (Tensor next = Torch.rand(2)) {
            return next.toFloatArray();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void shuffled_givesPythonsBatches_whateverTheWorkers(int workers) {
        assertThat(all(numbers(10), o -> o.batchSize(4).shuffle(true).numWorkers(workers)))
                .hasToString("[[6, 2, 0, 1], [8, 3, 5, 4], [7, 9]]");
        assertThat(drawnNext()).containsExactly(0.47161436080932617f, 0.06011629104614258f);
    }

    @Test
    void secondPass_hasAnotherOrder() {
        var loader = new DataLoader<>(numbers(10), o -> o.batchSize(4).shuffle(true));
        assertThat(all(loader)).hasToString("[[6, 2, 0, 1], [8, 3, 5, 4], [7, 9]]");
        assertThat(all(loader)).hasToString("[[3, 4, 0, 9], [6, 7, 1, 2], [5, 8]]");
        assertThat(drawnNext()).containsExactly(0.5944212079048157f, 0.887856662273407f);
    }

    @Test
    void persistentWorkers_drawTheirSeedsOnce() {
        try (var loader =
                new DataLoader<>(
                        numbers(10),
                        o -> o.batchSize(4).shuffle(true).numWorkers(2).persistentWorkers(true))) {
            assertThat(all(loader)).hasToString("[[6, 2, 0, 1], [8, 3, 5, 4], [7, 9]]");
            assertThat(all(loader)).hasToString("[[7, 5, 3, 1], [4, 2, 8, 9], [6, 0]]");
            assertThat(drawnNext()).containsExactly(0.7718658447265625f, 0.7436993718147278f);
        }
    }

    @Test
    void ownGenerator_givesTheOrder() {
        try (Generator generator = new Generator().manualSeed(5)) {
            assertThat(
                            all(
                                    numbers(7),
                                    o ->
                                            o.batchSize(3)
                                                    .shuffle(true)
                                                    .dropLast(true)
                                                    .generator(generator)))
                    .hasToString("[[2, 4, 3], [5, 0, 6]]");
            try (Tensor next = Torch.empty(1).uniform_(0, 1, generator)) {
                assertThat(next.toFloatArray()).containsExactly(0.7150057554244995f);
            }
        }
    }

    @Test
    void withoutBatches_givesTheSamples() {
        List<Long> samples = new ArrayList<>();
        for (Tensor sample : new DataLoader<>(numbers(4), o -> o.batchSize(null).shuffle(true))) {
            assertThat(sample.dim()).isZero();
            samples.add(sample.itemLong());
        }
        assertThat(samples).containsExactly(2L, 0L, 1L, 3L);
        assertThat(drawnNext()).containsExactly(0.47161436080932617f, 0.06011629104614258f);
    }

    @Test
    void collateFunction_makesBatchesOfAnotherType() {
        Dataset<Long> data = Dataset.of(List.of(5L, 6L, 7L));
        List<String> batches = new ArrayList<>();
        for (String batch : new DataLoader<>(data, List::toString, o -> o.batchSize(2))) {
            batches.add(batch);
        }
        assertThat(batches).containsExactly("[5, 6]", "[7]");
    }

    @Test
    void ownSamplers_giveTheOrder() {
        Sampler<Long> odd = () -> List.of(1L, 3L, 5L).iterator();
        assertThat(all(numbers(6), o -> o.batchSize(2).sampler(odd))).hasToString("[[1, 3], [5]]");
        Sampler<long[]> batches = () -> List.of(new long[] {4}, new long[] {0, 1}).iterator();
        assertThat(all(numbers(6), o -> o.batchSampler(batches))).hasToString("[[4], [0, 1]]");
    }

    @Test
    void size_isThatOfAPass() {
        assertThat(new DataLoader<>(numbers(10), o -> o.batchSize(4)).size()).isEqualTo(3);
        assertThat(new DataLoader<>(numbers(10), o -> o.batchSize(4).dropLast(true)).size())
                .isEqualTo(2);
        assertThat(new DataLoader<>(numbers(10), o -> o.batchSize(null)).size()).isEqualTo(10);
    }

    @Test
    void stream_givesTheBatches() {
        try (var batches = new DataLoader<>(numbers(4), o -> o.numWorkers(1)).stream()) {
            assertThat(batches.map(Tensor::itemLong)).containsExactly(0L, 1L, 2L, 3L);
        }
    }

    private static final IterableDataset<Tensor> SHARED =
            () -> {
                WorkerInfo worker = WorkerInfo.current();
                LongStream samples =
                        worker == null
                                ? LongStream.range(0, 8)
                                : LongStream.range(
                                        worker.id() * 10L,
                                        worker.id() * 10L + (worker.id() == 0 ? 5 : 2));
                return samples.mapToObj(Torch::tensor).iterator();
            };

    @Test
    void iterable_isReadToItsEnd() {
        assertThat(all(new DataLoader<>(SHARED, o -> o.batchSize(3))))
                .hasToString("[[0, 1, 2], [3, 4, 5], [6, 7]]");
        assertThat(all(new DataLoader<>(SHARED, o -> o.batchSize(3).dropLast(true))))
                .hasToString("[[0, 1, 2], [3, 4, 5]]");
    }

    @Test
    void iterable_isReadByEachWorkerInTurn() {
        assertThat(all(new DataLoader<>(SHARED, o -> o.numWorkers(2))))
                .hasToString("[[0], [10], [1], [11], [2], [3], [4]]");
        assertThat(
                        all(
                                new DataLoader<>(
                                        SHARED,
                                        o ->
                                                o.numWorkers(3)
                                                        .workerThreads(
                                                                Thread.ofVirtual().factory()))))
                .hasToString("[[0], [10], [20], [1], [11], [21], [2], [3], [4]]");
    }

    @Test
    void workersBesideOneThatCannotStart_end() {
        List<Thread> threads = new ArrayList<>();
        ThreadFactory threeOnly =
                code -> {
                    boolean starts = threads.size() < 3;
                    Thread thread =
                            new Thread(code) {
                                @Override
                                public void start() {
                                    if (!starts) {
                                        throw new OutOfMemoryError("unable to create a thread");
                                    }
                                    super.start();
                                }
                            };
                    threads.add(thread);
                    return thread;
                };
        var loader = new DataLoader<>(SHARED, o -> o.numWorkers(5).workerThreads(threeOnly));
        assertThatThrownBy(loader::iterator)
                .isInstanceOf(OutOfMemoryError.class)
                .hasMessage("unable to create a thread");
        assertThat(threads).hasSize(5).noneMatch(Thread::isAlive);
    }

    @Test
    void workers_haveSeedsOfTheLoaders() {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        Dataset<Tensor> data =
                numbers(4)
                        .map(
                                sample -> {
                                    WorkerInfo worker = WorkerInfo.current();
                                    assertThat(worker.generator().initialSeed())
                                            .isEqualTo(worker.seed());
                                    seen.add(
                                            worker.id()
                                                    + "/"
                                                    + worker.numWorkers()
                                                    + " "
                                                    + worker.seed());
                                    return sample;
                                });
        all(data, o -> o.numWorkers(2));
        assertThat(seen)
                .containsExactlyInAnyOrder("0/2 937055941807507096", "1/2 937055941807507097");
    }

    @Test
    void workerInitFn_isCalledOnEachWorker() {
        Set<Integer> called = ConcurrentHashMap.newKeySet();
        all(
                numbers(2),
                o ->
                        o.numWorkers(2)
                                .workerInitFn(
                                        id -> {
                                            assertThat(WorkerInfo.current().id()).isEqualTo(id);
                                            called.add(id);
                                        }));
        assertThat(called).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void workersError_namesWorkerAndSamples_andTheNextBatchFollows() {
        Dataset<Tensor> data =
                numbers(4)
                        .map(
                                sample -> {
                                    if (sample.itemLong() == 1) {
                                        throw new IllegalStateException("unreadable");
                                    }
                                    return sample;
                                });
        try (var batches = new DataLoader<>(data, o -> o.batchSize(2).numWorkers(1)).iterator()) {
            assertThatThrownBy(batches::next)
                    .isInstanceOfSatisfying(
                            WorkerException.class,
                            e -> {
                                assertThat(e.worker()).isZero();
                                assertThat(e.batch()).isZero();
                                assertThat(e.indices()).containsExactly(0, 1);
                            })
                    .hasMessage(
                            "DataLoader worker 0 could not load batch 0 (samples 0, 1):"
                                    + " java.lang.IllegalStateException: unreadable")
                    .hasCauseInstanceOf(IllegalStateException.class);
            assertThat(batches.next().toLongArray()).containsExactly(2, 3);
        }
    }

    @Test
    void batchOfAWorker_belongsToTheLoopsScope() {
        List<Tensor> seen = new ArrayList<>();
        try (var loop = new TensorScope()) {
            for (Tensor batch : new DataLoader<>(numbers(3), o -> o.numWorkers(1))) {
                seen.add(batch);
            }
            assertThat(loop.size()).isEqualTo(3);
        }
        assertThat(seen).allMatch(Tensor::isClosed);
    }

    @Test
    void whatADatasetKeeps_staysOpen() {
        Tensor kept = Torch.tensor(5L);
        Dataset<Tensor> data = Dataset.of(List.of(kept));
        try (var _ = new TensorScope()) {
            for (Tensor sample : new DataLoader<>(data, o -> o.batchSize(null).numWorkers(1))) {
                assertThat(sample).isSameAs(kept);
            }
        }
        assertThat(kept.itemLong()).isEqualTo(5);
    }

    @Test
    void passLeftHalfWay_stopsItsWorkersAndFreesTheirBatches() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        List<Tensor> made = new ArrayList<>();
        Dataset<Tensor> data =
                numbers(100)
                        .map(
                                sample -> {
                                    threads.add(Thread.currentThread());
                                    return sample;
                                });
        try (var batches =
                new DataLoader<>(
                                data,
                                samples -> {
                                    Tensor batch = Collate.batch(samples);
                                    synchronized (made) {
                                        made.add(batch);
                                    }
                                    return batch;
                                },
                                o -> o.numWorkers(2))
                        .iterator()) {
            made.remove(batches.next());
        }
        assertThat(threads).noneMatch(Thread::isAlive);
        assertThat(made).allMatch(Tensor::isClosed);
    }

    @Test
    void passThatNobodyRefersTo_stopsItsWorkers() throws InterruptedException {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Dataset<Tensor> data =
                numbers(100)
                        .map(
                                sample -> {
                                    threads.add(Thread.currentThread());
                                    return sample;
                                });
        for (Tensor _ : new DataLoader<>(data, o -> o.numWorkers(2))) {
            break;
        }
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                System.gc();
                thread.join(Duration.ofMillis(20));
            }
        }
        assertThat(threads).isNotEmpty();
    }

    @Test
    void laterPassOfPersistentWorkers_endsTheFormer() {
        try (var loader =
                new DataLoader<>(numbers(9), o -> o.numWorkers(1).persistentWorkers(true))) {
            Iterator<Tensor> former = loader.iterator();
            former.next();
            assertThat(all(loader)).hasSize(9);
            assertThatThrownBy(former::next)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("DataLoader: a later pass has begun, or the loader was closed");
        }
    }

    @Test
    void batchThatTakesTooLong_isAnError() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        Dataset<Tensor> data =
                numbers(1)
                        .map(
                                sample -> {
                                    try {
                                        release.await();
                                    } catch (InterruptedException e) {
                                        throw new IllegalStateException(e);
                                    }
                                    return sample;
                                });
        try (var batches =
                new DataLoader<>(data, o -> o.numWorkers(1).timeout(Duration.ofMillis(50)))
                        .iterator()) {
            assertThatThrownBy(batches::next)
                    .isInstanceOf(TorchException.class)
                    .hasMessage("DataLoader timed out after 0.05 seconds");
            release.countDown();
        }
    }

    @Test
    void outOfOrder_givesAllBatches() {
        assertThat(
                        all(numbers(20), o -> o.numWorkers(2).inOrder(false)).stream()
                                .flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(LongStream.range(0, 20).boxed().toList());
    }

    @Test
    void pinnedMemory_warnsWhereThereIsNoAccelerator() {
        try (var warnings = Warnings.capture()) {
            assertThat(all(numbers(1), o -> o.pinMemory(true))).hasToString("[[0]]");
            assertThat(warnings.list())
                    .hasToString(
                            "[UserWarning: 'pin_memory' argument is set as true but no accelerator"
                                    + " is found, then device pinned memory won't be used.]");
        }
    }

    @Test
    void optionsThatExcludeEachOther_areRefused() {
        assertRefused(
                o -> o.numWorkers(-1),
                "num_workers option should be non-negative; use num_workers=0 to disable"
                        + " multiprocessing.");
        assertRefused(
                o -> o.timeout(Duration.ofSeconds(-1)), "timeout option should be non-negative");
        assertRefused(
                o -> o.persistentWorkers(true), "persistent_workers option needs num_workers > 0");
        assertRefused(
                o -> o.shuffle(true).sampler(() -> List.of(1L).iterator()),
                "sampler option is mutually exclusive with shuffle");
        assertRefused(
                o -> o.batchSize(2).batchSampler(() -> List.of(new long[1]).iterator()),
                "batch_sampler option is mutually exclusive with batch_size, shuffle, sampler, and"
                        + " drop_last");
        assertRefused(
                o -> o.batchSize(null).dropLast(true),
                "batch_size=None option disables auto-batching and is mutually exclusive with"
                        + " drop_last");
        assertRefused(
                o -> o.batchSize(0),
                "batch_size should be a positive integer value, but got batch_size=0");
        assertRefused(
                o -> o.numWorkers(10_001),
                "num_workers option should be at most 10000, but got 10001");
        assertRefused(
                o -> o.numWorkers(2).prefetchFactor(500_001),
                "prefetch_factor option times num_workers should be at most 1000000");
        assertRefused(
                o -> o.numWorkers(1).prefetchFactor(0),
                "prefetch_factor option should be positive");
    }

    private static void assertRefused(Consumer<? super DataLoaderOptions> options, String text) {
        assertThatThrownBy(() -> new DataLoader<>(numbers(3), options))
                .isInstanceOf(TorchException.class)
                .hasMessage(text);
    }

    @Test
    void iterable_takesNoOrder() {
        assertThatThrownBy(() -> new DataLoader<>(SHARED, o -> o.shuffle(true)))
                .isInstanceOf(TorchException.class)
                .hasMessage("DataLoader with IterableDataset: expected unspecified option shuffle");
    }
}
