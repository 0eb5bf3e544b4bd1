package org.panamatorch.codegen.operators;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One Java source file: finds its imports by itself and breaks long lines at commas. */
final class JavaFile {
    private static final int WIDTH = 100;
    private static final Pattern WORD = Pattern.compile("\\b[A-Z]\\w*");
    private static final Pattern LINK = Pattern.compile("\\{@link (\\w+)");

    private final String packageName;
    private final Map<String, String> packages;
    private final StringBuilder body = new StringBuilder();

    /**
     * @param packages the package of each type that may have to be imported
     */
    JavaFile(String packageName, Map<String, String> packages) {
        this.packageName = packageName;
        this.packages = packages;
    }

    JavaFile line(String line) {
        body.append(line).append('\n');
        return this;
    }

    /** A comment before a type. */
    JavaFile documentation(String... lines) {
        if (lines.length == 1) {
            return line("/** " + lines[0] + " */");
        }
        line("/**");
        for (String text : lines) {
            line((" * " + text).stripTrailing());
        }
        return line(" */");
    }

    JavaFile blank() {
        return line("");
    }

    /**
     * A line of the form {@code before(item, item)after}, with the items on lines of their own if
     * it is too long.
     */
    JavaFile list(String before, List<String> items, String after) {
        String joined = before + String.join(", ", items) + after;
        if (joined.length() <= WIDTH || items.isEmpty()) {
            return line(joined);
        }
        String indent = " ".repeat(before.length() - before.stripLeading().length() + 8);
        line(before.stripTrailing());
        for (int i = 0; i < items.size(); i++) {
            line(indent + items.get(i) + (i + 1 < items.size() ? "," : after));
        }
        return this;
    }

    String text() {
        TreeSet<String> imports = new TreeSet<>();
        body.toString().lines().forEach(line -> addImports(line, imports));
        StringBuilder text = new StringBuilder();
        text.append("package ").append(packageName).append(";\n\n");
        imports.forEach(name -> text.append("import ").append(name).append(";\n"));
        if (!imports.isEmpty()) {
            text.append('\n');
        }
        return text.append(body).toString();
    }

    private void addImports(String line, TreeSet<String> imports) {
        String code = line.strip();
        boolean comment = code.startsWith("*") || code.startsWith("/*");
        Matcher matcher = (comment ? LINK : WORD).matcher(code);
        while (matcher.find()) {
            String simple = matcher.group(comment ? 1 : 0);
            String home = packages.get(simple);
            if (home != null && !home.equals(packageName)) {
                imports.add(home + "." + simple);
            }
        }
    }
}
