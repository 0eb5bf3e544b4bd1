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
    private transient Object partial;

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
     * Adds what could be read in spite of the damage.
     *
     * @param read what {@link #partial} gives
     * @return this
     */
    public FileFormatException withPartial(Object read) {
        partial = read;
        return this;
    }

    /**
     * The part that could be read in spite of the damage, for people to look at: of archives and
     * models the tensors before it, of files of {@code torch.save} that were cut the values, whose
     * tensors are on the device {@code meta}, of safetensors files each {@link TensorInfo} before
     * it.
     *
     * @return values by name, or of the form that the reader would have given; or null
     */
    public Object partial() {
        return partial;
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
