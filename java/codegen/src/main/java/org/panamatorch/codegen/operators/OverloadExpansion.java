package org.panamatorch.codegen.operators;

import org.panamatorch.codegen.operators.PublicMethod.Variant;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the public methods of one operator: with all its arguments, and with trailing defaulted
 * ones left out; or with them set by name, where there are many.
 */
final class OverloadExpansion {
    private static final List<String> OPTIONS = List.of("dtype", "layout", "device", "pin_memory");

    /** More defaulted arguments than these are set by name. */
    private static final int AT_MOST_IN_PLACE = 2;

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

        /** Whether Python takes it by keyword only. */
        boolean isKeyword() {
            return first().keywordOnly();
        }

        boolean isBoolean() {
            return form() == ArgumentForm.BOOL || form() == ArgumentForm.OPTIONAL_BOOL;
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
    private final PublicPlaces.Face face;
    private final List<Unit> units;
    // Tensors for results: the last arguments of the schema, the first parameters of the method.
    private final List<Schema.Argument> outs;

    private OverloadExpansion(Operator operator, PublicPlaces.Face face) {
        this.operator = operator;
        this.face = face;
        List<Schema.Argument> arguments = operator.schema().arguments();
        this.units = units(arguments.stream().filter(argument -> !argument.isOut()).toList());
        this.outs = arguments.stream().filter(Schema.Argument::isOut).toList();
        if (face.ofTensor() && units.stream().noneMatch(OverloadExpansion::isSelf)) {
            throw new IllegalArgumentException(operator.stem() + " is a method without self");
        }
    }

    static List<PublicMethod> of(Operator operator, PublicPlaces.Face face) {
        return new OverloadExpansion(operator, face).methods();
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
        if (droppable > AT_MOST_IN_PLACE) {
            addNamed(methods, units.size() - droppable);
            methods.add(method(units.size(), Variant.IN_FULL, false));
            return methods;
        }
        for (int dropped = 0; dropped <= droppable; dropped++) {
            addForms(methods, dropped);
        }
        return methods;
    }

    /**
     * With the first defaulted argument in place or none, and all others by name. One that Python
     * takes by keyword only is not in place, nor is a lone boolean, which says nothing.
     */
    private void addNamed(List<PublicMethod> methods, int required) {
        Unit first = units.get(required);
        if (first.isOptions()) {
            // What a tensor is converted to: without it there is nothing to do.
            addForms(methods, units.size() - required - 1);
            methods.add(method(required + 1, Variant.PLAIN, true));
            return;
        }
        addForms(methods, units.size() - required);
        methods.add(method(required, Variant.PLAIN, true));
        if (first.isKeyword() || first.isBoolean()) {
            return;
        }
        if (units.getLast().form() == ArgumentForm.OPTIONAL_GENERATOR) {
            // The two parameters of a distribution belong together.
            addForms(methods, 1);
            addForms(methods, 0);
            return;
        }
        addForms(methods, units.size() - required - 1);
        if (units.getLast().isKeyword()) {
            methods.add(method(required + 1, Variant.SINGLE, true));
        }
    }

    private void addForms(List<PublicMethod> methods, int dropped) {
        List<Unit> given = units.subList(0, units.size() - dropped);
        methods.add(method(given.size(), Variant.PLAIN, false));
        if (given.stream().anyMatch(Unit::isSizedList)) {
            methods.add(method(given.size(), Variant.SINGLE, false));
        }
        boolean hasShape = given.stream().anyMatch(Unit::isShape);
        boolean hasDtype = !given.isEmpty() && given.getLast().isOptions();
        if (hasShape) {
            methods.add(method(given.size(), Variant.SHAPE, false));
        }
        if (hasDtype && !hasShape) {
            methods.add(method(given.size(), Variant.DTYPE, false));
        }
        if (hasShape && hasDtype) {
            methods.add(method(given.size(), Variant.SHAPE_DTYPE, false));
        }
        if (dropped == 0
                && given.stream().anyMatch(unit -> unit.isOptionalNumber(operator.name()))) {
            methods.add(method(given.size(), Variant.NULLABLE, false));
        }
        if (!face.ofTensor() && !given.isEmpty() && given.get(0).form() == ArgumentForm.TENSORS) {
            methods.add(method(given.size(), Variant.TENSOR_LIST, false));
        }
    }

    private PublicMethod method(int given, Variant variant, boolean byName) {
        NamedOptions named = byName ? named(given) : null;
        List<PublicMethod.Parameter> parameters = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (Schema.Argument out : outs) {
            parameters.add(
                    new PublicMethod.Parameter(
                            Naming.javaParameter(out.name()),
                            "Tensor",
                            Documentation.noun(operator.name(), out, "Tensor")));
        }
        for (int i = 0; i < units.size(); i++) {
            Unit unit = units.get(i);
            if (i >= given && byName) {
                unit.arguments().forEach(argument -> values.add(named.value(argument)));
            } else if (i >= given) {
                unit.arguments().forEach(argument -> values.add(DefaultValue.of(argument)));
            } else if (face.ofTensor() && isSelf(unit)) {
                values.add("(Tensor) this");
            } else if (unit.isOptions() && variant.takesDtype()) {
                parameters.add(new PublicMethod.Parameter("dtype", "DType", "the dtype"));
                values.addAll(optionValues(unit));
            } else if (unit.isOptions()) {
                parameters.add(
                        new PublicMethod.Parameter(
                                byName ? "target" : "options",
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
        if (byName) {
            parameters.add(
                    new PublicMethod.Parameter(
                            "options",
                            named.parameterType(),
                            "sets what is not to be as by default"));
        }
        return new PublicMethod(
                operator,
                face,
                parameters,
                SparseConstructor.converted(operator, values),
                units.size() - given,
                variant,
                false,
                named);
    }

    private NamedOptions named(int given) {
        return NamedOptions.of(
                operator,
                units.subList(given, units.size()).stream()
                        .flatMap(unit -> unit.arguments().stream())
                        .toList(),
                units.subList(0, given).stream()
                        .filter(unit -> unit.first().hasDefault() && !unit.isOptions())
                        .map(Unit::first)
                        .toList());
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
        parameters.add(
                new PublicMethod.Parameter(
                        name, type, Documentation.of(operator.name(), argument, type)));
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
