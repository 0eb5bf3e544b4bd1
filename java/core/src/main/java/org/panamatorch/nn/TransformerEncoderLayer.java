package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.library.PtNn;
import org.panamatorch.internal.memory.NativeHandle;
import org.panamatorch.internal.nn.Masks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.attention.AttentionSpecs.MultiheadAttentionCallSpec;
import org.panamatorch.internal.nn.attention.AttentionSpecs.TransformerEncoderLayerCallSpec;
import org.panamatorch.internal.nn.attention.AttentionSpecs.TransformerLayerSpec;

import java.util.Map;
import java.util.function.Consumer;

/**
 * A layer of a Transformer's encoder: self-attention and two linear maps, each with a residual
 * connection and a layer norm.
 *
 * <p>Shapes, with a sequence of S, a batch of N and E features: input and output (S, N, E), or (N,
 * S, E) with {@code batchFirst}, or (S, E) unbatched. Masks are as in {@link MultiheadAttention}.
 *
 * <p>For inference, in evaluation mode, with {@code batchFirst} and where no gradients are
 * recorded, it takes LibTorch's fused operator.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.TransformerEncoderLayer.html">torch.nn.TransformerEncoderLayer</a>
 */
public final class TransformerEncoderLayer extends NativeModule<TransformerEncoderLayer>
        implements Layer {
    private final long dModel;
    private final long nhead;
    private final TransformerLayerSpec options;
    private final MultiheadAttention selfAttn;
    private final NativePart linear1;
    private final NativePart dropout;
    private final NativePart linear2;
    private final NativePart norm1;
    private final NativePart norm2;
    private final NativePart dropout1;
    private final NativePart dropout2;
    private final Layer activation;

    /**
     * Makes a layer with the defaults.
     *
     * @param dModel the features, E
     * @param nhead the heads, of which E is a multiple
     * @throws org.panamatorch.TorchException if E is no multiple of the heads
     */
    public TransformerEncoderLayer(long dModel, long nhead) {
        this(dModel, nhead, TransformerLayerOptions.defaults());
    }

    /**
     * Makes a layer.
     *
     * @param dModel the features, E
     * @param nhead the heads, of which E is a multiple
     * @param options sets what is not to be as by default
     * @throws org.panamatorch.TorchException if an option is out of range, or E is no multiple of
     *     the heads
     */
    public TransformerEncoderLayer(
            long dModel, long nhead, Consumer<? super TransformerLayerOptions> options) {
        this(dModel, nhead, TransformerLayerOptions.of(options, "TransformerEncoderLayer"));
    }

    TransformerEncoderLayer(long dModel, long nhead, TransformerLayerSpec options) {
        this(create(dModel, nhead, options, options.parameters()), dModel, nhead, options);
    }

    private TransformerEncoderLayer(
            NativeHandle handle, long dModel, long nhead, TransformerLayerSpec options) {
        this(handle, parametersOf(handle), dModel, nhead, options);
    }

    /** The layer of a native module. */
    TransformerEncoderLayer(
            NativeHandle handle,
            Map<String, Tensor> parameters,
            long dModel,
            long nhead,
            TransformerLayerSpec options) {
        super(handle, parameters);
        this.dModel = dModel;
        this.nhead = nhead;
        this.options = options;
        double p = options.dropout();
        selfAttn =
                part(
                        "self_attn",
                        new MultiheadAttention(
                                PtNn.module_child(handle, "self_attn"),
                                within(parameters, "self_attn"),
                                dModel,
                                nhead,
                                options.attention()));
        long between = options.dimFeedforward();
        linear1 = part("linear1", linear(handle, parameters, "linear1", dModel, between));
        dropout = part("dropout", NativePart.dropout(handle, "dropout", p));
        linear2 = part("linear2", linear(handle, parameters, "linear2", between, dModel));
        norm1 = part("norm1", norm(handle, parameters, "norm1"));
        norm2 = part("norm2", norm(handle, parameters, "norm2"));
        dropout1 = part("dropout1", NativePart.dropout(handle, "dropout1", p));
        dropout2 = part("dropout2", NativePart.dropout(handle, "dropout2", p));
        activation = options.activation();
        if (activation instanceof Module module) {
            register("activation", module);
        }
    }

    private static NativeHandle create(
            long dModel, long nhead, TransformerLayerSpec options, TensorOptions parameters) {
        return PtNn.transformer_encoder_layer_new(
                dModel,
                nhead,
                options.dimFeedforward(),
                options.dropout(),
                options.activation() == TransformerActivation.GELU
                        ? PanamaTorch.PT_ACTIVATION_GELU()
                        : PanamaTorch.PT_ACTIVATION_RELU(),
                options.layerNormEps(),
                options.batchFirst(),
                options.normFirst(),
                options.bias(),
                parameters.device(),
                parameters.dtype());
    }

    private static NativePart linear(
            NativeHandle handle,
            Map<String, Tensor> parameters,
            String name,
            long inFeatures,
            long outFeatures) {
        return NativePart.linear(handle, parameters, name, "Linear", inFeatures, outFeatures);
    }

    private NativePart norm(NativeHandle handle, Map<String, Tensor> parameters, String name) {
        return NativePart.layerNorm(handle, parameters, name, dModel, options.layerNormEps());
    }

    @Override
    NativeHandle createWithoutValues() {
        return createWithoutValues(dModel, nhead, options);
    }

    /** A native layer {@link #WITHOUT_VALUES}. */
    static NativeHandle createWithoutValues(long dModel, long nhead, TransformerLayerSpec options) {
        return create(dModel, nhead, options, WITHOUT_VALUES);
    }

    /**
     * Runs over a sequence without masks.
     *
     * @param src the sequence
     * @return a new tensor of its shape
     * @throws org.panamatorch.TorchException if the shape or dtype does not fit
     */
    @Override
    public Tensor call(Tensor src) {
        return run(src, TransformerEncoderLayerCallOptions.defaults());
    }

    /**
     * Runs over a sequence. Hooks see it as the only input.
     *
     * @param src the sequence
     * @param options sets what is not to be as by default
     * @return a new tensor of the sequence's shape
     * @throws org.panamatorch.TorchException if the shapes or dtypes do not fit
     */
    public Tensor call(Tensor src, Consumer<? super TransformerEncoderLayerCallOptions> options) {
        return run(src, TransformerEncoderLayerCallOptions.of(options, "TransformerEncoderLayer"));
    }

    /** Computes the output, between the module's hooks. */
    Tensor run(Tensor src, TransformerEncoderLayerCallSpec options) {
        return (Tensor) callWithHooks(inputs -> encode((Tensor) inputs[0], options), src);
    }

    private Tensor encode(Tensor src, TransformerEncoderLayerCallSpec call) {
        Required.tensor("TransformerEncoderLayer", "src", src);
        Masks.warnOfMismatch(
                call.srcKeyPaddingMask(), "src_key_padding_mask", call.srcMask(), "src_mask");
        return activation instanceof TransformerActivation && !anyHooks(this)
                ? computing(
                        () -> selfAttn.readWeights(src, src, src),
                        () ->
                                PtNn.transformer_encoder_layer_forward(
                                        handle(),
                                        src,
                                        call.srcMask(),
                                        call.srcKeyPaddingMask(),
                                        call.isCausal()))
                : compose(src, call);
    }

    /** With a function that the native layer does not know, or with hooks in its parts. */
    private Tensor compose(Tensor src, TransformerEncoderLayerCallSpec call) {
        var masks =
                new MultiheadAttentionCallSpec(
                        Masks.canonical(
                                call.srcKeyPaddingMask(), "src_key_padding_mask", src.dtype()),
                        false,
                        Masks.canonical(call.srcMask(), "src_mask", src.dtype()),
                        true,
                        call.isCausal());
        if (options.normFirst()) {
            Tensor attended = src.add(attend(norm1.call(src), masks));
            return attended.add(feedForward(norm2.call(attended)));
        }
        Tensor attended = norm1.call(src.add(attend(src, masks)));
        return norm2.call(attended.add(feedForward(attended)));
    }

    private Tensor attend(Tensor x, MultiheadAttentionCallSpec masks) {
        return dropout1.call(selfAttn.run(x, x, x, masks).output());
    }

    private Tensor feedForward(Tensor x) {
        return dropout2.call(linear2.call(dropout.call(activation.call(linear1.call(x)))));
    }

    long dModel() {
        return dModel;
    }

    long nhead() {
        return nhead;
    }

    TransformerLayerSpec options() {
        return options;
    }

    /**
     * The attention.
     *
     * @return the part named {@code self_attn}
     */
    public MultiheadAttention selfAttn() {
        return selfAttn;
    }
}
