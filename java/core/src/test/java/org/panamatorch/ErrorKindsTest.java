package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.Conv2d;
import org.panamatorch.nn.Dropout2d;
import org.panamatorch.nn.Functional;
import org.panamatorch.nn.RNN;
import org.panamatorch.nn.Upsample;
import org.panamatorch.option.InterpolationMode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What PyTorch refuses is of the kind that Python raises; {@code scripts/record error-kinds} has
 * asked it.
 */
@NoLeaks
class ErrorKindsTest {
    private static final Map<String, Kind> KINDS =
            Map.of(
                    "RuntimeError", Kind.RUNTIME,
                    "IndexError", Kind.INDEX,
                    "ValueError", Kind.VALUE,
                    "TypeError", Kind.TYPE,
                    "KeyError", Kind.KEY,
                    "AttributeError", Kind.ATTRIBUTE,
                    "NotImplementedError", Kind.NOT_IMPLEMENTED,
                    "LinAlgError", Kind.LINALG);

    /** Refused where an option is given: no operation is called yet. */
    private static final Set<String> OPTIONS =
            Set.of("dropout2dOutOfRange", "conv2dModuleOfOtherGroups");

    private final Map<String, ThrowingCallable> calls = new LinkedHashMap<>();

    private static Map<String, Kind> recorded() throws IOException {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        try (InputStream file = ErrorKindsTest.class.getResourceAsStream("/errors/kinds.tsv")) {
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t"))
                    .forEach(line -> kinds.put(line[0], KINDS.get(line[1])));
        }
        return kinds;
    }

    ErrorKindsTest() {
        sizes();
        indices();
        dtypes();
        samples();
        linearAlgebra();
        places();
        autograd();
        modules();
    }

    private static Tensor x() {
        return Torch.ones(2, 3);
    }

    private static Tensor vector() {
        return Torch.ones(2);
    }

    private static Tensor index(long... values) {
        return Torch.tensor(values);
    }

    private static Tensor sparse() {
        return Torch.ones(2, 2).toSparse();
    }

    private static Tensor leaf() {
        return x().requiresGrad_();
    }

    private static Tensor doubles() {
        return x().to(DType.FLOAT64);
    }

    private void sizes() {
        calls.put("addOfOtherSizes", () -> x().add(Torch.ones(2, 4)));
        calls.put("matmulOfOtherSizes", () -> x().matmul(x()));
        calls.put("mmOfVectors", () -> Torch.mm(vector(), vector()));
        calls.put("bmmOfMatrices", () -> Torch.bmm(x(), x()));
        calls.put("viewOfOtherCount", () -> x().view(7));
        calls.put("reshapeOfTwoUnknown", () -> x().reshape(-1, -1));
        calls.put("onesOfNegativeSize", () -> Torch.ones(-1));
        calls.put("expandOfOtherSize", () -> vector().expand(3));
        calls.put("catOfOtherDims", () -> Torch.cat(x(), vector()));
        calls.put("catOfNothing", () -> Torch.cat(new Tensor[0]));
        calls.put("stackOfOtherSizes", () -> Torch.stack(x(), vector()));
        calls.put("splitOfOtherSum", () -> x().split(new long[] {1, 1}, 1));
        calls.put("tensorSplitOfNone", () -> x().tensorSplit(0));
        calls.put("tensorSplitOfUnknownDim", () -> x().tensorSplit(new long[] {1}, 2));
        calls.put("tensorSplitAtFloats", () -> x().tensorSplit(Torch.ones(1)));
        calls.put("combinationsOfMatrix", () -> Torch.combinations(x()));
        calls.put("combinationsOfNegative", () -> Torch.combinations(vector(), -1, false));
        calls.put("chunkOfNone", () -> x().chunk(0));
        calls.put("repeatOfTooFewDims", () -> x().repeat(2));
        calls.put("unflattenOfOtherSizes", () -> x().unflatten(1, 2, 2));
        calls.put("permuteOfRepeatedDim", () -> x().permute(0, 0));
        calls.put("permuteOfTooFewDims", () -> x().permute(0));
        calls.put("unfoldOfTooLargeSize", () -> x().unfold(1, 4, 1));
        calls.put("rollOfOtherCounts", () -> x().roll(new long[] {1, 2}, new long[] {0}));
        calls.put("flipOfRepeatedDim", () -> x().flip(0, 0));
        calls.put("dotOfOtherSizes", () -> vector().dot(Torch.ones(3)));
        calls.put("crossOfOtherSizes", () -> Linalg.cross(vector(), vector()));
        calls.put("einsumOfUnknownLetter", () -> Torch.einsum("ij->k", x()));
        calls.put("einsumOfTooFewOperands", () -> Torch.einsum("ij,jk->ik", x()));
        calls.put("tensordotOfOtherSizes", () -> Torch.tensordot(x(), x(), 1));
    }

