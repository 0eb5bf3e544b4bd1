package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.Warnings;
import org.panamatorch.internal.call.AttentionCalls;
import org.panamatorch.internal.call.ModuleCalls;
import org.panamatorch.internal.memory.NativeHandle;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Masks;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The encoder of a Transformer: copies of a layer, one after another.
 *
 * <p>Shapes and masks are those of {@link TransformerEncoderLayer}. For inference with {@code
 * batchFirst} and a key padding mask it leaves the padding out, by nested tensors, and gives zeros
 * there.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.TransformerEncoder.html">torch.nn.TransformerEncoder</a>
 */
public final class TransformerEncoder extends NativeModule implements Layer {
    private final TransformerEncoderLayer.Builder options;
    private final long numLayers;
    private final boolean enableNestedTensor;
    private final boolean maskCheck;
    private final NativeStack layers;
    private final Module norm;

    /** The options of a {@link TransformerEncoder}. */
    public static final class Builder {
        private final TransformerEncoderLayer layer;
        private final long numLayers;
        private Module norm;
        private boolean enableNestedTensor = true;
        private boolean maskCheck = true;

        private Builder(TransformerEncoderLayer layer, long numLayers) {
            this.layer =
                    Objects.requireNonNull(
                            layer,
                            "TransformerEncoder: argument 'encoderLayer' is null, expected a"
                                    + " layer");
            this.numLayers = numLayers;
        }

        /**
         * What the output goes through; nothing by default.
         *
         * @param module the module itself, not a copy
         * @param <M> its class
         * @return this
         */
        public <M extends Module & Layer> Builder norm(M module) {
            norm = module;
            return this;
        }

        /**
         * Whether padding may be left out for inference; yes by default.
         *
         * @param enable whether it may
         * @return this
         */
        public Builder enableNestedTensor(boolean enable) {
            enableNestedTensor = enable;
            return this;
        }

        /**
         * Whether a key padding mask is checked to have all its padding at the ends, without which
         * padding is not left out; yes by default.
         *
         * @param check whether it is
         * @return this
         */
        public Builder maskCheck(boolean check) {
            maskCheck = check;
            return this;
        }

        /**
         * Makes the encoder.
         *
         * @return the encoder
         * @throws org.panamatorch.TorchException if the layer cannot be copied
         */
        public TransformerEncoder build() {
            return new TransformerEncoder(this);
        }
    }

    /**
     * Makes an encoder with Python's defaults.
     *
     * @param encoderLayer the layer to copy
     * @param numLayers how many copies
     */
    public TransformerEncoder(TransformerEncoderLayer encoderLayer, long numLayers) {
        this(builder(encoderLayer, numLayers));
    }

    private TransformerEncoder(Builder builder) {
        this(
                builder,
                create(
                        builder.layer.handle(),
                        Checks.layers(builder.numLayers, "num_layers"),
                        builder.enableNestedTensor,
                        builder.maskCheck));
    }

    private TransformerEncoder(Builder builder, NativeHandle handle) {
        super(handle, Map.of());
        options = builder.layer.options();
        numLayers = builder.numLayers;
        enableNestedTensor = builder.enableNestedTensor;
        maskCheck = builder.maskCheck;
        layers = register("layers", new NativeStack(ModuleCalls.child(handle, "layers")));
        Map<String, Tensor> parameters = ModuleCalls.parameters(handle);
        for (long i = 0; i < numLayers; i++) {
            String path = "layers." + i;
            TransformerEncoderLayer layer =
                    new TransformerEncoderLayer(
                            ModuleCalls.child(handle, path),
                            within(parameters, path),
                            options.withOwnActivation());
            takeModes(builder.layer, layer);
            layers.register(Long.toString(i), layer);
        }
        norm = builder.norm;
        if (norm != null) {
            register("norm", norm);
        }
        if (enableNestedTensor) {
            warnUnlessNested();
        }
    }

    private static NativeHandle create(
            NativeHandle layer, long numLayers, boolean enableNestedTensor, boolean maskCheck) {
        return AttentionCalls.encoder(
                layer, numLayers, enableNestedTensor, maskCheck, null, 0, null, null);
    }

    private static void takeModes(Module from, Module to) {
        Iterator<Module> targets = to.modules().iterator();
        for (Module source : from.modules()) {
            targets.next().train(source.isTraining());
        }
    }

