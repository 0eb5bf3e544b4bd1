package org.panamatorch.codegen.options;

import java.util.ArrayList;
import java.util.List;

import javax.lang.model.element.VariableElement;

/** The ways in which a caller can give what is required. */
final class Parameters {
    /**
     * A parameter as callers see it.
     *
     * @param element what is declared
     * @param type its type in this form
     * @param argument what is made of it
     */
    record Given(VariableElement element, String type, String argument) {
        String declaration() {
            return type + " " + element;
        }
    }

    private static final String LONGS = "long[]";

    private final List<? extends VariableElement> declared;
    private final boolean isVarArgs;

    /**
     * Takes what is declared.
     *
     * @param declared the parameters that are required
     * @param isVarArgs whether the last one is declared as several arguments
     */
    Parameters(List<? extends VariableElement> declared, boolean isVarArgs) {
        this.declared = declared;
        this.isVarArgs = isVarArgs;
    }

    /**
     * All ways: sizes are one number or a shape, listed ones one number or a list.
     *
     * @param owner the class or function, for errors
     * @param isFollowed whether another parameter comes behind
     */
    List<List<Given>> forms(String owner, boolean isFollowed) {
        List<List<Given>> forms = List.of(List.of());
        for (int i = 0; i < declared.size(); i++) {
            boolean isLast = i == declared.size() - 1 && !isFollowed;
            List<List<Given>> longer = new ArrayList<>();
            for (List<Given> form : forms) {
                for (Given given : given(declared.get(i), owner, isLast)) {
                    List<Given> next = new ArrayList<>(form);
                    next.add(given);
                    longer.add(next);
                }
            }
            forms = longer;
        }
        return forms;
    }

    private List<Given> given(VariableElement parameter, String owner, boolean isLast) {
        String type = parameter.asType().toString();
        boolean isListed = OptionRecord.annotation(parameter, "Listed") != null;
        String list = isLast && (isVarArgs || isListed) ? "long..." : LONGS;
        if (type.equals(Option.SIZES)) {
            String names = "\"%s\", \"%s\"".formatted(owner, parameter);
            return List.of(
                    new Given(parameter, "long", Option.SIZES + ".single(" + parameter + ")"),
                    isListed
                            ? new Given(
                                    parameter,
                                    list,
                                    Option.SIZES + ".tuple(" + names + ", " + parameter + ")")
                            : new Given(
                                    parameter,
                                    "org.panamatorch.Shape",
                                    Option.SIZES + ".of(" + parameter + ", " + names + ")"));
        }
        if (isLast && (isVarArgs || isListed)) {
            type = type.substring(0, type.length() - 2) + "...";
        }
        return List.of(new Given(parameter, type, parameter.toString()));
    }
}
