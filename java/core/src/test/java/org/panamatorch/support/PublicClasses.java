package org.panamatorch.support;

import org.panamatorch.Torch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The classes that programs see. */
public final class PublicClasses {
    private static final String INSIDE = "org.panamatorch.internal.";

    /** Only for tests of JUnit's, which calls it. */
    private static final String JUNIT = "org.panamatorch.junit.";

    private PublicClasses() {}

    /** The public classes of the exported packages, nested ones too, by name. */
    public static List<Class<?>> all() {
        return names().filter(name -> !name.startsWith(INSIDE) && !name.startsWith(JUNIT))
                .<Class<?>>map(PublicClasses::load)
                .filter(PublicClasses::isPublic)
                .toList();
    }

    /** Whether programs see a class of an exported package. */
    public static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, PublicClasses.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The names of all classes where the library's are: a folder or a jar. */
    private static Stream<String> names() {
        try {
            URI home = Torch.class.getProtectionDomain().getCodeSource().getLocation().toURI();
            Path path = Path.of(home);
            if (Files.isDirectory(path)) {
                return names(path).stream();
            }
            try (FileSystem jar = FileSystems.newFileSystem(path)) {
                return names(jar.getPath("/")).stream();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> names(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .map(name -> name.replace(root.getFileSystem().getSeparator(), "."))
                    .sorted()
                    .toList();
        }
    }
}
