package org.panamatorch.codegen.operators;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes the Javadoc of the public methods from the schemas. */
final class Documentation {
    private static final int WIDTH = 100;

    /** Operators whose alias annotation means only that they return a view where they can. */
    private static final Set<String> VIEWS_IF_POSSIBLE =
            Set.of(
                    "contiguous",
                    "flatten",
                    "ravel",
                    "reshape",
                    "reshape_as",
                    "resolve_conj",
                    "resolve_neg",
                    "to");

    private Documentation() {}

    /** What a parameter of this Java type is. */
    static String of(Schema.Argument argument, String javaType) {
        StringBuilder text = new StringBuilder(noun(argument, javaType));
        if (argument.hasDefault() && !argument.defaultValue().equals("None")) {
            text.append("; {@code ").append(argument.defaultValue()).append("} by default");
        }
        return text.toString();
    }

    /** The same without the default. */
    static String noun(Schema.Argument argument, String javaType) {
        String noun = noun(argument.type(), javaType);
        return argument.type().optional() && !isPrimitive(javaType) ? noun + ", or null" : noun;
    }

    private static boolean isPrimitive(String javaType) {
        return Character.isLowerCase(javaType.charAt(0)) && !javaType.endsWith("[]");
    }

    private static String noun(SchemaType type, String javaType) {
        if (OptionType.packages().containsKey(javaType)) {
            return "which one";
        }
        if (type.isSized() && javaType.equals("long") && type.size() > 1) {
            return "an integer, repeated " + type.size() + " times";
        }
        return switch (javaType) {
            case "Tensor" -> "a tensor";
            case "Tensor[]", "List<Tensor>" ->
                    type.optionalElements() ? "tensors, some of which may be null" : "tensors";
            case "long", "Long" -> "an integer";
            case "double", "Double" -> "a number";
            case "boolean", "Boolean" -> "true or false";
            case "Number" -> "a number of any kind";
            case "Number[]" -> "numbers of any kind";
            case "String" -> "a text";
            case "DType" -> "a dtype";
            case "Shape" -> "the sizes";
            case "Layout" -> "a layout";
            case "MemoryFormat" -> "a memory format";
            case "Device" -> "a device";
            case "Generator" -> "a generator of random numbers";
            case "long[]" ->
                    type.isSized() && type.size() > 1 ? type.size() + " integers" : "integers";
            case "double[]" -> "numbers";
            case "boolean[]" -> type.size() + " truth values";
            default -> throw new IllegalArgumentException(javaType);
        };
    }

    static void write(JavaFile file, PublicMethod method) {
        Schema schema = method.operator().schema();
        file.line("    /**");
        Optional<DocPages.Page> page = DocPages.of(schema.name(), method.face());
        if (page.isPresent()) {
            file.line("     * The operator <a");
            file.line(
                    "     * href=\"" + page.get().address() + "\">" + page.get().title() + "</a>.");
        } else {
            file.line("     * The operator {@code " + schema.name() + "}.");
        }
        file.line("     *");
        wrap(file, "<p>Schema: {@code " + schema.text() + "}.");
        file.line("     *");
        for (PublicMethod.Parameter parameter : method.parameters()) {
            wrap(file, "@param " + parameter.name() + " " + parameter.text());
        }
        if (!schema.results().isEmpty() && !returnsNothing(schema)) {
            wrap(file, "@return " + result(method));
        }
        file.line("     * @throws TorchException if LibTorch refuses the arguments");
        file.line("     */");
    }

    private static boolean returnsNothing(Schema schema) {
        return schema.isOutForm() && schema.results().size() > 1;
    }

    private static String result(PublicMethod method) {
        Schema schema = method.operator().schema();
        if (schema.isOutForm()) {
            return "the first argument";
        }
        List<Schema.Result> results = schema.results();
        ResultForm form = ResultForm.of(results.get(0).type());
        if (schema.isInPlace()) {
            return method.face().ofTensor() ? "this tensor" : "the first argument";
        }
        if (schema.returnsView()) {
            String of =
                    schema.arguments().stream()
                            .filter(argument -> !argument.alias().isEmpty())
                            .findFirst()
                            .map(argument -> owner(method, argument.name()))
                            .orElseThrow();
            String view = form == ResultForm.TENSORS ? "views of " + of : "a view of " + of;
            return VIEWS_IF_POSSIBLE.contains(schema.name())
                    ? view + ", or a copy where no view can be had"
                    : view;
        }
        if (results.size() > 1) {
            return "the results";
        }
        return switch (form) {
            case TENSOR -> "a new tensor";
            case TENSORS -> "new tensors";
            case BOOL -> "true or false";
            case DTYPE -> "the dtype";
            default -> "the number";
        };
    }

    private static String owner(PublicMethod method, String argument) {
        return method.face().ofTensor() && argument.equals("self")
                ? "this tensor"
                : "{@code " + Naming.publicParameter(method.operator().schema(), argument) + "}";
    }

    private static void wrap(JavaFile file, String text) {
        String start = "     * ";
        StringBuilder line = new StringBuilder(start);
        for (String word : text.split(" ")) {
            if (line.length() + word.length() + 1 > WIDTH && line.length() > start.length()) {
                file.line(line.toString().stripTrailing());
                line = new StringBuilder(text.startsWith("@") ? start + "    " : start);
            }
            line.append(word).append(' ');
        }
        file.line(line.toString().stripTrailing());
    }
}
