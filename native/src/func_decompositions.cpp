// Rules and derivatives of operators that LibTorch leaves to Python, which registers there what they consist of: for
// batches in torch/_functorch/vmap.py, for forward mode in torch/_decomp/decompositions_for_jvp.py. The formulas are
// Python's, in its order, as another one rounds differently.
#include "detail/func_decompositions.hpp"

#include <ATen/ATen.h>
#include <ATen/core/Reduction.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/native/TypeProperties.h>
#include <torch/csrc/jit/api/function_impl.h>
#include <torch/csrc/jit/runtime/decomposition_registry.h>
#include <torch/jit.h>
#include <torch/library.h>

#include <mutex>
#include <optional>
#include <tuple>
#include <vector>

namespace panamatorch {
namespace {

// Half precision is computed in single.
template <typename Formula>
at::Tensor in_float(const at::Tensor& a, const at::Tensor& b, const at::Tensor& c, const Formula& formula) {
    const std::vector<at::Tensor> all = {a, b, c};
    const auto dtype = at::native::result_type(all);
    const auto wide = dtype == at::kHalf || dtype == at::kBFloat16 ? at::kFloat : dtype;
    return formula(a.to(wide), b.to(wide), c.to(wide)).to(dtype);
}

double norm(const at::Tensor& input, int64_t reduction, double whole) {
    return reduction == at::Reduction::Mean ? whole / static_cast<double>(input.numel()) : whole;
}

at::Tensor mse_loss_backward(
    const at::Tensor& grad_output, const at::Tensor& self, const at::Tensor& target, int64_t reduction) {
    return in_float(grad_output, self, target, [&](const auto& grad, const auto& input, const auto& expected) {
        return (input - expected) * norm(input, reduction, 2.0) * grad;
    });
}

at::Tensor smooth_l1_loss_backward(
    const at::Tensor& grad_output, const at::Tensor& self, const at::Tensor& target, int64_t reduction, double beta) {
    return in_float(grad_output, self, target, [&](const auto& grad, const auto& input, const auto& expected) {
        const auto x = input - expected;
        const auto weighted = grad * norm(input, reduction, 1.0);
        return at::where(at::abs(x) < beta, weighted * x / beta, weighted * at::sign(x));
    });
}

at::Tensor huber_loss_backward(
    const at::Tensor& grad_output, const at::Tensor& self, const at::Tensor& target, int64_t reduction, double delta) {
    return in_float(grad_output, self, target, [&](const auto& grad, const auto& input, const auto& expected) {
        const auto x = input - expected;
        const auto weight = norm(input, reduction, 1.0);
        return at::where(
            x < -delta, grad * -weight * delta, at::where(x > delta, grad * weight * delta, x * weight * grad));
    });
}

bool is_given(const std::optional<at::Tensor>& weight) {
    return weight.has_value() && weight->defined();
}

// The weights of classes as factors of what has so many dimensions, one of them the classes.
at::Tensor along(const at::Tensor& weight, int64_t dims, int64_t classes) {
    std::vector<int64_t> shape(static_cast<size_t>(dims), 1);
    shape.at(static_cast<size_t>(classes)) = weight.size(0);
    return weight.reshape(shape);
}

std::tuple<at::Tensor, at::Tensor> nll_loss2d_forward(
    const at::Tensor& input,
    const at::Tensor& target,
    const std::optional<at::Tensor>& weight,
    int64_t reduction,
    int64_t ignore_index) {
    const int64_t channels = input.dim() < 2 ? 0 : 1;
    at::Tensor weights;
    auto self = input;
    if (is_given(weight)) {
        weights = input.dim() > 1 ? along(*weight, input.dim(), channels) : *weight;
        self = self * weights;
    }
    const auto is_counted = target != ignore_index;
    const auto classes = at::where(is_counted, target, 0).unsqueeze(channels);
    auto result = at::where(is_counted, -at::gather(self, channels, classes).squeeze(channels), 0);
    if (reduction == at::Reduction::None && input.dim() > 1) {
        return {result, input.new_full({}, 0.0)};
    }
    const auto total = weights.defined()
        ? at::where(is_counted, at::gather(weights.expand(self.sizes()), channels, classes).squeeze(channels), 0).sum()
        : is_counted.sum().to(self.options());
    if (reduction == at::Reduction::Sum) {
        result = result.sum();
    } else if (reduction == at::Reduction::Mean) {
        result = result.sum() / total;
    }
    return {result, total};
}

std::tuple<at::Tensor, at::Tensor> nll_loss_forward(
    const at::Tensor& self,
    const at::Tensor& target,
    const std::optional<at::Tensor>& weight,
    int64_t reduction,
    int64_t ignore_index) {
    TORCH_CHECK_VALUE(self.dim() > 0 && self.dim() <= 2, "input tensor should be 1D or 2D, got ", self.dim(), "D");
    TORCH_CHECK_VALUE(
        target.dim() <= 1, "0D or 1D target tensor expected, multi-target not supported, got ", target.dim(), "D");
    TORCH_CHECK(
        (self.dim() == 1 && target.dim() == 0) || self.size(0) == target.size(0),
        "size mismatch (got input: ", self.sizes(), ", target: ", target.sizes(), ")");
    TORCH_CHECK_VALUE(
        !is_given(weight) || (weight->dim() == 1 && weight->numel() == self.size(-1)),
        "weight tensor should be defined either for all ", self.size(-1),
        " classes or no classes but got weight tensor of shape: ", weight->sizes());
    return panamatorch::nll_loss2d_forward(self, target, weight, reduction, ignore_index);
}

at::Tensor nll_loss_backward(
    const at::Tensor& grad_output,
    const at::Tensor& self,
    const at::Tensor& target,
    const std::optional<at::Tensor>& weight,
    int64_t reduction,
    int64_t ignore_index,
    const at::Tensor& total_weight) {
    const int64_t channels = self.dim() < 2 ? 0 : 1;
    auto grad = reduction == at::Reduction::Mean ? grad_output / total_weight : grad_output;
    const auto of_sample = self.dim() == 1 && target.dim() > 0 ? target.select(0, 0) : target;
    const auto expected = of_sample.unsqueeze(channels);
    const auto is_counted = expected != ignore_index;
    const auto grad_input = at::scatter(at::zeros_like(self), channels, at::where(is_counted, expected, 0), -1.0);
    if (grad_input.dim() > grad.dim() && grad.dim() > 0) {
        grad = grad.unsqueeze(channels);
    }
    if (is_given(weight)) {
        TORCH_CHECK_INDEX(self.dim() > 0, "nll_loss_backward: self has no dimension for the classes of weight");
        grad = grad * along(*weight, self.dim(), channels);
    }
    return grad_input * at::where(is_counted, grad, 0);
}

at::Tensor addr(
    const at::Tensor& input,
    const at::Tensor& vec1,
    const at::Tensor& vec2,
    const at::Scalar& beta,
    const at::Scalar& alpha) {
    TORCH_CHECK(vec1.dim() == 1, "addr: Expected 1-D argument vec1, but got ", vec1.dim(), "-D");
    TORCH_CHECK(vec2.dim() == 1, "addr: Expected 1-D argument vec2, but got ", vec2.dim(), "-D");
    const auto self = input.expand({vec1.size(0), vec2.size(0)});
    if (self.scalar_type() == at::kBool) {
        const auto product = alpha.to<bool>() ? at::outer(vec1, vec2) : at::full_like(self, false);
        return beta.to<bool>() ? at::logical_or(self, product) : product;
    }
    const auto product = at::outer(vec1, vec2) * alpha;
    // What is not a number does not get through a factor of 0.
    return beta.equal(0) ? product : self * beta + product;
}

// The one that a C++ program calls; the operator has no rule.
at::Tensor conj(const at::Tensor& self) {
    return self.conj();
}

constexpr auto FORWARD_MODE = R"JIT(
def trace(self: Tensor) -> Tensor:
    return torch.sum(torch.diag(self))

def log_sigmoid_forward(self: Tensor) -> Tuple[Tensor, Tensor]:
    least = torch.minimum(self.new_zeros([]), self)
    z = torch.exp(-torch.abs(self))
    buffer = self.new_zeros([0]) if self.is_cuda or self.is_xpu else z
    return least - torch.log1p(z), buffer

def nll_loss_backward(grad_output: Tensor, self: Tensor, target: Tensor, weight: Optional[Tensor], reduction: int,
                      ignore_index: int, total_weight: Tensor) -> Tensor:
    channels = 0 if self.dim() < 2 else 1
    if reduction == 1:
        grad_output = grad_output / total_weight
    if self.dim() == 1 and target.dim() > 0:
        target = target[0]
    target = target.unsqueeze(channels)
    classes = torch.where(target != ignore_index, target, 0)
    grad_input = torch.scatter(torch.zeros_like(self), channels, classes, -1.0)
    if grad_input.dim() > grad_output.dim() and grad_output.dim() > 0:
        grad_output = grad_output.unsqueeze(channels)
    if weight is not None:
        shape = [1 for _ in range(self.dim())]
        shape[channels] = weight.shape[0]
        grad_output = grad_output * weight.reshape(shape)
    return grad_input * torch.where(target != ignore_index, grad_output, 0)

def nll_loss2d_backward(grad_output: Tensor, self: Tensor, target: Tensor, weight: Optional[Tensor], reduction: int,
                        ignore_index: int, total_weight: Tensor) -> Tensor:
    return nll_loss_backward(grad_output, self, target, weight, reduction, ignore_index, total_weight)

def _log_softmax_backward_data(grad_output: Tensor, output: Tensor, dim: int, input_dtype: int) -> Tensor:
    grad_input = grad_output - torch.exp(output) * torch.sum(grad_output, dim=[dim], keepdim=True)
    return grad_input if grad_output.dtype == input_dtype else grad_input.to(input_dtype)

def _softmax_backward_data(grad_output: Tensor, output: Tensor, dim: int, input_dtype: int) -> Tensor:
    weighted = grad_output * output
    grad_input = weighted - output * torch.sum(weighted, dim=[dim], keepdim=True)
    return (grad_input if grad_output.dtype == input_dtype else grad_input.to(input_dtype)).contiguous()

def mean_and_rstd(input: Tensor, rstd: Tensor, dims: List[int], keepdim: bool) -> Tuple[Tensor, Tensor]:
    var, mean = torch.var_mean(input, dim=dims, correction=0, keepdim=keepdim)
    eps = (torch.pow(1 / rstd, 2) - var).detach()
    return mean, torch.rsqrt(var + eps)

def native_layer_norm_backward(grad_out: Tensor, input: Tensor, normalized_shape: List[int], mean: Tensor, rstd: Tensor,
                               weight: Optional[Tensor], bias: Optional[Tensor], output_mask: List[bool]
                               ) -> Tuple[Optional[Tensor], Optional[Tensor], Optional[Tensor]]:
    shape = input.shape
    axis = input.dim() - len(normalized_shape)
    inner = [i for i in range(axis, input.dim())]
    outer = [i for i in range(axis)]
    N = 1
    for i in shape[axis:]:
        N *= i
    M = 1
    for i in shape[:axis]:
        M *= i
    if M <= 0 or N <= 0:
        return input.new_zeros(shape), input.new_zeros(shape[axis:]), input.new_zeros(shape[axis:])
    mean_, rstd_ = mean_and_rstd(input, rstd, inner, True)
    x_hat = (input - mean_) * rstd_
    grad_x_hat = grad_out
    if weight is not None:
        grad_x_hat = grad_out * weight
    a = grad_x_hat * N
    b = torch.sum(grad_x_hat, inner, True)
    c = torch.mul(x_hat, torch.sum(torch.mul(grad_x_hat, x_hat), inner, True))
    d_input: Optional[Tensor] = (rstd_ / N) * (a - b - c) if output_mask[0] else torch.zeros_like(input)
    d_weight: Optional[Tensor] = torch.zeros([])
    if weight is not None:
        d_weight = torch.zeros_like(weight)
        if output_mask[1]:
            d_weight = grad_out * x_hat
            if len(outer) > 0:
                d_weight = torch.sum(grad_out * x_hat, outer, False)
    d_bias: Optional[Tensor] = torch.zeros([])
    if bias is not None:
        d_bias = torch.zeros_like(bias)
        if output_mask[2]:
            d_bias = torch.sum(grad_out, outer, False) if len(outer) > 0 else grad_out.clone()
    return d_input, d_weight, d_bias

def native_batch_norm_backward(grad_out: Tensor, input: Tensor, weight: Optional[Tensor], running_mean: Optional[Tensor],
                               running_var: Optional[Tensor], save_mean: Optional[Tensor], save_invstd: Optional[Tensor],
                               train: bool, eps: float, output_mask: List[bool]) -> Tuple[Tensor, Tensor, Tensor]:
    shape = [1 for _ in range(input.dim())]
    shape[1] = input.shape[1]
    axes = [0]
    for i in range(2, input.dim()):
        axes.append(i)
    features = 1
    for i in input.shape:
        features *= i
    mean = torch.zeros([])
    invstd = torch.zeros([])
    if train:
        assert save_invstd is not None
        mean, invstd = mean_and_rstd(input, save_invstd, axes, False)
    else:
        assert running_mean is not None and running_var is not None
        mean = running_mean
        invstd = torch.rsqrt(running_var + eps)
    mean = torch.reshape(mean, shape)
    norm = 1.0 / (features / input.shape[1])
    grad_sum = torch.sum(grad_out, axes)
    dot_p = torch.sum(grad_out * (input - mean), axes)
    grad_mean = torch.reshape(grad_sum * norm, shape)
    proj_scale = torch.reshape(torch.mul(dot_p * norm, invstd * invstd), shape)
    grad_scale = torch.reshape(invstd, shape) * 1.0
    if weight is not None:
        grad_scale = torch.reshape(invstd * weight, shape)
    grad_input = grad_out * grad_scale
    if train:
        grad_input = ((grad_out - (input - mean) * proj_scale) - grad_mean) * grad_scale
    grad_weight = torch.zeros([])
    if output_mask[1]:
        grad_weight = dot_p * invstd
    elif weight is not None:
        grad_weight = torch.zeros_like(weight)
    return grad_input, grad_weight, grad_sum if output_mask[2] else torch.zeros_like(grad_sum)

def batch_norm_backward(grad_out: Tensor, input: Tensor, weight: Tensor, running_mean: Optional[Tensor],
                        running_var: Optional[Tensor], save_mean: Optional[Tensor], save_var: Optional[Tensor], update: bool,
                        eps: float, output_mask: List[bool], reserve: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    return native_batch_norm_backward(grad_out, input, weight, running_mean, running_var, save_mean, save_var, update, eps,
                                      output_mask)

def cudnn_batch_norm_backward(input: Tensor, grad_output: Tensor, weight: Tensor, running_mean: Optional[Tensor],
                              running_var: Optional[Tensor], save_mean: Optional[Tensor], save_var: Optional[Tensor],
                              epsilon: float, reserveSpace: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    return native_batch_norm_backward(grad_output, input, weight, running_mean, running_var, save_mean, save_var, True,
                                      epsilon, [True, True, True])

def miopen_batch_norm_backward(input: Tensor, grad_output: Tensor, weight: Tensor, running_mean: Optional[Tensor],
                               running_var: Optional[Tensor], save_mean: Optional[Tensor], save_var: Optional[Tensor],
                               epsilon: float) -> Tuple[Tensor, Tensor, Tensor]:
    return native_batch_norm_backward(grad_output, input, weight, running_mean, running_var, save_mean, save_var, True,
                                      epsilon, [True, True, True])
)JIT";

void register_forward_mode_derivatives() {
    const auto compiled = torch::jit::compile(FORWARD_MODE);
    for (auto* function : compiled->get_functions()) {
        const auto found = c10::Dispatcher::singleton().findSchema({"aten::" + function->name(), ""});
        if (found.has_value() && !torch::jit::has_jit_decomposition(found->schema())) {
            torch::jit::RegisterDecomposition(found->schema(), torch::jit::toGraphFunction(*function).graph());
        }
    }
}

}  // namespace

void ensure_forward_mode_derivatives() {
    static std::once_flag once;
    std::call_once(once, register_forward_mode_derivatives);
}

}  // namespace panamatorch

TORCH_LIBRARY_IMPL(aten, FuncTorchBatched, library) {
    library.impl("mse_loss_backward", panamatorch::mse_loss_backward);
    library.impl("smooth_l1_loss_backward", panamatorch::smooth_l1_loss_backward);
    library.impl("huber_loss_backward", panamatorch::huber_loss_backward);
    library.impl("nll_loss_forward", panamatorch::nll_loss_forward);
    library.impl("nll_loss2d_forward", panamatorch::nll_loss2d_forward);
    library.impl("nll_loss_backward", panamatorch::nll_loss_backward);
    library.impl("nll_loss2d_backward", panamatorch::nll_loss_backward);
    library.impl("addr", panamatorch::addr);
    library.impl("conj", panamatorch::conj);
}
