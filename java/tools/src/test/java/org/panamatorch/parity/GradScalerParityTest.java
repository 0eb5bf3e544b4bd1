package org.panamatorch.parity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.panamatorch.Device;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.amp.GradScaler;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.optim.Adagrad;
import org.panamatorch.optim.Adam;
import org.panamatorch.optim.AdamW;
import org.panamatorch.optim.Optimizer;
import org.panamatorch.optim.RMSprop;
import org.panamatorch.optim.SGD;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** 16 steps with a gradient scaler, against Python's on this machine now. */
@NoLeaks
class GradScalerParityTest {
    private static final int STEPS = 16;
    private static final Map<Integer, Double> BAD =
            Map.of(
                    0, Double.POSITIVE_INFINITY,
                    5, Double.NaN,
                    6, Double.NEGATIVE_INFINITY,
                    11, Double.POSITIVE_INFINITY);
    private static final Map<String, Function<List<Tensor>, Optimizer>> CASES =
            new LinkedHashMap<>();

    static {
        CASES.put("SGD", p -> new SGD(p, o -> o.lr(0.1).momentum(0.9)));
        CASES.put("SGD fused", p -> new SGD(p, o -> o.lr(0.1).fused(true)));
        CASES.put("Adam", p -> new Adam(p, 0.1));
        CASES.put("Adam fused", p -> new Adam(p, o -> o.lr(0.1).fused(true)));
        CASES.put("AdamW fused", p -> new AdamW(p, o -> o.lr(0.1).fused(true).amsgrad(true)));
        CASES.put("Adagrad fused", p -> new Adagrad(p, o -> o.lr(0.1).fused(true)));
        CASES.put("RMSprop", p -> new RMSprop(p, 0.1));
    }

    @TempDir private Path folder;

    private static List<Double> run(Function<List<Tensor>, Optimizer> make, boolean unscales) {
        Tensor first = Torch.tensor(new float[] {1, -2, 0.5F}).requiresGrad_();
        Tensor second = Torch.tensor(new float[] {3}).view(1, 1).requiresGrad_();
        GradScaler scaler =
                new GradScaler(Device.Type.CPU, o -> o.initScale(1024).growthInterval(3));
        List<Double> values = new ArrayList<>();
        try (Optimizer optimizer = make.apply(List.of(first, second))) {
            for (int step = 0; step < STEPS; step++) {
                try (var _ = new TensorScope()) {
                    optimizer.zeroGrad();
                    double factor = BAD.getOrDefault(step, 0.3 + 0.1 * step);
                    Tensor loss = first.mul(first).sum().mul(factor).add(second.sum().mul(0.7));
                    scaler.scale(loss).backward();
                    if (unscales) {
                        scaler.unscale_(optimizer);
                        second.grad().mul_(0.5);
                    }
                    scaler.step(optimizer);
                    scaler.update();
                    values.add(scaler.getScale());
                    values.add(((Number) scaler.stateDict().get("_growth_tracker")).doubleValue());
                    for (Tensor each : List.of(first, second)) {
                        for (float element : each.detach().toFloatArray()) {
                            values.add((double) element);
                        }
                    }
                }
            }
        }
        return values;
    }

    @Test
    void steps_arePythons() throws IOException, InterruptedException {
        FreshRecording.makeScaler(folder);
        Map<String, List<Double>> python = FreshRecording.numbers(folder.resolve("scaler.txt"));
        assertThat(python).hasSize(2 * CASES.size());
        CASES.forEach(
                (name, make) -> {
                    assertThat(run(make, false)).as(name).isEqualTo(python.get(name));
                    assertThat(run(make, true)).as(name).isEqualTo(python.get(name + " unscaled"));
                });
    }
}
