package org.panamatorch;

import java.util.Objects;

/**
 * Something that a program should look at though it works, in PyTorch's words.
 *
 * @param category Python's class of warnings
 * @param text what there is to say
 */
public record Warning(Category category, String text) {
    /**
     * Refuses null.
     *
     * @throws NullPointerException if either is null
     */
    public Warning {
        Objects.requireNonNull(
                category, "Warning: argument 'category' is null, expected a category");
        Objects.requireNonNull(text, "Warning: argument 'text' is null, expected a text");
    }

    /** The kinds of warnings. {@link #toString()} is the name of Python's class. */
    public enum Category {
        /** Python's {@code UserWarning}: nearly all. */
        USER("UserWarning"),
        /** Python's {@code DeprecationWarning}: what developers should no longer use. */
        DEPRECATION("DeprecationWarning"),
        /** Python's {@code RuntimeWarning}: what is doubtful while a program runs. */
        RUNTIME("RuntimeWarning"),
        /** Python's {@code FutureWarning}: what users should no longer use. */
        FUTURE("FutureWarning");

        private final String word;

        Category(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /** The category and the text, as Python prints them. */
    @Override
    public String toString() {
        return category + ": " + text;
    }
}
