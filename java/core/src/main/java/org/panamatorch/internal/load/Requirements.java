package org.panamatorch.internal.load;

/** Tells which needs a system does not meet, in plainer words than its own. */
final class Requirements {
    private static final String JACKSON = "com.fasterxml.jackson.core.JsonFactory";

    private Requirements() {}

    /** Whether the one dependency is there, which only files of safetensors need. */
    static boolean hasJackson(ClassLoader loader) {
        try {
            Class.forName(JACKSON, false, loader);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /**
     * Refuses a system on which nothing can be opened.
     *
     * @throws LoadException if it is one
     */
    static void check() throws LoadException {
        if (Platform.isLinux() && !Platform.mapped("ld-musl-").isEmpty()) {
            throw otherLibrary();
        }
    }

    /**
     * Tells why libraries of a jar could not be opened, if it is the system's C library. Asked for
     * nothing but that, as a fresh JVM's first call of a C function takes a tenth of a second.
     *
     * @param name what the libraries are, for the user
     * @param packed the libraries
     * @throws LoadException if it is
     */
    static void explain(String name, PackedLibraries packed) throws LoadException {
        if (!Platform.isLinux()) {
            return;
        }
        String glibc = Platform.glibc();
        if (glibc == null) {
            throw otherLibrary();
        }
        if (packed.glibc() != null && Platform.isOlder(glibc, packed.glibc())) {
            throw new LoadException(
                    name
                            + " needs version "
                            + packed.glibc()
                            + " of the GNU C library, and this system has "
                            + glibc
                            + ": use a newer system, or a container of one");
        }
    }

    private static LoadException otherLibrary() {
        return new LoadException(
                "LibTorch needs the GNU C library, and this system has another one, such as"
                        + " Alpine's musl. Use an image with glibc: eclipse-temurin:25-jre, not"
                        + " -alpine");
    }
}
