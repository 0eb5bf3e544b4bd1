#include "panamatorch/autograd.h"

#include "detail/convert.hpp"
#include "detail/func_decompositions.hpp"
#include "detail/gradient.hpp"
#include "detail/guard.hpp"
#include "detail/handle.hpp"

#include <ATen/FuncTorchTLS.h>
#include <c10/core/AutogradState.h>
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/engine.h>
#include <torch/csrc/autograd/forward_grad.h>
#include <torch/csrc/autograd/function_hook.h>
#include <torch/csrc/autograd/graph_task.h>
#include <torch/csrc/autograd/node.h>
#include <torch/csrc/autograd/saved_variable.h>

using namespace panamatorch;

struct pt_inference_mode {
    c10::InferenceMode guard;
};

struct pt_saved_tensor {
    explicit pt_saved_tensor(const at::Tensor& tensor) : variable(tensor, false) {}
    torch::autograd::SavedVariable variable;
};

namespace {

// The gradients that a backward pass starts from: none at all, or one a root, undefined for NULL.
std::vector<at::Tensor> gradient_list(pt_tensor* const* gradients, int64_t count) {
    std::vector<at::Tensor> tensors;
    for (int64_t i = 0; gradients != nullptr && i < count; ++i) {
        tensors.push_back(owned_or_undefined(gradients[i]));
    }
    return tensors;
}

const at::Tensor& defined(const at::Tensor& tensor) {
    TORCH_CHECK(tensor.defined(), "the tensor is undefined");
    return tensor;
}

at::Tensor defined(const pt_tensor* handle) {
    return defined(owned(handle));
}

// Python's checks, in its words; C++ assigns anything.
void set_grad(const at::Tensor& tensor, const at::Tensor& grad) {
    if (grad.defined()) {
        const auto dtype = tensor.grad_dtype();
        TORCH_CHECK(!tensor.is_same(grad), "can't assign Variable as its own grad");
        TORCH_CHECK(
            !dtype.has_value() || grad.scalar_type() == *dtype, "attempting to assign a gradient with dtype '",
            grad.dtype(), "' to a tensor with grad_dtype '", *dtype,
            "'. The gradient must match the tensor's grad_dtype (defaults to the tensor's dtype).");
        TORCH_CHECK(
            grad.device().type() == tensor.device().type(), "attempting to assign a gradient with device type '",
            grad.device().type(), "' to a tensor with device type '", tensor.device().type(),
            "'. Please ensure that the gradient and the tensor are on the same device");
        TORCH_CHECK(
            grad.device() == tensor.device(), "attempting to assign a gradient located on device with index '",
            grad.device().index(), "' to a tensor located on device with index '", tensor.device().index(),
            "'. Please ensure that the gradient and the tensor are on the same device");
        TORCH_CHECK(
            grad.sizes() == tensor.sizes(), "attempting to assign a gradient of size '", grad.sizes(),
            "' to a tensor of size '", tensor.sizes(),
            "'. Please ensure that the gradient and the tensor are the same size");
    }
    set_gradient(tensor, grad);
}

// What accumulates the gradient stays the same: LibTorch makes a second one where the dtype changes, and two would
// accumulate at the same time where threads work on graphs of before and after.
void set_data(const at::Tensor& tensor, const at::Tensor& data) {
    TORCH_CHECK(data.defined(), "the data is undefined");
    const auto* meta = torch::autograd::impl::get_autograd_meta(tensor);
    const auto accumulator = meta == nullptr ? nullptr : torch::autograd::impl::try_get_grad_accumulator(tensor);
    tensor.set_data(data);
    if (accumulator != nullptr && torch::autograd::impl::try_get_grad_accumulator(tensor) != accumulator) {
        accumulator->clear_input_metadata();
        accumulator->add_input_metadata(tensor);
        torch::autograd::impl::set_grad_accumulator(
            tensor, c10::weak_intrusive_ptr<torch::autograd::Node>(accumulator));
    }
}

// As LibTorch's hook, which assigns the gradient while others may read it.
class RetainedGradient final : public torch::autograd::FunctionPreHook {
   public:
    explicit RetainedGradient(const at::Tensor& tensor)
        : tensor_(tensor.getIntrusivePtr()), output_(tensor.output_nr()) {}

