package org.panamatorch.internal.dispatch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Existing names that resemble an unknown name of an operator. */
final class Suggestions {
    private static final int MAX_SHOWN = 8;
    // Of this many letters one may be wrong.
    private static final int LETTERS_A_MISTAKE = 3;

    private Suggestions() {}

    /** A text to append to an error. */
    static String hint(String name, String overload, List<String> schemas) {
        List<String> overloads = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>();
        for (String schema : schemas) {
            String qualified = schema.substring(0, schema.indexOf('('));
            int dot = qualified.indexOf('.', qualified.indexOf("::"));
            String other = dot < 0 ? qualified : qualified.substring(0, dot);
            names.add(other);
            if (other.equals(name)) {
                overloads.add(qualified);
            }
        }
        if (!overloads.isEmpty()) {
            return (overload.isEmpty()
                            ? "; its overloads are "
                            : "; the overloads of " + name + " are ")
                    + String.join(", ", overloads);
        }
        List<String> near = near(name, names);
        return near.isEmpty() ? "" : "; near ones are " + String.join(", ", near);
    }

    private static List<String> near(String name, TreeSet<String> names) {
        String bare = bare(name);
        int allowed = Math.max(1, bare.length() / LETTERS_A_MISTAKE);
        return names.stream()
                .filter(other -> distance(bare, bare(other)) <= allowed)
                .sorted(
                        Comparator.comparingInt((String other) -> distance(bare, bare(other)))
                                .thenComparingInt(other -> distance(name, other))
                                .thenComparing(Comparator.naturalOrder()))
                .limit(MAX_SHOWN)
                .collect(Collectors.toList());
    }

    /**
     * The name without its name space and overload, in small letters without underscores: camel
     * case is near.
     */
    private static String bare(String name) {
        String local = name.substring(name.lastIndexOf(':') + 1);
        int dot = local.indexOf('.');
        return (dot < 0 ? local : local.substring(0, dot))
                .replace("_", "")
                .toLowerCase(Locale.ROOT);
    }

    /** How many letters differ, are missing or swapped. */
    private static int distance(String a, String b) {
        int[] beforePrevious = new int[b.length() + 1];
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, 1 + Math.min(previous[j], current[j - 1]));
                if (i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    current[j] = Math.min(current[j], 1 + beforePrevious[j - 2]);
                }
            }
            int[] free = beforePrevious;
            beforePrevious = previous;
            previous = current;
            current = free;
        }
        return previous[b.length()];
    }
}
