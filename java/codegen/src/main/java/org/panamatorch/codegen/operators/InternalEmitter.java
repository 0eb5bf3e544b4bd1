package org.panamatorch.codegen.operators;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the internal layer: for each operator one static method with all its arguments. */
final class InternalEmitter {
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
                "/** The results of operators that return several. */\npackage "
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

    private void emitMethod(JavaFile file, Operator operator) {
        ResultRecord record = records.get(operator);
        new CallWriter(
                        operator.schema(),
                        operator.symbol(),
                        operator.stem(),
                        operator.schema().qualifiedName(),
                        record == null ? null : record.name(),
                        NativeEmitter.isReturned(operator.schema())
                                ? CallWriter.Returned.POINTER
                                : CallWriter.Returned.STATUS,
                        true)
                .emit(file);
    }

    static String returnType(Operator operator, Map<Operator, ResultRecord> records) {
        ResultRecord record = records.get(operator);
        return CallWriter.returnType(operator.schema(), record == null ? null : record.name());
    }
}
