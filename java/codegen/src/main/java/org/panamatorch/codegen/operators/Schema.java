package org.panamatorch.codegen.operators;

import java.util.List;

/**
 * What an operator takes and returns, as its schema string says.
 *
 * @param name the name without namespace, such as {@code add_}
 * @param overload the overload's name, empty for the default one
 * @param arguments in the order of the schema
 * @param results in the order of the schema
 * @param text the schema string
 */
record Schema(
        String name, String overload, List<Argument> arguments, List<Result> results, String text) {

    /**
     * An argument.
     *
     * @param name as in the schema
     * @param type without its alias annotation
     * @param alias the annotation in parentheses, such as {@code a} or {@code a!}; empty where
     *     there is none
     * @param defaultValue as in the schema, or null where there is none
     * @param keywordOnly whether Python takes it by keyword only
     */
    record Argument(
            String name, SchemaType type, String alias, String defaultValue, boolean keywordOnly) {

        boolean isWritten() {
            return alias.contains("!");
        }

        /** Whether it is a tensor for a result, which Python takes by keyword. */
        boolean isOut() {
            return keywordOnly && isWritten();
        }

        boolean hasDefault() {
            return defaultValue != null;
        }
    }

    /**
     * A result.
     *
     * @param name as in the schema, or null where it has none
     * @param type without its alias annotation
     * @param alias as in {@link Argument}
     */
    record Result(String name, SchemaType type, String alias) {}

    /** As messages name it: {@code add.Tensor}, or {@code relu} for a default overload. */
    String qualifiedName() {
        return overload.isEmpty() ? name : name + "." + overload;
    }

    /** Whether it changes its first argument and returns it. */
    boolean isInPlace() {
        return results.size() == 1
                && !arguments.isEmpty()
                && arguments.get(0).isWritten()
                && arguments.get(0).alias().equals(results.get(0).alias());
    }

    /** Whether it makes an object that is no tensor, or refers to one. */
    boolean makesHandle() {
        return results.size() == 1 && results.get(0).type().base().kind() != null;
    }

    /** Whether it makes what has a place, of numbers alone. */
    boolean isFactory() {
        return makesHandle()
                || arguments.stream().noneMatch(a -> a.type().base() == SchemaType.Base.TENSOR)
                        && arguments.stream()
                                .anyMatch(a -> a.type().base() == SchemaType.Base.LAYOUT);
    }

    /** Whether it writes its results into tensors that it is given for that purpose. */
    boolean isOutForm() {
        return overload.contains("out") && arguments.stream().anyMatch(Argument::isWritten)
                || arguments.stream().anyMatch(Argument::isOut);
    }

    /** Whether a second call after a failed one could see what the first has changed. */
    boolean writesArguments() {
        return arguments.stream().anyMatch(Argument::isWritten);
    }

    /** Whether the results may share memory with an argument. */
    boolean returnsView() {
        return results.stream().anyMatch(r -> !r.alias().isEmpty() && !r.alias().contains("!"));
    }
}
