package org.panamatorch.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.junit.NoLeaks;

import java.util.List;
import java.util.function.Function;

/** Fused steps of parameters whose gradients and states change between them. */
@NoLeaks
class FusedStepTest {
    private static final List<Function<List<Tensor>, Optimizer>> FUSED =
            List.of(
                    p -> new SGD(p, o -> o.lr(0.125).momentum(0.75).fused(true)),
                    p -> new SGD(p, o -> o.lr(0.125).fused(true)),
                    p -> new Adagrad(p, o -> o.fused(true)),
                    p -> new Adam(p, o -> o.amsgrad(true).fused(true)),
                    p -> new AdamW(p, o -> o.fused(true)));

    private static List<Tensor> parameters() {
        return List.of(
                Torch.tensor(new float[][] {{1, 2}, {3, 4}, {5, 6}}).requiresGrad_(),
                Torch.tensor(new float[][] {{-1, 0.5f}, {7, 8}, {9, -3}}).requiresGrad_());
    }

    /** The gradients of a step: of another layout in the second, only one in the third. */
    private static void setGradients(List<Tensor> parameters, int step) {
        Tensor gradient = Torch.tensor(new float[][] {{1, -2}, {3, 0.5f}, {step, 6}});
        parameters.get(0).setGrad(gradient);
        Tensor other =
                step == 1
                        ? Torch.tensor(new float[][] {{2, 4, 8}, {-1, -3, 5}}).t()
                        : gradient.mul(step + 0.5);
        parameters.get(1).setGrad(step == 2 ? null : other);
    }

    private static OptimizerState copy(OptimizerState state) {
        state.state()
                .values()
                .forEach(
                        kept ->
                                kept.replaceAll(
                                        (_, value) ->
                                                value instanceof Tensor tensor
                                                        ? tensor.clone()
                                                        : value));
        return state;
    }

    /** One optimizer makes all steps of some parameters, and a new one each step of others. */
    private static void assertStepsAreThoseOfNewOptimizers(
            Function<List<Tensor>, Optimizer> maker) {
        List<Tensor> parameters = parameters();
        List<Tensor> others = parameters();
        OptimizerState state = null;
        try (Optimizer optimizer = maker.apply(parameters)) {
            for (int step = 0; step < 7; step++) {
                setGradients(parameters, step);
                setGradients(others, step);
                optimizer.step();
                try (Optimizer fresh = maker.apply(others)) {
                    if (state != null) {
                        fresh.loadStateDict(state);
                    }
                    fresh.step();
                    state = copy(fresh.stateDict());
                }
                for (int i = 0; i < others.size(); i++) {
                    assertThat(parameters.get(i).equal(others.get(i)))
                            .as("%s, step %s, parameter %s", optimizer, step, i)
                            .isTrue();
                }
                if (step == 4) {
                    optimizer.loadStateDict(copy(optimizer.stateDict()));
                }
            }
        }
    }

    @Test
    void steps_followGradientsAndLoadedStates() {
        try (var _ = new TensorScope()) {
            FUSED.forEach(FusedStepTest::assertStepsAreThoseOfNewOptimizers);
        }
    }

    @Test
    void statesThatArePut_areUsed() {
        try (var _ = new TensorScope();
                SGD sgd =
                        new SGD(
                                List.of(parameters().get(0)),
                                o -> o.lr(0.5).momentum(0.75).fused(true))) {
            Tensor parameter = sgd.parameterGroups().get(0).parameters().get(0);
            parameter.setGrad(Torch.zerosLike(parameter));
            sgd.step();
            sgd.step();
            sgd.state(parameter).put("momentum_buffer", Torch.onesLike(parameter));
            sgd.step();
            assertThat(parameter.detach().sub(1).toString())
                    .isEqualTo(
                            "tensor([[-0.3750,  0.6250],\n        [ 1.6250,  2.6250],\n"
                                    + "        [ 3.6250,  4.6250]])");
        }
    }

    @Test
    void stateOfAnotherShapeWithAsManyElements_isRefused() {
        List<Tensor> parameters = parameters();
        for (Function<List<Tensor>, Optimizer> maker : FUSED.subList(3, 5)) {
            try (Optimizer optimizer = maker.apply(parameters)) {
                setGradients(parameters, 0);
                optimizer.step();
                optimizer.state(parameters.get(0)).put("exp_avg", Torch.zeros(2, 3));
                assertThatThrownBy(optimizer::step)
                        .hasMessageStartingWith(
                                "`fused=True` requires exp_avg to have the dtype and layout of its"
                                        + " param, torch.float32 of size [3, 2]");
            }
        }
    }
}
