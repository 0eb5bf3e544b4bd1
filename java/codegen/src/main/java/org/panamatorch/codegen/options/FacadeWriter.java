package org.panamatorch.codegen.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
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
    private final String pages;
    private final Predicate<String> contents;
    private final ProcessingEnvironment environment;
    private final StringBuilder text = new StringBuilder();

    /**
     * @param facade the qualified name
     * @param pages where Python has the functions, such as {@code torch.nn.functional}, if each has
     *     a page; or null
     * @param bodies what computes the functions
     * @param records the options by their types
     * @param contents the names of the functions that belong to it
     */
    FacadeWriter(
            String facade,
            String pages,
            List<TypeElement> bodies,
            Map<String, OptionRecord> records,
            Predicate<String> contents,
            ProcessingEnvironment environment) {
        this.facade = facade;
        this.pages = pages;
        this.bodies = bodies;
        this.records = records;
        this.contents = contents;
        this.environment = environment;
    }

    /**
     * The source of the class.
     *
     * @param base the qualified name of a class whose functions it has, too, or null
     */
    String write(DocComment documentation, String base) {
        begin(documentation, "final class", base == null ? "" : " extends " + base);
        bodies.forEach(this::writeConstants);
        return end("private");
    }

    /** The source of a class that others inherit the functions from. */
    String writeBase(DocComment documentation) {
        begin(documentation, "abstract class", "");
        text.append(DocComment.comment("    ", "For the classes of this library that have them."));
        return end("protected");
    }

    private String simpleName() {
        return facade.substring(facade.lastIndexOf('.') + 1);
    }

    private void begin(DocComment documentation, String kind, String parent) {
        text.append("package ").append(facade, 0, facade.lastIndexOf('.')).append(";\n\n");
        text.append(DocComment.comment("", whole(documentation)));
        text.append("public ").append(kind).append(' ').append(simpleName());
        text.append(parent).append(" {\n");
    }

    private String end(String access) {
        text.append("    ").append(access).append(' ').append(simpleName()).append("() {}\n");
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
        if (!Dimensions.areSeveral(method)) {
            writeForms(new Function(body, method, 0));
            return;
        }
        for (int dims : Dimensions.of(method, environment)) {
            writeForms(new Function(body, method, dims));
        }
    }

    /**
     * A function of the facade.
     *
     * @param body the class that computes it
     * @param method the method there
     * @param dims the number of dimensions that the method takes first, or 0 where it takes none
     */
    private record Function(TypeElement body, ExecutableElement method, int dims) {
        String name() {
            String name = method.getSimpleName().toString();
            return dims == 0 ? name : Dimensions.named(name, dims);
        }

        /** What is given to the body beside the number of dimensions. */
        List<? extends VariableElement> parameters() {
            List<? extends VariableElement> all = method.getParameters();
            return dims == 0 ? all : all.subList(1, all.size());
        }
    }

    private void writeForms(Function function) {
        if (!contents.test(function.name())) {
            return;
        }
        List<? extends VariableElement> parameters = function.parameters();
        OptionRecord options =
                parameters.isEmpty() ? null : records.get(parameters.getLast().asType().toString());
        Parameters required =
                new Parameters(
                        options == null ? parameters : parameters.subList(0, parameters.size() - 1),
                        function.method().isVarArgs());
        if (options == null) {
            writeWithoutDefaulted(function);
            required.forms(function.name(), false)
                    .forEach(form -> write(function, form, null, null));
            return;
        }
        String defaults = options.publicType() + ".defaults()";
        required.forms(function.name(), false)
                .forEach(form -> write(function, form, null, defaults));
        for (List<Parameters.Given> form : required.forms(function.name(), true)) {
            if (options.options().size() == 1) {
                writeWithValue(function, form, options);
            }
            write(
                    function,
                    form,
                    new Extra(
                            "java.util.function.Consumer<? super " + options.publicType() + ">",
                            "options",
                            "sets what is not to be as by default",
                            ""),
                    options.publicType() + ".of(options, \"" + function.name() + "\")");
        }
    }

    private void writeWithoutDefaulted(Function function) {
        List<Option> defaulted = defaulted(function.method());
        if (defaulted.isEmpty()) {
            return;
        }
        List<? extends VariableElement> parameters = function.parameters();
        String values = defaulted.stream().map(Option::initial).collect(Collectors.joining(", "));
        new Parameters(parameters.subList(0, parameters.size() - defaulted.size()), false)
                .forms(function.name(), false)
                .forEach(form -> write(function, form, null, values));
    }

    private void writeWithValue(
            Function function, List<Parameters.Given> form, OptionRecord options) {
        Option only = options.options().getFirst();
        for (Option.Setter setter : only.setters()) {
            write(
                    function,
                    form,
                    new Extra(
                            setter.parameterType(),
                            only.name(),
                            only.documentation(),
                            only.nullCheck(setter, only.name(), function.name())),
                    "new "
                            + options.type()
                            + "("
                            + setter.expression().replace("value", only.name())
                            + ")");
        }
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
            Function function, List<Parameters.Given> required, Extra extra, String last) {
        ExecutableElement method = function.method();
        List<String> parameters = new ArrayList<>();
        List<String> arguments = new ArrayList<>();
        if (function.dims() > 0) {
            arguments.add(Integer.toString(function.dims()));
        }
        for (Parameters.Given given : required) {
            parameters.add(given.declaration());
            arguments.add(given.argument());
        }
        if (extra != null) {
            parameters.add(extra.type() + " " + extra.name());
        }
        if (last != null) {
            arguments.add(last);
        }
        text.append('\n');
        text.append(DocComment.comment("    ", documentation(function, required, extra)));
        if (environment.getElementUtils().isDeprecated(method)) {
            text.append("    @Deprecated\n");
        }
        boolean isVoid = method.getReturnType().getKind() == TypeKind.VOID;
        text.append("    public static ")
                .append(typeParameters(method))
                .append(method.getReturnType())
                .append(' ')
                .append(function.name())
                .append('(')
                .append(String.join(", ", parameters))
                .append(") {\n");
        if (extra != null) {
            text.append(extra.nullCheck());
        }
        text.append("        ")
                .append(isVoid ? "" : "return ")
                .append(function.body().getQualifiedName())
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

    private String documentation(Function function, List<Parameters.Given> required, Extra extra) {
        ExecutableElement method = function.method();
        DocComment comment = DocComment.parse(environment.getElementUtils().getDocComment(method));
        if (comment.description().isEmpty()) {
            throw new DeclarationException(
                    method, "function '" + method.getSimpleName() + "' is not documented");
        }
        StringBuilder lines = new StringBuilder(comment.description()).append("\n\n");
        Map<String, String> defaults =
                defaulted(method).stream()
                        .collect(Collectors.toMap(Option::name, Option::defaultText));
        for (Parameters.Given given : required) {
            String name = given.element().toString();
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
        if (!comment.hasLink() && pages != null) {
            lines.append(DocComment.link(pages + "." + Option.pythonName(function.name())));
        }
        return function.dims() == 0
                ? lines.toString()
                : Dimensions.filled(lines.toString(), function.dims());
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
