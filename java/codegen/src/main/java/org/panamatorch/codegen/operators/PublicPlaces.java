package org.panamatorch.codegen.operators;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where Java programs find an operator: the public classes it is a method of, and its name there.
 */
public final class PublicPlaces {
    /** A place in the public API. */
    record Face(String type, String method, boolean ofTensor) {}

    static final String TENSOR = "Tensor";
    static final String TORCH = "Torch";

    /** The name spaces with hand-written methods, which inherit the operators. */
    static final Set<String> EXTENDED = Set.of("Nested", "Sparse");

    /** The name spaces whose operators carry their name as a prefix. */
    private static final Map<String, String> PREFIXES =
            Map.of("linalg_", "Linalg", "fft_", "Fft", "special_", "Special");

    /** Operators that Python has in a name space under a name that ATen has not. */
    private static final Map<String, Face> RENAMED =
            Map.ofEntries(
                    Map.entry("_sparse_addmm", new Face("Sparse", "addmm", false)),
                    Map.entry("_sparse_log_softmax", new Face("Sparse", "logSoftmax", false)),
                    Map.entry("_sparse_mm", new Face("Sparse", "mm", false)),
                    Map.entry("_sparse_softmax", new Face("Sparse", "softmax", false)),
                    Map.entry("_sparse_sum", new Face("Sparse", "sum", false)),
                    Map.entry("_spdiags", new Face("Sparse", "spdiags", false)),
                    Map.entry("_spsolve", new Face("Sparse", "spsolve", false)),
                    Map.entry("sparse_sampled_addmm", new Face("Sparse", "sampledAddmm", false)),
                    Map.entry(
                            "nested_to_padded_tensor",
                            new Face("Nested", "toPaddedTensor", false)));

    /**
     * What the operators are called that are kernels of one backend; the public operator chooses.
     */
    private static final List<String> BACKENDS = List.of("cudnn_", "fbgemm_", "miopen_", "mkldnn_");

    /**
     * Operators and overloads that the hand-written parts of Tensor and Torch have themselves: what
     * a tensor is, its autograd state, what returns no tensor of its own, and what Python calls
     * with other defaults than the schema's.
     */
    private static final Set<String> BY_HAND =
            Set.of(
                    "clone",
                    "data",
                    "dim",
                    "is_leaf",
                    "item",
                    "norm",
                    "output_nr",
                    "requires_grad_",
                    "retain_grad",
                    "retains_grad",
                    "set_.source_Tensor_storage_offset",
                    "set_data",
                    "size",
                    "stft",
                    "stride",
                    "unique_consecutive");

    /**
     * What Python's torch has, too, but with the arguments in another order than
     * torch.nn.functional, or with other results, so that one would be taken for the other.
     */
    private static final Set<String> TRAPS =
            Set.of(
                    "adaptive_max_pool1d",
                    "batch_norm",
                    "embedding",
                    "embedding_bag",
                    "instance_norm");

    private static final Set<String> SHARED =
            FunctionalNames.ALL.stream()
                    .filter(name -> TorchNames.ALL.contains(name) && !TRAPS.contains(name))
                    .map(Naming::javaMethod)
                    .collect(Collectors.toSet());

    private PublicPlaces() {}

    private static boolean isInTorch(String name) {
        return TorchNames.ALL.contains(name) && !FunctionalNames.ALL.contains(name);
    }

    /**
     * Whether torch has a function of torch.nn.functional, too: {@code Torch} inherits it then.
     *
     * @param method the name in Java
     * @return whether it has
     */
    public static boolean isShared(String method) {
        return SHARED.contains(method);
    }

    /** All places of an operator; none for internal ones. */
    static List<Face> of(Operator operator) {
        String name = operator.name();
        Face renamed = RENAMED.get(name);
        if (renamed != null) {
            return List.of(renamed);
        }
        if (name.startsWith("_")
                || BY_HAND.contains(name)
                || BY_HAND.contains(operator.schema().qualifiedName())
                || name.startsWith("linalg__")
                || isForLibTorchAlone(name)) {
            return List.of();
        }
        for (Map.Entry<String, String> prefix : PREFIXES.entrySet()) {
            if (name.startsWith(prefix.getKey())) {
                String method = Naming.javaMethod(name.substring(prefix.getKey().length()));
                return List.of(new Face(prefix.getValue(), method, false));
            }
        }
        List<Face> faces = new ArrayList<>();
        String method = Naming.javaMethod(name);
        if (operator.method()) {
            faces.add(new Face(TENSOR, method, true));
        }
        // Where a tensor has the method, Torch.abs_(x) would say no more than x.abs_().
        if (operator.function()
                && isInTorch(name)
                && !(operator.method() && operator.schema().isInPlace())) {
            faces.add(new Face(TORCH, method, false));
        }
        return faces;
    }

    /** Derivatives and kernels, which trust their arguments: what calls them has checked them. */
    private static boolean isForLibTorchAlone(String name) {
        return name.contains("_backward") || BACKENDS.stream().anyMatch(name::startsWith);
    }
}
