package org.panamatorch.codegen.operators;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What Python's constructors of sparse tensors do before they call the operator, which believes its
 * arguments: the values are converted to what is asked for, and say what is not.
 */
final class SparseConstructor {
    private static final Set<String> NAMES =
            Set.of(
                    "sparse_bsc_tensor",
                    "sparse_bsr_tensor",
                    "sparse_compressed_tensor",
                    "sparse_coo_tensor",
                    "sparse_csc_tensor",
                    "sparse_csr_tensor");

    private SparseConstructor() {}

    /**
     * The arguments' Java, in the order of the schema.
     *
     * @param values the same before
     */
    static List<String> converted(Operator operator, List<String> values) {
        List<String> names =
                operator.schema().arguments().stream().map(Schema.Argument::name).toList();
        if (!NAMES.contains(operator.name()) || !names.contains("values")) {
            return values;
        }
        String given = values.get(names.indexOf("values"));
        String dtype = values.get(names.indexOf("dtype"));
        String device = values.get(names.indexOf("device"));
        // This one operator looks at the values itself.
        boolean takesAfterValues = operator.name().equals("sparse_coo_tensor");
        List<String> converted = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            converted.add(
                    switch (names.get(i)) {
                        case "indices" -> "SparseArguments.indices(" + value + ")";
                        case "values" -> call("values", given, dtype, device);
                        case "dtype" -> takesAfterValues ? dtype : call("dtype", given, dtype);
                        case "device" -> takesAfterValues ? device : call("device", given, device);
                        default -> value;
                    });
        }
        return converted;
    }

    private static String call(String method, String... arguments) {
        return "SparseArguments." + method + "(" + String.join(", ", arguments) + ")";
    }
}
