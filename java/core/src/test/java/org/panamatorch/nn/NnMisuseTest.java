package org.panamatorch.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.option.ConvPadding;
import org.panamatorch.option.InterpolationMode;
import org.panamatorch.option.PaddingMode;
import org.panamatorch.option.Reduction;

import java.util.stream.Stream;

/** Wrong arguments, with Python's texts. */
@NoLeaks
class NnMisuseTest {
    private static Arguments misuse(String name, ThrowingCallable call, Kind kind, String text) {
        return Arguments.of(Named.of(name, call), kind, text);
    }

    private static Arguments value(String name, ThrowingCallable call, String text) {
        return misuse(name, call, Kind.VALUE, text);
    }

    private static Arguments runtime(String name, ThrowingCallable call, String text) {
        return misuse(name, call, Kind.RUNTIME, text);
    }

    private static Tensor ones(long... sizes) {
        return Torch.ones(sizes);
    }

    static Stream<Arguments> modules() {
        return Stream.of(
                value(
                        "groups",
                        () -> new Conv2d(3, 4, 2, o -> o.groups(2)),
                        "in_channels must be divisible by groups"),
                value(
                        "strided same",
                        () -> new Conv1d(3, 4, 2, o -> o.stride(2).padding(ConvPadding.SAME)),
                        "padding='same' is not supported for strided convolutions"),
                value(
                        "padding of transposed",
                        () -> new ConvTranspose1d(3, 4, 2, o -> o.paddingMode(PaddingMode.REFLECT)),
                        "Only \"zeros\" padding mode is supported for ConvTranspose1d"),
                value(
                        "output size of transposed",
                        () -> new ConvTranspose1d(1, 1, 3).call(ones(1, 1, 4), 9),
                        "requested an output size of [9], but valid sizes range from [6] to [6]"
                                + " (for an input of torch.Size([4]))"),
                runtime(
                        "lazy convolution",
                        () -> new LazyConv2d(1, 1).call(ones(2)),
                        "Expected 3D (unbatched) or 4D (batched) input to LazyConv2d, but got input"
                                + " of size: torch.Size([2])"),
                value(
                        "batch norm",
                        () -> new BatchNorm2d(3).call(ones(2, 3)),
                        "expected 4D input (got 2D input)"),
                value(
                        "one value a channel",
                        () -> new BatchNorm1d(3).call(ones(1, 3)),
                        "Expected more than 1 value per channel when training, got input size"
                                + " torch.Size([1, 3])"
                                + "\n  in batchNorm(input=float32[1, 3])"),
                value(
                        "channels of instance norm",
                        () -> new InstanceNorm1d(3, o -> o.affine(true)).call(ones(1, 2, 4)),
                        "expected input's size at dim=1 to match num_features (3), but got: 2."),
                value(
                        "groups of norm",
                        () -> new GroupNorm(2, 3),
                        "num_channels (3) must be divisible by num_groups (2)"),
                value(
                        "probability",
                        () -> new Dropout(2),
                        "dropout probability has to be between 0 and 1, but got 2"),
                value(
                        "softmax of images",
                        () -> new Softmax2d().call(ones(2, 3)),
                        "Softmax2d: expected input to be 3D or 4D, got 2D instead"),
                value(
                        "fractional pooling",
                        () -> new FractionalMaxPool2d(2),
                        "FractionalMaxPool2d requires specifying either an output size, or a"
                                + " pooling ratio"),
                value(
                        "margin",
                        () -> new TripletMarginLoss(o -> o.margin(0)),
                        "TripletMarginLoss: expected margin to be greater than 0, got 0 instead"),
                value(
                        "exponent",
                        () -> new MultiMarginLoss(o -> o.p(3)),
                        "only p == 1 and p == 2 supported"),
                value(
                        "cutoffs",
                        () -> new AdaptiveLogSoftmaxWithLoss(4, 10, 5, 5),
                        "cutoffs should be a sequence of unique, positive integers sorted in an"
                            + " increasing order, where each value is between 1 and n_classes-1"),
                value(
                        "circular padding",
                        () -> new CircularPad1d(1).call(ones(2)),
                        "expected 2D or 3D input (got 1D input)"));
    }

