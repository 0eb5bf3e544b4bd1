package org.panamatorch.codegen.bindings;

/** How a C value travels in Java: one kind for each layout that jextract uses. */
enum Carrier {
    VOID('V', "void", null, null, 0),
    BOOL('Z', "boolean", "C_BOOL", "OfBoolean", 1),
    BYTE('B', "byte", "C_CHAR", "OfByte", 1),
    SHORT('S', "short", "C_SHORT", "OfShort", 2),
    INT('I', "int", "C_INT", "OfInt", 4),
    LONG('J', "long", "C_LONG_LONG", "OfLong", 8),
    FLOAT('F', "float", "C_FLOAT", "OfFloat", 4),
    DOUBLE('D', "double", "C_DOUBLE", "OfDouble", 8),
    POINTER('P', "MemorySegment", "C_POINTER", null, 8);

    private final char code;
    private final String javaType;
    private final String layout;
    private final String valueLayout;
    private final int size;

    Carrier(char code, String javaType, String layout, String valueLayout, int size) {
        this.code = code;
        this.javaType = javaType;
        this.layout = layout;
        this.valueLayout = valueLayout;
        this.size = size;
    }

    /** The letter in the name of a call shape; letters never differ by case only. */
    char code() {
        return code;
    }

    String javaType() {
        return javaType;
    }

    /** The constant of the shared class that holds the layout. */
    String layout() {
        return layout;
    }

    String layoutType() {
        return this == POINTER ? "AddressLayout" : "ValueLayout." + valueLayout;
    }

    /** Size in bytes, which is the alignment too. */
    int size() {
        return size;
    }
}
