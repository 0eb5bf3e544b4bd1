package org.panamatorch.nn;

import org.panamatorch.internal.nn.Required;

import java.util.Collection;

/**
 * A list of modules.
 *
 * @param <M> what they are
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.ModuleList.html">torch.nn.ModuleList</a>
 */
public final class ModuleList<M extends Module> extends ModuleSequence<M, ModuleList<M>> {
    /**
     * Makes a list of modules.
     *
     * @param modules the modules
     */
    @SafeVarargs
    public ModuleList(M... modules) {
        for (M module : Required.present(ModuleList.class, "modules", modules, "modules")) {
            addLast(module);
        }
    }

    /**
     * Makes a list of modules.
     *
     * @param modules the modules
     */
    public ModuleList(Collection<? extends M> modules) {
        extend(modules);
    }

    /**
     * The modules from one place to another.
     *
     * @param start the first place; negative ones count from the end
     * @param stop the place after the last; negative ones count from the end
     * @return a new list of the same modules
     */
    public ModuleList<M> slice(int start, int stop) {
        return new ModuleList<>(range(start, stop).values());
    }

    /**
     * This list and other modules, one after the other.
     *
     * @param others the others
     * @return a new list of the same modules
     */
    public ModuleList<M> plus(Iterable<? extends M> others) {
        ModuleList<M> sum = new ModuleList<>();
        sum.extend(this);
        sum.extend(others);
        return sum;
    }

    @Override
    public String toString() {
        return ModuleText.folded(this);
    }
}
