package org.panamatorch.codegen.operators;

import static java.util.stream.Collectors.partitioningBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Writes the C header and the C++ units. */
final class NativeEmitter {
    /**
     * Enough for the cores of a small machine to share; each unit pays for the same headers once.
     */
    static final int UNITS = 4;

    /** The first so many have the heavy operators, and are compiled for size. */
    static final int HEAVY_UNITS = 2;

    // Beside whose work a call does not count, or which operators call rather than programs do.
    private static final Pattern HEAVY =
            Pattern.compile(
                    "_(?!_).*|.*backward.*|.*(conv|pool|norm_|_norm$|_loss|lstm|gru|rnn|quantize).*"
                        + "|(linalg|fft|special|sparse|upsample|cudnn|mkldnn|miopen|fbgemm)_.*");

    private static final int WIDTH = 120;

    private final List<Operator> operators;
    private final String[] version;

    NativeEmitter(List<Operator> operators, String libtorchVersion) {
        this.operators = operators;
        this.version = libtorchVersion.split("\\.");
    }

    void emit(OperatorFiles files) throws IOException {
        files.write("include/panamatorch/aten.h", header());
        Map<Boolean, List<Operator>> byWeight =
                operators.stream().collect(partitioningBy(NativeEmitter::isHeavy));
        emit(files, byWeight.get(true), 0, HEAVY_UNITS);
        emit(files, byWeight.get(false), HEAVY_UNITS, UNITS);
        files.write("lists/unrecorded_operators.inc", unrecorded());
        files.removeStale("include", "lists", "src");
    }

    private static boolean isHeavy(Operator operator) {
        return HEAVY.matcher(operator.name()).matches();
    }

    /** Shares operators out among units. */
    private void emit(OperatorFiles files, List<Operator> shared, int firstUnit, int lastUnit)
            throws IOException {
        int units = lastUnit - firstUnit;
        for (int i = 0; i < units; i++) {
            List<Operator> part =
                    shared.subList(shared.size() * i / units, shared.size() * (i + 1) / units);
            files.write("src/aten_" + (firstUnit + i) + ".cpp", unit(part));
        }
    }

    private String header() {
        StringBuilder text = new StringBuilder();
        text.append(
                """
                #ifndef PANAMATORCH_ATEN_H
                #define PANAMATORCH_ATEN_H

                #include "panamatorch/export.h"
                #include "panamatorch/types.h"

                /* The LibTorch whose operators these are; any patch of this version has the same. */
                #define PT_LIBTORCH_MAJOR %s
                #define PT_LIBTORCH_MINOR %s

                #ifdef __cplusplus
                extern "C" {
                #endif

                /*
                 * The operators of ATen, one function an overload, each below its schema. Arguments whose type ends with ? in the
                 * schema may be NULL, or PT_NONE where they are codes. Returned handles, and those written through ret pointers, are
                 * new; a result that Python has as None is the undefined tensor. A function that changes its first argument does
                 * not return it. PT_SHARED is for those that change its form: its sizes, its storage or its place in a graph.
                 */
                """
                        .formatted(version[0], version[1]));
        for (Operator operator : operators) {
            text.append("\n/* aten::").append(operator.schema().text()).append(" */\n");
            text.append("PT_EXPORT ").append(declaration(operator, "PT_EXPORT ".length()));
            text.append(";\n");
        }
        text.append(
                """

                #ifdef __cplusplus
                }
                #endif

                #endif
                """);
        return text.toString();
    }

    /** The names of {@link Unrecorded} operators, each on a line, as one C++ string. */
    private String unrecorded() {
        StringBuilder text = new StringBuilder();
        for (Operator operator : operators) {
            if (Unrecorded.contains(operator.schema())) {
                text.append("\"").append(operator.schema().qualifiedName()).append("\\n\"\n");
            }
        }
        return text.toString();
    }

    private String unit(List<Operator> part) {
        StringBuilder text = new StringBuilder();
        text.append(
                """
                #include "panamatorch/aten.h"

                #include "detail/operators.hpp"

                """);
        TreeSet<String> headers = new TreeSet<>();
        part.forEach(operator -> headers.add(operator.header()));
        headers.forEach(header -> text.append("#include <ATen/ops/" + header + ">\n"));
        text.append("\nusing namespace panamatorch;\n");
        for (Operator operator : part) {
            text.append('\n').append(declaration(operator, 0)).append(" {\n");
            text.append("    return ").append(body(operator)).append(";\n}\n");
        }
        return text.toString();
    }

