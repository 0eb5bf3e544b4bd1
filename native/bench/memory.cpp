// Numbers into tensors and out of them, and many tensors one after the other.
#include "numbers.hpp"
#include "workload.hpp"

#include <ATen/ops/add.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/tensor.h>

#include <cstring>
#include <vector>

namespace bench {
namespace {

std::vector<float> floats(int64_t count) {
    const auto tensor = numbers(0, 1, {count});
    const auto* const data = tensor.const_data_ptr<float>();
    return {data, data + count};
}

Workload floats_in(int64_t count) {
    return steps(
        false, [array = floats(count), count]() mutable { return at::from_blob(array.data(), {count}).clone(); });
}

Workload floats_out(int64_t count, bool by_hand) {
    const auto tensor = numbers(0, 1, {count});
    if (by_hand) {
        // Into an array that is there already.
        return steps(false, [tensor, array = std::vector<float>(static_cast<size_t>(count))]() mutable {
            std::memcpy(array.data(), tensor.const_data_ptr<float>(), tensor.nbytes());
            return at::from_blob(array.data(), tensor.sizes());
        });
    }
    const auto read = [tensor] {
        const auto* const data = tensor.const_data_ptr<float>();
        return std::vector<float>(data, data + tensor.numel());
    };
    return {
        [read](int64_t times) {
            for (int64_t i = 0; i < times; ++i) {
                const auto array = read();
                asm volatile("" : : "r"(array.data()) : "memory");
            }
        },
        [read] { return at::tensor(read()); }};
}

Workload temporaries(const Parameters& parameters) {
    const auto count = value(parameters, "count");
    const auto a = numbers(0, 1, {value(parameters, "elements")});
    return steps(false, [a, count] {
        at::Tensor sum;
        for (int64_t i = 0; i < count; ++i) {
            sum = at::add(a, a);
        }
        return sum;
    });
}

}  // namespace

Workload memory_workload(const std::string& kind, const Parameters& parameters) {
    const auto count = value(parameters, "count");
    if (kind == "floats_out") {
        return floats_out(count, by_hand(parameters));
    }
    if (by_hand(parameters)) {
        return {};
    }
    if (kind == "floats_in") {
        return floats_in(count);
    }
    if (kind == "temporaries") {
        return temporaries(parameters);
    }
    return {};
}

}  // namespace bench
