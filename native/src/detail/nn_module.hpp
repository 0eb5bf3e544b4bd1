#pragma once

#include "detail/guard.hpp"
#include "detail/handle.hpp"
#include "panamatorch/nn.h"

#include <ATen/CPUGeneratorImpl.h>
#include <c10/util/Exception.h>
#include <torch/nn/module.h>

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace panamatorch::nn {

// A module whose parameters can be exchanged for other tensors, which torch::nn::Module does not offer.
class Exchangeable {
   public:
    virtual ~Exchangeable() = default;
    // Undefined where the module has none of this name.
    virtual at::Tensor parameter(const std::string& name) const = 0;
    // To be followed by parameters_changed, after one parameter or several.
    virtual void set_parameter(const std::string& name, const at::Tensor& tensor) = 0;
    // Brings the members that repeat the parameters up to date.
    virtual void parameters_changed() = 0;
};

// Base, one of libtorch's module classes, with exchangeable parameters.
template <typename Base>
class WithParameters : public Base, public Exchangeable {
   public:
    using Base::Base;

    // Takes over a module that the Base class of another one made: parameters and submodules are shared, not copied.
    explicit WithParameters(const Base& module) : Base(module) {}

    at::Tensor parameter(const std::string& name) const override {
        const auto* found = this->parameters_.find(name);
        return found == nullptr ? at::Tensor() : *found;
    }

    void set_parameter(const std::string& name, const at::Tensor& tensor) override {
        this->parameters_[name] = tensor;
    }

   protected:
    // The C++ constructors know neither device nor dtype. This gives the module parameters as if it had been made with
    // these options; their elements are not initialised.
    void recreate_parameters(const at::TensorOptions& options) {
        for (auto& item : this->parameters_) {
            if (item.value().defined()) {
                item.value() = at::empty(item.value().sizes(), options).set_requires_grad(true);
            }
        }
        parameters_changed();
    }
};

// The state of the default CPU generator, to take back what a constructor of libtorch drew from it.
class RandomState {
   public:
    RandomState() : generator_(at::detail::getDefaultCPUGenerator()) {
        std::lock_guard<std::mutex> lock(generator_.mutex());
        state_ = generator_.get_state();
    }

    void restore() {
        std::lock_guard<std::mutex> lock(generator_.mutex());
        generator_.set_state(state_);
    }

   private:
    at::Generator generator_;
    at::Tensor state_;
};

// Drops the warnings that libtorch gives on this thread.
class Silence {
   public:
    Silence() : guard_(&handler_) {}

   private:
    struct Handler final : c10::WarningHandler {
        void process(const c10::Warning&) override {}
    };

    Handler handler_;
    c10::WarningUtils::WarningHandlerGuard guard_;
};

// The options of a device word and a dtype code, each of which may be PT_NONE.
at::TensorOptions factory_options(int64_t device, int64_t dtype);

// Whether the C++ constructors, which use the defaults, make tensors of these options.
bool are_defaults(const at::TensorOptions& options);

// Gives the handle of a module whose submodules with parameters are all Exchangeable.
pt_module* new_handle(std::shared_ptr<torch::nn::Module> module);

// An owned tensor that the caller must give.
inline at::Tensor required(const pt_tensor* handle) {
    auto tensor = owned(handle);
    if (!tensor.defined()) {
        throw ArgumentError("an undefined tensor where one must be given");
    }
    return tensor;
}

// What an operator wants for a tensor that may be undefined.
inline std::optional<at::Tensor> optional(const at::Tensor& tensor) {
    return tensor.defined() ? std::optional<at::Tensor>(tensor) : std::nullopt;
}

// Gives the tensors to the caller.
inline void give(std::vector<at::Tensor> tensors, pt_tensor** ret) {
    if (ret == nullptr) {
        throw ArgumentError("a null pointer for results");
    }
    for (auto& tensor : tensors) {
        *ret++ = panamatorch::new_handle(std::move(tensor));
    }
}

}  // namespace panamatorch::nn

struct pt_module {
    struct Parameter {
        std::string name;  // the path from the module
        panamatorch::nn::Exchangeable* owner;
        std::string key;  // the name in the owner
    };

    std::shared_ptr<torch::nn::Module> module;
    std::vector<Parameter> parameters;
};

namespace panamatorch::nn {

inline const pt_module& deref(const pt_module* handle) {
    if (handle == nullptr) {
        throw ArgumentError("a null module handle");
    }
    Usage::mine().begin(Usage::whatever_there_is());
    return *handle;
}

// The module behind a handle, as the class or interface that a function is for.
template <typename Kind>
Kind& as(const pt_module* handle) {
    auto* kind = dynamic_cast<Kind*>(deref(handle).module.get());
    if (kind == nullptr) {
        throw ArgumentError("a module of another kind");
    }
    return *kind;
}

}  // namespace panamatorch::nn
