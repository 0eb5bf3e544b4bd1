/** Poolings: their options, and what computes them. */
package org.panamatorch.internal.nn.pool;
