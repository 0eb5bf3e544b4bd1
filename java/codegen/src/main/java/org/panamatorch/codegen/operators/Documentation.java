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

    /** Operators that answer a question for each element. */
    private static final String BOOLEAN_RESULT =
            "eq|ge|gt|le|lt|ne|greater|greater_equal|less|less_equal|not_equal|isclose|isfinite|isinf"
                + "|isnan|isneginf|isposinf|isreal|logical_(and|not|or|xor)|signbit";

    private Documentation() {}

    /** What a parameter of this Java type is. */
    static String of(String operator, Schema.Argument argument, String javaType) {
        StringBuilder text = new StringBuilder(noun(operator, argument, javaType));
        if (argument.type().optional() && !isPrimitive(javaType) && text.indexOf("null") < 0) {
            text.append(", or null");
        }
        if (argument.hasDefault() && !argument.defaultValue().equals("None")) {
            text.append("; {@code ").append(defaultText(argument)).append("} by default");
        }
        return text.toString();
    }

    private static String defaultText(Schema.Argument argument) {
        return switch (argument.defaultValue()) {
            case "True" -> "true";
            case "False" -> "false";
            case "Mean" -> "MEAN";
            default -> argument.defaultValue().replaceAll("['\"]", "");
        };
    }

    /** The same without null and the default. */
    static String noun(String operator, Schema.Argument argument, String javaType) {
        boolean isList = javaType.endsWith("[]") || javaType.equals("Shape");
        String text =
                ArgumentTexts.of(operator, argument.name(), isList)
                        .orElseGet(() -> noun(argument.type(), javaType));
        int size = argument.type().size();
        return argument.type().isSized() && size > 1 && javaType.equals("long")
                ? text + ", for all " + size + " dimensions"
                : text;
    }

    private static boolean isPrimitive(String javaType) {
        return Character.isLowerCase(javaType.charAt(0)) && !javaType.endsWith("[]");
    }

    private static String noun(SchemaType type, String javaType) {
        if (OptionType.packages().containsKey(javaType)) {
            return "which one";
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
            case "boolean[]" -> type.size() + " booleans";
            default -> throw new IllegalArgumentException(javaType);
        };
    }

    static void write(JavaFile file, PublicMethod method) {
        Schema schema = method.operator().schema();
        file.line("    /**");
        Optional<DocPages.Page> page = DocPages.of(schema.name(), method.face());
        wrap(
                file,
                OperatorTexts.of(schema.name())
                        .orElse("The operator {@code " + schema.name() + "}."));
        file.line("     *");
        wrap(file, "<p>Schema: {@code " + schema.text() + "}.");
        file.line("     *");
        for (PublicMethod.Parameter parameter : method.parameters()) {
            wrap(file, "@param " + parameter.name() + " " + parameter.text());
        }
        if (!schema.results().isEmpty() && !returnsNothing(schema)) {
            wrap(file, "@return " + result(method));
        }
        wrap(file, "@throws TorchException if " + refusal(method));
        if (page.isPresent()) {
            file.line("     * @see <a");
            file.line(
                    "     *     href=\""
                            + page.get().address()
                            + "\">"
                            + page.get().title()
                            + "</a>");
        }
        file.line("     */");
    }

    /** When LibTorch refuses a call, as far as the arguments tell. */
    private static String refusal(PublicMethod method) {
        Schema schema = method.operator().schema();
        List<String> names = schema.arguments().stream().map(Schema.Argument::name).toList();
        long tensors =
                schema.arguments().stream()
                        .filter(argument -> argument.type().base() == SchemaType.Base.TENSOR)
                        .filter(argument -> !argument.isOut())
                        .count();
        if (schema.isFactory()) {
            return "a size is negative, or the dtype and the numbers do not fit";
        }
        if (names.stream().anyMatch(name -> name.matches("dims?[01]?"))) {
            return "there is no such dimension, or "
                    + (tensors > 1 ? "the tensors do not fit together" : "the dtype does not fit");
        }
        if (tensors > 1) {
            return "the shapes or dtypes do not fit together";
        }
        return names.size() == 1
                ? "the operator does not know the dtype or the shape"
                : "the operator does not take the dtype, the shape or an argument";
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
            case TENSOR -> newTensor(schema);
            case TENSORS -> "new tensors";
            case BOOL -> "true or false";
            case DTYPE -> "the dtype";
            default -> "the number";
        };
    }

    private static String newTensor(Schema schema) {
        Section section = Section.of(schema.name());
        long operands =
                schema.arguments().stream()
                        .filter(argument -> argument.type().base() == SchemaType.Base.TENSOR)
                        .filter(argument -> !argument.type().list())
                        .count();
        String of = schema.name().matches(BOOLEAN_RESULT) ? " of {@code bool}" : "";
        if (section != Section.POINTWISE && of.isEmpty() || operands == 0) {
            return "a new tensor";
        }
        return operands == 1
                ? "a new tensor of the same shape" + (of.isEmpty() ? "" : "," + of)
                : "a new tensor of the common shape after broadcasting"
                        + (of.isEmpty() ? "" : "," + of);
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
