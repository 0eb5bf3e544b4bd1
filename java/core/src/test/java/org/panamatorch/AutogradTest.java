package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.junit.NoLeaks;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Gradients: which there are, and what is refused in which words. */
@NoLeaks
class AutogradTest {
    private static Tensor leaf(double... elements) {
        return Torch.tensor(elements).requiresGrad_();
    }

    private static double[] grad(Tensor leaf) {
        return leaf.grad().toDoubleArray();
    }

    private static void assertRefused(Kind kind, String text, ThrowingCallable code) {
        TorchException thrown = catchThrowableOfType(TorchException.class, code);
        assertThat(thrown).isNotNull();
        assertThat(thrown.getMessage().split("\n  in ")[0]).isEqualTo(text);
        assertThat(thrown.kind()).isEqualTo(kind);
    }

    private static void assertRefused(String text, ThrowingCallable code) {
        assertRefused(Kind.RUNTIME, text, code);
    }

    @Nested
    class Backward {
        @Test
        void scalar_accumulatesInItsLeaves() {
            Tensor a = leaf(1, 2);
            Tensor b = leaf(3, 4);
            a.mul(b).sum().backward();
            a.mul(2).sum().backward();
            assertThat(grad(a)).containsExactly(5, 6);
            assertThat(grad(b)).containsExactly(1, 2);
        }

        @Test
        void weights_multiplyTheGradient() {
            Tensor a = leaf(1, 2);
            a.mul(a).backward(Torch.tensor(10.0, 100.0));
            assertThat(grad(a)).containsExactly(20, 400);
        }

        @Test
        void severalRoots_areAdded() {
            Tensor a = leaf(1, 2);
            Autograd.backward(a.sum(), a.mul(a).sum());
            assertThat(grad(a)).containsExactly(3, 5);
        }

        @Test
        void severalRootsWithWeights_areAdded() {
            Tensor a = leaf(1, 2);
            Autograd.backward(
                    new Tensor[] {a.mul(3), a.sum()}, new Tensor[] {Torch.tensor(1.0, 2.0), null});
            assertThat(grad(a)).containsExactly(4, 7);
        }

        @Test
        void inputs_areTheOnlyLeavesThatGetGradients() {
            Tensor a = leaf(1, 2);
            Tensor b = leaf(3, 4);
            Autograd.backward(new Tensor[] {a.mul(b).sum()}, o -> o.inputs(b));
            assertThat(a.grad()).isNull();
            assertThat(grad(b)).containsExactly(1, 2);
        }

        @Test
        void retainedGraph_canBeUsedAgain() {
            Tensor a = leaf(1, 2);
            Tensor loss = a.mul(a).sum();
            loss.backward(o -> o.retainGraph(true));
            loss.backward();
            assertThat(grad(a)).containsExactly(4, 8);
            assertRefused(
                    "Trying to backward through the graph a second time (or directly access saved"
                        + " tensors after they have already been freed). Saved intermediate values"
                        + " of the graph are freed when you call .backward() or autograd.grad()."
                        + " Specify retain_graph=True if you need to backward through the graph a"
                        + " second time or if you need to access saved tensors after calling"
                        + " backward.",
                    loss::backward);
        }

        @Test
        void createdGraph_canBeDifferentiated() {
            Tensor a = leaf(2, 3);
            a.pow(3).sum().backward(o -> o.createGraph(true));
            Tensor first = a.grad();
            a.setGrad(null);
            first.sum().backward();
            assertThat(first.toDoubleArray()).containsExactly(12, 27);
            assertThat(grad(a)).containsExactly(12, 18);
        }

        @Test
        void retainedGradient_isKeptOnATensorThatIsNoLeaf() {
            Tensor a = leaf(1, 2);
            Tensor b = a.mul(2);
            assertThat(b.retainsGrad()).isFalse();
            b.retainGrad();
            b.mul(b).sum().backward();
            assertThat(b.retainsGrad()).isTrue();
            assertThat(grad(b)).containsExactly(4, 8);
        }

        @Test
        void sparseGradient_isSparse() {
            Tensor weight = Torch.ones(5, 2).requiresGrad_();
            Tensor indices = Torch.tensor(new long[] {1, 1, 3});
            ((Tensor) Torch.call("aten::embedding", weight, indices, -1, false, true))
                    .sum()
                    .backward();
            assertThat(weight.grad().layout()).isEqualTo(Layout.SPARSE_COO);
            assertThat(weight.grad().toDense().toFloatArray())
                    .containsExactly(0, 0, 2, 2, 0, 0, 1, 1, 0, 0);
        }

