/**
 * Settings of the libraries behind LibTorch, for the whole process, as in torch.backends. All of
 * them can be set and asked whether or not this LibTorch has the library.
 */
package org.panamatorch.backends;
