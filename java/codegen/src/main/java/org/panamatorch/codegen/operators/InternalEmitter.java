package org.panamatorch.codegen.operators;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the internal layer: for each operator one static method with all its arguments, which
 * calls the C function, keeps the arguments alive, and turns failures into exceptions.
 */
final class InternalEmitter {
    // Past so many keepAlive takes an array, and where the heap is full that would lose the result.
    private static final int KEPT_AT_ONCE = 4;

    private final List<Operator> operators;
    private final Map<Operator, ResultRecord> records;
    private final Map<String, String> packages;

    InternalEmitter(List<Operator> operators, Map<Operator, ResultRecord> records) {
        this.operators = operators;
        this.records = records;
        this.packages = new HashMap<>(JavaNames.packages(records.values()));
    }

    void emit(OperatorFiles files) throws IOException {
        for (ResultRecord record : new HashSet<>(records.values())) {
            record.emit(files);
        }
        ResultRecord.emitTensorTuple(files);
        files.write(
                JavaNames.path(JavaNames.RESULT, "package-info"),
                "/** What operators with several results return. */\npackage "
                        + JavaNames.RESULT
                        + ";\n");
        files.write(
                JavaNames.path(JavaNames.ATEN, "package-info"),
                "/** Every typed operator with all its arguments, below the public methods. */\n"
                        + "package "
                        + JavaNames.ATEN
                        + ";\n");
        Map<String, List<Operator>> classes = new TreeMap<>();
        for (Operator operator : operators) {
            classes.computeIfAbsent(Naming.atenClass(operator.name()), key -> new ArrayList<>())
                    .add(operator);
        }
        for (Map.Entry<String, List<Operator>> entry : classes.entrySet()) {
            files.write(
                    JavaNames.path(JavaNames.ATEN, entry.getKey()),
                    atenClass(entry.getKey(), entry.getValue()));
        }
    }

    private String atenClass(String name, List<Operator> members) {
        JavaFile file = new JavaFile(JavaNames.ATEN, packages);
        String range = name.substring("Aten".length());
        file.line("/**");
        file.line(" * The operators under " + range + ", by the names of their overloads.");
        file.line(" *");
        file.line(" * <p>Arguments whose type ends with ? in the schema may be null.");
        file.line(" */");
        file.line("@SuppressWarnings(\"doclint:missing\") // the schema says it all");
        file.line("public final class " + name + " {");
        file.line("    private " + name + "() {}");
        for (Operator operator : members) {
            file.blank();
            emitMethod(file, operator);
        }
        file.line("}");
        return file.text();
    }

    /** One argument with its Java name. */
    private record Parameter(String name, Schema.Argument argument, ArgumentForm form) {}

    private void emitMethod(JavaFile file, Operator operator) {
        Schema schema = operator.schema();
        List<Parameter> parameters = new ArrayList<>();
        List<String> declared = new ArrayList<>();
        for (Schema.Argument argument : schema.arguments()) {
            ArgumentForm form = ArgumentForm.of(argument.type());
            String name = Naming.javaParameter(argument.name());
            parameters.add(new Parameter(name, argument, form));
            declared.add(form.javaType() + " " + name);
        }
        file.line("    /** {@code " + schema.text() + "}. */");
        file.list(
                "    public static " + returnType(operator) + " " + operator.stem() + "(",
                declared,
                ") {");
        boolean writesSlots = !NativeEmitter.isReturned(schema) && !schema.isInPlace();
        boolean needsFrame =
                parameters.stream().anyMatch(p -> p.form().needsFrame())
                        || writesSlots && !schema.results().isEmpty();
        String indent = "        ";
        boolean changesForm = FormChanging.contains(schema);
        if (changesForm) {
            file.line(indent + "try {");
            indent += "    ";
        }
        if (needsFrame) {
            file.line(indent + "try (Frame frame = Frame.open()) {");
            indent += "    ";
        }
        List<String> values = new ArrayList<>();
        for (Parameter parameter : parameters) {
            values.addAll(
                    parameter
                            .form()
                            .javaValues(
                                    parameter.name(),
                                    schema.qualifiedName(),
                                    parameter.argument().name()));
        }
        if (changesForm) {
            values.set(0, values.get(0).replace("Arguments.tensor(", "Arguments.changing("));
        }
        if (schema.isFactory()) {
            values.replaceAll(v -> v.replace("Arguments.optionalDevice(", "Arguments.newDevice("));
        }
        if (writesSlots) {
            for (int i = 0; i < schema.results().size(); i++) {
                ResultForm form = ResultForm.of(schema.results().get(i).type());
                file.line(indent + "MemorySegment ret" + i + " = " + form.javaSlot() + ";");
                values.add("ret" + i);
            }
        }
        emitCall(file, indent, operator, parameters, values);
        if (needsFrame) {
            file.line(indent.substring("    ".length()) + "}");
        }
        if (changesForm) {
            file.line("        } finally {");
            file.line("            Arguments.changed(" + parameters.get(0).name() + ");");
            file.line("        }");
        }
        file.line("    }");
    }

