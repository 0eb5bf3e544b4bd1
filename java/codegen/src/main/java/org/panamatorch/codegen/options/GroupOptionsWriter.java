package org.panamatorch.codegen.options;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes the type that users set the options of an optimizer's groups on: they are kept by Python's
 * names in {@code OptimizerOptions}, and the record is made of them for each step.
 */
final class GroupOptionsWriter {
    private static final String HYPER = "org.panamatorch.internal.optim.Hyper";
    private static final String TENSOR = "org.panamatorch.Tensor";
    private static final String NUMBER = "java.lang.Number";

    /** Each number as it is given, since Python prints 50 and 50.0 so; or all of an array. */
    private static final List<String> NUMBERS = List.of(NUMBER + "...", "double[]");

    /**
     * How options of one type are set and read.
     *
     * @param setters the parameter types of the methods that set it
     * @param getter the type that the method gives which reads it
     * @param reader the method of {@code OptimizerOptions} that reads it
     * @param forRecord the method that reads it for the record
     */
    private record Form(List<String> setters, String getter, String reader, String forRecord) {
        Form(String type, String reader) {
            this(List.of(type), type, reader, reader);
        }
    }

    private final OptionRecord options;
    private final StringBuilder text = new StringBuilder();

    GroupOptionsWriter(OptionRecord options) {
        this.options = options;
    }

    private static Form form(Option option) {
        return switch (option.type()) {
            case "double" -> new Form(List.of("double", "long"), "double", "number", "number");
            case "long" -> new Form("long", "integer");
            case "java.lang.Long" -> new Form("java.lang.Long", "integerOrNone");
            case "boolean" -> new Form("boolean", "flag");
            case "java.lang.Boolean" -> new Form("java.lang.Boolean", "flagOrNone");
            case "double[]" -> new Form(NUMBERS, "double[]", "numbers", "numbers");
            case "java.lang.Double[]" ->
                    new Form(
                            List.of(NUMBER + "..."),
                            "java.lang.Double[]",
                            "numbersOrNone",
                            "numbersOrNone");
            case HYPER -> new Form(List.of("double", "long", TENSOR), "double", "number", "hyper");
            case HYPER + "[]" ->
                    new Form(
                            List.of(NUMBER + "...", "double[]", TENSOR + "..."),
                            "double[]",
                            "numbers",
                            "hypers");
            default -> new Form(option.type(), "word");
        };
    }

    String write() {
        String name = options.name();
        text.append("package ").append(options.home()).append(";\n\n");
        text.append(DocComment.comment("", options.documentation().description()));
        text.append("public final class %s extends OptimizerOptions {\n".formatted(name));
        text.append("    /** Makes the options that nobody has set. */\n");
        text.append("    public %s() {\n".formatted(name));
        for (Option option : options.options()) {
            text.append(
                    "        set(\"%s\", %s);\n".formatted(option.pythonName(), initial(option)));
        }
        text.append(
                """
                    }

                    static %1$s of(java.util.function.Consumer<? super %1$s> options, String operation) {
                        org.panamatorch.internal.call.Arguments.requirePresent(
                                options, operation, "options", "code that sets options");
                        %1$s set = new %1$s();
                        options.accept(set);
                        return set;
                    }

                    %2$s values() {
                        return new %2$s(%3$s);
                    }

                    @Override
                    public %1$s copy() {
                        return copyTo(new %1$s());
                    }

                """
                        .formatted(
                                name,
                                options.type(),
                                options.options().stream()
                                        .map(GroupOptionsWriter::forRecord)
                                        .collect(Collectors.joining(", "))));
        options.options().forEach(this::writeOption);
        return text.append("}\n").toString();
    }

    /** The default as it is kept: a number as Python writes it, with or without a point. */
    private static String initial(Option option) {
        return switch (option.type()) {
            case "double", "long", HYPER -> number(option.value());
            case "double[]", HYPER + "[]" -> tuple(option.value());
            default -> option.initial();
        };
    }

    private static String number(String value) {
        return value.matches("-?\\d+") ? value + "L" : value;
    }

    private static String tuple(String values) {
        List<String> numbers =
                Arrays.stream(values.split(",\\s*")).map(GroupOptionsWriter::number).toList();
        boolean areFloats = numbers.stream().noneMatch(number -> number.endsWith("L"));
        return "new %s[] {%s}"
                .formatted(areFloats ? "double" : "Object", String.join(", ", numbers));
    }

    private static String forRecord(Option option) {
        String read = form(option).forRecord();
        return "%s(\"%s\"%s)".formatted(read, option.pythonName(), constants(option, read));
    }

    /** What reads a word is told of what set. */
    private static String constants(Option option, String reader) {
        return reader.equals("word") ? ", " + option.type() + ".values()" : "";
    }

    private void writeOption(Option option) {
        Form form = form(option);
        String sentence =
                Character.toUpperCase(option.documentation().charAt(0))
                        + option.documentation().substring(1);
        writeMethod(
                sentence + ".\n\n@return the value as it is set now",
                form.getter(),
                option.name(),
                "",
                "return %s(\"%s\"%s);"
                        .formatted(
                                form.reader(),
                                option.pythonName(),
                                constants(option, form.reader())));
        for (String type : option.isFixed() ? List.<String>of() : form.setters()) {
            writeMethod(
                    "%s; %s.\n\n@param value %s\n@return this"
                            .formatted(sentence, option.defaultText(), option.documentation()),
                    options.name(),
                    option.name(),
                    type + " value",
                    check(option, type)
                            + "set(\"%s\", value);\n        return this;"
                                    .formatted(option.pythonName()));
        }
        if (option.type().equals(HYPER)) {
            writeMethod(
                    sentence
                            + ", where it is a tensor.\n\n"
                            + "@return the tensor, or null where it is a number",
                    TENSOR,
                    option.name() + "Tensor",
                    "",
                    "return tensor(\"%s\");".formatted(option.pythonName()));
        }
    }

    private String check(Option option, String type) {
        String expected =
                switch (type) {
                    case TENSOR -> "a tensor";
                    case NUMBER + "...", "double[]" -> "a list of floats";
                    case TENSOR + "..." -> "a list of tensors";
                    default -> null;
                };
        return expected == null
                ? ""
                : "org.panamatorch.internal.call.Arguments.requirePresent(value, \"%s\", \"%s\", \"%s\");\n        "
                        .formatted(options.name(), option.name(), expected);
    }

    private void writeMethod(
            String comment, String result, String name, String parameters, String body) {
        text.append(DocComment.comment("    ", comment))
                .append("    public %s %s(%s) {\n".formatted(result, name, parameters))
                .append("        ")
                .append(body)
                .append("\n    }\n\n");
    }
}
