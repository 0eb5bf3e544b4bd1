/**
 * Operators of a program's own, as {@code torch.library}: {@link org.panamatorch.library.Library}
 * defines them.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/library.html">torch.library</a>
 */
package org.panamatorch.library;
