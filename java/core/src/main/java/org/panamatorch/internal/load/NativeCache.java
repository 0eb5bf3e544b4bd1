package org.panamatorch.internal.load;

import org.panamatorch.internal.load.PackedLibraries.PackedFile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Folders of the user's, into which libraries are unpacked that come in jars. A folder in them is
 * named by its content, made whole or not at all, and never changed or deleted again, so any number
 * of programs share it. Names are in hexadecimal digits: some dynamic linkers cannot read others.
 */
final class NativeCache {
    static final String PROPERTY = "panamatorch.cache";
    private static final int CHUNK_BYTES = 1 << 20;
    private static final long LOCK_PAUSE_MILLIS = 20;

    // What the dynamic linkers of Linux and macOS say of a file system that forbids execution.
    private static final List<String> NOT_EXECUTABLE =
            List.of("failed to map segment", "Operation not permitted", "not allowed");

    private final Settings settings;

    NativeCache(Settings settings) {
        this.settings = settings;
    }

    /** Uses a folder of libraries. */
    @FunctionalInterface
    interface Use<T> {
        /** Opens them. */
        T of(Path folder) throws LoadException;
    }

    /**
     * Unpacks libraries unless they are, and uses them; where a root does not do, the next one has
     * its turn.
     *
     * @param packed the libraries
     * @param use what to do with their folder
     * @return what it gives
     * @throws LoadException if no root does
     */
    <T> T use(PackedLibraries packed, Use<T> use) throws LoadException {
        Path exploded = packed.folder();
        if (exploded != null) {
            return use.of(exploded);
        }
        List<String> reasons = new ArrayList<>();
        for (Path root : roots()) {
            try {
                return use.of(unpacked(root, packed));
            } catch (IOException e) {
                reasons.add(root + ": " + reason(e));
            } catch (LoadException e) {
                if (NOT_EXECUTABLE.stream().noneMatch(e.getMessage()::contains)) {
                    throw e;
                }
                reasons.add(e.getMessage());
            }
        }
        throw new LoadException(
                "cannot be unpacked: "
                        + String.join("; ", reasons)
                        + "; name a folder of yours that is not mounted noexec with -D"
                        + PROPERTY
                        + "=...");
    }

    /** The folders that caches may be in, in order. */
    List<Path> roots() {
        String named = settings.property(PROPERTY);
        if (named != null) {
            return List.of(Path.of(named).toAbsolutePath());
        }
        List<Path> roots = new ArrayList<>();
        String user = usersFolder();
        if (user != null) {
            roots.add(Path.of(user, "panamatorch").toAbsolutePath());
        }
        String name =
                HexFormat.of()
                        .toHexDigits(String.valueOf(settings.property("user.name")).hashCode());
        roots.add(Path.of(settings.property("java.io.tmpdir"), "panamatorch-" + name));
        return roots;
    }

    private String usersFolder() {
        String home = settings.property("user.home");
        if (Platform.name().startsWith("windows")) {
            return settings.variable("LOCALAPPDATA");
        }
        if (home == null || home.equals("?")) {
            return settings.variable("XDG_CACHE_HOME");
        }
        if (Platform.name().startsWith("macosx")) {
            return home + "/Library/Caches";
        }
        String xdg = settings.variable("XDG_CACHE_HOME");
        return xdg == null ? home + "/.cache" : xdg;
    }

    private static Path unpacked(Path root, PackedLibraries packed) throws IOException {
        Path folder = root.resolve(packed.key());
        requireOwn(root);
        if (!isWhole(folder, packed)) {
            unpackAlone(root, folder, packed);
        }
        return folder;
    }

