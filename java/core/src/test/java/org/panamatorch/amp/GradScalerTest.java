package org.panamatorch.amp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.panamatorch.support.Refusals.assertRefused;

import org.junit.jupiter.api.Test;
import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.Warning;
import org.panamatorch.Warnings;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.Functional;
import org.panamatorch.optim.Optimizer;
import org.panamatorch.optim.OptimizerOptions;
import org.panamatorch.optim.SGD;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Scales, skipped steps, states and misuse, with the texts of Python 2.13. */
@NoLeaks
class GradScalerTest {
    private static final Device.Type CPU = Device.Type.CPU;
    private static final String FIX =
            " but _scale is None.  This may indicate your script did not use scaler.scale(loss or"
                    + " outputs) earlier in the iteration.";

    private final Tensor parameter = Torch.tensor(new float[] {1, 2}).requiresGrad_();
    private final GradScaler scaler = new GradScaler(CPU, o -> o.initScale(8).growthInterval(2));

    private SGD sgd() {
        return new SGD(List.of(parameter), 0.5);
    }

    private void backward(double factor) {
        try (var _ = new TensorScope()) {
            parameter.setGrad(null);
            scaler.scale(parameter.mul(factor).sum()).backward();
        }
    }

    private float[] elements() {
        try (var _ = new TensorScope()) {
            return parameter.detach().toFloatArray();
        }
    }

    @Test
    void loss_isMultiplied() {
        try (var _ = new TensorScope()) {
            assertThat(scaler.getScale()).isEqualTo(8);
            assertThat(scaler.scale(Torch.tensor(3.0)).itemDouble()).isEqualTo(24);
            assertThat(scaler.scale(List.of(Torch.tensor(1.0), Torch.tensor(2.0))))
                    .extracting(Tensor::itemDouble)
                    .containsExactly(8.0, 16.0);
        }
    }

    @Test
    void gradients_areUnscaledOnce() {
        try (SGD optimizer = sgd();
                var _ = new TensorScope()) {
            backward(3);
            assertThat(parameter.grad().toFloatArray()).containsExactly(24, 24);
            scaler.unscale_(optimizer);
            assertThat(parameter.grad().toFloatArray()).containsExactly(3, 3);
            scaler.step(optimizer);
            assertThat(elements()).containsExactly(-0.5F, 0.5F);
        }
    }

    @Test
    void infiniteGradient_skipsTheStepAndHalvesTheScale() {
        try (SGD optimizer = sgd()) {
            backward(Double.POSITIVE_INFINITY);
            scaler.step(optimizer);
            scaler.update();
            assertThat(elements()).containsExactly(1, 2);
            assertThat(scaler.getScale()).isEqualTo(4);
        }
    }

    @Test
    void scale_growsAfterTheInterval() {
        try (SGD optimizer = sgd()) {
            for (double scale : new double[] {8, 16, 16, 32}) {
                backward(1);
                scaler.step(optimizer);
                scaler.update();
                assertThat(scaler.getScale()).isEqualTo(scale);
            }
        }
    }

    @Test
    void twoOptimizers_areSkippedEachForItself() {
        Tensor other = Torch.tensor(new float[] {5}).requiresGrad_();
        try (SGD first = sgd();
                SGD second = new SGD(List.of(other), 1);
                var _ = new TensorScope()) {
            Tensor infinite = parameter.sum().mul(Double.POSITIVE_INFINITY);
            scaler.scale(List.of(infinite, other.sum())).forEach(Tensor::backward);
            scaler.step(first);
            scaler.step(second);
            scaler.update();
            assertThat(elements()).containsExactly(1, 2);
            assertThat(other.detach().toFloatArray()).containsExactly(4);
            assertThat(scaler.getScale()).isEqualTo(4);
        }
    }

    @Test
    void sparseGradients_areUnscaled() {
        Tensor weight = Torch.ones(4, 1).requiresGrad_();
        try (SGD optimizer = new SGD(List.of(weight), 1);
                var _ = new TensorScope()) {
            Tensor rows = Torch.tensor(new long[] {2, 2});
            Tensor found = Functional.embedding(rows, weight, o -> o.sparse(true));
            scaler.scale(found.sum()).backward();
            scaler.step(optimizer);
            assertThat(weight.detach().flatten().toFloatArray()).containsExactly(1, 1, -1, 1);
        }
    }

    @Test
    void momentumOfASkippedFirstFusedStep_beginsWithTheNextGradient() {
        try (SGD optimizer = new SGD(List.of(parameter), o -> o.lr(1).momentum(0.5).fused(true))) {
            backward(Double.NaN);
            scaler.step(optimizer);
            scaler.update();
            backward(3);
            scaler.step(optimizer);
            scaler.update();
            assertThat(elements()).containsExactly(-2, -1);
        }
    }

