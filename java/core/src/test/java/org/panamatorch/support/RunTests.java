package org.panamatorch.support;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;
import static org.junit.platform.launcher.TagFilter.includeTags;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

import java.io.File;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Runs tests in this JVM, whatever it was started with. */
public final class RunTests {
    private RunTests() {}

    /**
     * Runs tests; the status is 1 where one has failed, or none was run.
     *
     * @param names those of classes, or {@code @} and a tag for all tests on the class path that
     *     have it
     */
    public static void main(String[] names) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        names[0].startsWith("@") ? tagged(names[0].substring(1)) : of(names),
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

    private static LauncherDiscoveryRequest of(String[] classes) {
        return request()
                .selectors(Arrays.stream(classes).map(name -> selectClass(name)).toList())
                .build();
    }

    private static LauncherDiscoveryRequest tagged(String tag) {
        Set<Path> folders =
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(Path::of)
                        .filter(Files::isDirectory)
                        .collect(Collectors.toSet());
        return request().selectors(selectClasspathRoots(folders)).filters(includeTags(tag)).build();
    }
}
