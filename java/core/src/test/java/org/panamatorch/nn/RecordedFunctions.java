package org.panamatorch.nn;

import static org.panamatorch.nn.Functional.affineGrid;
import static org.panamatorch.nn.Functional.gridSample;
import static org.panamatorch.nn.Functional.interpolate;

import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.option.AccPolicy;
import org.panamatorch.option.Activation;
import org.panamatorch.option.FanMode;
import org.panamatorch.option.GridPaddingMode;
import org.panamatorch.option.InterpolationMode;
import org.panamatorch.option.Reduction;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The calls of {@code scripts/python/function_cases.py} and {@code util_function_cases.py}, by the
 * same names.
 */
final class RecordedFunctions {
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final Map<String, Supplier<Call>> CALLS = new HashMap<>();

    private RecordedFunctions() {}

    /** A result, and the inputs that have gradients. */
    record Call(Tensor result, Tensor... inputs) {}

    static Call call(String name) {
        return CALLS.get(name).get();
    }

    static {
        pooling();
        activations();
        attentionAndDistances();
        vision();
        losses();
        initialValues();
        CALLS.putAll(RecordedUtilFunctions.calls());
    }

    private static Tensor randn(long... size) {
        return Torch.randn(size).requiresGrad_();
    }

    private static void of(String name, UnaryOperator<Tensor> function, long... size) {
        CALLS.put(
                name,
                () -> {
                    Tensor x = randn(size);
                    return new Call(function.apply(x), x);
                });
    }

    private static void ofTwo(
            String name, BinaryOperator<Tensor> function, long[] first, long[] second) {
        CALLS.put(
                name,
                () -> {
                    Tensor x = randn(first);
                    Tensor y = randn(second);
                    return new Call(function.apply(x, y), x, y);
                });
    }

    private static void filled(String name, UnaryOperator<Tensor> function, long... size) {
        CALLS.put(name, () -> new Call(function.apply(Torch.full(size, 0.5))));
    }

    private static long[] longs(long... values) {
        return values;
    }

    private static void pooling() {
        ofTwo(
                "conv_tbc",
                (x, w) -> Functional.convTbc(x, w, Torch.ones(6), 1),
                longs(7, 2, 4),
                longs(3, 4, 6));
        of(
                "max_unpool1d",
                x -> {
                    MaxPoolResult pooled = Functional.maxPool1dWithIndices(x, 2);
                    return Functional.maxUnpool1d(
                            pooled.output(), pooled.indices(), 2, o -> o.outputSize(11));
                },
                2,
                4,
                11);
        of(
                "max_unpool2d",
                x -> {
                    MaxPoolResult pooled = Functional.maxPool2dWithIndices(x, 2);
                    return Functional.maxUnpool2d(
                            pooled.output(), pooled.indices(), 2, o -> o.outputSize(2, 4, 9, 7));
                },
                2,
                4,
                9,
                7);
        of(
                "max_unpool3d",
                x -> {
                    MaxPoolResult pooled = Functional.maxPool3dWithIndices(x, 2);
                    return Functional.maxUnpool3d(
                            pooled.output(), pooled.indices(), 2, o -> o.outputSize(5, 6, 7));
                },
                2,
                4,
                5,
                6,
                7);
        of("lp_pool2d inf", x -> Functional.lpPool2d(x, INFINITY, 2), 2, 4, 9, 7);
        of("lp_pool2d -inf", x -> Functional.lpPool2d(x, -INFINITY, 2), 2, 4, 9, 7);
    }

    private static void activations() {
        of("softmax float64", x -> Functional.softmax(x, 1, DType.FLOAT64), 4, 5);
        of("gumbel_softmax", x -> Functional.gumbelSoftmax(x, o -> o.tau(0.7)), 2, 4, 11);
        of(
                "gumbel_softmax hard",
                x -> Functional.gumbelSoftmax(x, o -> o.tau(2).hard(true).dim(1)),
                2,
                4,
                11);
        of("normalize", Functional::normalize, 2, 4, 9);
        of("normalize 3", x -> Functional.normalize(x, o -> o.p(3).dim(-1)), 2, 4, 9);
        CALLS.put(
                "one_hot",
                () -> new Call(Functional.oneHot(Torch.tensor(0L, 2, 5, 1, 1, 3).view(2, 3))));
        CALLS.put("one_hot 9", () -> new Call(Functional.oneHot(Torch.tensor(0L, 2), 9)));
    }

