#pragma once

#include <cstdint>
#include <functional>

namespace parity {

// Forward passes of the C++ front end's modules for inference, as java/benchmarks' ModuleBenchmark has them with ours.
std::function<void(int64_t)> encoder_loop(int64_t length);
std::function<void(int64_t)> attention_loop(int64_t length);
std::function<void(int64_t)> lstm_loop(int64_t batch);

}  // namespace parity
