package org.panamatorch.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.junit.NoLeaks;

import java.util.List;
import java.util.Map;

/** Batches of each kind of sample. */
@NoLeaks
class CollateTest {
    record Pair(Tensor x, Tensor y) {}

    record Labelled(Tensor image, long label, String name) {}

    record Batch(Tensor image, Tensor label, List<String> name) {}

    @Test
    void tensors_areStacked() {
        Tensor batch = Collate.batch(List.of(Torch.tensor(1L, 2), Torch.tensor(3L, 4)));
        assertThat(batch).hasToString("tensor([[1, 2],\n        [3, 4]])");
    }

    @Test
    void numbers_becomeTensorsOfPythonsDtypes() {
        assertThat(Collate.values(List.of(1, 2))).hasToString("tensor([1, 2])");
        assertThat(((Tensor) Collate.values(List.of(1L, 2L))).dtype()).isEqualTo(DType.INT64);
        assertThat(((Tensor) Collate.values(List.of(1.5, 2.0))).dtype()).isEqualTo(DType.FLOAT64);
        assertThat(((Tensor) Collate.values(List.of(1.5f))).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(Collate.values(List.of(true, false))).hasToString("tensor([ True, False])");
    }

    @Test
    void arrays_areStacked() {
        assertThat(Collate.values(List.of(new double[] {1, 2}, new double[] {3, 4})))
                .hasToString("tensor([[1., 2.],\n        [3., 4.]], dtype=torch.float64)");
    }

    @Test
    void strings_becomeAList() {
        assertThat(Collate.values(List.of("a", "b"))).isEqualTo(List.of("a", "b"));
    }

    @Test
    void listsAndMaps_areBatchedPlaceByPlace() {
        assertThat(Collate.values(List.of(List.of(0, "a"), List.of(2, "b"))))
                .hasToString("[tensor([0, 2]), [a, b]]");
        assertThat(Collate.values(List.of(Map.of("k", 1.0), Map.of("k", 2.0))))
                .hasToString("{k=tensor([1., 2.], dtype=torch.float64)}");
    }

    @Test
    void records_becomeARecordOfTheirClass() {
        Pair batch =
                Collate.batch(
                        List.of(
                                new Pair(Torch.tensor(1), Torch.tensor(10)),
                                new Pair(Torch.tensor(2), Torch.tensor(20))));
        assertThat(batch.x()).hasToString("tensor([1, 2])");
        assertThat(batch.y()).hasToString("tensor([10, 20])");
    }

    @Test
    void recordsOfNumbers_becomeARecordOfAnotherClass() {
        Batch batch =
                Collate.into(Batch.class)
                        .apply(
                                List.of(
                                        new Labelled(Torch.tensor(1), 7, "a"),
                                        new Labelled(Torch.tensor(2), 8, "b")));
        assertThat(batch.image()).hasToString("tensor([1, 2])");
        assertThat(batch.label()).hasToString("tensor([7, 8])");
        assertThat(batch.name()).containsExactly("a", "b");
    }

    @Test
    void recordsOfNumbers_sayThatTheirBatchIsNoSuchRecord() {
        assertThatThrownBy(() -> Collate.batch(List.of(new Labelled(Torch.tensor(1), 7, "a"))))
                .isInstanceOf(TorchException.class)
                .hasMessage(
                        "Collate: component 'label' of record Labelled is of type long, and its"
                                + " batch of type Tensor; Collate.into makes the batches records of"
                                + " another class");
    }

    @Test
    void numbers_haveNoBatchOfTheirType() {
        assertThatThrownBy(() -> Collate.batch(List.of(1.5)))
                .isInstanceOf(TorchException.class)
                .hasMessage(
                        "Collate.batch: a batch of Double samples has another type than they; give"
                                + " the DataLoader a collate function, such as Collate::values");
    }

    @Test
    void unlikeSamples_areRefused() {
        assertThatThrownBy(() -> Collate.values(List.of(List.of(1), List.of(1, 2))))
                .hasMessage("each element in list of batch should be of equal size");
        assertThatThrownBy(() -> Collate.values(List.of("a", 1L)))
                .hasMessage(
                        "Collate: the samples of a batch differ: the first is of String, another of"
                                + " Long");
        assertThatThrownBy(() -> Collate.values(List.of(Map.of("k", 1), Map.of("l", 1))))
                .hasMessage("Collate: a sample has no 'k'");
        assertThatThrownBy(() -> Collate.values(List.of(new Object())))
                .hasMessage(
                        "Collate.values: batch must contain tensors, numbers, booleans, strings,"
                                + " arrays of numbers, lists, maps or records; found"
                                + " java.lang.Object");
        assertThatThrownBy(() -> Collate.values(List.of()))
                .hasMessage("Collate: a batch needs at least one sample");
    }

    @Test
    void sparseTensors_areRefused() {
        Tensor sparse = Torch.eye(2).toSparse();
        assertThatThrownBy(() -> Collate.batch(List.of(sparse)))
                .isInstanceOf(TorchException.class)
                .hasMessage(
                        "Batches of sparse tensors are not currently supported by the default"
                                + " collate_fn; please provide a custom collate_fn to handle them"
                                + " appropriately.");
    }
}
