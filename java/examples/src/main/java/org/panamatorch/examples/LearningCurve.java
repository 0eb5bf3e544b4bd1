package org.panamatorch.examples;

import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.Styler.YAxisPosition;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** How loss and accuracy went from epoch to epoch. */
final class LearningCurve {
    private final List<Double> losses = new ArrayList<>();
    private final List<Double> accuracies = new ArrayList<>();

    /** Adds an epoch. */
    void add(double loss, double accuracy) {
        losses.add(loss);
        accuracies.add(accuracy);
    }

    /** Draws both, the accuracy to the axis on the right, into a PNG. */
    void save(Path file) throws IOException {
        XYChart chart =
                new XYChartBuilder()
                        .width(800)
                        .height(500)
                        .title("Learning curve")
                        .xAxisTitle("epoch")
                        .yAxisTitle("loss")
                        .build();
        chart.setYAxisGroupTitle(1, "accuracy");
        chart.getStyler().setYAxisGroupPosition(1, YAxisPosition.Right);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        List<Integer> epochs = IntStream.rangeClosed(1, losses.size()).boxed().toList();
        chart.addSeries("loss of training", epochs, losses);
        chart.addSeries("accuracy on held-out digits", epochs, accuracies).setYAxisGroup(1);
        BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
    }
}
