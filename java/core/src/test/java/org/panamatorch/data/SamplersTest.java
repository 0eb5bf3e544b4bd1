package org.panamatorch.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.panamatorch.Generator;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.junit.NoLeaks;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Orders against those that Python draws for the same seed, and what it draws afterwards. */
@NoLeaks
class SamplersTest {
    @BeforeEach
    void seed() {
        Torch.manualSeed(3);
    }

    private static Dataset<Long> numbers(long size) {
        return Dataset.of(LongStream.range(0, size).boxed().toList());
    }

    private static <I> List<I> all(Sampler<I> sampler) {
        List<I> indices = new ArrayList<>();
        sampler.forEach(indices::add);
        return indices;
    }

    private static float[] drawnNext() {
        try (Tensor next = Torch.rand(2)) {
            return next.toFloatArray();
        }
    }

    @Test
    void sequential_givesAllInOrder() {
        assertThat(all(new SequentialSampler(numbers(4)))).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void random_drawsPythonsOrder_andOneNumberOfTheDefaultGenerator() {
        assertThat(all(new RandomSampler(numbers(10))))
                .containsExactly(7L, 0L, 9L, 1L, 6L, 4L, 5L, 3L, 2L, 8L);
        assertThat(drawnNext()).containsExactly(0.2858424782752991f, 0.026954829692840576f);
    }

    @Test
    void random_drawsNothingBeforeTheFirstIndex() {
        new RandomSampler(numbers(10)).iterator();
        assertThat(all(new RandomSampler(numbers(10)))).startsWith(7L, 0L);
    }

    @Test
    void random_drawsFurtherRounds_forMoreSamplesThanThereAre() {
        assertThat(all(new RandomSampler(numbers(4), o -> o.numSamples(10L))))
                .containsExactly(3L, 1L, 0L, 2L, 3L, 0L, 2L, 1L, 0L, 1L);
    }

    @Test
    void random_overADatasetThatHasBecomeEmpty_isRefused() {
        List<Long> samples = new ArrayList<>(List.of(1L, 2L));
        Dataset<Long> shrinking =
                new Dataset<>() {
                    @Override
                    public Long get(long index) {
                        return samples.get((int) index);
                    }

                    @Override
                    public long size() {
                        return samples.size();
                    }
                };
        RandomSampler each = new RandomSampler(shrinking);
        RandomSampler several = new RandomSampler(shrinking, o -> o.numSamples(5L));
        Iterator<Long> begun = several.iterator();
        samples.clear();

        assertThat(Stream.generate(begun::next).limit(5)).containsOnly(0L, 1L);
        for (RandomSampler sampler : List.of(each, several)) {
            assertThatThrownBy(sampler::iterator)
                    .isInstanceOf(TorchException.class)
                    .hasMessage(
                            "RandomSampler: the dataset has become empty, expected at least one"
                                    + " sample");
        }
    }

    @Test
    void random_drawsThirtyTwoAtATime_withReplacement() {
        assertThat(all(new RandomSampler(numbers(7), o -> o.replacement(true).numSamples(40L))))
                .startsWith(5L, 6L, 2L, 4L, 6L, 6L, 4L, 0L)
                .endsWith(2L, 4L, 6L, 0L, 5L, 6L, 3L)
                .hasSize(40);
    }

    @Test
    void random_leavesItsGeneratorWherePythonDoes() {
        try (Generator generator = new Generator().manualSeed(5)) {
            assertThat(all(new RandomSampler(numbers(6), o -> o.generator(generator))))
                    .containsExactly(5L, 0L, 1L, 3L, 4L, 2L);
            // After a second permutation, of which nothing is used.
            try (Tensor next = Torch.empty(1).uniform_(0, 1, generator)) {
                assertThat(next.toFloatArray()).containsExactly(0.6064285635948181f);
            }
        }
    }

    @Test
    void random_refusesNoSamples() {
        assertThatThrownBy(() -> new RandomSampler(numbers(3), o -> o.numSamples(0L)))
                .isInstanceOf(TorchException.class)
                .hasMessage(
                        "num_samples should be a positive integer value, but got num_samples=0");
        assertThatThrownBy(() -> new RandomSampler(numbers(0)))
                .isInstanceOf(TorchException.class)
                .hasMessage(
                        "num_samples should be a positive integer value, but got num_samples=0");
    }

    @Test
    void subsetRandom_drawsPythonsOrder() {
        assertThat(all(new SubsetRandomSampler(3, 1, 4, 15, 9)))
                .containsExactly(1L, 3L, 15L, 9L, 4L);
        assertThat(drawnNext()).containsExactly(0.47161436080932617f, 0.06011629104614258f);
    }

    @Test
    void weighted_drawsPythonsIndices() {
        double[] weights = {0.1, 0.9, 0.4, 0.7, 3.0, 0.6};
        assertThat(all(new WeightedRandomSampler(weights, 5))).containsExactly(1L, 3L, 4L, 1L, 4L);
        assertThat(all(new WeightedRandomSampler(weights, 5, o -> o.replacement(false))))
                .containsExactly(1L, 5L, 4L, 3L, 2L);
    }

    @Test
    void weighted_takesATensorOfOneDimension() {
        Tensor weights = Torch.tensor(0.1f, 0.9f, 0.4f, 0.7f, 3.0f, 0.6f);
        assertThat(all(new WeightedRandomSampler(weights, 2))).containsExactly(1L, 3L);
        assertThatThrownBy(() -> new WeightedRandomSampler(weights.view(2, 3), 2))
                .isInstanceOf(TorchException.class)
                .hasMessage("weights should be a 1d sequence but given weights have shape (2, 3)");
    }

    @Test
    void batch_keepsOrLeavesOutASmallerLastOne() {
        Sampler<Long> sampler = new SequentialSampler(numbers(5));
        assertThat(all(new BatchSampler(sampler, 2, false)))
                .containsExactly(new long[] {0, 1}, new long[] {2, 3}, new long[] {4});
        assertThat(all(new BatchSampler(sampler, 2, true)))
                .containsExactly(new long[] {0, 1}, new long[] {2, 3});
        assertThat(new BatchSampler(sampler, 2, false).size()).isEqualTo(3);
        assertThat(new BatchSampler(sampler, 2, true).size()).isEqualTo(2);
    }

    @Test
    void batch_takesASizeOfMoreThanAllSamples() {
        assertThat(all(new BatchSampler(new SequentialSampler(numbers(3)), 1L << 30, false)))
                .containsExactly(new long[] {0, 1, 2});
    }

    @Test
    void batch_endsWithAnError_afterTheLast() {
        var batches = new BatchSampler(new SequentialSampler(numbers(1)), 1, false).iterator();
        batches.next();
        assertThatThrownBy(batches::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void batch_refusesASizeOfZero() {
        assertThatThrownBy(() -> new BatchSampler(new SequentialSampler(numbers(3)), 0, false))
                .isInstanceOf(TorchException.class)
                .hasMessage("batch_size should be a positive integer value, but got batch_size=0");
    }

    @Test
    void distributed_dealsOutOneOrder() {
        assertThat(all(new DistributedSampler(numbers(7), 3, 0))).containsExactly(4L, 3L, 1L);
        assertThat(all(new DistributedSampler(numbers(7), 3, 1))).containsExactly(0L, 2L, 4L);
        assertThat(all(new DistributedSampler(numbers(7), 3, 2))).containsExactly(5L, 6L, 0L);
    }

    @Test
    void distributed_leavesTheRestOut_ifAskedTo() {
        assertThat(
                        all(
                                new DistributedSampler(
                                        numbers(7), 3, 2, o -> o.shuffle(false).dropLast(true))))
                .containsExactly(2L, 5L);
    }

    @Test
    void distributed_repeatsSamples_whereTheyAreFewerThanProcesses() {
        assertThat(all(new DistributedSampler(numbers(2), 5, 4, o -> o.shuffle(false))))
                .containsExactly(0L);
        assertThat(all(new DistributedSampler(numbers(2), 5, 1, o -> o.shuffle(false))))
                .containsExactly(1L);
    }

    @Test
    void distributed_changesItsOrderWithTheEpoch() {
        DistributedSampler sampler = new DistributedSampler(numbers(5), 2, 1, o -> o.seed(4));
        sampler.setEpoch(2);
        assertThat(all(sampler)).containsExactly(2L, 3L, 0L);
    }

    @Test
    void distributed_refusesAProcessThatIsNotThere() {
        assertThatThrownBy(() -> new DistributedSampler(numbers(5), 2, 2))
                .isInstanceOf(TorchException.class)
                .hasMessage("Invalid rank 2, rank should be in the interval [0, 1]");
    }
}
