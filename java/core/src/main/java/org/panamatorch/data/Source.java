package org.panamatorch.data;

import org.panamatorch.Warnings;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.data.DataLoaderSpec;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** The samples that a loader loads, and their order; it does not refer to the loader. */
abstract class Source<B> {
    /** Loads batches of one pass, on one thread. */
    @FunctionalInterface
    interface Fetcher<B> {
        /**
         * Loads a batch.
         *
         * @param indices the samples, none where they have no numbers
         * @return the batch, or null at the end
         */
        B fetch(long[] indices);
    }

    /** The dataset that {@link WorkerInfo} shows. */
    abstract Object dataset();

    /** Whether batches have numbers, and so can be passed over. */
    abstract boolean isOrdered();

    /** The samples of each batch. */
    abstract Iterator<long[]> order();

    /** Begins a pass on a thread. */
    abstract Fetcher<B> fetcher();

    /** How many batches a pass has. */
    abstract long size();

    /** Called for each batch that is given, with its number from 1. */
    void given(long number) {}

    private static <B> B present(B batch) {
        Arguments.requirePresent(batch, "DataLoader", "batch", "what the dataset or collate made");
        return batch;
    }

    static <B> Source<B> of(
            Dataset<?> dataset, Function<long[], ? extends B> load, Sampler<long[]> order) {
        return new Source<>() {
            @Override
            Object dataset() {
                return dataset;
            }

            @Override
            boolean isOrdered() {
                return true;
            }

            @Override
            Iterator<long[]> order() {
                Iterator<long[]> batches = order.iterator();
                Arguments.requireResult(batches, "DataLoader", "iterator", "an iterator");
                return batches;
            }

            @Override
            Fetcher<B> fetcher() {
                return indices -> present(load.apply(indices));
            }

            @Override
            long size() {
                return order.size();
            }
        };
    }

    static <T, B> Source<B> of(
            IterableDataset<T> dataset,
            Function<? super List<T>, ? extends B> collate,
            DataLoaderSpec options) {
        return new Stream<>(dataset, collate, options);
    }

    /** Samples without numbers. */
    private static final class Stream<T, B> extends Source<B> {
        private static final long[] NO_INDICES = {};

        private final IterableDataset<T> dataset;
        private final Function<? super List<T>, ? extends B> collate;
        private final long batchSize;
        private final boolean dropLast;

        /** The size that the dataset has given, or -1 if it was not asked. */
        private volatile long reported = -1;

        Stream(
                IterableDataset<T> dataset,
                Function<? super List<T>, ? extends B> collate,
                DataLoaderSpec options) {
            this.dataset = dataset;
            this.collate = collate;
            this.batchSize = options.batchSize() == null ? 1 : options.batchSize();
            this.dropLast = options.dropLast();
        }

        @Override
        Object dataset() {
            return dataset;
        }

        @Override
        boolean isOrdered() {
            return false;
        }

        @Override
        Iterator<long[]> order() {
            return java.util.stream.Stream.generate(() -> NO_INDICES).iterator();
        }

        @Override
        Fetcher<B> fetcher() {
            Iterator<T> samples = dataset.iterator();
            Arguments.requireResult(samples, "DataLoader", "iterator", "an iterator");
            return _ -> {
                List<T> batch = new ArrayList<>();
                while (batch.size() < batchSize && samples.hasNext()) {
                    batch.add(samples.next());
                }
                return batch.isEmpty() || dropLast && batch.size() < batchSize
                        ? null
                        : present(collate.apply(batch));
            };
        }

        @Override
        long size() {
            long samples = dataset.size();
            reported = samples;
            return dropLast ? samples / batchSize : Math.ceilDiv(samples, batchSize);
        }

        @Override
        void given(long number) {
            // As Python, which compares batches with samples.
            if (reported >= 0 && number > reported) {
                Warnings.warn(
                        "Length of IterableDataset "
                                + dataset
                                + " was reported to be "
                                + reported
                                + " (when accessing len(dataloader)), but "
                                + number
                                + " samples have been fetched. With workers, this could be caused"
                                + " by an iterator that does not look at WorkerInfo for its"
                                + " share.");
            }
        }
    }
}
