package org.panamatorch.support;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;

/** Runs test classes in this JVM, whatever it was started with. */
public final class RunTests {
    private RunTests() {}

    /**
     * Runs test classes; the status is 1 where one has failed, or none was run.
     *
     * @param classes their names
     */
    public static void main(String[] classes) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(
                                        Arrays.stream(classes)
                                                .map(name -> selectClass(name))
                                                .toList())
                                .build(),
                        listener);
        TestExecutionSummary summary = listener.getSummary();
        summary.printFailuresTo(new PrintWriter(System.err, true));
        System.out.printf(
                Locale.ROOT,
                "%d tests succeeded, %d failed, %d were skipped%n",
                summary.getTestsSucceededCount(),
                summary.getTotalFailureCount(),
                summary.getTestsSkippedCount() + summary.getTestsAbortedCount());
        boolean good = summary.getTotalFailureCount() == 0 && summary.getTestsSucceededCount() > 0;
        System.exit(good ? 0 : 1);
    }
}
