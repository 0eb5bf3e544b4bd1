// bench-native: the C++ side of scripts/bench; README.md has the protocol.
#include "workload.hpp"

#include <ATen/Parallel.h>
#include <ATen/ops/add.h>
#include <ATen/ops/ones.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <iostream>

namespace {

// The status of a program that has no such workload.
constexpr int ABSENT = 3;

// CRC-32 as zlib has it, so that Java's and Python's libraries give the same.
uint32_t crc32(const void* data, size_t size) {
    uint32_t crc = ~0U;
    const auto* const bytes = static_cast<const unsigned char*>(data);
    for (size_t i = 0; i < size; ++i) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc >> 1) ^ (0xEDB88320U & -(crc & 1));
        }
    }
    return ~crc;
}

// A result's bits, its sum and the sum of its magnitudes, both weighted so that elements in wrong places show.
void print_check(const at::Tensor& result) {
    constexpr int64_t WEIGHTS = 7;
    const auto floats = result.detach().to(at::kFloat).contiguous();
    const auto* const data = floats.const_data_ptr<float>();
    double sum = 0;
    double magnitude = 0;
    for (int64_t i = 0; i < floats.numel(); ++i) {
        const auto weight = static_cast<double>(1 + i % WEIGHTS);
        sum += weight * data[i];
        magnitude += weight * std::fabs(data[i]);
    }
    std::printf("%08x %.17g %.17g\n", crc32(data, floats.nbytes()), sum, magnitude);
}

bench::Workload find(const std::string& kind, const bench::Parameters& parameters) {
    for (const auto make :
         {bench::small_workload, bench::memory_workload, bench::inference_workload, bench::training_workload}) {
        auto workload = make(kind, parameters);
        if (workload.run) {
            return workload;
        }
    }
    std::fprintf(stderr, "bench-native has no %s\n", kind.c_str());
    std::exit(ABSENT);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fputs("usage: bench-native KIND [NAME=NUMBER ...], what to do on standard input\n", stderr);
        return 2;
    }
    const std::string kind = argv[1];
    if (kind == "start_up") {
        std::printf("%g\n", at::add(at::ones({1}), at::ones({1})).item<double>());
        return 0;
    }
    bench::Parameters parameters;
    for (int i = 2; i < argc; ++i) {
        const std::string argument = argv[i];
        const auto equals = argument.find('=');
        parameters[argument.substr(0, equals)] = std::stoll(argument.substr(equals + 1));
    }
    at::set_num_threads(static_cast<int>(bench::value(parameters, "intra_op_threads")));
    const auto workload = find(kind, parameters);
    for (std::string line; std::getline(std::cin, line);) {
        if (line == "check") {
            print_check(workload.result());
        } else {
            const auto start = std::chrono::steady_clock::now();
            workload.run(std::strtoll(line.c_str(), nullptr, 10));
            const std::chrono::nanoseconds elapsed = std::chrono::steady_clock::now() - start;
            std::printf("%lld\n", static_cast<long long>(elapsed.count()));
        }
        std::fflush(stdout);
    }
}
