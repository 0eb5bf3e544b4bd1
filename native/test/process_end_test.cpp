// process_end.cpp: what LibTorch's dispatcher knows stays when the process ends, so that calls of other threads go on.
#include "panamatorch.h"

#include "check.h"
#include "tensors.h"

#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <thread>

namespace {

std::atomic<bool> failed = false;
std::atomic<int64_t> sums = 0;

// Adds for ever.
void add() {
    auto* numbers = counting(3);
    pt_scalar one{};
    one.kind = PT_SCALAR_INT;
    one.integer = 1;
    while (true) {
        auto* sum = pt_aten_add_Tensor(numbers, numbers, &one);
        failed = failed || sum == nullptr;
        pt_tensor_free(sum);
        ++sums;
    }
}

// Registered before any library has begun, and so called after all of LibTorch's own ends.
void after_all_ends(int /*status*/, void* /*nothing*/) {
    const auto before = sums.load();
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    CHECK(sums > before);
    CHECK(!failed);
    _exit(test_result());
}

void before_all_begins() {
    // Other than atexit, which is called when this program's own objects end.
    on_exit(after_all_ends, nullptr);
}

[[gnu::section(".preinit_array"), gnu::used]] void (*const begin)() = before_all_begins;

}  // namespace

int main() {
    std::thread(add).detach();
    while (sums < 1000) {
        std::this_thread::yield();
    }
    return 0;
}
