package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.internal.call.AttentionCalls;
import org.panamatorch.internal.call.ModuleCalls;
import org.panamatorch.internal.memory.NativeHandle;
import org.panamatorch.internal.nn.Masks;

import java.util.Map;

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
public final class TransformerEncoderLayer extends NativeModule implements Layer {
    private final Builder options;
    private final MultiheadAttention selfAttn;
    private final NativePart linear1;
    private final NativePart dropout;
    private final NativePart linear2;
    private final NativePart norm1;
    private final NativePart norm2;
    private final NativePart dropout1;
    private final NativePart dropout2;
    private final Module activation;

    /** The options of a {@link TransformerEncoderLayer}. */
    public static final class Builder extends TransformerLayerBuilder<Builder> {
        private Builder(long dModel, long nhead) {
            super(dModel, nhead);
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Makes the layer.
         *
         * @return the layer
         * @throws org.panamatorch.TorchException if an option is out of range
         */
        public TransformerEncoderLayer build() {
            return new TransformerEncoderLayer(this);
        }

        /** The same options with a copy of the activation, if that is a module. */
        Builder withOwnActivation() {
            Builder copy = new Builder(dModel, nhead).like(this);
            return activation.module() == null
                    ? copy
                    : copy.activation((Layer) activation.module().copy());
        }

        NativeHandle create(TensorOptions tensorOptions) {
            return AttentionCalls.encoderLayer(
                    dModel,
                    nhead,
                    dimFeedforward,
                    dropout,
                    activation.isGelu(),
                    layerNormEps,
                    batchFirst,
                    normFirst,
                    bias,
                    tensorOptions);
        }
    }

    /**
     * Makes a layer with Python's defaults.
     *
     * @param dModel the features, E
     * @param nhead the heads, of which E is a multiple
     * @throws org.panamatorch.TorchException if E is no multiple of the heads
     */
    public TransformerEncoderLayer(long dModel, long nhead) {
        this(builder(dModel, nhead));
    }

    private TransformerEncoderLayer(Builder builder) {
        this(builder.create(builder.options), builder);
    }

    private TransformerEncoderLayer(NativeHandle handle, Builder builder) {
        this(handle, ModuleCalls.parameters(handle), builder);
    }

    /**
     * The layer of a native module.
     *
     * @param handle the layer
     * @param parameters its parameters
     * @param builder its options
     */
    TransformerEncoderLayer(NativeHandle handle, Map<String, Tensor> parameters, Builder builder) {
        super(handle, parameters);
        options = new Builder(builder.dModel, builder.nhead).like(builder);
        double p = builder.dropout;
        selfAttn =
                register(
                        "self_attn",
                        new MultiheadAttention(
                                ModuleCalls.child(handle, "self_attn"),
                                within(parameters, "self_attn"),
                                builder.attention()));
        linear1 =
                register(
                        "linear1",
                        linear(
                                handle,
                                parameters,
                                "linear1",
                                builder.dModel,
                                builder.dimFeedforward));
        dropout = register("dropout", NativePart.dropout(handle, "dropout", p));
        linear2 =
                register(
                        "linear2",
                        linear(
                                handle,
                                parameters,
                                "linear2",
                                builder.dimFeedforward,
                                builder.dModel));
        norm1 = register("norm1", norm(handle, parameters, "norm1", builder));
        norm2 = register("norm2", norm(handle, parameters, "norm2", builder));
        dropout1 = register("dropout1", NativePart.dropout(handle, "dropout1", p));
        dropout2 = register("dropout2", NativePart.dropout(handle, "dropout2", p));
        activation = builder.activation.module();
        if (activation != null) {
            register("activation", activation);
        }
    }

    private static NativePart linear(
            NativeHandle handle,
            Map<String, Tensor> parameters,
            String name,
            long inFeatures,
            long outFeatures) {
        return NativePart.linear(handle, parameters, name, "Linear", inFeatures, outFeatures);
    }

    private static NativePart norm(
            NativeHandle handle, Map<String, Tensor> parameters, String name, Builder builder) {
        return NativePart.layerNorm(handle, parameters, name, builder.dModel, builder.layerNormEps);
    }

    @Override
    NativeHandle createWithoutValues() {
        return options.create(WITHOUT_VALUES);
    }

    /**
     * Starts the options.
     *
     * @param dModel the features, E
     * @param nhead the heads, of which E is a multiple
     * @return a builder
     */
    public static Builder builder(long dModel, long nhead) {
        return new Builder(dModel, nhead);
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
        return call(src, null, null, false);
    }

    /** Computes what {@link #call(Tensor, Tensor, Tensor, boolean)} returns. */
    protected Tensor forward(
            Tensor src, Tensor srcMask, Tensor srcKeyPaddingMask, boolean isCausal) {
        Masks.warnOfMismatch(srcKeyPaddingMask, "src_key_padding_mask", srcMask, "src_mask");
        return options.activation.isNative() && !anyHooks(this)
                ? computing(
                        () -> selfAttn.readWeights(src, src, src),
                        () ->
                                AttentionCalls.encoderLayerForward(
                                        handle(), src, srcMask, srcKeyPaddingMask, isCausal))
                : compose(src, srcMask, srcKeyPaddingMask, isCausal);
    }

    /**
     * Runs over a sequence. Hooks see it as the only input.
     *
     * @param src the sequence
     * @param srcMask the pairs that do not attend, (S, S) or (N·heads, S, S), or null
     * @param srcKeyPaddingMask the elements that nothing attends to, (N, S), or (S) unbatched, or
     *     null
     * @param isCausal a promise that the mask, which must be there, is the causal one; a wrong one
     *     gives wrong results
     * @return a new tensor of the sequence's shape
     * @throws org.panamatorch.TorchException if the shapes or dtypes do not fit
     */
    public Tensor call(Tensor src, Tensor srcMask, Tensor srcKeyPaddingMask, boolean isCausal) {
        return (Tensor)
                callWithHooks(
                        inputs -> forward((Tensor) inputs[0], srcMask, srcKeyPaddingMask, isCausal),
                        src);
    }

    /** With a function that the native layer does not know, or with hooks in its parts. */
    private Tensor compose(Tensor src, Tensor srcMask, Tensor srcKeyPaddingMask, boolean isCausal) {
        Tensor padding = Masks.canonical(srcKeyPaddingMask, "src_key_padding_mask", src.dtype());
        Tensor mask = Masks.canonical(srcMask, "src_mask", src.dtype());
        if (options.normFirst) {
            Tensor attended = src.add(attend(norm1.call(src), mask, padding, isCausal));
            return attended.add(feedForward(norm2.call(attended)));
        }
        Tensor attended = norm1.call(src.add(attend(src, mask, padding, isCausal)));
        return norm2.call(attended.add(feedForward(attended)));
    }

    private Tensor attend(Tensor x, Tensor mask, Tensor padding, boolean isCausal) {
        return dropout1.call(selfAttn.call(x, x, x, padding, false, mask, true, isCausal).output());
    }

    private Tensor feedForward(Tensor x) {
        Layer function = activation instanceof Layer layer ? layer : options.activation.function();
        return dropout2.call(linear2.call(dropout.call(function.call(linear1.call(x)))));
    }

    /** What a copy of this layer is made with. */
    Builder options() {
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
