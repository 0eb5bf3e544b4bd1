package org.panamatorch.codegen.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;

/** Writes the modules of one, two and three dimensions whose abstract one is written by hand. */
final class LeavesWriter {
    private static final List<String> DIMENSIONS = List.of("", "L", "H, W", "D, H, W");

    private final TypeElement base;
    private final ExecutableElement constructor;
    private final OptionRecord options;
    private final DocComment documentation;
    private final DocComment constructorDocumentation;
    private final String packageName;

    LeavesWriter(
            TypeElement base,
            Map<String, OptionRecord> records,
            ProcessingEnvironment environment) {
        this.base = base;
        this.constructor =
                ElementFilter.constructorsIn(base.getEnclosedElements()).stream()
                        .filter(
                                each ->
                                        !each.getParameters().isEmpty()
                                                && each.getParameters()
                                                        .getFirst()
                                                        .asType()
                                                        .toString()
                                                        .equals("int"))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new DeclarationException(
                                                base,
                                                "no constructor takes the number of dimensions"
                                                        + " first"));
        this.options = records.get(constructor.getParameters().getLast().asType().toString());
        this.documentation = DocComment.parse(environment.getElementUtils().getDocComment(base));
        this.constructorDocumentation =
                DocComment.parse(environment.getElementUtils().getDocComment(constructor));
        this.packageName =
                environment.getElementUtils().getPackageOf(base).getQualifiedName().toString();
    }

    String qualifiedName(int dims) {
        return packageName + "." + name(dims);
    }

    private String name(int dims) {
        String name = base.getSimpleName().toString();
        return name.substring(0, name.length() - "Nd".length()) + dims + "d";
    }

    /** The source of one of the modules. */
    String write(int dims) {
        StringBuilder text = new StringBuilder("package ").append(packageName).append(";\n\n");
        String tags = String.join("\n", documentation.tags());
        text.append(
                DocComment.comment("", filled(documentation.description() + "\n\n" + tags, dims)));
        text.append("public final class ")
                .append(name(dims))
                .append(" extends ")
                .append(base.getSimpleName())
                .append(" {\n");
        List<? extends VariableElement> all = constructor.getParameters();
        List<? extends VariableElement> required =
                all.subList(1, options == null ? all.size() : all.size() - 1);
        for (List<String> types : parameterTypes(required)) {
            writeConstructor(text, dims, required, types, null);
            if (options != null) {
                writeConstructor(text, dims, required, types, options);
            }
        }
        return text.append("}\n").toString();
    }

    private static String filled(String documentation, int dims) {
        return documentation
                .replace("{N}", Integer.toString(dims))
                .replace("{*}", DIMENSIONS.get(dims))
                .strip();
    }

    /** The types of the required parameters: as one number and as several where there are sizes. */
    private static List<List<String>> parameterTypes(List<? extends VariableElement> required) {
        boolean hasSizes = required.stream().anyMatch(parameter -> isSizes(parameter));
        List<List<String>> forms = new ArrayList<>();
        for (String sizes : hasSizes ? List.of("long", "org.panamatorch.Shape") : List.of("")) {
            forms.add(
                    required.stream()
                            .map(
                                    parameter ->
                                            isSizes(parameter)
                                                    ? sizes
                                                    : parameter.asType().toString())
                            .toList());
        }
        return forms;
    }

    private static boolean isSizes(VariableElement parameter) {
        return parameter.asType().toString().equals(Option.SIZES);
    }

    private void writeConstructor(
            StringBuilder text,
            int dims,
            List<? extends VariableElement> required,
            List<String> types,
            OptionRecord set) {
        List<String> parameters = new ArrayList<>();
        List<String> arguments = new ArrayList<>(List.of(Integer.toString(dims)));
        StringBuilder lines =
                new StringBuilder("Makes the module")
                        .append(set == null ? " with the defaults" : "")
                        .append(".\n\n");
        for (int i = 0; i < required.size(); i++) {
            VariableElement parameter = required.get(i);
            parameters.add(types.get(i) + " " + parameter);
            arguments.add(argument(parameter, types.get(i), dims));
            lines.append("@param ")
                    .append(parameter)
                    .append(' ')
                    .append(constructorDocumentation.parameter(parameter.toString()))
                    .append('\n');
        }
        if (set != null) {
            parameters.add("java.util.function.Consumer<? super " + set.publicType() + "> options");
            lines.append("@param options sets what is not to be as by default\n");
        }
        if (options != null) {
            arguments.add(
                    set == null
                            ? options.publicType() + ".defaults()"
                            : options.publicType() + ".of(options, \"" + name(dims) + "\")");
        }
        lines.append(constructorDocumentation.tags().stream().collect(Collectors.joining("\n")));
        text.append('\n').append(DocComment.comment("    ", lines.toString()));
        text.append("    public ")
                .append(name(dims))
                .append('(')
                .append(String.join(", ", parameters))
                .append(") {\n");
        text.append("        super(").append(String.join(", ", arguments)).append(");\n    }\n");
    }

    private String argument(VariableElement parameter, String type, int dims) {
        if (!isSizes(parameter)) {
            return parameter.toString();
        }
        return type.equals("long")
                ? Option.SIZES + ".single(" + parameter + ")"
                : Option.SIZES
                        + ".of("
                        + parameter
                        + ", \""
                        + name(dims)
                        + "\", \""
                        + parameter
                        + "\")";
    }
}
