package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.panamatorch.junit.NoLeaks;

import java.util.function.Supplier;
import java.util.stream.Stream;

/** The versions of new tensors: as in Python, filling one with its first values does not count. */
@NoLeaks
class TensorVersionTest {
    private static Named<Supplier<Tensor>> made(String name, Supplier<Tensor> factory) {
        return Named.of(name, factory);
    }

    private static Tensor number(double value) {
        return Torch.scalarTensor(value);
    }

    static Stream<Named<Supplier<Tensor>>> factories() {
        return Stream.of(
                made("empty", () -> Torch.empty(2)),
                made("zeros", () -> Torch.zeros(2)),
                made("ones", () -> Torch.ones(2)),
                made("full", () -> Torch.full(new long[] {2}, 3)),
                made("eye", () -> Torch.eye(2)),
                made("eye of two sizes", () -> Torch.eye(2, 3)),
                made("arange", () -> Torch.arange(3)),
                made("arange from a start", () -> Torch.arange(1, 3)),
                made("arange with a step", () -> Torch.arange(0, 3, 2)),
                made("linspace", () -> Torch.linspace(0, 1, 3)),
                made("linspace to a tensor", () -> Torch.linspace(0, number(1), 3)),
                made("linspace between tensors", () -> Torch.linspace(number(0), number(1), 3)),
                made("logspace", () -> Torch.logspace(0, 1, 3)),
                made("scalarTensor", () -> Torch.scalarTensor(3)),
                made("rand", () -> Torch.rand(2)),
                made("randn", () -> Torch.randn(2)),
                made("randint", () -> Torch.randint(5, new long[] {2})),
                made("randperm", () -> Torch.randperm(3)),
                made("normal", () -> Torch.normal(0, 1, new long[] {2})),
                made("hannWindow", () -> Torch.hannWindow(4)),
                made("kaiserWindow", () -> Torch.kaiserWindow(4)),
                made("bartlettWindow", () -> Torch.bartlettWindow(4)),
                made("trilIndices", () -> Torch.trilIndices(2, 2)),
                made("zerosLike", () -> Torch.zerosLike(number(1))),
                made("onesLike", () -> Torch.onesLike(number(1))),
                made("fullLike", () -> Torch.fullLike(number(1), 2)),
                made("randnLike", () -> Torch.randnLike(number(1))),
                made("newZeros", () -> number(1).newZeros(2)),
                made("newFull", () -> number(1).newFull(new long[] {2}, 3)),
                made("bernoulli", () -> number(1).bernoulli()),
                made("complex", () -> Torch.complex(number(1), number(2))),
                made("tensor", () -> Torch.tensor(1, 2)));
    }

    @ParameterizedTest
    @MethodSource("factories")
    void newTensor_isAtVersionZero(Supplier<Tensor> factory) {
        try (Tensor tensor = factory.get()) {
            assertThat(tensor.version()).isZero();
            assertThat(tensor.requiresGrad()).isFalse();
            tensor.zero_();
            assertThat(tensor.version()).isOne();
        }
    }

    // So has torch.ops.aten.zeros([2]), which calls the operator itself, too.
    @Test
    void operatorByName_countsFilling() {
        try (Tensor tensor = (Tensor) Torch.call("aten::zeros", new long[] {2})) {
            assertThat(tensor.version()).isOne();
        }
    }
}
