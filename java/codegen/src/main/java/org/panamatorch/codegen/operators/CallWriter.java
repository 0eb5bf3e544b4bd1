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

    private static final String INDENT = "    ";

    private final Schema schema;
    private final String symbol;
    private final String method;
    private final String record;
    private final Returned returned;
    private final boolean isDescribed;
    private final List<Parameter> parameters;
    // The expression of what messages call the function.
    private final String operation;

    /** The value of a C function. */
    enum Returned {
        /** Whether it failed; results are written to memory. */
        STATUS,
        /** A new object, or NULL where it failed. */
        POINTER,
        /** The result itself, or nothing, as it cannot fail. */
        VALUE
    }

    /** One argument with its Java name. */
    private record Parameter(String name, Schema.Argument argument, ArgumentForm form) {}

    /**
     * A function.
     *
     * @param symbol the C function's name
     * @param method the method's
     * @param operation what messages call it, unless an argument says so
     * @param record the record of several results, or null
     * @param returned the value of the C function
     * @param isDescribed whether messages show the arguments
     */
    CallWriter(
            Schema schema,
            String symbol,
            String method,
            String operation,
            String record,
            Returned returned,
            boolean isDescribed) {
        this.schema = schema;
        this.symbol = symbol;
        this.method = method;
        this.record = record;
        this.returned = returned;
        this.isDescribed = isDescribed;
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
        boolean writesSlots = returned == Returned.STATUS && !schema.isInPlace();
        boolean needsFrame =
                parameters.stream().anyMatch(p -> p.form().needsFrame())
                        || writesSlots && !schema.results().isEmpty();
        String indent = INDENT.repeat(2);
        boolean changesForm = FormChanging.contains(schema);
        List<String> values = new ArrayList<>();
        for (Parameter parameter : parameters) {
            values.addAll(
                    parameter.form.javaValues(
                            parameter.name, operation, parameter.argument.name()));
        }
        if (changesForm) {
            // Before the change begins: two threads may each wait for what the other changes.
            for (int i = 1; i < values.size(); i++) {
                if (values.get(i).startsWith("Arguments.tensor(")) {
                    file.line(indent + "MemorySegment value" + i + " = " + values.get(i) + ";");
                    values.set(i, "value" + i);
                }
            }
            file.line(indent + "try {");
            indent += INDENT;
        }
        if (needsFrame) {
            file.line(indent + "try (Frame frame = Frame.open()) {");
            indent += INDENT;
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
        if (returned == Returned.VALUE) {
            emitCertainCall(file, indent, values);
        } else {
            emitCall(file, indent, values);
        }
        if (needsFrame) {
            file.line(indent.substring(INDENT.length()) + "}");
        }
        if (changesForm) {
            file.line("        } finally {");
            file.line("            Arguments.changed(" + parameters.get(0).name() + ");");
            file.line("        }");
        }
        file.line("    }");
    }

    /** The call of a function that cannot fail. */
    private void emitCertainCall(JavaFile file, String indent, List<String> values) {
        if (schema.results().isEmpty()) {
            emitCall(file, indent, "", values);
            return;
        }
        ResultForm form = ResultForm.of(schema.results().get(0).type());
        emitCall(
                file,
                indent,
                form.cType().equals("double") ? "double ret = " : "long ret = ",
                values);
        file.line(indent + "return " + form.javaValue("ret") + ";");
    }

    private void emitCall(JavaFile file, String indent, String result, List<String> values) {
        file.list(indent + result + "PanamaTorch." + symbol + "(", values, ");");
        List<String> kept =
                parameters.stream()
                        .filter(parameter -> parameter.form.isReference())
                        // An array would be taken for the variable arguments.
                        .map(each -> (each.form.isList() ? "(Object) " : "") + each.name)
                        .toList();
        for (int i = 0; i < kept.size(); i += KEPT_AT_ONCE) {
            int end = Math.min(kept.size(), i + KEPT_AT_ONCE);
            file.list(indent + "Arguments.keepAlive(", kept.subList(i, end), ");");
        }
    }

    private void emitCall(JavaFile file, String indent, List<String> values) {
        boolean isPointer = returned == Returned.POINTER;
        boolean retried = !schema.writesArguments() && !schema.makesHandle();
        List<String> described = new ArrayList<>();
        described.add(operation);
        for (Parameter parameter : parameters) {
            if (isDescribed && parameter.form.isDescribed()) {
                described.add('"' + parameter.argument.name() + '"');
                described.add(parameter.name);
            }
        }
        String inner = retried ? indent + INDENT : indent;
        if (retried) {
            file.line(indent + "for (int attempt = 0; ; attempt++) {");
        }
        emitCall(file, inner, isPointer ? "MemorySegment ret = " : "int status = ", values);
        if (retried) {
            file.line(inner + "if (" + (isPointer ? "ret.address() != 0" : "status == 0") + ") {");
            file.line(inner + "    return" + value() + ";");
            file.line(inner + "}");
            described.addFirst("attempt");
            file.list(inner + "Failure.retry(", described, ");");
            file.line(indent + "}");
        } else {
            String failed = isPointer ? "ret.address() == 0" : "status != 0";
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
        if (returned == Returned.POINTER) {
            SchemaType type = schema.results().get(0).type();
            String owner =
                    parameters.stream()
                            .filter(parameter -> parameter.form.isReference())
                            .map(Parameter::name)
                            .findFirst()
                            .orElse(null);
            return " " + ResultForm.of(type).javaReturned("ret", type, owner);
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
