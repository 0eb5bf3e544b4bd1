/**
 * Averages of models over their training, as in torch.optim.swa_utils; {@link
 * org.panamatorch.optim.lr.SWALR} is the schedule that goes with them.
 */
package org.panamatorch.optim.swa;
