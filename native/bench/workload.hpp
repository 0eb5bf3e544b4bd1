#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/GradMode.h>

#include <cstdint>
#include <functional>
#include <map>
#include <string>

namespace bench {

// What a workload is told beside its kind; what is not named is zero.
using Parameters = std::map<std::string, int64_t>;

// A workload ready to be timed.
struct Workload {
    // Does the operation that many times.
    std::function<void(int64_t)> run;
    // Does it once more and gives what came out.
    std::function<at::Tensor()> result;
};

// A workload of a step that gives a tensor, which is freed at once.
template <typename Step>
Workload steps(bool recorded, Step step) {
    return {
        [recorded, step](int64_t count) mutable {
            const c10::AutoGradMode mode(recorded);
            for (int64_t i = 0; i < count; ++i) {
                step();
            }
        },
        [recorded, step]() mutable {
            const c10::AutoGradMode mode(recorded);
            return step();
        }};
}

// There is no such kind of workload, or, where it is asked for, no faster way by hand: the run is empty.
Workload small_workload(const std::string& kind, const Parameters& parameters);
Workload memory_workload(const std::string& kind, const Parameters& parameters);
Workload inference_workload(const std::string& kind, const Parameters& parameters);
Workload training_workload(const std::string& kind, const Parameters& parameters);

// Whether the faster way is asked for.
inline bool by_hand(const Parameters& parameters) {
    return parameters.count("by_hand") != 0;
}

// Whether results are to be freed as late as those that wait for a collector.
inline bool late(const Parameters& parameters) {
    return parameters.count("late") != 0;
}

inline int64_t value(const Parameters& parameters, const char* name) {
    const auto found = parameters.find(name);
    return found == parameters.end() ? 0 : found->second;
}

}  // namespace bench
