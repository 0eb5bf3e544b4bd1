#pragma once

// All that differs between the versions of LibTorch that this library can be built against; docs/UPGRADING.md has them.

#include <torch/csrc/autograd/custom_function.h>
#include <torch/headeronly/version.h>

#define PT_LIBTORCH_AT_LEAST(major, minor) \
    (TORCH_VERSION_MAJOR > (major) || (TORCH_VERSION_MAJOR == (major) && TORCH_VERSION_MINOR >= (minor)))

namespace panamatorch {

// torch::autograd::_wrap_outputs with these arguments, and after it save, which keeps what the node needs of the
// outputs. Since 2.14 hooks of others see new nodes, once they are complete.
template <typename Save, typename... Arguments>
std::vector<std::optional<at::Tensor>> wrap_outputs(const Save& save, const Arguments&... arguments) {
#if PT_LIBTORCH_AT_LEAST(2, 14)
    c10::intrusive_ptr<torch::autograd::Node> attached;
    auto wrapped = torch::autograd::_wrap_outputs(arguments..., attached);
    save(wrapped);
    if (attached) {
        torch::autograd::fire_node_creation_hooks(attached);
    }
#else
    auto wrapped = torch::autograd::_wrap_outputs(arguments...);
    save(wrapped);
#endif
    return wrapped;
}

}  // namespace panamatorch
