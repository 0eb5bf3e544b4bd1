package org.panamatorch.codegen.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;

/** Writes the modules of one, two and three dimensions whose abstract one is written by hand. */
final class LeavesWriter {
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
        return Dimensions.named(base.getSimpleName().toString(), dims);
    }

    /** The source of one of the modules. */
    String write(int dims) {
        StringBuilder text = new StringBuilder("package ").append(packageName).append(";\n\n");
        text.append(
                DocComment.comment(
                        "",
                        Dimensions.filled(
                                documentation.description() + "\n\n" + tags(dims), dims)));
        text.append("public final class ")
                .append(name(dims))
                .append(" extends ")
                .append(base.getSimpleName())
                .append(" {\n");
        List<? extends VariableElement> all = constructor.getParameters();
        Parameters required =
                new Parameters(
                        all.subList(1, options == null ? all.size() : all.size() - 1),
                        constructor.isVarArgs());
        required.forms(name(dims), false).forEach(form -> writeConstructor(text, dims, form, null));
        if (options != null) {
            required.forms(name(dims), true)
                    .forEach(form -> writeConstructor(text, dims, form, options));
        }
        return text.append("}\n").toString();
    }

    /** The tags of the documentation, and a link to Python's where they have none. */
    private String tags(int dims) {
        List<String> tags = new ArrayList<>(documentation.tags());
        if (!documentation.hasLink()) {
            tags.add(DocComment.link("torch.nn." + name(dims)));
        }
        return String.join("\n", tags);
    }

    private void writeConstructor(
            StringBuilder text, int dims, List<Parameters.Given> required, OptionRecord set) {
        List<String> parameters = new ArrayList<>();
        List<String> arguments = new ArrayList<>(List.of(Integer.toString(dims)));
        StringBuilder lines =
                new StringBuilder("Makes the module")
                        .append(options != null && set == null ? " with the defaults" : "")
                        .append(".\n\n");
        for (Parameters.Given given : required) {
            parameters.add(given.declaration());
            arguments.add(given.argument());
            lines.append("@param ")
                    .append(given.element())
                    .append(' ')
                    .append(constructorDocumentation.parameter(given.element().toString()))
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
        lines.append(String.join("\n", constructorDocumentation.tags()));
        text.append('\n')
                .append(DocComment.comment("    ", Dimensions.filled(lines.toString(), dims)));
        text.append("    public ")
                .append(name(dims))
                .append('(')
                .append(String.join(", ", parameters))
                .append(") {\n");
        text.append("        super(").append(String.join(", ", arguments)).append(");\n    }\n");
    }
}
