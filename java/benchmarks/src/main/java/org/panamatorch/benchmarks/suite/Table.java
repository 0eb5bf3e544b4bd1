package org.panamatorch.benchmarks.suite;

import java.util.Locale;
import java.util.stream.Collectors;

/** The results as text: Markdown's tables. */
final class Table {
    private static final double MEBIBYTE = 1 << 20;

    private final Results results;

    Table(Results results) {
        this.results = results;
    }

    /** Medians in relation to C++'s: a row a workload, a column a contender. */
    String ratios() {
        var text = new StringBuilder("| | C++ |");
        var others = results.contenders().stream().filter(each -> each != Contender.CPP).toList();
        others.forEach(each -> text.append(' ').append(each.label()).append(" |"));
        text.append("\n|---|---|").append("---|".repeat(others.size())).append('\n');
        for (Row row : results.rows()) {
            Measurement cpp = results.at(row, Contender.CPP);
            if (!cpp.isTimed()) {
                continue;
            }
            text.append("| %s | %s |".formatted(row.operation(), time(cpp.median())));
            for (Contender contender : others) {
                text.append(' ').append(ratio(row, contender)).append(" |");
            }
            text.append('\n');
        }
        return text.toString();
    }

    private String ratio(Row row, Contender contender) {
        Measurement measurement = results.at(row, contender);
        if (measurement.failure() != null) {
            return measurement.verdict() == Check.Verdict.DIFFERENT ? "≠" : "failed";
        }
        var ratio = results.ratio(row, contender);
        return ratio.isPresent() ? String.format(Locale.ROOT, "%.2f", ratio.getAsDouble()) : "–";
    }

    /** All that was measured: a line a contender and workload. */
    String details() {
        var text =
                new StringBuilder(
                        """
                        | workload | contender | best | median | spread | to C++ (best; median) | peak MiB | result |
                        |---|---|---|---|---|---|---|---|
                        """);
        for (Row row : results.rows()) {
            for (Contender contender : results.contenders()) {
                Measurement measurement = results.at(row, contender);
                if (results.ratio(row, contender).isPresent()) {
                    text.append(detail(row, contender, measurement));
                }
            }
        }
        return text.toString();
    }

    private String detail(Row row, Contender contender, Measurement measurement) {
        double best = results.at(row, Contender.CPP).best();
        double median = results.at(row, Contender.CPP).median();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %.0f %% | %.2f; %.2f | %s | %s |%n",
                row.name(),
                contender.label(),
                time(measurement.best()),
                time(measurement.median()),
                measurement.spread() * 100,
                measurement.best() / best,
                measurement.median() / median,
                measurement.peakBytes() == 0
                        ? "–"
                        : String.format(Locale.ROOT, "%.0f", measurement.peakBytes() / MEBIBYTE),
                measurement.verdict() == null ? "–" : measurement.verdict().sign());
    }

    /** What the columns are. */
    String legend() {
        return results.contenders().stream()
                .map(each -> "- `%s`: %s".formatted(each.label(), each.title()))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    static String time(double nanoseconds) {
        if (nanoseconds < 1e3) {
            return String.format(Locale.ROOT, "%.1f ns", nanoseconds);
        } else if (nanoseconds < 1e6) {
            return String.format(Locale.ROOT, "%.2f µs", nanoseconds / 1e3);
        } else if (nanoseconds < 1e9) {
            return String.format(Locale.ROOT, "%.2f ms", nanoseconds / 1e6);
        }
        return String.format(Locale.ROOT, "%.2f s", nanoseconds / 1e9);
    }
}