    /** An optimizer that divides the gradients itself. */
    private static final class Scaled extends Optimizer {
        private final Tensor weight;
        private double scale;
        private double found;

        Scaled(Tensor weight) {
            super(List.of(weight), new OptimizerOptions().lr(1));
            this.weight = weight;
        }

        @Override
        public boolean stepSupportsAmpScaling() {
            return true;
        }

        @Override
        protected void update() {
            scale = gradScale().itemDouble();
            found = foundInf().itemDouble();
            weight.sub_(weight.grad().div(gradScale()));
        }
    }

    @Test
    void ownOptimizer_getsScaleAndWhatWasFound() {
        try (Scaled optimizer = new Scaled(parameter);
                var _ = new TensorScope()) {
            optimizer.setGradScale(Torch.tensor(new float[] {2}));
            backward(3);
            scaler.step(optimizer);
            assertThat(optimizer.scale).isEqualTo(16);
            assertThat(optimizer.found).isZero();
            assertThat(elements()).containsExactly(-0.5F, 0.5F);
            assertThat(optimizer.gradScale()).isNull();
            assertThat(optimizer.foundInf()).isNull();
        }
    }

    @Test
    void notFused_refusesAScale() {
        try (SGD optimizer = sgd();
                var _ = new TensorScope()) {
            backward(1);
            optimizer.setFoundInf(Torch.zeros(1));
            assertRefused(
                    optimizer::step, Kind.VALUE, "Expected grad_scale and found_inf to be None");
            assertRefused(
                    () -> optimizer.setGradScale(Torch.ones(1, 2)),
                    Kind.RUNTIME,
                    "grad_scale must be one element of dtype torch.float32");
        }
    }

    @Test
    void callsOutOfOrder_areRefused() {
        try (SGD optimizer = sgd()) {
            assertRefused(() -> scaler.unscale_(optimizer), Kind.VALUE, "Attempted unscale_" + FIX);
            assertRefused(() -> scaler.step(optimizer), Kind.VALUE, "Attempted step" + FIX);
            assertRefused(scaler::update, Kind.VALUE, "Attempted update" + FIX);
            backward(1);
            assertRefused(
                    scaler::update, Kind.VALUE, "No inf checks were recorded prior to update.");
            scaler.unscale_(optimizer);
            assertRefused(
                    () -> scaler.unscale_(optimizer),
                    Kind.RUNTIME,
                    "unscale_() has already been called on this optimizer since the last"
                            + " update().");
            scaler.step(optimizer);
            assertRefused(
                    () -> scaler.step(optimizer),
                    Kind.RUNTIME,
                    "step() has already been called since the last update().");
            assertRefused(
                    () -> scaler.unscale_(optimizer),
                    Kind.RUNTIME,
                    "unscale_() is being called after step().");
            scaler.update();
        }
    }

    private Tensor loss(double factor) {
        parameter.setGrad(null);
        Tensor loss = parameter.mul(factor).sum();
        loss.backward();
        return loss;
    }

    @Test
    void closure_isCalledByTheStepAndItsGradientsStayAsTheyAre() {
        try (SGD optimizer = sgd();
                var _ = new TensorScope()) {
            backward(3);
            assertThat(scaler.step(optimizer, () -> loss(2)).itemDouble()).isEqualTo(6);
            assertThat(elements()).containsExactly(0, 1);
            scaler.update();
            backward(Double.NaN);
            assertThat(scaler.step(optimizer, () -> loss(2))).isNull();
            assertThat(elements()).containsExactly(0, 1);
        }
    }

    @Test
    void closureOfAFusedStep_isCalledByIt() {
        try (SGD optimizer = new SGD(List.of(parameter), o -> o.lr(1).fused(true));
                var _ = new TensorScope()) {
            backward(3);
            Tensor[] kept = new Tensor[1];
            Tensor loss =
                    scaler.step(
                            optimizer,
                            () -> {
                                kept[0] = loss(16);
                                return kept[0];
                            });
            assertThat(loss.itemDouble()).isEqualTo(48);
            assertThat(kept[0].isClosed()).isFalse();
            // Divided by the scale of 8.
            assertThat(elements()).containsExactly(-1, 0);
        }
    }

    @Test
    void stepWithoutGradients_isRefused() {
        try (SGD optimizer = sgd();
                var _ = new TensorScope()) {
            scaler.scale(Torch.ones(1));
            assertRefused(
                    () -> scaler.step(optimizer),
                    Kind.VALUE,
                    "No inf checks were recorded for this optimizer.");
        }
    }

