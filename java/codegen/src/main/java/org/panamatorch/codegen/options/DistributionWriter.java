package org.panamatorch.codegen.options;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;

/** Writes the distribution of a law. */
final class DistributionWriter {
    private static final String SUFFIX = "Law";
    private static final String TENSOR = "org.panamatorch.Tensor";
    private static final String NUMBER = "double";

    /** What makes a tensor of a number. */
    private static final String MADE = "org.panamatorch.Torch.tensor(%s)";

    /** What an expanded distribution is made of, and what makes it. */
    private static final Map<String, String> EXPANSIONS =
            Map.of("Parameters", "expanded", "Parts", "expandedParts");

    private final TypeElement law;
    private final String packageName;
    private final String name;
    private final OptionRecord options;
    private final List<? extends VariableElement> parameters;
    private final String expanded;
    private final DocComment documentation;
    private final DocComment constructorDocumentation;
    private final StringBuilder text = new StringBuilder();

    DistributionWriter(
            TypeElement law, Map<String, OptionRecord> records, ProcessingEnvironment environment) {
        this.law = law;
        String simple = law.getSimpleName().toString();
        if (!simple.endsWith(SUFFIX)) {
            throw new DeclarationException(
                    law, "the name of a distribution's law ends with " + SUFFIX);
        }
        name = simple.substring(0, simple.length() - SUFFIX.length());
        packageName = environment.getElementUtils().getPackageOf(law).getQualifiedName().toString();
        ExecutableElement constructor = constructor(records);
        List<? extends VariableElement> all = constructor.getParameters();
        options = records.get(all.getLast().asType().toString());
        parameters = all.subList(0, all.size() - 1);
        expanded = expanded();
        documentation = DocComment.parse(environment.getElementUtils().getDocComment(law));
        constructorDocumentation =
                DocComment.parse(environment.getElementUtils().getDocComment(constructor));
    }

    /** The constructor of parameters and options. */
    private ExecutableElement constructor(Map<String, OptionRecord> records) {
        return ElementFilter.constructorsIn(law.getEnclosedElements()).stream()
                .filter(each -> !each.getParameters().isEmpty())
                .filter(
                        each ->
                                records.containsKey(
                                        each.getParameters().getLast().asType().toString()))
                .findFirst()
                .orElseThrow(
                        () ->
                                new DeclarationException(
                                        law, "no constructor takes parameters and options"));
    }

    /** The simple name of what an expanded distribution is made of. */
    private String expanded() {
        return ElementFilter.constructorsIn(law.getEnclosedElements()).stream()
                .filter(each -> each.getParameters().size() == 1)
                .map(each -> each.getParameters().getFirst().asType().toString())
                .map(type -> type.substring(type.lastIndexOf('.') + 1))
                .filter(EXPANSIONS::containsKey)
                .findFirst()
                .orElseThrow(
                        () ->
                                new DeclarationException(
                                        law, "no constructor takes " + EXPANSIONS.keySet()));
    }

    String qualifiedName() {
        return packageName + "." + name;
    }

    /** The source. */
    String write() {
        text.append("package ").append(packageName).append(";\n\n");
        text.append(
                DocComment.comment(
                        "",
                        documentation.description()
                                + "\n\n"
                                + String.join("\n", documentation.tags())));
        text.append("public class %s extends %s {\n".formatted(name, law.getSimpleName()));
        List<String> kinds = is("ofNumbers", "true") ? List.of(TENSOR, NUMBER) : List.of(TENSOR);
        if (is("orFirst", "false")) {
            kinds.forEach(this::writeOfFirst);
            (parameters.isEmpty() ? List.of(TENSOR) : kinds).forEach(this::writeOfOptions);
        } else {
            String defaults = options.publicType() + ".defaults()";
            writePublic(declared(TENSOR), join(tensors(TENSOR), defaults), "");
            if (kinds.contains(NUMBER)) {
                writePublic(declared(NUMBER), tensors(NUMBER), "");
            }
            writeOfOptions(TENSOR);
        }
        text.append(
                """

                    %1$s(%2$s) {
                        super(%3$s);
                    }

                    %1$s(%4$s expanded) {
                        super(expanded);
                    }

                    @Override
                    public %1$s expand(org.panamatorch.Shape batchShape) {
                        return new %1$s(%5$s(batchShape, %1$s.class));
                    }
                }
                """
                        .formatted(
                                name,
                                join(declared(TENSOR), options.type() + " options"),
                                join(tensors(TENSOR), "options"),
                                expanded,
                                EXPANSIONS.get(expanded)));
        return text.toString();
    }

    private boolean is(String member, String byDefault) {
        return OptionRecord.value(law, "AsDistribution", member, byDefault).equals("true");
    }

    private String names(String form) {
        return parameters.stream()
                .map(each -> form.formatted(each))
                .collect(Collectors.joining(", "));
    }

    private String declared(String kind) {
        return names(kind + " %s");
    }

    /** The parameters as tensors, where they are given as one or the other. */
    private String tensors(String kind) {
        return names(kind.equals(NUMBER) ? MADE.formatted("%s") : "%s");
    }

    private static String join(String first, String second) {
        return first.isEmpty() ? second : first + ", " + second;
    }

    /** Writes the constructor of the parameters and the first option. */
    private void writeOfFirst(String kind) {
        String first = options.options().getFirst().name();
        String own = constructorDocumentation.parameter(first);
        String comment = own.isEmpty() ? options.options().getFirst().documentation() : own;
        boolean isNumber = parameters.isEmpty() && kind.equals(NUMBER);
        writePublic(
                join(declared(kind), (isNumber ? NUMBER : TENSOR) + " " + first),
                isNumber
                        ? MADE.formatted(first)
                        : join(names("%s"), "o -> o.%1$s(%1$s)".formatted(first)),
                "@param %s %s\n".formatted(first, comment));
    }

    private void writeOfOptions(String kind) {
        writePublic(
                join(
                        declared(kind),
                        "java.util.function.Consumer<? super %s> options"
                                .formatted(options.publicType())),
                join(tensors(kind), "%s.of(options, \"%s\")".formatted(options.publicType(), name)),
                is("orFirst", "false")
                        ? "@param options sets the parameters\n"
                        : "@param options sets what is not to be as by default\n");
    }

    /**
     * Writes a public constructor.
     *
     * @param declared its parameters
     * @param arguments what it calls another one with
     * @param tag the tag of a parameter beside the law's
     */
    private void writePublic(String declared, String arguments, String tag) {
        text.append('\n')
                .append(
                        DocComment.comment(
                                "    ",
                                "Makes a distribution.\n\n"
                                        + documented()
                                        + tag
                                        + String.join("\n", constructorDocumentation.tags())))
                .append(
                        "    public %s(%s) {\n        this(%s);\n    }\n"
                                .formatted(name, declared, arguments));
    }

    private String documented() {
        return parameters.stream()
                .map(each -> each.toString())
                .map(
                        each ->
                                "@param %s %s\n"
                                        .formatted(each, constructorDocumentation.parameter(each)))
                .collect(Collectors.joining());
    }
}
