package org.panamatorch.internal.dispatch;

import org.panamatorch.Tensor;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.Failure;
import org.panamatorch.internal.call.Frame;
import org.panamatorch.internal.library.PtDispatch;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;

/** The dispatcher's operators. */
public final class DispatchCalls {
    private DispatchCalls() {}

    /**
     * Finds an operator.
     *
     * @param qualifiedName a name such as {@code aten::add.Tensor}
     * @return the operator
     * @throws IllegalArgumentException if there is none; its message names the nearest ones
     */
    public static BoundOperator find(String qualifiedName) {
        Arguments.requirePresent(qualifiedName, "ops", "name", "a name such as aten::add.Tensor");
        int colons = qualifiedName.indexOf("::");
        int dot = colons < 0 ? -1 : qualifiedName.indexOf('.', colons);
        String name = dot < 0 ? qualifiedName : qualifiedName.substring(0, dot);
        String overload = dot < 0 ? "" : qualifiedName.substring(dot + 1);
        BoundOperator found = lookUp(name, overload);
        if (found == null) {
            throw new IllegalArgumentException(
                    "ops: there is no operator '"
                            + qualifiedName
                            + "'"
                            + Suggestions.hint(name, overload, schemas()));
        }
        return found;
    }

    static BoundOperator lookUp(String name, String overload) {
        try (Frame frame = Frame.open()) {
            MemorySegment ret = frame.slot();
            Failure.check(
                    PanamaTorch.pt_operator_find(
                            frame.string(name, "ops", "name"),
                            frame.string(overload, "ops", "name"),
                            ret),
                    "ops",
                    "name",
                    name,
                    "overload",
                    overload);
            MemorySegment handle = ret.get(ValueLayout.ADDRESS, 0);
            if (handle.address() == 0) {
                return null;
            }
            String schema = PtDispatch.operator_schema(handle);
            return new BoundOperator(handle, SchemaParser.parse(schema));
        }
    }

    /**
     * The names of all operators.
     *
     * @return qualified names with overloads, sorted
     */
    public static List<String> names() {
        return schemas().stream().map(schema -> schema.substring(0, schema.indexOf('('))).toList();
    }

    private static List<String> schemas() {
        return PtDispatch.operator_schemas().lines().toList();
    }

    /**
     * A number as the tensor that type promotion takes for the bare number.
     *
     * @param number the number
     * @return a new tensor
     */
    public static Tensor wrapped(Number number) {
        return BoundOperator.wrapped(number, "wrapped", "number");
    }

    /**
     * Loads a shared library that defines operators.
     *
     * @param library the file
     */
    public static void loadLibrary(Path library) {
        Arguments.requirePresent(library, "loadLibrary", "library", "a path");
        PtDispatch.load_library(library.toAbsolutePath().toString());
    }
}
