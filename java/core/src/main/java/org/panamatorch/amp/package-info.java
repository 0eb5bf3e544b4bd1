/**
 * Gradients in low precision, as in torch.amp; {@link org.panamatorch.Autocast} is what goes with
 * them.
 */
package org.panamatorch.amp;