        @Test
        void halfPrecision_hasHalfGradients() {
            Tensor a = Torch.ones(new long[] {2}, TensorOptions.of(DType.BFLOAT16)).requiresGrad_();
            a.mul(3).sum().backward();
            assertThat(a.grad().dtype()).isEqualTo(DType.BFLOAT16);
        }
    }

    @Nested
    class Grad {
        @Test
        void gradient_isReturnedAndNotAccumulated() {
            Tensor a = leaf(1, 2);
            assertThat(Autograd.grad(a.mul(a).sum(), a).toDoubleArray()).containsExactly(2, 4);
            assertThat(a.grad()).isNull();
        }

        @Test
        void severalOutputsAndInputs_giveOneGradientAnInput() {
            Tensor a = leaf(1, 2);
            Tensor b = leaf(3, 4);
            Tensor[] gradients =
                    Autograd.grad(
                            new Tensor[] {a.mul(b), a.sum()},
                            new Tensor[] {a, b},
                            o -> o.gradOutputs(Torch.tensor(1.0, 10.0), null));
            assertThat(gradients[0].toDoubleArray()).containsExactly(4, 41);
            assertThat(gradients[1].toDoubleArray()).containsExactly(1, 20);
        }

        @Test
        void gradientOfAGradient_isTheSecondDerivative() {
            Tensor a = leaf(2, 3);
            Tensor first = Autograd.grad(a.pow(3).sum(), a, o -> o.createGraph(true));
            Tensor second = Autograd.grad(first.sum(), a, o -> o.createGraph(true));
            Tensor third = Autograd.grad(second.sum(), a);
            assertThat(first.toDoubleArray()).containsExactly(12, 27);
            assertThat(second.toDoubleArray()).containsExactly(12, 18);
            assertThat(third.toDoubleArray()).containsExactly(6, 6);
        }

        @Test
        void inputThatIsNoLeaf_hasAGradient() {
            Tensor middle = leaf(1, 2).mul(2);
            assertThat(Autograd.grad(middle.mul(middle).sum(), middle).toDoubleArray())
                    .containsExactly(4, 8);
        }

        @Test
        void unusedInput_isNullOrZeroWhereThatIsAllowed() {
            Tensor a = leaf(1, 2);
            Tensor unused = leaf(3, 4);
            Tensor output = a.sum();
            assertThat(Autograd.grad(output, unused, o -> o.retainGraph(true).allowUnused(true)))
                    .isNull();
            Tensor zero =
                    Autograd.grad(
                            output,
                            unused,
                            o -> o.retainGraph(true).materializeGrads(true).createGraph(true));
            assertThat(zero.toDoubleArray()).containsExactly(0, 0);
            assertThat(zero.requiresGrad()).isTrue();
        }
    }

    @Nested
    class State {
        static Stream<Arguments> functions() {
            return Stream.of(
                    function("AddBackward0", x -> x.add(Torch.tensor(1f))),
                    function("SigmoidBackward0", Tensor::sigmoid),
                    function("MmBackward0", x -> x.matmul(x)),
                    function("ViewBackward0", x -> x.view(9)),
                    function("TBackward0", Tensor::t),
                    function("SumBackward0", Tensor::sum),
                    function("MeanBackward1", x -> x.mean(0)),
                    function("SoftmaxBackward0", x -> x.softmax(0)),
                    function("IndexBackward0", x -> x.index(Index.of(0, 1))),
                    function("SelectBackward0", x -> x.get(0)),
                    function("SliceBackward0", x -> x.index(Index.from(1))),
                    function("UnsqueezeBackward0", x -> x.index(Index.newAxis())),
                    function("AliasBackward0", x -> x.index(Index.ellipsis())),
                    function("CopySlices", x -> x.clone().setAt(1, Index.at(0))),
                    function("IndexPutBackward0", x -> x.clone().setAt(1, Index.of(0))),
                    function("PermuteBackward0", x -> x.permute(1, 0)),
                    function("CloneBackward0", Tensor::clone));
        }

