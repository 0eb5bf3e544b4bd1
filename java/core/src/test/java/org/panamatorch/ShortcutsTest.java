package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.Linear;
import org.panamatorch.nn.StateDict;
import org.panamatorch.support.InScope;

import java.util.Arrays;
import java.util.List;

/** What programs need all the time, in the shortest form. */
@NoLeaks
class ShortcutsTest {
    @RegisterExtension final InScope scope = new InScope();

    @Test
    void item_isANumberOfJavas() {
        assertThat(Torch.tensor(2.5).itemDouble()).isEqualTo(2.5);
        assertThat(Torch.tensor(7L).itemDouble()).isEqualTo(7.0);
        assertThat(Torch.tensor(-7L).itemLong()).isEqualTo(-7);
        assertThat(Torch.tensor(true).itemLong()).isEqualTo(1);
        assertThat(Torch.tensor(0.5).itemBoolean()).isTrue();
        assertThat(Torch.ones(2).lt(0).any().itemBoolean()).isFalse();
        assertThat(Torch.tensor(Scalar.complex(0, 1)).itemBoolean()).isTrue();
    }

    @Test
    void itemOfAnotherKind_isRefused() {
        assertThatThrownBy(() -> Torch.tensor(2.5).itemLong())
                .isInstanceOf(TorchException.class)
                .hasMessage(
                        "the element is of dtype torch.float32, expected an integer\n"
                                + "  in itemLong(self=float32[])")
                .extracting(e -> ((TorchException) e).kind())
                .isEqualTo(Kind.TYPE);
        assertThatThrownBy(() -> Torch.tensor(Scalar.complex(1, 2)).itemDouble())
                .isInstanceOf(TorchException.class)
                .hasMessage(
                        "the element is of dtype torch.complex64, expected a real number\n"
                                + "  in itemDouble(self=complex64[])");
        assertThatThrownBy(() -> Torch.ones(2).itemDouble()).isInstanceOf(TorchException.class);
    }

    @Test
    void uint64PastTheLargestLong_isRefusedAsALong() {
        Tensor large = Torch.tensor(-1L).view(DType.UINT64);
        assertThat(large.itemDouble()).isEqualTo(0x1p64);
        assertThatThrownBy(large::itemLong)
                .isInstanceOf(TorchException.class)
                .hasMessage("the element is past the largest long\n  in itemLong(self=uint64[])");
    }

    @Test
    void shapesAndDtypes_areArgumentsOfFactories() {
        Tensor zeros = Torch.zeros(Shape.of(2, 3), DType.INT64);
        assertThat(zeros.dtype()).isEqualTo(DType.INT64);
        assertThat(Torch.ones(zeros.shape()).shape()).isEqualTo(Shape.of(2, 3));
        assertThat(Torch.arange(6, DType.FLOAT64).reshape(zeros.shape()).get(1, 0).itemDouble())
                .isEqualTo(3.0);
        assertThat(Torch.full(Shape.of(2), 7, DType.INT8).toByteArray()).containsExactly(7, 7);
        assertThat(Torch.randint(5, 6, Shape.of(3)).toLongArray()).containsExactly(5, 5, 5);
        assertThat(Torch.tensor(new int[] {1, 2}, DType.INT64).toLongArray()).containsExactly(1, 2);
    }

