package org.panamatorch;

import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.aten.AtenM;
import org.panamatorch.internal.aten.AtenU;
import org.panamatorch.internal.aten.UnpackDualResult;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.ForwardLevels;

/**
 * Forward-mode derivatives: a dual tensor carries a tangent, and what is computed from it carries
 * the derivative along that tangent.
 *
 * <pre>{@code
 * try (var _ = ForwardAD.dualLevel()) {
 *     Tensor dual = ForwardAD.makeDual(x, v);
 *     Tensor jvp = ForwardAD.unpackDual(model.call(dual)).tangent();
 * }
 * }</pre>
 *
 * <p>A thread has one level at a time, virtual threads too. LibTorch has one for all of them: a
 * tangent that a thread leaves behind is deleted once no thread is in a level.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/autograd.html#forward-mode-automatic-differentiation">torch.autograd.forward_ad</a>
 */
public final class ForwardAD {
    private ForwardAD() {}

    /**
     * A tensor and its tangent.
     *
     * @param primal the tensor without its tangent
     * @param tangent the tangent, or null where the tensor has none
     */
    public record UnpackedDualTensor(Tensor primal, Tensor tangent) {}

    /**
     * Begins the calling thread's level, until the result is closed.
     *
     * @return what ends it
     * @throws TorchException if the thread is in a level
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.autograd.forward_ad.dual_level.html">dual_level</a>
     */
    public static DualLevel dualLevel() {
        return new DualLevel();
    }

    /**
     * A dual tensor, in a level.
     *
     * @param tensor the tensor, floating or complex
     * @param tangent its tangent, of its shape
     * @return a view of the tensor that carries the tangent
     * @throws TorchException if the thread is in no level, the tensor has a tangent already, or the
     *     two do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.autograd.forward_ad.make_dual.html">make_dual</a>
     */
    public static Tensor makeDual(Tensor tensor, Tensor tangent) {
        Arguments.requirePresent(tensor, "makeDual", "tensor", "a tensor");
        Arguments.requirePresent(tangent, "makeDual", "tangent", "a tensor");
        if (!ForwardLevels.isEntered()) {
            throw new TorchException(
                    Kind.RUNTIME,
                    "Trying to create a dual Tensor for forward AD but no level exists, make sure"
                            + " to enter_dual_level() first.");
        }
        requireDifferentiable(tensor, "primal");
        requireDifferentiable(tangent, "tangent");
        return AtenM._make_dual(tensor, tangent, 0);
    }

    private static void requireDifferentiable(Tensor tensor, String role) {
        DType dtype = tensor.dtype();
        if (!dtype.isFloatingPoint() && !dtype.isComplex()) {
            throw new TorchException(
                    Kind.VALUE,
                    "Expected " + role + " to be floating point or complex, but got: " + dtype);
        }
    }

    /**
     * A tensor and its tangent apart. Autograd records it.
     *
     * @param tensor the tensor
     * @return a view of it without the tangent, and the tangent; outside of a level the tensor
     *     itself, and null
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.autograd.forward_ad.unpack_dual.html">unpack_dual</a>
     */
    public static UnpackedDualTensor unpackDual(Tensor tensor) {
        Arguments.requirePresent(tensor, "unpackDual", "tensor", "a tensor");
        if (!ForwardLevels.isEntered()) {
            return new UnpackedDualTensor(tensor, null);
        }
        UnpackDualResult parts = AtenU._unpack_dual(tensor, 0);
        return new UnpackedDualTensor(parts.primal(), parts.tangent());
    }
}
