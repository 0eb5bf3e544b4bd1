/** Normalizations: their options, and what computes them. */
package org.panamatorch.internal.nn.norm;
