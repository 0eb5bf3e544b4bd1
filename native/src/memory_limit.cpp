#include "detail/memory_limit.hpp"

#include <algorithm>
#include <atomic>
#include <fstream>
#include <limits>

#if defined(__linux__)
#include <sys/sysinfo.h>
#endif

namespace panamatorch {

namespace {

constexpr int64_t UNLIMITED = std::numeric_limits<int64_t>::max();

#if defined(__linux__)
// What a container may use; its file has "max" where it may use all.
int64_t of_container(const char* path) {
    std::ifstream file(path);
    int64_t bytes = 0;
    return file >> bytes && bytes > 0 ? bytes : UNLIMITED;
}

int64_t of_machine() {
    struct sysinfo info{};
    if (sysinfo(&info) != 0) {
        return UNLIMITED;
    }
    const auto bytes = static_cast<int64_t>((info.totalram + info.totalswap) * info.mem_unit);
    return std::min(
        {bytes, of_container("/sys/fs/cgroup/memory.max"),
         of_container("/sys/fs/cgroup/memory/memory.limit_in_bytes")});
}
#else
int64_t of_machine() {
    return UNLIMITED;
}
#endif

std::atomic<int64_t>& limit() {
    static std::atomic<int64_t> bytes{of_machine()};
    return bytes;
}

}  // namespace

int64_t memory_limit() noexcept {
    return limit().load(std::memory_order_relaxed);
}

void set_memory_limit(int64_t bytes) noexcept {
    limit().store(bytes, std::memory_order_relaxed);
}

}  // namespace panamatorch
