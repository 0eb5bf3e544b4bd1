package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Checks;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Checks that hooks replace a module's inputs and output by values of the same types. */
final class HookTypes {
    private HookTypes() {}

    static Object[] inputs(Module module, Object[] given, Object... replaced) {
        boolean fit = given.length == replaced.length;
        for (int i = 0; fit && i < given.length; i++) {
            fit = fits(given[i], replaced[i]);
        }
        if (!fit) {
            throw refusal("forward pre-hook", module, names(replaced), names(given));
        }
        return replaced;
    }

    static Object output(Module module, Object output, Object replaced) {
        if (!fits(output, replaced)) {
            throw refusal("forward hook", module, name(replaced), name(output));
        }
        return replaced;
    }

    static RuntimeException refusal(String hook, Module module, String found, String expected) {
        return Checks.type(
                "a "
                        + hook
                        + " of "
                        + module.typeName()
                        + " returned "
                        + found
                        + ", expected "
                        + expected);
    }

    /** Classes of a program's own may have others that do as well. An absent input is a tensor. */
    private static boolean fits(Object given, Object replaced) {
        if (given == null) {
            return replaced == null || replaced instanceof Tensor;
        }
        String owner = given.getClass().getPackageName();
        boolean fixed = owner.startsWith("org.panamatorch") || owner.equals("java.lang");
        return !fixed || given.getClass().isInstance(replaced);
    }

    private static String names(Object... values) {
        return Arrays.stream(values)
                .map(HookTypes::name)
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String name(Object value) {
        return value == null ? "null" : value.getClass().getSimpleName();
    }
}
