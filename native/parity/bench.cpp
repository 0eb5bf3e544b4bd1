// bench-native: the C++ side of scripts/bench; see README.md. Prints one JSON line a round.
#include "bench_modules.hpp"
#include "model.hpp"
#include "trainer.hpp"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/ops/add.h>
#include <ATen/ops/ones.h>
#include <c10/core/GradMode.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <string>

namespace {

using Clock = std::chrono::steady_clock;

// Something to time: runs its operation that many times.
using Loop = std::function<void(int64_t)>;

Loop add(bool recorded) {
    const auto a = at::ones({1}).requires_grad_(recorded);
    const auto b = at::ones({1});
    return [a, b, recorded](int64_t count) {
        const c10::AutoGradMode mode(recorded);
        for (int64_t i = 0; i < count; ++i) {
            const auto sum = at::add(a, b);
        }
    };
}

Loop epochs(const char* program) {
    at::manual_seed(0);
    const std::shared_ptr<parity::Model> model = parity::Model::make(program);
    const auto trainer = std::make_shared<parity::Trainer>(*model);
    return [model, trainer](int64_t count) {
        for (int64_t i = 0; i < count; ++i) {
            trainer->epoch().item();
        }
    };
}

struct Benchmark {
    const char* name;
    std::function<Loop()> make;
    // Operations between two looks at the clock: some tenths of a millisecond, or one.
    int64_t batch;
};

const Benchmark BENCHMARKS[] = {
    {"add", [] { return add(false); }, 500},
    {"add_recorded", [] { return add(true); }, 500},
    {"hello_rnncell", [] { return epochs("hello_rnncell"); }, 2},
    {"hello_embedding", [] { return epochs("hello_embedding"); }, 2},
    {"encoder_64", [] { return parity::encoder_loop(64); }, 1},
    {"encoder_512", [] { return parity::encoder_loop(512); }, 1},
    {"attention_512", [] { return parity::attention_loop(512); }, 1},
    {"lstm_1", [] { return parity::lstm_loop(1); }, 1},
    {"lstm_16", [] { return parity::lstm_loop(16); }, 1},
};

// The mean time of one operation over that many seconds, in nanoseconds.
double time(const Loop& loop, int64_t batch, double seconds) {
    const auto start = Clock::now();
    std::chrono::duration<double> elapsed{0};
    int64_t count = 0;
    do {
        loop(batch);
        count += batch;
        elapsed = Clock::now() - start;
    } while (elapsed.count() < seconds);
    return elapsed.count() * 1e9 / static_cast<double>(count);
}

[[noreturn]] void usage() {
    std::fputs("usage: bench-native [--name NAME] [--warmup-seconds S] [--seconds S] [--rounds N]; names:", stderr);
    for (const auto& each : BENCHMARKS) {
        std::fprintf(stderr, " %s", each.name);
    }
    std::fputs(" (default: all, 1 s, 1 s, 5 rounds)\n", stderr);
    std::exit(2);
}

struct Options {
    std::string name;
    double warmup_seconds = 1;
    double seconds = 1;
    int rounds = 5;
};

Options parse(int argc, char** argv) {
    Options options;
    for (int i = 1; i < argc; i += 2) {
        if (i + 1 == argc) {
            usage();
        }
        const std::string option = argv[i];
        char* end = argv[i + 1] + std::strlen(argv[i + 1]);
        if (option == "--name") {
            options.name = argv[i + 1];
        } else if (option == "--warmup-seconds") {
            options.warmup_seconds = std::strtod(argv[i + 1], &end);
        } else if (option == "--seconds") {
            options.seconds = std::strtod(argv[i + 1], &end);
        } else if (option == "--rounds") {
            options.rounds = static_cast<int>(std::strtol(argv[i + 1], &end, 10));
        } else {
            usage();
        }
        if (*end != '\0') {
            usage();
        }
    }
    return options;
}

}  // namespace

int main(int argc, char** argv) {
    const auto options = parse(argc, argv);
    at::set_num_threads(1);
    bool found = false;
    for (const auto& each : BENCHMARKS) {
        if (!options.name.empty() && options.name != each.name) {
            continue;
        }
        found = true;
        const auto loop = each.make();
        time(loop, each.batch, options.warmup_seconds);
        for (int round = 0; round < options.rounds; ++round) {
            std::printf("{\"name\":\"%s\",\"ns\":%.1f}\n", each.name, time(loop, each.batch, options.seconds));
            std::fflush(stdout);
        }
    }
    if (!found) {
        usage();
    }
}
