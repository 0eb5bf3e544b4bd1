package org.panamatorch.codegen.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private final int dims;
    private final OptionRecord functionOptions;
    private final OptionRecord options;
    private final List<? extends VariableElement> inputs;
    private final List<? extends VariableElement> required;
    private final DocComment documentation;
    private final StringBuilder text = new StringBuilder();

    /**
     * @param function declared {@code AsModule}
     * @param name one of the names that it has there
     * @param dims the number of dimensions where the function is of several, or 0
     * @param records the options by their types
     */
    ModuleWriter(
            ExecutableElement function,
            String name,
            int dims,
            Map<String, OptionRecord> records,
            ProcessingEnvironment environment) {
        this.function = function;
        this.name = Dimensions.named(name, dims);
        this.dims = dims;
        home = OptionRecord.value(function, "AsModule", "home", "org.panamatorch.nn");
        documentation = DocComment.parse(environment.getElementUtils().getDocComment(function));
        List<? extends VariableElement> all =
                function.getParameters()
                        .subList(dims == 0 ? 0 : 1, function.getParameters().size());
        functionOptions = all.isEmpty() ? null : records.get(all.getLast().asType().toString());
        String own = OptionRecord.value(function, "AsModule", "options", null);
        options = own == null ? functionOptions : records.get(own);
        List<? extends VariableElement> given =
                all.subList(0, functionOptions == null ? all.size() : all.size() - 1);
        int tensors = (int) given.stream().takeWhile(each -> isTensor(each)).count();
        inputs = given.subList(0, tensors);
        required = given.subList(tensors, given.size());
        if (tensors == 0 || tensors > BASES.size()) {
            throw new DeclarationException(
                    function,
                    "a module is made of a function that takes one to three tensors first");
        }
    }

    private static boolean isTensor(VariableElement parameter) {
        return parameter.asType().toString().equals(TENSOR);
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
                        filled(documentation.description())
                                + "\n\n"
                                + DocComment.link(
                                        qualifiedName().replace("org.panamatorch", "torch"))));
        text.append(
                "public final class %s extends org.panamatorch.nn.%s {\n"
                        .formatted(name, BASES.get(inputs.size() - 1)));
        required.forEach(
                each -> text.append("    private final %s %s;\n".formatted(each.asType(), each)));
        if (options != null) {
            text.append("    private final %s options;\n".formatted(options.type()));
        }
        writeConstructors();
        writeForward();
        if (isPrinted()) {
            writeExtraRepr();
        }
        return text.append("}\n").toString();
    }

    private String filled(String comment) {
        return dims == 0 ? comment : Dimensions.filled(comment, dims);
    }

    private boolean isPrinted() {
        return OptionRecord.annotation(function, "Unprinted") == null
                && (!required.isEmpty() || options != null && options.isPrinted());
    }

    private void writeConstructors() {
        Parameters ways = new Parameters(required, false);
        if (options == null) {
            if (required.isEmpty()) {
                text.append("\n    /** Makes the module. */\n    public %s() {}\n".formatted(name));
                return;
            }
            for (List<Parameters.Given> way : ways.forms(name, false)) {
                if (isKeptAsGiven(way)) {
                    String comment = "Makes the module.\n\n" + documented(required);
                    text.append('\n').append(DocComment.comment("    ", comment));
                    writeInitialization("public", required);
                    return;
                }
                writeConstructor("Makes the module.", way, null, null, "");
            }
            text.append('\n');
            writeInitialization("private", required);
            return;
        }
        String defaults = options.publicType() + ".defaults()";
        for (List<Parameters.Given> way : ways.forms(name, false)) {
            writeConstructor("Makes the module with the defaults.", way, null, defaults, "");
        }
        for (List<Parameters.Given> way : ways.forms(name, true)) {
            if (options.options().size() == 1 || takesFirst()) {
                writeConstructorsOfValue(way, options.options().getFirst());
            }
            writeConstructor(
                    "Makes the module.",
                    way,
                    new String[] {
                        "java.util.function.Consumer<? super %s>".formatted(options.publicType()),
                        "options",
                        "sets what is not to be as by default"
                    },
                    "%s.of(options, \"%s\")".formatted(options.publicType(), name),
                    "");
        }
        text.append('\n');
        writeInitialization("private", required);
    }

    private static boolean isKeptAsGiven(List<Parameters.Given> way) {
        return way.stream().allMatch(each -> each.argument().equals(each.element().toString()));
    }

    private boolean takesFirst() {
        return OptionRecord.value(function, "AsModule", "takesFirst", "false").equals("true");
    }

    /** Writes those that take the value of one option, and leave the others as by default. */
    private void writeConstructorsOfValue(List<Parameters.Given> way, Option first) {
        for (Option.Setter setter : first.setters()) {
            String values =
                    options.creation(
                            each ->
                                    each.equals(first)
                                            ? setter.expression().replace("value", first.name())
                                            : each.initial());
            writeConstructor(
                    "Makes the module.",
                    way,
                    new String[] {setter.parameterType(), first.name(), first.documentation()},
                    values,
                    first.nullCheck(setter, first.name(), name));
        }
    }

    private String documented(List<? extends VariableElement> parameters) {
        return parameters.stream()
                .map(each -> each.toString())
                .map(each -> "@param %s %s\n".formatted(each, documentation.parameter(each)))
                .map(this::filled)
                .collect(Collectors.joining());
    }

    /**
     * Writes a constructor that calls the one with everything.
     *
     * @param way what is required
     * @param last type, name and text of a parameter more, or null
     * @param values the expression of the options, or null without any
     * @param beforehand a statement before the call
     */
    private void writeConstructor(
            String comment,
            List<Parameters.Given> way,
            String[] last,
            String values,
            String beforehand) {
        List<String> parameters =
                new ArrayList<>(way.stream().map(Parameters.Given::declaration).toList());
        List<String> arguments =
                new ArrayList<>(way.stream().map(Parameters.Given::argument).toList());
        String tags = documented(way.stream().map(Parameters.Given::element).toList());
        if (last != null) {
            parameters.add(last[0] + " " + last[1]);
            tags += "@param %s %s\n".formatted(last[1], last[2]);
        }
        if (values != null) {
            arguments.add(values);
        }
        text.append('\n')
                .append(DocComment.comment("    ", (comment + "\n\n" + tags).strip()))
                .append("    public %s(%s) {\n".formatted(name, String.join(", ", parameters)))
                .append(beforehand)
                .append("        this(%s);\n    }\n".formatted(String.join(", ", arguments)));
    }

    /** Writes the constructor that takes everything as it is kept. */
    private void writeInitialization(String access, List<? extends VariableElement> parameters) {
        List<String> declarations =
                new ArrayList<>(
                        parameters.stream().map(each -> each.asType() + " " + each).toList());
        if (options != null) {
            declarations.add(options.type() + " options");
        }
        text.append("    %s %s(%s) {\n".formatted(access, name, String.join(", ", declarations)));
        for (VariableElement each : parameters) {
            text.append("        this.%s = %s;\n".formatted(each, kept(each)));
        }
        if (options != null) {
            text.append(
                    "        this.options = %s;\n"
                            .formatted(
                                    options.options().stream().noneMatch(this::isKeptOtherwise)
                                            ? "options"
                                            : options.creation(this::kept)));
            if (options.hasModuleCheck()) {
                text.append("        options.checkModule();\n");
            }
            buffers()
                    .forEach(
                            each ->
                                    text.append(
                                            "        registerBuffer(\"%s\", options.%s());\n"
                                                    .formatted(each.pythonName(), each.name())));
        }
        text.append("    }\n");
    }

    private boolean isKeptOtherwise(Option option) {
        return option.elseValue() != null || option.expanded() > 0;
    }

    /** The expression of what is kept of an option. */
    private String kept(Option option) {
        String value = "options." + option.name() + "()";
        if (option.elseValue() != null) {
            value = "(%1$s == null ? %2$s : %1$s)".formatted(value, option.elseValue());
        }
        return expanded(value, option.expanded());
    }

    /** The expression of so many sizes for each dimension, or of those that are given. */
    private String expanded(String sizes, int each) {
        return each == 0 ? sizes : "%s.expanded(%d)".formatted(sizes, each * Math.max(dims, 1));
    }

    private String kept(VariableElement parameter) {
        int sizes = Option.expanded(parameter);
        if (sizes > 0) {
            return expanded(parameter.toString(), sizes);
        }
        return parameter.asType().toString().equals("java.lang.Number")
                        && OptionRecord.annotation(parameter, "OrNone") == null
                ? "org.panamatorch.internal.nn.Required.number(this, \"%1$s\", %1$s)"
                        .formatted(parameter)
                : parameter.toString();
    }

    private List<Option> buffers() {
        return options.options().stream().filter(each -> each.type().equals(TENSOR)).toList();
    }

    private void writeForward() {
        List<String> arguments = new ArrayList<>(dims == 0 ? List.of() : List.of("" + dims));
        inputs.forEach(each -> arguments.add(each.toString()));
        required.forEach(each -> arguments.add(each.toString()));
        if (functionOptions != null) {
            arguments.add(
                    functionOptions.equals(options) && buffers().isEmpty()
                            ? "options"
                            : functionOptions.creation(this::value));
        }
        text.append('\n')
                .append(
                        DocComment.comment(
                                "    ",
                                "Computes the output.\n\n"
                                        + documented(inputs)
                                        + documentation.tags().stream()
                                                .filter(tag -> !tag.startsWith("@see"))
                                                .map(this::filled)
                                                .collect(Collectors.joining("\n"))))
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
                                        String.join(", ", arguments)));
    }

    /** The expression of an option of the function's. */
    private String value(Option wanted) {
        Option own =
                options.options().stream()
                        .filter(each -> each.name().equals(wanted.name()))
                        .findFirst()
                        .orElse(null);
        if (own == null) {
            return wanted.name().equals("training") ? "isTraining()" : wanted.initial();
        }
        if (own.type().equals(TENSOR)) {
            return "buffer(\"%s\")".formatted(own.pythonName());
        }
        boolean isNarrowed = own.kind() == Option.Kind.NUMBER && wanted.type().equals("double");
        return "options.%s()%s".formatted(own.name(), isNarrowed ? ".doubleValue()" : "");
    }

    private void writeExtraRepr() {
        boolean areOptionsShown = options != null && options.isPrinted();
        String shown = areOptionsShown ? options.publicType() + ".printed(options)" : "";
        String repr =
                required.isEmpty()
                        ? "org.panamatorch.internal.nn.Printed.alone(%s)".formatted(shown)
                        : required.stream()
                                        .map(ModuleWriter::printed)
                                        .collect(Collectors.joining(" + \", \" + "))
                                + (areOptionsShown ? " + " + shown : "");
        text.append(
                """

                    @Override
                    protected String extraRepr() {
                        return %s;
                    }
                """
                        .formatted(repr));
    }

    private static String printed(VariableElement parameter) {
        String label =
                OptionRecord.annotation(parameter, "PrintedBare") == null
                        ? Option.pythonName(parameter.toString()) + "="
                        : "";
        return "\"%s\" + org.panamatorch.internal.print.PythonFormat.repr(%s)"
                .formatted(label, parameter);
    }
}
