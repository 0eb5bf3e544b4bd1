package org.panamatorch.internal.nn.init;

import org.panamatorch.Generator;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of uniform initial values.
 *
 * @param a the lower end
 * @param b the upper end
 * @param generator where the random numbers come from
 */
@OptionSet
@Unprinted
public record InitUniformSpec(
        @Default("0") double a, @Default("1") double b, @Default("null") Generator generator) {}
