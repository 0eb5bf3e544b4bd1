package org.panamatorch.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.junit.NoLeaks;

import java.util.List;

/** Caches, inverses and equality of transforms; DistributionParityTest has the numbers. */
@NoLeaks
class TransformsTest {
    @Test
    void inverse_ofTheInverse_isTheTransform() {
        Transform exp = new ExpTransform();
        assertThat(exp.inv().inv()).isSameAs(exp);
        assertThat(exp.inv()).isSameAs(exp.inv()).hasToString("_InverseTransform(ExpTransform())");
        Transform compose = new ComposeTransform(List.of(exp, new TanhTransform()));
        assertThat(compose.inv().inv()).isSameAs(compose);
    }

    @Test
    void cache_givesTheSameTensorBack() {
        Transform tanh = new TanhTransform().withCache();
        Tensor x = Torch.tensor(0.5);
        Tensor y = tanh.call(x);
        assertThat(tanh.call(x)).isSameAs(y);
        assertThat(tanh.inv().call(y)).isSameAs(x);
        assertThat(tanh.inv().call(Torch.tensor(0.25))).isNotSameAs(x);
    }

    @Test
    void cache_doesNotGiveClosedTensors() {
        Transform tanh = new TanhTransform().withCache();
        Tensor x = Torch.tensor(0.5);
        try (TensorScope _ = new TensorScope()) {
            tanh.call(x);
        }
        assertThat(tanh.call(x).itemDouble()).isEqualTo(x.tanh().itemDouble());
    }

    @Test
    void withoutCache_everyCallComputes() {
        Transform tanh = new TanhTransform();
        Tensor x = Torch.tensor(0.5);
        assertThat(tanh.call(x)).isNotSameAs(tanh.call(x));
        assertThat(tanh.withCache(0)).isSameAs(tanh);
    }

    @Test
    void cacheOfOtherSizes_isRefused() {
        assertThatThrownBy(() -> new TanhTransform().withCache(2))
                .isInstanceOf(TorchException.class)
                .hasMessage("cache_size must be 0 or 1");
    }

    @Test
    void equality_isPythons() {
        assertThat(new ExpTransform()).isEqualTo(new ExpTransform());
        assertThat(new ExpTransform().inv()).isEqualTo(new ExpTransform().inv());
        assertThat(new ExpTransform()).isNotEqualTo(new TanhTransform());
        assertThat(new AffineTransform(1, 2))
                .isEqualTo(new AffineTransform(1, Torch.tensor(2.0)))
                .isNotEqualTo(new AffineTransform(2, 1));
        assertThat(new PowerTransform(2)).isNotEqualTo(new PowerTransform(3));
        assertThat(new CorrCholeskyTransform()).isNotEqualTo(new CorrCholeskyTransform());
    }

    @Test
    void wrongShapes_areRefused() {
        Transform reshape = new ReshapeTransform(Shape.of(2), Shape.of(1, 2));
        assertThat(reshape.forwardShape(Shape.of(5, 2))).isEqualTo(Shape.of(5, 1, 2));
        assertThatThrownBy(() -> reshape.forwardShape(Shape.of(3)))
                .hasMessage("Shape mismatch: expected torch.Size([3]) but got torch.Size([2])");
        assertThatThrownBy(() -> new ReshapeTransform(Shape.of(2), Shape.of(3)))
                .hasMessage("in_shape, out_shape have different numbers of elements");
        assertThatThrownBy(() -> new StickBreakingTransform().forwardShape(Shape.of()))
                .hasMessage("Too few dimensions on input");
        assertThatThrownBy(() -> new CorrCholeskyTransform().forwardShape(Shape.of(4)))
                .hasMessage("Input is not a flattened lower-diagonal number");
        assertThatThrownBy(
                        () -> new TransformedDistribution(new Normal(0, 1), new SoftmaxTransform()))
                .hasMessage(
                        "base_distribution needs to have shape with size at least 1, but got"
                                + " torch.Size([]).");
    }

    @Test
    void registeredTransform_isFoundByTheClassOfTheConstraint() {
        final class Even extends Constraint {
            @Override
            protected Tensor holds(Tensor value) {
                return value.remainder(2).eq(0);
            }
        }
        assertThatThrownBy(() -> ConstraintRegistry.bijectTo(new Even()))
                .hasMessage("Cannot transform Even constraints");
        ConstraintRegistry.bijectTo().register(Even.class, _ -> new AffineTransform(0, 2));
        assertThat(ConstraintRegistry.bijectTo(new Even())).isEqualTo(new AffineTransform(0, 2));
    }

    @Test
    void dependentConstraint_cannotBeChecked() {
        assertThat(Constraints.isDependent(Constraints.dependent())).isTrue();
        assertThat(Constraints.dependent(true, 1).eventDim()).isEqualTo(1);
        assertThatThrownBy(() -> Constraints.dependent().check(Torch.tensor(1.0)))
                .hasMessage("Cannot determine validity of dependent constraint");
        assertThatThrownBy(() -> Constraints.dependent().isDiscrete())
                .hasMessage(".is_discrete cannot be determined statically");
    }

    @Test
    void noParts_haveNoDimensions() {
        assertThatThrownBy(() -> new CatTransform(List.of(), 0, List.of()).eventDim())
                .isInstanceOf(TorchException.class)
                .hasMessage("CatTransform: there are no parts, expected one");
        assertThatThrownBy(() -> Constraints.stack(List.of(), 0).eventDim())
                .isInstanceOf(TorchException.class)
                .hasMessage("Constraints: there are no parts, expected one");
    }
}
