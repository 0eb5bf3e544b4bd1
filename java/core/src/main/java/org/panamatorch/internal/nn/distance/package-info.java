/** Distances and angles: their options, and what computes them. */
package org.panamatorch.internal.nn.distance;
