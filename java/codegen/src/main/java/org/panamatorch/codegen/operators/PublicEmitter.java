package org.panamatorch.codegen.operators;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Writes the public layer: a mixin of Tensor, the base class of Torch, and the classes of the name
 * spaces. Every method fills in what the caller left out and calls the internal layer.
 */
final class PublicEmitter {
    private final Map<Operator, ResultRecord> records;
    private final Map<String, String> packages;
    private final Map<String, TreeMap<String, List<PublicMethod>>> types = new TreeMap<>();

    PublicEmitter(List<Operator> operators, Map<Operator, ResultRecord> records) {
        this.records = records;
        this.packages = new HashMap<>(JavaNames.packages(records.values()));
        Map<String, Map<String, List<PublicMethod>>> candidates = new TreeMap<>();
        for (Operator operator : operators) {
            packages.put(Naming.atenClass(operator.name()), JavaNames.ATEN);
            for (Faces.Face face : Faces.of(operator)) {
                candidates
                        .computeIfAbsent(face.type(), key -> new TreeMap<>())
                        .computeIfAbsent(face.method(), key -> new ArrayList<>())
                        .addAll(Expansion.of(operator, face));
            }
        }
        candidates.forEach(
                (type, byName) -> {
                    TreeMap<String, List<PublicMethod>> methods = new TreeMap<>();
                    byName.forEach((name, all) -> methods.put(name, OverloadSet.of(all)));
                    types.put(type, methods);
                });
    }

    /** All methods. */
    Stream<PublicMethod> methods() {
        return types.values().stream()
                .flatMap(byName -> byName.values().stream())
                .flatMap(List::stream);
    }

    /** The methods of each public type, by name. */
    Map<String, TreeMap<String, List<PublicMethod>>> types() {
        return types;
    }

    /**
     * Writes the types.
     *
     * @param options the options of their methods
     */
    void emit(OperatorFiles files, OptionRecords options) throws IOException {
        packages.putAll(options.packages());
        for (String type : types.keySet()) {
            switch (type) {
                // One type each, however long: a class that inherits from several takes longer to
                // load.
                case Faces.TENSOR ->
                        emitType(
                                files,
                                type,
                                "TensorOperators",
                                "The operators that are methods of the tensor.",
                                "public sealed interface TensorOperators permits Tensor {");
                case Faces.TORCH ->
                        emitType(
                                files,
                                type,
                                "TorchOperators",
                                "The operators that are functions.",
                                "public abstract sealed class TorchOperators extends"
                                        + " SharedFunctions permits TorchFactories {");
                default -> {
                    boolean extended = Faces.EXTENDED.contains(type);
                    String name = extended ? type + "Operators" : type;
                    emitType(
                            files,
                            type,
                            name,
                            "The operators of PyTorch's {@code torch."
                                    + type.toLowerCase(Locale.ROOT)
                                    + "}.",
                            extended
                                    ? "public abstract sealed class "
                                            + name
                                            + " permits "
                                            + type
                                            + " {"
                                    : "public final class " + name + " {");
                }
            }
        }
    }

    private void emitType(
            OperatorFiles files, String type, String name, String text, String declaration)
            throws IOException {
        boolean isInterface = type.equals(Faces.TENSOR);
        JavaFile file = new JavaFile(JavaNames.ROOT, packages);
        file.line("/** " + text + " */");
        file.line(declaration);
        if (!isInterface) {
            file.line("    " + (name.equals(type) ? "private " : "") + name + "() {}");
        }
        for (List<PublicMethod> overloads : types.get(type).values()) {
            for (PublicMethod method : overloads) {
                file.blank();
                Documentation.write(file, method);
                emitMethod(file, method, isInterface ? "default " : "public static ");
            }
        }
        file.line("}");
        files.write(JavaNames.path(JavaNames.ROOT, name), file.text());
    }

    private void emitMethod(JavaFile file, PublicMethod method, String modifiers) {
        Operator operator = method.operator();
        String type = InternalEmitter.returnType(operator, records);
        file.list(
                "    " + modifiers + type + " " + method.face().method() + "(",
                method.declarations(),
                ") {");
        String call = Naming.atenClass(operator.name()) + "." + operator.stem() + "(";
        if (method.named() != null) {
            file.line("        " + method.named().statement(method.face().method()));
        }
        if (method.options() == null) {
            file.list(
                    "        " + (type.equals("void") ? "" : "return ") + call,
                    method.values(),
                    ");");
        } else {
            file.line("        TensorOptions chosen = " + method.options() + ";");
            if (makesTensor(operator)) {
                file.list("        Tensor made = " + call, method.values(), ");");
                file.line(
                        "        return chosen.requiresGrad() ? made.requiresGrad_(true) : made;");
            } else {
                file.list("        return " + call, method.values(), ");");
            }
        }
        file.line("    }");
    }

    /** Whether the result is new, so that the options can ask for its gradient. */
    private static boolean makesTensor(Operator operator) {
        return !operator.schema().returnsView() && !operator.name().equals("to");
    }
}
