package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.panamatorch.AutogradFunctional.Product;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.support.InScope;

import java.util.Arrays;
import java.util.List;

/** Derivatives of functions, with what Python 2.13 gives. */
@NoLeaks
class AutogradFunctionalTest {
    @RegisterExtension final InScope scope = new InScope();
    private Tensor x;
    private Tensor y;

    @BeforeEach
    void open() {
        x = Torch.tensor(1f, 2f);
        y = Torch.tensor(3f, 4f);
    }

    private static Tensor[] list(Tensor... tensors) {
        return tensors;
    }

    private static Tensor cubes(Tensor... inputs) {
        return inputs[0].pow(3).sum().mul(inputs[0].get(0));
    }

    private static Tensor products(Tensor... inputs) {
        return inputs[0].mul(inputs[1]).mul(inputs[1]).sum();
    }

    private static List<Tensor> products(Product product) {
        return product.product();
    }

    private static void assertText(String expected, Object actual) {
        String text = actual instanceof Object[] list ? Arrays.deepToString(list) : "" + actual;
        assertThat(text.replaceAll("\\s+", " ")).isEqualTo(expected);
    }

    private static void assertRefused(ThrowingCallable call, String text) {
        assertThatThrownBy(call).isInstanceOf(TorchException.class).hasMessage(text);
    }

    @Test
    void jacobian_hasTheSizesOfOutputAndInput() {
        assertText(
                "tensor([[ 3., 0.], [ 0., 12.]])", AutogradFunctional.jacobian(t -> t.pow(3), x));
        assertText(
                "tensor([2., 1.])",
                AutogradFunctional.jacobian(
                        t -> t.exp().sum().mul(0).add(t.get(0).mul(t.get(1))), x));
        assertText(
                "[[tensor([[3., 0.], [0., 4.]]), tensor([[1., 0.], [0., 2.]])],"
                        + " [tensor([0., 0.]), tensor([1., 1.])]]",
                AutogradFunctional.jacobian(in -> list(in[0].mul(in[1]), in[1].sum()), list(x, y)));
    }

    @Test
    void hessian_hasTheSizesOfTheInputsTwice() {
        assertText(
                "tensor([[12., 12.], [12., 12.]])",
                AutogradFunctional.hessian(AutogradFunctionalTest::cubes, x));
        assertText(
                "[[tensor([[0., 0.], [0., 0.]]), tensor([[6., 0.], [0., 8.]])],"
                        + " [tensor([[6., 0.], [0., 8.]]), tensor([[2., 0.], [0., 4.]])]]",
                AutogradFunctional.hessian(AutogradFunctionalTest::products, list(x, y)));
        assertText("tensor([[0., 0.], [0., 0.]])", AutogradFunctional.hessian(Tensor::sum, x));
    }

    @Test
    void vjp_multipliesFromTheLeft() {
        Product product = AutogradFunctional.vjp(in -> list(in[0].pow(3)), list(x), list(y));
        assertText("[tensor([1., 8.])]", product.outputs());
        assertText("[tensor([ 9., 48.])]", product.product());
        assertText(
                "[tensor([ 3., 12.])]",
                products(AutogradFunctional.vjp(in -> list(in[0].pow(3).sum()), list(x))));
    }

    @Test
    void jvp_multipliesFromTheRight() {
        Product product =
                AutogradFunctional.jvp(in -> list(in[0].mul(in[1])), list(x, y), list(y, x));
        assertText("[tensor([3., 8.])]", product.outputs());
        assertText("[tensor([10., 20.])]", product.product());
        assertText(
                "[tensor([0., 0.])]",
                products(AutogradFunctional.jvp(in -> list(Torch.ones(2)), list(x), list(y))));
    }

