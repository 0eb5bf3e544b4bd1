/** Linear maps and products of matrices: their options, and what computes them. */
package org.panamatorch.internal.nn.linear;
