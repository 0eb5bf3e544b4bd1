/**
 * Devices beside the CPU, as in torch.accelerator, torch.cuda and torch.mps: {@link
 * org.panamatorch.accelerator.Accelerator} is where to begin.
 */
package org.panamatorch.accelerator;
