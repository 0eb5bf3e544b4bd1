#pragma once

namespace panamatorch {

// From now on each thread keeps the blocks of LibTorch's small C++ objects that it frees, for the next ones. Does
// nothing where that is not known to work, or a library was preloaded that manages such memory itself.
void keep_object_blocks() noexcept;

}  // namespace panamatorch