    torch::autograd::variable_list operator()(const torch::autograd::variable_list& gradients) override {
        const auto tensor = at::Tensor(tensor_.lock());
        const auto& added = gradients.at(output_);
        if (tensor.defined() && added.defined()) {
            add(tensor, added);
        }
        return gradients;
    }

   private:
    static void add(const at::Tensor& tensor, const at::Tensor& added) {
        const auto format = added.is_sparse() ? at::MemoryFormat::Preserve : at::MemoryFormat::Contiguous;
        // Released without the lock.
        at::Tensor former;
        Gradient kept(tensor);
        former = kept.exchange(kept.get().defined() ? kept.get().add(added) : added.clone(format));
    }

    c10::weak_intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl> tensor_;
    size_t output_;
};

void retain_grad(const at::Tensor& tensor) {
    TORCH_CHECK(tensor.requires_grad(), "can't retain_grad on Tensor that has requires_grad=False");
    if (!tensor.is_leaf() && !tensor.retains_grad()) {
        tensor.grad_fn()->add_retains_grad_hook(std::make_unique<RetainedGradient>(tensor), tensor.output_nr());
        torch::autograd::impl::get_autograd_meta(tensor)->retains_grad_ = true;
    }
}

// Python's check, in its words; C++ words it otherwise.
void set_requires_grad(const at::Tensor& tensor, bool requires_grad) {
    TORCH_CHECK(
        !requires_grad || c10::isFloatingType(tensor.scalar_type()) || c10::isComplexType(tensor.scalar_type()),
        "only Tensors of floating point dtype can require gradients");
    if (const auto& transforms = at::functorch::functorchTLSAccessor()) {
        transforms->checkSupportsInplaceRequiresGrad();
    }
    tensor.requires_grad_(requires_grad);
}

// As Python prints it: without namespaces.
std::string grad_fn_name(const torch::autograd::Node& node) {
    auto name = node.name();
    const auto colons = name.rfind("::");
    return colons == std::string::npos ? name : name.substr(colons + 2);
}

pt_string* grad_fn_name(const at::Tensor& tensor) {
    const auto& node = tensor.grad_fn();
    return node == nullptr ? nullptr : new_handle(grad_fn_name(*node));
}

}  // namespace

pt_status pt_backward(
    pt_tensor* const* roots,
    pt_tensor* const* gradients,
    int64_t count,
    int64_t retain_graph,
    int64_t create_graph,
    pt_tensor* const* inputs,
    int64_t input_count) {
    return guard([&] {
        Usage::mine().begin(Usage::whatever_there_is());
        torch::autograd::backward(
            owned_list(roots, count), gradient_list(gradients, count), retain_graph != 0, create_graph != 0,
            owned_list(inputs, input_count));
    });
}

pt_tensor_list* pt_grad(
    pt_tensor* const* roots,
    pt_tensor* const* gradients,
    int64_t count,
    pt_tensor* const* inputs,
    int64_t input_count,
    int64_t retain_graph,
    int64_t create_graph,
    int64_t allow_unused) {
    return guard_new([&] {
        Usage::mine().begin(Usage::whatever_there_is());
        return new_handle(torch::autograd::grad(
            owned_list(roots, count), owned_list(inputs, input_count), gradient_list(gradients, count),
            retain_graph != 0, create_graph != 0, allow_unused != 0));
    });
}

pt_status pt_tensor_set_data(pt_tensor* tensor, const pt_tensor* data) {
    return guard([&] { set_data(defined(*Changed(tensor)), *Borrowed(data)); });
}

pt_status pt_tensor_can_set_data(const pt_tensor* tensor, const pt_tensor* data, int64_t* ret) {
    return guard([&] { *ret = at::_has_compatible_shallow_copy_type(*Borrowed(tensor), *Borrowed(data)); });
}

