package org.panamatorch.internal.nn;

import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.Warnings;

import java.util.Arrays;

/** The masks of attention, as Python treats them. */
public final class Masks {
    private Masks() {}

    /** Python's {@code F._canonical_mask}: a boolean mask becomes one that is added. */
    public static Tensor canonical(Tensor mask, String name, DType dtype) {
        if (mask == null || mask.dtype().isFloatingPoint()) {
            return mask;
        }
        if (mask.dtype() != DType.BOOL) {
            throw Checks.value("only bool and floating types of " + name + " are supported");
        }
        return Torch.zeros(mask.sizes(), TensorOptions.of(dtype, mask.device()))
                .maskedFill_(mask, Double.NEGATIVE_INFINITY);
    }

    public static void warnOfMismatch(Tensor mask, String name, Tensor other, String otherName) {
        if (mask != null && other != null && mask.dtype() != other.dtype()) {
            Warnings.warn(
                    "Support for mismatched "
                            + name
                            + " and "
                            + otherName
                            + " is deprecated. Use same type for both instead.");
        }
    }

    /** Minus infinity above the diagonal, zero elsewhere. */
    public static Tensor causal(long size, TensorOptions options) {
        try (Tensor full = Torch.full(new long[] {size, size}, Double.NEGATIVE_INFINITY, options)) {
            return full.triu(1);
        }
    }

    /** The length of a sequence. */
    public static long length(Tensor sequence, boolean batchFirst) {
        return Required.tensor("Transformer", "src", sequence)
                .size(sequence.dim() != 2 && batchFirst ? 1 : 0);
    }

    /** Python's {@code _detect_is_causal_mask}. */
    public static boolean isCausal(Tensor mask, Boolean isCausal, long size) {
        if (isCausal != null || mask == null) {
            return isCausal != null && isCausal;
        }
        if (!Arrays.equals(mask.sizes(), new long[] {size, size})) {
            return false;
        }
        try (Tensor causal = causal(size, TensorOptions.of(mask.dtype(), mask.device()));
                Tensor same = mask.eq(causal);
                Tensor all = same.all()) {
            return Checks.isTrue(all);
        }
    }
}
