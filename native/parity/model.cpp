// The only unit that includes LibTorch's front end, which takes long to compile.
#include "model.hpp"

#include <torch/nn/modules/embedding.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/modules/loss.h>
#include <torch/nn/modules/rnn.h>

#include <map>

namespace parity {
namespace {

constexpr int64_t INPUT_SIZE = 4;
const std::vector<int64_t> HELLO{1, 0, 2, 2, 3};
const std::vector<int64_t> OHLOL{3, 1, 2, 3, 2};

// A character a row of 1 x 4.
at::Tensor one_hot_hello() {
    return torch::eye(INPUT_SIZE).index({torch::tensor(HELLO)}).view({-1, 1, INPUT_SIZE});
}

at::Tensor labels() {
    return torch::tensor(OHLOL);
}

// A model whose parameters are those of the modules that it registers.
class WithModules : public Model, protected torch::nn::Module {
   public:
    std::vector<std::pair<std::string, at::Tensor>> parameters() const override {
        std::vector<std::pair<std::string, at::Tensor>> result;
        for (const auto& each : named_parameters()) {
            result.emplace_back(each.key(), each.value());
        }
        return result;
    }

   protected:
    torch::nn::CrossEntropyLoss criterion;
    // Which character comes out, once more: the Python programs print it, so reading it belongs to an epoch.
    int64_t predicted = 0;
};

class HelloRnnCell final : public WithModules {
   public:
    HelloRnnCell()
        : steps_(one_hot_hello().unbind()),
          labels_(labels().view({-1, 1}).unbind()),
          rnncell_(register_module("rnncell", torch::nn::RNNCell(INPUT_SIZE, INPUT_SIZE))) {}

    int epochs() const override {
        return 60;
    }
    double learning_rate() const override {
        return 0.01;
    }
    at::Tensor loss() override {
        at::Tensor loss;
        auto hidden = torch::zeros({1, INPUT_SIZE});
        for (size_t i = 0; i < steps_.size(); ++i) {
            hidden = rnncell_->forward(steps_[i], hidden);
            const auto step = criterion->forward(hidden, labels_[i]);
            loss = loss.defined() ? loss + step : step;
            predicted = std::get<1>(hidden.max(1)).item<int64_t>();
        }
        return loss;
    }

   private:
    std::vector<at::Tensor> steps_;
    std::vector<at::Tensor> labels_;
    torch::nn::RNNCell rnncell_;
};

class HelloRnn final : public WithModules {
   public:
    HelloRnn()
        : inputs_(one_hot_hello()),
          labels_(labels()),
          rnn_(register_module("rnn", torch::nn::RNN(INPUT_SIZE, INPUT_SIZE))) {}

    int epochs() const override {
        return 15;
    }
    double learning_rate() const override {
        return 0.5;
    }
    at::Tensor loss() override {
        const auto hidden = torch::zeros({1, 1, INPUT_SIZE});
        const auto outputs = std::get<0>(rnn_->forward(inputs_, hidden)).view({-1, INPUT_SIZE});
        const auto loss = criterion->forward(outputs, labels_);
        predicted = std::get<1>(outputs.max(1)).data_ptr<int64_t>()[0];
        return loss;
    }

   private:
    at::Tensor inputs_;
    at::Tensor labels_;
    torch::nn::RNN rnn_;
};

class HelloEmbedding final : public WithModules {
   public:
    HelloEmbedding()
        : inputs_(torch::tensor(HELLO).view({1, -1})),
          labels_(labels()),
          emb_(register_module("emb", torch::nn::Embedding(INPUT_SIZE, EMBEDDING_SIZE))),
          rnn_(register_module(
              "rnn",
              torch::nn::RNN(
                  torch::nn::RNNOptions(EMBEDDING_SIZE, HIDDEN_SIZE).num_layers(NUM_LAYERS).batch_first(true)))),
          fc_(register_module("fc", torch::nn::Linear(HIDDEN_SIZE, INPUT_SIZE))) {}

    int epochs() const override {
        return 15;
    }
    double learning_rate() const override {
        return 0.05;
    }
    at::Tensor loss() override {
        const auto hidden = torch::zeros({NUM_LAYERS, inputs_.size(0), HIDDEN_SIZE});
        const auto states = std::get<0>(rnn_->forward(emb_->forward(inputs_), hidden));
        const auto outputs = fc_->forward(states).view({-1, INPUT_SIZE});
        const auto loss = criterion->forward(outputs, labels_);
        predicted = std::get<1>(outputs.max(1)).data_ptr<int64_t>()[0];
        return loss;
    }

   private:
    static constexpr int64_t EMBEDDING_SIZE = 10;
    static constexpr int64_t HIDDEN_SIZE = 8;
    static constexpr int64_t NUM_LAYERS = 2;

    at::Tensor inputs_;
    at::Tensor labels_;
    torch::nn::Embedding emb_;
    torch::nn::RNN rnn_;
    torch::nn::Linear fc_;
};

template <typename Program>
std::unique_ptr<Model> make_program() {
    return std::make_unique<Program>();
}

const std::map<std::string_view, std::unique_ptr<Model> (*)()> PROGRAMS{
    {"hello_embedding", make_program<HelloEmbedding>},
    {"hello_rnn", make_program<HelloRnn>},
    {"hello_rnncell", make_program<HelloRnnCell>},
};

}  // namespace

std::vector<std::string_view> Model::names() {
    std::vector<std::string_view> names;
    for (const auto& [name, make] : PROGRAMS) {
        names.push_back(name);
    }
    return names;
}

std::unique_ptr<Model> Model::make(std::string_view name) {
    const auto found = PROGRAMS.find(name);
    return found == PROGRAMS.end() ? nullptr : found->second();
}

}  // namespace parity
