package org.panamatorch.codegen.operators;

import java.util.Map;
import java.util.Optional;

/**
 * How results of each type travel back: the table for results, in the manner of {@link
 * ArgumentForm}.
 */
enum ResultForm {
    TENSOR(
            "pt_tensor*",
            "Tensor",
            "frame.tensorSlot()",
            "Results.tensorAt($)",
            "Results.tensor($)"),
    TENSORS(
            "pt_tensor_list*",
            "Tensor[]",
            "frame.slot()",
            "Results.tensorListAt($)",
            "Results.tensorList($)"),
    INT("int64_t", "long", "frame.slot()", "Results.longAt($)"),
    FLOAT("double", "double", "frame.slot()", "Results.doubleAt($)"),
    BOOL("int64_t", "boolean", "frame.slot()", "Results.booleanAt($)"),
    SCALAR("pt_scalar", "Number", "frame.scalarSlot()", "Results.scalarAt($)"),
    DTYPE("int64_t", "DType", "frame.slot()", "Results.dtypeAt($)"),

    // Of the library's own functions: so many tensors, null where there is none; a module; a text.
    SLOTS("pt_tensor**", "Tensor[]", "frame.tensorSlots(@)", "Results.tensorsAt($, @)"),
    MODULE("pt_module*", "NativeHandle", null, null, "NativeHandle.of($, NativeKind.MODULE)"),
    TEXT("const char*", "String", null, null, "Results.text($, ^)");

    private static final Map<String, ResultForm> BY_TYPE =
            Map.of(
                    "Tensor", TENSOR,
                    "Tensor[]", TENSORS,
                    "int", INT,
                    "SymInt", INT,
                    "float", FLOAT,
                    "bool", BOOL,
                    "Scalar", SCALAR,
                    "ScalarType", DTYPE,
                    "Module", MODULE,
                    "str", TEXT);

    private final String cType;
    private final String javaType;
    private final String javaSlot;
    private final String javaRead;
    private final String javaReturned;

    ResultForm(String cType, String javaType, String javaSlot, String javaRead) {
        this(cType, javaType, javaSlot, javaRead, null);
    }

    ResultForm(
            String cType, String javaType, String javaSlot, String javaRead, String javaReturned) {
        this.cType = cType;
        this.javaType = javaType;
        this.javaSlot = javaSlot;
        this.javaRead = javaRead;
        this.javaReturned = javaReturned;
    }

    /** The form of a type; empty for the types that have none. */
    static Optional<ResultForm> find(SchemaType type) {
        return type.base() == SchemaType.Base.TENSOR && type.isSized()
                ? Optional.of(SLOTS)
                : Optional.ofNullable(BY_TYPE.get(type.toString()));
    }

    static ResultForm of(SchemaType type) {
        return find(type).orElseThrow(() -> new IllegalArgumentException("no form for " + type));
    }

    /**
     * Whether a function with this result alone returns it, instead of writing it through a
     * pointer.
     */
    boolean isReturned() {
        return javaReturned != null;
    }

    String cType() {
        return cType;
    }

    String javaType() {
        return javaType;
    }

    /** The Java expression of the memory that the C function writes to. */
    String javaSlot(SchemaType type) {
        return javaSlot.replace("@", Integer.toString(type.size()));
    }

    /** The Java expression that reads that memory. */
    String javaRead(String slot, SchemaType type) {
        return javaRead.replace("$", slot).replace("@", Integer.toString(type.size()));
    }

    /** The Java expression of what the C function has returned, perhaps borrowed from an owner. */
    String javaReturned(String returned, String owner) {
        return javaReturned.replace("$", returned).replace("^", owner);
    }
}
