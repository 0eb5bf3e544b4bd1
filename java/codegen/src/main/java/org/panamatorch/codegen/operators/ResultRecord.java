package org.panamatorch.codegen.operators;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The record that an operator with several results returns.
 *
 * @param packageName the package it is in
 * @param name its simple name
 * @param components in the order of the schema
 * @param operator the operator that it is named after
 */
record ResultRecord(String packageName, String name, List<Component> components, String operator) {

    /** What components are, by their names. */
    private static final Map<String, String> TEXTS =
            Map.ofEntries(
                    Map.entry("a", "the reflections, and the triangular factor above them"),
                    Map.entry("binEdges", "the edges of the bins"),
                    Map.entry("cell", "the cell state"),
                    Map.entry("clonedCoefficient", "a copy of the matrix"),
                    Map.entry("eigenvalues", "the eigenvalues"),
                    Map.entry("eigenvectors", "the eigenvectors, a column each"),
                    Map.entry("exponent", "the exponents"),
                    Map.entry("hidden", "the hidden state"),
                    Map.entry("hist", "the counts"),
                    Map.entry("indices", "their indices"),
                    Map.entry("info", "0 for each matrix where it succeeded"),
                    Map.entry("inverse", "the inverse"),
                    Map.entry("invstd", "the inverse standard deviations"),
                    Map.entry("l", "the lower triangular factor"),
                    Map.entry("ld", "the factorization in compact form"),
                    Map.entry("logabsdet", "the logarithms of the absolute values"),
                    Map.entry("lu", "the factorization in compact form"),
                    Map.entry("mantissa", "the mantissas"),
                    Map.entry("mask", "where elements were kept"),
                    Map.entry("max", "the greatest elements"),
                    Map.entry("mean", "the means"),
                    Map.entry("min", "the least elements"),
                    Map.entry("output", "the result itself"),
                    Map.entry("p", "the permutations"),
                    Map.entry("pivots", "the pivots"),
                    Map.entry("q", "the orthogonal or unitary factor"),
                    Map.entry("r", "the upper triangular factor"),
                    Map.entry("rank", "the ranks of the matrices"),
                    Map.entry("residuals", "the sums of the squares of what is left"),
                    Map.entry("result", "the solution"),
                    Map.entry("rstd", "the inverse standard deviations"),
                    Map.entry("s", "the singular values, the greatest first"),
                    Map.entry("saveInvstd", "the inverse standard deviations of the batch"),
                    Map.entry("saveMean", "the means of the batch"),
                    Map.entry("sign", "the signs"),
                    Map.entry("singularValues", "the singular values"),
                    Map.entry("solution", "the solution"),
                    Map.entry("std", "the standard deviations"),
                    Map.entry("tau", "the scalar factors of the reflections"),
                    Map.entry("u", "the factor U"),
                    Map.entry("v", "the factor V"),
                    Map.entry("values", "the elements"),
                    Map.entry("variance", "the variances"),
                    Map.entry("vh", "the conjugate transpose of V"),
                    Map.entry("xmax", "the upper limit"),
                    Map.entry("xmin", "the lower limit"));

    /** One result. */
    record Component(String name, ResultForm form) {}

    /** Chooses the records of all operators: overloads with equal results share one. */
    static Map<Operator, ResultRecord> choose(List<Operator> operators) {
        Map<String, ResultRecord> byName = new HashMap<>();
        Map<Operator, ResultRecord> chosen = new LinkedHashMap<>();
        // Public ones first, so that they get the plain names.
        for (boolean isPublic : new boolean[] {true, false}) {
            for (Operator operator : operators) {
                if (operator.schema().results().size() < 2
                        || PublicPlaces.of(operator).isEmpty() == isPublic) {
                    continue;
                }
                List<Component> components = components(operator.schema());
                String base = Naming.javaType(operator.name());
                String name = base + "Result";
                for (int i = 2; clashes(byName.get(name), components); i++) {
                    name = base + i + "Result";
                }
                String home = isPublic ? JavaNames.RESULT : JavaNames.ATEN;
                chosen.put(
                        operator,
                        byName.computeIfAbsent(
                                name,
                                key -> new ResultRecord(home, key, components, operator.name())));
            }
        }
        return chosen;
    }

