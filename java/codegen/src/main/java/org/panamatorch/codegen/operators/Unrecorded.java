package org.panamatorch.codegen.operators;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The light operators that pass autograd's kernels by where it has nothing to record: what those
 * cost is a fifth of such a call. Each has a kernel that PyTorch generates, rather than one that is
 * written by hand; {@code native/test/unrecorded_test.cpp} sees to it.
 */
final class Unrecorded {
    private static final Set<String> NAMES =
            Set.of(
                    """
                    abs add addcdiv addcmul clamp clamp_max clamp_min cos div erf exp fill floor \
                    gelu leaky_relu lerp log log1p logical_and logical_not logical_or \
                    masked_fill maximum minimum mul neg pow reciprocal relu remainder round rsqrt \
                    rsub sigmoid sign silu sin softplus sqrt sub tan tanh where zero \
                    eq ge gt le lt ne \
                    _log_softmax _softmax amax amin argmax argmin cumsum max mean min sum \
                    addmm addmv baddbmm bmm dot mm mv \
                    alias clone embedding expand gather index_select permute select slice \
                    squeeze t transpose unsqueeze view\
                    """
                            .split(" "));

    // Made of other operators, which have kernels of their own.
    private static final Set<String> COMPOSITE =
            Set.of(
                    "max.other",
                    "min.other",
                    "where",
                    "where.Scalar",
                    "where.ScalarOther",
                    "where.ScalarSelf");

    private Unrecorded() {}

    static boolean contains(Schema schema) {
        String name = schema.isInPlace() ? schema.name().replaceFirst("_$", "") : schema.name();
        return NAMES.contains(name)
                && !COMPOSITE.contains(schema.qualifiedName())
                && !FormChanging.contains(schema)
                && !schema.isOutForm();
    }

    /** The C++ name of a tensor argument for the time of a call. */
    static String cName(Schema.Argument argument) {
        return Naming.cParameter(argument.name()) + "_tensor";
    }

    private static String declaration(Schema.Argument argument) {
        String holder =
                ArgumentForm.of(argument.type()).cHolder(Naming.cParameter(argument.name()));
        return "auto " + cName(argument) + " = " + holder + "; ";
    }

    /** The C++ statements before a call. */
    static String cStatements(Schema schema) {
        List<Schema.Argument> tensors =
                schema.arguments().stream()
                        .filter(argument -> ArgumentForm.of(argument.type()).isTensor())
                        .toList();
        String borrowed =
                tensors.stream().map(Unrecorded::declaration).collect(Collectors.joining());
        String kind = schema.writesArguments() || schema.returnsView() ? "CHANGED" : "NEW";
        String names =
                tensors.stream()
                        .map(argument -> ", *" + cName(argument))
                        .collect(Collectors.joining());
        return borrowed + "const Unrecorded below(Unrecorded::" + kind + names + "); ";
    }
}
