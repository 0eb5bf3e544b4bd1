package org.panamatorch.nn;

import org.panamatorch.DType;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.print.PythonFormat;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How {@link LinearCrossEntropyLoss} saves memory: it computes the logits of a part of the batch at
 * a time.
 *
 * @param allowRetainGraph whether a second backward pass through a sum or a mean is possible, for
 *     which the gradients are kept
 * @param batchChunkSize how many elements of the batch to take at a time, or null for all, or for
 *     what the method says
 * @param chunkingMethod how to choose that number: {@code auto}, {@code aspect_ratio}, {@code
 *     aspect_ratio:N} for an N-th of it, or null for not at all
 * @param accPolicy which intermediate results are kept in the dtype of sums
 * @param accDtype the dtype of sums, or null to choose it
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.LinearCrossEntropyOptions.html">torch.nn.LinearCrossEntropyOptions</a>
 */
public record LinearCrossEntropyOptions(
        boolean allowRetainGraph,
        Long batchChunkSize,
        String chunkingMethod,
        AccPolicy accPolicy,
        DType accDtype) {
    private static final Pattern METHOD = Pattern.compile("auto|aspect_ratio(:0*[1-9][0-9]*)?");

    /** Which intermediate results are kept in the dtype of sums. */
    public enum AccPolicy {
        /** What fits the device and the dtype. */
        AUTO,
        /** Most of them. */
        ACCURATE,
        /** Those that gradients need. */
        BALANCED,
        /** As few as possible. */
        COMPACT;

        /**
         * Python's word.
         *
         * @return {@code auto}, {@code accurate}, {@code balanced} or {@code compact}
         */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The options of a {@link LinearCrossEntropyOptions}. */
    public static final class Builder {
        private boolean allowRetainGraph;
        private Long batchChunkSize;
        private String chunkingMethod = "auto";
        private AccPolicy accPolicy = AccPolicy.AUTO;
        private DType accDtype;

        private Builder() {}

        /**
         * Whether a second backward pass is possible; no by default.
         *
         * @param allow whether it is
         * @return this
         */
        public Builder allowRetainGraph(boolean allow) {
            allowRetainGraph = allow;
            return this;
        }

        /**
         * How many elements of the batch to take at a time; null by default.
         *
         * @param size the number, or null
         * @return this
         */
        public Builder batchChunkSize(Long size) {
            batchChunkSize = size;
            return this;
        }

        /**
         * How to choose that number; {@code auto} by default.
         *
         * @param method {@code auto}, {@code aspect_ratio}, {@code aspect_ratio:N} or null
         * @return this
         */
        public Builder chunkingMethod(String method) {
            chunkingMethod = method;
            return this;
        }

        /**
         * Which intermediate results are kept in the dtype of sums; chosen by default.
         *
         * @param policy which
         * @return this
         */
        public Builder accPolicy(AccPolicy policy) {
            accPolicy = Required.present(this, "accPolicy", policy, "a policy");
            return this;
        }

        /**
         * The dtype of sums; chosen by default.
         *
         * @param dtype the dtype, or null
         * @return this
         */
        public Builder accDtype(DType dtype) {
            accDtype = dtype;
            return this;
        }

        /**
         * Makes the options.
         *
         * @return the options
         * @throws org.panamatorch.TorchException if a value is out of range
         */
        public LinearCrossEntropyOptions build() {
            return new LinearCrossEntropyOptions(
                    allowRetainGraph, batchChunkSize, chunkingMethod, accPolicy, accDtype);
        }
    }

    /**
     * Makes the options.
     *
     * @throws org.panamatorch.TorchException if a value is out of range
     */
    public LinearCrossEntropyOptions {
        Required.present(LinearCrossEntropyOptions.class, "accPolicy", accPolicy, "a policy");
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

    /**
     * Starts the options.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The options as Python prints them.
     *
     * @return a text such as {@code LinearCrossEntropyOptions(allow_retain_graph=False, …)}
     */
    @Override
    public String toString() {
        return "LinearCrossEntropyOptions(allow_retain_graph="
                + PythonFormat.repr(allowRetainGraph)
                + ", batch_chunk_size="
                + PythonFormat.repr(batchChunkSize)
                + ", chunking_method="
                + PythonFormat.repr(chunkingMethod)
                + ", acc_policy="
                + PythonFormat.repr(accPolicy.toString())
                + ", acc_dtype="
                + PythonFormat.repr(accDtype)
                + ")";
    }
}
