package org.panamatorch.codegen.operators;

import org.panamatorch.codegen.operators.PublicMethod.Variant;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the public methods of one operator: with all its arguments, and with trailing defaulted
 * ones left out.
 */
final class Expansion {
    private static final List<String> OPTIONS = List.of("dtype", "layout", "device", "pin_memory");
    private static final Set<String> SIZES = Set.of("size", "shape");
    private static final Set<ArgumentForm> LISTS_OF_INTS =
            EnumSet.of(
                    ArgumentForm.INTS,
                    ArgumentForm.SYM_INTS,
                    ArgumentForm.OPTIONAL_INTS,
                    ArgumentForm.OPTIONAL_SYM_INTS);
    private static final Set<ArgumentForm> OPTIONAL_NUMBERS =
            EnumSet.of(
                    ArgumentForm.OPTIONAL_INT,
                    ArgumentForm.OPTIONAL_BOOL,
                    ArgumentForm.OPTIONAL_FLOAT);

    /** One argument, or the four that Java takes as one TensorOptions. */
    private record Unit(List<Schema.Argument> arguments) {
        Schema.Argument first() {
            return arguments.get(0);
        }

        boolean isOptions() {
            return arguments.size() == OPTIONS.size();
        }

        ArgumentForm form() {
            return ArgumentForm.of(first().type());
        }

        boolean isSizedList() {
            return !isOptions() && LISTS_OF_INTS.contains(form()) && first().type().isSized();
        }

        /** Sizes of a tensor, as many as it has dimensions. */
        boolean isShape() {
            return !isOptions()
                    && form() == ArgumentForm.SYM_INTS
                    && !first().type().isSized()
                    && SIZES.contains(first().name());
        }

        boolean isOptionalNumber(String operator) {
            return !isOptions()
                    && OPTIONAL_NUMBERS.contains(form())
                    && OptionType.find(operator, first()).isEmpty();
        }
    }

    private final Operator operator;
    private final Faces.Face face;
    private final List<Unit> units;
    // Tensors for results: the last arguments of the schema, the first parameters of the method.
    private final List<Schema.Argument> outs;

    private Expansion(Operator operator, Faces.Face face) {
        this.operator = operator;
        this.face = face;
        List<Schema.Argument> arguments = operator.schema().arguments();
        this.units = units(arguments.stream().filter(argument -> !argument.isOut()).toList());
        this.outs = arguments.stream().filter(Schema.Argument::isOut).toList();
        if (face.ofTensor() && units.stream().noneMatch(Expansion::isSelf)) {
            throw new IllegalArgumentException(operator.stem() + " is a method without self");
        }
    }

    static List<PublicMethod> of(Operator operator, Faces.Face face) {
        return new Expansion(operator, face).methods();
    }

