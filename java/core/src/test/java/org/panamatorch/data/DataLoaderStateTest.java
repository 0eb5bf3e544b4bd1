package org.panamatorch.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.panamatorch.support.Refusals.assertRefused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.panamatorch.DType;
import org.panamatorch.Generator;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.junit.NoLeaks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** Passes that go on in another loader, with the batches that they would have given. */
@NoLeaks
class DataLoaderStateTest {
    private static final Dataset<Tensor> NUMBERS =
            new Dataset<>() {
                @Override
                public Tensor get(long index) {
                    return Torch.tensor(index);
                }

                @Override
                public long size() {
                    return 20;
                }
            };

    private static List<Long> elements(Tensor batch) {
        return Arrays.stream(batch.toLongArray()).boxed().toList();
    }

    private static List<List<Long>> rest(Iterator<Tensor> batches) {
        List<List<Long>> rest = new ArrayList<>();
        while (batches.hasNext()) {
            rest.add(elements(batches.next()));
        }
        return rest;
    }

    /**
     * What is left of the second pass after some batches, and the whole third one, in the same
     * loader and in another; random numbers that a program draws meanwhile are kept by it.
     */
    private static void assertGoesOn(Supplier<DataLoader<Tensor>> make, int taken) {
        try (var _ = new TensorScope()) {
            Torch.manualSeed(5);
            List<List<Long>> expected;
            Map<String, Object> state;
            Tensor random;
            try (DataLoader<Tensor> loader = make.get()) {
                rest(loader.iterator());
                try (Batches<Tensor> batches = loader.iterator()) {
                    for (int i = 0; i < taken; i++) {
                        batches.next();
                        Torch.rand(3);
                    }
                    state = loader.stateDict();
                    random = Torch.getRngState();
                    expected = rest(batches);
                }
                expected.addAll(rest(loader.iterator()));
            }
            Torch.manualSeed(77);
            try (DataLoader<Tensor> other = make.get()) {
                other.loadStateDict(state);
                Torch.setRngState(random);
                List<List<Long>> found = rest(other.iterator());
                found.addAll(rest(other.iterator()));
                assertThat(found).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 7})
    void shuffledPass_goesOn(int taken) {
        assertGoesOn(() -> new DataLoader<>(NUMBERS, o -> o.batchSize(3).shuffle(true)), taken);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 7})
    void passWithWorkers_goesOn(int taken) {
        assertGoesOn(
                () -> new DataLoader<>(NUMBERS, o -> o.batchSize(3).shuffle(true).numWorkers(2)),
                taken);
        assertGoesOn(
                () ->
                        new DataLoader<>(
                                NUMBERS,
                                o ->
                                        o.batchSize(3)
                                                .shuffle(true)
                                                .numWorkers(2)
                                                .persistentWorkers(true)),
                taken);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 5})
    void passWithAGeneratorOfItsOwn_goesOn(int taken) {
        assertGoesOn(
                () ->
                        new DataLoader<>(
                                NUMBERS,
                                o ->
                                        o.batchSize(3)
                                                .shuffle(true)
                                                .generator(new Generator().manualSeed(8))),
                taken);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 5})
    void passOfASamplerWithAGenerator_goesOn(int taken) {
        assertGoesOn(
                () ->
                        new DataLoader<>(
                                NUMBERS,
                                o ->
                                        o.batchSize(3)
                                                .sampler(
                                                        new RandomSampler(
                                                                NUMBERS,
                                                                s ->
                                                                        s.replacement(true)
                                                                                .numSamples(50)
                                                                                .generator(
                                                                                        new Generator()
                                                                                                .manualSeed(
                                                                                                        9))))),
                taken);
        assertGoesOn(
                () ->
                        new DataLoader<>(
                                NUMBERS,
                                o ->
                                        o.batchSampler(
                                                new BatchSampler(
                                                        new SubsetRandomSampler(3, 5, 8, 9, 13),
                                                        2,
                                                        false))),
                Math.min(taken, 2));
    }

    @Test
    void streamOfSamples_goesOn() {
        IterableDataset<Tensor> stream =
                new IterableDataset<>() {
                    @Override
                    public Iterator<Tensor> iterator() {
                        return LongStream.range(0, 11).mapToObj(Torch::tensor).iterator();
                    }
                };
        for (int workers : new int[] {0, 1}) {
            assertGoesOn(
                    () -> new DataLoader<>(stream, o -> o.batchSize(2).numWorkers(workers)), 3);
        }
    }

    @Test
    void stateOfALoaderBetweenPasses_beginsANewOne() {
        try (var _ = new TensorScope()) {
            DataLoader<Tensor> loader = new DataLoader<>(NUMBERS, o -> o.batchSize(8));
            Map<String, Object> fresh = loader.stateDict();
            assertThat(fresh).containsEntry("num_yielded", 0L);
            rest(loader.iterator());
            Map<String, Object> ended = loader.stateDict();
            assertThat(ended)
                    .containsEntry("num_yielded", 3L)
                    .containsEntry("iterator_finished", true);
            for (Map<String, Object> state : List.of(fresh, ended)) {
                DataLoader<Tensor> other = new DataLoader<>(NUMBERS, o -> o.batchSize(8));
                other.loadStateDict(state);
                assertThat(rest(other.iterator())).hasSize(3);
            }
        }
    }

    @Test
    void loadedState_isTheLoadersUntilItsNextPass() {
        try (var _ = new TensorScope()) {
            DataLoader<Tensor> loader = new DataLoader<>(NUMBERS, o -> o.batchSize(8));
            loader.iterator().next();
            Map<String, Object> state = loader.stateDict();
            DataLoader<Tensor> other = new DataLoader<>(NUMBERS, o -> o.batchSize(8));
            other.loadStateDict(state);
            assertThat(other.stateDict()).containsEntry("num_yielded", 1L);
            assertThat(rest(other.iterator())).hasSize(2);
            assertThat(rest(other.iterator())).hasSize(3);
        }
    }

    @Test
    void stateOfAnotherShape_isRefused() {
        try (var _ = new TensorScope()) {
            DataLoader<Tensor> loader = new DataLoader<>(NUMBERS, o -> o.batchSize(8));
            loader.iterator().next();
            Map<String, Object> state = new LinkedHashMap<>(loader.stateDict());
            state.put("num_yielded", "one");
            assertRefused(
                    () -> loader.loadStateDict(state),
                    Kind.TYPE,
                    "state 'num_yielded' is 'one', expected a number");
            state.remove("num_yielded");
            assertRefused(() -> loader.loadStateDict(state), Kind.KEY, "'num_yielded'");
            DataLoader<Tensor> other =
                    new DataLoader<>(
                            NUMBERS, o -> o.shuffle(true).generator(new Generator().manualSeed(1)));
            other.loadStateDict(loader.stateDict());
            assertRefused(
                    other::iterator,
                    Kind.VALUE,
                    "the loader draws from 2 generators, that of the state from 1");
            assertThat(
                            ((Tensor) ((List<?>) loader.stateDict().get("generators")).getFirst())
                                    .dtype())
                    .isEqualTo(DType.UINT8);
        }
    }
}
