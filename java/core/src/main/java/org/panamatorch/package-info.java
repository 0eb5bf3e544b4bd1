/** Tensors, their operators and the memory they live in. */
package org.panamatorch;
