package org.panamatorch.optim.swa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.panamatorch.support.Refusals.assertRefused;

import org.junit.jupiter.api.Test;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.BatchNorm1d;
import org.panamatorch.nn.LSTM;
import org.panamatorch.nn.Linear;
import org.panamatorch.nn.Sequential;

import java.util.List;
import java.util.function.Consumer;

/** Averages of a model over its training. */
@NoLeaks
class AveragedModelTest {
    private final Linear model = new Linear(1, 1, o -> o.bias(false));

    private float averageOf(Consumer<? super AveragedModelOptions> options, double... weights) {
        AveragedModel<Linear> averaged = new AveragedModel<>(model, options);
        for (double weight : weights) {
            Torch.noGrad(() -> model.weight().fill_(weight));
            averaged.updateParameters(model);
        }
        return averaged.module().weight().detach().view(-1).toFloatArray()[0];
    }

    @Test
    void meanOfAll_isTheDefault() {
        assertThat(averageOf(o -> {}, 1, 2, 6)).isEqualTo(3);
        assertThat(averageOf(o -> o.multiAvgFn(Swa.getSwaMultiAvgFn()), 2, 4)).isEqualTo(3);
        assertThat(averageOf(o -> o.avgFn(Swa.getSwaAvgFn()), 2, 4, 6, 8)).isEqualTo(5);
    }

    @Test
    void meanThatForgets_beginsWithTheFirst() {
        assertThat(averageOf(o -> o.avgFn(Swa.getEmaAvgFn(0.75)), 4, 8)).isEqualTo(5);
        assertThat(averageOf(o -> o.multiAvgFn(Swa.getEmaMultiAvgFn(0.75)), 4, 8)).isEqualTo(5);
    }

    @Test
    void functionOfOnesOwn_isToldTheCount() {
        assertThat(averageOf(o -> o.avgFn((average, current, count) -> current.add(count)), 4, 8))
                .isEqualTo(9);
    }

    @Test
    void state_hasPythonsNames() {
        AveragedModel<Linear> averaged = new AveragedModel<>(model);
        averaged.updateParameters(model);
        assertThat(averaged.stateDict().keySet()).containsExactly("n_averaged", "module.weight");
        assertThat(averaged.stateDict().get("n_averaged").itemLong()).isEqualTo(1);
    }

    @Test
    void buffers_areCopiedOrAveraged() {
        BatchNorm1d norm = new BatchNorm1d(1);
        AveragedModel<BatchNorm1d> copied = new AveragedModel<>(norm);
        AveragedModel<BatchNorm1d> averaged = new AveragedModel<>(norm, o -> o.useBuffers(true));
        for (int mean : List.of(2, 4)) {
            norm.runningMean().fill_(mean);
            copied.updateParameters(norm);
            averaged.updateParameters(norm);
        }
        assertThat(copied.module().runningMean().toFloatArray()).containsExactly(4);
        assertThat(averaged.module().runningMean().toFloatArray()).containsExactly(3);
    }

    @Test
    void averagedModel_isCalledAsItsModel() {
        Torch.noGrad(() -> model.weight().fill_(2));
        AveragedModel<Linear> averaged = new AveragedModel<>(model);
        assertThat(averaged.call(Torch.ones(1, 1)).item().floatValue()).isEqualTo(2);
        assertRefused(
                () -> new AveragedModel<>(new LSTM(1, 1)).call(Torch.ones(1, 1)),
                Kind.TYPE,
                "AveragedModel: LSTM does not take one tensor; call module() with what it takes");
    }

    @Test
    void bothFunctions_throw() {
        assertRefused(
                () ->
                        new AveragedModel<>(
                                model,
                                o -> o.avgFn(Swa.getSwaAvgFn()).multiAvgFn(Swa.getSwaMultiAvgFn())),
                Kind.VALUE,
                "Only one of avg_fn and multi_avg_fn should be provided");
    }

    @Test
    void decayBeyondOne_throws() {
        assertRefused(
                () -> Swa.getEmaMultiAvgFn(1.5),
                Kind.VALUE,
                "Invalid decay value 1.5 provided. Please provide a value in [0,1] range.");
    }

    @Test
    void updateBn_computesMeansOfAllBatches() {
        BatchNorm1d norm = new BatchNorm1d(1);
        Sequential sequential = new Sequential(norm);
        sequential.eval();
        Tensor first = Torch.tensor(new float[] {0, 2}).view(2, 1);
        Tensor second = Torch.tensor(new float[] {4, 8}).view(2, 1);
        Swa.updateBn(List.of(first, List.of(second, first)), sequential);
        assertThat(norm.runningMean().toFloatArray()).containsExactly(3.5f);
        assertThat(norm.runningVar().toFloatArray()).containsExactly(5);
        assertThat(norm.momentum()).isEqualTo(0.1);
        assertThat(sequential.isTraining()).isFalse();
    }

    @Test
    void batchThatIsNoTensor_throws() {
        assertRefused(
                () -> Swa.updateBn(List.of("text"), new Sequential(new BatchNorm1d(1))),
                Kind.TYPE,
                "updateBn: a batch is a String, expected a tensor or a list that begins with one");
    }

    @Test
    void functionsGivenNoTensors_refuseThem() {
        Tensor one = Torch.ones(1);
        assertThatThrownBy(() -> Swa.getEmaAvgFn(0.5).average(one, null, one))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("avgFn: argument 'current' is null, expected a tensor");
        assertThatThrownBy(() -> Swa.getSwaAvgFn().average(one, one, null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("avgFn: argument 'count' is null, expected a tensor");
        for (MultiAveragingFunction function :
                List.of(Swa.getEmaMultiAvgFn(0.5), Swa.getSwaMultiAvgFn())) {
            assertRefused(
                    () -> function.average(List.of(one, one), List.of(one), one),
                    Kind.VALUE,
                    "multiAvgFn: averaged and current have 2 and 1 tensors, expected as many of"
                            + " each, at least one");
            assertThatThrownBy(() -> function.average(null, List.of(one), one))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage(
                            "multiAvgFn: argument 'averaged' is null, expected a list of tensors");
        }
    }
}
