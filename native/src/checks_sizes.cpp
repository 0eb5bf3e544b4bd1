#include "detail/checks.hpp"

#include <ATen/EmptyTensor.h>
#include <ATen/ops/_adaptive_avg_pool3d_native.h>
#include <ATen/ops/adaptive_avg_pool2d_native.h>
#include <ATen/ops/adaptive_avg_pool3d_native.h>
#include <ATen/ops/adaptive_max_pool2d_cpu_dispatch.h>
#include <ATen/ops/adaptive_max_pool3d_cpu_dispatch.h>
#include <ATen/ops/as_strided_native.h>
#include <ATen/ops/bartlett_window_native.h>
#include <ATen/ops/blackman_window_native.h>
#include <ATen/ops/chunk_native.h>
#include <ATen/ops/col2im_native.h>
#include <ATen/ops/combinations_native.h>
#include <ATen/ops/empty_native.h>
#include <ATen/ops/empty_strided_native.h>
#include <ATen/ops/expand_native.h>
#include <ATen/ops/fractional_max_pool2d_cpu_dispatch.h>
#include <ATen/ops/fractional_max_pool3d_cpu_dispatch.h>
#include <ATen/ops/hamming_window_native.h>
#include <ATen/ops/hann_window_native.h>
#include <ATen/ops/im2col_native.h>
#include <ATen/ops/kaiser_window_native.h>
#include <ATen/ops/max_pool1d_native.h>
#include <ATen/ops/max_pool1d_with_indices_native.h>
#include <ATen/ops/max_pool2d_with_indices_cpu_dispatch.h>
#include <ATen/ops/max_pool3d_with_indices_native.h>
#include <ATen/ops/median_native.h>
#include <ATen/ops/mvlgamma_native.h>
#include <ATen/ops/nanmedian_native.h>
#include <ATen/ops/polygamma_cpu_dispatch.h>
#include <ATen/ops/quantized_max_pool1d_native.h>
#include <ATen/ops/quantized_max_pool2d_native.h>
#include <ATen/ops/quantized_max_pool3d_native.h>
#include <ATen/ops/replication_pad1d_cpu_dispatch.h>
#include <ATen/ops/replication_pad2d_cpu_dispatch.h>
#include <ATen/ops/replication_pad3d_cpu_dispatch.h>
#include <ATen/ops/resize_native.h>
#include <ATen/ops/result_type.h>
#include <ATen/ops/set_native.h>
#include <ATen/ops/special_chebyshev_polynomial_t_cpu_dispatch.h>
#include <ATen/ops/special_chebyshev_polynomial_u_cpu_dispatch.h>
#include <ATen/ops/special_chebyshev_polynomial_v_cpu_dispatch.h>
#include <ATen/ops/special_chebyshev_polynomial_w_cpu_dispatch.h>
#include <ATen/ops/special_laguerre_polynomial_l_cpu_dispatch.h>
#include <ATen/ops/special_legendre_polynomial_p_cpu_dispatch.h>
#include <ATen/ops/special_shifted_chebyshev_polynomial_t_cpu_dispatch.h>
#include <ATen/ops/special_shifted_chebyshev_polynomial_u_cpu_dispatch.h>
#include <ATen/ops/special_shifted_chebyshev_polynomial_v_cpu_dispatch.h>
#include <ATen/ops/special_shifted_chebyshev_polynomial_w_cpu_dispatch.h>
#include <ATen/ops/special_zeta_cpu_dispatch.h>
#include <ATen/ops/split_native.h>
#include <ATen/ops/tensor_split_native.h>
#include <ATen/ops/unbind_native.h>
#include <ATen/ops/unsafe_chunk_native.h>
#include <ATen/ops/unsafe_split_native.h>
#include <ATen/ops/view_native.h>

#include <algorithm>
#include <limits>
#include <tuple>

