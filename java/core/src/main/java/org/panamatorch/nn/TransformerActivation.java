package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.Torch;

/**
 * The functions between the two linear maps of a Transformer's layer that LibTorch's fused
 * operators know.
 */
public enum TransformerActivation implements Layer {
    /** The positive part. */
    RELU {
        @Override
        public Tensor call(Tensor input) {
            return Torch.relu(input);
        }
    },
    /** The Gaussian error linear unit. */
    GELU {
        @Override
        public Tensor call(Tensor input) {
            return Functional.gelu(input);
        }
    }
}