    // Who may write there could plant a library of their own.
    private static void requireOwn(Path root) throws IOException {
        boolean posix = root.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (!Files.isDirectory(root)) {
            create(root, posix);
        }
        if (posix) {
            Set<PosixFilePermission> permissions =
                    Files.getPosixFilePermissions(root, LinkOption.NOFOLLOW_LINKS);
            if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                    || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
                throw new IOException("others may write there (chmod 700 mends it)");
            }
            Path self = Path.of("/proc/self");
            if (Files.exists(self)
                    && !Files.getOwner(root, LinkOption.NOFOLLOW_LINKS)
                            .equals(Files.getOwner(self))) {
                throw new IOException("it belongs to another user");
            }
        }
    }

    private static void create(Path root, boolean posix) throws IOException {
        Files.createDirectories(root.getParent());
        try {
            if (posix) {
                Files.createDirectory(
                        root,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectory(root);
            }
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(root)) {
                throw e;
            }
            // Another program was faster.
        }
    }

    private static boolean isWhole(Path folder, PackedLibraries packed) throws IOException {
        for (PackedFile file : packed.files()) {
            Path path = folder.resolve(file.name());
            if (!Files.isRegularFile(path) || Files.size(path) != file.size()) {
                return false;
            }
        }
        return true;
    }

    // One process and one class loader at a time: the second finds the first one's work.
    private static void unpackAlone(Path root, Path folder, PackedLibraries packed)
            throws IOException {
        try (FileChannel channel =
                        FileChannel.open(
                                root.resolve(packed.key() + ".lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock _ = lock(channel)) {
            if (isWhole(folder, packed)) {
                return;
            }
            Path made = root.resolve(packed.key() + "." + ProcessHandle.current().pid() + ".tmp");
            delete(made);
            try {
                Files.createDirectory(made);
                for (PackedFile file : packed.files()) {
                    unpack(file, made.resolve(file.name()));
                }
                // What lies there is not whole, and nobody can have loaded it.
                delete(folder);
                Files.move(made, folder, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                delete(made);
            }
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        while (true) {
            try {
                return channel.lock();
            } catch (OverlappingFileLockException e) {
                // Another class loader of this process has it.
                pause();
            }
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(LOCK_PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while another class loader unpacks", e);
        }
    }

    private static void unpack(PackedFile file, Path to) throws IOException {
        MessageDigest digest = PackedLibraries.sha256();
        try (InputStream in = file.url().openStream();
                FileChannel out =
                        FileChannel.open(
                                to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            byte[] chunk = new byte[CHUNK_BYTES];
            for (int count; (count = in.read(chunk)) > 0; ) {
                digest.update(chunk, 0, count);
                for (ByteBuffer left = ByteBuffer.wrap(chunk, 0, count); left.hasRemaining(); ) {
                    out.write(left);
                }
            }
            out.force(true);
        }
        String hash = HexFormat.of().formatHex(digest.digest());
        if (file.sha256() != null && !file.sha256().equals(hash)) {
            throw new IOException(
                    file.url() + " is damaged: its SHA-256 is " + hash + ", not " + file.sha256());
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private static String reason(IOException e) {
        if (e.getClass() == IOException.class) {
            return e.getMessage();
        }
        return e instanceof FileSystemException of && of.getReason() != null
                ? of.getReason()
                : e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    /**
     * The contents of the caches, by the folders' paths: whether each file has the hash it should.
     */
    Map<Path, String> check(PackedLibraries packed) {
        Map<Path, String> results = new LinkedHashMap<>();
        for (Path root : roots()) {
            for (PackedFile file : packed.files()) {
                Path path = root.resolve(packed.key()).resolve(file.name());
                if (Files.isRegularFile(path)) {
                    results.put(path, hashes(path, file));
                }
            }
        }
        return results;
    }

    private static String hashes(Path path, PackedFile file) {
        MessageDigest digest = PackedLibraries.sha256();
        try (FileChannel in = FileChannel.open(path)) {
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
            while (in.read(chunk) >= 0) {
                digest.update(chunk.flip());
                chunk.clear();
            }
        } catch (IOException e) {
            return "cannot be read: " + reason(e);
        }
        String hash = HexFormat.of().formatHex(digest.digest());
        if (file.sha256() == null) {
            return "no hash to compare with " + hash;
        }
        return file.sha256().equals(hash) ? "as it should be" : "damaged: delete it";
    }
}
