package org.panamatorch.internal.load;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A jar with native libraries, or with what stands for them. */
final class NativesJar {
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final StringBuilder manifest = new StringBuilder();
    private final String kind;

    private NativesJar(String kind) {
        this.kind = kind;
    }

    static NativesJar of(String file, byte[] content) {
        return of("shim", file, content);
    }

    static NativesJar of(String kind, String file, byte[] content) {
        NativesJar jar = new NativesJar(kind);
        jar.manifest.append("libtorch=2.13.0\nfiles=").append(file).append('\n');
        jar.manifest.append(file).append(".size=").append(content.length).append('\n');
        jar.manifest.append(file).append(".sha256=");
        jar.manifest.append(HexFormat.of().formatHex(PackedLibraries.sha256().digest(content)));
        jar.entries.put(file, content);
        return jar;
    }

    /** The same with other bytes than the manifest says. */
    NativesJar damaged(String file) {
        byte[] other = entries.get(file).clone();
        other[0]++;
        entries.put(file, other);
        return this;
    }

    NativesJar requiringGlibc(String version) {
        manifest.append("\nglibc=").append(version);
        return this;
    }

    Path write(Path jar) throws IOException {
        String folder = "org/panamatorch/natives/" + Platform.name() + "/";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry(folder + kind + ".properties"));
            out.write(manifest.toString().getBytes(StandardCharsets.UTF_8));
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new JarEntry(folder + entry.getKey()));
                out.write(entry.getValue());
            }
        }
        return jar;
    }

    /** A class loader that has nothing else. */
    static URLClassLoader loader(Path... jars) throws MalformedURLException {
        URL[] urls = new URL[jars.length];
        for (int i = 0; i < jars.length; i++) {
            urls[i] = jars[i].toUri().toURL();
        }
        return new URLClassLoader(urls, null);
    }
}
