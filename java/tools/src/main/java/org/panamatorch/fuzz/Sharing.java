package org.panamatorch.fuzz;

import java.util.Set;
import java.util.regex.Pattern;

/** What docs/MEMORY.md lets threads do with a tensor or module that others use. */
final class Sharing {
    private static final Pattern WRITES =
            Pattern.compile(
                    ".*_\\(.*|.*[.](set|register|remove|load|zeroGrad|retain|requiresGrad|backward|train|eval|to|copy"
                        + "|apply|add|put|insert|append|extend|step|half|float|double|bfloat16|cpu|cuda|type|share"
                        + "|resize|swap|clip|prune|init|new|fuse|cached|skip|functionalCall|weightNorm|spectralNorm|parametrize).*");
    private static final Set<String> OWNERS =
            Set.of("Torch", "Linalg", "Fft", "Special", "Tensor", "TensorOperators");

    private Sharing() {}

    static boolean onlyReads(Target target) {
        String key = target.key();
        String owner = key.substring(0, Math.max(0, key.indexOf('.')));
        return !WRITES.matcher(key).matches()
                && (OWNERS.stream().anyMatch(owner::startsWith)
                        || key.startsWith("nn.Functional")
                        || key.startsWith("nn.") && key.contains(".call("));
    }
}
