/** Dropout: its options, and what computes it. */
package org.panamatorch.internal.nn.dropout;
