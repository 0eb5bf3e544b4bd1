package org.panamatorch.nn.utils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.panamatorch.support.Refusals.assertRefused;

import org.junit.jupiter.api.Test;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.LSTM;
import org.panamatorch.nn.Linear;
import org.panamatorch.nn.ReLU;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Parametrizations, apart from what they compute, which recordings tell. */
@NoLeaks
class ParametrizeTest {
    private static final int THREADS = 4;
    private static final int CALLS = 50;

    // In Python, too, which says no more than that of the types.
    @Test
    void orthogonalTwice_isRefusedWhereTheTensorIsNeeded() {
        try (var _ = new TensorScope()) {
            Linear linear = Parametrizations.orthogonal(new Linear(2, 2));
            Parametrizations.orthogonal(linear);
            for (int i = 0; i < 2; i++) {
                assertRefused(
                        () -> Parametrizations.orthogonal(linear),
                        TorchException.Kind.TYPE,
                        "unsupported operand type(s) for @: 'NoneType' and 'Tensor': the"
                                + " parametrization has no 'base' before rightInverse");
            }
        }
    }

    @Test
    void parametrizedModule_keepsItsClassAndItsOriginal() {
        try (var _ = new TensorScope()) {
            Linear linear = new Linear(3, 2);
            Tensor weight = linear.weight();
            assertThat(Parametrize.isParametrized(linear)).isFalse();
            assertThat(Parametrize.registerParametrization(linear, "weight", new ReLU()))
                    .isSameAs(linear);
            assertThat(Parametrize.isParametrized(linear)).isTrue();
            assertThat(Parametrize.isParametrized(linear, "weight")).isTrue();
            assertThat(Parametrize.isParametrized(linear, "bias")).isFalse();
            assertThat(Parametrize.typeBeforeParametrizations(linear)).isEqualTo(Linear.class);
            assertThat(Parametrize.parametrizations(linear, "weight").original()).isSameAs(weight);
            assertThat(linear.weight()).isNotSameAs(weight);
            assertThat(linear.weight().equal(weight.relu())).isTrue();
            assertThat(linear.namedParameters().keySet())
                    .containsExactly("bias", "parametrizations.weight.original");
            Parametrize.removeParametrizations(linear, "weight", false);
            assertThat(linear.weight()).isSameAs(weight);
            assertThat(linear.namedParameters().keySet()).containsExactly("bias", "weight");
        }
    }

    @Test
    void parametrization_takesTheModeOfTheModule() {
        try (var _ = new TensorScope()) {
            Linear linear = new Linear(3, 2);
            linear.eval();
            ReLU relu = new ReLU();
            Parametrize.registerParametrization(linear, "weight", relu);
            assertThat(relu.isTraining()).isFalse();
        }
    }

    @Test
    void parametrizedName_isTaken() {
        try (var _ = new TensorScope()) {
            Linear linear = Parametrizations.weightNorm(new Linear(3, 2));
            assertThatThrownBy(() -> linear.registerParameter("weight", Torch.ones(2, 3)))
                    .isInstanceOf(TorchException.class)
                    .hasMessage("attribute 'weight' already exists");
        }
    }

    @Test
    void removal_ofWhatIsNotParametrized_isRefused() {
        try (var _ = new TensorScope()) {
            Linear linear = new Linear(3, 2);
            assertThatThrownBy(() -> Parametrize.removeParametrizations(linear, "weight"))
                    .isInstanceOf(TorchException.class)
                    .hasMessage(
                            "Module Linear(in_features=3, out_features=2, bias=True) does not have"
                                    + " a parametrization on weight");
            assertThatThrownBy(() -> WeightNorm.removeWeightNorm(linear))
                    .isInstanceOf(TorchException.class)
                    .hasMessage(
                            "weight_norm of 'weight' not found in Linear(in_features=3,"
                                    + " out_features=2, bias=True)");
        }
    }

    @Test
    void cached_isOfTheThreadAndOfTheStretch() throws Exception {
        try (var _ = new TensorScope();
                ExecutorService other = Executors.newSingleThreadExecutor()) {
            Linear linear = Parametrizations.weightNorm(new Linear(3, 2));
            Tensor inside;
            try (var _ = Parametrize.cached()) {
                inside = linear.weight();
                assertThat(linear.weight()).isSameAs(inside);
                assertThat(other.submit(() -> linear.weight() == inside).get()).isFalse();
            }
            assertThat(linear.weight()).isNotSameAs(inside);
        }
    }

    @Test
    void nativeModule_isComputedByManyThreadsAtOnce() throws Exception {
        try (var _ = new TensorScope();
                ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            LSTM lstm = Parametrizations.weightNorm(new LSTM(3, 4), o -> o.name("weight_hh_l0"));
            lstm.eval();
            Tensor input = Torch.randn(5, 2, 3);
            Tensor expected = lstm.call(input).output().detach();
            Callable<Boolean> calls =
                    () -> {
                        boolean isSame = true;
                        for (int i = 0; i < CALLS; i++) {
                            try (var _ = new TensorScope();
                                    var _ = Torch.noGrad()) {
                                isSame &= lstm.call(input).output().equal(expected);
                            }
                        }
                        return isSame;
                    };
            List<Future<Boolean>> results = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                results.add(threads.submit(calls));
            }
            for (Future<Boolean> result : results) {
                assertThat(result.get()).isTrue();
            }
        }
    }
}
