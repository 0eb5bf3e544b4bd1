#include "detail/checks.hpp"

#include <ATen/ExpandUtils.h>
#include <ATen/ops/arange_native.h>
#include <ATen/ops/avg_pool2d_cpu_dispatch.h>
#include <ATen/ops/avg_pool3d_cpu_dispatch.h>
#include <ATen/ops/binomial_native.h>
#include <ATen/ops/div_cpu_dispatch.h>
#include <ATen/ops/lcm_cpu_dispatch.h>
#include <ATen/ops/linalg_matrix_power_native.h>
#include <ATen/ops/matrix_power_native.h>
#include <ATen/ops/random_native.h>
#include <ATen/ops/range_native.h>
#include <ATen/ops/result_type.h>

#include <cmath>
#include <limits>

// Numbers: the smallest integer divided by -1, which is a trap of the processor, and what samplers never come to an end
// of.
namespace panamatorch {

namespace {

using at::IntArrayRef;
using at::Tensor;
using Rounding = std::optional<c10::string_view>;

bool is_trapped(at::ScalarType dtype) {
    // Smaller ones are computed as int32, which has room for their quotients.
    return dtype == at::kLong || dtype == at::kInt;
}

int64_t smallest(at::ScalarType dtype) {
    return dtype == at::kLong ? std::numeric_limits<int64_t>::min() : std::numeric_limits<int32_t>::min();
}

constexpr auto truncated = [](const Tensor& self, const Tensor& other, Rounding rounding, const auto&...) {
    if (!rounding || *rounding != "trunc" || !is_readable(self) || !is_readable(other)) {
        return;
    }
    const auto dtype = at::result_type(self, other);
    if (!is_trapped(dtype) || !contains(other, -1) || !contains(self, smallest(dtype))
        || !at::are_expandable(self.sizes(), other.sizes())) {
        return;
    }
    TORCH_CHECK(
        !self.eq(smallest(dtype)).logical_and(other.eq(-1)).any().item<bool>(), "div: ", smallest(dtype),
        " divided by -1 is no ", dtype == at::kLong ? "int64" : "int32");
};

// The greatest common divisor comes out negative, and is divided by.
constexpr auto multiples = [](const Tensor& self, const Tensor& /*other*/, const auto&...) {
    const auto dtype = self.scalar_type();
    TORCH_CHECK(
        !is_readable(self) || !is_trapped(dtype) || !contains(self, smallest(dtype)), "lcm: input has ",
        smallest(dtype), ", whose multiples are no ", dtype == at::kLong ? "int64" : "int32");
};

using Pool = Tensor(const Tensor&, IntArrayRef, IntArrayRef, IntArrayRef, bool, bool, std::optional<int64_t>);
using PoolOut =
    Tensor&(const Tensor&, IntArrayRef, IntArrayRef, IntArrayRef, bool, bool, std::optional<int64_t>, Tensor&);

bool divides_by_minus_one(const Tensor& self, std::optional<int64_t> divisor) {
    return divisor == -1 && self.scalar_type() == at::kLong;
}

// A sum divided by -1 is the sum negated, which is no trap.
template <Pool* pool>
Tensor average(
    const Tensor& self,
    IntArrayRef kernel_size,
    IntArrayRef stride,
    IntArrayRef padding,
    bool ceil_mode,
    bool count_include_pad,
    std::optional<int64_t> divisor) {
    if (!divides_by_minus_one(self, divisor)) {
        return pool(self, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor);
    }
    return pool(self, kernel_size, stride, padding, ceil_mode, count_include_pad, 1).neg_();
}

template <PoolOut* pool>
Tensor& average_out(
    const Tensor& self,
    IntArrayRef kernel_size,
    IntArrayRef stride,
    IntArrayRef padding,
    bool ceil_mode,
    bool count_include_pad,
    std::optional<int64_t> divisor,
    Tensor& out) {
    if (!divides_by_minus_one(self, divisor)) {
        return pool(self, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor, out);
    }
    return pool(self, kernel_size, stride, padding, ceil_mode, count_include_pad, 1, out).neg_();
}

constexpr auto counts = [](const Tensor& count, const auto&...) {
    TORCH_CHECK_VALUE(
        !is_readable(count) || !count.is_floating_point() || !count.isnan().any().item<bool>(),
        "binomial: count has nan, expected numbers");
};

// The check in LibTorch rounds the greatest size up to one more, and then divides by a step that it rounded down to
// none.
constexpr auto range_of =
    [](const at::Scalar& start, const at::Scalar& end, const at::Scalar& step, const Tensor& out) {
        // Of a complex number LibTorch takes the real part, or refuses it.
        const auto real = [](const at::Scalar& number) { return number.toComplexDouble().real(); };
        const auto size = (real(end) - real(start)) / real(step);
        TORCH_CHECK(
            !(size >= static_cast<double>(std::numeric_limits<int64_t>::max())),
            "range: invalid size, possible overflow?");
        TORCH_CHECK(
            !at::isIntegralType(out.scalar_type(), false) || std::abs(real(step)) >= 1, "range: step is ", real(step),
            ", which is no integer but 0, expected another for ", out.scalar_type());
    };

// LibTorch counts the integers by a sum that wraps, and divides it by the step.
constexpr auto counted = [](const at::Scalar& start, const at::Scalar& end, const at::Scalar& step, const Tensor& out) {
    if (out.scalar_type() != at::kLong || !start.isIntegral(true) || !end.isIntegral(true) || !step.isIntegral(true)
        || step.toLong() != -1) {
        return;
    }
    TORCH_CHECK(
        start.toLong() < 0 || start.toLong() - std::numeric_limits<int64_t>::max() <= end.toLong(),
        "arange: invalid size, possible overflow?");
};

using Fill = Tensor&(const at::Scalar&, const at::Scalar&, const at::Scalar&, Tensor&);
// The smallest integer is its own absolute value, which LibTorch then halves until it is none, for ever.
constexpr auto power = [](const Tensor& /*self*/, int64_t n, const auto&...) {
    TORCH_CHECK_VALUE(
        n != std::numeric_limits<int64_t>::min(), "matrix_power: n is ", n, ", whose negation is no int64");
};

// The same of the number after the greatest, where it looks for a float beside it.
constexpr auto from = [](const Tensor& self, int64_t lowest, const auto&...) {
    TORCH_CHECK(
        !self.is_floating_point() || lowest != std::numeric_limits<int64_t>::max(), "random_: from is ", lowest,
        ", expected a number below it for ", self.scalar_type());
};

using Random = Tensor&(Tensor&, int64_t, std::optional<int64_t>, std::optional<at::Generator>);
using Divide = Tensor(const Tensor&, const Tensor&, Rounding);
using DivideOut = Tensor&(const Tensor&, const Tensor&, Rounding, Tensor&);
using DivideInto = Tensor&(Tensor&, const Tensor&, Rounding);

}  // namespace

void check_integers(const Kernels& kernels) {
    auto& cpu = kernels.cpu;
    replace<static_cast<Divide*>(at::cpu::div), truncated>(cpu, "div.Tensor_mode");
    replace<static_cast<DivideOut*>(at::cpu::div_outf), truncated>(cpu, "div.out_mode");
    replace<static_cast<DivideInto*>(at::cpu::div_), truncated>(cpu, "div_.Tensor_mode");
    replace<at::cpu::lcm, multiples>(cpu, "lcm");
    replace<at::cpu::lcm_outf, multiples>(cpu, "lcm.out");
    replace<at::cpu::lcm_, multiples>(cpu, "lcm_");
    cpu.impl("avg_pool2d", TORCH_FN(average<at::cpu::avg_pool2d>));
    cpu.impl("avg_pool2d.out", TORCH_FN(average_out<at::cpu::avg_pool2d_outf>));
    cpu.impl("avg_pool3d", TORCH_FN(average<at::cpu::avg_pool3d>));
    cpu.impl("avg_pool3d.out", TORCH_FN(average_out<at::cpu::avg_pool3d_outf>));
    replace<at::native::_s_binomial_cpu, counts>(cpu, "binomial");
    replace<static_cast<Random*>(at::native::random_), from>(cpu, "random_.from");
    auto& composite = kernels.composite;
    replace<at::native::matrix_power, power>(composite, "matrix_power");
    replace<at::native::matrix_power_out, power>(composite, "matrix_power.out");
    replace<at::native::linalg_matrix_power, power>(composite, "linalg_matrix_power");
    replace<at::native::linalg_matrix_power_out, power>(composite, "linalg_matrix_power.out");
    for (auto* kernels_of_device : {&cpu, &kernels.meta}) {
        replace<static_cast<Fill*>(at::native::range_out), range_of>(*kernels_of_device, "range.out");
        replace<static_cast<Fill*>(at::native::arange_out), counted>(*kernels_of_device, "arange.start_out");
    }
}

}  // namespace panamatorch
