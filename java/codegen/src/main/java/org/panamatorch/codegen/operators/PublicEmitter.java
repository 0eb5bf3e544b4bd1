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
 * Writes the public layer: mixins of Tensor, base classes of Torch, and the classes of the name
 * spaces. Every method fills in what the caller left out and calls the internal layer.
 */
final class PublicEmitter {
    private static final String TENSOR_OPERATORS = "TensorOperators";

    private final Map<Operator, ResultRecord> records;
    private final Map<String, String> packages;
    private final Map<String, TreeMap<String, List<PublicMethod>>> types = new TreeMap<>();

    PublicEmitter(List<Operator> operators, Map<Operator, ResultRecord> records) {
        this.records = records;
        this.packages = new HashMap<>(JavaNames.packages(records.values()));
        Map<String, Map<String, List<PublicMethod>>> candidates = new TreeMap<>();
        for (Operator operator : operators) {
            packages.put(Naming.atenClass(operator.name()), JavaNames.ATEN);
            for (PublicPlaces.Face face : PublicPlaces.of(operator)) {
                candidates
                        .computeIfAbsent(face.type(), key -> new TreeMap<>())
                        .computeIfAbsent(face.method(), key -> new ArrayList<>())
                        .addAll(OverloadExpansion.of(operator, face));
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
                case PublicPlaces.TENSOR -> emitTensor(files);
                case PublicPlaces.TORCH -> emitTorch(files);
                default -> {
                    boolean extended = PublicPlaces.EXTENDED.contains(type);
                    String name = extended ? type + "Operators" : type;
                    JavaFile file = new JavaFile(JavaNames.ROOT, packages);
                    file.documentation(
                            "The operators of PyTorch's {@code torch."
                                    + type.toLowerCase(Locale.ROOT)
                                    + "}.");
                    file.line(
                            extended
                                    ? "public abstract sealed class "
                                            + name
                                            + " permits "
                                            + type
                                            + " {"
                                    : "public final class " + name + " {");
                    file.line("    " + (extended ? "" : "private ") + name + "() {}");
                    emitMethods(file, types.get(type), "public static ");
                    write(files, name, file);
                }
            }
        }
    }

    /** An interface for each section, and one for all. */
    private void emitTensor(OperatorFiles files) throws IOException {
        List<String> names = new ArrayList<>();
        for (Map.Entry<Section, TreeMap<String, List<PublicMethod>>> entry :
                sections(PublicPlaces.TENSOR).entrySet()) {
            String name = entry.getKey().typeName(PublicPlaces.TENSOR);
            JavaFile file = new JavaFile(JavaNames.ROOT, packages);
            file.documentation(entry.getKey().documentation("The methods of tensors"));
            file.line("public sealed interface " + name + " permits " + TENSOR_OPERATORS + " {");
            emitMethods(file, entry.getValue(), "default ");
            write(files, name, file);
            names.add(name);
        }
        JavaFile file = new JavaFile(JavaNames.ROOT, packages);
        file.documentation("The operators that are methods of the tensor.");
        file.list("public sealed interface " + TENSOR_OPERATORS + " extends ", names, "");
        file.line("        permits " + PublicPlaces.TENSOR + " {}");
        write(files, TENSOR_OPERATORS, file);
    }

    /**
     * A class for each section, each the parent of the next: static methods are inherited from
     * classes only.
     */
    private void emitTorch(OperatorFiles files) throws IOException {
        Map<Section, TreeMap<String, List<PublicMethod>>> sections = sections(PublicPlaces.TORCH);
        List<Section> chain = List.copyOf(sections.keySet());
        String parent = "SharedFunctions";
        for (int i = 0; i < chain.size(); i++) {
            String name = chain.get(i).typeName(PublicPlaces.TORCH);
            String child =
                    i + 1 < chain.size()
                            ? chain.get(i + 1).typeName(PublicPlaces.TORCH)
                            : "TorchFactories";
            JavaFile file = new JavaFile(JavaNames.ROOT, packages);
            file.documentation(chain.get(i).documentation("The functions"));
            file.line("public abstract sealed class " + name + " extends " + parent);
            file.line("        permits " + child + " {");
            file.line("    " + name + "() {}");
            emitMethods(file, sections.get(chain.get(i)), "public static ");
            write(files, name, file);
            parent = name;
        }
    }

    private Map<Section, TreeMap<String, List<PublicMethod>>> sections(String type) {
        Map<Section, TreeMap<String, List<PublicMethod>>> sections = new TreeMap<>();
        types.get(type)
                .forEach(
                        (name, overloads) ->
                                sections.computeIfAbsent(
                                                Section.of(overloads.getFirst().operator().name()),
                                                key -> new TreeMap<>())
                                        .put(name, overloads));
        return sections;
    }

    private void emitMethods(
            JavaFile file, Map<String, List<PublicMethod>> byName, String modifiers) {
        for (List<PublicMethod> overloads : byName.values()) {
            for (PublicMethod method : overloads) {
                file.blank();
                Documentation.write(file, method);
                emitMethod(file, method, modifiers);
            }
        }
        file.line("}");
    }

    private static void write(OperatorFiles files, String name, JavaFile file) throws IOException {
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