    private static List<Unit> units(List<Schema.Argument> arguments) {
        List<Unit> units = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            int end = i + OPTIONS.size();
            boolean options =
                    end <= arguments.size()
                            && arguments.subList(i, end).stream()
                                    .map(Schema.Argument::name)
                                    .toList()
                                    .equals(OPTIONS)
                            && arguments.subList(i, end).stream()
                                    .allMatch(a -> a.type().optional());
            units.add(new Unit(options ? arguments.subList(i, end) : List.of(arguments.get(i))));
            i = options ? end - 1 : i;
        }
        return units;
    }

    private List<PublicMethod> methods() {
        int droppable = 0;
        while (droppable < units.size()
                && units.get(units.size() - 1 - droppable).first().hasDefault()) {
            droppable++;
        }
        List<PublicMethod> methods = new ArrayList<>();
        for (int dropped = 0; dropped <= droppable; dropped++) {
            List<Unit> given = units.subList(0, units.size() - dropped);
            methods.add(method(given.size(), dropped, Variant.PLAIN));
            if (given.stream().anyMatch(Unit::isSizedList)) {
                methods.add(method(given.size(), dropped, Variant.SINGLE));
            }
            boolean hasShape = given.stream().anyMatch(Unit::isShape);
            boolean hasDtype = !given.isEmpty() && given.getLast().isOptions();
            if (hasShape) {
                methods.add(method(given.size(), dropped, Variant.SHAPE));
            }
            if (hasDtype && !hasShape) {
                methods.add(method(given.size(), dropped, Variant.DTYPE));
            }
            if (hasShape && hasDtype) {
                methods.add(method(given.size(), dropped, Variant.SHAPE_DTYPE));
            }
            if (dropped == 0
                    && given.stream().anyMatch(unit -> unit.isOptionalNumber(operator.name()))) {
                methods.add(method(given.size(), dropped, Variant.NULLABLE));
            }
            if (!face.ofTensor()
                    && !given.isEmpty()
                    && given.get(0).form() == ArgumentForm.TENSORS) {
                methods.add(method(given.size(), dropped, Variant.TENSOR_LIST));
            }
        }
        return methods;
    }

    private PublicMethod method(int given, int dropped, Variant variant) {
        List<PublicMethod.Parameter> parameters = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (Schema.Argument out : outs) {
            parameters.add(
                    new PublicMethod.Parameter(
                            Naming.javaParameter(out.name()),
                            "Tensor",
                            "what a result is written to"));
        }
        for (int i = 0; i < units.size(); i++) {
            Unit unit = units.get(i);
            if (i >= given) {
                unit.arguments().forEach(argument -> values.add(DefaultValue.of(argument)));
            } else if (face.ofTensor() && isSelf(unit)) {
                values.add("(Tensor) this");
            } else if (unit.isOptions() && variant.takesDtype()) {
                parameters.add(new PublicMethod.Parameter("dtype", "DType", "the dtype"));
                values.addAll(optionValues(unit));
            } else if (unit.isOptions()) {
                parameters.add(
                        new PublicMethod.Parameter(
                                "options",
                                "TensorOptions",
                                "dtype, layout, device and pinned memory, or null for the"
                                        + " defaults"));
                values.addAll(optionValues(unit));
            } else {
                boolean first = i == 0;
                add(unit, variant, first, parameters, values);
            }
        }
        outs.forEach(out -> values.add(Naming.javaParameter(out.name())));
        return new PublicMethod(operator, face, parameters, values, dropped, variant, false);
    }

    private static boolean isSelf(Unit unit) {
        return unit.first().name().equals("self");
    }

    private static List<String> optionValues(Unit unit) {
        String dtype = "chosen.dtype()";
        if (unit.first().hasDefault() && !unit.first().defaultValue().equals("None")) {
            dtype = dtype + " == null ? " + DefaultValue.of(unit.first()) + " : " + dtype;
        }
        return List.of(dtype, "chosen.layout()", "chosen.device()", "chosen.pinnedMemory()");
    }

    private void add(
            Unit unit,
            Variant variant,
            boolean first,
            List<PublicMethod.Parameter> parameters,
            List<String> values) {
        Schema.Argument argument = unit.first();
        String name = Naming.publicParameter(operator.schema(), argument.name());
        String type = unit.form().javaType();
        String value = name;
        Optional<OptionType> option = OptionType.find(operator.name(), argument);
        if (option.isPresent()) {
            type = option.get().javaType();
            value = option.get().value(name, operator.schema().qualifiedName(), argument);
        } else if (unit.isSizedList() && variant == Variant.SINGLE) {
            type = "long";
            value = DefaultValue.repeated(name, argument.type().size());
        } else if (unit.isShape() && variant.takesShape()) {
            type = "Shape";
            value =
                    "Arguments.sizes("
                            + name
                            + ", \""
                            + operator.name()
                            + "\", \""
                            + argument.name()
                            + "\")";
        } else if (unit.isOptionalNumber(operator.name()) && variant != Variant.NULLABLE) {
            type = primitive(type);
        } else if (first && variant == Variant.TENSOR_LIST) {
            type = "List<Tensor>";
            value = "Arguments.array(" + name + ")";
        }
        parameters.add(new PublicMethod.Parameter(name, type, Documentation.of(argument, type)));
        values.add(value);
    }

    private static String primitive(String boxed) {
        return switch (boxed) {
            case "Long" -> "long";
            case "Double" -> "double";
            case "Boolean" -> "boolean";
            default -> boxed;
        };
    }
}
