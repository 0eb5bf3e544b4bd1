package org.panamatorch.codegen.load;

import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The shapes of all calls between Java and native code, found in the compiled classes. */
final class ForeignCalls {
    private static final String BINDING = "org/panamatorch/internal/binding/";
    private static final String FOREIGN = "java/lang/foreign/";
    private static final String DESCRIPTOR = "$descriptor";

    private final SortedSet<ForeignShape> downcalls = new TreeSet<>();
    private final SortedSet<ForeignShape> critical = new TreeSet<>();
    private final SortedSet<ForeignShape> criticalOnArrays = new TreeSet<>();
    private final SortedSet<ForeignShape> upcalls = new TreeSet<>();

    // Shapes of the functions of the headers, by their names.
    private final Map<String, ForeignShape> functions = new TreeMap<>();

    private ForeignCalls() {}

    static ForeignCalls in(CompiledClasses classes) {
        ForeignCalls calls = new ForeignCalls();
        Map<Boolean, List<ClassModel>> bound =
                classes.models().stream()
                        .collect(
                                Collectors.partitioningBy(
                                        model ->
                                                model.thisClass()
                                                        .asInternalName()
                                                        .startsWith(BINDING)));
        bound.get(true).forEach(calls::readBinding);
        bound.get(false).forEach(calls::readCaller);
        return calls;
    }

    SortedSet<ForeignShape> downcalls() {
        return downcalls;
    }

    /** Shapes of those that are linked as critical functions. */
    SortedSet<ForeignShape> critical() {
        return critical;
    }

    /** Shapes of those among the critical functions that are given Java's arrays. */
    SortedSet<ForeignShape> criticalOnArrays() {
        return criticalOnArrays;
    }

    SortedSet<ForeignShape> upcalls() {
        return upcalls;
    }

    private void readBinding(ClassModel model) {
        Map<String, MethodModel> methods =
                model.methods().stream()
                        .collect(
                                Collectors.toMap(
                                        method -> method.methodName().stringValue(),
                                        Function.identity(),
                                        (first, _) -> first));
        boolean callback = methods.containsKey("descriptor");
        boolean interfaceOfCallback = model.thisClass().asInternalName().endsWith("$Function");
        for (Map.Entry<String, MethodModel> method : methods.entrySet()) {
            MethodTypeDesc type = method.getValue().methodTypeSymbol();
            if (methods.containsKey(method.getKey() + DESCRIPTOR)) {
                ForeignShape shape = ForeignShape.of(type);
                functions.put(method.getKey(), shape);
                downcalls.add(shape);
            } else if (callback && method.getKey().equals("invoke")) {
                downcalls.add(ForeignShape.of(type.dropParameterTypes(0, 1)));
            } else if (interfaceOfCallback && method.getKey().equals("apply")) {
                upcalls.add(ForeignShape.of(type));
            }
        }
    }

    // Functions of the system are linked by descriptors that are written out, and critical ones by
    // the bindings' descriptors, in a class that makes nothing else of them.
    private void readCaller(ClassModel model) {
        List<ForeignShape> asked = new ArrayList<>();
        boolean links = false;
        boolean onArrays = false;
        Object constant = null;
        for (MethodModel method : model.methods()) {
            List<String> layouts = new ArrayList<>();
            for (CodeElement element :
                    method.code().map(CodeModel::elementList).orElse(List.of())) {
                switch (element) {
                    case FieldInstruction field
                            when field.owner().asInternalName().equals(FOREIGN + "ValueLayout") ->
                            layouts.add(field.name().stringValue());
                    case ConstantInstruction pushed -> constant = pushed.constantValue();
                    case InvokeInstruction call -> {
                        readCall(call, layouts, asked);
                        if (linksCritical(call)) {
                            links = true;
                            onArrays |= Integer.valueOf(1).equals(constant);
                        }
                        layouts.clear();
                    }
                    default -> {}
                }
            }
        }
        if (links) {
            (onArrays ? criticalOnArrays : critical).addAll(asked);
        }
    }

    private static boolean linksCritical(InvokeInstruction call) {
        return call.owner().asInternalName().equals(FOREIGN + "Linker$Option")
                && call.name().equalsString("critical");
    }

    private void readCall(InvokeInstruction call, List<String> layouts, List<ForeignShape> asked) {
        String owner = call.owner().asInternalName();
        String name = call.name().stringValue();
        if (owner.equals(FOREIGN + "FunctionDescriptor") && name.equals("of")) {
            downcalls.add(
                    ForeignShape.ofLayouts(layouts.getFirst(), layouts.subList(1, layouts.size())));
        } else if (owner.equals(FOREIGN + "FunctionDescriptor") && name.equals("ofVoid")) {
            downcalls.add(ForeignShape.ofLayouts(null, layouts));
        } else if (owner.startsWith(BINDING) && name.endsWith(DESCRIPTOR)) {
            asked.add(functions.get(name.substring(0, name.length() - DESCRIPTOR.length())));
        }
    }
}
