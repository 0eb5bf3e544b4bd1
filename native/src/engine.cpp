#include "detail/engine.hpp"

#include <torch/csrc/autograd/engine.h>

namespace panamatorch {

namespace {

class Engine final : public torch::autograd::Engine {
   public:
    // LibTorch starts the threads of the first engine that runs a backward pass, and takes it for the only one.
    Engine() {
        initialize_device_threads_pool();
        if (thread_pool_shared_ == nullptr) {
            start_device_threads();
        }
    }

    std::unique_ptr<torch::autograd::AnomalyMetadata> make_anomaly_metadata() override {
        return panamatorch::make_anomaly_metadata();
    }

    std::unique_ptr<torch::autograd::SavedVariableHooks> get_default_saved_variable_hooks() override {
        return make_saved_tensor_hooks();
    }
};

torch::autograd::Engine& engine() {
    // Never destroyed: its threads may outlive main().
    static auto* engine = new Engine();
    return *engine;
}

}  // namespace

void use_own_engine() {
    torch::autograd::set_default_engine_stub(&engine);
}

}  // namespace panamatorch