    private void indices() {
        calls.put("sizeOfUnknownDim", () -> x().size(2));
        calls.put("sizeOfScalar", () -> Torch.ones().size(0));
        calls.put("strideOfUnknownDim", () -> x().stride(-3));
        calls.put("sumOfUnknownDim", () -> x().sum(2));
        calls.put("transposeOfUnknownDim", () -> x().transpose(0, 2));
        calls.put("squeezeOfUnknownDim", () -> x().squeeze(2));
        calls.put("unsqueezeOfUnknownDim", () -> x().unsqueeze(5));
        calls.put("softmaxOfUnknownDim", () -> x().softmax(3));
        calls.put("selectOutOfRange", () -> x().select(0, 2));
        calls.put("narrowOutOfRange", () -> x().narrow(0, 1, 5));
        calls.put("indexSelectOutOfRange", () -> x().indexSelect(0, index(2)));
        calls.put("indexOfFloats", () -> x().index(Index.of(Torch.tensor(0.5))));
        calls.put("gatherOutOfRange", () -> x().gather(0, index(5).view(1, 1)));
        calls.put("gatherOfFloats", () -> x().gather(0, x()));
        calls.put("takeOutOfRange", () -> x().take(index(9)));
        calls.put("embeddingOutOfRange", () -> Functional.embedding(index(9), x()));
        calls.put("embeddingOfFloats", () -> Functional.embedding(Torch.ones(1), x()));
        calls.put("topkOfTooMany", () -> x().topk(4));
        calls.put("kthvalueOutOfRange", () -> x().kthvalue(5));
        calls.put("diagonalOfOneDim", () -> x().diagonal(o -> o.dim1(0).dim2(0)));
        calls.put("squeezeOfRepeatedDims", () -> x().sum(0, 0));
        calls.put("maskedSelectOfFloats", () -> x().maskedSelect(x()));
        calls.put("maskedFillOfFloats", () -> x().maskedFill(x(), 1));
        calls.put("putOfOtherCounts", () -> x().put_(index(0, 1), Torch.ones(3)));
        calls.put("oneHotOfNegative", () -> Functional.oneHot(index(-1)));
        calls.put("oneHotOfTooFewClasses", () -> Functional.oneHot(index(5), 3));
        calls.put("oneHotOfFloats", () -> Functional.oneHot(Torch.ones(1)));
        calls.put("bincountOfNegative", () -> index(-1).bincount());
        calls.put("bincountOfMatrix", () -> x().to(DType.INT64).bincount());
    }

