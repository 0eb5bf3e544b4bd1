#pragma once

#include <ATen/core/Tensor.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace parity {

// One of the hello programs: a model, its data and how it is trained. Making one draws its parameters from the default
// generator.
class Model {
   public:
    virtual ~Model() = default;

    // The names of the programs that there are.
    static std::vector<std::string_view> names();
    // The program of that name; null where there is none.
    static std::unique_ptr<Model> make(std::string_view name);

    virtual int epochs() const = 0;
    virtual double learning_rate() const = 0;
    // The parameters with Python's names, in Python's order.
    virtual std::vector<std::pair<std::string, at::Tensor>> parameters() const = 0;
    // The forward pass of one epoch. It also reads the predicted characters, as the Python program does.
    virtual at::Tensor loss() = 0;
};

}  // namespace parity
