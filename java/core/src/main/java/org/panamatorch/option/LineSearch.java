package org.panamatorch.option;

import java.util.Locale;

/** How LBFGS searches for the length of a step. */
public enum LineSearch {
    /** Until the strong Wolfe conditions hold. */
    STRONG_WOLFE;

    /**
     * PyTorch's word for it.
     *
     * @return a word such as {@code strong_wolfe}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
