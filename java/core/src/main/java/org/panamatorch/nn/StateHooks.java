package org.panamatorch.nn;

/** What runs before and after the state of a module is taken or loaded. */
final class StateHooks {
    final HookList<StateDictPreHook> beforeSaving = new HookList<>();
    final HookList<StateDictPostHook> afterSaving = new HookList<>();
    final HookList<LoadStateDictPreHook> beforeLoading = new HookList<>();
    final HookList<LoadStateDictPostHook> afterLoading = new HookList<>();
}