    @Test
    void nullInsteadOfAShape_isNamed() {
        assertThatThrownBy(() -> Torch.zeros((Shape) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("zeros: argument 'size' is null, expected a shape");
    }

    @Test
    void randintWithoutASize_isNoMethod() {
        assertThat(
                        Arrays.stream(Torch.class.getMethods())
                                .filter(method -> method.getName().equals("randint"))
                                .noneMatch(method -> method.isVarArgs()))
                .isTrue();
    }

    @Test
    void listsOfNumbers_areTensors() {
        assertThat(Torch.tensor(List.of(1, 2L, (short) 3)).toLongArray()).containsExactly(1, 2, 3);
        assertThat(Torch.tensor(List.of(0.5, 2f)).toFloatArray()).containsExactly(0.5f, 2f);
        assertThat(Torch.tensor(List.<Long>of()).dtype()).isEqualTo(DType.FLOAT32);
        assertThatThrownBy(() -> Torch.tensor(Arrays.asList(1, null)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("tensor: argument 'data[1]' is null, expected a number or a Boolean");
    }

    @Test
    void listsOfBooleans_areTensorsAsPythonInfersThem() {
        assertThat(Torch.tensor(List.of(true, false)).toBooleanArray())
                .containsExactly(true, false);
        assertThat(Torch.tensor(List.of(7, true)).toLongArray()).containsExactly(7, 1);
        assertThat(Torch.tensor(List.of(true, 1.5)).toFloatArray()).containsExactly(1, 1.5f);
    }

    @Test
    void nestedLists_areTensorsAgain() {
        Tensor x = Torch.arange(6).view(1, 2, 3);
        assertThat(Torch.equal(Torch.tensor(x.tolist()), x)).isTrue();
        assertThat(Torch.tensor(List.of(List.of(), List.of())).shape()).isEqualTo(Shape.of(2, 0));
        Tensor half = Torch.tensor(List.of(List.of(1.5, 2), List.of(3, 4)), DType.FLOAT16);
        assertThat(half.tolist()).isEqualTo(List.of(List.of(1.5, 2.0), List.of(3.0, 4.0)));
        assertThat(half.dtype()).isEqualTo(DType.FLOAT16);
    }

    @Test
    void listsThatAreNoTensors_areRefused() {
        assertThatThrownBy(() -> Torch.tensor(List.of(List.of(1, 2), List.of(3))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "tensor: argument 'data' is ragged: expected length 2 at dimension 1, but"
                                + " got 1");
        assertThatThrownBy(() -> Torch.tensor(List.of(List.of(1), 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tensor: argument 'data[1]' is no list, unlike the first at its level");
        assertThatThrownBy(() -> Torch.tensor(List.of(1, List.of(2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tensor: argument 'data[1]' is a list, unlike the first at its level");
        assertThatThrownBy(() -> Torch.tensor(List.of(1, "2")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "tensor: argument 'data[1]' is a java.lang.String, expected an integer, a"
                                + " float, a double or a Boolean");
    }

    @Test
    void masks_areIndices() {
        Tensor x = Torch.arange(4);
        x.setAt(-1, x.gt(2));
        x.setAt(Torch.tensor(new long[] {10}), x.eq(1));
        assertThat(x.toLongArray()).containsExactly(0, 10, 2, -1);
        assertThat(x.index(x.lt(3)).toLongArray()).containsExactly(0, 2, -1);
    }

    @Test
    void devices_haveNames() {
        assertThat(Torch.ones(2).to("cpu").device()).isEqualTo(Device.CPU);
        assertThatThrownBy(() -> Torch.ones(2).to("cpuu")).isInstanceOf(TorchException.class);
    }

    @Test
    void gradientsOfAList_areAList() {
        Tensor x = Torch.tensor(3.0).requiresGrad_();
        Tensor y = Torch.tensor(5.0).requiresGrad_();
        List<Tensor> gradients = Autograd.grad(x.mul(x).add(y), List.of(x, y));
        assertThat(gradients).extracting(Tensor::itemDouble).containsExactly(6.0, 1.0);
    }

    @Test
    void copiedState_doesNotTrain() {
        Linear linear = new Linear(2, 3);
        StateDict best = linear.stateDict().copy();
        Tensor before = best.get("weight").clone();
        Torch.noGrad(() -> linear.weight().add_(1));
        assertThat(best.get("weight").equal(before)).isTrue();
        assertThat(best.versions()).isEqualTo(linear.stateDict().versions());
        assertThat(linear.numParameters()).isEqualTo(9);
    }
}
