/** Padding at the ends of dimensions. */
package org.panamatorch.internal.nn.padding;