        private static Arguments function(String name, UnaryOperator<Tensor> operation) {
            return Arguments.of(name, operation);
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("functions")
        void gradFn_isNamedAsInPython(String name, UnaryOperator<Tensor> operation) {
            Tensor result = operation.apply(Torch.ones(3, 3).requiresGrad_());
            assertThat(result.gradFn()).isEqualTo(name);
            assertThat(result.isLeaf()).isFalse();
        }

        @Test
        void leaf_hasNoFunction() {
            Tensor a = leaf(1);
            assertThat(a.gradFn()).isNull();
            assertThat(a.isLeaf()).isTrue();
            assertThat(a.outputNr()).isZero();
        }

        @Test
        void version_countsWritingInPlace() {
            Tensor a = Torch.tensor(0f, 0f, 0f);
            assertThat(a.version()).isZero();
            a.add_(1);
            a.get(0).fill_(2);
            a.setAt(1, Index.at(1));
            assertThat(a.version()).isEqualTo(3);
        }

        @Test
        void detached_sharesElementsAndVersion() {
            Tensor a = Torch.tensor(0f, 0f, 0f);
            Tensor detached = a.detach();
            detached.add_(1);
            assertThat(a.version()).isEqualTo(1);
            assertThat(a.toFloatArray()).containsExactly(1, 1, 1);
            assertThat(leaf(1).mul(2).detach().requiresGrad()).isFalse();
        }

        @Test
        void detachedInPlace_isALeaf() {
            Tensor a = leaf(1).mul(2);
            assertThat(a.detach_()).isSameAs(a);
            assertThat(a.isLeaf()).isTrue();
            assertThat(a.requiresGrad()).isFalse();
        }

        @Test
        void data_isWrittenUnnoticed() {
            Tensor a = leaf(1, 2);
            a.data().add_(1);
            assertThat(a.version()).isZero();
            assertThat(a.detach().toDoubleArray()).containsExactly(2, 3);
        }

        @Test
        void setData_replacesTheElements() {
            Tensor a = leaf(1, 2);
            a.setData(Torch.tensor(new double[] {7}));
            assertThat(a.sizes()).containsExactly(1);
            assertThat(a.requiresGrad()).isTrue();
        }

        @Test
        void partOfATensor_passesItsGradientOn() {
            Tensor a = Torch.ones(2, 3).requiresGrad_();
            a.index(Index.all(), Index.of(0, 0, 2)).sum().backward();
            assertThat(a.grad().toFloatArray()).containsExactly(2, 0, 1, 2, 0, 1);
        }

        @Test
        void replacedPart_hasNoGradient() {
            Tensor a = Torch.ones(3).requiresGrad_();
            Tensor value = Torch.ones(1).requiresGrad_();
            Tensor b = a.mul(2);
            b.setAt(value, Index.from(2));
            b.sum().backward();
            assertThat(a.grad().toFloatArray()).containsExactly(2, 2, 0);
            assertThat(value.grad().toFloatArray()).containsExactly(1);
        }
    }

    @Nested
    class Misuse {
        @Test
        void backwardOfSeveralElementsWithoutWeights() {
            assertRefused(
                    "grad can be implicitly created only for scalar outputs",
                    () -> Autograd.backward(leaf(1, 2).mul(2)));
        }

        @Test
        void backwardOfWhatWasNotRecorded() {
            assertRefused(
                    "element 1 of tensors does not require grad and does not have a grad_fn",
                    () -> Autograd.backward(leaf(1).sum(), Torch.ones(1)));
        }

        @Test
        void weightsOfAnotherShape() {
            assertRefused(
                    "Mismatch in shape: grad_output[0] has a shape of torch.Size([3]) and output[0]"
                            + " has a shape of torch.Size([2]).",
                    () -> leaf(1, 2).mul(2).backward(Torch.ones(3)));
        }

        @Test
        void moreWeightsThanRoots() {
            assertRefused(
                    "got 1 tensors and 2 gradients",
                    () ->
                            Autograd.backward(
                                    new Tensor[] {leaf(1).mul(2)},
                                    new Tensor[] {Torch.ones(1), Torch.ones(1)}));
        }

        @Test
        void noInputs() {
            assertRefused(
                    "`inputs` argument to `backward()` cannot be empty.",
                    () ->
                            Autograd.backward(
                                    new Tensor[] {leaf(1).sum()}, o -> o.inputs(new Tensor[0])));
            assertRefused(
                    "`inputs` argument to `grad()` cannot be empty.",
                    () -> Autograd.grad(new Tensor[] {leaf(1).sum()}, new Tensor[0]));
        }

        @Test
        void unusedInput() {
            assertRefused(
                    "The differentiated Tensor at index 0 appears to not have been used in the"
                            + " graph. Set allow_unused=True if this is the desired behavior.",
                    () -> Autograd.grad(leaf(1).sum(), leaf(2)));
        }

