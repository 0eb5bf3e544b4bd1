package org.panamatorch.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.panamatorch.Generator;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.Warnings;
import org.panamatorch.junit.NoLeaks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.LongStream;

/** What datasets are made of, and made into. */
@NoLeaks
class DatasetsTest {
    private static Dataset<Long> numbers(long from, long to) {
        return Dataset.of(LongStream.range(from, to).boxed().toList());
    }

    private static <T> List<T> all(Dataset<T> dataset) {
        return dataset.getItems(LongStream.range(0, dataset.size()).toArray());
    }

    @Test
    void tensors_giveViewsOfTheirRows() {
        Tensor x = Torch.arange(6).view(3, 2);
        TensorDataset data = new TensorDataset(x, Torch.tensor(7L, 8, 9));
        List<Tensor> sample = data.get(1);
        assertThat(sample.get(0).toLongArray()).containsExactly(2, 3);
        assertThat(sample.get(1).itemLong()).isEqualTo(8);
        sample.get(0).fill_(0);
        assertThat(x.toLongArray()).containsExactly(0, 1, 0, 0, 4, 5);
        assertThat(data.size()).isEqualTo(3);
    }

    @Test
    void tensors_giveBatchesThatAreCopies() {
        Tensor x = Torch.arange(6).view(3, 2);
        List<Tensor> batch = new TensorDataset(x, Torch.tensor(7L, 8, 9)).batch(2, -3, 2);
        assertThat(batch.get(0).toLongArray()).containsExactly(4, 5, 0, 1, 4, 5);
        assertThat(batch.get(0).shape().toString()).isEqualTo("torch.Size([3, 2])");
        assertThat(batch.get(1).toLongArray()).containsExactly(9, 7, 9);
        batch.get(0).fill_(0);
        assertThat(x.toLongArray()).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void tensors_refuseOtherSizes() {
        assertThatThrownBy(() -> new TensorDataset(Torch.zeros(3, 2), Torch.zeros(4)))
                .isInstanceOf(TorchException.class)
                .hasMessage("Size mismatch between tensors: their first sizes are [3, 4]");
        assertThatThrownBy(() -> new TensorDataset())
                .isInstanceOf(TorchException.class)
                .hasMessage("TensorDataset needs at least one tensor");
    }

    @Test
    void list_refusesWhatItHasNot() {
        Dataset<String> words = Dataset.of(List.of("a", "b"));
        assertThat(words.get(-1)).isEqualTo("b");
        assertThatThrownBy(() -> words.get(2))
                .isInstanceOf(TorchException.class)
                .hasMessage("Dataset.get: index 2 is out of range of 2 samples");
    }

    @Test
    void mapped_changesEachSample() {
        assertThat(all(numbers(0, 3).map(number -> "n" + number)))
                .containsExactly("n0", "n1", "n2");
    }

    @Test
    void concatenated_goesOnFromEachToTheNext() {
        ConcatDataset<Long> both = numbers(0, 2).plus(numbers(0, 0)).plus(numbers(10, 13));
        assertThat(all(both)).containsExactly(0L, 1L, 10L, 11L, 12L);
        assertThat(both.get(-5)).isEqualTo(0);
        assertThatThrownBy(() -> both.get(-6))
                .isInstanceOf(TorchException.class)
                .hasMessage("absolute value of index should not exceed dataset length");
        assertThatThrownBy(() -> both.get(5))
                .isInstanceOf(TorchException.class)
                .hasMessage("ConcatDataset.get: index 5 is out of range of 5 samples");
    }

    @Test
    void concatenated_refusesNone() {
        assertThatThrownBy(() -> new ConcatDataset<>(List.<Dataset<Long>>of()))
                .isInstanceOf(TorchException.class)
                .hasMessage("datasets should not be an empty iterable");
    }

    @Test
    void stacked_givesOneOfEach() {
        StackDataset<Long> stacked = new StackDataset<>(List.of(numbers(0, 3), numbers(10, 13)));
        assertThat(stacked.get(2)).containsExactly(2L, 12L);
        assertThat(stacked.size()).isEqualTo(3);
    }

    @Test
    void stackedByName_givesMapsInOrder() {
        SequencedMap<String, Dataset<Long>> named = new LinkedHashMap<>();
        named.put("x", numbers(0, 3));
        named.put("a", numbers(10, 13));
        assertThat(StackDataset.of(named).get(1)).hasToString("{x=1, a=11}");
    }

    @Test
    void stacked_refusesOtherSizes() {
        assertThatThrownBy(() -> new StackDataset<>(List.of(numbers(0, 3), numbers(0, 4))))
                .isInstanceOf(TorchException.class)
                .hasMessage("Size mismatch between datasets: their sizes are [3, 4]");
    }

    @Test
    void chained_comeOneAfterTheOther() {
        IterableDataset<Long> first = () -> List.of(1L, 2L).iterator();
        IterableDataset<Long> second = () -> List.of(3L).iterator();
        List<Long> all = new ArrayList<>();
        first.plus(second).forEach(all::add);
        assertThat(all).containsExactly(1L, 2L, 3L);
        assertThatThrownBy(() -> first.plus(second).size())
                .isInstanceOf(TorchException.class)
                .hasMessageEndingWith("has no len()");
    }

    @Test
    void subset_givesSomeInItsOrder() {
        Subset<Long> some = new Subset<>(numbers(10, 20), 7, 0, 7);
        assertThat(all(some)).containsExactly(17L, 10L, 17L);
        assertThat(some.indices()).containsExactly(7, 0, 7);
        assertThatThrownBy(() -> some.get(3))
                .isInstanceOf(TorchException.class)
                .hasMessage("Subset.get: index 3 is out of range of 3 samples");
    }

    @Test
    void split_drawsPythonsParts() {
        Torch.manualSeed(3);
        assertThat(numbers(0, 10).randomSplit(0.5, 0.25, 0.25).stream().map(Subset::indices))
                .containsExactly(
                        new long[] {6, 0, 3, 7, 8, 5}, new long[] {1, 9}, new long[] {2, 4});
        assertThat(numbers(0, 6).randomSplit(4, 2).stream().map(Subset::indices))
                .containsExactly(new long[] {1, 5, 0, 2}, new long[] {3, 4});
    }

    @Test
    void split_usesAnotherGenerator() {
        try (Generator generator = new Generator().manualSeed(3)) {
            Torch.manualSeed(0);
            assertThat(numbers(0, 10).randomSplit(generator, 6, 4).getFirst().indices())
                    .containsExactly(6, 0, 3, 7, 8, 5);
        }
    }

    @Test
    void split_refusesLengthsThatAreNotAll() {
        assertThatThrownBy(() -> numbers(0, 10).randomSplit(4, 5))
                .isInstanceOf(TorchException.class)
                .hasMessage(
                        "Sum of input lengths does not equal the length of the input dataset! The"
                                + " lengths are [4, 5], and the dataset has 10 samples");
        assertThatThrownBy(() -> numbers(0, 10).randomSplit(0.5, 0.4))
                .isInstanceOf(TorchException.class)
                .hasMessage("The fractions should add up to 1, and they are [0.5, 0.4]");
        assertThatThrownBy(() -> numbers(0, 10).randomSplit(1.5, -0.5))
                .isInstanceOf(TorchException.class)
                .hasMessage("Fraction at index 0 is not between 0 and 1");
    }

    @Test
    void split_warnsOfAnEmptyPart() {
        try (var warnings = Warnings.capture()) {
            assertThat(numbers(0, 5).randomSplit(0.6, 0.4, 0.0).getLast().size()).isZero();
            assertThat(warnings.list())
                    .hasToString(
                            "[UserWarning: Length of split at index 2 is 0. This might result in"
                                    + " an empty dataset.]");
        }
    }

    private static void assertNull(String text, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessage(text);
    }

    @Test
    void nullAmongArguments_isNamed() {
        Dataset<Long> whole = numbers(0, 3);
        Subset<Long> part = new Subset<>(whole, 1);
        IterableDataset<Long> endless = () -> List.of(1L).iterator();
        Tensor x = Torch.ones(2);
        assertNull(
                "TensorDataset: argument 'tensors[1]' is null, expected one of a list of tensors",
                () -> new TensorDataset(x, null));
        assertNull(
                "Dataset.getItems: argument 'indices' is null, expected a list of integers",
                () -> whole.map(x1 -> x1).getItems((long[]) null));
        assertNull(
                "Subset.getItems: argument 'indices' is null, expected a list of integers",
                () -> part.getItems((long[]) null));
        assertNull(
                "Subset.batch: argument 'indices' is null, expected a list of integers",
                () -> part.batch((long[]) null));
        assertNull(
                "ChainDataset: argument 'datasets[1]' is null, expected one of a list of datasets",
                () -> endless.plus(null));
    }

    @Test
    void nullFromOnesOwnCode_isNamed() {
        IterableDataset<Long> broken = () -> null;
        assertNull(
                "DataLoader: result of 'iterator' is null, expected an iterator",
                () -> new DataLoader<>(broken).iterator().next());
        Sampler<Long> noIndices =
                new Sampler<>() {
                    @Override
                    public Iterator<Long> iterator() {
                        return Collections.<Long>nCopies(2, null).iterator();
                    }

                    @Override
                    public long size() {
                        return 2;
                    }
                };
        assertNull(
                "BatchSampler: result of 'next' is null, expected an index",
                () -> new BatchSampler(noIndices, 1, false).iterator().next());
    }
}
