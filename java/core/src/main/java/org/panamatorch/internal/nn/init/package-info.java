/** Initial values of parameters: their options, and what computes them. */
package org.panamatorch.internal.nn.init;
