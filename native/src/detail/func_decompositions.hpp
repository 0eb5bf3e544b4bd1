#pragma once

namespace panamatorch {

// Lets forward-mode derivatives of what LibTorch has none of be those of what it consists of.
void ensure_forward_mode_derivatives();

}  // namespace panamatorch
