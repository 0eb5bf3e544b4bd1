package org.panamatorch.codegen.options;

import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;

/**
 * How the names and texts of what is declared for several numbers of dimensions become those of
 * one.
 */
final class Dimensions {
    private static final List<String> NAMES = List.of("", "L", "H, W", "D, H, W");
    private static final Pattern SPATIAL = Pattern.compile("(?<=[( ])\\*([^\\s,)]?)(?=[,)])");
    private static final Pattern NAME_OF_ALL = Pattern.compile("(?<=\\w)Nd(?![a-z])");

    private Dimensions() {}

    /** The numbers for which there is to be one each. */
    static int[] of(Element declared, ProcessingEnvironment environment) {
        AnnotationValue value =
                environment
                        .getElementUtils()
                        .getElementValuesWithDefaults(OptionRecord.annotation(declared, "Leaves"))
                        .values()
                        .iterator()
                        .next();
        return ((List<?>) value.getValue())
                .stream().mapToInt(each -> (Integer) ((AnnotationValue) each).getValue()).toArray();
    }

    /** Whether there is to be one for each of several numbers. */
    static boolean areSeveral(Element declared) {
        return OptionRecord.annotation(declared, "Leaves") != null;
    }

    /** A name, or the names in a text: {@code Pool2d} for {@code PoolNd}. */
    static String named(String text, int dims) {
        return NAME_OF_ALL.matcher(text).replaceAll(dims + "d");
    }

    /** A text with names, the number, and the names of the dimensions. */
    static String filled(String text, int dims) {
        return SPATIAL.matcher(named(text, dims).replace("{N}", Integer.toString(dims)))
                .replaceAll(match -> names(match, dims));
    }

    private static String names(MatchResult match, int dims) {
        return Arrays.stream(NAMES.get(dims).split(", "))
                .map(name -> name + match.group(1))
                .collect(Collectors.joining(", "));
    }
}
