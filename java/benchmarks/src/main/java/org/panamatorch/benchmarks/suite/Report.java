package org.panamatorch.benchmarks.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The results for readers. */
final class Report {
    private static final String PAGE = "PERFORMANCE.md";
    private static final String CHART = "performance.svg";
    private static final String PICTURE = "![Time in relation to C++](" + CHART + ")";
    private static final String BEGIN = "<!-- scripts/bench --docs writes from here -->\n";
    private static final String END = "<!-- to here -->\n";

    private final Machine machine;
    private final Setting setting;
    private final Policy policy;
    private final Results results;

    Report(Machine machine, Setting setting, Policy policy, Results results) {
        this.machine = machine;
        this.setting = setting;
        this.policy = policy;
        this.results = results;
    }

    String text() {
        var table = new Table(results);
        return """
        %s.
        %d intra-op %s, %s of at least %s s of warm-up and %d batches. Medians, in relation to those of C++:

        %s
        %s
        %s\
        """
                .formatted(
                        machine.text(),
                        setting.threads(),
                        setting.threads() == 1 ? "thread" : "threads",
                        policy.rounds() == 1 ? "1 round" : policy.rounds() + " rounds",
                        policy.warmUpSeconds(),
                        policy.batches(),
                        table.ratios(),
                        table.legend(),
                        table.details());
    }

    void draw(Path file) throws IOException {
        Files.writeString(file, new Chart(results).svg());
    }

    /** Writes table and chart where the page about speed has them. */
    void insert(Path docs) throws IOException {
        Path page = docs.resolve(PAGE);
        String before = Files.readString(page);
        int begin = before.indexOf(BEGIN) + BEGIN.length();
        int end = before.indexOf(END);
        if (begin < BEGIN.length() || end < begin) {
            throw new IOException(page + " does not say where the table stands");
        }
        Files.writeString(
                page,
                before.substring(0, begin)
                        + "\n"
                        + PICTURE
                        + "\n\n"
                        + text()
                        + "\n"
                        + before.substring(end));
        draw(docs.resolve(CHART));
    }
}
