package org.panamatorch.internal.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.jar.JarEntry;

/**
 * Native libraries in a jar.
 *
 * @param place what the jar is, for the user
 * @param key names their content: two jars of the same key have the same files
 * @param libtorch the version of LibTorch that they are, or are for; null where nobody says
 * @param glibc the oldest GNU C library that they run on; null where nobody says
 * @param files the files
 */
record PackedLibraries(
        String place, String key, String libtorch, String glibc, List<PackedFile> files) {
    private static final List<String> BYTEDECO_PYTORCH =
            List.of("libgomp.so.1", "libc10.so", "libtorch_cpu.so", "libtorch.so");
    private static final List<String> BYTEDECO_OPENBLAS =
            List.of("libgcc_s.so.1", "libquadmath.so.0", "libgfortran.so.5", "libopenblas.so.0");

    /**
     * A file in a jar.
     *
     * @param name its name
     * @param size its size in bytes
     * @param sha256 its hash; null where nobody says
     * @param fingerprint tells its content from others: the hash's beginning, or what there is
     * @param url where it is
     */
    record PackedFile(String name, long size, String sha256, long fingerprint, URL url) {
        // As many as a long has, and enough to tell all releases of all libraries apart.
        private static final int DIGITS = 16;

        static PackedFile hashed(String name, long size, String sha256, URL url) {
            long beginning = HexFormat.fromHexDigitsToLong(sha256, 0, DIGITS);
            return new PackedFile(name, size, sha256, beginning, url);
        }

        // Without a list of hashes the jar's own check sums have to do: reading 350 MB would take
        // longer than all the rest of a start.
        static PackedFile unlisted(String name, URL url) throws IOException {
            URLConnection connection = url.openConnection();
            if (connection instanceof JarURLConnection jar) {
                JarEntry entry = jar.getJarEntry();
                long size = entry.getSize();
                return new PackedFile(name, size, null, size ^ entry.getCrc() << Integer.SIZE, url);
            }
            long size = connection.getContentLengthLong();
            connection.getInputStream().close();
            return new PackedFile(name, size, null, size, url);
        }
    }

    /**
     * Our own jars: a manifest lists the files.
     *
     * @param kind {@code shim} or {@code libtorch}
     * @param resources has the jar
     * @return the files; null where there is no such jar for this platform
     * @throws LoadException if the jar is damaged
     */
    static PackedLibraries find(String kind, ClassLoader resources) throws LoadException {
        String folder = "org/panamatorch/natives/" + Platform.name() + "/";
        URL manifest = resources.getResource(folder + kind + ".properties");
        if (manifest == null) {
            return null;
        }
        try (InputStream in = manifest.openStream()) {
            byte[] text = in.readAllBytes();
            Properties about = new Properties();
            about.load(new StringReader(new String(text, StandardCharsets.UTF_8)));
            List<PackedFile> files = new ArrayList<>();
            for (String name : about.getProperty("files").split(" ")) {
                files.add(
                        PackedFile.hashed(
                                name,
                                Long.parseLong(about.getProperty(name + ".size")),
                                about.getProperty(name + ".sha256"),
                                required(resources, folder + name)));
            }
            return new PackedLibraries(
                    "natives jar, " + manifest,
                    key(files),
                    about.getProperty("libtorch"),
                    about.getProperty("glibc"),
                    files);
        } catch (IOException
                | NullPointerException
                | IllegalArgumentException
                | IndexOutOfBoundsException e) {
            throw new LoadException("natives jar, " + manifest + ": is damaged: " + e, e);
        }
    }

    /**
     * The LibTorch that JavaCPP's presets bring.
     *
     * @param resources has their jars
     * @return the files; null where the jars are not there
     * @throws LoadException if one of the jars is missing or cannot be read
     */
    static PackedLibraries ofBytedeco(ClassLoader resources) throws LoadException {
        String pytorch = "org/bytedeco/pytorch/" + Platform.name() + "/";
        String openblas = "org/bytedeco/openblas/" + Platform.name() + "/";
        if (resources.getResource(pytorch + BYTEDECO_PYTORCH.getLast()) == null) {
            return null;
        }
        try {
            List<PackedFile> files = new ArrayList<>();
            for (String name : BYTEDECO_PYTORCH) {
                files.add(PackedFile.unlisted(name, required(resources, pytorch + name)));
            }
            for (String name : BYTEDECO_OPENBLAS) {
                files.add(PackedFile.unlisted(name, required(resources, openblas + name)));
            }
            return new PackedLibraries("jars of org.bytedeco", key(files), null, null, files);
        } catch (IOException e) {
            throw new LoadException("jars of org.bytedeco: " + e.getMessage(), e);
        }
    }

    private static URL required(ClassLoader resources, String name) throws IOException {
        URL url = resources.getResource(name);
        if (url == null) {
            throw new IOException("lacks " + name);
        }
        return url;
    }

    // No hash of all, as the first hash that a JVM makes takes it 20 ms.
    private static String key(List<PackedFile> files) {
        long key = 0;
        for (PackedFile file : files) {
            key = 31 * key + file.fingerprint;
        }
        return HexFormat.of().toHexDigits(key);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has it", e);
        }
    }

    /** The folder that the files are in already, where the jar is a folder; else null. */
    Path folder() {
        URL url = files.getFirst().url();
        if (!url.getProtocol().equals("file")) {
            return null;
        }
        try {
            return Path.of(url.toURI()).getParent();
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
