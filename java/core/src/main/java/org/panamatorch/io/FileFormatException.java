package org.panamatorch.io;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/**
 * A file is not what its format asks for: the text says where in the file, and what is expected.
 */
public final class FileFormatException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    private final transient Path path;

    /**
     * Makes an exception.
     *
     * @param path the file
     * @param problem what is wrong, and where
     */
    public FileFormatException(Path path, String problem) {
        this(path, problem, null);
    }

    /**
     * Makes an exception.
     *
     * @param path the file
     * @param problem what is wrong, and where
     * @param cause what found it, or null
     */
    public FileFormatException(Path path, String problem, Throwable cause) {
        super(path + ": " + problem, cause);
        this.path = path;
    }

    /**
     * The file.
     *
     * @return its path
     */
    public Path path() {
        return path;
    }
}
