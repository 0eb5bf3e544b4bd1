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
    // Enough to tell all releases of all libraries apart.
    private static final int KEY_DIGITS = 16;

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
     * @param url where it is
     */
    record PackedFile(String name, long size, String sha256, URL url) {}

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
                        new PackedFile(
                                name,
                                Long.parseLong(about.getProperty(name + ".size")),
                                about.getProperty(name + ".sha256"),
                                required(resources, folder + name)));
            }
            return new PackedLibraries(
                    "natives jar, " + manifest,
                    key(text),
                    about.getProperty("libtorch"),
                    about.getProperty("glibc"),
                    files);
        } catch (IOException | NullPointerException | NumberFormatException e) {
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
            StringBuilder content = new StringBuilder();
            for (String name : BYTEDECO_PYTORCH) {
                files.add(unlisted(name, required(resources, pytorch + name), content));
            }
            for (String name : BYTEDECO_OPENBLAS) {
                files.add(unlisted(name, required(resources, openblas + name), content));
            }
            return new PackedLibraries(
                    "jars of org.bytedeco",
                    key(content.toString().getBytes(StandardCharsets.UTF_8)),
                    null,
                    null,
                    files);
        } catch (IOException e) {
            throw new LoadException("jars of org.bytedeco: " + e.getMessage(), e);
        }
    }

    // Without a list of hashes the jar's own check sums have to do: reading 350 MB would take
    // longer than all the rest of a start.
    private static PackedFile unlisted(String name, URL url, StringBuilder content)
            throws IOException {
        URLConnection connection = url.openConnection();
        long size = connection.getContentLengthLong();
        long checksum = 0;
        if (connection instanceof JarURLConnection jar) {
            JarEntry entry = jar.getJarEntry();
            size = entry.getSize();
            checksum = entry.getCrc();
        } else {
            connection.getInputStream().close();
        }
        content.append(name).append(' ').append(size).append(' ').append(checksum).append('\n');
        return new PackedFile(name, size, null, url);
    }

    private static URL required(ClassLoader resources, String name) throws IOException {
        URL url = resources.getResource(name);
        if (url == null) {
            throw new IOException("lacks " + name);
        }
        return url;
    }

    private static String key(byte[] content) {
        return HexFormat.of().formatHex(sha256().digest(content)).substring(0, KEY_DIGITS);
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
