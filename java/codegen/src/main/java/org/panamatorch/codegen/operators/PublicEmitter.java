package org.panamatorch.codegen.operators;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the public layer: the mixins of Tensor, the base classes of Torch, and the classes of the name spaces. Every
 * method fills in what the caller left out and calls the internal layer.
 */
final class PublicEmitter {
    /** The first letters of the names in each part of the large classes: no source file gets too big to open. */
    private static final List<String> PARTS = List.of("ab", "cde", "fghijkl", "mnop", "qrst", "uvwxyz");

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

    /** The methods of each public type, by name. */
    Map<String, TreeMap<String, List<PublicMethod>>> types() {
        return types;
    }

    void emit(GeneratedFiles files) throws IOException {
        for (Map.Entry<String, TreeMap<String, List<PublicMethod>>> entry : types.entrySet()) {
            String type = entry.getKey();
            if (type.equals(Faces.TENSOR)) {
                emitMixins(files, entry.getValue());
            } else if (type.equals(Faces.TORCH)) {
                emitBases(files, entry.getValue());
            } else {
                emitNameSpace(files, type, entry.getValue());
            }
        }
    }

    private void emitMixins(GeneratedFiles files, TreeMap<String, List<PublicMethod>> methods)
            throws IOException {
        List<String> names = new ArrayList<>();
        for (String part : PARTS) {
            String name = partName("TensorOperators", part);
            names.add(name);
            JavaFile file = new JavaFile(JavaNames.ROOT, packages);
            file.line("/** The operators that are methods of the tensor, from " + range(part) + ". */");
            file.line("sealed interface " + name + " permits TensorOperators {");
            emitMethods(file, of(methods, part), "default ");
            file.line("}");
            files.write(JavaNames.path(JavaNames.ROOT, name), file.text());
        }
        JavaFile file = new JavaFile(JavaNames.ROOT, packages);
        file.line("/** The operators that are methods of the tensor. */");
        file.list("sealed interface TensorOperators extends ", names, " permits Tensor {}");
        files.write(JavaNames.path(JavaNames.ROOT, "TensorOperators"), file.text());
    }

    private void emitBases(GeneratedFiles files, TreeMap<String, List<PublicMethod>> methods)
            throws IOException {
        String base = null;
        for (int i = 0; i < PARTS.size(); i++) {
            String part = PARTS.get(i);
            boolean last = i == PARTS.size() - 1;
            String name = last ? "TorchOperators" : partName("TorchOperators", part);
            JavaFile file = new JavaFile(JavaNames.ROOT, packages);
            file.line("/** The operators that are functions, from " + range(part) + ". */");
            file.line(
                    "abstract sealed class "
                            + name
                            + (base == null ? "" : " extends " + base)
                            + " permits "
                            + (last
                                    ? "Torch"
                                    : i == PARTS.size() - 2
                                            ? "TorchOperators"
                                            : partName("TorchOperators", PARTS.get(i + 1)))
                            + " {");
            file.line("    " + name + "() {}");
            emitMethods(file, of(methods, part), "public static ");
            file.line("}");
            files.write(JavaNames.path(JavaNames.ROOT, name), file.text());
            base = name;
        }
    }

    private void emitNameSpace(
            GeneratedFiles files, String type, TreeMap<String, List<PublicMethod>> methods)
            throws IOException {
        JavaFile file = new JavaFile(JavaNames.ROOT, packages);
        String python = "torch." + type.toLowerCase(java.util.Locale.ROOT);
        file.line("/** The operators of PyTorch's {@code " + python + "}. */");
        file.line("public final class " + type + " {");
        file.line("    private " + type + "() {}");
        emitMethods(file, List.copyOf(methods.values()), "public static ");
        file.line("}");
        files.write(JavaNames.path(JavaNames.ROOT, type), file.text());
    }

    private static List<List<PublicMethod>> of(
            TreeMap<String, List<PublicMethod>> methods, String part) {
        List<List<PublicMethod>> inPart = new ArrayList<>();
        methods.forEach(
                (name, all) -> {
                    if (part.indexOf(Character.toLowerCase(name.charAt(0))) >= 0) {
                        inPart.add(all);
                    }
                });
        return inPart;
    }

    private static String partName(String prefix, String part) {
        return prefix
                + Character.toUpperCase(part.charAt(0))
                + Character.toUpperCase(part.charAt(part.length() - 1));
    }

    private static String range(String part) {
        return Character.toUpperCase(part.charAt(0))
                + " to "
                + Character.toUpperCase(part.charAt(part.length() - 1));
    }

    private void emitMethods(
            JavaFile file, List<List<PublicMethod>> methods, String modifiers) {
        for (List<PublicMethod> overloads : methods) {
            for (PublicMethod method : overloads) {
                file.blank();
                Documentation.write(file, method);
                emitMethod(file, method, modifiers);
            }
        }
    }

    private void emitMethod(JavaFile file, PublicMethod method, String modifiers) {
        Operator operator = method.operator();
        String type = InternalEmitter.returnType(operator, records);
        file.list(
                "    " + modifiers + type + " " + method.face().method() + "(",
                method.declarations(),
                ") {");
        String call = Naming.atenClass(operator.name()) + "." + operator.stem() + "(";
        if (!method.hasOptions()) {
            file.list("        " + (type.equals("void") ? "" : "return ") + call, method.values(), ");");
        } else {
            file.line("        TensorOptions chosen = options == null ? TensorOptions.DEFAULT : options;");
            if (makesTensor(operator)) {
                file.list("        Tensor made = " + call, method.values(), ");");
                file.line("        return chosen.requiresGrad() ? made.requiresGrad_(true) : made;");
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
