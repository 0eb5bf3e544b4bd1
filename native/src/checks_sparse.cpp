#include "detail/checks.hpp"

#include <ATen/Context.h>
#include <ATen/EmptyTensor.h>
#include <ATen/SparseCsrTensorUtils.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/native/SparseTensorUtils.h>
#include <ATen/ops/_sparse_compressed_tensor_unsafe.h>
#include <ATen/ops/_sparse_coo_tensor_with_dims_and_tensors_native.h>
#include <ATen/ops/_sparse_coo_tensor_with_dims_native.h>
#include <ATen/ops/add_native.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_native.h>
#include <ATen/ops/sparse_mask_native.h>
#include <ATen/ops/sparse_resize_and_clear_native.h>
#include <ATen/ops/sparse_resize_native.h>
#include <ATen/ops/zeros.h>

#include <c10/util/accumulate.h>

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

// Sparse tensors: the indices that they give away are theirs, and may have been written since they were checked.
namespace panamatorch {

namespace {

using at::Tensor;

// What looks at indices without following them, or replaces them.
const std::unordered_set<std::string_view>& trusted() {
    static const std::unordered_set<std::string_view> names{
        "aten::_coalesced_",
        "aten::_dimI",
        "aten::_dimV",
        "aten::_indices",
        "aten::_nnz",
        "aten::_values",
        "aten::ccol_indices",
        "aten::clone",
        "aten::col_indices",
        "aten::copy_",
        "aten::crow_indices",
        "aten::dense_dim",
        "aten::detach",
        "aten::empty_like",
        "aten::empty.memory_format",
        "aten::indices",
        "aten::is_coalesced",
        "aten::is_pinned",
        "aten::row_indices",
        "aten::sparse_dim",
        "aten::sparse_resize_",
        "aten::values",
        "aten::zero_",
        "aten::sparse_resize_and_clear_",
        "aten::resize_as_sparse_",
    };
    return names;
}

template <typename Integer>
bool rises(const Tensor& compressed, int64_t count) {
    const auto flat = compressed.contiguous();
    const auto* starts = flat.const_data_ptr<Integer>();
    const auto length = compressed.size(-1);
    for (int64_t batch = 0; batch < flat.numel(); batch += length, starts += length) {
        bool holds = starts[0] == 0 && starts[length - 1] == count;
        for (int64_t i = 1; i < length; ++i) {
            holds &= starts[i] >= starts[i - 1];
        }
        if (!holds) {
            return false;
        }
    }
    return true;
}

void check_compressed(const Tensor& tensor) {
    const auto layout = tensor.layout();
    const auto [compressed, plain] = at::sparse_csr::getCompressedPlainIndices(tensor);
    if (!is_readable(compressed)) {
        return;
    }
    const auto is_long = compressed.scalar_type() == at::kLong;
    TORCH_CHECK(
        is_long ? rises<int64_t>(compressed, plain.size(-1)) : rises<int32_t>(compressed, plain.size(-1)),
        at::sparse_csr::compressedIndicesName(layout), " were changed, expected numbers that rise from 0 to ",
        plain.size(-1));
    const auto dense_dims = tensor.dense_dim();
    auto end = tensor.size(static_cast<int64_t>(at::sparse_csr::plainDimension(layout, tensor.sizes(), dense_dims)));
    if (layout == c10::kSparseBsr || layout == c10::kSparseBsc) {
        end /= at::sparse_csr::getBlockSize(tensor)[layout == c10::kSparseBsr ? 1 : 0];
    }
    TORCH_CHECK_INDEX(
        all_within(plain, 0, end), at::sparse_csr::plainIndicesName(layout),
        " were changed, expected numbers from 0 to ", end - 1);
}

// Looks at the indices where they are: every operator and those that it calls come here.
void check_coordinates(const Tensor& tensor) {
    const auto indices = at::sparse::get_sparse_impl(tensor)->indices();
    if (!is_readable(indices)) {
        return;
    }
    const auto flat = indices.contiguous();
    const auto count = flat.size(1);
    for (int64_t dim = 0; dim < flat.size(0); ++dim) {
        const auto* first = flat.const_data_ptr<int64_t>() + dim * count;
        const auto size = static_cast<uint64_t>(tensor.size(dim));
        bool holds = true;
        for (int64_t i = 0; i < count; ++i) {
            holds &= static_cast<uint64_t>(first[i]) < size;
        }
        TORCH_CHECK_INDEX(
            holds, "indices of dimension ", dim, " were changed, expected numbers from 0 to ", tensor.size(dim) - 1);
    }
}

void check_indices_of(const Tensor& tensor) {
    if (!tensor.defined() || !tensor.device().is_cpu()) {
        return;
    }
    if (tensor.layout() == c10::kSparse) {
        check_coordinates(tensor);
    } else if (at::sparse_csr::is_sparse_compressed(tensor.layout())) {
        check_compressed(tensor);
    }
}

// To give a tensor another layout LibTorch reads the first index of a batch that may not be there.
void check_batches(const std::string& name, const Tensor& tensor) {
    static const std::unordered_map<std::string_view, c10::Layout> targets{
        {"aten::_to_sparse_csr", c10::kSparseCsr},
        {"aten::_to_sparse_csc", c10::kSparseCsc},
        {"aten::_to_sparse_bsr", c10::kSparseBsr},
        {"aten::_to_sparse_bsc", c10::kSparseBsc}};
    const auto target = targets.find(name);
    if (target == targets.end() || !tensor.defined() || target->second == tensor.layout()
        || !at::sparse_csr::is_sparse_compressed(tensor.layout())) {
        return;
    }
    const auto batches = static_cast<size_t>(tensor.dim() - tensor.dense_dim() - 2);
    TORCH_CHECK(
        c10::multiply_integers(tensor.sizes().slice(0, batches)) != 0, name.substr(std::string_view("aten::_").size()),
        ": Expected product of batch dimensions to be non-zero, got a tensor of sizes ", tensor.sizes());
}

// A kernel for sparse tensors behind a check of all of them, which is left out where constructors check nothing either.
class SparseKernel final : public c10::OperatorKernel {
   public:
    explicit SparseKernel(c10::SafeKernelFunction kernel) : kernel_(std::move(kernel)) {}

