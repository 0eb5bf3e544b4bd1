/** The options of PyTorch's functions and of tensors' methods, as they are declared. */
package org.panamatorch.internal.option;
