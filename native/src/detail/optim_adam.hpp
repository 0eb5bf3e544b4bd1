#pragma once

#include <ATen/core/Tensor.h>
#include <torch/optim/adam.h>

#include <memory>
#include <optional>
#include <vector>

namespace panamatorch::optim {

// The options of Python's Adam. Those that Python takes as a tensor too have the tensor beside the number, which then
// means nothing.
struct AdamOptions final : torch::optim::AdamOptions {
    at::Tensor lr_tensor;
    at::Tensor beta1_tensor;
    at::Tensor beta2_tensor;
    at::Tensor weight_decay_tensor;
    bool maximize = false;
    std::optional<bool> foreach;
    std::optional<bool> fused;
    bool capturable = false;
    bool differentiable = false;
    bool decoupled_weight_decay = false;

    std::unique_ptr<torch::optim::OptimizerOptions> clone() const override {
        return std::make_unique<AdamOptions>(*this);
    }
};

// Python counts steps in a tensor, which a state_dict holds and the fused kernels take.
struct AdamState final : torch::optim::AdamParamState {
    at::Tensor step_tensor;

    std::unique_ptr<torch::optim::OptimizerParamState> clone() const override {
        return std::make_unique<AdamState>(*this);
    }
};

// What one group's step works on: the parameters that have a gradient, and beside each its gradient and state.
struct AdamBatch {
    std::vector<at::Tensor> params;
    std::vector<at::Tensor> grads;
    std::vector<at::Tensor> exp_avgs;
    std::vector<at::Tensor> exp_avg_sqs;
    std::vector<at::Tensor> max_exp_avg_sqs;  // empty without amsgrad
    std::vector<at::Tensor> steps;
    bool has_complex = false;
    std::vector<size_t> places;  // of the parameters in the group; only of a whole one
};

// Corrects the C++ class, which rounds differently (mul and add where Python does lerp), lacks maximize, foreach,
// fused, capturable, differentiable and decoupled_weight_decay, and takes no complex parameters.
class Adam final : public torch::optim::Adam {
   public:
    explicit Adam(const AdamOptions& defaults);

    // What Python's constructor checks after it has made its groups.
    void check_fused() const;

    void add_group(std::vector<at::Tensor> params);

    torch::Tensor step(LossClosure closure = nullptr) override;

    // Python's zero_grad; the base's cannot be overridden.
    void clear_grad(bool set_to_none);

    // The options of a group or, for PT_OPTIMIZER_DEFAULTS, of the optimizer.
    AdamOptions& options_of(int64_t group);
    const std::vector<at::Tensor>& params_of(int64_t group) const;

    // The state of a parameter, made where there is none.
    AdamState& state_of(const at::Tensor& param);

    // To be called when a state was set.
    void forget_batches();

    // What a gradient scaler set, or undefined.
    at::Tensor grad_scale;
    at::Tensor found_inf;

   private:
    AdamBatch& collect(size_t group);
    AdamBatch fill(const std::vector<at::Tensor>& params, std::vector<size_t> places, const AdamOptions& options);

    // Of the groups, without the gradients: what a step works on is mostly what the last one did.
    std::vector<AdamBatch> batches_;
};

// Adds 1 to a count of steps.
void increment(const at::Tensor& step);

// The three ways of Python's torch/optim/adam.py to do a step, with its order of operations.
void single_tensor_adam(const AdamBatch& batch, const AdamOptions& options);
void multi_tensor_adam(AdamBatch batch, const AdamOptions& options);
void fused_adam(
    AdamBatch& batch, const AdamOptions& options, const at::Tensor& grad_scale, const at::Tensor& found_inf);

}  // namespace panamatorch::optim
