package org.panamatorch.optim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.panamatorch.Device;
import org.panamatorch.Generator;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.amp.GradScaler;
import org.panamatorch.data.DataLoader;
import org.panamatorch.data.TensorDataset;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.BatchNorm1d;
import org.panamatorch.nn.Dropout;
import org.panamatorch.nn.Functional;
import org.panamatorch.nn.Linear;
import org.panamatorch.nn.ReLU;
import org.panamatorch.nn.Sequential;
import org.panamatorch.optim.lr.CosineAnnealingLR;
import org.panamatorch.optim.lr.LRScheduler;
import org.panamatorch.optim.lr.LinearLR;
import org.panamatorch.optim.lr.SequentialLR;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * Training that goes on with new objects, whose states are the old ones', is training without a
 * break: to the last bit, order of the data and dropout included.
 */
@NoLeaks
class ResumedTrainingTest {
    private static final int EPOCHS = 10;
    private static final int BATCH = 8;

    private final Tensor inputs;
    private final Tensor targets;

    ResumedTrainingTest() {
        Torch.manualSeed(2);
        inputs = Torch.randn(50, 6);
        targets = Torch.randn(50, 2);
    }

    /** All that a training consists of. */
    private final class Training {
        final Sequential model =
                new Sequential(
                        new Linear(6, 16),
                        new BatchNorm1d(16),
                        new ReLU(),
                        new Dropout(0.3),
                        new Linear(16, 2));
        final Optimizer optimizer;
        final LRScheduler schedule;
        final GradScaler scaler = new GradScaler(Device.Type.CPU, o -> o.growthInterval(7));
        final Generator ofLoader = new Generator().manualSeed(4);
        final DataLoader<List<Tensor>> loader;
        final List<String> losses = new ArrayList<>();

        Training(Function<List<Tensor>, Optimizer> make, boolean hasGenerator) {
            optimizer = make.apply(model.parameters());
            schedule =
                    new SequentialLR(
                            optimizer,
                            List.of(
                                    new LinearLR(optimizer, o -> o.totalIters(3)),
                                    new CosineAnnealingLR(optimizer, 8)),
                            List.of(3L));
            loader =
                    new DataLoader<>(
                            new TensorDataset(inputs, targets),
                            o ->
                                    o.batchSize(BATCH)
                                            .shuffle(true)
                                            .generator(hasGenerator ? ofLoader : null));
        }

        void epochs(int count) {
            for (int epoch = 0; epoch < count; epoch++) {
                for (List<Tensor> batch : loader) {
                    step(batch);
                }
                schedule.step();
            }
        }

        void step(List<Tensor> batch) {
            try (var _ = new TensorScope()) {
                optimizer.zeroGrad();
                Tensor loss = Functional.mseLoss(model.call(batch.get(0)), batch.get(1));
                scaler.scale(loss).backward();
                scaler.step(optimizer);
                scaler.update();
                losses.add(Double.toHexString(loss.itemDouble()));
            }
        }

        /** What a checkpoint in a file has. */
        Map<String, Object> state() {
            Map<String, Object> state = new LinkedHashMap<>();
            SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
            model.stateDict().forEach((name, tensor) -> weights.put(name, tensor.clone()));
            state.put("model", weights);
            state.put("optimizer", copied(optimizer.stateDict()));
            state.put("schedule", schedule.stateDict());
            state.put("scaler", scaler.stateDict());
            state.put("loader", loader.stateDict());
            state.put("generator", ofLoader.state());
            state.put("random", Torch.getRngState());
            return state;
        }

        @SuppressWarnings("unchecked")
        void load(Map<String, Object> state) {
            model.loadStateDict((Map<String, Tensor>) state.get("model"));
            optimizer.loadStateDict((OptimizerState) state.get("optimizer"));
            schedule.loadStateDict((Map<String, ?>) state.get("schedule"));
            scaler.loadStateDict((Map<String, ?>) state.get("scaler"));
            loader.loadStateDict((Map<String, ?>) state.get("loader"));
            ofLoader.setState((Tensor) state.get("generator"));
            Torch.setRngState((Tensor) state.get("random"));
        }
    }