    private void emitCall(
            JavaFile file,
            String indent,
            Operator operator,
            List<Parameter> parameters,
            List<String> values) {
        Schema schema = operator.schema();
        boolean returned = NativeEmitter.isReturned(schema);
        boolean retried = !schema.writesArguments();
        String call =
                (returned ? "MemorySegment ret = " : "int status = ")
                        + "PanamaTorch."
                        + operator.symbol()
                        + "(";
        List<String> described = new ArrayList<>();
        described.add('"' + schema.qualifiedName() + '"');
        List<String> kept = new ArrayList<>();
        for (Parameter parameter : parameters) {
            described.add('"' + parameter.argument().name() + '"');
            described.add(parameter.name());
            if (parameter.form().isReference()) {
                // An array would be taken for the variable arguments.
                kept.add((parameter.form().isList() ? "(Object) " : "") + parameter.name());
            }
        }
        String inner = retried ? indent + "    " : indent;
        if (retried) {
            file.line(indent + "for (int attempt = 0; ; attempt++) {");
        }
        file.list(inner + call, values, ");");
        for (int i = 0; i < kept.size(); i += KEPT_AT_ONCE) {
            int end = Math.min(kept.size(), i + KEPT_AT_ONCE);
            file.list(inner + "Arguments.keepAlive(", kept.subList(i, end), ");");
        }
        if (retried) {
            file.line(inner + "if (" + (returned ? "ret.address() != 0" : "status == 0") + ") {");
            file.line(inner + "    return" + value(operator) + ";");
            file.line(inner + "}");
            described.addFirst("attempt");
            file.list(inner + "Failure.retry(", described, ");");
            file.line(indent + "}");
        } else {
            String failed = returned ? "ret.address() == 0" : "status != 0";
            file.line(inner + "if (" + failed + ") {");
            file.list(inner + "    throw Failure.exception(", described, ");");
            file.line(inner + "}");
            if (!value(operator).isEmpty()) {
                file.line(inner + "return" + value(operator) + ";");
            }
        }
    }

    /** What follows {@code return}. */
    private String value(Operator operator) {
        Schema schema = operator.schema();
        if (schema.isInPlace()) {
            return " " + Naming.javaParameter(schema.arguments().get(0).name());
        }
        if (schema.results().isEmpty()) {
            return "";
        }
        if (NativeEmitter.isReturned(schema)) {
            return ResultForm.of(schema.results().get(0).type()) == ResultForm.TENSOR
                    ? " Results.tensor(ret)"
                    : " Results.tensorList(ret)";
        }
        List<String> read = new ArrayList<>();
        for (int i = 0; i < schema.results().size(); i++) {
            read.add(ResultForm.of(schema.results().get(i).type()).javaRead("ret" + i));
        }
        return read.size() == 1
                ? " " + read.get(0)
                : " new " + records.get(operator).name() + "(" + String.join(", ", read) + ")";
    }

    private String returnType(Operator operator) {
        return returnType(operator, records);
    }

    static String returnType(Operator operator, Map<Operator, ResultRecord> records) {
        List<Schema.Result> results = operator.schema().results();
        return switch (results.size()) {
            case 0 -> "void";
            case 1 -> ResultForm.of(results.get(0).type()).javaType();
            default -> records.get(operator).name();
        };
    }
}
