package org.panamatorch.codegen.load;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The types of a call between Java and native code, in the words of native-image. */
record ForeignShape(String result, List<String> parameters) implements Comparable<ForeignShape> {

    static ForeignShape of(MethodTypeDesc type) {
        return new ForeignShape(
                word(type.returnType()),
                type.parameterList().stream().map(ForeignShape::word).toList());
    }

    /**
     * A shape by the names of {@code ValueLayout}'s constants; of a function without result, null.
     */
    static ForeignShape ofLayouts(String result, List<String> parameters) {
        return new ForeignShape(
                result == null ? "void" : word(result),
                parameters.stream().map(ForeignShape::word).toList());
    }

    private static String word(String layout) {
        return layout.equals("ADDRESS")
                ? "void*"
                : "j" + layout.substring("JAVA_".length()).toLowerCase(Locale.ROOT);
    }

    private static String word(ClassDesc type) {
        if (!type.isPrimitive()) {
            return "void*";
        }
        String name = type.displayName();
        return name.equals("void") ? name : "j" + name;
    }

    @Override
    public int compareTo(ForeignShape other) {
        return Comparator.comparing(ForeignShape::toString).compare(this, other);
    }

    /** Its entry in the metadata, with what else is said of it. */
    String json(String options) {
        return "{\"returnType\": \"%s\", \"parameterTypes\": [%s]%s}"
                .formatted(
                        result,
                        String.join(", ", parameters.stream().map(p -> "\"" + p + "\"").toList()),
                        options);
    }
}
