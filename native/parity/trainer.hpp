#pragma once

#include "model.hpp"

#include <cstdint>

namespace parity {

// Adam with the arithmetic of Python's default path (torch/optim/adam.py, single tensor) on plain tensor operations.
// LibTorch's own C++ Adam rounds elsewhere and gives other bits.
class Adam {
   public:
    Adam(std::vector<at::Tensor> parameters, double learning_rate);

    void zero_grad();
    void step();

   private:
    struct State {
        at::Tensor parameter;
        at::Tensor average;
        at::Tensor average_of_squares;
    };

    double learning_rate_;
    std::vector<State> states_;
    int64_t steps_ = 0;
};

// Trains a model, an epoch a call.
class Trainer {
   public:
    explicit Trainer(Model& model);

    // Gradients are those of this epoch afterwards, parameters those after its step. Gives the loss.
    at::Tensor epoch();

   private:
    Model& model_;
    Adam adam_;
};

}  // namespace parity