pt_tensor* pt_tensor_grad(const pt_tensor* tensor) {
    return guard_new([&] { return new_handle(gradient_of(*Borrowed(tensor))); });
}

pt_status pt_tensor_set_grad(pt_tensor* tensor, const pt_tensor* grad_or_null) {
    return guard([&] { set_grad(defined(tensor), owned_or_undefined(grad_or_null)); });
}

pt_status pt_tensor_is_view(const pt_tensor* tensor, int64_t* ret) {
    return guard([&] { *ret = Borrowed(tensor)->is_view(); });
}

pt_tensor* pt_tensor_base(const pt_tensor* tensor) {
    return guard_new([&] {
        Borrowed view(tensor);
        return new_handle(view->is_view() ? at::Tensor(view->_base()) : at::Tensor());
    });
}

pt_status pt_tensor_bump_version(const pt_tensor* tensor) {
    return guard([&] {
        if (!impl(tensor)->is_inference()) {
            impl(tensor)->bump_version();
        }
    });
}

pt_status pt_tensor_retain_grad(pt_tensor* tensor) {
    return guard([&] {
        const Change change(used(tensor));
        retain_grad(owned(tensor));
    });
}

pt_status pt_tensor_requires_grad(const pt_tensor* tensor, int64_t* ret) {
    return guard([&] { *ret = used(tensor)->requires_grad(); });
}

pt_status pt_tensor_set_requires_grad(pt_tensor* tensor, int64_t requires_grad) {
    return guard([&] { set_requires_grad(defined(*Changed(tensor)), requires_grad != 0); });
}

pt_status pt_tensor_is_leaf(const pt_tensor* tensor, int64_t* ret) {
    return guard([&] { *ret = defined(tensor).is_leaf(); });
}

pt_status pt_tensor_grad_fn_name(const pt_tensor* tensor, pt_string** ret) {
    return guard([&] { *ret = grad_fn_name(defined(tensor)); });
}

pt_saved_tensor* pt_saved_tensor_new(const pt_tensor* tensor) {
    return guard_new([&] { return new pt_saved_tensor(owned(tensor)); });
}

pt_tensor* pt_saved_tensor_unpack(const pt_saved_tensor* saved) {
    return guard_new([&] { return new_handle(saved->variable.unpack()); });
}

void pt_saved_tensor_free(pt_saved_tensor* saved) {
    delete saved;
}

int64_t pt_backward_pass(void) {
    return torch::autograd::get_current_graph_task_id();
}

int64_t pt_backward_pass_is_whole(void) {
    return torch::autograd::Engine::get_default_engine().is_checkpoint_valid();
}

int64_t pt_grad_mode_enabled(void) {
    return c10::GradMode::is_enabled();
}

void pt_grad_mode_set_enabled(int64_t enabled) {
    c10::GradMode::set_enabled(enabled != 0);
}

pt_inference_mode* pt_inference_mode_enter(int64_t enabled) {
    return guard_new([&] { return new pt_inference_mode{c10::InferenceMode(enabled != 0)}; });
}

void pt_inference_mode_exit(pt_inference_mode* mode) {
    delete mode;
}

int64_t pt_inference_mode_enabled(void) {
    return c10::InferenceMode::is_enabled();
}

pt_status pt_forward_level_enter(void) {
    return guard([] {
        ensure_forward_mode_derivatives();
        torch::autograd::ForwardADLevel::get_next_idx();
    });
}

pt_status pt_forward_level_exit(void) {
    return guard([] { torch::autograd::ForwardADLevel::release_idx(0); });
}

int64_t pt_forward_grad_mode_enabled(void) {
    return c10::AutogradState::get_tls_state().get_fw_grad_mode();
}

void pt_forward_grad_mode_set_enabled(int64_t enabled) {
    c10::AutogradState::get_tls_state().set_fw_grad_mode(enabled != 0);
}
