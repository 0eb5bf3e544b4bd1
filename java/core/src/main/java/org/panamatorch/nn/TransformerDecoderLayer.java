package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.attention.AttentionSpecs.MultiheadAttentionCallSpec;
import org.panamatorch.internal.nn.attention.AttentionSpecs.TransformerDecoderLayerCallSpec;
import org.panamatorch.internal.nn.attention.AttentionSpecs.TransformerLayerSpec;
import org.panamatorch.internal.nn.linear.LinearSpecs.LinearSpec;

import java.util.function.Consumer;

/**
 * A layer of a Transformer's decoder: self-attention, attention to the encoder's output and two
 * linear maps, each with a residual connection and a layer norm.
 *
 * <p>Shapes, with a target of T, a source of S, a batch of N and E features: target and output (T,
 * N, E), memory (S, N, E), or (N, T, E) and (N, S, E) with {@code batchFirst}, or without N. Masks
 * are as in {@link MultiheadAttention}.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.TransformerDecoderLayer.html">torch.nn.TransformerDecoderLayer</a>
 */
public final class TransformerDecoderLayer extends BinaryModule {
    private final TransformerLayerSpec options;
    private final Layer activation;
    private final MultiheadAttention selfAttn;
    private final MultiheadAttention multiheadAttn;
    private final Linear linear1;
    private final Dropout dropout;
    private final Linear linear2;
    private final LayerNorm norm1;
    private final LayerNorm norm2;
    private final LayerNorm norm3;
    private final Dropout dropout1;
    private final Dropout dropout2;
    private final Dropout dropout3;

    /**
     * Makes a layer with the defaults.
     *
     * @param dModel the features, E
     * @param nhead the heads, of which E is a multiple
     * @throws org.panamatorch.TorchException if E is no multiple of the heads
     */
    public TransformerDecoderLayer(long dModel, long nhead) {
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
    public TransformerDecoderLayer(
            long dModel, long nhead, Consumer<? super TransformerLayerOptions> options) {
        this(dModel, nhead, TransformerLayerOptions.of(options, "TransformerDecoderLayer"));
    }

    TransformerDecoderLayer(long dModel, long nhead, TransformerLayerSpec options) {
        this.options = options;
        double p = options.dropout();
        long between = options.dimFeedforward();
        selfAttn = part("self_attn", new MultiheadAttention(dModel, nhead, options.attention()));
        multiheadAttn =
                part("multihead_attn", new MultiheadAttention(dModel, nhead, options.attention()));
        linear1 = part("linear1", linear(dModel, between));
        dropout = part("dropout", new Dropout(p));
        linear2 = part("linear2", linear(between, dModel));
        norm1 = part("norm1", norm(dModel));
        norm2 = part("norm2", norm(dModel));
        norm3 = part("norm3", norm(dModel));
        dropout1 = part("dropout1", new Dropout(p));
        dropout2 = part("dropout2", new Dropout(p));
        dropout3 = part("dropout3", new Dropout(p));
        activation = options.activation();
        if (activation instanceof Module module) {
            register("activation", module);
        }
    }

    private Linear linear(long inFeatures, long outFeatures) {
        return new Linear(
                inFeatures, outFeatures, new LinearSpec(options.bias(), options.parameters()));
    }

    private LayerNorm norm(long dModel) {
        return new LayerNorm(Extent.single(dModel), options.norm());
    }

    @Override
    protected Tensor forward(Tensor tgt, Tensor memory) {
        return decode(tgt, memory, TransformerDecoderLayerCallOptions.defaults());
    }

    /**
     * Runs over a target. Hooks see target and memory as the inputs.
     *
     * @param tgt the target
     * @param memory the encoder's output
     * @param options sets what is not to be as by default
     * @return a new tensor of the target's shape
     * @throws org.panamatorch.TorchException if the shapes or dtypes do not fit
     */
    public Tensor call(
            Tensor tgt,
            Tensor memory,
            Consumer<? super TransformerDecoderLayerCallOptions> options) {
        return run(
                tgt,
                memory,
                TransformerDecoderLayerCallOptions.of(options, "TransformerDecoderLayer"));
    }

    /** Computes the output, between the module's hooks. */
    Tensor run(Tensor tgt, Tensor memory, TransformerDecoderLayerCallSpec options) {
        return callWithHooks((target, source) -> decode(target, source, options), tgt, memory);
    }

    private Tensor decode(Tensor tgt, Tensor memory, TransformerDecoderLayerCallSpec call) {
        Required.tensor("TransformerDecoderLayer", "tgt", tgt);
        Required.tensor("TransformerDecoderLayer", "memory", memory);
        var own = masks(call.tgtMask(), call.tgtKeyPaddingMask(), call.tgtIsCausal());
        var other = masks(call.memoryMask(), call.memoryKeyPaddingMask(), call.memoryIsCausal());
        if (options.normFirst()) {
            Tensor x = tgt.add(attend(norm1.call(tgt), own));
            Tensor y = x.add(attendTo(memory, norm2.call(x), other));
            return y.add(feedForward(norm3.call(y)));
        }
        Tensor x = norm1.call(tgt.add(attend(tgt, own)));
        Tensor y = norm2.call(x.add(attendTo(memory, x, other)));
        return norm3.call(y.add(feedForward(y)));
    }

    private static MultiheadAttentionCallSpec masks(Tensor mask, Tensor padding, boolean isCausal) {
        return new MultiheadAttentionCallSpec(padding, false, mask, true, isCausal);
    }

    private Tensor attend(Tensor x, MultiheadAttentionCallSpec masks) {
        return dropout1.call(selfAttn.run(x, x, x, masks).output());
    }

    private Tensor attendTo(Tensor memory, Tensor x, MultiheadAttentionCallSpec masks) {
        return dropout2.call(multiheadAttn.run(x, memory, memory, masks).output());
    }

    private Tensor feedForward(Tensor x) {
        return dropout3.call(linear2.call(dropout.call(activation.call(linear1.call(x)))));
    }

    /**
     * The attention to the target.
     *
     * @return the part named {@code self_attn}
     */
    public MultiheadAttention selfAttn() {
        return selfAttn;
    }

    /**
     * The attention to the memory.
     *
     * @return the part named {@code multihead_attn}
     */
    public MultiheadAttention multiheadAttn() {
        return multiheadAttn;
    }

    /**
     * Whether the batch comes before the sequence.
     *
     * @return whether it does
     */
    public boolean batchFirst() {
        return options.batchFirst();
    }
}
