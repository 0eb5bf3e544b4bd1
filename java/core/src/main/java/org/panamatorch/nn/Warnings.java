package org.panamatorch.nn;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What Python would warn of: each text once. */
final class Warnings {
    private static final System.Logger LOGGER = System.getLogger("org.panamatorch.nn");

    // Texts hold sizes, of which there is no end.
    private static final int MAX_TEXTS = 1000;

    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    private Warnings() {}

    static void warn(String text) {
        if (SEEN.size() < MAX_TEXTS && SEEN.add(text)) {
            LOGGER.log(System.Logger.Level.WARNING, text);
        }
    }
}
