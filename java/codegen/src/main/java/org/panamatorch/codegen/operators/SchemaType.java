package org.panamatorch.codegen.operators;

/**
 * A type of the schema language: a base type with at most one list level around it.
 *
 * @param base the innermost type
 * @param list whether it is a list
 * @param size the fixed length of the list, {@link #UNSIZED} where it has none
 * @param optional whether the whole may be absent
 * @param optionalElements whether an element of the list may be absent
 */
record SchemaType(Base base, boolean list, int size, boolean optional, boolean optionalElements) {
    static final int UNSIZED = -1;

    /** The base types of LibTorch 2.13, by the name that schemas use, and ours. */
    enum Base {
        TENSOR("Tensor"),
        INT("int"),
        SYM_INT("SymInt"),
        BOOL("bool"),
        SYM_BOOL("SymBool"),
        FLOAT("float"),
        SCALAR("Scalar"),
        STRING("str"),
        DTYPE("ScalarType"),
        LAYOUT("Layout"),
        MEMORY_FORMAT("MemoryFormat"),
        DEVICE("Device"),
        DEVICE_INDEX("DeviceIndex"),
        GENERATOR("Generator"),
        DIMNAME("Dimname"),
        STORAGE("Storage"),
        STREAM("Stream"),
        QSCHEME("QScheme"),

        // Types of the library's own functions: what messages call the function, which C does not
        // get; a constant of the headers and an address, which messages do not show; what C gets
        // PT_NONE for.
        OPERATION("Operation"),
        CODE("Code"),
        ADDRESS("Address"),
        DEVICE_TYPE("DeviceType"),
        INT_OR_NONE("IntOrNone"),
        BOOL_OR_NONE("BoolOrNone"),

        // Handles, other than those of tensors.
        MODULE("Module", "MODULE"),
        GENERATOR_HANDLE("GeneratorHandle", "GENERATOR"),
        OPTIMIZER("Optimizer", "OPTIMIZER"),
        FUSED("Fused", "FUSED"),
        PREPARED("Prepared", "PREPARED"),
        RECORDING("Recording", "RECORDING"),
        SAVED_TENSOR("SavedTensor", "SAVED_TENSOR"),
        CAPSULE("Capsule", "CAPSULE"),
        LIBRARY("Library", "LIBRARY"),
        OBJECT("Object", "OBJECT"),
        STREAM_HANDLE("StreamHandle", "STREAM"),
        EVENT("Event", "EVENT"),
        GRAPH("Graph", "GRAPH");

        private final String schemaName;
        private final String kind;

        Base(String schemaName) {
            this(schemaName, null);
        }

        Base(String schemaName, String kind) {
            this.schemaName = schemaName;
            this.kind = kind;
        }

        /** The {@code NativeKind} of a handle, null for what is none. */
        String kind() {
            return kind;
        }

        static Base of(String schemaName) {
            for (Base base : values()) {
                if (base.schemaName.equals(schemaName)) {
                    return base;
                }
            }
            throw new IllegalArgumentException("unknown type " + schemaName);
        }
    }

    static SchemaType of(Base base) {
        return new SchemaType(base, false, UNSIZED, false, false);
    }

    SchemaType asOptional() {
        return new SchemaType(base, list, size, true, optionalElements);
    }

    SchemaType asListOf(int length) {
        return new SchemaType(base, true, length, false, optional);
    }

    boolean isSized() {
        return size != UNSIZED;
    }

    /** As the schema spells it. */
    @Override
    public String toString() {
        return base.schemaName
                + (list ? (optionalElements ? "?" : "") + "[" + (isSized() ? size : "") + "]" : "")
                + (optional ? "?" : "");
    }
}
