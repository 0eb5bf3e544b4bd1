package org.panamatorch.codegen.options;

import java.util.List;

/** Writes the type that users set options on. */
final class OptionsWriter {
    private final OptionRecord options;
    private final StringBuilder text = new StringBuilder();

    OptionsWriter(OptionRecord options) {
        this.options = options;
    }

    /** The source. */
    String write() {
        text.append("package ").append(options.home()).append(";\n\n");
        text.append(DocComment.comment("", options.documentation().description()));
        text.append("public final class ").append(options.name()).append(" {\n");
        options.options()
                .forEach(
                        option ->
                                line(
                                        "private "
                                                + option.type()
                                                + " "
                                                + option.name()
                                                + " = "
                                                + option.initial()
                                                + ";"));
        text.append('\n');
        line(options.name() + "() {}");
        text.append('\n');
        writeDefaults();
        writeOf();
        writeValues();
        if (options.isPrinted()) {
            writePrinted();
        }
        options.options().forEach(this::writeOption);
        writeToString();
        return text.append("}\n").toString();
    }

    private void line(String line) {
        text.append("    ").append(line).append('\n');
    }

    private void writeDefaults() {
        text.append(DocComment.comment("    ", "The options that nobody has set."));
        line("static " + options.type() + " defaults() {");
        line("    return new " + options.name() + "().values();");
        line("}");
        text.append('\n');
    }

    private void writeOf() {
        text.append(DocComment.comment("    ", "The options that a caller's code sets."));
        text.append(
                """
                    static %1$s of(java.util.function.Consumer<? super %2$s> options, String operation) {
                        org.panamatorch.internal.call.Arguments.requirePresent(
                                options, operation, "options", "code that sets options");
                        %2$s set = new %2$s();
                        options.accept(set);
                        return set.values();
                    }

                """
                        .formatted(options.type(), options.name()));
    }

    private void writeValues() {
        text.append(
                """
                    private %s values() {
                        return %s;
                    }

                """
                        .formatted(options.type(), options.creation(Option::name)));
    }

    /** What a module's printed form shows, with a comma before each option. */
    private void writePrinted() {
        List<Option> shown =
                options.options().stream()
                        .filter(option -> option.printed() != Option.Printed.NEVER)
                        .toList();
        text.append(
                DocComment.comment(
                        "    ",
                        "What a module's printed form shows of options, under Python's names, with"
                                + " a comma before each."));
        line("static String printed(" + options.type() + " options) {");
        line("    StringBuilder text = new StringBuilder();");
        if (shown.stream().anyMatch(option -> option.printed() == Option.Printed.CHANGED)) {
            line("    " + options.type() + " defaults = defaults();");
        }
        for (Option option : shown) {
            String value = "options." + option.name() + "()";
            String append =
                    "text.append(\", "
                            + (option.printed() == Option.Printed.BARE
                                    ? ""
                                    : option.pythonName() + "=")
                            + "\").append("
                            + option.text(value)
                            + ");";
            if (option.printed() == Option.Printed.CHANGED) {
                line(
                        "    if (%s) {"
                                .formatted(
                                        option.isChanged(
                                                value, "defaults." + option.name() + "()")));
                line("        " + append);
                line("    }");
            } else {
                line("    " + append);
            }
        }
        line("    return text.toString();");
        line("}");
        text.append('\n');
    }

    private void writeOption(Option option) {
        String sentence = sentence(option.documentation());
        if (option.kind() != Option.Kind.OPTIONS) {
            writeGetter(option);
        }
        for (Option.Setter setter : option.setters()) {
            text.append(
                    DocComment.comment(
                            "    ",
                            sentence
                                    + "; "
                                    + option.defaultText()
                                    + ".\n\n@param value "
                                    + option.documentation()
                                    + "\n@return this"));
            line(
                    "public "
                            + options.name()
                            + " "
                            + option.setAs()
                            + "("
                            + setter.parameterType()
                            + " value) {");
            text.append(option.nullCheck(setter, "value", options.name()));
            line("    this." + option.name() + " = " + setter.expression() + ";");
            options.options().stream()
                    .filter(other -> other != option && other.setAs().equals(option.setAs()))
                    .forEach(other -> line("    " + other.name() + " = " + other.initial() + ";"));
            line("    return this;");
            line("}");
            text.append('\n');
        }
    }

    private void writeGetter(Option option) {
        boolean isSizes = option.kind() == Option.Kind.SIZES;
        text.append(
                DocComment.comment(
                        "    ",
                        sentence(option.documentation())
                                + ".\n\n@return the value as it is set now"));
        line("public " + (isSizes ? "long[]" : option.type()) + " " + option.name() + "() {");
        line("    return " + copied(option) + ";");
        line("}");
        text.append('\n');
    }

    private static String copied(Option option) {
        String copy =
                switch (option.kind()) {
                    case SIZES -> option.name() + ".sizes().clone()";
                    case SEVERAL -> option.name() + ".clone()";
                    default -> option.name();
                };
        return option.isNullable() && !copy.equals(option.name())
                ? option.name() + " == null ? null : " + copy
                : copy;
    }

    private void writeToString() {
        text.append(
                DocComment.comment(
                        "    ",
                        "All options under Python's names.\n\n"
                                + "@return a text such as {@code XOptions(a=1, b=None)}"));
        line("@Override");
        line("public String toString() {");
        StringBuilder all = new StringBuilder();
        for (Option option : options.options()) {
            all.append(all.isEmpty() ? "\"" : "\n                + \", ")
                    .append(option.pythonName())
                    .append("=\" + ")
                    .append(option.text(option.name()));
        }
        line(
                "    return \""
                        + options.name()
                        + "(\"\n                + "
                        + all
                        + "\n                + \")\";");
        line("}");
    }

    private static String sentence(String text) {
        String stripped = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        return Character.toUpperCase(stripped.charAt(0)) + stripped.substring(1);
    }
}
