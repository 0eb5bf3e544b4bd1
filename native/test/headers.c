/* The umbrella header is plain C11, and including it twice does no harm. */
// clang-format off: it would take the second one away
#include "panamatorch.h"
#include "panamatorch.h"
// clang-format on

int main(void) {
    return pt_abi_version() == PT_ABI_VERSION ? 0 : 1;
}
