package org.panamatorch.codegen.operators;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The defaulted arguments of an operator that callers set by name. What is written for them is a
 * record with annotations, from which the build makes the type that users set them on, as it does
 * for modules.
 *
 * @param name what the types are called, without what they end with
 * @param arguments in the order of the schema
 * @param schema the operator's
 */
record NamedOptions(String name, List<Schema.Argument> arguments, Schema schema) {
    /** Operators that take the same options as another, or as another overload. */
    private static final Map<String, String> FAMILIES =
            Map.ofEntries(
                    Map.entry("allclose", "isclose"),
                    Map.entry("diagonal_copy", "diagonal"),
                    Map.entry("diagonal_scatter", "diagonal"),
                    Map.entry("linalg_matrix_norm", "linalg_matrix_norm_ord"),
                    Map.entry("linalg_matrix_norm.out", "linalg_matrix_norm_ord"),
                    Map.entry("linalg_matrix_norm.str_ord", "linalg_matrix_norm"),
                    Map.entry("linalg_matrix_norm.str_ord_out", "linalg_matrix_norm"),
                    Map.entry("linalg_norm.ord_str", "linalg_norm_ord"),
                    Map.entry("linalg_norm.ord_str_out", "linalg_norm_ord"),
                    Map.entry("linalg_pinv", "linalg_matrix_rank"),
                    Map.entry("nanmean", "nansum"),
                    Map.entry("nanquantile", "quantile"),
                    Map.entry("std_mean", "std"),
                    Map.entry("slice_copy", "slice"),
                    Map.entry("slice_inverse", "slice"),
                    Map.entry("slice_scatter", "slice"),
                    Map.entry("var", "std"),
                    Map.entry("var_mean", "std"));

    /** The variable that holds the record in a generated method. */
    private static final String VARIABLE = "set";

    /**
     * The options of an operator.
     *
     * @param arguments those that are set by name
     * @param inPlace defaulted ones before them, which the method takes in place
     */
    static NamedOptions of(
            Operator operator, List<Schema.Argument> arguments, List<Schema.Argument> inPlace) {
        Schema schema = operator.schema();
        String family = family(schema);
        String given =
                inPlace.stream()
                        .map(argument -> "_" + argument.name())
                        .collect(Collectors.joining());
        return new NamedOptions(Naming.javaType(family + given), arguments, schema);
    }

    private static String family(Schema schema) {
        String bare = schema.name().replaceAll("_$", "");
        // All of one number of dimensions; the name says "fft" once.
        if (bare.startsWith("fft_")) {
            return bare.replaceFirst("fft_(i?[rh]?fft)", "fft");
        }
        // An overload's may be others than the operator's.
        return FAMILIES.getOrDefault(schema.qualifiedName(), FAMILIES.getOrDefault(bare, bare));
    }

    /** The type that users set the options on. */
    String publicType() {
        return name + "Options";
    }

    /** The record that declares them. */
    String record() {
        return name + "Spec";
    }

    /** The type of the last parameter of the method. */
    String parameterType() {
        return "Consumer<? super " + publicType() + ">";
    }

    /** The statement that begins the method. */
    String statement(String method) {
        return record()
                + " "
                + VARIABLE
                + " = "
                + publicType()
                + ".of(options, \""
                + method
                + "\");";
    }

    /** What the internal layer gets for one of them. */
    String value(Schema.Argument argument) {
        String got = VARIABLE + "." + javaName(argument) + "()";
        return OptionType.find(schema.name(), argument)
                .map(option -> option.value(got, schema.qualifiedName(), argument))
                .orElse(got);
    }

    private String javaName(Schema.Argument argument) {
        return Naming.publicParameter(schema, argument.name());
    }

    private String javaType(Schema.Argument argument) {
        return OptionType.find(schema.name(), argument)
                .map(OptionType::javaType)
                .orElseGet(() -> ArgumentForm.of(argument.type()).javaType());
    }

    /** What tells the options from others: names, types and defaults. */
    List<String> declarations() {
        List<String> declarations = new ArrayList<>();
        for (Schema.Argument argument : arguments) {
            declarations.add(
                    "@Default(\""
                            + defaultValue(argument)
                            + "\") "
                            + javaType(argument)
                            + " "
                            + javaName(argument));
        }
        return declarations;
    }

    /** The default as a declaration of options has it. */
    private String defaultValue(Schema.Argument argument) {
        String value = argument.defaultValue();
        if (value.equals("None")) {
            return "null";
        }
        if (OptionType.find(schema.name(), argument).isPresent()) {
            return value.replaceAll("['\"]", "").toUpperCase(Locale.ROOT);
        }
        return switch (ArgumentForm.of(argument.type())) {
            case BOOL, OPTIONAL_BOOL -> value.toLowerCase(Locale.ROOT);
            case OPTIONAL_INT -> value + "L";
            case INTS, SYM_INTS, OPTIONAL_INTS, OPTIONAL_SYM_INTS ->
                    value.startsWith("[")
                            ? value.substring(1, value.length() - 1).replace(",", ", ")
                            : value;
            default -> value;
        };
    }

    void emit(OperatorFiles files, List<String> operators, Map<String, String> packages)
            throws IOException {
        JavaFile file = new JavaFile(JavaNames.OPTIONS, packages);
        file.line("/**");
        file.line(
                " * Options of "
                        + operators.stream()
                                .map(operator -> "{@code " + operator + "}")
                                .collect(Collectors.joining(", "))
                        + ".");
        file.line(" *");
        for (Schema.Argument argument : arguments) {
            file.line(
                    " * @param "
                            + javaName(argument)
                            + " "
                            + Documentation.noun(schema.name(), argument, javaType(argument)));
        }
        file.line(" */");
        file.line("@OptionSet(home = \"" + JavaNames.ROOT + "\")");
        file.line("@Unprinted");
        file.list("public record " + record() + "(", declarations(), ") {}");
        files.write(JavaNames.path(JavaNames.OPTIONS, record()), file.text());
    }
}
