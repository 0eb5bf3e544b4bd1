package org.panamatorch.internal.load;

/** Checks what native libraries need of the system, before the dynamic linker fails over it. */
final class Requirements {
    private Requirements() {}

    /**
     * Checks the C library.
     *
     * @param packed what is to be loaded
     * @throws LoadException if it cannot run here
     */
    static void check(PackedLibraries packed) throws LoadException {
        if (!Platform.isLinux()) {
            return;
        }
        String glibc = Platform.glibc();
        if (glibc == null) {
            throw new LoadException(
                    "LibTorch needs the GNU C library, and this system has another one, such as"
                            + " Alpine's musl. Use an image with glibc: eclipse-temurin:25-jre, not"
                            + " -alpine");
        }
        if (packed.glibc() != null && Platform.isOlder(glibc, packed.glibc())) {
            throw new LoadException(
                    "it needs version "
                            + packed.glibc()
                            + " of the GNU C library, and this system has "
                            + glibc);
        }
    }
}
