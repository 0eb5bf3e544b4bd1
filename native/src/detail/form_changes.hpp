#pragma once

#include <atomic>
#include <cstdint>

namespace panamatorch {

// How many changes of tensors' forms have begun and how many have ended, together: odd while one is in progress. Who
// reads a form without a call has read it whole where this was the same even number before and after.
inline std::atomic<int64_t> form_changes{0};

}  // namespace panamatorch
