package org.panamatorch.codegen.operators;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes the method for a C function: it calls the function with all its arguments, keeps them
 * alive, and turns failures into exceptions.
 */
final class CallWriter {
    // Past so many keepAlive takes an array, and where the heap is full that would lose the result.
    private static final int KEPT_AT_ONCE = 4;

    private final Schema schema;
    private final String symbol;
    private final String method;
    private final String record;
    private final List<Parameter> parameters;
    // The expression of what messages call the function.
    private final String operation;

    /** One argument with its Java name. */
    private record Parameter(String name, Schema.Argument argument, ArgumentForm form) {}

    /**
     * A function.
     *
     * @param symbol the C function's name
     * @param method the method's
     * @param operation what messages call it, unless an argument says so
     * @param record the record of several results, or null
     */
    CallWriter(Schema schema, String symbol, String method, String operation, String record) {
        this.schema = schema;
        this.symbol = symbol;
        this.method = method;
        this.record = record;
        this.parameters =
                schema.arguments().stream()
                        .map(
                                argument ->
                                        new Parameter(
                                                Naming.javaParameter(argument.name()),
                                                argument,
                                                ArgumentForm.of(argument.type())))
                        .toList();
        this.operation =
                parameters.stream()
                        .filter(parameter -> parameter.form == ArgumentForm.OPERATION)
                        .map(Parameter::name)
                        .findFirst()
                        .orElse('"' + operation + '"');
    }

    void emit(JavaFile file) {
        file.line("    /** {@code " + schema.text() + "}. */");
        file.list(
                "    public static " + returnType(schema, record) + " " + method + "(",
                parameters.stream().map(each -> each.form.javaType() + " " + each.name).toList(),
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
                    parameter.form.javaValues(
                            parameter.name, operation, parameter.argument.name()));
        }
        if (changesForm) {
            values.set(0, values.get(0).replace("Arguments.tensor(", "Arguments.changing("));
        }
        if (schema.isFactory()) {
            values.replaceAll(v -> v.replace("Arguments.optionalDevice(", "Arguments.newDevice("));
        }
        if (writesSlots) {
            for (int i = 0; i < schema.results().size(); i++) {
                SchemaType type = schema.results().get(i).type();
                file.line(
                        indent
                                + "MemorySegment ret"
                                + i
                                + " = "
                                + ResultForm.of(type).javaSlot(type)
                                + ";");
                values.add("ret" + i);
            }
        }
        emitCall(file, indent, values);
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

    private void emitCall(JavaFile file, String indent, List<String> values) {
        boolean returned = NativeEmitter.isReturned(schema);
        boolean retried = !schema.writesArguments() && !schema.makesModule();
        String call =
                (returned ? "MemorySegment ret = " : "int status = ")
                        + "PanamaTorch."
                        + symbol
                        + "(";
        List<String> described = new ArrayList<>();
        described.add(operation);
        List<String> kept = new ArrayList<>();
        for (Parameter parameter : parameters) {
            if (parameter.form.isDescribed()) {
                described.add('"' + parameter.argument.name() + '"');
                described.add(parameter.name);
            }
            if (parameter.form.isReference()) {
                // An array would be taken for the variable arguments.
                kept.add((parameter.form.isList() ? "(Object) " : "") + parameter.name);
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
            file.line(inner + "    return" + value() + ";");
            file.line(inner + "}");
            described.addFirst("attempt");
            file.list(inner + "Failure.retry(", described, ");");
            file.line(indent + "}");
        } else {
            String failed = returned ? "ret.address() == 0" : "status != 0";
            file.line(inner + "if (" + failed + ") {");
            file.list(inner + "    throw Failure.exception(", described, ");");
            file.line(inner + "}");
            if (!value().isEmpty()) {
                file.line(inner + "return" + value() + ";");
            }
        }
    }

    /** What follows {@code return}. */
    private String value() {
        if (schema.isInPlace()) {
            return " " + Naming.javaParameter(schema.arguments().get(0).name());
        }
        if (schema.results().isEmpty()) {
            return "";
        }
        if (NativeEmitter.isReturned(schema)) {
            return " "
                    + ResultForm.of(schema.results().get(0).type())
                            .javaReturned("ret", parameters.get(0).name);
        }
        List<String> read = new ArrayList<>();
        for (int i = 0; i < schema.results().size(); i++) {
            SchemaType type = schema.results().get(i).type();
            read.add(ResultForm.of(type).javaRead("ret" + i, type));
        }
        return read.size() == 1
                ? " " + read.get(0)
                : " new " + record + "(" + String.join(", ", read) + ")";
    }

    static String returnType(Schema schema, String record) {
        List<Schema.Result> results = schema.results();
        return switch (results.size()) {
            case 0 -> "void";
            case 1 -> ResultForm.of(results.get(0).type()).javaType();
            default -> record;
        };
    }
}
