/**
 * Modules, the building blocks of networks, as in torch.nn: the same names, parameters, printed
 * forms and, with the same seed, numbers.
 *
 * <p>How a module is made:
 *
 * <ul>
 *   <li>A constructor takes the first of Python's arguments, in Python's order; at least those
 *       without a default: {@code new Conv2d(3, 64, 3)}, {@code new Conv2d(3, 64, 3, 1, 1)}, {@code
 *       new Dropout(0.1)}.
 *   <li>A module with further options has a static {@code builder}, which takes those without a
 *       default, and whose methods have the names of Python's keyword arguments in camelCase:
 *       {@code Conv2d.builder(3, 64, 3).padding(1).bias(false).build()}. Python's {@code device}
 *       and {@code dtype} are one {@link org.panamatorch.TensorOptions}, the option {@code
 *       options}.
 *   <li>What may be one number for all dimensions or one each is a {@code long} or several: {@code
 *       stride(2)}, {@code stride(2, 1)}, {@code new Conv2d(3, 64, new long[] {3, 5})}.
 *   <li>What Python names by a string is an enum whose text is that string; {@code None} is null.
 *   <li>Numbers that Python prints as they were given are of the type {@link java.lang.Number}: 2
 *       and 2.0 are printed differently.
 * </ul>
 *
 * <p>{@code forward} computes; {@code call}, of modules with up to three tensors for input, is
 * Python's {@code module(…)}: it runs the hooks, too. A module that makes one tensor of one tensor
 * is a {@link org.panamatorch.nn.Layer} and fits into a {@link org.panamatorch.nn.Sequential}.
 * Options that Python has deprecated ({@code size_average}, {@code reduce}) are left out.
 */
package org.panamatorch.nn;
