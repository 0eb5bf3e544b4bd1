/** Optimizers, as in torch.optim. */
package org.panamatorch.optim;
