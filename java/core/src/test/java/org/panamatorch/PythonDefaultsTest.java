package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.panamatorch.support.Refusals.assertRefused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.option.MatrixNorm;
import org.panamatorch.result.LuResult;
import org.panamatorch.result.TensorTuple;
import org.panamatorch.result.UniqueResult;
import org.panamatorch.support.InScope;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/** What Python's functions add before the operators; the values are Python's. */
@NoLeaks
class PythonDefaultsTest {
    @RegisterExtension final InScope scope = new InScope();

    @Test
    void stft_isCentred() {
        Tensor real = Torch.ones(400);
        Tensor z = Torch.complex(real, Torch.zeros(400));
        Tensor window = Torch.ones(64);
        assertThat(Torch.stft(z, 64, o -> o.hopLength(16).winLength(64).window(window)).sizes())
                .containsExactly(64, 26);
        assertThat(Torch.stft(z, 64).sizes()).containsExactly(64, 26);
        assertThat(z.stft(64, o -> o.hopLength(16).window(window)).sizes()).containsExactly(64, 26);
        assertThat(z.stft(64, o -> o.hopLength(16).center(false)).sizes()).containsExactly(64, 22);
        assertThat(Torch.stft(real, 64, o -> o.window(window).returnComplex(true)).sizes())
                .containsExactly(33, 26);
        assertThat(z.unsqueeze(0).stft(64).sizes()).containsExactly(1, 64, 26);
    }

    @Test
    void stft_isUndoneByIstft() {
        Tensor x = Torch.arange(400).to(DType.FLOAT64).sin();
        Tensor window = Torch.hannWindow(64, TensorOptions.of(DType.FLOAT64));
        Tensor transformed = x.stft(64, o -> o.window(window).returnComplex(true));
        Tensor back = transformed.istft(64, o -> o.window(window).length(400));
        assertThat(back.sub(x).abs().max().item().doubleValue()).isLessThan(1e-12);
    }

    @Test
    void stftThatPythonRefuses_isRefused() {
        assertRefused(
                () -> Torch.ones(400).stft(64, o -> o.returnComplex(true).alignToWindow(true)),
                Kind.RUNTIME,
                "stft align_to_window should only be set when center = false\n"
                    + "  in stft(input=float32[400], nFft=64, center=true, alignToWindow=true)");
        assertThat(Torch.ones(400).stft(64, o -> o.center(false).returnComplex(true)).sizes())
                .containsExactly(33, 22);
    }

    @Test
    void norm_isThatOfLinalg() {
        Tensor x = Torch.tensor(new float[][] {{3, 0}, {0, 4}}).requiresGrad_();
        for (Tensor norm :
                List.of(
                        x.norm(),
                        x.norm(2),
                        x.norm(MatrixNorm.FRO),
                        Torch.norm(x),
                        x.norm(o -> o.dim(0, 1)))) {
            assertThat(norm).hasToString("tensor(5., grad_fn=<LinalgVectorNormBackward0>)");
        }
        assertThat(x.norm(1, 0))
                .hasToString("tensor([3., 4.], grad_fn=<LinalgVectorNormBackward0>)");
        assertThat(x.norm(Double.POSITIVE_INFINITY, o -> o.dim(0, 1).keepdim(true)))
                .hasToString("tensor([[4.]], grad_fn=<LinalgVectorNormBackward0>)");
        assertThat(x.norm(0).item()).isEqualTo(2.0);
        assertThat(x.norm(2, o -> o.dtype(DType.FLOAT64)).dtype()).isEqualTo(DType.FLOAT64);
        assertThat(x.norm(MatrixNorm.NUC).gradFn()).isEqualTo("SumBackward1");
        assertThat(x.norm((Number) null).item()).isEqualTo(5.0);
    }

    @Test
    void normOfASparseTensor_isThatOfItsElements() {
        Tensor sparse = Torch.tensor(new float[][] {{3, 0}, {0, 4}}).toSparse();
        assertThat(sparse.norm().item()).isEqualTo(5.0);
        assertThat(sparse.norm(1).item()).isEqualTo(7.0);
        assertRefused(
                () -> sparse.norm(o -> o.dtype(DType.FLOAT64)),
                Kind.VALUE,
                "dtype argument is not supported in frobenius norm\n"
                        + "  in norm(input=float32[2, 2], p=fro, dtype=torch.float64)");
    }

    @Test
    void set_takesContiguousStrides() {
        Tensor source = Torch.arange(6);
        Tensor set = Torch.tensor(new long[0]).set_(source, 1, 2, 2);
        assertThat(set.toLongArray()).containsExactly(1, 2, 3, 4);
        assertThat(set.strides()).containsExactly(2, 1);
        assertThat(set.storageOffset()).isEqualTo(1);
        assertThat(set.sharesStorageWith(source)).isTrue();
        assertThat(set.set_(source, 0, 2, 0, 3).strides()).containsExactly(3, 3, 1);
        assertThat(set.set_(source, 2, new long[0]).item()).isEqualTo(2L);
        assertThat(Torch.ones(4).set_(Torch.ones(2), 0, 1).toFloatArray()).containsExactly(1);
        assertThat(set.set_(source, 5, new long[] {2, 2}, new long[] {0, 0}).toLongArray())
                .containsExactly(5, 5, 5, 5);
    }

