package org.panamatorch.nn;

import org.panamatorch.HookHandle;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hooks of one kind in their order, each of which can be removed. */
final class HookList<H> {
    // Not the hooks themselves: the same one twice is two.
    private record Entry<H>(H hook, Object identity) {}

    private final List<Entry<H>> entries;

    HookList() {
        this(List.of());
    }

    private HookList(List<Entry<H>> entries) {
        this.entries = new CopyOnWriteArrayList<>(entries);
    }

    /** The same hooks, whose handles remove them from this list only. */
    HookList<H> copy() {
        return new HookList<>(entries);
    }

    HookHandle add(H hook, boolean prepend) {
        Entry<H> entry = new Entry<>(hook, new Object());
        entries.add(prepend ? 0 : entries.size(), entry);
        return () -> entries.remove(entry);
    }

    HookHandle add(H hook) {
        return add(hook, false);
    }

    boolean remove(H hook) {
        return entries.removeIf(entry -> entry.hook == hook);
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The hooks as they are now. */
    List<H> now() {
        return entries.stream().map(Entry::hook).toList();
    }

    /** Those of two lists; either may be null. */
    static <H> List<H> now(HookList<H> first, HookList<H> second) {
        List<H> hooks = new ArrayList<>(first == null ? List.of() : first.now());
        hooks.addAll(second == null ? List.of() : second.now());
        return hooks;
    }
}
