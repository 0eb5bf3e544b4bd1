package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.result.LowRankResult;
import org.panamatorch.result.UniqueResult;
import org.panamatorch.support.InScope;

import java.util.Arrays;

/** What Python's torch makes of several operators, with what Python 2.13 gives. */
@NoLeaks
class FunctionalTest {
    // Some units of the largest elements, 5e-7, which another processor's roundings add up to.
    private static final Offset<Double> OTHER_PROCESSORS = within(8e-6);

    // The first elements, recorded from Python.
    private static final double[] SVD_U = {
        -0.3286634385585785, 0.22875021398067474, -0.3556952178478241
    };
    private static final double[] SVD_S = {3.9484193325042725, 2.4616453647613525};
    private static final double[] SVD_V = {
        0.41826772689819336, -0.4574296474456787, 0.6603255271911621
    };
    private static final double[] MEAN_U = {
        -0.7492690086364746, -0.4346650242805481, 0.15040749311447144
    };
    private static final double[] MEAN_S = {
        4.416635036468506, 2.8738174438476562, 1.2322710752487183
    };
    private static final double[] MEAN_V = {
        0.45098572969436646, 0.22984248399734497, 0.19541823863983154
    };
    private static final double[] PCA_U = {
        0.44119545817375183, -0.7555953860282898, 0.046597618609666824
    };
    private static final double[] PCA_S = {
        3.7747724056243896, 2.0623645782470703, 1.1968529224395752
    };
    private static final double[] PCA_V = {
        -0.3473172187805176, 0.6060119867324829, -0.4670622646808624
    };
    private static final double[] RAW_U = {
        0.4161125719547272, 0.446696400642395, 0.5194162130355835
    };
    private static final double[] RAW_S = {
        3.9486310482025146, 2.4612181186676025, 1.4559550285339355
    };
    private static final double[] RAW_V = {
        -0.32174742221832275, -0.2243526428937912, -0.6719250082969666
    };
    private static final double[] SPARSE_U = {
        -0.4414525330066681, 0.7546844482421875, -0.575223982334137
    };
    private static final double[] SPARSE_S = {3.7747418880462646, 2.062171459197998};
    private static final double[] SPARSE_V = {
        0.3479618430137634, -0.6014165878295898, 0.7378674745559692
    };

    @RegisterExtension final InScope scope = new InScope();

