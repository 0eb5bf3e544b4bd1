/** Schedules of learning rates, as in torch.optim.lr_scheduler. */
package org.panamatorch.optim.lr;
