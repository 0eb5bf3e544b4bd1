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
    INT("int64_t", "long", "frame.slot()", "Results.longAt($)", null, "$"),
    FLOAT("double", "double", "frame.slot()", "Results.doubleAt($)", null, "$"),
    BOOL("int64_t", "boolean", "frame.slot()", "Results.booleanAt($)", null, "$ != 0"),
    SCALAR("pt_scalar", "Number", "frame.scalarSlot()", "Results.scalarAt($)"),
    DTYPE("int64_t", "DType", "frame.slot()", "Results.dtypeAt($)"),

    // Of the library's own functions: so many tensors, null where there is none; a handle; a text
    // that is borrowed, and one that is new or absent; a dtype that may be absent.
    SLOTS("pt_tensor**", "Tensor[]", "frame.tensorSlots(@)", "Results.tensorsAt($, @)"),
    HANDLE("void*", "NativeHandle", null, null, "NativeHandle.of($, NativeKind.@)"),
    TEXT("const char*", "String", null, null, "Results.text($^)"),
    NEW_TEXT("pt_string*", "String", "frame.slot()", "Results.stringAt($)", "Results.string($)"),
    OPTIONAL_DTYPE("int64_t", "DType", "frame.slot()", "Results.optionalDtypeAt($)");

    private static final Map<String, ResultForm> BY_TYPE =
            Map.ofEntries(
                    Map.entry("Tensor", TENSOR),
                    Map.entry("Tensor[]", TENSORS),
                    Map.entry("int", INT),
                    Map.entry("SymInt", INT),
                    Map.entry("float", FLOAT),
                    Map.entry("bool", BOOL),
                    Map.entry("Scalar", SCALAR),
                    Map.entry("ScalarType", DTYPE),
                    Map.entry("ScalarType?", OPTIONAL_DTYPE),
                    Map.entry("str", TEXT),
                    Map.entry("str?", NEW_TEXT));

    private final String cType;
    private final String javaType;
    private final String javaSlot;
    private final String javaRead;
    private final String javaReturned;
    private final String javaValue;

    ResultForm(String cType, String javaType, String javaSlot, String javaRead) {
        this(cType, javaType, javaSlot, javaRead, null, null);
    }

    ResultForm(
            String cType, String javaType, String javaSlot, String javaRead, String javaReturned) {
        this(cType, javaType, javaSlot, javaRead, javaReturned, null);
    }

    ResultForm(
            String cType,
            String javaType,
            String javaSlot,
            String javaRead,
            String javaReturned,
            String javaValue) {
        this.cType = cType;
        this.javaType = javaType;
        this.javaSlot = javaSlot;
        this.javaRead = javaRead;
        this.javaReturned = javaReturned;
        this.javaValue = javaValue;
    }

    /** The form of a type; empty for the types that have none. */
    static Optional<ResultForm> find(SchemaType type) {
        if (type.base().kind() != null) {
            return Optional.of(HANDLE);
        }
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

    /**
     * The Java expression of what the C function has returned.
     *
     * @param owner what it is borrowed from, or null
     */
    String javaReturned(String returned, SchemaType type, String owner) {
        return javaReturned
                .replace("$", returned)
                .replace("@", String.valueOf(type.base().kind()))
                .replace("^", owner == null ? "" : ", " + owner);
    }

    /** The Java expression of the number that a function returns that cannot fail. */
    String javaValue(String returned) {
        return javaValue.replace("$", returned);
    }
}
