package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.support.ChildJvm;

import java.io.IOException;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a call costs beside the operator: downcalls, and bytes of the heap in the interpreter, which
 * are the same on every machine, as times are not. {@code scripts/bench} has the times.
 */
@NoLeaks
class CallCostTest {
    private static final Pattern LINE =
            Pattern.compile("(.+): ([0-9.]+) downcalls, ([0-9]+) bytes");

    /**
     * By operation: what was counted when this was written is a tenth to a third below the bounds.
     */
    private static Map<String, MatchResult> costs;

    @BeforeAll
    static void count() throws IOException, InterruptedException {
        String output = ChildJvm.output(CallCostProgram.class, "-Xint", "-Duser.language=en");
        costs =
                LINE.matcher(output)
                        .results()
                        .collect(Collectors.toMap(line -> line.group(1), line -> line));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    add, left to the collector | 1.05 | 450
                    add of 64 by 64, left to the collector | 1.05 | 430
                    add, closed                | 2    | 500
                    add, in a scope of many    | 1.01 | 400
                    add, in a scope of its own | 2    | 1200
                    add_                       | 1    | 250
                    size                       | 0    | 250
                    itemDouble                 | 1    | 300
                    get, closed                | 2    | 550
                    relu, closed               | 2    | 450
                    toFloatArray of 1000       | 3.05 | 5200
                    """)
    void calls_costNoMoreThanTheyDid(String operation, double downcalls, long bytes) {
        MatchResult cost = costs.get(operation);
        assertThat(Double.parseDouble(cost.group(2))).isLessThanOrEqualTo(downcalls);
        assertThat(Long.parseLong(cost.group(3))).isLessThanOrEqualTo(bytes);
    }
}
