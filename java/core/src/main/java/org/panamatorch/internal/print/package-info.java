/**
 * Tensors and numbers as Python prints them: a port of {@code torch/_tensor_str.py} and of Python's
 * number formats. The printer asks a {@link org.panamatorch.internal.print.PrintableTensor} for
 * what it needs, so nothing here but {@code TensorText} knows native tensors.
 */
package org.panamatorch.internal.print;
