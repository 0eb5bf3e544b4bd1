package org.panamatorch.codegen.operators;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The packages that the generated Java is in and refers to. */
final class JavaNames {
    static final String ROOT = "org.panamatorch";
    static final String RESULT = "org.panamatorch.result";
    static final String OPTION = "org.panamatorch.option";

    /** Where the operators' options are declared. */
    static final String OPTIONS = "org.panamatorch.internal.option";

    static final String ATEN = "org.panamatorch.internal.aten";
    private static final String CALL = "org.panamatorch.internal.call";

    private JavaNames() {}

    /** The package of each type by its simple name, as imports need it. */
    static Map<String, String> packages(Collection<ResultRecord> records) {
        Map<String, String> packages = new HashMap<>();
        for (String name :
                new String[] {
                    "DType",
                    "Device",
                    "Generator",
                    "Layout",
                    "MemoryFormat",
                    "Tensor",
                    "Shape",
                    "TensorOptions",
                    "TorchException"
                }) {
            packages.put(name, ROOT);
        }
        for (String name :
                new String[] {
                    "Arguments", "Failure", "Frame", "Options", "Results", "SparseArguments"
                }) {
            packages.put(name, CALL);
        }
        for (String name : new String[] {"NativeHandle", "NativeKind"}) {
            packages.put(name, "org.panamatorch.internal.memory");
        }
        packages.put("OutCalls", "org.panamatorch.internal.dispatch");
        packages.put("PanamaTorch", "org.panamatorch.internal.binding");
        packages.put("MemorySegment", "java.lang.foreign");
        packages.put("SharedFunctions", "org.panamatorch.nn");
        packages.put("List", "java.util");
        packages.put("Consumer", "java.util.function");
        for (String name : new String[] {"Default", "OptionSet", "Unprinted"}) {
            packages.put(name, "org.panamatorch.internal.declare");
        }
        packages.put("TensorTuple", RESULT);
        packages.putAll(OptionType.packages());
        records.forEach(record -> packages.put(record.name(), record.packageName()));
        return packages;
    }

    static String path(String packageName, String type) {
        return packageName.replace('.', '/') + "/" + type + ".java";
    }
}
