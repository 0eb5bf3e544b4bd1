package org.panamatorch.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.panamatorch.HookHandle;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.hook.ForwardPreHook;
import org.panamatorch.nn.utils.Prune;
import org.panamatorch.nn.utils.SpectralNorm;
import org.panamatorch.support.InScope;

import java.util.ArrayList;
import java.util.List;

/** What runs for copies of modules: Python's deepcopy was asked the same. */
@NoLeaks
class CopiedHooksTest {
    private final List<String> log = new ArrayList<>();
    @RegisterExtension final InScope scope = new InScope();

    private Linear hooked() {
        Linear original = new Linear(2, 2);
        original.registerForwardPreHook((module, inputs) -> note("pre", module, original));
        original.registerForwardHook((module, inputs, output) -> note("forward", module, original));
        original.registerFullBackwardPreHook(
                (module, gradients) -> note("backward pre", module, original));
        original.registerFullBackwardHook(
                (module, inputs, outputs) -> note("backward", module, original));
        original.registerStateDictPreHook(
                (module, prefix, keepVars) -> note("state pre", module, original));
        original.registerStateDictPostHook(
                (module, state, prefix) -> note("state post", module, original));
        original.registerLoadStateDictPreHook(
                (module, state, prefix, missing, unexpected, errors) ->
                        note("load pre", module, original));
        original.registerLoadStateDictPostHook(
                (module, missing, unexpected) -> note("load post", module, original));
        return original;
    }

    private <T> T note(String hook, Module module, Module original) {
        log.add(hook + (module == original ? " of the original" : ""));
        return null;
    }

    private static void useAll(Linear module) {
        module.call(Torch.ones(1, 2).requiresGrad_()).sum().backward();
        module.loadStateDict(module.stateDict());
    }

    @Test
    void hooksOfTheModule_runForTheCopy() {
        useAll((Linear) hooked().copy());
        assertThat(log)
                .containsExactly(
                        "pre",
                        "forward",
                        "backward pre",
                        "backward",
                        "state pre",
                        "state post",
                        "load pre",
                        "load post");
    }

    @Test
    void hooksOfAPart_runForTheCopy() {
        Sequential copy = new Sequential(hooked()).copy();
        copy.call(Torch.ones(1, 2));
        assertThat(log).containsExactly("pre", "forward");
    }

    @Test
    void handle_removesFromTheOriginalAlone() {
        Linear original = new Linear(2, 2);
        HookHandle handle =
                original.registerForwardHook(
                        (module, inputs, output) -> note("forward", module, original));
        Linear copy = (Linear) original.copy();
        handle.remove();
        original.call(Torch.ones(1, 2));
        copy.call(Torch.ones(1, 2));
        assertThat(log).containsExactly("forward");
    }

    @Test
    void hookAddedToTheCopy_isTheCopysAlone() {
        Linear original = hooked();
        Linear copy = (Linear) original.copy();
        copy.registerForwardHook((module, inputs, output) -> note("of the copy", module, original));
        original.call(Torch.ones(1, 2));
        assertThat(log).containsExactly("pre of the original", "forward of the original");
    }

    @Test
    void hooksOfTensors_areNotCopied() {
        Linear original = new Linear(2, 2);
        original.weight()
                .registerHook(
                        gradient -> {
                            log.add("tensor");
                            return null;
                        });
        original.weight().registerPostAccumulateGradHook(parameter -> log.add("accumulated"));
        Linear copy = (Linear) original.copy();
        copy.call(Torch.ones(1, 2)).sum().backward();
        assertThat(log).isEmpty();
        original.call(Torch.ones(1, 2)).sum().backward();
        assertThat(log).containsExactly("tensor", "accumulated");
    }

    @Test
    void preHook_isSeenAndRemoved() {
        Linear copy = (Linear) hooked().copy();
        ForwardPreHook hook = copy.forwardPreHooks().getFirst();
        assertThat(copy.removeForwardPreHook(hook)).isTrue();
        assertThat(copy.removeForwardPreHook(hook)).isFalse();
        copy.call(Torch.ones(1, 2));
        assertThat(log).containsExactly("forward");
    }

    @Test
    void prunedCopy_isPrunedOnItsOwn() {
        Linear original = Prune.l1Unstructured(new Linear(4, 4), "weight", 8);
        // Computed anew, the weight is no leaf.
        original.setAttribute("weight", original.attribute("weight").detach());
        Linear copy = (Linear) original.copy();
        assertThat(Prune.isPruned(copy)).isTrue();
        Prune.remove(copy, "weight");
        assertThat(Prune.isPruned(copy)).isFalse();
        assertThat(Prune.isPruned(original)).isTrue();
        assertThat(copy.weight().eq(0).sum().item()).isEqualTo(8L);
    }

    @Test
    void copyWithSpectralNorm_computesItsOwnWeight() {
        Linear original = SpectralNorm.spectralNorm(new Linear(3, 3));
        Linear copy = (Linear) original.copy();
        try (var _ = Torch.noGrad()) {
            copy.attribute("weight_orig").mul_(2);
        }
        copy.eval();
        Tensor before = original.attribute("weight").clone();
        copy.call(Torch.ones(1, 3));
        assertThat(Torch.equal(original.attribute("weight"), before)).isTrue();
        SpectralNorm.removeSpectralNorm(copy);
        assertThat(copy.stateDict().keySet()).containsExactly("bias", "weight");
        assertThatThrownBy(() -> SpectralNorm.removeSpectralNorm(copy))
                .hasMessageStartingWith("spectral_norm of 'weight' not found in Linear");
    }
}
