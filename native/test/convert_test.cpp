// detail/convert.hpp, and the codes in tensors.h against LibTorch's own.
#include "detail/convert.hpp"

#include "tensors.h"

#include <cmath>
#include <limits>

using namespace panamatorch;

namespace {

template <typename Code>
constexpr int64_t code(Code value) {
    return static_cast<int64_t>(value);
}

static_assert(UINT8 == code(c10::kByte) && INT64 == code(c10::kLong) && FLOAT32 == code(c10::kFloat));
static_assert(FLOAT64 == code(c10::kDouble) && COMPLEX64 == code(c10::kComplexFloat) && BOOL == code(c10::kBool));
static_assert(BITS8 == code(c10::ScalarType::Bits8) && UINT64 == code(c10::kUInt64));
static_assert(STRIDED == code(c10::kStrided) && SPARSE == code(c10::kSparse));
static_assert(CPU == code(c10::kCPU) && CUDA == code(c10::kCUDA) && META == code(c10::kMeta));

template <typename Body>
bool refuses(Body body) {
    try {
        body();
        return false;
    } catch (const ArgumentError&) {
        return true;
    }
}

void devices() {
    for (const auto& each :
         {c10::Device(c10::kCPU), c10::Device(c10::kCUDA, 0), c10::Device(c10::kCUDA, 127), c10::Device(c10::kCUDA),
          c10::Device(c10::kMeta, 1)}) {
        CHECK(to_device(to_word(each)) == each);
    }
    CHECK(to_device(device(CUDA, 3)) == c10::Device(c10::kCUDA, 3));
    CHECK(refuses([] { to_device(PT_NONE); }));
    CHECK(refuses([] { to_device(device(CPU, 128)); }));
    CHECK(refuses([] { to_device(device(99, 0)); }));
}

void scalars() {
    for (const auto& each :
         {c10::Scalar(true), c10::Scalar(int64_t{-9}), c10::Scalar(0.1), c10::Scalar(c10::complex<double>(1, -2)),
          c10::Scalar(uint64_t{UINT64_MAX})}) {
        const auto passed = from_scalar(each);
        CHECK(to_scalar(&passed).type() == each.type());
        CHECK(to_scalar(&passed).equal(0) == each.equal(0));
    }
    const pt_scalar large{PT_SCALAR_UINT, -1, 0, 0};
    CHECK(to_scalar(&large).toUInt64() == UINT64_MAX);
    const pt_scalar complex{PT_SCALAR_COMPLEX, 0, 1, -2};
    CHECK(to_scalar(&complex).toComplexDouble() == c10::complex<double>(1, -2));
    const pt_scalar nan{PT_SCALAR_DOUBLE, 0, std::numeric_limits<double>::quiet_NaN(), 0};
    CHECK(std::isnan(to_scalar(&nan).toDouble()));
    const pt_scalar truth{PT_SCALAR_BOOL, 2, 0, 0};
    CHECK(to_scalar(&truth).isBoolean() && to_scalar(&truth).toBool());
    CHECK(refuses([] { to_scalar(nullptr); }));
}

void optionals() {
    const int64_t values[] = {3, 4};
    CHECK(!to_optional_ints(nullptr, 0).has_value());
    CHECK(to_optional_ints(values, 0)->empty());
    CHECK(to_optional_ints(values, 2)->equals({3, 4}));
    CHECK(!to_optional_sym_ints(nullptr, 0).has_value());
    CHECK(to_optional_sym_ints(values, 2).value()[1] == 4);
    CHECK(!optional_code(PT_NONE, to_dtype).has_value());
    CHECK(optional_code(FLOAT64, to_dtype) == c10::kDouble);
    CHECK(refuses([] { optional_code(-2, to_dtype); }));
    CHECK(!to_optional<double>(nullptr).has_value());
    CHECK(to_optional(values) == 3);
}

}  // namespace

int main() {
    devices();
    scalars();
    optionals();
    return test_result();
}