    private void dtypes() {
        calls.put("notOfFloats", () -> x().bitwiseNot());
        calls.put("shiftOfFloats", () -> x().bitwiseAnd(x()));
        calls.put("sqrtInPlaceOfIntegers", () -> index(4).sqrt_());
        calls.put("addInPlaceOfFloats", () -> index(1).add_(0.5));
        calls.put("addInPlaceOfTensorOfFloats", () -> index(1).add_(Torch.ones(1)));
        calls.put("meanOfIntegers", () -> index(1).mean());
        calls.put("matmulOfOtherDtypes", () -> x().matmul(doubles().t()));
        calls.put("choleskyOfIntegers", () -> Linalg.cholesky(index(1).view(1, 1)));
        calls.put("lerpOfOtherDtypes", () -> Torch.lerp(x(), doubles(), 0.5));
        calls.put("complexOfOtherDtypes", () -> Torch.complex(x(), doubles()));
        calls.put("requiresGradOfIntegers", () -> index(1).requiresGrad_());
        calls.put("eyeOfBits", () -> Torch.eye(2, TensorOptions.of(DType.BITS8)));
    }

    private void samples() {
        calls.put("arangeOfWrongSign", () -> Torch.arange(0, 5, -1));
        calls.put("arangeOfNoStep", () -> Torch.arange(0, 5, 0));
        calls.put("linspaceOfNegativeSteps", () -> Torch.linspace(0, 1, -1));
        calls.put("eyeOfNegative", () -> Torch.eye(-1));
        calls.put("itemOfMany", () -> x().item());
        calls.put("minOfNothing", () -> Torch.ones(0).min());
        calls.put("argmaxOfNothing", () -> Torch.ones(0).argmax());
        calls.put("medianOfNothingAlongDim", () -> Torch.ones(0).median(0));
        calls.put("quantileOutOfRange", () -> Torch.ones(3).quantile(2.0));
        calls.put("randintOfEmptyRange", () -> Torch.randint(3, 3, Shape.of(2)));
        calls.put(
                "randintOfTooLargeRange",
                () -> Torch.randint(0, 1000, new long[] {2}, TensorOptions.of(DType.UINT8)));
        calls.put("randpermOfNegative", () -> Torch.randperm(-1));
        calls.put("multinomialOfTooMany", () -> Torch.multinomial(vector(), 3));
        calls.put("multinomialOfNegative", () -> Torch.multinomial(vector().neg(), 1));
        calls.put("normalOfNegativeStd", () -> vector().normal_(0, -1));
        calls.put("bernoulliOutOfRange", () -> Torch.bernoulli(vector().mul(2)));
        calls.put("dropoutOutOfRange", () -> Functional.dropout(x(), o -> o.p(2.0)));
    }

    private void linearAlgebra() {
        calls.put("invOfSingular", () -> Linalg.inv(Torch.zeros(2, 2)));
        calls.put("invOfRectangle", () -> Linalg.inv(x()));
        calls.put("choleskyOfIndefinite", () -> Linalg.cholesky(Torch.eye(2).neg()));
        calls.put("solveOfSingular", () -> Linalg.solve(Torch.zeros(2, 2), vector()));
        calls.put("eigOfNaN", () -> Linalg.eig(Torch.full(new long[] {2, 2}, Double.NaN)));
        calls.put("matrixPowerOfRectangle", () -> Linalg.matrixPower(x(), 2));
        calls.put("detOfVector", () -> Linalg.det(vector()));
    }

    private void places() {
        calls.put("sparseOfNoKernel", () -> sparse().flip(0));
        calls.put("sparseOfNoViews", () -> sparse().view(4));
        calls.put("coalescedIndicesOfDense", () -> x().indices());
        calls.put(
                "onesOnMetaRead",
                () -> Torch.ones(new long[] {1}, TensorOptions.of(Device.META)).item());
        calls.put("onesOnNowhere", () -> Torch.ones(new long[] {1}, TensorOptions.of(Device.CUDA)));
        calls.put("toNowhere", () -> Torch.ones(1).to(Device.CUDA));
    }

