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
                        || Faces.of(operator).isEmpty() == isPublic) {
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
