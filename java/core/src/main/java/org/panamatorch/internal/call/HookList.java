package org.panamatorch.internal.call;

import org.panamatorch.HookHandle;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Hooks of one kind in their order, each of which can be removed.
 *
 * @param <H> the kind
 */
public final class HookList<H> {
    // Not the hooks themselves: the same one twice is two.
    private record Entry<H>(H hook, Object identity) {}

    private final List<Entry<H>> entries;

    /** Makes a list without hooks. */
    public HookList() {
        this(List.of());
    }

    private HookList(List<Entry<H>> entries) {
        this.entries = new CopyOnWriteArrayList<>(entries);
    }

    /**
     * The same hooks, whose handles remove them from this list only.
     *
     * @return a new list
     */
    public HookList<H> copy() {
        return new HookList<>(entries);
    }

    /**
     * Adds a hook.
     *
     * @param hook the hook
     * @param prepend whether it runs before those that are there
     * @return removes it
     */
    public HookHandle add(H hook, boolean prepend) {
        Entry<H> entry = new Entry<>(hook, new Object());
        entries.add(prepend ? 0 : entries.size(), entry);
        return () -> entries.remove(entry);
    }

    /**
     * Adds a hook behind those that are there.
     *
     * @param hook the hook
     * @return removes it
     */
    public HookHandle add(H hook) {
        return add(hook, false);
    }

    /**
     * Removes a hook.
     *
     * @param hook the hook
     * @return whether it was there
     */
    public boolean remove(H hook) {
        return entries.removeIf(entry -> entry.hook == hook);
    }

    /**
     * Whether there are no hooks.
     *
     * @return true if there are none
     */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /**
     * The hooks as they are now.
     *
     * @return a list that stays as it is
     */
    public List<H> now() {
        return entries.stream().map(Entry::hook).toList();
    }

    /**
     * Those of two lists; either may be null.
     *
     * @param <H> the kind
     * @param first the first list
     * @param second the second list
     * @return the hooks as they are now
     */
    public static <H> List<H> now(HookList<H> first, HookList<H> second) {
        List<H> hooks = new ArrayList<>(first == null ? List.of() : first.now());
        hooks.addAll(second == null ? List.of() : second.now());
        return hooks;
    }
}