    void operator()(const c10::OperatorHandle& op, c10::DispatchKeySet keys, torch::jit::Stack* stack) {
        if (at::globalContext().checkSparseTensorInvariants()) {
            check(op, *stack);
        }
        kernel_.callBoxed(op, keys, stack);
    }

   private:
    static void check(const c10::OperatorHandle& op, const torch::jit::Stack& stack) {
        const auto arguments = op.schema().arguments().size();
        for (size_t i = stack.size() - arguments; i < stack.size(); ++i) {
            if (stack[i].isTensor()) {
                check_indices_of(stack[i].toTensor());
                check_batches(op.operator_name().name, stack[i].toTensor());
            } else if (stack[i].isTensorList()) {
                for (const auto& tensor : stack[i].toTensorVector()) {
                    check_indices_of(tensor);
                }
            }
        }
    }

    c10::SafeKernelFunction kernel_;
};

// The sum with a strided tensor counts the values as if they had no dense dimensions.
constexpr auto sum = [](const Tensor& self, const Tensor& other, const auto&...) {
    TORCH_CHECK(
        self.layout() != c10::kStrided || !at::sparse_csr::is_sparse_compressed(other.layout())
            || other.dense_dim() == 0,
        "add: other has ", other.dense_dim(),
        " dense dimensions beside its compressed ones, expected none where"
        " self is strided");
};

// Beside a size of 0 LibTorch takes negative ones, and the smallest are symbols to it.
constexpr auto made = [](at::IntArrayRef size, const auto&...) { at::detail::check_size_nonnegative(size); };

constexpr auto made_of_dims = [](int64_t /*sparse_dim*/, int64_t /*dense_dim*/, const auto& size, const auto&...) {
    at::detail::check_size_nonnegative(size);
};

constexpr auto resized = [](const Tensor& /*self*/, at::IntArrayRef size, const auto&...) {
    at::detail::check_size_nonnegative(size);
};

// LibTorch leaves the compressed indices as the memory is, and its check of them follows them.
Tensor empty_compressed(
    at::IntArrayRef size,
    std::optional<at::ScalarType> dtype,
    std::optional<at::Layout> layout,
    std::optional<at::Device> device,
    std::optional<bool> pin_memory,
    std::optional<at::MemoryFormat> memory_format) {
    const bool is_row = layout == at::kSparseCsr;
    if (size.size() < 2 || (!is_row && layout != at::kSparseCsc)) {
        return at::native::empty_sparse_compressed(size, dtype, layout, device, pin_memory, memory_format);
    }
    at::detail::check_size_nonnegative(size);
    auto compressed = size.slice(0, size.size() - 2).vec();
    auto plain = compressed;
    compressed.push_back(size[size.size() - (is_row ? 2 : 1)] + 1);
    plain.push_back(0);
    const auto options = at::TensorOptions().device(device).pinned_memory(pin_memory);
    return at::_sparse_compressed_tensor_unsafe(
        at::zeros(compressed, options.dtype(at::kLong)), at::empty(plain, options.dtype(at::kLong)),
        at::empty(plain, options.dtype(dtype)), size, dtype, layout, device, pin_memory);
}

void check_dims(torch::Library& kernels) {
    replace<at::native::new_with_dims_sparse, made_of_dims>(kernels, "_sparse_coo_tensor_with_dims");
    replace<at::native::new_with_dims_and_tensor_sparse_symint, made_of_dims>(
        kernels, "_sparse_coo_tensor_with_dims_and_tensors");
}

void check_coordinate_sizes(torch::Library& kernels) {
    check_dims(kernels);
    replace<at::native::empty_sparse, made>(kernels, "empty.memory_format");
    replace<at::native::sparse_resize_, resized>(kernels, "sparse_resize_");
    replace<at::native::sparse_resize_and_clear_, resized>(kernels, "sparse_resize_and_clear_");
}

void check_compressed_sizes(torch::Library& kernels) {
    replace<at::native::resize_sparse_csr_, resized>(kernels, "resize_");
}

torch::Library& library(c10::DispatchKey key) {
    return *new torch::Library(torch::Library::IMPL, "aten", key, __FILE__, __LINE__);
}

void check_sums(torch::Library& kernels) {
    replace<static_cast<Tensor (*)(const Tensor&, const Tensor&, const at::Scalar&)>(at::native::add_sparse_csr), sum>(
        kernels, "add.Tensor");
    replace<at::native::add_sparse_csr_, sum>(kernels, "add_.Tensor");
    replace<at::native::add_out_sparse_compressed_cpu, sum>(kernels, "add.out");
}

void check_masks(torch::Library& coordinates, torch::Library& compressed) {
    replace_identity<at::native::sparse_mask>(coordinates, "sparse_mask");
    replace_identity<at::native::sparse_mask_sparse_compressed>(compressed, "sparse_mask");
}

void wrap(c10::DispatchKey key, torch::Library& kernels) {
    auto& dispatcher = c10::Dispatcher::singleton();
    for (const auto& name : dispatcher.getRegistrationsForDispatchKey(key)) {
        const auto op = dispatcher.findOp(name);
        if (!op || !op->hasSchema() || name.getNamespace() != "aten" || trusted().count(toString(name)) != 0) {
            continue;
        }
        kernels.impl(
            toString(name).c_str(),
            torch::CppFunction::makeFromBoxedFunctor(
                std::make_unique<SparseKernel>(op->getComputedKernelForDispatchKey(key))));
    }
}

}  // namespace

void check_sparse(const Kernels& kernels) {
    auto& coordinates = library(c10::DispatchKey::SparseCPU);
    auto& compressed = library(c10::DispatchKey::SparseCsrCPU);
    check_coordinate_sizes(coordinates);
    check_coordinate_sizes(library(c10::DispatchKey::SparseMeta));
    check_dims(kernels.meta);
    check_compressed_sizes(compressed);
    check_compressed_sizes(library(c10::DispatchKey::SparseCsrMeta));
    compressed.impl("empty.memory_format", TORCH_FN(empty_compressed));
    check_sums(compressed);
    check_masks(coordinates, compressed);
    wrap(c10::DispatchKey::SparseCPU, coordinates);
    wrap(c10::DispatchKey::SparseCsrCPU, compressed);
}

}  // namespace panamatorch
