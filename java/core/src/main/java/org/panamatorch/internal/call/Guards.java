package org.panamatorch.internal.call;

import org.panamatorch.DType;
import org.panamatorch.Layout;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks before the operators that LibTorch lets read or write beyond a tensor, divide by zero or
 * follow a null pointer, any of which would end the process.
 *
 * <p>Elements are looked at in CPU memory only: elsewhere a wrong one is an error of the device,
 * and a look would wait for it.
 */
public final class Guards {
    /** A check of an operator's arguments in the order of its schema. */
    public interface Guard {
        /**
         * Refuses arguments.
         *
         * @param arguments the arguments; those at the end may be left out
         */
        void check(Object[] arguments);
    }

    private static final Map<String, Guard> GUARDS =
            Map.ofEntries(
                    entry("_neg_view_copy.out", Guards::notQuantized),
                    entry("_neg_view_copy", Guards::notQuantized),
                    entry("view_copy.dtype_out", Guards::notQuantized),
                    entry("view_copy.dtype", Guards::notQuantized),
                    entry("_ctc_loss", Guards::ctcLoss),
                    entry("_ctc_loss.Tensor", Guards::ctcLoss),
                    entry("_dyn_quant_matmul_4bit", Guards::dynQuantMatmul4bit),
                    entry("_fft_c2c", Guards::fft),
                    entry("_fft_c2r", Guards::fft),
                    entry("_fft_r2c", Guards::fft),
                    entry("_native_batch_norm_legit.no_stats", Guards::batchNormWithoutStatistics),
                    entry("ctc_loss.IntList", Guards::ctcLoss),
                    entry("ctc_loss.Tensor", Guards::ctcLoss),
                    entry("div.Scalar_mode", Guards::division),
                    entry("div.Tensor_mode", Guards::division),
                    entry("div.out_mode", Guards::division),
                    entry("div_.Scalar_mode", Guards::division),
                    entry("div_.Tensor_mode", Guards::division),
                    entry("divide.Scalar_mode", Guards::division),
                    entry("divide.Tensor_mode", Guards::division),
                    entry("divide.out_mode", Guards::division),
                    entry("divide_.Scalar_mode", Guards::division),
                    entry("divide_.Tensor_mode", Guards::division),
                    entry("index_add_", Guards::dense),
                    entry("index_copy_", Guards::dense),
                    entry("index_reduce_", Guards::dense),
                    entry("lcm", Guards::lcm),
                    entry("lcm.out", Guards::lcm),
                    entry("lcm_", Guards::lcm),
                    entry("linalg_eigvals", Guards::eigvals),
                    entry("linalg_ldl_solve", Guards::ldlSolve),
                    entry("lu_unpack", Guards::luUnpack),
                    entry("quantized_lstm_cell", Guards::quantizedLstmCell),
                    entry("range", Guards::range),
                    entry("range.step", Guards::range),
                    entry("scatter_.reduce", Guards::dense),
                    entry("scatter_.src", Guards::dense),
                    entry("scatter_.value", Guards::dense),
                    entry("scatter_.value_reduce", Guards::dense),
                    entry("scatter_add_", Guards::dense),
                    entry("scatter_reduce_.two", Guards::dense),
                    entry("segment_reduce", Guards::segmentReduce));

    private Guards() {}

    /**
     * The operators that are checked.
     *
     * @return their qualified names without the name space
     */
    public static Set<String> names() {
        return GUARDS.keySet();
    }

    /**
     * The check of an operator.
     *
     * @param name its qualified name without the name space
     * @return the check, or null
     */
    public static Guard of(String name) {
        return GUARDS.get(name);
    }

    /**
     * Checks the arguments of an operator that has a check.
     *
     * @param name its qualified name without the name space
     * @param arguments all arguments
     */
    public static void check(String name, Object... arguments) {
        GUARDS.get(name).check(arguments);
    }

