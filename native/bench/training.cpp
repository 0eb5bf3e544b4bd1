// Training steps: forward, backward and an optimizer's step; what comes out is the loss.
#include "modules.hpp"
#include "numbers.hpp"

#include "../parity/model.hpp"
#include "../parity/trainer.hpp"

#include <ATen/ops/_fused_adam.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>
#include <torch/nn/functional/loss.h>
#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/modules/container/sequential.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/embedding.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/modules/pooling.h>
#include <torch/nn/utils/clip_grad.h>
#include <torch/optim/adam.h>
#include <torch/optim/sgd.h>

namespace bench {
namespace {

constexpr int64_t INPUT = 1000;
constexpr int64_t TARGET = 1001;
constexpr float INPUT_SCALE = 2;
constexpr double LEARNING_RATE = 1e-3;

// Adam by the operator that takes all parameters at once, which the front end's class does not use.
class FusedAdam {
   public:
    FusedAdam(std::vector<at::Tensor> parameters, double learning_rate)
        : learning_rate_(learning_rate), parameters_(std::move(parameters)) {
        for (const auto& each : parameters_) {
            averages_.push_back(at::zeros_like(each));
            squares_.push_back(at::zeros_like(each));
            steps_.push_back(at::zeros({}));
        }
    }

    void zero_grad() {
        for (const auto& each : parameters_) {
            each.mutable_grad().reset();
        }
    }

    void step() {
        const c10::AutoGradMode mode(false);
        std::vector<at::Tensor> gradients;
        gradients.reserve(parameters_.size());
        for (size_t i = 0; i < parameters_.size(); ++i) {
            gradients.push_back(parameters_[i].grad());
            steps_[i].add_(1);
        }
        at::_fused_adam_(
            parameters_, gradients, averages_, squares_, {}, steps_, learning_rate_, 0.9, 0.999, 0, 1e-8, false, false);
    }

   private:
    double learning_rate_;
    std::vector<at::Tensor> parameters_;
    std::vector<at::Tensor> averages_;
    std::vector<at::Tensor> squares_;
    std::vector<at::Tensor> steps_;
};

// A step of an optimizer after a loss.
template <typename Optimizer, typename Loss>
Workload training(std::shared_ptr<Optimizer> optimizer, Loss loss) {
    return steps(true, [optimizer, loss]() mutable {
        optimizer->zero_grad();
        const auto result = loss();
        result.backward();
        optimizer->step();
        return result;
    });
}

std::shared_ptr<torch::optim::SGD> sgd(std::vector<at::Tensor> parameters) {
    return std::make_shared<torch::optim::SGD>(std::move(parameters), torch::optim::SGDOptions(LEARNING_RATE));
}

Workload lstm(const Parameters& parameters) {
    auto lstm = make_lstm(parameters);
    const auto x = numbers(
        INPUT, INPUT_SCALE, {value(parameters, "batch"), value(parameters, "length"), value(parameters, "input")});
    return training(
        sgd(lstm->parameters()), [lstm, x]() mutable { return std::get<0>(lstm->forward(x)).square().mean(); });
}

Workload encoder(const Parameters& parameters) {
    auto encoder = make_encoder(parameters, torch::kReLU);
    const auto src = numbers(
        INPUT, INPUT_SCALE, {value(parameters, "length"), value(parameters, "batch"), value(parameters, "width")});
    return training(
        sgd(encoder->parameters()), [encoder, src]() mutable { return encoder->forward(src).square().mean(); });
}

// An epoch of one of the hello programs, whose Adam is Python's, bit for bit.
Workload hello(const char* program, bool fused) {
    const std::shared_ptr<parity::Model> model = parity::Model::make(program);
    std::vector<at::Tensor> parameters;
    for (const auto& [name, tensor] : model->parameters()) {
        parameters.push_back(tensor);
    }
    fill(parameters);
    if (fused) {
        return training(
            std::make_shared<FusedAdam>(parameters, model->learning_rate()), [model] { return model->loss(); });
    }
    const auto trainer = std::make_shared<parity::Trainer>(*model);
    return steps(true, [model, trainer] { return trainer->epoch(); });
}

struct CharModelImpl : torch::nn::Module {
    explicit CharModelImpl(const Parameters& parameters)
        : emb(register_module(
              "emb", torch::nn::Embedding(value(parameters, "characters"), value(parameters, "input")))),
          gru(register_module(
              "gru",
              torch::nn::GRU(
                  torch::nn::GRUOptions(value(parameters, "input"), value(parameters, "width")).batch_first(true)))),
          fc(register_module("fc", torch::nn::Linear(value(parameters, "width"), value(parameters, "characters")))) {}

