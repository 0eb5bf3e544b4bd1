/** PyTorch's public names against ours. */
package org.panamatorch.names;
