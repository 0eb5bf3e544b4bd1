package org.panamatorch.fuzz;

import org.panamatorch.Tensor;
import org.panamatorch.TorchException;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is not called, and why. */
final class Exclusions {
    private static final Map<Pattern, String> REASONS = new LinkedHashMap<>();
    private static final Map<Pattern, String> REASONS_BY_NAME = new LinkedHashMap<>();

    private static final String VANDER =
            "writes products over what they are of: with a gradient that keeps itself for ever, in"
                    + " Python as well";

    private static final String SLICE_INVERSE =
            "says that its result is a part of what it is a part for: changed in place, with a"
                    + " gradient, that keeps itself for ever, in Python as well";

    /** What GUIDE lists, with the other names for whose arguments the caller answers. */
    static final List<String> BACKENDS =
            List.of(
                    "cudnn",
                    "fbgemm",
                    "miopen",
                    "mkldnn",
                    "mps",
                    "nnpack",
                    "onednn",
                    "quantized",
                    "thnn",
                    "xnnpack");

    static {
        because("the fuzzer counts on one thread an operator", "Torch\\.setNum(Interop)?Threads.*");
        because(
                "takes an address, for which the caller answers",
                "DlpackCapsule\\.of\\(.*",
                "io\\.Arrow\\..*");
        because("gives what the caller releases", "DlpackCapsule\\.take\\(.*");
        because("made by the compiler", ".*\\.(values|valueOf|ofCode)\\(.*");
        because(
                "the limit that keeps the fuzzer's own memory in bounds",
                "NativeMemory\\.set(Soft|Cache)?Limit.*");
        because(
                "what is registered is meant to stay, and to be used ever after",
                ".*Kl\\.registerKl\\(.*",
                ".*ConstraintRegistry\\.register\\(.*");
        because(
                "a leaf keeps such a gradient, whose graph keeps the leaf: PyTorch says that this"
                        + " leaks and that grad is to be used",
                "BackwardOptions\\.createGraph\\(.*");
        because(VANDER, "(Torch|Tensor)[A-Za-z]*\\.vander\\(.*");
        because(SLICE_INVERSE, "(Torch|Tensor)[A-Za-z]*\\.sliceInverse\\(.*");
        because("would write to the fuzzer's own report", ".*\\.printStackTrace\\(.*");

        becauseByName("LibTorch's inside: the caller answers (GUIDE)", ".*::_.*");
        becauseByName("a derivative: the caller answers (GUIDE)", ".*_backward.*");
        becauseByName(
                "a kernel of one backend: the caller answers (GUIDE)",
                ".*(" + String.join("|", BACKENDS) + ").*");
        becauseByName(
                "writes its result to an argument that it takes on trust (GUIDE)",
                ".*(\\.|_)out(_.*)?$");
        becauseByName(VANDER, "aten::vander");
        becauseByName(SLICE_INVERSE, "aten::slice_inverse");
        becauseByName("of a library of kernels or of tests, not of ATen", "(?!aten::|prims::).*");
    }

    /**
     * {@code Tensor.mul_(…)}, {@code Tensor.setGrad(…)}, {@code Tensor.setAt(…)}, {@code
     * aten::mul_.Tensor} or {@code Out.mul(…)}.
     */
    private static final Pattern CHANGES_FIRST =
            Pattern.compile("_(\\(|\\.|$)|\\.set(Grad|At)\\(|^Out\\.");

    private Exclusions() {}

    private static void because(String reason, String... keys) {
        for (String key : keys) {
            REASONS.put(Pattern.compile(key), reason);
        }
    }

    private static void becauseByName(String reason, String... keys) {
        for (String key : keys) {
            REASONS_BY_NAME.put(Pattern.compile(key), reason);
        }
    }

    /** Why a target is not called, or null where it is. */
    static String reason(String key) {
        return reason(REASONS, key);
    }

    /** Why an operator is not called by its name, or null where it is. */
    static String reasonByName(String key) {
        return reason(REASONS_BY_NAME, key);
    }

    /**
     * Whether an operator is to change a tensor with the help of that tensor, such as {@code
     * x.mul_(x)}, or of what may have been computed from it or have its elements, such as {@code
     * x.mul_(x.clamp(0, 1))} or {@code x.setGrad(x.trunc())}: in LibTorch, and so in Python, what
     * is recorded of that keeps itself for ever.
     *
     * @param isResult whether something is the result of an earlier call
     */
    static boolean isSelfReference(String key, Predicate<Object> isResult, Object... arguments) {
        return arguments.length > 1
                && arguments[0] instanceof Tensor self
                && CHANGES_FIRST.matcher(key).find()
                && tensors(Arrays.asList(arguments).subList(1, arguments.length))
                        .anyMatch(
                                other ->
                                        shareElements(self, other)
                                                || needsGradient(other) && isResult.test(other));
    }

    /** Also where neither needs a gradient: the call may give one to both. */
    private static boolean shareElements(Tensor self, Tensor other) {
        if (other == self || self.isClosed() || other.isClosed()) {
            return other == self;
        }
        try {
            return self.sharesStorageWith(other);
        } catch (TorchException e) {
            // One without a storage, such as a sparse one.
            return false;
        }
    }

    /**
     * Whether what operations record keeps what code given to a target returns: its argument, or an
     * earlier result that is changed in place afterwards, keeps itself by that for ever, in Python
     * as well.
     */
    static boolean keepsWhatCodeReturns(String key) {
        return key.contains("savedTensorsHooks(");
    }

    private static boolean needsGradient(Tensor tensor) {
        return !tensor.isClosed() && tensor.requiresGrad();
    }

    private static Stream<Tensor> tensors(Object argument) {
        return switch (argument) {
            case Tensor tensor -> Stream.of(tensor);
            case Object[] array -> tensors(Arrays.asList(array));
            case List<?> list -> list.stream().flatMap(Exclusions::tensors);
            case null, default -> Stream.of();
        };
    }

    private static String reason(Map<Pattern, String> reasons, String key) {
        return reasons.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(key).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }
}