    private static boolean clashes(ResultRecord other, List<Component> components) {
        return other != null && !other.components().equals(components);
    }

    private static List<Component> components(Schema schema) {
        List<String> names = ResultNames.of(schema.name());
        List<Component> components = new ArrayList<>();
        for (int i = 0; i < schema.results().size(); i++) {
            Schema.Result result = schema.results().get(i);
            components.add(
                    new Component(
                            result.name() != null
                                    ? Naming.javaParameter(result.name())
                                    : i < names.size() ? names.get(i) : "result" + i,
                            ResultForm.of(result.type())));
        }
        return components;
    }

    void emit(OperatorFiles files) throws IOException {
        JavaFile file = new JavaFile(packageName, JavaNames.packages(List.of()));
        file.line("/**");
        file.line(" * The results of {@code " + operator + "}.");
        file.line(" *");
        for (Component component : components) {
            file.line(" * @param " + component.name() + " " + described(component));
        }
        file.line(" */");
        List<String> parameters = new ArrayList<>();
        for (Component component : components) {
            parameters.add(component.form().javaType() + " " + component.name());
        }
        boolean hasTensors = components.stream().anyMatch(c -> c.form().isReturned());
        file.list(
                "public record " + name + "(",
                parameters,
                hasTensors ? ") implements TensorTuple {" : ") {}");
        if (hasTensors) {
            emitTensors(file);
            file.line("}");
        }
        files.write(JavaNames.path(packageName, name), file.text());
    }

    private static String described(Component component) {
        String known = TEXTS.get(component.name());
        if (known != null) {
            return known;
        }
        String ordinal = component.name().matches("result\\d+") ? "the result at its place" : null;
        return switch (component.form()) {
            case TENSOR -> ordinal != null ? "a tensor, " + ordinal : "a tensor";
            case TENSORS -> "tensors";
            case BOOL -> "true or false";
            case DTYPE -> "a dtype";
            default -> "a number";
        };
    }

    private void emitTensors(JavaFile file) {
        file.line("    @Override");
        file.line("    public List<Tensor> tensors() {");
        List<String> items = new ArrayList<>();
        for (Component component : components) {
            if (component.form().isReturned()) {
                items.add(component.name());
            }
        }
        file.list("        return TensorTuple.of(", items, ");");
        file.line("    }");
    }

    /** The interface of the records. */
    static void emitTensorTuple(OperatorFiles files) throws IOException {
        files.write(
                JavaNames.path(JavaNames.RESULT, "TensorTuple"),
                """
                package org.panamatorch.result;

                import java.util.ArrayList;
                import java.util.Collections;
                import java.util.List;
                import org.panamatorch.Tensor;
                import org.panamatorch.internal.call.Arguments;

                /** Several results of one operator. */
                public interface TensorTuple extends AutoCloseable {

                    /**
                     * The tensors among the results, in order, without those that are absent.
                     *
                     * @return an unmodifiable list
                     */
                    List<Tensor> tensors();

                    /** Closes all the tensors. */
                    @Override
                    default void close() {
                        tensors().forEach(Tensor::close);
                    }

                    /**
                     * Collects tensors.
                     *
                     * @param results tensors and arrays of tensors; null ones are passed over
                     * @return an unmodifiable list
                     */
                    static List<Tensor> of(Object... results) {
                        Arguments.requirePresent(
                                results, "TensorTuple.of", "results", "a list of results");
                        List<Tensor> tensors = new ArrayList<>();
                        for (Object result : results) {
                            if (result instanceof Tensor tensor) {
                                tensors.add(tensor);
                            } else if (result instanceof Tensor[] list) {
                                for (Tensor tensor : list) {
                                    if (tensor != null) {
                                        tensors.add(tensor);
                                    }
                                }
                            }
                        }
                        return Collections.unmodifiableList(tensors);
                    }
                }
                """);
    }
}
