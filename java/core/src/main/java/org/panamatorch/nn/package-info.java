/**
 * Modules, the building blocks of networks, as in torch.nn: the same names, parameters, printed
 * forms and, with the same seed, numbers.
 *
 * <p>How a module is made:
 *
 * <ul>
 *   <li>A constructor takes what Python requires, in Python's order: {@code new Conv2d(3, 64, 7)}.
 *   <li>The rest is set by name in code that comes last, under Python's names in camelCase: {@code
 *       new Conv2d(3, 64, 7, o -> o.stride(2).padding(3).bias(false))}. Where there is but one
 *       option, its value can be given instead.
 *   <li>What may be one number for all dimensions or one each is a {@code long} or, where it is
 *       required, a {@link org.panamatorch.Shape}, where it is an option, several: {@code new
 *       Conv2d(3, 64, Shape.of(3, 5), o -> o.stride(2, 1))}.
 *   <li>What Python names by a string is an enum whose text is that string; {@code None} is null.
 *   <li>Numbers that Python prints as they were given are of the type {@link java.lang.Number}: 2
 *       and 2.0 are printed differently.
 * </ul>
 *
 * <p>{@code call} is Python's {@code module(…)}: it runs hooks and {@code forward}. A module that
 * makes one tensor of one tensor is a {@link org.panamatorch.nn.Layer} and fits into a {@link
 * org.panamatorch.nn.Sequential}. Options that Python has deprecated ({@code size_average}, {@code
 * reduce}) are left out.
 */
package org.panamatorch.nn;
