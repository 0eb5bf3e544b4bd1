package org.panamatorch.internal.nn.linear;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenB;
import org.panamatorch.internal.aten.AtenL;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.Facade;

/** Linear and bilinear maps. */
@Facade("org.panamatorch.nn.Functional")
public final class Linears {
    private Linears() {}

    /**
     * An affine map of the last dimension: {@code y = x Wᵀ + b}.
     *
     * <p>Shapes: input (*, in), output (*, out) or (*).
     *
     * @param input the input
     * @param weight the matrix, (out, in) or (in)
     * @param bias what is added, (out) or ()
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     */
    public static Tensor linear(Tensor input, Tensor weight, @Default("null") Tensor bias) {
        return AtenL.linear(input, weight, bias);
    }

    /**
     * A bilinear map of the last dimensions: {@code y = x₁ᵀ A x₂ + b}.
     *
     * <p>Shapes: inputs (*, in₁) and (*, in₂), output (*, out).
     *
     * @param input1 the first input
     * @param input2 the second input
     * @param weight the matrices, (out, in₁, in₂)
     * @param bias what is added, (out)
     * @return the output
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     */
    public static Tensor bilinear(
            Tensor input1, Tensor input2, Tensor weight, @Default("null") Tensor bias) {
        return AtenB.bilinear(input1, input2, weight, bias);
    }
}
