package org.panamatorch.codegen.operators;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The sections of torch's page in PyTorch's documentation. The operators of each are in a file of
 * their own, and in-place ones beside those that they are variants of.
 */
enum Section {
    /**
     * What the page does not list: methods of the tensor alone, and functions that nobody
     * documents.
     */
    UNLISTED("", "Unlisted", "that the page of {@code torch} does not list"),
    TYPES("tensors", "Types", "that tell and combine dtypes"),
    SPECTRAL("spectral-ops", "Spectral", "for spectra: windows and Fourier transforms"),
    OTHER("other-operations", "Other", "of the section \"Other Operations\""),
    BLAS("blas-and-lapack-operations", "Blas", "of linear algebra, as in BLAS and LAPACK"),
    COMPARISON("comparison-ops", "Comparison", "that compare and sort"),
    REDUCTION("reduction-ops", "Reduction", "that reduce dimensions"),
    RANDOM("random-sampling", "Random", "that draw random numbers"),
    POINTWISE("pointwise-ops", "Pointwise", "that compute each element by itself"),
    SLICING(
            "indexing-slicing-joining-mutating-ops",
            "Slicing",
            "that index, slice, join and rearrange"),
    CREATION("creation-ops", "Creation", "that make tensors");

    private static final String PAGE = "https://docs.pytorch.org/docs/2.13/torch.html";

    private static final Map<String, Section> BY_NAME = new HashMap<>();

    static {
        SectionNames.BY_SECTION.forEach(
                (section, names) ->
                        Arrays.stream(names.strip().split("\\s+"))
                                .forEach(name -> BY_NAME.put(name, valueOf(section))));
    }

    private final String anchor;
    private final String suffix;
    private final String what;

    Section(String anchor, String suffix, String what) {
        this.anchor = anchor;
        this.suffix = suffix;
        this.what = what;
    }

    /** The section of an operator. */
    static Section of(String operator) {
        Section section = BY_NAME.get(operator);
        return section != null
                ? section
                : BY_NAME.getOrDefault(operator.replaceAll("_$", ""), UNLISTED);
    }

    /** The class of a public type's operators. */
    String typeName(String type) {
        return type + suffix;
    }

    /** The documentation of that class, line by line. */
    String[] documentation(String operators) {
        String address = anchor.isEmpty() ? PAGE : PAGE + "#" + anchor;
        return new String[] {
            operators + " " + what + ".", "", "@see <a href=\"" + address + "\">torch</a>"
        };
    }
}
