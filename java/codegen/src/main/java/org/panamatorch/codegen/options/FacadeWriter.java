package org.panamatorch.codegen.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;

/** Writes the class by which users call the functions of several classes. */
final class FacadeWriter {
    private final String facade;
    private final List<TypeElement> bodies;
    private final Map<String, OptionRecord> records;
    private final ProcessingEnvironment environment;
    private final StringBuilder text = new StringBuilder();

    FacadeWriter(
            String facade,
            List<TypeElement> bodies,
            Map<String, OptionRecord> records,
            ProcessingEnvironment environment) {
        this.facade = facade;
        this.bodies = bodies;
        this.records = records;
        this.environment = environment;
    }

    /** The source. */
    String write(DocComment documentation, String base) {
        int dot = facade.lastIndexOf('.');
        String name = facade.substring(dot + 1);
        text.append("package ").append(facade, 0, dot).append(";\n\n");
        text.append(DocComment.comment("", whole(documentation)));
        text.append("public final class ")
                .append(name)
                .append(base.isEmpty() ? "" : " extends " + base);
        text.append(" {\n");
        bodies.forEach(this::writeConstants);
        text.append("    private ").append(name).append("() {}\n");
        for (TypeElement body : bodies) {
            for (ExecutableElement method : ElementFilter.methodsIn(body.getEnclosedElements())) {
                if (method.getModifiers().contains(Modifier.PUBLIC)) {
                    writeForms(body, method);
                }
            }
        }
        return text.append("}\n").toString();
    }

    private void writeConstants(TypeElement body) {
        for (VariableElement field : ElementFilter.fieldsIn(body.getEnclosedElements())) {
            if (field.getModifiers().contains(Modifier.PUBLIC)) {
                text.append(
                        DocComment.comment(
                                "    ", environment.getElementUtils().getDocComment(field)));
                text.append("    public static final ")
                        .append(field.asType())
                        .append(' ')
                        .append(field)
                        .append(" = ")
                        .append(body.getQualifiedName())
                        .append('.')
                        .append(field)
                        .append(";\n\n");
            }
        }
    }

    private static String whole(DocComment documentation) {
        return documentation.description()
                + documentation.tags().stream().collect(Collectors.joining("\n", "\n\n", ""));
    }

    private void writeForms(TypeElement body, ExecutableElement method) {
        List<? extends VariableElement> parameters = method.getParameters();
        OptionRecord options =
                parameters.isEmpty() ? null : records.get(parameters.getLast().asType().toString());
        if (options == null) {
            List<Option> defaulted = defaulted(method);
            if (!defaulted.isEmpty()) {
                write(
                        body,
                        method,
                        List.copyOf(parameters.subList(0, parameters.size() - defaulted.size())),
                        null,
                        defaulted.stream().map(Option::initial).collect(Collectors.joining(", ")));
            }
            write(body, method, List.copyOf(parameters), null, null);
            return;
        }
        List<VariableElement> required = List.copyOf(parameters.subList(0, parameters.size() - 1));
        write(body, method, required, null, options.publicType() + ".defaults()");
        if (options.options().size() == 1) {
            Option only = options.options().getFirst();
            for (Option.Setter setter : only.setters()) {
                write(
                        body,
                        method,
                        required,
                        new Extra(
                                setter.parameterType(),
                                only.name(),
                                only.documentation(),
                                only.nullCheck(
                                        setter, only.name(), method.getSimpleName().toString())),
                        "new "
                                + options.type()
                                + "("
                                + setter.expression().replace("value", only.name())
                                + ")");
            }
        }
        write(
                body,
                method,
                required,
                new Extra(
                        "java.util.function.Consumer<? super " + options.publicType() + ">",
                        "options",
                        "sets what is not to be as by default",
                        ""),
                options.publicType() + ".of(options, \"" + method.getSimpleName() + "\")");
    }

    /** The parameters that have defaults, which are the last ones. */
    private List<Option> defaulted(ExecutableElement method) {
        DocComment comment = DocComment.parse(environment.getElementUtils().getDocComment(method));
        return method.getParameters().stream()
                .filter(parameter -> OptionRecord.annotation(parameter, "Default") != null)
                .map(
                        parameter ->
                                Option.of(
                                        parameter,
                                        OptionRecord.value(parameter, "Default", "value", null),
                                        comment))
                .toList();
    }