    private static void assertRefused(ThrowingCallable call, Kind kind, String text) {
        assertThatThrownBy(call)
                .hasMessage(text)
                .isInstanceOfSatisfying(
                        TorchException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    @Test
    void broadcastShapes_isTheCommonOne() {
        assertThat(Torch.broadcastShapes(Shape.of(2, 1), Shape.of(3), Shape.of(1, 1, 1)))
                .isEqualTo(Shape.of(1, 2, 3));
        assertThat(Torch.broadcastShapes()).isEqualTo(Shape.of());
        assertThat(Torch.broadcastShapes(Shape.of(0), Shape.of(1))).isEqualTo(Shape.of(0));
    }

    @Test
    void broadcastShapes_refusesOthers() {
        assertRefused(
                () -> Torch.broadcastShapes(Shape.of(2), Shape.of(3)),
                Kind.RUNTIME,
                "Attempting to broadcast a dimension of length 3 at -1! Mismatching argument at"
                        + " index 1 had (3,); but expected shape should be broadcastable to [2]"
                        + "\n  in broadcast_shapes(shapes=[torch.Size([2]), torch.Size([3])])");
        assertRefused(
                () -> Torch.broadcastShapes(Shape.of(2, 3), Shape.of(4, 3)),
                Kind.RUNTIME,
                "Attempting to broadcast a dimension of length 4 at -2! Mismatching argument at"
                    + " index 1 had (4, 3); but expected shape should be broadcastable to [2, 3]\n"
                    + "  in broadcast_shapes(shapes=[torch.Size([2, 3]), torch.Size([4, 3])])");
    }

    @Test
    void tensordot_sumsOverDimensions() {
        Tensor a = Torch.arange(60.0).reshape(3, 4, 5);
        Tensor b = Torch.arange(40.0).reshape(4, 5, 2);
        assertThat(Torch.tensordot(a, b, 2))
                .hasToString(
                        """
                        tensor([[ 4940.,  5130.],
                                [12540., 13130.],
                                [20140., 21130.]])\
                        """);
        assertThat(Torch.tensordot(Torch.tensor(1f, 2f), Torch.tensor(3f, 4f), 0))
                .hasToString("tensor([[3., 4.],\n        [6., 8.]])");
        assertRefused(
                () -> Torch.tensordot(a, b, -1),
                Kind.RUNTIME,
                "tensordot expects dims >= 0, but got dims=-1\n"
                        + "  in tensordot(a=float32[3, 4, 5], b=float32[4, 5, 2], dims=-1)");
        assertRefused(
                () -> Torch.tensordot(a, b, 4),
                Kind.RUNTIME,
                "tensordot expects dims < ndim_a or ndim_b, but got dims=4\n"
                        + "  in tensordot(a=float32[3, 4, 5], b=float32[4, 5, 2], dims=4)");
    }

    @Test
    void unravelIndex_givesCoordinates() {
        Tensor[] found = Torch.unravelIndex(Torch.tensor(4L, 1, 223), Shape.of(4, 7, 8));
        assertThat(Arrays.toString(found))
                .isEqualTo("[tensor([0, 0, 3]), tensor([0, 0, 6]), tensor([4, 1, 7])]");
        found = Torch.unravelIndex(Torch.tensor(-1L).view(1), Shape.of(2, 3));
        assertThat(Arrays.toString(found)).isEqualTo("[tensor([1]), tensor([2])]");
        assertThat(Torch.unravelIndex(Torch.tensor(5), Shape.of(6))[0]).hasToString("tensor(5)");
        assertThat(Torch.unravelIndex(Torch.tensor(1L), Shape.of())).isEmpty();
        assertRefused(
                () -> Torch.unravelIndex(Torch.tensor(1f), Shape.of(6)),
                Kind.TYPE,
                "expected 'indices' to be integer dtype, but got torch.float32\n"
                        + "  in unravel_index(indices=float32[], shape=torch.Size([6]))");
    }

    @Test
    void unique_findsElements() {
        Tensor a = Torch.tensor(3L, 1, 3, 2, 1);
        assertThat(Torch.unique(a)).hasToString("tensor([1, 2, 3])");
        assertThat(a.view(1, 5).unique()).hasToString("tensor([1, 2, 3])");
        UniqueResult all = Torch.unique(a, o -> o.returnInverse(true).returnCounts(true));
        assertThat(all.output()).hasToString("tensor([1, 2, 3])");
        assertThat(all.inverseIndices()).hasToString("tensor([2, 0, 2, 1, 0])");
        assertThat(all.counts()).hasToString("tensor([2, 1, 2])");
        UniqueResult some = Torch.unique(a, o -> o.returnCounts(true));
        assertThat(some.inverseIndices()).isNull();
        assertThat(some.counts()).hasToString("tensor([2, 1, 2])");
    }

    @Test
    void unique_findsSlices() {
        Tensor a = Torch.tensor(new long[][] {{1, 3}, {2, 3}, {1, 3}});
        UniqueResult rows = Torch.unique(a, o -> o.returnInverse(true).returnCounts(true).dim(0));
        assertThat(rows.output()).hasToString("tensor([[1, 3],\n        [2, 3]])");
        assertThat(rows.inverseIndices()).hasToString("tensor([0, 1, 0])");
        assertThat(rows.counts()).hasToString("tensor([2, 1])");
    }

    private static Tensor seeded() {
        Torch.manualSeed(0);
        Tensor matrix = Torch.randn(5, 4);
        Torch.manualSeed(1);
        return matrix;
    }

    private static void assertBegin(LowRankResult result, double[] u, double[] s, double[] v) {
        assertThat(begin(result.u(), u.length)).containsExactly(u, OTHER_PROCESSORS);
        assertThat(begin(result.s(), s.length)).containsExactly(s, OTHER_PROCESSORS);
        assertThat(begin(result.v(), v.length)).containsExactly(v, OTHER_PROCESSORS);
    }

    private static double[] begin(Tensor tensor, int count) {
        return Arrays.copyOf(tensor.flatten().toDouble().toDoubleArray(), count);
    }

    @Test
    void svdLowrank_drawsAndRoundsAsPython() {
        assertBegin(Torch.svdLowrank(seeded(), 2), SVD_U, SVD_S, SVD_V);
        LowRankResult wide = Torch.svdLowrank(seeded().mT(), 2);
        assertThat(wide.u().sizes()).containsExactly(4, 2);
        assertThat(wide.v().sizes()).containsExactly(5, 2);
        assertBegin(
                Torch.svdLowrank(seeded(), o -> o.q(3).M(Torch.ones(4))), MEAN_U, MEAN_S, MEAN_V);
    }

    @Test
    void pcaLowrank_drawsAndRoundsAsPython() {
        assertBegin(Torch.pcaLowrank(seeded()), PCA_U, PCA_S, PCA_V);
        Tensor wide = seeded().mT().contiguous();
        assertBegin(
                Torch.pcaLowrank(wide, o -> o.q(3).center(false).niter(1)), RAW_U, RAW_S, RAW_V);
        Tensor sparse = seeded().toSparse();
        assertBegin(Torch.pcaLowrank(sparse, 2), SPARSE_U, SPARSE_S, SPARSE_V);
    }

    @Test
    void pcaLowrank_refusesOtherRanks() {
        assertRefused(
                () -> Torch.pcaLowrank(Torch.ones(5, 4), 5),
                Kind.VALUE,
                "q(=5) must be non-negative integer and not greater than min(m, n)=4\n"
                        + "  in pca_lowrank(A=float32[5, 4], q=5, niter=2)");
        assertRefused(
                () -> Torch.pcaLowrank(Torch.ones(5, 4), o -> o.niter(-1)),
                Kind.VALUE,
                "niter(=-1) must be non-negative integer\n"
                        + "  in pca_lowrank(A=float32[5, 4], q=None, niter=-1)");
        assertRefused(
                () -> Torch.pcaLowrank(Torch.ones(2, 2, 2).toSparse()),
                Kind.VALUE,
                "pca_lowrank input is expected to be 2-dimensional tensor\n"
                        + "  in pca_lowrank(A=float32[2, 2, 2], q=None, niter=2)");
    }

    @Test
    void type_isTheOlderName() {
        assertThat(Torch.ones(1).type()).isEqualTo("torch.FloatTensor");
        assertThat(Torch.ones(1).bool().type()).isEqualTo("torch.BoolTensor");
        assertThat(Torch.ones(1).cfloat().type()).isEqualTo("torch.ComplexFloatTensor");
        assertThat(Torch.ones(1).to(DType.UINT16).type()).isEqualTo("torch.UInt16Tensor");
        assertThat(Torch.ones(1).to(DType.FLOAT8_E5M2).type()).isEqualTo("torch.Float8_e5m2Tensor");
        assertThat(Torch.ones(1).toSparse().type()).isEqualTo("torch.sparse.FloatTensor");
        assertThat(Torch.ones(1).to(Device.META).type()).isEqualTo("torch.meta.FloatTensor");
        assertThat(Torch.ones(1).type(DType.INT64).type()).isEqualTo("torch.LongTensor");
    }
}