    private void autograd() {
        calls.put("backwardOfNoGrad", () -> x().sum().backward());
        calls.put("backwardOfMany", () -> leaf().backward());
        calls.put("inPlaceOnLeaf", () -> leaf().add_(1));
        calls.put("detachInPlaceOnView", () -> leaf().view(6).split(3)[0].detach_());
        calls.put("numpyOfGrad", () -> Autograd.grad(new Tensor[] {x().sum()}, new Tensor[] {x()}));
    }

    private void modules() {
        calls.put(
                "conv2dOfOtherChannels",
                () -> Functional.conv2d(Torch.ones(1, 2, 4, 4), Torch.ones(1, 3, 2, 2)));
        calls.put(
                "conv2dOfTooLargeKernel",
                () -> Functional.conv2d(Torch.ones(1, 1, 2, 2), Torch.ones(1, 1, 3, 3)));
        calls.put(
                "maxPool2dOfTooLargePadding",
                () -> Torch.maxPool2d(Torch.ones(1, 1, 4, 4), 2, o -> o.stride(2).padding(2)));
        calls.put("linearOfOtherSizes", () -> Functional.linear(x(), Torch.ones(4, 4)));
        calls.put(
                "crossEntropyOfUnknownClass",
                () -> Functional.crossEntropy(Torch.ones(1, 4), index(7)));
        calls.put(
                "crossEntropyOfOtherCounts",
                () -> Functional.crossEntropy(Torch.ones(1, 4), index(1, 2)));
        calls.put(
                "binaryCrossEntropyOutOfRange",
                () -> Functional.binaryCrossEntropy(vector().mul(2), vector()));
        calls.put("layerNormOfOtherShape", () -> Functional.layerNorm(x(), 4));
        calls.put("groupNormOfOtherGroups", () -> Functional.groupNorm(Torch.ones(1, 3, 2), 2));
        calls.put(
                "batchNormOfOneValue",
                () -> Functional.batchNorm(Torch.ones(1, 2), null, null, o -> o.training(true)));
        calls.put(
                "pixelShuffleOfOtherChannels",
                () -> Functional.pixelShuffle(Torch.ones(1, 3, 2, 2), 2));
        calls.put("padOfOddCount", () -> Functional.pad(x(), 1));
        calls.put(
                "interpolateOfVector",
                () -> Functional.interpolate(vector(), o -> o.scaleFactor(2)));
        calls.put(
                "interpolateOfVectorToSize",
                () -> Functional.interpolate(vector(), o -> o.size(4)));
        calls.put(
                "interpolateOfOtherDims",
                () ->
                        Functional.interpolate(
                                Torch.ones(1, 1, 2, 2),
                                o -> o.size(4).mode(InterpolationMode.LINEAR)));
        calls.put("upsampleModuleOfVector", () -> new Upsample(o -> o.size(4)).call(vector()));
        calls.put("dropout2dOutOfRange", () -> new Dropout2d(-1.0));
        calls.put("rnnOfOtherSizes", () -> new RNN(3, 2).call(Torch.ones(1, 1, 4)));
        calls.put("conv2dModuleOfOtherGroups", () -> new Conv2d(3, 4, 1, o -> o.groups(2)));
    }

    @Test
    void calls_areThoseThatPythonWasAskedAbout() throws IOException {
        assertThat(calls.keySet()).isEqualTo(recorded().keySet());
    }

    @TestFactory
    Stream<DynamicTest> call_isRefusedAsInPython() throws IOException {
        return recorded().entrySet().stream()
                .map(
                        entry ->
                                DynamicTest.dynamicTest(
                                        entry.getKey(),
                                        () -> check(entry.getKey(), entry.getValue())));
    }

    private void check(String name, Kind kind) {
        TorchException refusal = catchThrowableOfType(TorchException.class, calls.get(name));

        assertThat(refusal).as(name).isNotNull();
        assertThat(refusal.kind()).as(refusal.getMessage()).isEqualTo(kind);
        if (!OPTIONS.contains(name)) {
            assertThat(refusal.getMessage()).contains("\n  in ");
        }
    }
}