    static Stream<Arguments> functions() {
        return Stream.of(
                value(
                        "sizes of cross entropy",
                        () -> Functional.binaryCrossEntropy(ones(2), ones(3)),
                        "Using a target size (torch.Size([3])) that is different to the input size"
                            + " (torch.Size([2])) is deprecated. Please ensure they have the same"
                            + " size.\n"
                            + "  in binaryCrossEntropy(input=float32[2], target=float32[3])"),
                value(
                        "reduction",
                        () ->
                                Functional.mseLoss(
                                        ones(2), ones(2), o -> o.reduction(Reduction.BATCHMEAN)),
                        "batchmean is not a valid value for reduction"),
                value(
                        "weights",
                        () -> Functional.l1Loss(ones(2), ones(2), o -> o.weight(ones(1))),
                        "Weights and input must have the same size."
                                + "\n  in l1Loss(input=float32[2], weight=float32[1])"),
                value(
                        "variance",
                        () -> Functional.gaussianNllLoss(ones(2), ones(2), ones(2).neg()),
                        "var has negative entry/entries\n"
                                + "  in gaussianNllLoss(input=float32[2], target=float32[2],"
                                + " var=float32[2])"),
                value(
                        "interpolation without a size",
                        () -> Functional.interpolate(ones(1, 1, 2)),
                        "either size or scale_factor should be defined\n"
                                + "  in interpolate(input=float32[1, 1, 2], size=None,"
                                + " scaleFactor=None, mode=nearest)"),
                misuse(
                        "interpolation of sequences",
                        () ->
                                Functional.interpolate(
                                        ones(1, 1, 2),
                                        o -> o.size(4).mode(InterpolationMode.BILINEAR)),
                        Kind.NOT_IMPLEMENTED,
                        "Got 3D input, but bilinear mode needs 4D input\n"
                            + "  in interpolate(input=float32[1, 1, 2], size=[4], scaleFactor=None,"
                            + " mode=bilinear)"),
                value(
                        "grid",
                        () ->
                                Functional.gridSample(
                                        ones(1, 1, 2, 2),
                                        ones(1, 2, 2, 2),
                                        o -> o.mode(InterpolationMode.AREA)),
                        "nn.functional.grid_sample(): expected mode to be 'bilinear', 'nearest' or"
                                + " 'bicubic', but got: 'area'"),
                value(
                        "bags without offsets",
                        () -> Functional.embeddingBag(Torch.tensor(0L, 1), ones(2, 2)),
                        "offsets has to be a 1D Tensor but got None"
                                + "\n  in embeddingBag(input=int64[2], offsets=None)"),
                value(
                        "size of unpooling",
                        () ->
                                new MaxUnpool1d(2)
                                        .call(ones(1, 1, 2), Torch.tensor(0L, 2).view(1, 1, 2), 9),
                        "invalid output_size \"[9]\" (dim 0 must be between 2 and 6)"
                                + "\n  in maxUnpool1d(input=float32[1, 1, 2], outputSize=[9])"),
                runtime(
                        "scalar",
                        () -> Functional.glu(ones()),
                        "glu does not support scalars because halving size must be even"
                                + "\n  in glu(input=float32[], dim=-1)"),
                runtime(
                        "dropout of images",
                        () -> Functional.dropout1d(ones(1, 1, 1, 1)),
                        "dropout1d: Expected 2D or 3D input, but received a 4D input. Note that"
                            + " dropout1d exists to provide channel-wise dropout on inputs with 1"
                            + " spatial dimension, a channel dimension, and an optional batch"
                            + " dimension (i.e. 2D or 3D inputs).\n"
                            + "  in dropout1d(input=float32[1, 1, 1, 1])"),
                value(
                        "fan of a vector",
                        () -> Init.xavierUniform_(ones(2)),
                        "Fan in and fan out can not be computed for tensor with fewer than 2"
                                + " dimensions"),
                value(
                        "normal distribution without an upper end",
                        () -> Init.truncNormal_(ones(2), o -> o.a(1).b(1e19)),
                        "[a, b] is too wide for the values between: each takes 1e+19 draws,"
                                + " expected at most 1e+06\n"
                                + "  in truncNormal_(tensor=float32[2], mean=0.0, std=1.0, a=1.0,"
                                + " b=1.0E19)"),
                value(
                        "normal distribution far from its mean",
                        () -> Init.truncNormal_(ones(2), o -> o.mean(1e19).a(1).b(2)),
                        "[a, b] is too wide for the values between: each takes 1e+19 draws,"
                            + " expected at most 1e+06\n"
                            + "  in truncNormal_(tensor=float32[2], mean=1.0E19, std=1.0, a=1.0,"
                            + " b=2.0)"),
                value(
                        "identity",
                        () -> Init.eye_(ones(2)),
                        "Only tensors with 2 dimensions are supported"
                                + "\n  in eye_(tensor=float32[2])"));
    }

    @ParameterizedTest
    @MethodSource({"modules", "functions"})
    void misuse_throwsWithPythonsText(ThrowingCallable call, Kind kind, String text) {
        try (var _ = new TensorScope()) {
            assertThatThrownBy(call)
                    .hasMessage(text)
                    .isInstanceOfSatisfying(
                            TorchException.class, e -> assertThat(e.kind()).isEqualTo(kind));
        }
    }

    @Test
    void nullInputs_areNamed() {
        try (var _ = new TensorScope()) {
            AdaptiveLogSoftmaxWithLoss loss = new AdaptiveLogSoftmaxWithLoss(4, 10, 5);
            Tensor target = ones(2);
            assertThatThrownBy(() -> loss.call(null, target))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage(
                            "AdaptiveLogSoftmaxWithLoss: argument 'input' is null, expected a"
                                    + " tensor");
            assertThatThrownBy(() -> new LazyLinear(3).call(null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("LazyLinear: argument 'input' is null, expected a tensor");
        }
    }
}
