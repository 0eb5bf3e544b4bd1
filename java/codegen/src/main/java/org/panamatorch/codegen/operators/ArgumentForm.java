package org.panamatorch.codegen.operators;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How arguments of each type travel from Java through C into LibTorch: the one table that the C and
 * the Java emitter share. In the templates, {@code $} stands for the argument's name, {@code @} for
 * its type's fixed length, and {@code #} for the two arguments that messages need: the operator's
 * and the argument's name as Java literals. A second C parameter, where there is one, is the list's
 * length.
 */
enum ArgumentForm {
    TENSOR("pt_tensor* $", "*Borrowed($)", "Tensor", "Arguments.tensor($, #)"),
    OPTIONAL_TENSOR(
            "pt_tensor* $", "*BorrowedOptional($)", "Tensor", "Arguments.optionalTensor($, #)"),
    TENSORS(
            "pt_tensor* const* $, int64_t $_count",
            "owned_list($, $_count)",
            "Tensor[]",
            "frame.tensors($, #)"),
    OPTIONAL_TENSORS(
            "pt_tensor* const* $, int64_t $_count",
            "optional_list($, $_count)",
            "Tensor[]",
            "frame.optionalTensors($, #)"),

    INT("int64_t $", "$", "long", "$"),
    BOOL("int64_t $", "$ != 0", "boolean", "Arguments.flag($)"),
    FLOAT("double $", "$", "double", "$"),
    SCALAR("const pt_scalar* $", "to_scalar($)", "Number", "frame.scalar($, #)"),
    STRING("const char* $", "to_string($)", "String", "frame.string($, #)"),
    DTYPE("int64_t $", "to_dtype($)", "DType", "Arguments.dtype($, #)"),
    LAYOUT("int64_t $", "to_layout($)", "Layout", "Arguments.layout($, #)"),
    MEMORY_FORMAT(
            "int64_t $", "to_memory_format($)", "MemoryFormat", "Arguments.memoryFormat($, #)"),
    DEVICE("int64_t $", "to_device($)", "Device", "Arguments.device($, #)"),
    DEVICE_INDEX("int64_t $", "to_device_index($)", "long", "$"),

    OPTIONAL_INT("const int64_t* $", "to_optional($)", "Long", "frame.optionalLong($)"),
    OPTIONAL_BOOL("const int64_t* $", "to_optional_bool($)", "Boolean", "frame.optionalBoolean($)"),
    OPTIONAL_FLOAT("const double* $", "to_optional($)", "Double", "frame.optionalDouble($)"),
    OPTIONAL_SCALAR(
            "const pt_scalar* $", "to_optional_scalar($)", "Number", "frame.optionalScalar($, #)"),
    OPTIONAL_STRING(
            "const char* $", "to_optional_string($)", "String", "frame.optionalString($, #)"),
    OPTIONAL_DTYPE(
            "int64_t $", "optional_code($, to_dtype)", "DType", "Arguments.optionalDtype($)"),
    OPTIONAL_LAYOUT(
            "int64_t $", "optional_code($, to_layout)", "Layout", "Arguments.optionalLayout($)"),
    OPTIONAL_MEMORY_FORMAT(
            "int64_t $",
            "optional_code($, to_memory_format)",
            "MemoryFormat",
            "Arguments.optionalMemoryFormat($)"),
    OPTIONAL_DEVICE(
            "int64_t $", "optional_code($, to_device)", "Device", "Arguments.optionalDevice($)"),
    OPTIONAL_GENERATOR(
            "pt_generator* $",
            "optional_generator($)",
            "Generator",
            "Arguments.optionalGenerator($)"),

    INTS("const int64_t* $, int64_t $_count", "to_ints($, $_count)", "long[]", "frame.longs($, #)"),
    SYM_INTS(
            "const int64_t* $, int64_t $_count",
            "to_sym_ints($, $_count)",
            "long[]",
            "frame.longs($, #)"),
    BOOLS(
            "const int64_t* $, int64_t $_count",
            "to_bools<@>($, $_count)",
            "boolean[]",
            "frame.booleans($, #)"),
    SCALARS(
            "const pt_scalar* $, int64_t $_count",
            "to_scalars($, $_count)",
            "Number[]",
            "frame.scalars($, #)"),
    OPTIONAL_INTS(
            "const int64_t* $, int64_t $_count",
            "to_optional_ints($, $_count)",
            "long[]",
            "frame.optionalLongs($)"),
    OPTIONAL_SYM_INTS(
            "const int64_t* $, int64_t $_count",
            "to_optional_sym_ints($, $_count)",
            "long[]",
            "frame.optionalLongs($)"),
    OPTIONAL_DOUBLES(
            "const double* $, int64_t $_count",
            "to_optional_doubles($, $_count)",
            "double[]",
            "frame.optionalDoubles($)"),

    // Of the library's own functions, whose C++ is written by hand.
    OPERATION("", "", "String", ""),
    CODE("int64_t $", "", "long", "$"),
    ADDRESS("void* $", "", "MemorySegment", "$"),
    DEVICE_TYPE("int64_t $", "", "Device.Type", "Arguments.deviceType($, #)"),
    HANDLE("void* $", "", "NativeHandle", "$.use(#)"),
    INT_OR_NONE("int64_t $", "", "Long", "Arguments.orNone($)"),
    BOOL_OR_NONE("int64_t $", "", "Boolean", "Arguments.orNone($)");

