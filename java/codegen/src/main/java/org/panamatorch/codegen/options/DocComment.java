package org.panamatorch.codegen.options;

import org.panamatorch.codegen.operators.DocPages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A documentation comment in its parts.
 *
 * @param description what stands before the first tag
 * @param parameters the texts of {@code @param} by name
 * @param tags all other tags, whole
 */
record DocComment(String description, Map<String, String> parameters, List<String> tags) {
    private static final Pattern TAG = Pattern.compile("(?m)^\\s*@(?=\\w)");
    private static final Pattern PARAMETER =
            Pattern.compile("param\\s+(\\S+)\\s+(.*)", Pattern.DOTALL);

    /**
     * Takes a comment apart.
     *
     * @param comment as the compiler gives it, without asterisks; or null
     */
    static DocComment parse(String comment) {
        String[] parts = TAG.split(comment == null ? "" : comment);
        Map<String, String> parameters = new LinkedHashMap<>();
        List<String> tags = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            Matcher parameter = PARAMETER.matcher(parts[i]);
            if (parameter.matches()) {
                parameters.put(parameter.group(1), parameter.group(2).strip());
            } else {
                tags.add("@" + parts[i].strip());
            }
        }
        return new DocComment(parts[0].strip(), parameters, tags);
    }

    /** Whether it links to something. */
    boolean hasLink() {
        return tags.stream().anyMatch(tag -> tag.startsWith("@see"));
    }

    /** The tag that links to the page of PyTorch's documentation on a class or function. */
    static String link(String python) {
        return "@see <a href=\"%s%s.html\">%s</a>".formatted(DocPages.SITE, python, python);
    }

    /** The text of a parameter. */
    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** A comment's lines below an indentation. */
    static String comment(String indent, String text) {
        StringBuilder lines = new StringBuilder(indent).append("/**\n");
        text.lines()
                .forEach(
                        line ->
                                lines.append(indent)
                                        .append(line.isBlank() ? " *" : " * " + line.strip())
                                        .append('\n'));
        return lines.append(indent).append(" */\n").toString();
    }
}