    private static Map.Entry<String, Guard> entry(String name, Guard guard) {
        return Map.entry(name, guard);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new TorchException(Kind.RUNTIME, message);
        }
    }

    private static boolean holdsThroughout(Tensor condition) {
        return condition.all().item().longValue() == 1;
    }

    private static Object at(Object[] arguments, int index) {
        return index < arguments.length ? arguments[index] : null;
    }

    private static Tensor tensorAt(Object[] arguments, int index) {
        return at(arguments, index) instanceof Tensor tensor && !tensor.isClosed() ? tensor : null;
    }

    private static boolean isReadable(Tensor tensor) {
        return tensor != null && tensor.device().isCpu() && tensor.numel() > 0;
    }

    // MKL takes infinities for sizes and writes past its work space.
    private static void eigvals(Object[] arguments) {
        Tensor self = tensorAt(arguments, 0);
        if (!isReadable(self) || !self.dtype().isFloatingPoint() && !self.dtype().isComplex()) {
            return;
        }
        try (TensorScope _ = new TensorScope()) {
            require(
                    holdsThroughout(self.detach().isfinite()),
                    "linalg.eigvals: input tensor should not contain infs or NaNs.");
        }
    }

    private static void luUnpack(Object[] arguments) {
        Tensor lu = tensorAt(arguments, 0);
        Tensor pivots = tensorAt(arguments, 1);
        if (lu == null || pivots == null || lu.dim() < 2) {
            return;
        }
        long[] sizes = lu.sizes();
        long[] wanted = Arrays.copyOf(sizes, sizes.length - 1);
        wanted[wanted.length - 1] = Math.min(sizes[sizes.length - 2], sizes[sizes.length - 1]);
        require(
                Arrays.equals(wanted, pivots.sizes()),
                "lu_unpack: LU_pivots has size "
                        + Arrays.toString(pivots.sizes())
                        + ", expected "
                        + Arrays.toString(wanted)
                        + " for LU_data of size "
                        + Arrays.toString(sizes));
    }

    // LAPACK uses pivots as indices: k > 0 is a row, two equal negative ones are a block.
    private static void ldlSolve(Object[] arguments) {
        Tensor pivots = tensorAt(arguments, 1);
        if (!isReadable(pivots) || pivots.dim() == 0 || pivots.dtype().isFloatingPoint()) {
            return;
        }
        int n = Math.toIntExact(pivots.size(-1));
        long[] rows;
        try (TensorScope _ = new TensorScope()) {
            rows = pivots.detach().to(DType.INT64).contiguous().view(-1).toLongArray();
        }
        for (int start = 0; start < rows.length; start += n) {
            for (int i = start; i < start + n; i++) {
                boolean block = rows[i] < 0 && i + 1 < start + n && rows[i + 1] == rows[i];
                require(
                        rows[i] > 0 && rows[i] <= n || block && -rows[i] <= n,
                        "linalg.ldl_solve: pivots has "
                                + rows[i]
                                + " at position "
                                + (i - start)
                                + ", expected a row from 1 to "
                                + n
                                + ", or two equal negative ones for a block");
                i += block ? 1 : 0;
            }
        }
    }

    private static void ctcLoss(Object[] arguments) {
        Tensor logProbs = tensorAt(arguments, 0);
        Tensor targets = tensorAt(arguments, 1);
        if (!isReadable(targets)
                || logProbs == null
                || logProbs.dim() == 0
                || targets.dim() > 2
                || targets.dtype() != DType.INT64 && targets.dtype() != DType.INT32) {
            return;
        }
        long classes = logProbs.size(-1);
        long[] lengths = integers(at(arguments, 3));
        try (TensorScope _ = new TensorScope()) {
            // Past its length a target is padding that nobody reads.
            for (Tensor read : read(targets.detach(), lengths)) {
                require(
                        read.numel() == 0
                                || read.min().item().longValue() >= 0
                                        && read.max().item().longValue() < classes,
                        "ctc_loss: targets has an element outside of the "
                                + classes
                                + " classes of log_probs, 0 to "
                                + (classes - 1));
            }
        }
    }

    private static long[] integers(Object list) {
        return switch (list) {
            case long[] array -> array;
            case List<?> elements ->
                    elements.stream().mapToLong(each -> ((Number) each).longValue()).toArray();
            case Tensor tensor when isReadable(tensor) && !tensor.dtype().isFloatingPoint() -> {
                try (TensorScope _ = new TensorScope()) {
                    yield tensor.detach().to(DType.INT64).view(-1).toLongArray();
                }
            }
            case null, default -> new long[0];
        };
    }

    private static List<Tensor> read(Tensor targets, long[] lengths) {
        if (targets.dim() < 2) {
            return List.of(targets);
        }
        long rows = Math.min(targets.size(0), lengths.length);
        long width = targets.size(1);
        Tensor[] read = new Tensor[(int) rows];
        for (int i = 0; i < rows; i++) {
            long length = Math.clamp(lengths[i], 0, width);
            read[i] = targets.select(0, i).narrow(0, 0, length);
        }
        return List.of(read);
    }

    // With unsafe=true LibTorch takes the segments as they are.
    private static void segmentReduce(Object[] arguments) {
        Tensor data = tensorAt(arguments, 0);
        Tensor lengths = tensorAt(arguments, 2);
        Tensor offsets = tensorAt(arguments, 4);
        long axis = at(arguments, 5) instanceof Number number ? number.longValue() : 0;
        if (!Boolean.TRUE.equals(at(arguments, 6)) || data == null) {
            return;
        }
        require(
                axis >= 0 && axis < data.dim(),
                "segment_reduce: axis is " + axis + ", data has " + data.dim() + " dimensions");
        long size = data.size((int) axis);
        try (TensorScope _ = new TensorScope()) {
            if (isReadable(lengths)) {
                require(
                        holdsThroughout(lengths.ge(0))
                                && holdsThroughout(lengths.le(size))
                                && holdsThroughout(lengths.sum(-1).le(size)),
                        "segment_reduce: lengths must not be negative nor sum to more than "
                                + size
                                + ", the size of data along axis "
                                + axis);
            }
            if (isReadable(offsets)) {
                require(
                        holdsThroughout(offsets.ge(0))
                                && holdsThroughout(offsets.le(size))
                                && holdsThroughout(offsets.diff().ge(0)),
                        "segment_reduce: offsets must rise from 0 to at most "
                                + size
                                + ", the size of data along axis "
                                + axis);
            }
        }
    }

    private static void batchNormWithoutStatistics(Object[] arguments) {
        require(
                Boolean.TRUE.equals(at(arguments, 3)),
                "_native_batch_norm_legit.no_stats: training is False, expected True where there"
                        + " are no running statistics");
    }

    private static void dynQuantMatmul4bit(Object[] arguments) {
        Tensor input = tensorAt(arguments, 0);
        Tensor weights = tensorAt(arguments, 1);
        if (input == null || weights == null) {
            return;
        }
        long block = ((Number) arguments[2]).longValue();
        long in = ((Number) arguments[3]).longValue();
        long out = ((Number) arguments[4]).longValue();
        require(
                block > 0 && in > 0 && out > 0 && in % block == 0,
                "_dyn_quant_matmul_4bit: block_size, in_features and out_features are "
                        + List.of(block, in, out)
                        + ", expected positive numbers, and in_features a multiple of block_size");
        require(
                input.dim() == 2 && input.size(1) == in && input.dtype() == DType.FLOAT32,
                "_dyn_quant_matmul_4bit: inp is "
                        + input.dtype()
                        + Arrays.toString(input.sizes())
                        + ", expected float32[M, "
                        + in
                        + "]");
        // Two weights a byte, beside their scales.
        require(
                weights.numel() * weights.dtype().itemSize() / out >= in / 2,
                "_dyn_quant_matmul_4bit: packed_weights has "
                        + weights.numel()
                        + " elements, too few for "
                        + out
                        + " rows of "
                        + in
                        + " weights");
    }

    // These write through the storage, which a tensor in oneDNN's own layout does not have.
    private static void dense(Object[] arguments) {
        for (Object argument : arguments) {
            require(
                    !(argument instanceof Tensor tensor)
                            || tensor.isClosed()
                            || tensor.layout() != Layout.MKLDNN,
                    "a tensor of layout torch._mkldnn cannot be scattered, nor be scattered into;"
                            + " call to_dense() first");
        }
    }

    // The check in LibTorch rounds the greatest size up to one more.
    private static void range(Object[] arguments) {
        double start = realAt(arguments, 0);
        double end = realAt(arguments, 1);
        // Beside the step, range.step has options that are no numbers; range has none before them.
        double step = at(arguments, 2) instanceof Number ? realAt(arguments, 2) : 1;
        require(
                !((end - start) / step >= Long.MAX_VALUE),
                "range: invalid size, possible overflow?");
    }

    private static double realAt(Object[] arguments, int index) {
        return at(arguments, index) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static void quantizedLstmCell(Object[] arguments) {
        int count =
                switch (at(arguments, 1)) {
                    case Object[] states -> states.length;
                    case List<?> states -> states.size();
                    case null, default -> 0;
                };
        require(count == 2, "quantized_lstm_cell: hx has " + count + " tensors, expected 2");
    }

    private static void fft(Object[] arguments) {
        Tensor self = tensorAt(arguments, 0);
        if (self == null) {
            return;
        }
        for (long dim : integers(at(arguments, 1))) {
            require(
                    dim >= -self.dim() && dim < self.dim(),
                    "fft: dim has "
                            + dim
                            + ", expected a dimension of a tensor of size "
                            + Arrays.toString(self.sizes()));
        }
    }

    // The smallest integer divided by -1 is a trap of the processor.
    private static void division(Object[] arguments) {
        Tensor self = tensorAt(arguments, 0);
        if (!"trunc".equals(at(arguments, 2)) || !isReadable(self)) {
            return;
        }
        try (TensorScope _ = new TensorScope()) {
            Tensor divisor = divisor(at(arguments, 1), self);
            require(
                    divisor == null
                            || !has(self, smallest(self))
                            || !has(divisor, -1)
                            || !meet(self, divisor),
                    "div: " + smallest(self) + " divided by -1 is no " + self.dtype().bareName());
        }
    }

    private static Tensor divisor(Object other, Tensor self) {
        boolean wide = self.dtype() == DType.INT64;
        if (!wide && self.dtype() != DType.INT32) {
            return null;
        }
        return switch (other) {
            case Long number -> Torch.tensor(number);
            case Integer number -> Torch.tensor((long) number);
            case Tensor tensor
                    when isReadable(tensor)
                            && !tensor.dtype().isFloatingPoint()
                            && !tensor.dtype().isComplex()
                            && (wide || tensor.dtype() != DType.INT64 || tensor.dim() == 0) ->
                    tensor;
            case null, default -> null;
        };
    }

    private static long smallest(Tensor tensor) {
        return tensor.dtype() == DType.INT64 ? Long.MIN_VALUE : Integer.MIN_VALUE;
    }

    private static boolean has(Tensor tensor, long value) {
        return tensor.eq(value).any().item().longValue() == 1;
    }

    private static boolean meet(Tensor self, Tensor divisor) {
        try {
            Tensor met = self.eq(smallest(self)).logicalAnd(divisor.eq(-1));
            return met.any().item().longValue() == 1;
        } catch (TorchException e) {
            // The sizes do not fit; the operator itself says it better.
            return false;
        }
    }

    // Its divisors come out negative, and dividing it by -1 is a trap of the processor.
    private static void lcm(Object[] arguments) {
        Tensor self = tensorAt(arguments, 0);
        if (!isReadable(self) || self.dtype() != DType.INT64 && self.dtype() != DType.INT32) {
            return;
        }
        try (TensorScope _ = new TensorScope()) {
            require(
                    !has(self, smallest(self)),
                    "lcm: input has "
                            + smallest(self)
                            + ", whose multiples are no "
                            + self.dtype().bareName());
        }
    }

    private static void notQuantized(Object[] arguments) {
        Tensor self = tensorAt(arguments, 0);
        require(
                self == null || !self.dtype().isQuantized(),
                "a copied view of a quantized tensor has no quantizer; call dequantize() first");
    }
}
