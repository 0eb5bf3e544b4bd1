/**
 * Datasets, samplers and the loader that makes batches of them, as {@code torch.utils.data}.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/data.html">torch.utils.data</a>
 */
package org.panamatorch.data;
