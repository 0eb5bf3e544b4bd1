// bench-optimizers-native: the C++ side of scripts/bench-optimizers. For each line on the standard input, which is a
// name of CASES, it steps for a while and prints the nanoseconds that the quickest step over 200 parameters of 32 by 32
// took; "-" for a name that it has not.
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/ops/_fused_adagrad.h>
#include <ATen/ops/_fused_adam.h>
#include <ATen/ops/_fused_adamw.h>
#include <ATen/ops/_fused_sgd.h>
#include <ATen/ops/full.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/ones_like.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>
#include <torch/optim.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;
using Tensors = std::vector<at::Tensor>;
using Step = std::function<void()>;

constexpr int PARAMETERS = 200;
constexpr int SIZE = 32;
constexpr double GRADIENT = 0.01;
constexpr auto ASKED = std::chrono::milliseconds(20);

Tensors parameters() {
    Tensors made;
    for (int i = 0; i < PARAMETERS; ++i) {
        made.push_back(at::ones({SIZE, SIZE}).requires_grad_());
        made.back().mutable_grad() = at::full({SIZE, SIZE}, GRADIENT);
    }
    return made;
}

template <typename Optimizer, typename Options>
Step optimizer(Options options) {
    const auto made = std::make_shared<Optimizer>(parameters(), std::move(options));
    return [made] { made->step(); };
}

Step lbfgs() {
    const auto made = std::make_shared<torch::optim::LBFGS>(parameters(), torch::optim::LBFGSOptions(1e-3).max_iter(4));
    return [made] { made->step([] { return at::ones({}); }); };
}

// What a fused operator reads and writes: the parameters, and lists of tensors like them.
struct Fused {
    Tensors parameters = ::parameters();
    Tensors gradients, first, second, steps;

    Fused() {
        for (auto& parameter : parameters) {
            gradients.push_back(parameter.grad());
            parameter = parameter.detach();
            first.push_back(at::zeros_like(parameter));
            second.push_back(at::zeros_like(parameter));
            steps.push_back(at::ones({}));
        }
    }
};

// One call of the operator, and nothing of what an optimizer does beside it but the count of its steps.
Step fused(void (*call)(Fused&)) {
    const auto state = std::make_shared<Fused>();
    return [state, call] {
        for (auto& step : state->steps) {
            *step.data_ptr<float>() += 1;
        }
        call(*state);
    };
}

void fused_adam(Fused& s) {
    at::_fused_adam_(
        s.parameters, s.gradients, s.first, s.second, {}, s.steps, 1e-3, 0.9, 0.999, 0.0, 1e-8, false, false);
}

void fused_adamw(Fused& s) {
    at::_fused_adamw_(
        s.parameters, s.gradients, s.first, s.second, {}, s.steps, 1e-3, 0.9, 0.999, 1e-2, 1e-8, false, false);
}

void fused_sgd(Fused& s) {
    at::_fused_sgd_(s.parameters, s.gradients, s.first, 0.0, 0.9, 1e-3, 0.0, false, false, false);
}

void fused_adagrad(Fused& s) {
    at::_fused_adagrad_(s.parameters, s.gradients, s.second, s.steps, 1e-2, 0.0, 0.0, 1e-10, false);
}

const std::map<std::string, std::function<Step()>> CASES = {
    {"Adagrad", [] { return optimizer<torch::optim::Adagrad>(torch::optim::AdagradOptions()); }},
    {"Adam", [] { return optimizer<torch::optim::Adam>(torch::optim::AdamOptions()); }},
    {"AdamW", [] { return optimizer<torch::optim::AdamW>(torch::optim::AdamWOptions()); }},
    {"LBFGS", lbfgs},
    {"RMSprop", [] { return optimizer<torch::optim::RMSprop>(torch::optim::RMSpropOptions()); }},
    {"SGD", [] { return optimizer<torch::optim::SGD>(torch::optim::SGDOptions(1e-3)); }},
    {"SGD momentum", [] { return optimizer<torch::optim::SGD>(torch::optim::SGDOptions(1e-3).momentum(0.9)); }},
    {"Adagrad fused", [] { return fused(fused_adagrad); }},
    {"Adam fused", [] { return fused(fused_adam); }},
    {"AdamW fused", [] { return fused(fused_adamw); }},
    {"SGD fused", [] { return fused(fused_sgd); }},
};

double nanoseconds(const Step& step) {
    const auto begun = Clock::now();
    auto before = begun;
    auto best = Clock::duration::max();
    while (before - begun < ASKED) {
        step();
        const auto now = Clock::now();
        best = std::min(best, now - before);
        before = now;
    }
    return std::chrono::duration<double, std::nano>(best).count();
}

}  // namespace

int main() {
    at::set_num_threads(1);
    std::map<std::string, Step> made;
    for (std::string name; std::getline(std::cin, name);) {
        const auto found = CASES.find(name);
        if (found == CASES.end()) {
            std::cout << '-' << std::endl;
            continue;
        }
        if (made.find(name) == made.end()) {
            made[name] = found->second();
        }
        std::cout << nanoseconds(made[name]) << std::endl;
    }
}
