package org.panamatorch.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A section of a page in one language: its blocks, one after the other, are one program.
 *
 * @param page the page's file
 * @param heading the section's heading
 * @param code the blocks
 * @param output the lines of the section's block of output, empty if there is none
 */
record Section(Path page, String heading, String code, List<String> output) {
    static final Path ROOT = Path.of(System.getProperty("panamatorch.root"));

    private static final Pattern LINE_OR_FENCE =
            Pattern.compile(
                    "^(?<indent> *)```(?<language>\\w*)\n"
                            + "(?<code>.*?)^ *```$|^#{1,3} (?<heading>[^\n"
                            + "]*)$",
                    Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern PRINTED =
            Pattern.compile("\\bprintln\\b.*?\\s// (.*)$", Pattern.MULTILINE);

    /** README and all pages below docs. */
    static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    /** The sections of all pages that have blocks of a language. */
    static List<Section> of(String language) throws IOException {
        List<Section> sections = new ArrayList<>();
        for (Path page : pages()) {
            sections.addAll(of(language, page));
        }
        return sections;
    }

    private static List<Section> of(String language, Path page) throws IOException {
        List<Section> sections = new ArrayList<>();
        String heading = "";
        StringBuilder code = new StringBuilder();
        List<String> output = new ArrayList<>();
        Matcher matcher = LINE_OR_FENCE.matcher(Files.readString(page) + "\n# ");
        while (matcher.find()) {
            if (matcher.group("heading") != null) {
                if (!code.isEmpty()) {
                    sections.add(new Section(page, heading, code.toString(), List.copyOf(output)));
                }
                heading = matcher.group("heading");
                code.setLength(0);
                output.clear();
            } else if (matcher.group("language").equals(language)) {
                code.append(matcher.group("code").indent(-matcher.group("indent").length()));
            } else if (matcher.group("language").equals("output")) {
                matcher.group("code").lines().forEach(output::add);
            }
        }
        return sections;
    }

    /** What the program prints: the block of output, or what stands behind each println. */
    List<String> wanted() {
        return output.isEmpty()
                ? PRINTED.matcher(code).results().map(line -> line.group(1)).toList()
                : output;
    }

    @Override
    public String toString() {
        return ROOT.relativize(page) + ": " + heading;
    }
}
