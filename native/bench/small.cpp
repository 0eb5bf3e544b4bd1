// Operators so small that the way to them is what takes the time.
#include "numbers.hpp"
#include "workload.hpp"

#include <ATen/ops/add.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/full.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/stack.h>
#include <c10/util/Exception.h>

#include <algorithm>
#include <vector>

namespace bench {
namespace {

at::Tensor square(int64_t index, int64_t size) {
    return size == 1 ? numbers(index, 1, {1}) : numbers(index, 1, {size, size});
}

Workload add(const Parameters& parameters) {
    const bool recorded = value(parameters, "recorded") != 0;
    const auto a = square(0, value(parameters, "size")).requires_grad_(recorded);
    const auto b = square(1, value(parameters, "size"));
    return steps(recorded, [a, b] { return at::add(a, b); });
}

// With memory for the result that is there already.
Workload add_out(const Parameters& parameters) {
    if (value(parameters, "recorded") != 0) {
        return {};
    }
    const auto a = square(0, value(parameters, "size"));
    const auto b = square(1, value(parameters, "size"));
    return steps(false, [a, b, out = at::empty_like(a)]() mutable { return at::add_out(out, a, b); });
}

// Each is kept until as many wait to be freed as make PanamaTorch ask for a collection: 65,536, or 256 MiB of them.
Workload add_late(const Parameters& parameters) {
    const bool recorded = value(parameters, "recorded") != 0;
    const auto a = square(0, value(parameters, "size")).requires_grad_(recorded);
    const auto b = square(1, value(parameters, "size"));
    const auto most = std::min<size_t>(65536, (size_t{256} << 20) / a.nbytes());
    return steps(recorded, [a, b, most, waiting = std::vector<at::Tensor>()]() mutable {
        if (waiting.size() == most) {
            waiting.clear();
        }
        return waiting.emplace_back(at::add(a, b));
    });
}

Workload chain(const Parameters& parameters) {
    const auto x = square(0, value(parameters, "size"));
    const auto a = square(1, value(parameters, "size"));
    const auto b = square(2, value(parameters, "size"));
    if (by_hand(parameters)) {
        return steps(false, [x, a, b] { return x.mul(a).add_(b).relu_().sub_(a).sigmoid_().mul_(b).tanh_().neg_(); });
    }
    return steps(false, [x, a, b] { return x.mul(a).add(b).relu().sub(a).sigmoid().mul(b).tanh().neg(); });
}

Workload adds(const Parameters& parameters) {
    const auto count = static_cast<size_t>(value(parameters, "count"));
    const auto a = square(0, 1);
    const auto b = square(1, 1);
    return steps(false, [a, b, count] {
        std::vector<at::Tensor> sums;
        sums.reserve(count);
        for (size_t i = 0; i < count; ++i) {
            sums.push_back(at::add(a, b));
        }
        return sums.back();
    });
}

Workload add_in_place() {
    const auto a = square(0, 1);
    const auto b = at::full({1}, 0x1p-20F);
    return steps(false, [a, b]() mutable { return a.add_(b); });
}

// A loop of numbers, which the compiler may not drop.
template <typename Number>
Workload read(Number number) {
    return {
        [number](int64_t count) {
            for (int64_t i = 0; i < count; ++i) {
                const auto result = number();
                asm volatile("" : : "r,m"(result) : "memory");
            }
        },
        [number] { return at::full({1}, static_cast<double>(number())); }};
}

Workload stack(const Parameters& parameters) {
    const auto count = value(parameters, "count");
    const auto x = numbers(0, 1, {count, 64});
    if (by_hand(parameters)) {
        return steps(false, [x] { return at::stack(x.unbind()); });
    }
    return steps(false, [x, count] {
        std::vector<at::Tensor> rows;
        for (int64_t i = 0; i < count; ++i) {
            rows.push_back(x[i]);
        }
        return at::stack(rows);
    });
}

// How long the error's text is, so that it is made.
Workload failing_call() {
    const auto a = at::ones({2});
    return read([a] {
        try {
            a.view({7});
        } catch (const c10::Error& error) {
            return static_cast<int64_t>(error.what_without_backtrace()[0] != '\0');
        }
        return int64_t{0};
    });
}

}  // namespace

Workload small_workload(const std::string& kind, const Parameters& parameters) {
    const auto size = value(parameters, "size");
    if (kind == "add") {
        if (late(parameters)) {
            return add_late(parameters);
        }
        return by_hand(parameters) ? add_out(parameters) : add(parameters);
    }
    if (kind == "chain") {
        return chain(parameters);
    }
    if (kind == "stack") {
        return stack(parameters);
    }
    if (by_hand(parameters)) {
        return {};
    }
    if (kind == "adds") {
        return adds(parameters);
    }
    if (kind == "add_in_place") {
        return add_in_place();
    }
    if (kind == "size") {
        return read([x = square(0, size)] { return x.size(0); });
    }
    if (kind == "item") {
        return read([x = square(0, 1)] { return x.item<float>(); });
    }
    if (kind == "matmul") {
        return steps(false, [a = square(0, size), b = square(1, size)] { return at::matmul(a, b); });
    }
    if (kind == "failing_call") {
        return failing_call();
    }
    return {};
}

}  // namespace bench