    private static final Map<String, ArgumentForm> BY_TYPE =
            Map.ofEntries(
                    Map.entry("Tensor", TENSOR),
                    Map.entry("Tensor?", OPTIONAL_TENSOR),
                    Map.entry("Tensor[]", TENSORS),
                    Map.entry("Tensor?[]", OPTIONAL_TENSORS),
                    Map.entry("int", INT),
                    Map.entry("SymInt", INT),
                    Map.entry("bool", BOOL),
                    Map.entry("float", FLOAT),
                    Map.entry("Scalar", SCALAR),
                    Map.entry("str", STRING),
                    Map.entry("ScalarType", DTYPE),
                    Map.entry("Layout", LAYOUT),
                    Map.entry("MemoryFormat", MEMORY_FORMAT),
                    Map.entry("Device", DEVICE),
                    Map.entry("DeviceIndex", DEVICE_INDEX),
                    Map.entry("int?", OPTIONAL_INT),
                    Map.entry("SymInt?", OPTIONAL_INT),
                    Map.entry("bool?", OPTIONAL_BOOL),
                    Map.entry("float?", OPTIONAL_FLOAT),
                    Map.entry("Scalar?", OPTIONAL_SCALAR),
                    Map.entry("str?", OPTIONAL_STRING),
                    Map.entry("ScalarType?", OPTIONAL_DTYPE),
                    Map.entry("Layout?", OPTIONAL_LAYOUT),
                    Map.entry("MemoryFormat?", OPTIONAL_MEMORY_FORMAT),
                    Map.entry("Device?", OPTIONAL_DEVICE),
                    Map.entry("Generator?", OPTIONAL_GENERATOR),
                    Map.entry("int[]", INTS),
                    Map.entry("SymInt[]", SYM_INTS),
                    Map.entry("bool[]", BOOLS),
                    Map.entry("Scalar[]", SCALARS),
                    Map.entry("int[]?", OPTIONAL_INTS),
                    Map.entry("SymInt[]?", OPTIONAL_SYM_INTS),
                    Map.entry("float[]?", OPTIONAL_DOUBLES),
                    Map.entry("Operation", OPERATION),
                    Map.entry("Code", CODE),
                    Map.entry("Address", ADDRESS),
                    Map.entry("DeviceType", DEVICE_TYPE),
                    Map.entry("IntOrNone", INT_OR_NONE),
                    Map.entry("BoolOrNone", BOOL_OR_NONE));

    private final String cParameters;
    private final String cValue;
    private final String javaType;
    private final String javaValue;

    ArgumentForm(String cParameters, String cValue, String javaType, String javaValue) {
        this.cParameters = cParameters;
        this.cValue = cValue;
        this.javaType = javaType;
        this.javaValue = javaValue;
    }

    /** The form of a type; empty for the types that have none. */
    static Optional<ArgumentForm> find(SchemaType type) {
        if (type.base().kind() != null) {
            return Optional.of(HANDLE);
        }
        SchemaType unsized =
                new SchemaType(
                        type.base(),
                        type.list(),
                        SchemaType.UNSIZED,
                        type.optional(),
                        type.optionalElements());
        return Optional.ofNullable(BY_TYPE.get(unsized.toString()));
    }

    static ArgumentForm of(SchemaType type) {
        return find(type).orElseThrow(() -> new IllegalArgumentException("no form for " + type));
    }

    /** The declarations of the C parameters, one or two. */
    List<String> cParameters(String name) {
        return List.of(cParameters.replace("$", name).split(", "));
    }

    /** The C++ expression that {@code at::_ops} gets, from the C parameters. */
    String cValue(String name, SchemaType type) {
        return cValue.replace("$", name).replace("@", Integer.toString(type.size()));
    }

    /** The C++ expression of what holds a tensor, or none, for the time of a call. */
    String cHolder(String name) {
        return cValue.substring("*".length()).replace("$", name);
    }

    String javaType() {
        return javaType;
    }

    /**
     * The Java expressions that the C parameters get.
     *
     * @param operation the expression of what messages call the function
     */
    List<String> javaValues(String name, String operation, String schemaName) {
        String value =
                javaValue.replace("$", name).replace("#", operation + ", \"" + schemaName + '"');
        if (this == OPERATION) {
            return List.of();
        }
        return isList() ? List.of(value, "Arguments.count(" + name + ")") : List.of(value);
    }

    /** Whether it is one tensor, or one or none. */
    boolean isTensor() {
        return this == TENSOR || this == OPTIONAL_TENSOR;
    }

    boolean isList() {
        return cParameters.contains("_count");
    }

    /** Whether Java needs scratch memory for it. */
    boolean needsFrame() {
        return javaValue.startsWith("frame.");
    }

    /** Whether it holds tensors or another object that must outlive the call. */
    boolean isReference() {
        return cParameters.startsWith("pt_tensor") || this == OPTIONAL_GENERATOR || this == HANDLE;
    }

    /** Whether messages show it. */
    boolean isDescribed() {
        return this != OPERATION && this != CODE && this != ADDRESS && this != HANDLE;
    }
}