    private static OptimizerState copied(OptimizerState state) {
        SequencedMap<Long, SequencedMap<String, Object>> states = new LinkedHashMap<>();
        state.state()
                .forEach(
                        (number, kept) -> {
                            SequencedMap<String, Object> copy = new LinkedHashMap<>();
                            kept.forEach(
                                    (name, value) ->
                                            copy.put(
                                                    name,
                                                    value instanceof Tensor tensor
                                                            ? tensor.clone()
                                                            : value));
                            states.put(number, copy);
                        });
        return new OptimizerState(states, state.paramGroups());
    }

    private void assertGoesOn(Function<List<Tensor>, Optimizer> make, boolean hasGenerator) {
        Torch.manualSeed(1);
        Training whole = new Training(make, hasGenerator);
        whole.epochs(EPOCHS);

        Torch.manualSeed(1);
        Training first = new Training(make, hasGenerator);
        first.epochs(EPOCHS / 2);
        Map<String, Object> state = first.state();
        Torch.manualSeed(99);
        Training second = new Training(make, hasGenerator);
        second.load(state);
        second.epochs(EPOCHS - EPOCHS / 2);
        assertSame(whole, first, second);
    }

    private static void assertSame(Training whole, Training first, Training second) {
        List<String> losses = new ArrayList<>(first.losses);
        losses.addAll(second.losses);
        assertThat(losses).isEqualTo(whole.losses);
        try (var _ = new TensorScope()) {
            Map<String, Tensor> expected = whole.model.stateDict();
            second.model
                    .stateDict()
                    .forEach(
                            (name, tensor) ->
                                    assertThat(tensor.equal(expected.get(name))).as(name).isTrue());
        }
        for (Training each : List.of(whole, first, second)) {
            each.optimizer.close();
        }
    }

    @Test
    void fiveEpochsAndFiveMore_areTen() {
        assertGoesOn(p -> new Adam(p, 0.01), false);
        assertGoesOn(p -> new AdamW(p, o -> o.lr(0.01).amsgrad(true).fused(true)), true);
        assertGoesOn(p -> new SGD(p, o -> o.lr(0.1).momentum(0.9).nesterov(true)), false);
        assertGoesOn(p -> new RMSprop(p, o -> o.lr(0.01).momentum(0.5).centered(true)), true);
        assertGoesOn(p -> new Adadelta(p, 0.5), false);
        assertGoesOn(p -> new NAdam(p, 0.01), false);
        assertGoesOn(p -> new Adagrad(p, 0.05), false);
        assertGoesOn(p -> new ASGD(p, 0.05), false);
        assertGoesOn(p -> new Rprop(p, 0.01), false);
        assertGoesOn(p -> new RAdam(p, 0.01), false);
        assertGoesOn(p -> new Adamax(p, 0.01), false);
        assertGoesOn(p -> new Adafactor(p, 0.01), false);
    }

    @Test
    void partOfAnEpoch_goesOn() {
        for (boolean hasGenerator : new boolean[] {false, true}) {
            Torch.manualSeed(1);
            Training whole = new Training(p -> new Adam(p, 0.01), hasGenerator);
            whole.epochs(3);

            Torch.manualSeed(1);
            Training first = new Training(p -> new Adam(p, 0.01), hasGenerator);
            first.epochs(1);
            Map<String, Object> state = null;
            try (var batches = first.loader.iterator()) {
                for (int i = 0; i < 4; i++) {
                    first.step(batches.next());
                }
                state = first.state();
            }
            Torch.manualSeed(99);
            Training second = new Training(p -> new Adam(p, 0.01), hasGenerator);
            second.load(state);
            second.epochs(2);
            assertSame(whole, first, second);
        }
    }
}
