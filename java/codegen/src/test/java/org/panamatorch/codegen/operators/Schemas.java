package org.panamatorch.codegen.operators;

import java.util.ArrayList;
import java.util.List;

/** Makes operators for tests out of schema strings. */
final class Schemas {
    private Schemas() {}

    /**
     * An operator that is method and function where its first argument is self, else a function.
     */
    static Operator operator(String schema) {
        Schema parsed = SchemaParser.parse(schema);
        boolean method =
                !parsed.arguments().isEmpty() && parsed.arguments().get(0).name().equals("self");
        String stem = parsed.qualifiedName().replace('.', '_');
        return new Operator(stem, parsed, parsed.name() + "_ops.h", method, true);
    }

    /** The overloads that operators of one name have in one class, as Java would declare them. */
    static List<String> overloads(String type, String... schemas) {
        List<PublicMethod> candidates = new ArrayList<>();
        for (String schema : schemas) {
            Operator operator = operator(schema);
            for (PublicPlaces.Face face : PublicPlaces.of(operator)) {
                if (face.type().equals(type)) {
                    candidates.addAll(OverloadExpansion.of(operator, face));
                }
            }
        }
        return OverloadSet.of(candidates).stream()
                .map(method -> String.join(", ", method.declarations()))
                .toList();
    }
}
