/** Arguments with which LibTorch's own kernels would end the process, or not come to an end. */
package org.panamatorch.checks;