    /** A last parameter that the body's method has not, and the statement that refuses null. */
    private record Extra(String type, String name, String documentation, String nullCheck) {}

    private void write(
            TypeElement body,
            ExecutableElement method,
            List<VariableElement> required,
            Extra extra,
            String last) {
        List<String> parameters = new ArrayList<>();
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < required.size(); i++) {
            VariableElement parameter = required.get(i);
            boolean isVarArgs = method.isVarArgs() && i == method.getParameters().size() - 1;
            String type = parameter.asType().toString();
            parameters.add(
                    (isVarArgs ? type.substring(0, type.length() - 2) + "..." : type)
                            + " "
                            + parameter);
            arguments.add(parameter.toString());
        }
        if (extra != null) {
            parameters.add(extra.type() + " " + extra.name());
        }
        if (last != null) {
            arguments.add(last);
        }
        text.append('\n');
        text.append(DocComment.comment("    ", documentation(method, required, extra)));
        if (environment.getElementUtils().isDeprecated(method)) {
            text.append("    @Deprecated\n");
        }
        boolean isVoid = method.getReturnType().getKind() == TypeKind.VOID;
        text.append("    public static ")
                .append(typeParameters(method))
                .append(method.getReturnType())
                .append(' ')
                .append(method.getSimpleName())
                .append('(')
                .append(String.join(", ", parameters))
                .append(") {\n");
        if (extra != null) {
            text.append(extra.nullCheck());
        }
        text.append("        ")
                .append(isVoid ? "" : "return ")
                .append(body.getQualifiedName())
                .append('.')
                .append(method.getSimpleName())
                .append('(')
                .append(String.join(", ", arguments))
                .append(");\n    }\n");
    }

    private static String typeParameters(ExecutableElement method) {
        if (method.getTypeParameters().isEmpty()) {
            return "";
        }
        return method.getTypeParameters().stream()
                .map(
                        parameter ->
                                parameter
                                        + " extends "
                                        + parameter.getBounds().stream()
                                                .map(Object::toString)
                                                .collect(Collectors.joining(" & ")))
                .collect(Collectors.joining(", ", "<", "> "));
    }

    private String documentation(
            ExecutableElement method, List<VariableElement> required, Extra extra) {
        DocComment comment = DocComment.parse(environment.getElementUtils().getDocComment(method));
        if (comment.description().isEmpty()) {
            throw new DeclarationException(
                    method, "function '" + method.getSimpleName() + "' is not documented");
        }
        StringBuilder lines = new StringBuilder(comment.description()).append("\n\n");
        Map<String, String> defaults =
                defaulted(method).stream()
                        .collect(Collectors.toMap(Option::name, Option::defaultText));
        for (VariableElement parameter : required) {
            String name = parameter.toString();
            lines.append("@param ").append(name).append(' ').append(comment.parameter(name));
            if (defaults.containsKey(name)) {
                lines.append("; ").append(defaults.get(name));
            }
            lines.append('\n');
        }
        if (extra != null) {
            lines.append("@param ")
                    .append(extra.name())
                    .append(' ')
                    .append(extra.documentation())
                    .append('\n');
        }
        method.getTypeParameters()
                .forEach(
                        parameter ->
                                lines.append("@param <")
                                        .append(parameter)
                                        .append("> ")
                                        .append(comment.parameter("<" + parameter + ">"))
                                        .append('\n'));
        comment.tags().forEach(tag -> lines.append(tag).append('\n'));
        return lines.toString();
    }

    /** The classes that a facade is made of, in the order of their names. */
    static List<TypeElement> bodies(Iterable<? extends Element> elements, String facade) {
        List<TypeElement> bodies = new ArrayList<>();
        for (Element element : elements) {
            if (element.getKind() == ElementKind.CLASS
                    && facade.equals(OptionRecord.value(element, "Facade", "value", null))) {
                bodies.add((TypeElement) element);
            }
        }
        bodies.sort(
                (a, b) ->
                        a.getQualifiedName().toString().compareTo(b.getQualifiedName().toString()));
        return bodies;
    }
}
