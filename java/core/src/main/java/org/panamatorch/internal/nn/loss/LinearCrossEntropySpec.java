package org.panamatorch.internal.nn.loss;

import org.panamatorch.DType;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.OrNone;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.print.PythonFormat;
import org.panamatorch.option.AccPolicy;

import java.util.regex.Pattern;

/**
 * How a linear map with the cross entropy behind it saves memory: it computes the logits of a part
 * of the batch at a time.
 *
 * @param allowRetainGraph whether a second backward pass through a sum or a mean is possible, for
 *     which the gradients are kept
 * @param batchChunkSize how many elements of the batch to take at a time; without one all, or what
 *     the method says
 * @param chunkingMethod how to choose that number: {@code auto}, {@code aspect_ratio}, {@code
 *     aspect_ratio:N} for an N-th of it, or null for not at all
 * @param accPolicy which intermediate results are kept in the dtype of sums
 * @param accDtype the dtype of sums; without one it is chosen
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.LinearCrossEntropyOptions.html">torch.nn.LinearCrossEntropyOptions</a>
 */
@OptionSet
public record LinearCrossEntropySpec(
        @Default("false") boolean allowRetainGraph,
        @Default("null") Long batchChunkSize,
        @Default("\"auto\"") @OrNone String chunkingMethod,
        @Default("AUTO") AccPolicy accPolicy,
        @Default("null") DType accDtype) {
    private static final Pattern METHOD = Pattern.compile("auto|aspect_ratio(:0*[1-9][0-9]*)?");

    /**
     * Checks them.
     *
     * @throws org.panamatorch.TorchException if a value is out of range
     */
    public LinearCrossEntropySpec {
        if (chunkingMethod != null && !METHOD.matcher(chunkingMethod).matches()) {
            throw Checks.value("invalid chunking_method: " + PythonFormat.repr(chunkingMethod));
        }
        if (batchChunkSize != null && batchChunkSize <= 0) {
            throw Checks.value(
                    "batch_chunk_size must be positive int or None, got " + batchChunkSize);
        }
        if (accDtype != null && !isSupported(accDtype)) {
            throw Checks.value(
                    "acc_dtype must be one of {None, torch.float16, torch.bfloat16, torch.float32,"
                            + " torch.float64}, got "
                            + accDtype
                            + ". Pass acc_dtype=None to let the op pick automatically.");
        }
    }

    private static boolean isSupported(DType dtype) {
        return dtype == DType.FLOAT16
                || dtype == DType.BFLOAT16
                || dtype == DType.FLOAT32
                || dtype == DType.FLOAT64;
    }
}
