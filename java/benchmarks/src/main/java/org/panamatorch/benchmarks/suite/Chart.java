package org.panamatorch.benchmarks.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A chart of the ratios, SVG: a line a workload, a dot a contender, C++ at 1, a scale of powers.
 */
final class Chart {
    private static final int LEFT = 380;
    private static final int WIDTH = 620;
    private static final int TOP = 70;
    private static final int LINE = 22;

    /** The ends of the scale; what is beyond stands there. */
    private static final double LEAST = 0.25;

    private static final double MOST = 8;
    private static final double[] TICKS = {0.25, 0.5, 1, 2, 4, 8};

    /**
     * By contender, in their order: distinguishable to the colour-blind (Okabe and Ito), ours the
     * strongest.
     */
    private static final String[] COLOURS = {
        "#000000", "#777777", "#999933", "#44aa99", "#d55e00", "#e69f00", "#f0e442", "#aa4499",
        "#0072b2", "#b8b8b8", "#56b4e9", "#009e73", "#cc79a7", "#882255"
    };

    private final Results results;
    private final List<Row> rows = new ArrayList<>();

    Chart(Results results) {
        this.results = results;
        results.rows().forEach(rows::add);
    }

    String svg() {
        var svg = new StringBuilder();
        int bottom = TOP + rows.size() * LINE;
        svg.append(
                """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="white"/>
                """
                        .formatted(LEFT + WIDTH + 40, bottom + 20));
        legend(svg);
        for (double tick : TICKS) {
            line(svg, tick, bottom);
        }
        for (int i = 0; i < rows.size(); i++) {
            row(svg, rows.get(i), TOP + i * LINE + LINE / 2);
        }
        return svg.append("</svg>\n").toString();
    }

    private void legend(StringBuilder svg) {
        svg.append(
                "<text x=\"10\" y=\"20\" font-weight=\"bold\">Time in relation to C++"
                        + " (medians)</text>\n");
        int x = 10;
        for (Contender contender : results.contenders()) {
            dot(svg, x + 5, 36, contender);
            svg.append("<text x=\"%d\" y=\"40\">%s</text>%n".formatted(x + 14, contender.label()));
            x += 40 + contender.label().length() * 7;
        }
    }

    private void line(StringBuilder svg, double tick, int bottom) {
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"%s\"/>"
                                + "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                        x(tick),
                        x(tick),
                        TOP,
                        bottom,
                        tick == 1 ? "black" : "#dddddd",
                        x(tick),
                        TOP - 6,
                        tick < 1 ? Double.toString(tick) : Integer.toString((int) tick)));
    }

    private void row(StringBuilder svg, Row row, int y) {
        svg.append(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n"
                        .formatted(LEFT - 10, y + 4, row.operation()));
        for (Contender contender : results.contenders()) {
            results.ratio(row, contender)
                    .ifPresent(ratio -> dot(svg, x(Math.clamp(ratio, LEAST, MOST)), y, contender));
        }
    }

    private static void dot(StringBuilder svg, double x, int y, Contender contender) {
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<circle cx=\"%.1f\" cy=\"%d\" r=\"5\" fill=\"%s\""
                                + " fill-opacity=\"0.85\"/>%n",
                        x,
                        y,
                        COLOURS[contender.ordinal()]));
    }

    private static double x(double ratio) {
        return LEFT + WIDTH * Math.log(ratio / LEAST) / Math.log(MOST / LEAST);
    }
}
