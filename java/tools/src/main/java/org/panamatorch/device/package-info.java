/** What {@code scripts/check-accelerator} runs on a machine with a GPU. */
package org.panamatorch.device;
