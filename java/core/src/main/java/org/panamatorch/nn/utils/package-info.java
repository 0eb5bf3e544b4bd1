/**
 * Utilities for modules: packed sequences, clipping of gradients, parameters as one vector.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/nn.html#module-torch.nn.utils">torch.nn.utils</a>
 */
package org.panamatorch.nn.utils;
