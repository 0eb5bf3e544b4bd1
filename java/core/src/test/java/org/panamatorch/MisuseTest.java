package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.CrossEntropyLoss;
import org.panamatorch.nn.Embedding;
import org.panamatorch.nn.RNN;
import org.panamatorch.nn.RNNCell;
import org.panamatorch.optim.Adam;

import java.util.List;

/** Bad input ends in an exception that says what was wrong, and never in the end of the process. */
@NoLeaks
class MisuseTest {
    @Test
    void closedTensor_throwsAndNamesOperationAndArgument() {
        Tensor a = Torch.ones(2);
        Tensor closed = Torch.ones(2);
        closed.close();
        assertThatThrownBy(() -> a.add(closed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("add.Tensor: tensor 'other' was used after it had been closed");
        assertThatThrownBy(closed::dtype)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("dtype: tensor 'self' was used after it had been closed");
    }

    @Test
    void closedTwice_isHarmless() {
        Tensor a = Torch.ones(2);
        a.close();
        a.close();
        assertThat(a.isClosed()).isTrue();
        assertThat(a).hasToString("tensor(<closed>)");
    }

    @Test
    void tensorOfClosedScope_throws() {
        Tensor a;
        try (var _ = new TensorScope()) {
            a = Torch.ones(2);
        }
        assertThatThrownBy(() -> a.mul(a))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void shapesThatDoNotBroadcast_throwWithBothShapes() {
        assertThatThrownBy(() -> Torch.ones(2, 3).add(Torch.ones(2, 4)))
                .isInstanceOf(TorchException.class)
                .hasMessageContaining(
                        "The size of tensor a (3) must match the size of tensor b (4)")
                .hasMessageContaining(
                        "in add.Tensor(self=float32[2, 3], other=float32[2, 4], alpha=1)");
    }

    @Test
    void shapesThatDoNotMultiply_throwWithBothShapes() {
        assertThatThrownBy(() -> Torch.ones(2, 3).matmul(Torch.ones(2, 3)))
                .isInstanceOf(TorchException.class)
                .hasMessageContaining("self=float32[2, 3], other=float32[2, 3]");
    }

    @Test
    void wrongDtype_throwsWithDtypes() {
        assertThatThrownBy(
                        () ->
                                Torch.ones(2, 2)
                                        .matmul(
                                                Torch.ones(
                                                        new long[] {2, 2},
                                                        TensorOptions.of(DType.FLOAT64))))
                .isInstanceOf(TorchException.class)
                .hasMessageContaining("float64[2, 2]");
    }

    @Test
    void indexOutOfRange_isOfKindIndex() {
        assertThatThrownBy(() -> Torch.ones(3).select(0, 3))
                .isInstanceOfSatisfying(
                        TorchException.class,
                        e -> assertThat(e.kind()).isEqualTo(TorchException.Kind.INDEX))
                .hasMessageContaining("index 3 out of range")
                .hasMessageContaining("self=float32[3]");
    }

    @Test
    void dimensionOutOfRange_isOfKindIndex() {
        assertThatThrownBy(() -> Torch.ones(3).max(1))
                .isInstanceOfSatisfying(
                        TorchException.class,
                        e -> assertThat(e.kind()).isEqualTo(TorchException.Kind.INDEX))
                .hasMessageContaining("Dimension out of range");
    }

    @Test
    void itemOfManyElements_throws() {
        assertThatThrownBy(() -> Torch.ones(3).item())
                .isInstanceOf(TorchException.class)
                .hasMessageContaining("a Tensor with 3 elements cannot be converted to Scalar");
    }

    @Test
    void nullTensor_throwsAndNamesOperationAndArgument() {
        Tensor a = Torch.ones(1);
        assertThatThrownBy(() -> a.add((Tensor) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("add.Tensor: argument 'other' is null, expected a tensor");
    }

    @Test
    void nullInList_throws() {
        assertThatThrownBy(() -> Torch.cat(Torch.ones(1), null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("'tensors' is null");
    }

    @Test
    void targetClassOutOfRange_throws() {
        CrossEntropyLoss loss = new CrossEntropyLoss();
        assertThatThrownBy(() -> loss.forward(Torch.ones(1, 4), Torch.tensor(new long[] {7})))
                .isInstanceOf(TorchException.class)
                .hasMessageContaining("Target 7 is out of bounds");
    }

    @Test
    void embeddingIndexOutOfRange_throws() {
        Embedding embedding = new Embedding(4, 3);
        assertThatThrownBy(() -> embedding.forward(Torch.tensor(new long[] {4})))
                .isInstanceOf(TorchException.class)
                .hasMessageContaining("index out of range in self");
    }

    @Test
    void unknownDevice_throws() {
        assertThatThrownBy(() -> Device.of("gpu:0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown device 'gpu:0'");
    }

    @Test
    void deviceThatIsNotThere_throws() {
        assertThatThrownBy(() -> Torch.ones(new long[] {1}, TensorOptions.of(Device.of("xpu:3"))))
                .isInstanceOf(TorchException.class)
                .hasMessageContaining("xpu:3");
    }

    @Test
    void raggedArray_throws() {
        assertThatThrownBy(() -> Torch.tensor(new float[][] {{1, 2}, {3}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected length 2 at dimension 1, but got 1");
    }

    @Test
    void arrayOfAnotherType_throws() {
        assertThatThrownBy(() -> Torch.tensor(new String[] {"1"}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.String[]");
    }

    @Test
    void numberOfAnotherClass_throws() {
        Tensor a = Torch.ones(1);
        assertThatThrownBy(() -> a.add(new java.math.BigDecimal("1.5")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.math.BigDecimal");
    }

    @Test
    void backwardOfNonScalar_throws() {
        Tensor a = Torch.ones(3).requiresGrad_();
        assertThatThrownBy(() -> a.mul(2).backward())
                .isInstanceOf(TorchException.class)
                .hasMessageContaining("grad can be implicitly created only for scalar outputs");
    }

    @Test
    void backwardWithoutGraph_throws() {
        assertThatThrownBy(() -> Torch.ones(1).backward())
                .isInstanceOf(TorchException.class)
                .hasMessageContaining("does not require grad and does not have a grad_fn");
    }

    @Test
    void gradOfIntegers_throws() {
        assertThatThrownBy(() -> Torch.tensor(new long[] {1}).requiresGrad_())
                .isInstanceOf(TorchException.class)
                .hasMessageContaining("nly Tensors of floating point");
    }

    @Test
    void inputSizeOfCell_throws() {
        RNNCell cell = new RNNCell(4, 2);
        assertThatThrownBy(() -> cell.forward(Torch.ones(1, 5)))
                .isInstanceOf(TorchException.class)
                .hasMessageContaining("input has inconsistent input_size: got 5");
    }

    @Test
    void inputDimensionsOfRnn_throw() {
        RNN rnn = new RNN(4, 2);
        assertThatThrownBy(() -> rnn.forward(Torch.ones(4)))
                .isInstanceOf(TorchException.class)
                .hasMessageContaining("Expected input to be 2D or 3D");
    }

    @Test
    void noParameters_throws() {
        assertThatThrownBy(() -> new Adam(List.of(), 0.1))
                .isInstanceOf(TorchException.class)
                .hasMessageContaining("optimizer got an empty parameter list");
    }

    @Test
    void negativeLearningRate_throws() {
        Tensor a = Torch.ones(1).requiresGrad_();
        assertThatThrownBy(() -> new Adam(List.of(a), -0.1))
                .isInstanceOf(TorchException.class)
                .hasMessageContaining("Invalid learning rate: -0.1");
    }

    @Test
    void closedOptimizer_throws() {
        Tensor a = Torch.ones(1).requiresGrad_();
        Adam adam = new Adam(List.of(a), 0.1);
        adam.close();
        assertThatThrownBy(adam::step)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void scopeOfAnotherThread_throws() throws InterruptedException {
        try (var scope = new TensorScope()) {
            Throwable[] thrown = new Throwable[1];
            Thread thread = new Thread(() -> thrown[0] = catchThrowable(scope::close));
            thread.start();
            thread.join();
            assertThat(thrown[0])
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("belongs to thread");
        }
    }

    @Test
    void outerScopeClosedFirst_throws() {
        var outer = new TensorScope();
        var inner = new TensorScope();
        assertThatThrownBy(outer::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("still open");
        inner.close();
        outer.close();
    }

    @Test
    void threadCountOfZero_throws() {
        assertThatThrownBy(() -> Torch.setNumThreads(0)).isInstanceOf(TorchException.class);
    }

    private static Throwable catchThrowable(Runnable action) {
        try {
            action.run();
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }
}
