#pragma once

#include <torch/csrc/autograd/anomaly_mode.h>
#include <torch/csrc/autograd/saved_variable_hooks.h>

#include <memory>

namespace panamatorch {

// Lets backward passes, and what is recorded for them, go through an engine that knows of anomaly mode and of hooks for
// saved tensors.
void use_own_engine();

// What remembers where an operation was called.
std::unique_ptr<torch::autograd::AnomalyMetadata> make_anomaly_metadata();

// What packs a tensor that is saved on this thread now, or nothing.
std::unique_ptr<torch::autograd::SavedVariableHooks> make_saved_tensor_hooks();

}  // namespace panamatorch
