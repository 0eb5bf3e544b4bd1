package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.nn.Masks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.attention.AttentionSpecs.TransformerCallSpec;
import org.panamatorch.internal.nn.attention.AttentionSpecs.TransformerSpec;

import java.util.function.Consumer;

/**
 * A Transformer: an encoder, and a decoder that attends to the encoder's output.
 *
 * <p>Shapes, with a source of S, a target of T, a batch of N and E features: source (S, N, E),
 * target and output (T, N, E), or (N, S, E) and (N, T, E) with {@code batchFirst}, or without N.
 * Masks are as in {@link MultiheadAttention}.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Transformer.html">torch.nn.Transformer</a>
 */
public final class Transformer extends BinaryModule {
    private final long dModel;
    private final long nhead;
    private final boolean batchFirst;
    private final TransformerEncoder encoder;
    private final TransformerDecoder decoder;

    /** Makes a Transformer with the defaults: 512 features, 8 heads, 6 layers each. */
    public Transformer() {
        this(TransformerOptions.defaults());
    }

    /**
     * Makes a Transformer.
     *
     * @param options sets what is not to be as by default
     * @throws org.panamatorch.TorchException if an option is out of range
     */
    public Transformer(Consumer<? super TransformerOptions> options) {
        this(TransformerOptions.of(options, "Transformer"));
    }

    private Transformer(TransformerSpec options) {
        dModel = options.dModel();
        nhead = options.nhead();
        batchFirst = options.batchFirst();
        encoder = part("encoder", encoder(options));
        decoder = part("decoder", decoder(options));
        for (Tensor parameter : parameters()) {
            if (parameter.dim() > 1) {
                Init.xavierUniform_(parameter);
            }
        }
    }

    private static TransformerEncoder encoder(TransformerSpec options) {
        if (options.customEncoder() != null) {
            return options.customEncoder();
        }
        return new TransformerEncoder(
                new TransformerEncoderLayer(options.dModel(), options.nhead(), options.layer()),
                options.numEncoderLayers(),
                o -> o.norm(norm(options)));
    }

    private static TransformerDecoder decoder(TransformerSpec options) {
        if (options.customDecoder() != null) {
            return options.customDecoder();
        }
        return new TransformerDecoder(
                new TransformerDecoderLayer(options.dModel(), options.nhead(), options.layer()),
                options.numDecoderLayers(),
                o -> o.norm(norm(options)));
    }

    private static LayerNorm norm(TransformerSpec options) {
        return new LayerNorm(Extent.single(options.dModel()), options.layer().norm());
    }

    /**
     * The mask that keeps every element from attending to later ones: minus infinity above the
     * diagonal, zero elsewhere.
     *
     * @param size the length of the sequence
     * @return a new tensor of the default dtype, (size, size)
     */
    public static Tensor generateSquareSubsequentMask(long size) {
        return generateSquareSubsequentMask(size, TensorOptions.DEFAULT);
    }

    /**
     * The mask that keeps every element from attending to later ones: minus infinity above the
     * diagonal, zero elsewhere.
     *
     * @param size the length of the sequence
     * @param options dtype and device
     * @return a new tensor, (size, size)
     */
    public static Tensor generateSquareSubsequentMask(long size, TensorOptions options) {
        return Masks.causal(size, options);
    }

    @Override
    protected Tensor forward(Tensor src, Tensor tgt) {
        return translate(src, tgt, TransformerCallOptions.defaults());
    }

    /**
     * Runs. Hooks see source and target as the inputs.
     *
     * @param src the source
     * @param tgt the target
     * @param options sets what is not to be as by default
     * @return a new tensor of the target's shape
     * @throws org.panamatorch.TorchException if the shapes or dtypes do not fit
     */
    public Tensor call(Tensor src, Tensor tgt, Consumer<? super TransformerCallOptions> options) {
        TransformerCallSpec call = TransformerCallOptions.of(options, "Transformer");
        return callWithHooks((source, target) -> translate(source, target, call), src, tgt);
    }

    private Tensor translate(Tensor src, Tensor tgt, TransformerCallSpec call) {
        Required.tensor(Transformer.class, "src", src);
        Required.tensor(Transformer.class, "tgt", tgt);
        int batchDim = batchFirst ? 0 : 1;
        if (src.dim() == 3 && src.size(batchDim) != tgt.size(batchDim)) {
            throw Checks.runtime("the batch number of src and tgt must be equal");
        }
        if (src.size(-1) != dModel || tgt.size(-1) != dModel) {
            throw Checks.runtime("the feature number of src and tgt must be equal to d_model");
        }
        return decoder.run(tgt, encoder.run(src, call.encoder()), call.decoder());
    }

    /**
     * The encoder.
     *
     * @return the part named {@code encoder}
     */
    public TransformerEncoder encoder() {
        return encoder;
    }

    /**
     * The decoder.
     *
     * @return the part named {@code decoder}
     */
    public TransformerDecoder decoder() {
        return decoder;
    }

    /**
     * The features.
     *
     * @return E
     */
    public long dModel() {
        return dModel;
    }

    /**
     * The heads.
     *
     * @return the number
     */
    public long nhead() {
        return nhead;
    }
}
