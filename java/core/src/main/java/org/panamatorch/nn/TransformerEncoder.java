package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.Warnings;
import org.panamatorch.internal.library.PtNn;
import org.panamatorch.internal.memory.NativeHandle;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Masks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.attention.AttentionSpecs.TransformerEncoderCallSpec;
import org.panamatorch.internal.nn.attention.AttentionSpecs.TransformerEncoderLayerCallSpec;
import org.panamatorch.internal.nn.attention.AttentionSpecs.TransformerEncoderSpec;
import org.panamatorch.internal.nn.attention.AttentionSpecs.TransformerLayerSpec;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

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
public final class TransformerEncoder extends NativeModule<TransformerEncoder> implements Layer {
    private final long dModel;
    private final long nhead;
    private final TransformerLayerSpec layerOptions;
    private final long numLayers;
    private final boolean enableNestedTensor;
    private final boolean maskCheck;
    private final NativeStack layers;
    private final Layer norm;

    /**
     * Makes an encoder with the defaults.
     *
     * @param encoderLayer the layer to copy
     * @param numLayers how many copies
     * @throws org.panamatorch.TorchException if the layer cannot be copied
     */
    public TransformerEncoder(TransformerEncoderLayer encoderLayer, long numLayers) {
        this(encoderLayer, numLayers, TransformerEncoderOptions.defaults());
    }

    /**
     * Makes an encoder.
     *
     * @param encoderLayer the layer to copy
     * @param numLayers how many copies
     * @param options sets what is not to be as by default
     * @throws org.panamatorch.TorchException if the layer cannot be copied
     */
    public TransformerEncoder(
            TransformerEncoderLayer encoderLayer,
            long numLayers,
            Consumer<? super TransformerEncoderOptions> options) {
        this(encoderLayer, numLayers, TransformerEncoderOptions.of(options, "TransformerEncoder"));
    }

    TransformerEncoder(
            TransformerEncoderLayer encoderLayer, long numLayers, TransformerEncoderSpec options) {
        this(
                encoderLayer,
                numLayers,
                options,
                create(
                        Required.present(
                                        "TransformerEncoder",
                                        "encoderLayer",
                                        encoderLayer,
                                        "a layer")
                                .handle(),
                        Checks.layers(numLayers, Checks.MAX_LAYERS),
                        options.enableNestedTensor(),
                        options.maskCheck()));
    }

    private TransformerEncoder(
            TransformerEncoderLayer encoderLayer,
            long numLayers,
            TransformerEncoderSpec options,
            NativeHandle handle) {
        super(handle, Map.of());
        this.numLayers = numLayers;
        enableNestedTensor = options.enableNestedTensor();
        maskCheck = options.maskCheck();
        dModel = encoderLayer.dModel();
        nhead = encoderLayer.nhead();
        layerOptions = encoderLayer.options();
        layers = part("layers", new NativeStack(PtNn.module_child(handle, "layers")));
        Map<String, Tensor> parameters = parametersOf(handle);
        for (long i = 0; i < numLayers; i++) {
            String path = "layers." + i;
            TransformerEncoderLayer layer =
                    new TransformerEncoderLayer(
                            PtNn.module_child(handle, path),
                            within(parameters, path),
                            dModel,
                            nhead,
                            withOwnActivation(layerOptions));
            takeModes(encoderLayer, layer);
            layers.register(Long.toString(i), layer);
        }
        norm = options.norm();
        if (norm instanceof Module module) {
            register("norm", module);
        }
        if (enableNestedTensor) {
            warnUnlessNested();
        }
    }

    private static NativeHandle create(
            NativeHandle layer, long numLayers, boolean enableNestedTensor, boolean maskCheck) {
        return PtNn.transformer_encoder_new(
                layer, numLayers, enableNestedTensor, maskCheck, null, 0, null, null);
    }

