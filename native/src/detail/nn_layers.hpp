#pragma once

#include "detail/nn_module.hpp"

#include <ATen/Context.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/modules/normalization.h>

namespace panamatorch::nn {

// Linear with a device and a dtype.
class LinearLayer final : public WithParameters<torch::nn::LinearImpl> {
   public:
    LinearLayer(int64_t in_features, int64_t out_features, bool bias, const at::TensorOptions& options)
        : LinearLayer(torch::nn::LinearOptions(in_features, out_features).bias(bias), options, RandomState()) {}

    explicit LinearLayer(const torch::nn::LinearImpl& module) : WithParameters(module) {}

    at::Tensor compute(const at::Tensor& input) const {
        return at::linear(input, weight, optional(bias));
    }

    void parameters_changed() override {
        weight = parameter("weight");
        bias = parameter("bias");
    }

    // Draws the parameters anew with these options.
    void recreate(const at::TensorOptions& options) {
        recreate_parameters(options);
        reset_parameters();
    }

   private:
    LinearLayer(const torch::nn::LinearOptions& linear, const at::TensorOptions& options, RandomState before)
        : WithParameters(linear) {
        if (!are_defaults(options)) {
            before.restore();
            recreate(options);
        }
    }
};

// LayerNorm with a device, a dtype and the choice of a weight alone.
class NormLayer final : public WithParameters<torch::nn::LayerNormImpl> {
   public:
    NormLayer(int64_t size, double eps, bool with_bias, const at::TensorOptions& options)
        : WithParameters(torch::nn::LayerNormOptions({size}).eps(eps)) {
        if (!with_bias) {
            parameters_.erase("bias");
        }
        if (!are_defaults(options)) {
            recreate_parameters(options);
        } else {
            parameters_changed();
        }
        torch::NoGradGuard no_grad;
        weight.fill_(1.0);
        if (with_bias) {
            bias.zero_();
        }
    }

    // A norm with parameters that exist already; each may be undefined.
    NormLayer(std::vector<int64_t> shape, double eps, const at::Tensor& given_weight, const at::Tensor& given_bias)
        : WithParameters(torch::nn::LayerNormOptions(std::move(shape)).eps(eps).elementwise_affine(false)) {
        parameters_.clear();
        if (given_weight.defined()) {
            parameters_.insert("weight", given_weight);
        }
        if (given_bias.defined()) {
            parameters_.insert("bias", given_bias);
        }
        parameters_changed();
    }

    at::Tensor compute(const at::Tensor& input) const {
        return at::layer_norm(
            input, options.normalized_shape(), optional(weight), optional(bias), options.eps(),
            at::globalContext().userEnabledCuDNN());
    }

    void parameters_changed() override {
        weight = parameter("weight");
        bias = parameter("bias");
    }
};

}  // namespace panamatorch::nn
