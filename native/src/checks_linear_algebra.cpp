#include "detail/checks.hpp"

#include <ATen/ops/_cholesky_solve_helper_native.h>
#include <ATen/ops/_fft_c2c_native.h>
#include <ATen/ops/_fft_c2r_native.h>
#include <ATen/ops/_fft_r2c_native.h>
#include <ATen/ops/_linalg_eigh_cpu_dispatch.h>
#include <ATen/ops/_linalg_eigvals_native.h>
#include <ATen/ops/_linalg_svd_cpu_dispatch.h>
#include <ATen/ops/cholesky_inverse_native.h>
#include <ATen/ops/geqrf_native.h>
#include <ATen/ops/linalg__powsum_native.h>
#include <ATen/ops/linalg_eig_native.h>
#include <ATen/ops/linalg_eigvals_native.h>
#include <ATen/ops/linalg_ldl_solve_cpu_dispatch.h>
#include <ATen/ops/linalg_lstsq_native.h>
#include <ATen/ops/linalg_qr_cpu_dispatch.h>
#include <ATen/ops/linalg_solve_triangular_native.h>
#include <ATen/ops/lu_unpack_cpu_dispatch.h>
#include <ATen/ops/ormqr_native.h>
#include <ATen/ops/triangular_solve_cpu_dispatch.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>
#include <string_view>

