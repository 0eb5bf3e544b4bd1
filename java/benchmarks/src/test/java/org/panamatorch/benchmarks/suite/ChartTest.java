package org.panamatorch.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

class ChartTest {
    @Test
    void everyContender_hasADotInItsColour() {
        List<Contender> contenders = List.of(Contender.values());
        var results = new Results(List.of(Row.ALL.getFirst()), contenders);
        contenders.forEach(each -> results.at(Row.ALL.getFirst(), each).add(List.of(500.0)));

        String svg = new Chart(results).svg();

        // One in the legend and one in the row.
        assertThat(svg.lines().filter(line -> line.startsWith("<circle")).map(ChartTest::colour))
                .hasSize(2 * contenders.size())
                .satisfies(colours -> assertThat(Set.copyOf(colours)).hasSameSizeAs(contenders));
    }

    private static String colour(String circle) {
        return circle.replaceAll(".*fill=\"(#[0-9a-f]{6})\".*", "$1");
    }
}
