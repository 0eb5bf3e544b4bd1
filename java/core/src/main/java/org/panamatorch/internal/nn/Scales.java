package org.panamatorch.internal.nn;

import org.panamatorch.option.ScalingType;
import org.panamatorch.option.SwizzleType;

import java.util.Arrays;

/** The codes of how scales of products are laid out. */
public final class Scales {
    private Scales() {}

    public static long[] codes(SwizzleType... types) {
        return types == null
                ? new long[0]
                : Arrays.stream(types)
                        .map(
                                each ->
                                        Required.present(
                                                "scaled_mm", "recipe", each, "a swizzle type"))
                        .mapToLong(SwizzleType::code)
                        .toArray();
    }

    public static long[] codes(ScalingType... types) {
        return types == null
                ? new long[0]
                : Arrays.stream(types)
                        .map(
                                each ->
                                        Required.present(
                                                "scaled_mm", "recipe", each, "a scaling type"))
                        .mapToLong(ScalingType::code)
                        .toArray();
    }
}