    @Test
    void uniqueConsecutive_givesWhatIsAskedFor() {
        Tensor x = Torch.tensor(new long[] {1, 1, 2, 2, 3, 1, 1, 2});
        assertThat(Torch.uniqueConsecutive(x).toLongArray()).containsExactly(1, 2, 3, 1, 2);
        UniqueResult both = x.uniqueConsecutive(o -> o.returnInverse(true).returnCounts(true));
        assertThat(both.output().toLongArray()).containsExactly(1, 2, 3, 1, 2);
        assertThat(both.inverseIndices().toLongArray()).containsExactly(0, 0, 1, 1, 2, 3, 3, 4);
        assertThat(both.counts().toLongArray()).containsExactly(2, 2, 1, 2, 1);
        UniqueResult counted = x.uniqueConsecutive(o -> o.returnCounts(true));
        assertThat(counted.inverseIndices()).isNull();
        assertThat(counted.counts().toLongArray()).containsExactly(2, 2, 1, 2, 1);
        assertThat(x.view(4, 2).uniqueConsecutive(o -> o.dim(1)).output().sizes())
                .containsExactly(4, 2);
    }

    @Test
    void uniqueOfATensor_isThatOfTorch() {
        Tensor x = Torch.tensor(new long[] {3, 1, 3});
        assertThat(x.unique().toLongArray()).containsExactly(1, 3);
        assertThat(x.unique(o -> o.returnInverse(true)).inverseIndices().toLongArray())
                .containsExactly(1, 0, 1);
        assertThat(x.unique(o -> o.returnCounts(true).dim(0)).counts().toLongArray())
                .containsExactly(1, 2);
    }

    @Test
    void lu_isThatOfPython() {
        Tensor x = Torch.tensor(new double[][] {{1, 2}, {4, 4}});
        LuResult result = x.lu();
        assertThat(result.lu().toDoubleArray()).containsExactly(4, 4, 0.25, 1);
        assertThat(result.pivots().toIntArray()).containsExactly(2, 2);
        assertThat(result.infos()).isNull();
        assertThat(Torch.lu(Torch.zeros(2, 2), true, true).infos().item()).isEqualTo(1L);
    }

    @Test
    void resultsOfOperators_haveNames() throws Exception {
        List<String> unnamed =
                Arrays.stream(Torch.class.getMethods())
                        .map(method -> method.getReturnType())
                        .filter(type -> type.isRecord() && TensorTuple.class.isAssignableFrom(type))
                        .distinct()
                        .flatMap(
                                type ->
                                        Arrays.stream(type.getRecordComponents())
                                                .map(RecordComponent::getName)
                                                .filter(name -> name.matches("result\\d"))
                                                .map(name -> type.getSimpleName() + "." + name))
                        .toList();
        assertThat(unnamed).isEmpty();
        Tensor x = Torch.tensor(new double[] {1, 3});
        assertThat(Torch.varMean(x).variance().item()).isEqualTo(2.0);
        assertThat(Torch.varMean(x).mean().item()).isEqualTo(2.0);
        assertThat(Torch.stdMean(x, new long[] {0}, false, false).std().item()).isEqualTo(1.0);
    }

    @Test
    void propertiesOfATensor_arePythons() {
        Tensor x = Torch.arange(6).to(DType.FLOAT64).requiresGrad_();
        Tensor view = x.view(2, 3).select(0, 1);
        assertThat(view.isView()).isTrue();
        assertThat(x.isView()).isFalse();
        assertThat(x.base()).isNull();
        assertThat(view.base().sizes()).containsExactly(6);
        assertThat(view.base().isLeaf()).isTrue();
        assertThat(view.dataPtr() - x.dataPtr()).isEqualTo(24);
        assertThat(x.elementSize()).isEqualTo(8);
        assertThat(view.nbytes()).isEqualTo(24);
        assertThat(Torch.zeros(0).dataPtr()).isZero();
        assertThat(x.dataPtr()).isEqualTo(x.detach().memory().address());
        Tensor z = Torch.complex(Torch.ones(2), Torch.full(new long[] {2}, 3.0));
        assertThat(z.real().toFloatArray()).containsExactly(1, 1);
        assertThat(z.imag().toFloatArray()).containsExactly(3, 3);
        assertThat(z.imag().isView()).isTrue();
    }

    @Test
    void optionsOfATensor_makeOneLikeIt() {
        Tensor x = Torch.ones(new long[] {2}, TensorOptions.of(DType.BFLOAT16).requiresGrad(true));
        assertThat(x.options())
                .isEqualTo(
                        new TensorOptions(DType.BFLOAT16, Layout.STRIDED, Device.CPU, false, true));
        assertThat(Torch.zeros(new long[] {3}, x.options()).requiresGrad()).isTrue();
        Tensor y = Torch.arange(2).to(x.options());
        assertThat(y.dtype()).isEqualTo(DType.BFLOAT16);
        assertThat(y.requiresGrad()).isFalse();
        assertThat(x.to(TensorOptions.of(DType.FLOAT64)).dtype()).isEqualTo(DType.FLOAT64);
        assertThat(x.toSparse().options().layout()).isEqualTo(Layout.SPARSE_COO);
    }

    @Test
    void backwardToSomeLeaves_leavesTheOthers() {
        Tensor a = Torch.ones(2).requiresGrad_();
        Tensor b = Torch.ones(2).requiresGrad_();
        Tensor product = a.mul(b);
        product.backward(Torch.tensor(new float[] {2, 3}), o -> o.retainGraph(true).inputs(b));
        assertThat(a.grad()).isNull();
        assertThat(b.grad().toFloatArray()).containsExactly(2, 3);
        product.backward(Torch.ones(2), o -> o.createGraph(true));
        assertThat(a.grad().requiresGrad()).isTrue();
        // It would hold the graph, which holds the tensor.
        a.setGrad(null);
        assertThat(b.grad().toFloatArray()).containsExactly(3, 4);
        assertRefused(
                () -> product.backward(Torch.ones(2), o -> o.inputs(new Tensor[0])),
                Kind.RUNTIME,
                "`inputs` argument to `backward()` cannot be empty.\n"
                        + "  in backward(inputs=[])");
    }
}