// Sizes: those whose sums and products are no int64 any more, and those that keep one call busy for minutes.
namespace panamatorch {

namespace {

using at::IntArrayRef;
using at::Tensor;

constexpr int64_t MAX_INT = std::numeric_limits<int32_t>::max();

// Two of these and a size that memory has room for make an int64.
constexpr int64_t MAX_PADDING = int64_t{1} << 48;

// Pooling walks through the padding before each window step by step.
constexpr int64_t MAX_POOL_PADDING = 1 << 20;

// Steps in each plane, of a nanosecond.
constexpr int64_t MAX_EMPTY = 1 << 24;

// Sorting, for one, walks along the other dimensions of a tensor that has no elements, in steps of a nanosecond.
constexpr int64_t MAX_EMPTY_STEPS = int64_t{1} << 32;

// Work on a tensor takes the square of its dimensions; Python has none of more, for want of stack.
constexpr size_t MAX_DIMS = 1024;

// Tensors in one list: each takes half a microsecond and some 200 bytes.
constexpr int64_t MAX_PARTS = 1 << 20;

// Terms of a recurrence, and of a sum in memory, for each element.
constexpr int64_t MAX_TERMS = 1 << 20;

// Some ten functions of each element.
constexpr int64_t MAX_WINDOW = 1 << 26;

void check_at_most(IntArrayRef values, int64_t most, const char* operation, const char* name) {
    for (const auto value : values) {
        TORCH_CHECK_VALUE(
            value <= most && value >= -most, operation, ": ", name, " has ", value, ", expected no number beyond ",
            most);
    }
}

constexpr auto pool = [](const Tensor& /*self*/,
                         IntArrayRef kernel_size,
                         IntArrayRef stride,
                         IntArrayRef padding,
                         IntArrayRef dilation,
                         const auto&...) {
    check_at_most(kernel_size, MAX_INT, "max_pool", "kernel_size");
    check_at_most(stride, MAX_INT, "max_pool", "stride");
    check_at_most(padding, MAX_POOL_PADDING, "max_pool", "padding");
    check_at_most(dilation, MAX_INT, "max_pool", "dilation");
};

// max_pool1d walks through its windows step by step, however far they reach beyond the input.
constexpr auto pool_row = [](const Tensor& self, IntArrayRef kernel_size, const auto&... others) {
    pool(self, kernel_size, others...);
    const auto length = self.dim() == 0 ? 0 : self.size(-1);
    check_at_most(kernel_size, length + 2 * MAX_POOL_PADDING, "max_pool", "kernel_size");
};

// What has no elements needs no memory, and adaptive pooling walks along its other dimensions all the same.
constexpr auto adaptive = [](const Tensor& /*self*/, IntArrayRef output_size, const auto&...) {
    if (c10::multiply_integers(output_size) == 0) {
        check_at_most(output_size, MAX_EMPTY, "adaptive_pool", "output_size");
    }
};

// A tensor that results are written to takes a negative size beside one of 0, and keeps it where an error follows.
void check_written(const char* operation, IntArrayRef output_size) {
    TORCH_CHECK(
        std::ranges::all_of(output_size, [](int64_t size) { return size >= 0; }), operation, ": output_size is ",
        output_size, ", expected no negative number");
}

constexpr auto written = [](const Tensor& self, IntArrayRef output_size, const auto&... rest) {
    check_written("adaptive_pool", output_size);
    adaptive(self, output_size, rest...);
};

// The windows' begin wraps, and the kernel walks from there.
constexpr auto fractional = [](const Tensor& /*self*/, IntArrayRef kernel_size, const auto&...) {
    check_at_most(kernel_size, MAX_INT, "fractional_max_pool", "kernel_size");
};

constexpr auto fractional_written =
    [](const Tensor& self, IntArrayRef kernel_size, IntArrayRef output_size, const auto&...) {
        fractional(self, kernel_size);
        check_written("fractional_max_pool", output_size);
    };

constexpr auto columns = [](const Tensor& /*self*/,
                            IntArrayRef kernel_size,
                            IntArrayRef dilation,
                            IntArrayRef padding,
                            IntArrayRef stride,
                            const auto&...) {
    check_at_most(kernel_size, MAX_INT, "unfold", "kernel_size");
    check_at_most(dilation, MAX_INT, "unfold", "dilation");
    check_at_most(padding, MAX_INT, "unfold", "padding");
    check_at_most(stride, MAX_INT, "unfold", "stride");
};

constexpr auto image = [](const Tensor& /*self*/,
                          IntArrayRef output_size,
                          IntArrayRef kernel_size,
                          IntArrayRef dilation,
                          IntArrayRef padding,
                          IntArrayRef stride,
                          const auto&...) {
    check_at_most(output_size, MAX_INT, "fold", "output_size");
    check_at_most(kernel_size, MAX_INT, "fold", "kernel_size");
    check_at_most(dilation, MAX_INT, "fold", "dilation");
    check_at_most(padding, MAX_INT, "fold", "padding");
    check_at_most(stride, MAX_INT, "fold", "stride");
};

void check_dims(size_t dims) {
    TORCH_CHECK_VALUE(dims <= MAX_DIMS, "size has ", dims, " dimensions, expected at most ", MAX_DIMS);
}

void check_empty(IntArrayRef size) {
    int64_t room = MAX_EMPTY_STEPS;
    bool empty = false;
    for (const auto count : size) {
        empty |= count == 0;
        room = count > 0 ? room / count : room;
    }
    TORCH_CHECK_VALUE(
        !empty || room > 0, "size is ", size, ", expected a product of at most ", MAX_EMPTY_STEPS, " beside a 0");
}

constexpr auto replicated = [](const Tensor& self, IntArrayRef padding, const auto&...) {
    check_at_most(padding, MAX_PADDING, "replication_pad", "padding");
    const auto dims = self.dim();
    auto size = self.sizes().vec();
    for (size_t i = 0; i < padding.size() && static_cast<int64_t>(i / 2) < dims; ++i) {
        size[dims - 1 - i / 2] += padding[i];
    }
    check_empty(size);
};

constexpr auto viewed = [](const Tensor& /*self*/, IntArrayRef size, const auto&...) {
    check_dims(size.size());
    check_empty(size);
};

// A view that repeats elements may have more of them than memory has room for, which is fine as long as few are read;
// what goes through more than these takes weeks.
constexpr int64_t MAX_REPEATED = int64_t{1} << 53;

void check_repeated(const Tensor& self, IntArrayRef size) {
    if (!self.is_cpu()) {
        return;
    }
    check_empty(size);
    int64_t room = MAX_REPEATED;
    for (const auto count : size) {
        if (count == 0) {
            return;
        }
        room = count < 0 ? room : room / count;
    }
    TORCH_CHECK_VALUE(room > 0, "a view of size ", size, " has more elements than ", MAX_REPEATED);
}

constexpr auto repeated = [](const Tensor& self, IntArrayRef size, const auto&...) {
    check_dims(size.size());
    check_repeated(self, size);
};

// LibTorch takes a negative size beside one of 0.
constexpr auto strided = [](const Tensor& self, IntArrayRef size, const auto&...) {
    at::detail::check_size_nonnegative(size);
    repeated(self, size);
};

constexpr auto strided_meta = [](const Tensor& /*self*/, c10::SymIntArrayRef size, const auto&...) {
    at::detail::check_size_nonnegative(size);
};

constexpr auto made = [](IntArrayRef size, const auto&...) {
    check_dims(size.size());
    check_empty(size);
};

constexpr auto chosen = [](const Tensor& /*self*/, int64_t r, bool /*with_replacement*/) {
    // LibTorch makes a grid of as many dimensions.
    TORCH_CHECK_VALUE(r <= 64, "combinations: r is ", r, ", expected at most 64");
};

void check_parts(int64_t parts) {
    TORCH_CHECK_VALUE(parts <= MAX_PARTS, "a tensor is split into ", parts, " parts, expected at most ", MAX_PARTS);
}

bool has(const Tensor& self, int64_t dim) {
    return dim >= -self.dim() && dim < self.dim();
}

// A dimension of no elements makes as many chunks as are asked for, any other no more than it has elements.
constexpr auto chunks = [](const Tensor& self, int64_t count, int64_t dim) {
    if (has(self, dim) && self.size(dim) == 0) {
        check_parts(count);
    }
};

// Elements that have memory are no more than that has room for, others as many as somebody says.
void check_division(const Tensor& self, int64_t split_size, int64_t dim) {
    if (split_size > 0 && has(self, dim)
        && (self.numel() == 0 || (self.layout() == c10::kStrided && self.stride(dim) == 0))) {
        check_parts(self.size(dim) / split_size);
    }
}

constexpr auto split = [](const Tensor& self, int64_t split_size, int64_t dim) {
    check_division(self, split_size, dim);
};

constexpr auto unbound = [](const Tensor& self, int64_t dim) { check_division(self, 1, dim); };

constexpr auto sections = [](const Tensor& /*self*/, const c10::SymInt& count, int64_t /*dim*/) {
    check_parts(count.guard_int(__FILE__, __LINE__));
};

constexpr auto degrees = [](const Tensor& /*x*/, const Tensor& n, const auto&...) {
    TORCH_CHECK_VALUE(
        !is_readable(n) || n.is_complex() || !n.gt(MAX_TERMS).any().item<bool>(), "polynomial: n has a degree beyond ",
        MAX_TERMS);
};

// Polynomials of scale * x + shift. Between -1 and 1 there is a formula, at exactly those the value is known, and far
// outside the recurrence soon ends as NaN; just outside it goes through billions of terms.
void check_degrees(const Tensor& x, const Tensor& n, double scale, double shift) {
    if (!is_readable(x) || !is_readable(n) || !n.gt(MAX_TERMS).any().item<bool>()) {
        return;
    }
    // A copy, as a number that became a tensor would be looked at in another dtype than the kernel computes in.
    const auto type = at::result_type(x, n);
    const auto floating = x.to(at::isFloatingType(type) ? type : at::kFloat, false, true);
    const auto distance = floating.mul(scale).add(shift).abs();
    const auto is_known = floating.eq((1 - shift) / scale).logical_or(floating.eq((-1 - shift) / scale));
    const auto is_slow = distance.ge(1).logical_and(distance.lt(2)).logical_and(is_known.logical_not());
    TORCH_CHECK_VALUE(
        !is_slow.logical_and(n.gt(MAX_TERMS)).any().item<bool>(), "polynomial: n has a degree beyond ", MAX_TERMS);
}

constexpr auto chebyshev = [](const Tensor& x, const Tensor& n, const auto&...) { check_degrees(x, n, 1, 0); };

constexpr auto shifted_chebyshev = [](const Tensor& x, const Tensor& n, const auto&...) { check_degrees(x, n, 2, -1); };

// The sum goes up from a negative argument that is no integer to 9, in steps of 1.
void check_sum(const Tensor& q) {
    TORCH_CHECK_VALUE(
        !is_readable(q) || !q.is_floating_point()
            || !q.lt(-MAX_TERMS).logical_and(q.ne(q.floor())).logical_and(q.isfinite()).any().item<bool>(),
        "zeta: the argument has an element below ", -MAX_TERMS, " that is no integer");
}

constexpr auto zeta = [](const Tensor& /*x*/, const Tensor& q, const auto&...) { check_sum(q); };

// The first two derivatives are had otherwise.
constexpr auto derivative = [](int64_t n, const Tensor& self, const auto&...) {
    if (n > 1) {
        check_sum(self);
    }
};

constexpr auto order = [](const Tensor& /*self*/, int64_t p, const auto&...) {
    TORCH_CHECK_VALUE(p <= MAX_TERMS, "mvlgamma: p is ", p, ", expected at most ", MAX_TERMS);
};

constexpr auto window = [](int64_t length, const auto&...) {
    TORCH_CHECK_VALUE(length <= MAX_WINDOW, "window_length is ", length, ", expected at most ", MAX_WINDOW);
};

template <typename... Options>
using Window = Tensor(
    int64_t,
    Options...,
    std::optional<at::ScalarType>,
    std::optional<at::Layout>,
    std::optional<at::Device>,
    std::optional<bool>);

// A kernel that gives a tensor its new sizes before it finds that they are none, or that there is no memory for them. A
// program that goes on would read whatever lies behind the elements.
template <auto kernel>
struct Resized;

template <typename Result, typename Self, typename... Arguments, Result (*kernel)(Self, Arguments...)>
struct Resized<kernel> {
    static Result call(Self self, Arguments... arguments) {
        auto* const impl = self.unsafeGetTensorImpl();
        if (!impl->has_storage()) {
            return kernel(self, std::forward<Arguments>(arguments)...);
        }
        const c10::Storage storage = impl->storage();
        const c10::DimVector sizes(impl->sizes());
        const c10::DimVector strides(impl->strides());
        const auto offset = impl->storage_offset();
        try {
            Result result = kernel(self, std::forward<Arguments>(arguments)...);
            // A negative one beside one of 0 is none that the kernel finds.
            at::detail::check_size_nonnegative(impl->sizes());
            return result;
        } catch (...) {
            if (impl->sizes() != sizes || impl->strides() != strides || impl->storage_offset() != offset
                || !impl->storage().is_alias_of(storage)) {
                impl->set_storage_keep_dtype(storage);
                impl->set_sizes_and_strides(sizes, strides, offset);
            }
            throw;
        }
    }
};

template <auto kernel>
void replace_resizing(torch::Library& kernels, const char* name) {
    kernels.impl(name, TORCH_FN(Resized<kernel>::call));
}

template <auto kernel>
std::tuple<Tensor&, Tensor&> median_apart(
    const Tensor& self, int64_t dim, bool keepdim, Tensor& values, Tensor& indices) {
    return kernel(apart_from(self, values, indices), dim, keepdim, values, indices);
}

// Where the end of the elements is no int64, LibTorch takes its remainder for it.
constexpr auto restrided = [](const Tensor& self,
                              c10::SymIntArrayRef size,
                              c10::SymIntArrayRef stride,
                              const std::optional<c10::SymInt>& storage_offset) {
    const auto sizes = C10_AS_INTARRAYREF_SLOW(size);
    const auto strides = C10_AS_INTARRAYREF_SLOW(stride);
    repeated(self, sizes);
    const auto is_negative = [](int64_t value) { return value < 0; };
    if (sizes.size() == strides.size() && std::none_of(sizes.begin(), sizes.end(), is_negative)) {
        const auto offset = storage_offset ? storage_offset->guard_int(__FILE__, __LINE__) : self.storage_offset();
        at::detail::computeStorageNbytes(sizes, strides, self.itemsize(), std::max<int64_t>(offset, 0));
    }
};

void check_windows(torch::Library& kernels) {
    using namespace at::native;
    replace<static_cast<Window<>*>(bartlett_window), window>(kernels, "bartlett_window");
    replace<static_cast<Window<bool>*>(bartlett_window), window>(kernels, "bartlett_window.periodic");
    replace<static_cast<Window<>*>(blackman_window), window>(kernels, "blackman_window");
    replace<static_cast<Window<bool>*>(blackman_window), window>(kernels, "blackman_window.periodic");
    replace<static_cast<Window<>*>(hamming_window), window>(kernels, "hamming_window");
    replace<static_cast<Window<bool>*>(hamming_window), window>(kernels, "hamming_window.periodic");
    replace<static_cast<Window<bool, double>*>(hamming_window), window>(kernels, "hamming_window.periodic_alpha");
    replace<static_cast<Window<bool, double, double>*>(hamming_window), window>(
        kernels, "hamming_window.periodic_alpha_beta");
    replace<static_cast<Window<>*>(hann_window), window>(kernels, "hann_window");
    replace<static_cast<Window<bool>*>(hann_window), window>(kernels, "hann_window.periodic");
    replace<static_cast<Window<>*>(kaiser_window), window>(kernels, "kaiser_window");
    replace<static_cast<Window<bool>*>(kaiser_window), window>(kernels, "kaiser_window.periodic");
    replace<static_cast<Window<bool, double>*>(kaiser_window), window>(kernels, "kaiser_window.beta");
}

}  // namespace

void check_sizes(const Kernels& kernels) {
    auto& cpu = kernels.cpu;
    auto& composite = kernels.composite;
    auto& composite_explicit = kernels.composite_explicit;
    replace<at::native::max_pool1d, pool_row>(composite, "max_pool1d");
    replace<at::native::max_pool1d_with_indices, pool>(composite, "max_pool1d_with_indices");
    replace<at::cpu::max_pool2d_with_indices, pool>(cpu, "max_pool2d_with_indices");
    replace<at::cpu::max_pool2d_with_indices_outf, pool>(cpu, "max_pool2d_with_indices.out");
    replace<at::native::max_pool3d_with_indices_cpu, pool>(cpu, "max_pool3d_with_indices");
    replace<at::native::max_pool3d_with_indices_out_cpu, pool>(cpu, "max_pool3d_with_indices.out");
    replace<at::cpu::adaptive_max_pool2d, adaptive>(cpu, "adaptive_max_pool2d");
    replace<at::cpu::adaptive_max_pool2d_outf, written>(cpu, "adaptive_max_pool2d.out");
    replace<at::cpu::adaptive_max_pool3d, adaptive>(cpu, "adaptive_max_pool3d");
    replace<at::cpu::adaptive_max_pool3d_outf, written>(cpu, "adaptive_max_pool3d.out");
    replace<at::native::adaptive_avg_pool2d_out_cpu, written>(cpu, "adaptive_avg_pool2d.out");
    replace<at::native::adaptive_avg_pool3d_out_cpu, written>(cpu, "adaptive_avg_pool3d.out");
    replace<at::cpu::fractional_max_pool2d, fractional>(cpu, "fractional_max_pool2d");
    replace<at::cpu::fractional_max_pool2d_outf, fractional_written>(cpu, "fractional_max_pool2d.output");
    replace<at::cpu::fractional_max_pool3d, fractional>(cpu, "fractional_max_pool3d");
    replace<at::cpu::fractional_max_pool3d_outf, fractional_written>(cpu, "fractional_max_pool3d.output");
    replace<at::native::adaptive_avg_pool3d_cpu, adaptive>(cpu, "_adaptive_avg_pool3d");
    replace<at::native::quantized_max_pool1d, pool>(kernels.quantized, "quantized_max_pool1d");
    replace<at::native::quantized_max_pool2d, pool>(kernels.quantized, "quantized_max_pool2d");
    replace<at::native::quantized_max_pool3d, pool>(kernels.quantized, "quantized_max_pool3d");
    replace<at::native::im2col_cpu, columns>(cpu, "im2col");
    replace<at::native::im2col_out_cpu, columns>(cpu, "im2col.out");
    replace<at::native::col2im_cpu, image>(cpu, "col2im");
    replace<at::native::col2im_out_cpu, image>(cpu, "col2im.out");
    replace<at::cpu::replication_pad1d, replicated>(cpu, "replication_pad1d");
    replace<at::cpu::replication_pad1d_outf, replicated>(cpu, "replication_pad1d.out");
    replace<at::cpu::replication_pad2d, replicated>(cpu, "replication_pad2d");
    replace<at::cpu::replication_pad2d_outf, replicated>(cpu, "replication_pad2d.out");
    replace<at::cpu::replication_pad3d, replicated>(cpu, "replication_pad3d");
    replace<at::cpu::replication_pad3d_outf, replicated>(cpu, "replication_pad3d.out");
    replace<at::native::view, viewed>(cpu, "view");
    replace<at::native::as_strided_tensorimpl, strided>(cpu, "as_strided");
    replace<at::native::as_strided_qtensorimpl, strided>(kernels.quantized, "as_strided");
    replace<at::native::as_strided_tensorimpl_meta_symint, strided_meta>(kernels.meta, "as_strided");
    replace<at::native::expand, repeated>(composite_explicit, "expand");
    replace<at::native::empty_cpu, made>(cpu, "empty.memory_format");
    replace<at::native::empty_strided_cpu, made>(cpu, "empty_strided");
    replace<at::native::combinations, chosen>(composite, "combinations");
    replace<at::native::chunk, chunks>(composite, "chunk");
    replace<at::native::unsafe_chunk, chunks>(composite, "unsafe_chunk");
    replace<at::native::split, split>(composite_explicit, "split.Tensor");
    replace<at::native::unsafe_split, split>(composite_explicit, "unsafe_split.Tensor");
    replace<at::native::unbind, unbound>(composite_explicit, "unbind.int");
    replace<at::native::tensor_split_sections_symint, sections>(composite, "tensor_split.sections");
    replace<at::cpu::special_laguerre_polynomial_l, degrees>(cpu, "special_laguerre_polynomial_l");
    replace<at::cpu::special_laguerre_polynomial_l_outf, degrees>(cpu, "special_laguerre_polynomial_l.out");
    replace<at::cpu::special_legendre_polynomial_p, degrees>(cpu, "special_legendre_polynomial_p");
    replace<at::cpu::special_legendre_polynomial_p_outf, degrees>(cpu, "special_legendre_polynomial_p.out");
    replace<at::cpu::special_chebyshev_polynomial_t, chebyshev>(cpu, "special_chebyshev_polynomial_t");
    replace<at::cpu::special_chebyshev_polynomial_t_outf, chebyshev>(cpu, "special_chebyshev_polynomial_t.out");
    replace<at::cpu::special_chebyshev_polynomial_u, chebyshev>(cpu, "special_chebyshev_polynomial_u");
    replace<at::cpu::special_chebyshev_polynomial_u_outf, chebyshev>(cpu, "special_chebyshev_polynomial_u.out");
    replace<at::cpu::special_chebyshev_polynomial_v, chebyshev>(cpu, "special_chebyshev_polynomial_v");
    replace<at::cpu::special_chebyshev_polynomial_v_outf, chebyshev>(cpu, "special_chebyshev_polynomial_v.out");
    replace<at::cpu::special_chebyshev_polynomial_w, chebyshev>(cpu, "special_chebyshev_polynomial_w");
    replace<at::cpu::special_chebyshev_polynomial_w_outf, chebyshev>(cpu, "special_chebyshev_polynomial_w.out");
    replace<at::cpu::special_shifted_chebyshev_polynomial_t, shifted_chebyshev>(
        cpu, "special_shifted_chebyshev_polynomial_t");
    replace<at::cpu::special_shifted_chebyshev_polynomial_t_outf, shifted_chebyshev>(
        cpu, "special_shifted_chebyshev_polynomial_t.out");
    replace<at::cpu::special_shifted_chebyshev_polynomial_u, shifted_chebyshev>(
        cpu, "special_shifted_chebyshev_polynomial_u");
    replace<at::cpu::special_shifted_chebyshev_polynomial_u_outf, shifted_chebyshev>(
        cpu, "special_shifted_chebyshev_polynomial_u.out");
    replace<at::cpu::special_shifted_chebyshev_polynomial_v, shifted_chebyshev>(
        cpu, "special_shifted_chebyshev_polynomial_v");
    replace<at::cpu::special_shifted_chebyshev_polynomial_v_outf, shifted_chebyshev>(
        cpu, "special_shifted_chebyshev_polynomial_v.out");
    replace<at::cpu::special_shifted_chebyshev_polynomial_w, shifted_chebyshev>(
        cpu, "special_shifted_chebyshev_polynomial_w");
    replace<at::cpu::special_shifted_chebyshev_polynomial_w_outf, shifted_chebyshev>(
        cpu, "special_shifted_chebyshev_polynomial_w.out");
    replace<at::cpu::special_zeta, zeta>(cpu, "special_zeta");
    replace<at::cpu::special_zeta_outf, zeta>(cpu, "special_zeta.out");
    replace<at::cpu::polygamma, derivative>(cpu, "polygamma");
    replace<at::cpu::polygamma_outf, derivative>(cpu, "polygamma.out");
    replace<at::native::mvlgamma, order>(composite_explicit, "mvlgamma");
    replace<at::native::mvlgamma_, order>(composite_explicit, "mvlgamma_");
    replace<at::native::mvlgamma_out, order>(cpu, "mvlgamma.out");
    cpu.impl("median.dim_values", TORCH_FN(median_apart<at::native::median_out_cpu>));
    cpu.impl("nanmedian.dim_values", TORCH_FN(median_apart<at::native::nanmedian_out_cpu>));
    replace_resizing<at::native::resize_>(cpu, "resize_");
    replace_resizing<at::native::quantized_resize_cpu_>(kernels.quantized, "resize_");
    replace_resizing<at::native::resize__symint>(kernels.meta, "resize_");
    replace_resizing<at::native::set_storage_meta__symint>(kernels.meta, "set_.source_Storage_storage_offset");
    replace_resizing<at::native::set_storage_cpu_>(cpu, "set_.source_Storage_storage_offset");
    replace_resizing<at::native::set_storage_quantized_>(kernels.quantized, "set_.source_Storage_storage_offset");
    replace<Resized<at::native::as_strided__symint>::call, restrided>(kernels.composite_non_functional, "as_strided_");
    check_windows(composite_explicit);
}

}  // namespace panamatorch
