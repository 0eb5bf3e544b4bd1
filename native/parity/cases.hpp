#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace parity {

// A module with options: its name and then "key=value", words separated by one space, such as "LSTM layers=2 bias=0".
class Case {
   public:
    explicit Case(const std::string& text);

    // All cases: a line of the tables in cases.cpp gives one for each choice of the alternatives in it.
    static std::vector<std::string> all();

    const std::string& module() const {
        return module_;
    }
    std::string text(const std::string& key, const std::string& otherwise) const;
    int64_t number(const std::string& key, int64_t otherwise) const;
    double real(const std::string& key, double otherwise) const;

   private:
    std::string module_;
    std::map<std::string, std::string> options_;
};

// Tensors by their names, in an order.
class Named {
   public:
    at::Tensor& add(const std::string& name, at::Tensor tensor) {
        return items_.emplace_back(name, std::move(tensor)).second;
    }
    // Undefined where there is none.
    at::Tensor get(const std::string& name) const {
        for (const auto& [key, tensor] : items_) {
            if (key == name) {
                return tensor;
            }
        }
        return {};
    }
    const std::vector<std::pair<std::string, at::Tensor>>& items() const {
        return items_;
    }

   private:
    std::vector<std::pair<std::string, at::Tensor>> items_;
};

// A case computed: the parameters, the inputs that may have gradients, and the outputs.
struct Computed {
    Named parameters;
    Named inputs;
    Named outputs;
};

// Each draws the parameters from the default generator in Python's order, then the inputs, and computes with tensor
// operations alone.
Computed compute_recurrent(const Case& options);
Computed compute_cell(const Case& options);
Computed compute_attention(const Case& options);
Computed compute_encoder(const Case& options);

inline at::ScalarType dtype_of(const Case& options) {
    return options.text("dtype", "float32") == "float64" ? at::kDouble : at::kFloat;
}

}  // namespace parity
