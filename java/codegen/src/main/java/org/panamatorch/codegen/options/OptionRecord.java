package org.panamatorch.codegen.options;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * A record that declares options.
 *
 * @param element the record
 * @param type its qualified name
 * @param home the package of the type that is made of it
 * @param name the simple name of that type
 * @param documentation the record's
 * @param options its components
 */
record OptionRecord(
        TypeElement element,
        String type,
        String home,
        String name,
        DocComment documentation,
        List<Option> options) {
    private static final String SUFFIX = "Spec";
    private static final String ANNOTATIONS = "org.panamatorch.internal.declare.";

    static OptionRecord of(TypeElement element, ProcessingEnvironment environment) {
        DocComment documentation =
                DocComment.parse(environment.getElementUtils().getDocComment(element));
        List<Option> options =
                element.getRecordComponents().stream()
                        .flatMap(component -> Option.of(component, documentation).stream())
                        .toList();
        return new OptionRecord(
                element,
                element.getQualifiedName().toString(),
                value(element, "OptionSet", "home", "org.panamatorch.nn"),
                publicName(element),
                documentation,
                options);
    }

    /**
     * The expression of a record.
     *
     * @param value the expression of an option's value
     */
    String creation(Function<Option, String> value) {
        return "new %s(%s)"
                .formatted(
                        type,
                        element.getRecordComponents().stream()
                                .map(component -> argument(component.toString(), value))
                                .collect(Collectors.joining(", ")));
    }

    private String argument(String component, Function<Option, String> value) {
        List<Option> parts =
                options.stream().filter(each -> each.component().equals(component)).toList();
        return parts.size() == 1
                ? value.apply(parts.getFirst())
                : parts.reversed().stream()
                        .map(value)
                        .collect(Collectors.joining(", ", Option.PLACE + ".of(", ")"));
    }

    private static String publicName(Element element) {
        String name = element.getSimpleName().toString();
        if (!name.endsWith(SUFFIX)) {
            throw new DeclarationException(
                    element, "the name of a record of options ends with " + SUFFIX);
        }
        return name.substring(0, name.length() - SUFFIX.length()) + "Options";
    }

    /** Whether a module prints any of the options. */
    boolean isPrinted() {
        return annotation(element, "Unprinted") == null;
    }

    /** Whether a module that is made of a function refuses values that the function takes. */
    boolean hasModuleCheck() {
        return ElementFilter.methodsIn(element.getEnclosedElements()).stream()
                .anyMatch(method -> method.getSimpleName().contentEquals("checkModule"));
    }

    /** Whether they are the options of an optimizer's groups. */
    boolean isOfGroups() {
        return value(element, "OptionSet", "ofGroups", "false").equals("true");
    }

    /** Whether a type is a record of options. */
    static boolean is(Element element) {
        return annotation(element, "OptionSet") != null;
    }

    /** The qualified name of the type that users set options of a record on. */
    static String publicType(Element element) {
        return value(element, "OptionSet", "home", "org.panamatorch.nn")
                + "."
                + publicName(element);
    }

    /** The qualified name of the type that users set options on. */
    String publicType() {
        return home + "." + name;
    }

    /** A value of an annotation, or what stands for it where there is none. */
    static String value(Element element, String annotation, String member, String absent) {
        AnnotationMirror mirror = annotation(element, annotation);
        if (mirror == null) {
            return absent;
        }
        return mirror.getElementValues().entrySet().stream()
                .filter(entry -> entry.getKey().getSimpleName().contentEquals(member))
                .map(entry -> text(entry.getValue()))
                .findFirst()
                .orElse(absent);
    }

    /** The values of a member that is an array, which the annotation gives. */
    static List<String> values(Element element, String annotation, String member) {
        return annotation(element, annotation).getElementValues().entrySet().stream()
                .filter(entry -> entry.getKey().getSimpleName().contentEquals(member))
                .flatMap(entry -> ((List<?>) entry.getValue().getValue()).stream())
                .map(value -> text((AnnotationValue) value))
                .toList();
    }

    static AnnotationMirror annotation(Element element, String name) {
        return element.getAnnotationMirrors().stream()
                .filter(mirror -> mirror.getAnnotationType().toString().equals(ANNOTATIONS + name))
                .findFirst()
                .orElse(null);
    }

    private static String text(AnnotationValue value) {
        return value.getValue() instanceof Element constant
                ? constant.getSimpleName().toString()
                : value.getValue().toString();
    }
}
