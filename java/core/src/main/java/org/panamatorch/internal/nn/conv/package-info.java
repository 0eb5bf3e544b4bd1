/** Convolutions and what they share with windows that are laid out as columns. */
package org.panamatorch.internal.nn.conv;
