/* The umbrella header is plain C11, and including it twice does no harm. */
#include "panamatorch.h"
#include "panamatorch.h"

int main(void) {
    return pt_abi_version() == PT_ABI_VERSION ? 0 : 1;
}
