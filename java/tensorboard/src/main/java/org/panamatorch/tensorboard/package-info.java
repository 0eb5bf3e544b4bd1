/**
 * Writes files that TensorBoard shows, as {@code torch.utils.tensorboard}.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/tensorboard.html">torch.utils.tensorboard</a>
 */
package org.panamatorch.tensorboard;