    private static void attentionAndDistances() {
        CALLS.putAll(RecordedAttention.CALLS);
        of("pdist", x -> Functional.pdist(x, 1), 5, 4);
        of(
                "scaled_dot_product_attention",
                x -> Functional.scaledDotProductAttention(x, x, x),
                2,
                3,
                6,
                4);
        of(
                "scaled_dot_product_attention causal",
                x ->
                        Functional.scaledDotProductAttention(
                                x, x, x, o -> o.isCausal(true).scale(0.3)),
                2,
                3,
                6,
                4);
        of(
                "scaled_dot_product_attention mask",
                x -> {
                    Tensor mask = Torch.ones(6, 6).tril().to(DType.BOOL);
                    return Functional.scaledDotProductAttention(x, x, x, o -> o.attnMask(mask));
                },
                2,
                3,
                6,
                4);
    }

    private static void vision() {
        InterpolationMode bilinear = InterpolationMode.BILINEAR;
        InterpolationMode bicubic = InterpolationMode.BICUBIC;
        of(
                "interpolate bilinear antialias",
                x -> interpolate(x, o -> o.size(3, 3).mode(bilinear).antialias(true)),
                1,
                2,
                5,
                4);
        of(
                "interpolate bicubic antialias",
                x -> interpolate(x, o -> o.size(2, 9).mode(bicubic).antialias(true)),
                1,
                2,
                5,
                4);
        of(
                "interpolate lanczos",
                x ->
                        interpolate(
                                x,
                                o -> o.size(2, 3).mode(InterpolationMode.LANCZOS).antialias(true)),
                1,
                2,
                5,
                4);
        of(
                "interpolate area",
                x -> interpolate(x, o -> o.scaleFactor(0.7).mode(InterpolationMode.AREA)),
                1,
                2,
                3,
                4,
                5);
        of("affine_grid 2d", x -> affineGrid(x, longs(1, 2, 4, 5), false), 1, 2, 3);
        of("affine_grid 3d", x -> affineGrid(x, longs(1, 2, 3, 4, 5), true), 1, 3, 4);
        of(
                "grid_sample bilinear",
                x -> gridSample(x, grid(), o -> o.alignCorners(false)),
                1,
                2,
                5,
                4);
        of(
                "grid_sample nearest",
                x ->
                        gridSample(
                                x,
                                grid(),
                                o ->
                                        o.mode(InterpolationMode.NEAREST)
                                                .paddingMode(GridPaddingMode.BORDER)
                                                .alignCorners(false)),
                1,
                2,
                5,
                4);
        of(
                "grid_sample bicubic",
                x ->
                        gridSample(
                                x,
                                grid(),
                                o ->
                                        o.mode(bicubic)
                                                .paddingMode(GridPaddingMode.REFLECTION)
                                                .alignCorners(true)),
                1,
                2,
                5,
                4);
        CALLS.put(
                "native_channel_shuffle",
                () -> new Call(Functional.nativeChannelShuffle(Torch.randn(1, 8, 2, 2), 4)));
        of("pad value", x -> Functional.pad(x, longs(1, -1), o -> o.value(3.5)), 1, 2, 5, 4);
    }

    private static Tensor grid() {
        return affineGrid(Torch.randn(1, 2, 3), longs(1, 2, 4, 5), false);
    }

