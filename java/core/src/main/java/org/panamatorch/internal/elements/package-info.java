/** Elements on their way into tensors and out of them: numbers, arrays, memory and indices. */
package org.panamatorch.internal.elements;
