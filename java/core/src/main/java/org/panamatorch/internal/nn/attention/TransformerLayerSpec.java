package org.panamatorch.internal.nn.attention;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.TensorOptions;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.internal.nn.norm.LayerNormSpec;
import org.panamatorch.nn.Layer;
import org.panamatorch.nn.TransformerActivation;

/**
 * Options of a layer of a Transformer's encoder or decoder.
 *
 * @param dimFeedforward the features between the two linear maps
 * @param dropout the probability with which attention weights and features are zeroed in training,
 *     from 0 to 1
 * @param activation the function between the two linear maps: one of {@link TransformerActivation},
 *     or any other; if it is a module, it is a part of the layer, named {@code activation}
 * @param layerNormEps what the layer norms add to the variance
 * @param batchFirst whether input and output are (batch, sequence, features) instead of (sequence,
 *     batch, features)
 * @param normFirst whether the layer norms come before attention and linear maps instead of after
 *     them
 * @param bias whether linear maps and layer norms have biases
 * @param device where the parameters are
 * @param dtype the dtype of the parameters
 */
@OptionSet
@Unprinted
public record TransformerLayerSpec(
        @Default("2048") long dimFeedforward,
        @Default("0.1") double dropout,
        @Default("TransformerActivation.RELU") Layer activation,
        @Default("1e-5") double layerNormEps,
        @Default("false") boolean batchFirst,
        @Default("false") boolean normFirst,
        @Default("true") boolean bias,
        @Default("null") Device device,
        @Default("null") DType dtype) {
    /** Where and of what dtype the parameters are. */
    public TensorOptions parameters() {
        return TensorOptions.of(dtype, device);
    }

    /** The options of an attention in the layer. */
    public MultiheadAttentionSpec attention() {
        return new MultiheadAttentionSpec(
                dropout, bias, false, false, null, null, batchFirst, device, dtype);
    }

    /** The options of a layer norm in the layer. */
    public LayerNormSpec norm() {
        return new LayerNormSpec(layerNormEps, true, bias, device, dtype);
    }

    /** The same with another function. */
    public TransformerLayerSpec withActivation(Layer function) {
        return new TransformerLayerSpec(
                dimFeedforward,
                dropout,
                function,
                layerNormEps,
                batchFirst,
                normFirst,
                bias,
                device,
                dtype);
    }
}
