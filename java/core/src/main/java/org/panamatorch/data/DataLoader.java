package org.panamatorch.data;

import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.Warnings;
import org.panamatorch.accelerator.Accelerator;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.data.DataLoaderSpec;
import org.panamatorch.internal.data.Draws;
import org.panamatorch.internal.data.Nest;
import org.panamatorch.internal.memory.Unreachable;

import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Makes batches of a dataset's samples, in the order of a sampler, on threads of its own if asked
 * to.
 *
 * <pre>{@code
 * var loader = new DataLoader<>(new TensorDataset(x, y), o -> o.batchSize(32).shuffle(true));
 * for (var batch : loader) {
 *     try (var _ = new TensorScope()) {
 *         var loss = criterion.call(model.call(batch.get(0)), batch.get(1));
 *         …
 *     }
 * }
 * }</pre>
 *
 * <p>The order is Python's for the same seed, and the same for any number of workers. The default
 * generator, or that of the options, gives one number at the beginning of each pass, from which the
 * workers' seeds are made (with persistent workers only at the beginning of the first), and what
 * the sampler draws: a {@link RandomSampler} one number, or with a generator of the loader's the
 * permutation itself.
 *
 * <p>A batch belongs to the scope that is open where {@link Batches#next} gives it, also one that a
 * worker has made. A worker leaves what else it makes to the collector, so that a dataset can keep
 * it. What a dataset both keeps and returns it takes out of the scopes ({@code
 * TensorScope.release}).
 *
 * @param <B> a batch
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/data.html#torch.utils.data.DataLoader">torch.utils.data.DataLoader</a>
 */
public final class DataLoader<B> implements Iterable<B>, AutoCloseable {
    private static final int PREFETCHED = 2;

    // More than anybody has a use for, and few enough that a mistake does not fill the memory.
    private static final int MOST_WORKERS = 10_000;
    private static final long MOST_PREFETCHED = 1_000_000;

    private final Source<B> source;
    private final DataLoaderSpec options;
    private Workers<B> persistent;
    private PassState latest;

    // A loaded state, for the next pass.
    private PassState goesOnFrom;
    private Cleaner.Cleanable closing;

    /**
     * Makes a loader of batches of one sample.
     *
     * @param dataset what to load
     * @throws TorchException if the dataset does not know its size
     */
    public DataLoader(Dataset<B> dataset) {
        this(dataset, _ -> {});
    }

    /**
     * Makes a loader whose batches have the samples' type, as {@link Dataset#batch} makes them.
     *
     * @param dataset what to load
     * @param options sets what is not to be as by default
     * @throws TorchException if an option is out of range, or options exclude each other
     */
    public DataLoader(Dataset<B> dataset, Consumer<? super DataLoaderOptions> options) {
        this.options = checked(DataLoaderOptions.of(options, "DataLoader"));
        Arguments.requirePresent(dataset, "DataLoader", "dataset", "a dataset");
        this.source =
                Source.of(
                        dataset,
                        pinned(isBatched() ? dataset::batch : indices -> dataset.get(indices[0])),
                        order(dataset));
    }

    /**
     * Makes a loader.
     *
     * @param dataset what to load
     * @param collate makes a batch of samples, such as {@link Collate#into}
     * @param options sets what is not to be as by default
     * @param <T> a sample
     * @throws TorchException if an option is out of range, or options exclude each other
     */
    public <T> DataLoader(
            Dataset<T> dataset,
            Function<? super List<T>, ? extends B> collate,
            Consumer<? super DataLoaderOptions> options) {
        this.options = checked(DataLoaderOptions.of(options, "DataLoader"));
        Arguments.requirePresent(dataset, "DataLoader", "dataset", "a dataset");
        requireBatches(collate);
        this.source =
                Source.of(
                        dataset,
                        pinned(indices -> collate.apply(dataset.getItems(indices))),
                        order(dataset));
    }

    /**
     * Makes a loader of batches of one sample.
     *
     * @param dataset what to load
     */
    public DataLoader(IterableDataset<B> dataset) {
        this(dataset, _ -> {});
    }

    /**
     * Makes a loader whose batches have the samples' type.
     *
     * @param dataset what to load
     * @param options sets what is not to be as by default; there is no sampler
     * @throws TorchException if an option is out of range, or options exclude each other
     */
    public DataLoader(IterableDataset<B> dataset, Consumer<? super DataLoaderOptions> options) {
        this.options = checked(DataLoaderOptions.of(options, "DataLoader"));
        requireNoOrder(dataset);
        this.source =
                Source.of(
                        dataset,
                        pinned(isBatched() ? Collate::batch : List::getFirst),
                        this.options);
    }

    /**
     * Makes a loader.
     *
     * @param dataset what to load
     * @param collate makes a batch of samples, such as {@link Collate#into}
     * @param options sets what is not to be as by default; there is no sampler
     * @param <T> a sample
     * @throws TorchException if an option is out of range, or options exclude each other
     */
    public <T> DataLoader(
            IterableDataset<T> dataset,
            Function<? super List<T>, ? extends B> collate,
            Consumer<? super DataLoaderOptions> options) {
        this.options = checked(DataLoaderOptions.of(options, "DataLoader"));
        requireNoOrder(dataset);
        requireBatches(collate);
        this.source = Source.of(dataset, pinned(collate), this.options);
    }

    private static DataLoaderSpec checked(DataLoaderSpec options) {
        int workers = options.numWorkers();
        require(
                workers >= 0,
                "num_workers option should be non-negative; use num_workers=0 to disable"
                        + " multiprocessing.");
        require(
                options.timeout() == null || !options.timeout().isNegative(),
                "timeout option should be non-negative");
        require(
                options.timeout() == null || options.timeout().isZero() || workers > 0,
                "timeout option needs num_workers > 0");
        require(
                options.prefetchFactor() == null || workers > 0,
                "prefetch_factor option could only be specified in multiprocessing. Let num_workers"
                        + " > 0 to enable multiprocessing, otherwise set prefetch_factor to None.");
        // With 0 nothing would ever be asked of the workers.
        require(
                options.prefetchFactor() == null || options.prefetchFactor() > 0,
                "prefetch_factor option should be positive");
        require(
                workers <= MOST_WORKERS,
                "num_workers option should be at most " + MOST_WORKERS + ", but got " + workers);
        require(
                options.prefetchFactor() == null
                        || (long) options.prefetchFactor() * workers <= MOST_PREFETCHED,
                "prefetch_factor option times num_workers should be at most " + MOST_PREFETCHED);
        require(
                !options.persistentWorkers() || workers > 0,
                "persistent_workers option needs num_workers > 0");
        require(
                options.sampler() == null || !options.shuffle(),
                "sampler option is mutually exclusive with shuffle");
        boolean hasDefaults = Long.valueOf(1).equals(options.batchSize()) && !options.dropLast();
        require(
                options.batchSampler() == null
                        || hasDefaults && !options.shuffle() && options.sampler() == null,
                "batch_sampler option is mutually exclusive with batch_size, shuffle, sampler, and"
                        + " drop_last");
        require(
                options.batchSize() != null || !options.dropLast(),
                "batch_size=None option disables auto-batching and is mutually exclusive with"
                        + " drop_last");
        int processors = Runtime.getRuntime().availableProcessors();
        if (workers > processors && options.workerThreads() == null) {
            Warnings.warn(
                    "This DataLoader will create "
                            + workers
                            + " worker threads in total. Our suggested max number of workers in"
                            + " current system is "
                            + processors
                            + ", which is smaller than what this DataLoader is going to create.");
        }
        return options;
    }

    private static void require(boolean condition, String text) {
        if (!condition) {
            throw new TorchException(TorchException.Kind.VALUE, text);
        }
    }

    private boolean isBatched() {
        return options.batchSize() != null || options.batchSampler() != null;
    }

    private void requireBatches(Function<?, ?> collate) {
        Arguments.requirePresent(collate, "DataLoader", "collate", "a function");
        require(
                isBatched(),
                "batch_size=None option disables auto-batching and is mutually exclusive with a"
                        + " collate function; Dataset.map changes samples");
    }

    private void requireNoOrder(IterableDataset<?> dataset) {
        Arguments.requirePresent(dataset, "DataLoader", "dataset", "a dataset");
        String text = "DataLoader with IterableDataset: expected unspecified option ";
        require(!options.shuffle(), text + "shuffle");
        require(options.sampler() == null, text + "sampler");
        require(options.batchSampler() == null, text + "batch_sampler");
    }

    /** Has batches pinned where that is asked for and there is something to pin them for. */
    @SuppressWarnings("unchecked") // The form, and so the type, stays.
    private <T> Function<T, B> pinned(Function<? super T, ? extends B> load) {
        return options.pinMemory() && Accelerator.isAvailable()
                ? samples -> (B) Nest.map(load.apply(samples), Tensor::pinMemory)
                : load::apply;
    }

    private Sampler<long[]> order(Dataset<?> dataset) {
        if (options.batchSampler() != null) {
            return options.batchSampler();
        }
        Sampler<Long> sampler =
                options.sampler() != null
                        ? options.sampler()
                        : options.shuffle()
                                ? new RandomSampler(dataset, o -> o.generator(options.generator()))
                                : new SequentialSampler(dataset);
        return new BatchSampler(sampler, isBatched() ? options.batchSize() : 1, options.dropLast());
    }

    /**
     * How many batches a pass has. For an {@link IterableDataset} it is what its size would give if
     * one iterator gave all samples.
     *
     * @return the number
     * @throws TorchException if the dataset or sampler does not know
     */
    public long size() {
        return source.size();
    }

    /**
     * Begins a pass.
     *
     * @return the batches; closing them early stops the workers, as does the collector when nothing
     *     refers to them any more
     */
    @Override
    public Batches<B> iterator() {
        if (options.pinMemory() && !Accelerator.isAvailable()) {
            Warnings.warn(
                    "'pin_memory' argument is set as true but no accelerator is found, then device"
                            + " pinned memory won't be used.");
        }
        PassState loaded = goesOnFrom;
        goesOnFrom = null;
        if (loaded == null) {
            latest = PassState.begin(options, persistent == null);
            return begin(null);
        }
        List<Batches<B>> batches = new ArrayList<>();
        loaded.drawnAgain(
                options,
                () -> {
                    latest = PassState.begin(options, loaded.drewSeed);
                    latest.seed = loaded.seed;
                    batches.add(begin(loaded));
                });
        return batches.getFirst();
    }

    /** Begins the latest pass, where another one had got to if it is given. */
    private Batches<B> begin(PassState loaded) {
        PassState state = latest;
        Iterator<long[]> order = source.order();
        if (state.drewSeed) {
            // Also without workers, which need it: Python draws it, and whatever is drawn next is
            // the same.
            state.seed = Draws.seed(options.generator());
        }
        if (loaded != null) {
            state.given = loaded.given;
            state.drewOrder = loaded.drewOrder;
            if (source.isOrdered()) {
                loaded.skip(order);
            }
        }
        Batches<B> batches = batches(order, state);
        if (loaded != null && !source.isOrdered()) {
            batches.skip(loaded.given);
        }
        return batches;
    }

    private Batches<B> batches(Iterator<long[]> order, PassState state) {
        if (options.numWorkers() == 0) {
            return Batches.loadedHere(source, order, state);
        }
        if (options.persistentWorkers()) {
            if (persistent == null) {
                persistent = new Workers<>(source, options, state.seed);
                closing = Unreachable.then(this, persistent::stop);
            }
            return new Batches<>(source, ahead(persistent, order, () -> {}), state);
        }
        Workers<B> workers = new Workers<>(source, options, state.seed);
        Batches<B> batches =
                new Batches<>(
                        source,
                        ahead(
                                workers,
                                order,
                                () -> {
                                    workers.stop();
                                    workers.join();
                                }),
                        state);
        Unreachable.then(batches, workers::stop);
        return batches;
    }

    /**
     * The state of the latest pass, with which another loader goes on: how many batches were given,
     * and what the generators were when it began. Random numbers that a program draws besides are
     * its own to keep, with {@link Torch#getRngState}.
     *
     * @return the state; where no pass is half-way, that of a loader that begins with a new one
     */
    public SequencedMap<String, Object> stateDict() {
        return PassState.toMap(goesOnFrom == null ? latest : goesOnFrom);
    }

    /**
     * Takes over a state: the next pass goes on where that one was, with the batches that it would
     * have given. The loader has the same dataset, options and samplers; a sampler of one's own, or
     * an {@link IterableDataset}, gives the same again from its beginning, and batches that were
     * given are loaded once more where they have no indices.
     *
     * @param state what {@link #stateDict} of such a loader gave
     * @throws TorchException if the state lacks a value
     */
    public void loadStateDict(Map<String, ?> state) {
        Arguments.requirePresent(state, "loadStateDict", "state", "a state");
        PassState loaded = PassState.of(state);
        latest = null;
        goesOnFrom = loaded.isHalfWay() ? loaded : null;
    }

    private LoadedAhead<B> ahead(Workers<B> workers, Iterator<long[]> order, Runnable onClose) {
        int each = options.prefetchFactor() == null ? PREFETCHED : options.prefetchFactor();
        return new LoadedAhead<>(
                workers, order, each, options.inOrder(), options.timeout(), onClose);
    }

    /**
     * The batches of a new pass.
     *
     * @return a stream; closing it ends the pass
     */
    public Stream<B> stream() {
        Batches<B> batches = iterator();
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(
                                batches, Spliterator.ORDERED | Spliterator.NONNULL),
                        false)
                .onClose(batches::close);
    }

    /** Ends persistent workers, and waits for them. The next pass makes new ones. */
    @Override
    public void close() {
        if (persistent != null) {
            closing.clean();
            persistent.join();
            persistent = null;
        }
    }
}