        @Test
        void inputThatDoesNotRequireGrad() {
            assertRefused(
                    "One of the differentiated Tensors does not require grad",
                    () -> Autograd.grad(leaf(1).sum(), Torch.ones(1)));
        }

        @Test
        void materializedAndNotAllowed() {
            assertRefused(
                    Kind.VALUE,
                    "Expected allow_unused to be True or not passed when materialize_grads=True,"
                            + " but got: allow_unused=False.",
                    () ->
                            Autograd.grad(
                                    leaf(1).sum(),
                                    leaf(1),
                                    o -> o.allowUnused(false).materializeGrads(true)));
        }

        @Test
        void complexScalarWithoutWeights() {
            assertRefused(
                    "grad can be implicitly created only for real scalar outputs but got"
                            + " torch.complex64",
                    () -> Torch.ones(1).requiresGrad_().to(DType.COMPLEX64).backward());
        }

        @Test
        void realWeightOfAComplexRoot() {
            assertRefused(
                    "For complex Tensors, both grad_output and output are required to have the same"
                        + " dtype. Mismatch in dtype: grad_output[0] has a dtype of torch.float32"
                        + " and output[0] has a dtype of torch.complex64.",
                    () ->
                            Torch.ones(1)
                                    .requiresGrad_()
                                    .to(DType.COMPLEX64)
                                    .backward(Torch.ones(1)));
        }

        @Test
        void leafWrittenInPlace() {
            assertRefused(
                    "a leaf Variable that requires grad is being used in an in-place operation.",
                    () -> leaf(1).add_(1));
            assertRefused(
                    "a view of a leaf Variable that requires grad is being used in an in-place"
                            + " operation.",
                    () -> leaf(1).setAt(2, Index.at(0)));
        }

        @Test
        void savedTensorWrittenInPlace() {
            Tensor a = Torch.ones(3).requiresGrad_().sigmoid();
            Tensor loss = a.mul(a).sum();
            a.add_(Torch.ones(3));
            assertRefused(
                    "one of the variables needed for gradient computation has been modified by an"
                        + " inplace operation: [torch.FloatTensor [3]], which is output 0 of Add,"
                        + " is at version 1; expected version 0 instead. Hint: enable anomaly"
                        + " detection to find the operation that failed to compute its gradient,"
                        + " with torch.autograd.set_detect_anomaly(True, check_nan=False).",
                    loss::backward);
        }

        @Test
        void integersThatShallRequireGrad() {
            assertRefused(
                    "only Tensors of floating point dtype can require gradients",
                    () -> Torch.tensor(new long[] {1}).requiresGrad_());
        }

        @Test
        void resultThatShallNotRequireGrad() {
            assertRefused(
                    "you can only change requires_grad flags of leaf variables. If you want to use"
                        + " a computed variable in a subgraph that doesn't require differentiation"
                        + " use var_no_grad = var.detach().",
                    () -> leaf(1).mul(2).requiresGrad_(false));
        }

        @Test
        void gradientOfAnotherShape() {
            assertRefused(
                    "attempting to assign a gradient of size '[2]' to a tensor of size '[1]'."
                            + " Please ensure that the gradient and the tensor are the same size",
                    () -> leaf(1).setGrad(Torch.tensor(1.0, 2.0)));
        }

        @Test
        void gradientOfAnotherDtype() {
            assertRefused(
                    "attempting to assign a gradient with dtype 'float' to a tensor with grad_dtype"
                        + " 'Double'. The gradient must match the tensor's grad_dtype (defaults to"
                        + " the tensor's dtype).",
                    () -> leaf(1).setGrad(Torch.ones(1)));
        }

        @Test
        void ownGradient() {
            assertThatThrownBy(
                            () -> {
                                Tensor a = leaf(1);
                                a.setGrad(a);
                            })
                    .hasMessageStartingWith("can't assign Variable as its own grad");
        }

        @Test
        void retainedGradientOfWhatWasNotRecorded() {
            assertRefused(
                    "can't retain_grad on Tensor that has requires_grad=False",
                    () -> Torch.ones(1).retainGrad());
        }

        @Test
        void dataOfAnotherKind() {
            assertRefused(
                    "data set to a tensor that requires gradients must be floating point or complex"
                            + " dtype",
                    () -> leaf(1).setData(Torch.tensor(new long[] {1})));
        }

        @Test
        void absentRoot() {
            assertThatThrownBy(() -> Autograd.backward(leaf(1).sum(), null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("backward: argument 'tensors' is null, expected a tensor");
        }
    }
}
