package org.panamatorch;

import org.panamatorch.internal.call.Arguments;

import java.util.List;
import java.util.Locale;

/**
 * A place in a program, and what the native objects that were made there hold.
 *
 * @param count the native objects, tensors nearly all, that were made there and are not released
 * @param bytes the bytes of their storages when they were made; a storage that several of them are
 *     views of counts once, where the first was made
 * @param frames the calls that led there, the innermost first: those of the program, neither this
 *     library's nor the JDK's, and eight at most; none where the library made the objects on a
 *     thread of its own
 * @see NativeMemory#allocationSites()
 */
public record AllocationSite(long count, long bytes, List<StackTraceElement> frames) {
    /**
     * Makes a site.
     *
     * @param count the native objects
     * @param bytes the bytes that they hold
     * @param frames the calls, copied
     */
    public AllocationSite {
        Arguments.requirePresent(frames, "AllocationSite", "frames", "a list of calls");
        frames.forEach(
                frame -> Arguments.requirePresent(frame, "AllocationSite", "frames", "a call"));
        frames = List.copyOf(frames);
    }

    /**
     * The counts in a line, and each of the calls in one more, as in a stack trace.
     *
     * @return the text, without a newline at its end
     */
    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder(
                        String.format(
                                Locale.ROOT,
                                "%,d object%s, %,d bytes",
                                count,
                                count == 1 ? "" : "s",
                                bytes));
        for (StackTraceElement frame : frames) {
            text.append("\n    at ").append(frame);
        }
        return text.toString();
    }
}
