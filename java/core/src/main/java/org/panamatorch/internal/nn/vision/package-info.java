/** Images and their shapes: shuffling of their elements, and what modules of them declare. */
package org.panamatorch.internal.nn.vision;
