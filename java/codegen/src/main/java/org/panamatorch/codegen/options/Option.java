package org.panamatorch.codegen.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * One component of an option set, or one parameter of a function that has a default.
 *
 * @param component the record's component or the function's parameter that declares it
 * @param name in Java
 * @param type as Java writes it
 * @param kind what kind of type it is
 * @param value the default as Java writes it
 * @param documentation the text of its {@code @param}
 * @param printed when a printed form shows it
 * @param setAs the name under which it is set: its own, or that of the option which it replaces
 * @param isNullable whether it may be null, by default or by {@code OrNone}
 * @param publicType the type that users set it on, if it is options in its turn, else its type
 * @param isFixed whether it always has its default
 * @param elseValue which required argument a module has in its place where it is not set, or null
 * @param expanded as how many sizes for each dimension a module keeps it, or 0 for as it is given
 */
record Option(
        String component,
        String name,
        String type,
        Kind kind,
        String value,
        String documentation,
        Printed printed,
        String setAs,
        boolean isNullable,
        String publicType,
        boolean isFixed,
        String elseValue,
        int expanded) {
    /** The kinds of type, by how they are set and printed. */
    enum Kind {
        /** A number that Python prints as it was given, {@code 1} or {@code 1.0}. */
        NUMBER,
        /** One size for all dimensions, or one each. */
        SIZES,
        /** Several values: numbers, whole or not, or words. */
        SEVERAL,
        /** A word of a closed set. */
        WORD,
        PRIMITIVE,
        /** A primitive value that may be absent. */
        BOXED,
        /** Options in their turn. */
        OPTIONS,
        OTHER
    }

    /** When a printed form shows an option. */
    enum Printed {
        ALWAYS,
        /** Without its name. */
        BARE,
        CHANGED,
        NEVER;

        private static Printed of(Element element) {
            Map<String, Printed> annotations =
                    Map.of(
                            "Unprinted", NEVER,
                            "PrintedBare", BARE,
                            "PrintedIfChanged", CHANGED);
            return annotations.keySet().stream()
                    .filter(each -> OptionRecord.annotation(element, each) != null)
                    .map(annotations::get)
                    .findFirst()
                    .orElse(ALWAYS);
        }
    }

    /** A way to set the option: the parameter's type, and the value made of it. */
    record Setter(String parameterType, String expression) {}

    static final String SIZES = "org.panamatorch.internal.nn.Extent";

    static final String PLACE = "org.panamatorch.TensorOptions";

    /** Types of which PyTorch has a default that can be changed. */
    private static final Set<String> PLACES =
            Set.of("org.panamatorch.Device", "org.panamatorch.DType");

    private static final Map<String, String> PRIMITIVES =
            Map.of(
                    "java.lang.Long", "long",
                    "java.lang.Double", "double",
                    "java.lang.Boolean", "boolean",
                    "java.lang.Integer", "int");

    /**
     * The options that a record's component declares: one, or dtype and device of what a module
     * registers, which are declared together.
     *
     * @param documentation the record's
     */
    static List<Option> of(Element component, DocComment documentation) {
        String name = component.getSimpleName().toString();
        if (component.asType().toString().equals(PLACE)) {
            String what = documentation.parameter(name);
            return List.of(
                    placing(name, "device", "org.panamatorch.Device", "the device of " + what),
                    placing(name, "dtype", "org.panamatorch.DType", "the dtype of " + what));
        }
        return List.of(
                of(
                        component,
                        OptionRecord.value(component, "Default", "value", null),
                        documentation));
    }

    private static Option placing(
            String component, String name, String type, String documentation) {
        return new Option(
                component,
                name,
                type,
                Kind.OTHER,
                "null",
                documentation,
                Printed.NEVER,
                name,
                true,
                type,
                false,
                null,
                0);
    }

    /**
     * The option that a record's component or a function's parameter declares.
     *
     * @param value its default, or null where it has none
     * @param documentation the record's or the function's
     */
    static Option of(Element element, String value, DocComment documentation) {
        String name = element.getSimpleName().toString();
        if (value == null) {
            throw new DeclarationException(element, "option '" + name + "' has no @Default");
        }
        if (documentation.parameter(name).isEmpty()) {
            throw new DeclarationException(element, "option '" + name + "' has no @param");
        }
        return new Option(
                name,
                name,
                element.asType().toString(),
                kind(element.asType()),
                value,
                documentation.parameter(name),
                Printed.of(element),
                OptionRecord.value(element, "Instead", "value", name),
                value.equals("null") || OptionRecord.annotation(element, "OrNone") != null,
                kind(element.asType()) == Kind.OPTIONS
                        ? OptionRecord.publicType(((DeclaredType) element.asType()).asElement())
                        : element.asType().toString(),
                OptionRecord.annotation(element, "Fixed") != null,
                OptionRecord.value(element, "Else", "value", null),
                expanded(element));
    }

    /** As how many sizes for each dimension a module keeps what is declared; 0 if as given. */
    static int expanded(Element element) {
        return OptionRecord.annotation(element, "Expanded") == null
                ? 0
                : Integer.parseInt(OptionRecord.value(element, "Expanded", "value", "1"));
    }

    private static Kind kind(TypeMirror mirror) {
        String type = mirror.toString();
        if (mirror.getKind() == TypeKind.ARRAY) {
            return Kind.SEVERAL;
        }
        if (mirror.getKind() != TypeKind.DECLARED) {
            return mirror.getKind().isPrimitive() ? Kind.PRIMITIVE : Kind.OTHER;
        }
        if (type.equals("java.lang.Number")) {
            return Kind.NUMBER;
        }
        if (type.equals(SIZES)) {
            return Kind.SIZES;
        }
        if (PRIMITIVES.containsKey(type)) {
            return Kind.BOXED;
        }
        Element element = ((DeclaredType) mirror).asElement();
        if (OptionRecord.is(element)) {
            return Kind.OPTIONS;
        }
        return element.getKind() == ElementKind.ENUM ? Kind.WORD : Kind.OTHER;
    }

    /** As Python writes the name. */
    String pythonName() {
        return pythonName(name);
    }

    /** As Python writes a name in camelCase. */
    static String pythonName(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** The default, as an expression of the option's type. */
    String initial() {
        return switch (kind) {
            case SIZES -> value.equals("null") ? value : SIZES + ".single(" + value + ")";
            case WORD -> value.equals("null") ? value : type + "." + value;
            case SEVERAL -> value.equals("null") ? value : "new " + type + " {" + value + "}";
            default -> value;
        };
    }

    private boolean isOfNumbers() {
        return type.equals("long[]") || type.equals("double[]");
    }

    /** The ways to set it. */
    List<Setter> setters() {
        List<Setter> setters = new ArrayList<>();
        switch (kind) {
            case NUMBER -> {
                setters.add(new Setter("double", "value"));
                setters.add(new Setter("long", "value"));
                if (isNullable && !value.equals("null")) {
                    setters.add(new Setter(type, "value"));
                }
            }
            case SIZES -> {
                setters.add(new Setter("long", SIZES + ".single(value)"));
                setters.add(new Setter("long...", SIZES + ".tupleOrNull(value)"));
            }
            case SEVERAL ->
                    setters.add(
                            new Setter(
                                    type.replace("[]", "..."),
                                    isNullable
                                            ? "value == null ? null : value.clone()"
                                            : "value.clone()"));
            case BOXED -> {
                setters.add(new Setter(PRIMITIVES.get(type), "value"));
                if (isNullable && !value.equals("null")) {
                    setters.add(new Setter(type, "value"));
                }
            }
            case OPTIONS ->
                    setters.add(
                            new Setter(
                                    "java.util.function.Consumer<? super " + publicType + ">",
                                    publicType + ".of(value, \"" + name + "\")"));
            default -> setters.add(new Setter(type, "value"));
        }
        return setters;
    }

    /** Whether null is a value that a caller could give to a setter by mistake. */
    private boolean refusesNull(Setter setter) {
        return !setAs.equals(name)
                || !isNullable
                        && (setter.parameterType().endsWith("...")
                                || kind == Kind.WORD
                                || kind == Kind.OTHER);
    }

    /** The expression that says whether a value differs from the default. */
    String isChanged(String expression, String initial) {
        return kind == Kind.NUMBER && !isNullable
                ? "%s.doubleValue() != %s.doubleValue()".formatted(expression, initial)
                : "!java.util.Objects.equals(%s, %s)".formatted(expression, initial);
    }

    /** The statement that refuses null for a variable, or nothing where none is needed. */
    String nullCheck(Setter setter, String variable, String owner) {
        return refusesNull(setter)
                ? """
                        org.panamatorch.internal.call.Arguments.requirePresent(
                                %s, "%s", "%s", "%s");
                """
                        .formatted(variable, owner, setAs, expected())
                : "";
    }

    /** What the option should be where it is null, in words. */
    private String expected() {
        if (kind == Kind.SIZES || type.equals("long[]")) {
            return "a list of integers";
        }
        if (type.equals("double[]")) {
            return "a list of floats";
        }
        String simple = type.replaceAll("<.*", "").replaceAll(".*\\.", "");
        String words = simple.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        if (kind == Kind.SEVERAL) {
            return "a list of " + words.replace("[]", "s");
        }
        return ("aeiou".indexOf(words.charAt(0)) < 0 ? "a " : "an ") + words;
    }

    /** The default in words, for the documentation. */
    String defaultText() {
        if (value.equals("null")) {
            return PLACES.contains(type) ? "PyTorch's default if not set" : "none by default";
        }
        return switch (value) {
            case "" -> "none by default";
            case "true" -> "yes by default";
            case "false" -> "no by default";
            default ->
                    kind == Kind.WORD || kind == Kind.OTHER
                            ? "{@code " + value + "} by default"
                            : value + " by default";
        };
    }

    /** The expression of the text that Python prints for a value. */
    String text(String expression) {
        if (kind == Kind.SEVERAL && !isOfNumbers()) {
            return "org.panamatorch.internal.print.PythonFormat.several(" + expression + ")";
        }
        if (kind == Kind.OPTIONS) {
            return """
            (%1$s == null ? "None" : "%2$s("
                    + org.panamatorch.internal.nn.Printed.alone(%3$s.printed(%1$s)) + ")")\
            """
                    .formatted(
                            expression,
                            publicType.substring(publicType.lastIndexOf('.') + 1),
                            publicType);
        }
        return kind == Kind.WORD
                ? "org.panamatorch.internal.print.PythonFormat.repr(java.util.Objects.toString("
                        + expression
                        + ", null))"
                : "org.panamatorch.internal.print.PythonFormat.repr(" + expression + ")";
    }
}