    /** The same options with a copy of the activation, if that is a module. */
    private static TransformerLayerSpec withOwnActivation(TransformerLayerSpec options) {
        return options.activation() instanceof Module module
                ? options.withActivation((Layer) module.copy())
                : options;
    }

    private static void takeModes(Module from, Module to) {
        Iterator<Module> targets = to.modules().iterator();
        for (Module source : from.modules()) {
            targets.next().train(source.isTraining());
        }
    }

    private void warnUnlessNested() {
        String reason = null;
        if (layerOptions.normFirst()) {
            reason = ".norm_first was True";
        } else if (!layerOptions.batchFirst()) {
            reason =
                    ".self_attn.batch_first was not True(use batch_first for better inference"
                            + " performance)";
        } else if (!layerOptions.bias()) {
            reason = ".self_attn was passed bias=False";
        } else if (!isNative()) {
            reason = ".activation_relu_or_gelu was not True";
        } else if (nhead % 2 == 1) {
            reason = ".self_attn.num_heads is odd";
        }
        if (reason != null) {
            Warnings.warn(
                    "enable_nested_tensor is True, but self.use_nested_tensor is False because"
                            + " encoder_layer"
                            + reason);
        }
    }

    private boolean isNative() {
        return layerOptions.activation() instanceof TransformerActivation;
    }

    @Override
    NativeHandle createWithoutValues() {
        return create(
                TransformerEncoderLayer.createWithoutValues(dModel, nhead, layerOptions),
                numLayers,
                enableNestedTensor,
                maskCheck);
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
        return run(src, TransformerEncoderCallOptions.defaults());
    }

    /**
     * Runs over a sequence. Hooks see it as the only input.
     *
     * @param src the sequence
     * @param options sets what is not to be as by default
     * @return a new tensor of the sequence's shape
     * @throws org.panamatorch.TorchException if the shapes or dtypes do not fit, or there are no
     *     layers
     */
    public Tensor call(Tensor src, Consumer<? super TransformerEncoderCallOptions> options) {
        return run(src, TransformerEncoderCallOptions.of(options, "TransformerEncoder"));
    }

    /** Computes the output, between the module's hooks. */
    Tensor run(Tensor src, TransformerEncoderCallSpec options) {
        return (Tensor) callWithHooks(inputs -> encode((Tensor) inputs[0], options), src);
    }

    private Tensor encode(Tensor src, TransformerEncoderCallSpec call) {
        Required.tensor("TransformerEncoder", "src", src);
        Masks.warnOfMismatch(call.srcKeyPaddingMask(), "src_key_padding_mask", call.mask(), "mask");
        Tensor output =
                isNative() && !anyHooks(layers)
                        ? computing(
                                () -> readWeights(src),
                                () ->
                                        PtNn.transformer_encoder_forward(
                                                handle(),
                                                src,
                                                call.mask(),
                                                call.srcKeyPaddingMask(),
                                                call.isCausal()))
                        : compose(src, call);
        return norm == null ? output : norm.call(output);
    }

    private void readWeights(Tensor src) {
        layers().forEach(layer -> layer.selfAttn().readWeights(src, src, src));
    }

    private Tensor compose(Tensor src, TransformerEncoderCallSpec call) {
        Tensor padding =
                Masks.canonical(call.srcKeyPaddingMask(), "src_key_padding_mask", src.dtype());
        Tensor mask = Masks.canonical(call.mask(), "mask", src.dtype());
        boolean isCausal =
                Masks.isCausal(mask, call.isCausal(), Masks.length(src, layerOptions.batchFirst()));
        var each = new TransformerEncoderLayerCallSpec(mask, padding, isCausal);
        Tensor output = src;
        for (TransformerEncoderLayer layer : layers()) {
            output = layer.run(output, each);
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
     * The normalization of the output.
     *
     * @return the function, the part named {@code norm} if it is a module, or null
     */
    public Layer norm() {
        return norm;
    }
}
