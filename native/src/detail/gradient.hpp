#pragma once

#include <ATen/core/Tensor.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/variable.h>

#include <mutex>
#include <utility>

namespace panamatorch {

// The mutex that a node of a graph holds while it works, which LibTorch keeps to its nodes.
class NodeMutex final : public torch::autograd::Node {
   public:
    NodeMutex() = delete;
    static std::mutex& of(torch::autograd::Node& node) noexcept {
        return node.*(&NodeMutex::mutex_);
    }
};

// The accumulated gradient of a tensor, to be read and replaced while backward passes of other threads accumulate it.
//
// What accumulates it, there being one for a leaf, works under its own mutex; and while there is none, none can be made
// without the mutex of the tensor's autograd_meta. One is never waited for while the other is held.
class Gradient {
   public:
    explicit Gradient(const at::Tensor& tensor) : meta_(torch::autograd::impl::get_autograd_meta(tensor)) {
        if (meta_ == nullptr) {
            return;
        }
        lock_ = std::unique_lock(meta_->mutex_);
        accumulator_ = meta_->grad_accumulator_.lock();
        if (accumulator_ != nullptr) {
            lock_.unlock();
            lock_ = std::unique_lock(NodeMutex::of(*accumulator_));
        }
    }

    at::Tensor get() const {
        return meta_ == nullptr ? at::Tensor() : meta_->grad_;
    }

    // Returns the former one, which is to be released without the lock: a whole graph may go with it.
    at::Tensor exchange(at::Tensor gradient) {
        return std::exchange(meta_->grad_, std::move(gradient));
    }

   private:
    torch::autograd::AutogradMeta* meta_;
    // Outlives the lock of its mutex.
    c10::intrusive_ptr<torch::autograd::Node> accumulator_;
    std::unique_lock<std::mutex> lock_;
};

inline at::Tensor gradient_of(const at::Tensor& tensor) {
    return Gradient(tensor).get();
}

inline void set_gradient(const at::Tensor& tensor, at::Tensor gradient) {
    if (gradient.defined()) {
        torch::autograd::impl::materialize_autograd_meta(tensor);
    } else if (torch::autograd::impl::get_autograd_meta(tensor) == nullptr) {
        return;
    }
    const auto former = Gradient(tensor).exchange(std::move(gradient));
}

}  // namespace panamatorch
