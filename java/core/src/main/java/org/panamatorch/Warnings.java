package org.panamatorch;

import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.warn.WarningLog;

/**
 * Controls the warnings of LibTorch and this library, as Python's {@code warnings} does.
 *
 * <p>A warning goes to the {@link System.Logger} that is named {@code org.panamatorch.} and its
 * category, such as {@code org.panamatorch.UserWarning}, on the thread whose call caused it, unless
 * that thread has a {@linkplain #capture() capture} open:
 *
 * <pre>{@code
 * try (var caught = Warnings.capture()) {
 *     model.call(input);
 *     System.out.println(caught.list());
 * }
 * }</pre>
 *
 * <p>LibTorch itself warns of many things only once in a process, whoever hears it then: {@link
 * Torch#setWarnAlways} changes that.
 *
 * @see <a href="https://docs.python.org/3/library/warnings.html">warnings</a>
 */
public final class Warnings {
    private Warnings() {}

    /** How a warning that nobody captures is handled. */
    public enum Action {
        /** Each text is logged once. */
        ONCE("once"),
        /** It is logged each time. */
        ALWAYS("always"),
        /** It is dropped. */
        IGNORE("ignore");

        private final String word;

        Action(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /**
     * Keeps the calling thread's warnings from the log until the capture is closed, whatever is to
     * happen to their category. What a backward pass warns of is its caller's.
     *
     * @return the capture, which the same thread closes
     */
    public static WarningCapture capture() {
        return new WarningCapture();
    }

    /**
     * Warns.
     *
     * @param text what there is to say
     * @throws NullPointerException if the text is null
     */
    public static void warn(String text) {
        warn(Warning.Category.USER, text);
    }

    /**
     * Warns.
     *
     * @param category the kind of warning
     * @param text what there is to say
     * @throws NullPointerException if an argument is null
     */
    public static void warn(Warning.Category category, String text) {
        WarningLog.add(new Warning(category, text));
    }

    /**
     * Says what is to happen to warnings of every category, on all threads.
     *
     * @param action the action; {@link Action#ONCE} at first
     * @throws NullPointerException if the action is null
     */
    public static void setAction(Action action) {
        for (Warning.Category category : Warning.Category.values()) {
            setAction(category, action);
        }
    }

    /**
     * Says what is to happen to warnings of a category, on all threads. Texts that were logged once
     * may then be logged once more.
     *
     * @param category the category
     * @param action the action
     * @throws NullPointerException if an argument is null
     */
    public static void setAction(Warning.Category category, Action action) {
        Arguments.requirePresent(category, "setAction", "category", "a category");
        Arguments.requirePresent(action, "setAction", "action", "an action");
        WarningLog.setAction(category, action);
    }

    /**
     * How warnings of a category are handled.
     *
     * @param category the category
     * @return the action
     * @throws NullPointerException if the category is null
     */
    public static Action action(Warning.Category category) {
        Arguments.requirePresent(category, "action", "category", "a category");
        return WarningLog.action(category);
    }
}
