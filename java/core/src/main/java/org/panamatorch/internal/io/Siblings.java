package org.panamatorch.internal.io;

import org.panamatorch.io.FileFormatException;

import java.nio.file.Path;

/** Files that a file says belong to it. */
final class Siblings {
    private Siblings() {}

    /**
     * A file in the same folder: nothing else may be named.
     *
     * @param file the file that names it
     * @param name the name
     * @param what is said to be there, for the error
     */
    static Path of(Path file, String name, String what) throws FileFormatException {
        if (name.isEmpty() || name.matches("(?s)\\.\\.?|.*[/\\\\:\0].*")) {
            throw new FileFormatException(
                    file,
                    what
                            + " is said to be in '"
                            + name
                            + "', expected the name of a file in the same folder");
        }
        return file.resolveSibling(name);
    }
}
