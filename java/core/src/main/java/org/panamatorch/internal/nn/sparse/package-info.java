/** Tables of vectors that are looked up by index: their options, and what computes them. */
package org.panamatorch.internal.nn.sparse;