    at::Tensor forward(const at::Tensor& x) {
        return fc(std::get<0>(gru(emb(x))));
    }

    torch::nn::Embedding emb;
    torch::nn::GRU gru;
    torch::nn::Linear fc;
};
TORCH_MODULE(CharModel);

Workload char_model(const Parameters& parameters) {
    CharModel model(parameters);
    fill(model->parameters());
    const std::vector<int64_t> sizes{value(parameters, "batch"), value(parameters, "length")};
    const auto x = integers(INPUT, value(parameters, "characters"), sizes);
    const auto y = integers(TARGET, value(parameters, "characters"), sizes);
    const auto step = [model, x, y](auto optimizer) {
        return steps(true, [model, x, y, optimizer]() mutable {
            optimizer->zero_grad();
            const auto loss = torch::nn::functional::cross_entropy(model(x).flatten(0, 1), y.flatten());
            loss.backward();
            torch::nn::utils::clip_grad_norm_(model->parameters(), 0.5);
            optimizer->step();
            return loss;
        });
    };
    constexpr double learning_rate = 3e-3;
    if (by_hand(parameters)) {
        return step(std::make_shared<FusedAdam>(model->parameters(), learning_rate));
    }
    return step(std::make_shared<torch::optim::Adam>(model->parameters(), torch::optim::AdamOptions(learning_rate)));
}

Workload small_cnn(const Parameters& parameters) {
    const auto convolution = [](int64_t in, int64_t out) {
        return torch::nn::Conv2d(torch::nn::Conv2dOptions(in, out, 3).padding(1).bias(false));
    };
    const auto pool = [] { return torch::nn::MaxPool2d(2); };
    torch::nn::Sequential model(
        convolution(1, 16), torch::nn::BatchNorm2d(16), torch::nn::ReLU(), pool(), convolution(16, 32),
        torch::nn::BatchNorm2d(32), torch::nn::ReLU(), pool(), torch::nn::Flatten(), torch::nn::Linear(32 * 9, 4));
    fill(model->parameters());
    const auto x = numbers(INPUT, INPUT_SCALE, {value(parameters, "batch"), 1, 12, 12});
    const auto y = integers(TARGET, 4, {value(parameters, "batch")});
    const auto optimizer = std::make_shared<torch::optim::SGD>(
        model->parameters(), torch::optim::SGDOptions(0.05).momentum(0.9).weight_decay(5e-4));
    return training(
        optimizer, [model, x, y]() mutable { return torch::nn::functional::cross_entropy(model->forward(x), y); });
}

// Adam alone: the gradients stay what they are. What comes out is the last parameter.
template <typename Optimizer>
Workload adam(Optimizer optimizer, at::Tensor last) {
    return steps(true, [optimizer, last] {
        optimizer->step();
        return last;
    });
}

Workload adam(const Parameters& parameters) {
    std::vector<at::Tensor> tensors;
    for (int64_t i = 0; i < value(parameters, "tensors"); ++i) {
        const auto elements = value(parameters, "elements");
        tensors.push_back(numbers(i, 1, {elements}).requires_grad_());
        tensors.back().mutable_grad() = numbers(INPUT + i, 1, {elements});
    }
    // The front end has no fused one: by hand it is the same operator.
    if (by_hand(parameters)) {
        return adam(std::make_shared<FusedAdam>(tensors, LEARNING_RATE), tensors.back());
    }
    return adam(
        std::make_shared<torch::optim::Adam>(tensors, torch::optim::AdamOptions(LEARNING_RATE)), tensors.back());
}

}  // namespace

Workload training_workload(const std::string& kind, const Parameters& parameters) {
    if (kind == "hello_rnncell" || kind == "hello_embedding") {
        return hello(kind.c_str(), by_hand(parameters));
    }
    if (kind == "char_model") {
        return char_model(parameters);
    }
    if (kind == "adam") {
        return adam(parameters);
    }
    if (by_hand(parameters)) {
        return {};
    }
    if (kind == "lstm_training") {
        return lstm(parameters);
    }
    if (kind == "encoder_training") {
        return encoder(parameters);
    }
    if (kind == "small_cnn") {
        return small_cnn(parameters);
    }
    return {};
}

}  // namespace bench