    @Test
    void hessianProducts_agree() {
        for (Product product :
                list(
                        AutogradFunctional.vhp(AutogradFunctionalTest::cubes, list(x), list(y)),
                        AutogradFunctional.hvp(AutogradFunctionalTest::cubes, list(x), list(y)))) {
            assertText("[tensor(9.)]", product.outputs());
            assertText("[tensor([84., 84.])]", product.product());
        }
        assertText(
                "[tensor([18., 32.]), tensor([12., 32.])]",
                products(
                        AutogradFunctional.vhp(
                                AutogradFunctionalTest::products, list(x, y), list(x, y))));
        assertText(
                "[tensor([0., 0.])]",
                products(AutogradFunctional.hvp(in -> in[0].sum(), list(x), list(y))));
    }

    private static Product[] list(Product... products) {
        return products;
    }

    @Test
    void createdGraph_isDifferentiatedAgain() {
        Tensor leaf = x.clone().requiresGrad_();
        Tensor jacobian =
                AutogradFunctional.jacobian(
                        in -> list(in[0].pow(3)), list(leaf), o -> o.createGraph(true))[0][0];
        assertThat(jacobian.requiresGrad()).isTrue();
        assertText("tensor([ 6., 12.])", Autograd.grad(jacobian.sum(), leaf));
        assertThat(AutogradFunctional.jacobian(t -> t.pow(3), leaf).requiresGrad()).isFalse();
    }

    @Test
    void insideNoGrad_itWorks() {
        assertText(
                "tensor([[ 3., 0.], [ 0., 12.]])",
                Torch.noGrad(() -> AutogradFunctional.jacobian(t -> t.pow(3), x)));
    }

    @Test
    void strict_refusesIndependence() {
        assertRefused(
                () ->
                        AutogradFunctional.jacobian(
                                in -> list(Torch.ones(2)), list(x), o -> o.strict(true)),
                "Output 0 of the user-provided function does not require gradients. The outputs"
                    + " must be computed in a differentiable manner from the input when running in"
                    + " strict mode.");
        assertRefused(
                () ->
                        AutogradFunctional.jacobian(
                                in -> list(in[0].mul(1)), list(x, y), o -> o.strict(true)),
                "Output 0 of the user-provided function is independent of input 1. This is not"
                        + " allowed in strict mode.");
        assertRefused(
                () -> AutogradFunctional.hessian(in -> in[0].sum(), list(x), o -> o.strict(true)),
                "While computing the hessian, found that the jacobian of the user-provided function"
                    + " with respect to input 0 is independent of the input. This is not allowed in"
                    + " strict mode. You should ensure that your function is twice differentiable"
                    + " and that the jacobian depends on the inputs (this would be violated by a"
                    + " linear function for example).");
        assertText(
                "[[tensor([[1., 0.], [0., 1.]]), tensor([[0., 0.], [0., 0.]])]]",
                AutogradFunctional.jacobian(in -> list(in[0].mul(1)), list(x, y)));
    }

    @Test
    void vectorsThatDoNotFit_areRefused() {
        assertRefused(
                () -> AutogradFunctional.hessian(t -> t.mul(1), x),
                "The Tensor returned by the function given to hessian should contain a single"
                        + " element");
        assertRefused(
                () -> AutogradFunctional.vjp(in -> list(in[0].mul(1)), list(x)),
                "The vector v can only be None if the user-provided function returns a single"
                        + " Tensor with a single element.");
        assertRefused(
                () -> AutogradFunctional.jvp(in -> list(in[0].mul(1)), list(x)),
                "The vector v can only be None if the input to the user-provided function is a"
                        + " single Tensor with a single element.");
        assertRefused(
                () ->
                        AutogradFunctional.vjp(
                                in -> list(in[0].mul(1)), list(x), list(Torch.ones(3))),
                "v has invalid size: should be torch.Size([2]) but got torch.Size([3]).");
        assertRefused(
                () -> AutogradFunctional.vjp(in -> list(in[0].mul(1)), list(x, y), list(x, y)),
                "The given v should contain a single Tensor.");
    }
}
