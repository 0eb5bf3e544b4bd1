package org.panamatorch.internal.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.panamatorch.DType;
import org.panamatorch.PrintOptions;
import org.panamatorch.TensorOptions;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.junit.NoLeaks;

@NoLeaks
class TensorTextTest {
    @Test
    void hugeTensor_isSummarisedWithoutReadingIt() {
        try (var _ = new TensorScope()) {
            // 4 PB if it were copied.
            var expanded = Torch.ones(1).expand(1L << 25, 1L << 25);

            assertThat(expanded.toString()).startsWith("tensor([[1., 1., 1.,  ..., 1., 1., 1.],\n");
        }
    }

    @Test
    void setOptions_holdForEveryTensor() {
        try (var _ = new TensorScope()) {
            TensorText.setOptions(PrintOptions.DEFAULT.withPrecision(2));

            assertThat(Torch.tensor(1.234f, 2).toString()).isEqualTo("tensor([1.23, 2.00])");
        } finally {
            TensorText.setOptions(PrintOptions.DEFAULT);
        }
    }

    @Test
    void elementsWithoutMeaning_areLeftOut() {
        try (var _ = new TensorScope()) {
            var bits = Torch.empty(new long[] {2}, TensorOptions.of(DType.BITS8));

            assertThat(bits.toString()).isEqualTo("tensor(..., size=(2,), dtype=torch.bits8)");
        }
    }

    @Test
    void viewChangedWithoutAutograd_hasAnInvalidFunction() {
        try (var _ = new TensorScope()) {
            var leaf = Torch.ones(2).requiresGrad_();
            var base = leaf.mul(leaf);
            try (var _ = Torch.noGrad()) {
                var view = base.view(2);
                assertThat(view.toString()).isEqualTo("tensor([1., 1.], requires_grad=True)");

                view.mul_(view);
                assertThat(view.toString()).isEqualTo("tensor([1., 1.], grad_fn=<Invalid>)");
            }
        }
    }

    @Test
    void moreDigitsThanADoubleHas_areRefused() {
        assertThatThrownBy(() -> PrintOptions.DEFAULT.withPrecision(Integer.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("print options: precision is 2147483647, expected at most 1074");
    }

    @Test
    void negativeOptions_areRefused() {
        assertThatThrownBy(() -> PrintOptions.DEFAULT.withEdgeItems(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("print options: edgeItems is -1, expected 0 or more");
        assertThatThrownBy(() -> PrintOptions.profile("long"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("default, short and full");
        assertThatThrownBy(() -> TensorText.setOptions(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("setPrintOptions: argument 'options' is null, expected the options");
    }
}
