package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Masks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.attention.AttentionSpecs.TransformerDecoderCallSpec;
import org.panamatorch.internal.nn.attention.AttentionSpecs.TransformerDecoderSpec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The decoder of a Transformer: copies of a layer, one after another.
 *
 * <p>Shapes and masks are those of {@link TransformerDecoderLayer}.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.TransformerDecoder.html">torch.nn.TransformerDecoder</a>
 */
public final class TransformerDecoder extends BinaryModule {
    private final ModuleList<TransformerDecoderLayer> layers;
    private final Layer norm;

    /**
     * Makes a decoder with the defaults.
     *
     * @param decoderLayer the layer to copy
     * @param numLayers how many copies
     */
    public TransformerDecoder(TransformerDecoderLayer decoderLayer, long numLayers) {
        this(decoderLayer, numLayers, TransformerDecoderOptions.defaults());
    }

    /**
     * Makes a decoder.
     *
     * @param decoderLayer the layer to copy
     * @param numLayers how many copies
     * @param options sets what is not to be as by default
     */
    public TransformerDecoder(
            TransformerDecoderLayer decoderLayer,
            long numLayers,
            Consumer<? super TransformerDecoderOptions> options) {
        this(decoderLayer, numLayers, TransformerDecoderOptions.of(options, "TransformerDecoder"));
    }

    private TransformerDecoder(
            TransformerDecoderLayer decoderLayer, long numLayers, TransformerDecoderSpec options) {
        Required.present("TransformerDecoder", "decoderLayer", decoderLayer, "a layer");
        List<TransformerDecoderLayer> copies = new ArrayList<>();
        Checks.layers(numLayers, Checks.MAX_LAYERS);
        for (long i = 0; i < numLayers; i++) {
            copies.add((TransformerDecoderLayer) decoderLayer.copy());
        }
        layers = part("layers", new ModuleList<>(copies));
        norm = options.norm();
        if (norm instanceof Module module) {
            register("norm", module);
        }
    }

    @Override
    protected Tensor forward(Tensor tgt, Tensor memory) {
        return decode(tgt, memory, TransformerDecoderCallOptions.defaults());
    }

    /**
     * Runs over a target. Hooks see target and memory as the inputs.
     *
     * @param tgt the target
     * @param memory the encoder's output
     * @param options sets what is not to be as by default
     * @return a new tensor of the target's shape
     * @throws TorchException if the shapes or dtypes do not fit, or there are no layers
     */
    public Tensor call(
            Tensor tgt, Tensor memory, Consumer<? super TransformerDecoderCallOptions> options) {
        return run(tgt, memory, TransformerDecoderCallOptions.of(options, "TransformerDecoder"));
    }

    /** Computes the output, between the module's hooks. */
    Tensor run(Tensor tgt, Tensor memory, TransformerDecoderCallSpec options) {
        return callWithHooks((target, source) -> decode(target, source, options), tgt, memory);
    }

    private Tensor decode(Tensor tgt, Tensor memory, TransformerDecoderCallSpec call) {
        Required.tensor("TransformerDecoder", "tgt", tgt);
        Required.tensor("TransformerDecoder", "memory", memory);
        if (layers.isEmpty()) {
            throw new TorchException(Kind.INDEX, "index 0 is out of range");
        }
        var each =
                call.layer(
                        Masks.isCausal(
                                call.tgtMask(),
                                call.tgtIsCausal(),
                                Masks.length(tgt, layers.get(0).batchFirst())));
        Tensor output = tgt;
        for (TransformerDecoderLayer layer : layers) {
            output = layer.run(output, memory, each);
        }
        return norm == null ? output : norm.call(output);
    }

    /**
     * The layers.
     *
     * @return the part named {@code layers}
     */
    public ModuleList<TransformerDecoderLayer> layers() {
        return layers;
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
