package org.panamatorch.internal.nn.attention;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.nn.Layer;
import org.panamatorch.nn.TransformerActivation;
import org.panamatorch.nn.TransformerDecoder;
import org.panamatorch.nn.TransformerEncoder;

/**
 * Options of a Transformer.
 *
 * @param dModel the features, a multiple of the heads
 * @param nhead the heads
 * @param numEncoderLayers how many layers the encoder has
 * @param numDecoderLayers how many layers the decoder has
 * @param dimFeedforward the features between the two linear maps
 * @param dropout the probability with which attention weights and features are zeroed in training,
 *     from 0 to 1
 * @param activation the function between the two linear maps: one of {@link TransformerActivation},
 *     or any other; if it is a module, it is a part of the layer, named {@code activation}
 * @param customEncoder the encoder itself, instead of one made of these options; its matrices are
 *     drawn anew
 * @param customDecoder the decoder itself, instead of one made of these options; its matrices are
 *     drawn anew
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
public record TransformerSpec(
        @Default("512") long dModel,
        @Default("8") long nhead,
        @Default("6") long numEncoderLayers,
        @Default("6") long numDecoderLayers,
        @Default("2048") long dimFeedforward,
        @Default("0.1") double dropout,
        @Default("TransformerActivation.RELU") Layer activation,
        @Default("null") TransformerEncoder customEncoder,
        @Default("null") TransformerDecoder customDecoder,
        @Default("1e-5") double layerNormEps,
        @Default("false") boolean batchFirst,
        @Default("false") boolean normFirst,
        @Default("true") boolean bias,
        @Default("null") Device device,
        @Default("null") DType dtype) {
    /** The options of each layer. */
    public TransformerLayerSpec layer() {
        return new TransformerLayerSpec(
                dimFeedforward,
                dropout,
                activation,
                layerNormEps,
                batchFirst,
                normFirst,
                bias,
                device,
                dtype);
    }
}
