/**
 * Transforms of functions, as {@code torch.func}: {@link org.panamatorch.func.Func} has them.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/func.html">torch.func</a>
 */
package org.panamatorch.func;
