package org.panamatorch.examples;

import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.style.HeatMapStyler;
import org.panamatorch.Tensor;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.IntStream;

/** A picture of what was taken for what. */
final class ConfusionMatrix {
    private static final Color BLUE = new Color(0x1f77b4);

    private ConfusionMatrix() {}

    /**
     * Draws a matrix into a PNG.
     *
     * @param counts how often which class, by row, was taken for which, by column
     */
    static void save(Tensor counts, Path file) throws IOException {
        HeatMapChart chart =
                new HeatMapChartBuilder()
                        .width(650)
                        .height(600)
                        .title("Confusion matrix")
                        .xAxisTitle("read as")
                        .yAxisTitle("digit")
                        .build();
        HeatMapStyler styler = chart.getStyler();
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setLegendVisible(false);
        styler.setRangeColors(new Color[] {Color.WHITE, BLUE});
        styler.setShowValue(true);
        styler.setHeatMapDecimalValueFormatter(
                n -> n == 0 ? "" : String.format(Locale.ROOT, "%.0f", n));
        int[] columns = IntStream.range(0, (int) counts.size(0)).toArray();
        int[] rows = IntStream.range(0, columns.length).map(i -> columns.length - 1 - i).toArray();
        // The chart's first index is the column, and its rows go upwards.
        int[][] values = counts.flip(0).t().toInt().toArray(int[][].class);
        chart.addSeries("count", columns, rows, values);
        BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
    }
}
