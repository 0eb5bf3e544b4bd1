/** Memory saved by computing activations again, as in torch.utils.checkpoint. */
package org.panamatorch.checkpoint;