// What LAPACK, MKL and the transforms take on trust.
namespace panamatorch {

namespace {

using at::IntArrayRef;
using at::Tensor;

// LAPACK is called for each matrix of a batch, also for those that have no elements and so need no memory; the slowest
// of these calls takes a microsecond.
constexpr int64_t MAX_EMPTY_MATRICES = 1 << 22;

void check_batch(const Tensor& self) {
    if (self.dim() < 3 || (self.size(-2) != 0 && self.size(-1) != 0)) {
        return;
    }
    const auto batch = c10::multiply_integers(self.sizes().slice(0, self.dim() - 2));
    TORCH_CHECK_VALUE(
        batch <= MAX_EMPTY_MATRICES, "linalg: a batch of size ", self.sizes(), " has ", batch,
        " matrices without elements, expected at most ", MAX_EMPTY_MATRICES);
}

constexpr auto matrices = [](const Tensor& self, const auto&...) { check_batch(self); };

constexpr auto equations = [](const Tensor& self, const Tensor& other, const auto&...) {
    check_batch(self);
    check_batch(other);
};

// MKL takes infinities for sizes and writes past its work space.
constexpr auto finite = [](const Tensor& self, const auto&...) {
    check_batch(self);
    TORCH_CHECK(
        !is_readable(self) || !(self.is_floating_point() || self.is_complex()) || self.isfinite().all().item<bool>(),
        "linalg.eigvals: input tensor should not contain infs or NaNs.");
};

constexpr auto lu_pivots = [](const Tensor& data, const Tensor& pivots, const auto&...) {
    if (data.dim() < 2) {
        return;
    }
    auto wanted = data.sizes().slice(0, data.dim() - 1).vec();
    wanted.back() = std::min(data.size(-2), data.size(-1));
    TORCH_CHECK(
        pivots.sizes() == wanted, "lu_unpack: LU_pivots has size ", pivots.sizes(), ", expected ", IntArrayRef(wanted),
        " for LU_data of size ", data.sizes());
};

// The drivers that compute singular values end the process for no right-hand sides, or find that they are broken.
constexpr auto least_squares = [](const Tensor& a,
                                  const Tensor& b,
                                  std::optional<double> /*rcond*/,
                                  std::optional<std::string_view> driver,
                                  const auto&...) {
    equations(a, b);
    std::string name(driver.value_or(""));
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
    TORCH_CHECK(
        a.numel() == 0 || b.dim() == 0 || b.size(-1) > 0 || (name != "gelsd" && name != "gelss"),
        "linalg.lstsq: other has size ", b.sizes(), ", expected one column at least for driver '", name, "'");
};

// LAPACK uses pivots as indices: k > 0 is a row, two equal negative ones are a block.
constexpr auto ldl_pivots = [](const Tensor& /*ld*/, const Tensor& pivots, const auto&...) {
    if (!is_readable(pivots) || pivots.dim() == 0 || !at::isIntegralType(pivots.scalar_type(), false)) {
        return;
    }
    const auto n = pivots.size(-1);
    const auto flat = pivots.to(at::kLong).contiguous();
    for (int64_t start = 0; start < flat.numel(); start += n) {
        const auto* rows = flat.const_data_ptr<int64_t>() + start;
        for (int64_t i = 0; i < n; ++i) {
            const auto is_block = rows[i] < 0 && i + 1 < n && rows[i + 1] == rows[i];
            TORCH_CHECK(
                (rows[i] > 0 && rows[i] <= n) || (is_block && rows[i] >= -n), "linalg.ldl_solve: pivots has ", rows[i],
                " at position ", i, ", expected a row from 1 to ", n, ", or two equal negative ones for a block");
            i += is_block ? 1 : 0;
        }
    }
};

constexpr auto transformed = [](const Tensor& self, IntArrayRef dims, const auto&...) {
    for (const auto dim : dims) {
        TORCH_CHECK_INDEX(
            dim >= -self.dim() && dim < self.dim(), "fft: dim has ", dim, ", expected a dimension of a tensor of size ",
            self.sizes());
    }
};

// linalg.vector_norm, which computes the same sum, asks for this.
constexpr auto summed = [](const Tensor& self,
                           const at::Scalar& /*ord*/,
                           at::OptionalIntArrayRef /*dim*/,
                           bool /*keepdim*/,
                           std::optional<at::ScalarType> dtype) {
    TORCH_CHECK(
        !dtype || c10::promoteTypes(self.scalar_type(), *dtype) == *dtype, "linalg.powsum: the dtype of the input (",
        self.scalar_type(), ") should be convertible without narrowing to the specified dtype (",
        dtype.value_or(at::kFloat), ")");
};

// All results are given their sizes before one is written.
std::tuple<Tensor&, Tensor&> eigh(
    const Tensor& A, c10::string_view uplo, bool compute_v, Tensor& eigenvalues, Tensor& eigenvectors) {
    TORCH_CHECK(
        !eigenvalues.is_same(eigenvectors), "linalg.eigh: eigenvalues and eigenvectors are one tensor, expected two");
    return at::cpu::_linalg_eigh_outf(
        apart_from(A, eigenvalues, eigenvectors), uplo, compute_v, eigenvalues, eigenvectors);
}

std::tuple<Tensor&, Tensor&, Tensor&> svd(
    const Tensor& A,
    bool full_matrices,
    bool compute_uv,
    std::optional<c10::string_view> driver,
    Tensor& U,
    Tensor& S,
    Tensor& Vh) {
    TORCH_CHECK(
        !U.is_same(S) && !S.is_same(Vh) && !U.is_same(Vh),
        "linalg.svd: of the results two are one tensor, expected three");
    return at::cpu::_linalg_svd_outf(apart_from(A, U, S, Vh), full_matrices, compute_uv, driver, U, S, Vh);
}

}  // namespace

void check_linear_algebra(const Kernels& kernels) {
    auto& cpu = kernels.cpu;
    replace<at::native::_linalg_eigvals, finite>(cpu, "_linalg_eigvals");
    replace<at::native::linalg_eigvals_out, finite>(cpu, "linalg_eigvals.out");
    replace<at::native::linalg_eig, matrices>(cpu, "linalg_eig");
    replace<at::native::linalg_eig_out, matrices>(cpu, "linalg_eig.out");
    replace<at::native::geqrf, matrices>(cpu, "geqrf");
    replace<at::native::geqrf_out, matrices>(cpu, "geqrf.a");
    replace<at::cpu::linalg_qr, matrices>(cpu, "linalg_qr");
    replace<at::cpu::linalg_qr_outf, matrices>(cpu, "linalg_qr.out");
    replace<at::native::ormqr, equations>(cpu, "ormqr");
    replace<at::native::ormqr_out, equations>(cpu, "ormqr.out");
    cpu.impl("_linalg_eigh.eigenvalues", TORCH_FN(eigh));
    cpu.impl("_linalg_svd.U", TORCH_FN(svd));
    replace<at::native::linalg_lstsq_out, least_squares>(cpu, "linalg_lstsq.out");
    replace<at::native::linalg_solve_triangular, equations>(cpu, "linalg_solve_triangular");
    replace<at::native::linalg_solve_triangular_out, equations>(cpu, "linalg_solve_triangular.out");
    replace<at::cpu::triangular_solve, equations>(cpu, "triangular_solve");
    replace<at::cpu::triangular_solve_outf, equations>(cpu, "triangular_solve.X");
    replace<at::native::_cholesky_solve_helper_cpu, equations>(cpu, "_cholesky_solve_helper");
    replace<at::native::cholesky_inverse, matrices>(cpu, "cholesky_inverse");
    replace<at::native::cholesky_inverse_out, matrices>(cpu, "cholesky_inverse.out");
    replace<at::cpu::lu_unpack, lu_pivots>(cpu, "lu_unpack");
    replace<at::cpu::lu_unpack_outf, lu_pivots>(cpu, "lu_unpack.out");
    replace<at::cpu::linalg_ldl_solve, ldl_pivots>(cpu, "linalg_ldl_solve");
    replace<at::cpu::linalg_ldl_solve_outf, ldl_pivots>(cpu, "linalg_ldl_solve.out");
    replace<at::native::linalg__powsum, summed>(cpu, "linalg__powsum");
    replace<at::native::_fft_c2c_mkl, transformed>(cpu, "_fft_c2c");
    replace<at::native::_fft_c2c_mkl_out, transformed>(cpu, "_fft_c2c.out");
    replace<at::native::_fft_c2r_mkl, transformed>(cpu, "_fft_c2r");
    replace<at::native::_fft_c2r_mkl_out, transformed>(cpu, "_fft_c2r.out");
    replace<at::native::_fft_r2c_mkl, transformed>(cpu, "_fft_r2c");
    replace<at::native::_fft_r2c_mkl_out, transformed>(cpu, "_fft_r2c.out");
}

}  // namespace panamatorch
