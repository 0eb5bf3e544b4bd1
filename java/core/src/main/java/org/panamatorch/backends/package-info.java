/**
 * What the libraries behind LibTorch may do, for the whole process, as in torch.backends. All of it
 * can be set and asked whether or not this LibTorch has the library.
 */
package org.panamatorch.backends;