    /**
     * Where Python has no overload for a number but wraps it in a tensor, which shows in the names
     * of the functions that autograd records.
     */
    private static final Set<String> NUMBER_IS_WRAPPED =
            Set.of(
                    "add.Scalar",
                    "sub.Scalar",
                    "mul.Scalar",
                    "div.Scalar",
                    "div.Scalar_mode",
                    "subtract.Scalar",
                    "multiply.Scalar",
                    "divide.Scalar",
                    "divide.Scalar_mode",
                    "true_divide.Scalar");

    /** The return type, the name and the parameters, on one line or one parameter a line. */
    private static String declaration(Operator operator, int indent) {
        List<String> parameters = parameters(operator.schema());
        String start = returnType(operator.schema()) + " " + operator.symbol() + "(";
        String joined = parameters.isEmpty() ? "void" : String.join(", ", parameters);
        if (indent + start.length() + joined.length() + 2 <= WIDTH) {
            return start + joined + ")";
        }
        return start + "\n    " + String.join(",\n    ", parameters) + ")";
    }

    /** Each parameter's declaration, those of a list apart. */
    static List<String> parameters(Schema schema) {
        List<String> parameters = new ArrayList<>();
        for (Schema.Argument argument : schema.arguments()) {
            String name = Naming.cParameter(argument.name());
            parameters.addAll(ArgumentForm.of(argument.type()).cParameters(name));
        }
        if (!isReturned(schema) && !schema.isInPlace()) {
            for (int i = 0; i < schema.results().size(); i++) {
                Schema.Result result = schema.results().get(i);
                parameters.add(ResultForm.of(result.type()).cType() + "* " + outName(schema, i));
            }
        }
        return parameters;
    }

    static String returnType(Schema schema) {
        return isReturned(schema)
                ? ResultForm.of(schema.results().get(0).type()).cType()
                : "pt_status";
    }

    /** Whether the function returns the new object, instead of a status. */
    static boolean isReturned(Schema schema) {
        return schema.results().size() == 1
                && !schema.isInPlace()
                && ResultForm.of(schema.results().get(0).type()).isReturned();
    }

    private static String outName(Schema schema, int index) {
        String name = schema.results().get(index).name();
        if (name != null) {
            return "ret_" + name;
        }
        return schema.results().size() == 1 ? "ret" : "ret_" + index;
    }

    private static String body(Operator operator) {
        Schema schema = operator.schema();
        boolean wrapped =
                NUMBER_IS_WRAPPED.contains(
                        schema.name().replaceFirst("_$", "") + "." + schema.overload());
        List<String> values = new ArrayList<>();
        for (Schema.Argument argument : schema.arguments()) {
            String name = Naming.cParameter(argument.name());
            values.add(
                    wrapped && name.equals("other")
                            ? "wrapped_number(other)"
                            : ArgumentForm.of(argument.type()).cValue(name, argument.type()));
        }
        if (FormChanging.contains(schema)) {
            values.set(
                    0,
                    FormChanging.cValue(
                            schema, Naming.cParameter(schema.arguments().get(0).name())));
        }
        if (Unrecorded.contains(schema)) {
            for (int i = 0; i < values.size(); i++) {
                Schema.Argument argument = schema.arguments().get(i);
                if (ArgumentForm.of(argument.type()).isTensor()) {
                    values.set(i, "*" + Unrecorded.cName(argument));
                }
            }
        }
        String stem = wrapped ? operator.stem().replace("_Scalar", "_Tensor") : operator.stem();
        String call = "at::_ops::" + stem + "::call(" + String.join(", ", values) + ")";
        String before = before(schema);
        if (isReturned(schema)) {
            return "guard_new([&] { " + before + "return new_handle(" + call + "); })";
        }
        if (schema.isInPlace() || schema.results().isEmpty()) {
            return "guard([&] { " + before + call + "; })";
        }
        List<String> outs = new ArrayList<>();
        for (int i = 0; i < schema.results().size(); i++) {
            outs.add(outName(schema, i));
        }
        String written = "write_results(" + call + ", " + String.join(", ", outs) + "); })";
        return "guard([&] { " + before + written;
    }

    /** What a call stands under. */
    private static String before(Schema schema) {
        return schema.isFactory()
                ? "BelowAutograd below; "
                : Unrecorded.contains(schema) ? Unrecorded.cStatements(schema) : "";
    }
}