    private void warnUnlessNested() {
        String reason = null;
        if (options.normFirst) {
            reason = ".norm_first was True";
        } else if (!options.batchFirst) {
            reason =
                    ".self_attn.batch_first was not True(use batch_first for better inference"
                            + " performance)";
        } else if (!options.bias) {
            reason = ".self_attn was passed bias=False";
        } else if (!options.activation.isNative()) {
            reason = ".activation_relu_or_gelu was not True";
        } else if (options.nhead % 2 == 1) {
            reason = ".self_attn.num_heads is odd";
        }
        if (reason != null) {
            Warnings.warn(
                    "enable_nested_tensor is True, but self.use_nested_tensor is False because"
                            + " encoder_layer"
                            + reason);
        }
    }

    @Override
    NativeHandle createWithoutValues() {
        return create(options.create(WITHOUT_VALUES), numLayers, enableNestedTensor, maskCheck);
    }

    /**
     * Starts the options.
     *
     * @param encoderLayer the layer to copy
     * @param numLayers how many copies
     * @return a builder
     */
    public static Builder builder(TransformerEncoderLayer encoderLayer, long numLayers) {
        return new Builder(encoderLayer, numLayers);
    }

    /**
     * Runs over a sequence without masks.
     *
     * @param src the sequence
     * @return a new tensor of its shape
     * @throws org.panamatorch.TorchException if the shape or dtype does not fit, or there are no
     *     layers
     */
    @Override
    public Tensor call(Tensor src) {
        return call(src, null, null, null);
    }

    /** Computes what {@link #call(Tensor, Tensor, Tensor, Boolean)} returns. */
    protected Tensor forward(Tensor src, Tensor mask, Tensor srcKeyPaddingMask, Boolean isCausal) {
        Masks.warnOfMismatch(srcKeyPaddingMask, "src_key_padding_mask", mask, "mask");
        Tensor output =
                options.activation.isNative() && !anyHooks(layers)
                        ? computing(
                                () ->
                                        layers().forEach(
                                                        layer ->
                                                                layer.selfAttn()
                                                                        .readWeights(
                                                                                src, src, src)),
                                () ->
                                        AttentionCalls.encoderForward(
                                                handle(), src, mask, srcKeyPaddingMask, isCausal))
                        : compose(src, mask, srcKeyPaddingMask, isCausal);
        return norm instanceof Layer layer ? layer.call(output) : output;
    }

    /**
     * Runs over a sequence. Hooks see it as the only input.
     *
     * @param src the sequence
     * @param mask the pairs that do not attend, (S, S) or (N·heads, S, S), or null
     * @param srcKeyPaddingMask the elements that nothing attends to, (N, S), or (S) unbatched, or
     *     null
     * @param isCausal whether the mask is the causal one, or null to find out by comparing
     * @return a new tensor of the sequence's shape
     * @throws org.panamatorch.TorchException if the shapes or dtypes do not fit, or there are no
     *     layers
     */
    public Tensor call(Tensor src, Tensor mask, Tensor srcKeyPaddingMask, Boolean isCausal) {
        return (Tensor)
                callWithHooks(
                        inputs -> forward((Tensor) inputs[0], mask, srcKeyPaddingMask, isCausal),
                        src);
    }

    private Tensor compose(Tensor src, Tensor mask, Tensor srcKeyPaddingMask, Boolean isCausal) {
        Tensor padding = Masks.canonical(srcKeyPaddingMask, "src_key_padding_mask", src.dtype());
        Tensor canonical = Masks.canonical(mask, "mask", src.dtype());
        boolean causal = Masks.isCausal(canonical, isCausal, Masks.length(src, options.batchFirst));
        Tensor output = src;
        for (TransformerEncoderLayer layer : layers()) {
            output = layer.call(output, canonical, padding, causal);
        }
        return output;
    }

    /**
     * The layers.
     *
     * @return a new list of the parts {@code layers.0} and on
     */
    public List<TransformerEncoderLayer> layers() {
        return layers.children().stream().map(TransformerEncoderLayer.class::cast).toList();
    }

    /**
     * What the output goes through.
     *
     * @return the part named {@code norm}, or null
     */
    public Module norm() {
        return norm;
    }
}
