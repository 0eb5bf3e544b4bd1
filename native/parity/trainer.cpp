#include "trainer.hpp"

#include <ATen/ops/zeros_like.h>
#include <c10/core/GradMode.h>

#include <cmath>

namespace parity {
namespace {

constexpr double BETA1 = 0.9;
constexpr double BETA2 = 0.999;
constexpr double EPSILON = 1e-8;

std::vector<at::Tensor> tensors(const Model& model) {
    std::vector<at::Tensor> result;
    for (const auto& [name, tensor] : model.parameters()) {
        result.push_back(tensor);
    }
    return result;
}

}  // namespace

Adam::Adam(std::vector<at::Tensor> parameters, double learning_rate) : learning_rate_(learning_rate) {
    for (const auto& each : parameters) {
        states_.push_back({each, at::zeros_like(each), at::zeros_like(each)});
    }
}

void Adam::zero_grad() {
    for (const auto& each : states_) {
        each.parameter.mutable_grad().reset();
    }
}

void Adam::step() {
    const c10::AutoGradMode no_grad(false);
    ++steps_;
    const auto step = static_cast<double>(steps_);
    const double step_size = learning_rate_ / (1 - std::pow(BETA1, step));
    const double bias_correction2_root = std::pow(1 - std::pow(BETA2, step), 0.5);
    for (const auto& [parameter, average, average_of_squares] : states_) {
        const auto& grad = parameter.grad();
        average.lerp_(grad, 1 - BETA1);
        average_of_squares.mul_(BETA2).addcmul_(grad, grad, 1 - BETA2);
        const auto denominator = average_of_squares.sqrt().div(bias_correction2_root).add_(EPSILON);
        parameter.addcdiv_(average, denominator, -step_size);
    }
}

Trainer::Trainer(Model& model) : model_(model), adam_(tensors(model), model.learning_rate()) {}

at::Tensor Trainer::epoch() {
    adam_.zero_grad();
    auto loss = model_.loss();
    loss.backward();
    adam_.step();
    return loss;
}

}  // namespace parity
