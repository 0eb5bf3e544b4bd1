package org.panamatorch.nn;

import org.panamatorch.internal.call.HookList;
import org.panamatorch.nn.hook.LoadStateDictPostHook;
import org.panamatorch.nn.hook.LoadStateDictPreHook;
import org.panamatorch.nn.hook.StateDictPostHook;
import org.panamatorch.nn.hook.StateDictPreHook;

/** The hooks that run before and after the state of a module is taken or loaded. */
final class StateHooks {
    final HookList<StateDictPreHook> beforeSaving;
    final HookList<StateDictPostHook> afterSaving;
    final HookList<LoadStateDictPreHook> beforeLoading;
    final HookList<LoadStateDictPostHook> afterLoading;

    StateHooks() {
        beforeSaving = new HookList<>();
        afterSaving = new HookList<>();
        beforeLoading = new HookList<>();
        afterLoading = new HookList<>();
    }

    /** The same hooks for a copy of their module. */
    StateHooks(StateHooks original) {
        beforeSaving = original.beforeSaving.copy();
        afterSaving = original.afterSaving.copy();
        beforeLoading = original.beforeLoading.copy();
        afterLoading = original.afterLoading.copy();
    }
}