    @Test
    void halfGradients_areRefused() {
        Tensor half = Torch.ones(2).to(DType.FLOAT16).requiresGrad_();
        try (SGD optimizer = new SGD(List.of(half), 1);
                var _ = new TensorScope()) {
            scaler.scale(half.sum()).backward();
            assertRefused(
                    () -> scaler.step(optimizer),
                    Kind.VALUE,
                    "Attempting to unscale FP16 gradients.");
        }
    }

    @Test
    void factorsOutOfRange_areRefused() {
        assertRefused(
                () -> new GradScaler(CPU, o -> o.growthFactor(1)),
                Kind.VALUE,
                "The growth factor must be > 1.0.");
        assertRefused(
                () -> new GradScaler(CPU, o -> o.backoffFactor(1)),
                Kind.VALUE,
                "The backoff factor must be < 1.0.");
    }

    @Test
    void newScale_isTakenOver() {
        try (var _ = new TensorScope()) {
            scaler.scale(Torch.ones(1));
            scaler.update(3);
            assertThat(scaler.getScale()).isEqualTo(3);
            scaler.update(Torch.full(Shape.of(), 5));
            assertThat(scaler.getScale()).isEqualTo(5);
            assertRefused(
                    () -> scaler.update(Torch.ones(2)),
                    Kind.VALUE,
                    "new_scale should be a float or a 1-element torch.cuda.FloatTensor or"
                            + " torch.FloatTensor with requires_grad=False.");
        }
    }

    @Test
    void state_goesOnInAnotherScaler() {
        Map<String, Object> state;
        try (SGD optimizer = sgd()) {
            backward(1);
            scaler.step(optimizer);
            scaler.update();
            state = scaler.stateDict();
            assertThat(state)
                    .containsExactly(
                            Map.entry("scale", 8.0),
                            Map.entry("growth_factor", 2.0),
                            Map.entry("backoff_factor", 0.5),
                            Map.entry("growth_interval", 2L),
                            Map.entry("_growth_tracker", 1L));
        }
        GradScaler other = new GradScaler(CPU);
        other.loadStateDict(state);
        assertThat(other.stateDict()).isEqualTo(state);
        try (var _ = new TensorScope()) {
            assertThat(other.scale(Torch.ones(1)).itemDouble()).isEqualTo(8);
            scaler.loadStateDict(new GradScaler(CPU).stateDict());
            assertThat(scaler.getScale()).isEqualTo(65536);
            assertThat(scaler.getGrowthInterval()).isEqualTo(2000);
        }
    }

    @Test
    void stateOfADisabledScaler_isRefused() {
        GradScaler disabled = new GradScaler(CPU, o -> o.enabled(false));
        assertRefused(
                () -> scaler.loadStateDict(disabled.stateDict()),
                Kind.RUNTIME,
                "The source state dict is empty, possibly because it was saved from a disabled"
                        + " instance of GradScaler.");
        Map<String, Object> state = new LinkedHashMap<>(scaler.stateDict());
        state.remove("growth_interval");
        assertRefused(() -> scaler.loadStateDict(state), Kind.KEY, "'growth_interval'");
        assertThat(scaler.getScale()).isEqualTo(8);
    }

    @Test
    void disabledScaler_doesNothing() {
        GradScaler disabled = new GradScaler(CPU, o -> o.enabled(false));
        try (SGD optimizer = sgd();
                var _ = new TensorScope()) {
            Tensor loss = parameter.sum();
            assertThat(disabled.scale(loss)).isSameAs(loss);
            loss.backward();
            disabled.unscale_(optimizer);
            assertThat(disabled.step(optimizer, () -> loss)).isSameAs(loss);
            disabled.update();
            assertThat(disabled.getScale()).isEqualTo(1);
            assertThat(disabled.stateDict()).isEmpty();
            assertThat(elements()).containsExactly(0.5F, 1.5F);
        }
    }

    @Test
    void scalerForCuda_isDisabledWithAWarningWithoutIt() {
        boolean hasCuda = Torch.deviceCount(Device.Type.CUDA) > 0;
        try (var warnings = Warnings.capture()) {
            assertThat(new GradScaler().isEnabled()).isEqualTo(hasCuda);
            assertThat(warnings.list())
                    .extracting(Warning::text)
                    .isEqualTo(
                            hasCuda
                                    ? List.of()
                                    : List.of(
                                            "torch.cuda.amp.GradScaler is enabled, but CUDA is not"
                                                    + " available.  Disabling."));
        }
    }
}
