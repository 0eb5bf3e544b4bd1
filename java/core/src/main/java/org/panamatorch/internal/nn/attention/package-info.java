/** Attention and Transformers: their options, and what computes them. */
package org.panamatorch.internal.nn.attention;
