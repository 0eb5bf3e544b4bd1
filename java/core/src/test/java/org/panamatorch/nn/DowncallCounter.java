package org.panamatorch.nn;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/** Loads the library anew, with a note of the call in front of each binding of a C function. */
public final class DowncallCounter extends ClassLoader {
    private static final String BINDING = "org.panamatorch.internal.binding.";
    private static final ClassDesc COUNTER = ClassDesc.of(DowncallCounter.class.getName());
    private static final MethodTypeDesc NOTE =
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String);
    private static final List<String> CALLS = new ArrayList<>();

    private DowncallCounter() {
        super(DowncallCounter.class.getClassLoader());
    }

    /** Notes a call; the changed bindings do. */
    public static void note(String function) {
        CALLS.add(function);
    }

    /** The calls since the last time. */
    public static List<String> take() {
        List<String> calls = List.copyOf(CALLS);
        CALLS.clear();
        return calls;
    }

    /** Runs {@link DowncallProgram} with noting bindings. */
    public static void main(String[] args) throws ReflectiveOperationException {
        new DowncallCounter()
                .loadClass("org.panamatorch.nn.DowncallProgram")
                .getMethod("main", String[].class)
                .invoke(null, (Object) args);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            boolean isOurs =
                    name.startsWith("org.panamatorch.")
                            && !name.equals(DowncallCounter.class.getName());
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            return isOurs ? define(name) : super.loadClass(name, resolve);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        String file = name.replace('.', '/') + ".class";
        try (InputStream stream = getParent().getResourceAsStream(file)) {
            if (stream == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = stream.readAllBytes();
            byte[] loaded = name.startsWith(BINDING) ? noting(bytes) : bytes;
            return defineClass(
                    name, loaded, 0, loaded.length, DowncallCounter.class.getProtectionDomain());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] noting(byte[] bytes) {
        ClassFile classFile = ClassFile.of();
        ClassTransform transform =
                (builder, element) -> {
                    if (element instanceof MethodModel method && isDowncall(method)) {
                        String name = method.methodName().stringValue();
                        builder.transformMethod(
                                method,
                                MethodTransform.transformingCode(
                                        CodeTransform.ofStateful(() -> noteFirst(name))));
                    } else {
                        builder.with(element);
                    }
                };
        return classFile.transformClass(classFile.parse(bytes), transform);
    }

    private static boolean isDowncall(MethodModel method) {
        String name = method.methodName().stringValue();
        return name.startsWith("pt_") && name.indexOf('$') < 0 && method.code().isPresent();
    }

    private static CodeTransform noteFirst(String name) {
        return new CodeTransform() {
            @Override
            public void atStart(CodeBuilder builder) {
                builder.ldc(name).invokestatic(COUNTER, "note", NOTE);
            }

            @Override
            public void accept(CodeBuilder builder, CodeElement element) {
                builder.with(element);
            }
        };
    }
}
