package org.panamatorch.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.panamatorch.support.Refusals.assertRefused;

import org.junit.jupiter.api.Test;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.option.LineSearch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What LBFGS has beside what all optimizers have: a closure that it calls again, a history, a line
 * search.
 */
@NoLeaks
class LBFGSTest {
    private final Tensor parameter = Torch.tensor(new float[] {1, 2}).requiresGrad_();

    private Supplier<Tensor> closure(Optimizer optimizer) {
        return Closures.of(optimizer, () -> parameter.square().sum());
    }

    @Test
    void lbfgsWithoutAClosure_throws() {
        try (LBFGS lbfgs = new LBFGS(List.of(parameter))) {
            assertRefused(
                    lbfgs::step,
                    Kind.TYPE,
                    "LBFGS.step() missing 1 required positional argument: 'closure'");
        }
    }

    @Test
    void lbfgsOfAnEmptyGroup_throws() {
        try (LBFGS lbfgs = new LBFGS(List.of(ParameterGroup.<LBFGSOptions>of(List.of())))) {
            assertRefused(
                    () -> lbfgs.step(() -> parameter),
                    Kind.INDEX,
                    "list index out of range: LBFGS has no parameters");
        }
    }

    @Test
    void lbfgsWhoseClosureReturnsNull_throws() {
        List<Tensor> losses = new ArrayList<>();
        try (LBFGS lbfgs = new LBFGS(List.of(parameter))) {
            String text = "LBFGS.step: closure returned null, expected the loss";
            assertRefused(() -> lbfgs.step(() -> null), Kind.TYPE, text);
            Supplier<Tensor> once =
                    () -> {
                        Tensor loss = losses.isEmpty() ? closure(lbfgs).get() : null;
                        losses.add(loss);
                        return loss;
                    };
            assertRefused(() -> lbfgs.step(once), Kind.TYPE, text);
        }
        losses.getFirst().close();
    }

    @Test
    void lbfgs_findsTheLeastSquare() {
        try (LBFGS lbfgs =
                new LBFGS(List.of(parameter), o -> o.lineSearchFn(LineSearch.STRONG_WOLFE))) {
            lbfgs.step(closure(lbfgs));
            // The search ends where the gradient is below 1e-7.
            assertThat(parameter.detach().toFloatArray())
                    .containsExactly(new float[] {0, 0}, within(1e-6f));
            assertThat(lbfgs.state(parameter).get("n_iter")).isEqualTo(3L);
            assertThat(lbfgs.toString()).contains("max_eval: 25", "line_search_fn: strong_wolfe");
        }
    }

    private void step(LBFGS lbfgs) {
        lbfgs.step(Closures.of(lbfgs, () -> parameter.pow(4).sum()));
    }

    @Test
    void historyOfLbfgs_canBeShortenedBetweenSteps() {
        try (LBFGS lbfgs = new LBFGS(List.of(parameter), o -> o.maxIter(6).historySize(4))) {
            step(lbfgs);
            assertThat((List<?>) lbfgs.state(parameter).toMap().get("old_dirs")).hasSize(4);
            lbfgs.parameterGroups().getFirst().options().historySize(2);
            step(lbfgs);
            assertThat((List<?>) lbfgs.state(parameter).toMap().get("old_dirs")).hasSize(2);
        }
    }

    @Test
    void historyOfLbfgsWithoutRoom_isRefused() {
        for (int size : new int[] {0, -1}) {
            try (LBFGS lbfgs = new LBFGS(List.of(parameter), o -> o.historySize(size))) {
                assertThatThrownBy(() -> step(lbfgs))
                        .hasMessage("LBFGS: historySize is " + size + ", expected at least 1");
            }
        }
    }

    @Test
    void numbersOfLbfgs_areIntegersWherePythonsAre() {
        try (LBFGS lbfgs = new LBFGS(List.of(parameter), o -> o.maxIter(1))) {
            step(lbfgs);
            step(lbfgs);
            assertThat(lbfgs.state(parameter).get("t")).isEqualTo(1L);
        }
        try (LBFGS lbfgs = new LBFGS(List.of(parameter), o -> o.maxIter(1).lr(0.5))) {
            step(lbfgs);
            assertThat(lbfgs.state(parameter).get("H_diag")).isEqualTo(1L);
            step(lbfgs);
            assertThat(lbfgs.state(parameter).get("t")).isEqualTo(0.5);
            assertThat(lbfgs.state(parameter).get("H_diag")).isInstanceOf(Tensor.class);
        }
    }

    @Test
    void lineSearchOfNoLength_dividesByZeroAsPythonDoes() {
        try (LBFGS lbfgs =
                new LBFGS(
                        List.of(parameter),
                        o -> o.lr(0).maxIter(4).lineSearchFn(LineSearch.STRONG_WOLFE))) {
            step(lbfgs);
            assertRefused(() -> step(lbfgs), Kind.VALUE, "float division by zero");
        }
    }

    @Test
    void stateOfLbfgs_hasWhatPythonsHas() {
        try (LBFGS lbfgs = new LBFGS(List.of(parameter), o -> o.maxIter(3).historySize(2))) {
            step(lbfgs);
            assertThat(lbfgs.state(parameter).toMap())
                    .containsOnlyKeys(
                            "func_evals",
                            "n_iter",
                            "al",
                            "d",
                            "t",
                            "old_dirs",
                            "old_stps",
                            "ro",
                            "H_diag",
                            "prev_flat_grad",
                            "prev_loss");
            assertThat((List<?>) lbfgs.state(parameter).get("al")).hasSize(2);
        }
    }
}
