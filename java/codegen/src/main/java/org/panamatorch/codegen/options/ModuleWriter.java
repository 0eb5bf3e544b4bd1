package org.panamatorch.codegen.options;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;

/** Writes the module whose {@code forward} is a function. */
final class ModuleWriter {
    private static final List<String> BASES =
            List.of("UnaryModule", "BinaryModule", "TernaryModule");
    private static final String TENSOR = "org.panamatorch.Tensor";

    private final ExecutableElement function;
    private final String home;
    private final String name;
    private final OptionRecord options;
    private final List<? extends VariableElement> inputs;
    private final DocComment documentation;
    private final StringBuilder text = new StringBuilder();

    ModuleWriter(
            ExecutableElement function,
            Map<String, OptionRecord> records,
            ProcessingEnvironment environment) {
        this.function = function;
        home = OptionRecord.value(function, "AsModule", "home", "org.panamatorch.nn");
        name = OptionRecord.value(function, "AsModule", "value", null);
        documentation = DocComment.parse(environment.getElementUtils().getDocComment(function));
        List<? extends VariableElement> all = function.getParameters();
        options = all.isEmpty() ? null : records.get(all.getLast().asType().toString());
        inputs = all.subList(0, options == null ? all.size() : all.size() - 1);
        if (inputs.isEmpty()
                || inputs.size() > BASES.size()
                || inputs.stream().anyMatch(input -> !input.asType().toString().equals(TENSOR))) {
            throw new DeclarationException(
                    function, "a module is made of a function of one to three tensors and options");
        }
    }

    String qualifiedName() {
        return home + "." + name;
    }

    /** The source. */
    String write() {
        text.append("package ").append(home).append(";\n\n");
        text.append(
                DocComment.comment(
                        "",
                        documentation.description()
                                + "\n\n"
                                + tags(tag -> tag.startsWith("@see"))
                                        .replaceAll(
                                                "torch\\.nn\\.functional\\.\\w+",
                                                "torch.nn." + name)));
        text.append(
                "public final class %s extends org.panamatorch.nn.%s {\n"
                        .formatted(name, BASES.get(inputs.size() - 1)));
        if (options == null) {
            text.append("    /** Makes the module. */\n    public %s() {}\n".formatted(name));
        } else {
            writeConstructors();
        }
        writeForward();
        if (isPrinted()) {
            writeExtraRepr();
        }
        return text.append("}\n").toString();
    }

    private String tags(Predicate<String> wanted) {
        return documentation.tags().stream().filter(wanted).collect(Collectors.joining("\n"));
    }

    private boolean isPrinted() {
        return options != null
                && options.isPrinted()
                && OptionRecord.annotation(function, "Unprinted") == null;
    }

    private void writeConstructors() {
        text.append("    private final %s options;\n".formatted(options.type()));
        writeConstructor(
                "Makes the module with the defaults.",
                "",
                options.publicType() + ".defaults()",
                "");
        if (options.options().size() == 1) {
            Option only = options.options().getFirst();
            for (Option.Setter setter : only.setters()) {
                writeConstructor(
                        "Makes the module.\n\n@param %s %s"
                                .formatted(only.name(), only.documentation()),
                        setter.parameterType() + " " + only.name(),
                        "new %s(%s)"
                                .formatted(
                                        options.type(),
                                        setter.expression().replace("value", only.name())),
                        only.nullCheck(setter, only.name(), name));
            }
        }
        writeConstructor(
                "Makes the module.\n\n@param options sets what is not to be as by default",
                "java.util.function.Consumer<? super %s> options".formatted(options.publicType()),
                "%s.of(options, \"%s\")".formatted(options.publicType(), name),
                "");
        text.append(
                """

                    private %s(%s options) {
                        this.options = options;
                    }
                """
                        .formatted(name, options.type()));
    }

    private void writeConstructor(
            String comment, String parameters, String values, String beforehand) {
        text.append('\n')
                .append(DocComment.comment("    ", comment))
                .append("    public %s(%s) {\n".formatted(name, parameters))
                .append(beforehand)
                .append("        this(%s);\n    }\n".formatted(values));
    }

    private void writeForward() {
        StringBuilder comment = new StringBuilder("Computes the output.\n\n");
        for (VariableElement input : inputs) {
            comment.append(
                    "@param %s %s\n".formatted(input, documentation.parameter(input.toString())));
        }
        comment.append(tags(tag -> !tag.startsWith("@see")));
        text.append('\n')
                .append(DocComment.comment("    ", comment.toString()))
                .append(
                        """
                            @Override
                            protected %s forward(%s) {
                                return %s.%s(%s);
                            }
                        """
                                .formatted(
                                        TENSOR,
                                        inputs.stream()
                                                .map(input -> TENSOR + " " + input)
                                                .collect(Collectors.joining(", ")),
                                        function.getEnclosingElement(),
                                        function.getSimpleName(),
                                        function.getParameters().stream()
                                                .map(
                                                        parameter ->
                                                                inputs.contains(parameter)
                                                                        ? parameter.toString()
                                                                        : "options")
                                                .collect(Collectors.joining(", "))));
    }

    private void writeExtraRepr() {
        text.append(
                """

                    @Override
                    protected String extraRepr() {
                        return org.panamatorch.internal.nn.Printed.alone(%s.printed(options));
                    }
                """
                        .formatted(options.publicType()));
    }
}