    private static void losses() {
        long[] size = {5, 4};
        Supplier<Tensor> weights = () -> Torch.linspace(0, 1, 20).reshape(size);
        ofTwo(
                "l1_loss weight",
                (x, y) -> Functional.l1Loss(x, y, o -> o.weight(weights.get())),
                size,
                size);
        ofTwo(
                "mse_loss weight",
                (x, y) ->
                        Functional.mseLoss(
                                x, y, o -> o.reduction(Reduction.SUM).weight(weights.get())),
                size,
                size);
        ofTwo(
                "huber_loss weight",
                (x, y) -> Functional.huberLoss(x, y, o -> o.delta(0.7).weight(weights.get())),
                size,
                size);
        ofTwo("mse_loss broadcast", Functional::mseLoss, size, longs(1, 4));
        ofTwo(
                "smooth_l1_loss 0",
                (x, y) -> Functional.smoothL1Loss(x, y, o -> o.beta(0)),
                size,
                size);
        ofTwo(
                "gaussian_nll_loss number",
                (x, y) -> Functional.gaussianNllLoss(x, y, 0.3, o -> o.full(true)),
                size,
                size);
        of(
                "ctc_loss lists",
                x -> {
                    Tensor targets = Torch.arange(18).reshape(3, 6).remainder(4).add(1);
                    return Functional.ctcLoss(x, targets, longs(12, 10, 11), longs(6, 4, 5));
                },
                12,
                3,
                5);
        ofTwo(
                "triplet_margin_with_distance_loss",
                (x, y) ->
                        Functional.tripletMarginWithDistanceLoss(
                                x,
                                y,
                                x.flip(0),
                                o -> o.distanceFunction((a, b) -> a.sub(b).abs().sum(-1))),
                size,
                size);
        linearCrossEntropy("linear_cross_entropy", c -> {});
        linearCrossEntropy("linear_cross_entropy chunks", c -> c.batchChunkSize(2));
        linearCrossEntropy(
                "linear_cross_entropy balanced",
                c -> c.accPolicy(AccPolicy.BALANCED).chunkingMethod("aspect_ratio"));
    }

    private static void linearCrossEntropy(
            String name, Consumer<LinearCrossEntropyOptions> options) {
        ofTwo(
                name,
                (x, weight) ->
                        Functional.linearCrossEntropy(
                                x, weight, Torch.arange(9).remainder(7), o -> o.options(options)),
                longs(9, 5),
                longs(7, 5));
    }

    private static void initialValues() {
        filled("uniform_", t -> Init.uniform_(t, -1, 2), 4, 5);
        filled("normal_", t -> Init.normal_(t, 1, 2), 4, 5);
        filled("trunc_normal_", Init::truncNormal_, 50, 7);
        filled(
                "trunc_normal_ far",
                t -> Init.truncNormal_(t, o -> o.mean(1).std(0.5).a(0.9).b(1)),
                50,
                7);
        filled("constant_", t -> Init.constant_(t, 3), 4, 5);
        filled("ones_", Init::ones_, 4, 5);
        filled("zeros_", Init::zeros_, 4, 5);
        filled("eye_", Init::eye_, 4, 6);
        filled("dirac_", Init::dirac_, 4, 3, 3);
        filled("dirac_ groups", t -> Init.dirac_(t, 2), 6, 3, 3, 5);
        filled("dirac_ 3d", Init::dirac_, 2, 3, 2, 4, 5);
        filled("xavier_uniform_", t -> Init.xavierUniform_(t, o -> o.gain(1.5)), 4, 5, 3);
        filled("xavier_normal_", Init::xavierNormal_, 4, 5);
        filled(
                "kaiming_uniform_",
                t ->
                        Init.kaimingUniform_(
                                t,
                                o -> o.a(0.3).mode(FanMode.FAN_OUT).nonlinearity(Activation.RELU)),
                4,
                5,
                2);
        filled(
                "kaiming_normal_",
                t -> Init.kaimingNormal_(t, o -> o.a(0.3).nonlinearity(Activation.SELU)),
                4,
                5,
                2);
        filled("orthogonal_", Init::orthogonal_, 4, 7);
        filled("orthogonal_ gain", t -> Init.orthogonal_(t, o -> o.gain(2)), 7, 2, 2);
        filled("sparse_", t -> Init.sparse_(t, 0.3), 6, 5);
    }

    static List<String> names() {
        return List.copyOf(CALLS.keySet());
    }
}
