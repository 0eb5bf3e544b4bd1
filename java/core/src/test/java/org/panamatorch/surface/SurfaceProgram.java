package org.panamatorch.surface;

import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.nn.Module;
import org.panamatorch.support.PublicClasses;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Calls every public method with one wrong argument after the other, and prints a line for each
 * exception that nobody threw on purpose. A file always says which call is under way, for this
 * program may end at any.
 */
public final class SurfaceProgram {
    /** Where the file has the text of the call, after the number of bytes of it. */
    static final int TEXT_AT = Integer.BYTES;

    static final int FILE_BYTES = 4096;

    private static final long LONGEST_CALL_SECONDS = 10;
    private static final int RECEIVER = -1;

    private final MappedByteBuffer progress;
    private final Set<String> skipped;
    private String resumed;
    private long calls;
    private long executables;
    private long accepted;
    // Whether the executable of now takes its samples.
    private boolean isTaken;
    private volatile long started;

    private SurfaceProgram(MappedByteBuffer progress, String resumed, Set<String> skipped) {
        this.progress = progress;
        this.resumed = resumed;
        this.skipped = skipped;
    }

    /**
     * Makes the calls.
     *
     * @param arguments the file; the start of the first call's text, or nothing; and the starts of
     *     the texts of calls that are not to be made
     * @throws IOException if the file cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        try (FileChannel file =
                FileChannel.open(
                        Path.of(arguments[0]),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            SurfaceProgram program =
                    new SurfaceProgram(
                            file.map(FileChannel.MapMode.READ_WRITE, 0, FILE_BYTES),
                            arguments[1],
                            Arrays.stream(arguments).skip(2).collect(Collectors.toSet()));
            Thread.ofPlatform().daemon().start(program::watch);
            program.run();
        }
        System.exit(0);
    }

    /** Ends the process where a call does not. */
    private void watch() {
        while (true) {
            try {
                TimeUnit.SECONDS.sleep(1);
            } catch (InterruptedException e) {
                return;
            }
            long since = started;
            if (since != 0
                    && System.nanoTime() - since > TimeUnit.SECONDS.toNanos(LONGEST_CALL_SECONDS)) {
                Runtime.getRuntime().halt(2);
            }
        }
    }

    private void run() {
        List<Class<?>> classes = PublicClasses.all();
        for (Class<?> type : classes) {
            for (Executable executable : PublicSurface.callable(type)) {
                String name = name(type, executable);
                if (name.startsWith(resumed)) {
                    resumed = "";
                    executables++;
                    call(type, executable);
                }
            }
        }
        System.out.printf("COUNT\t%d\t%d\t%d\t%d%n", classes.size(), executables, accepted, calls);
    }

    private static String name(Class<?> type, Executable executable) {
        return type.getName().replace("org.panamatorch.", "")
                + "."
                + PublicSurface.signature(executable);
    }

    private static boolean hasReceiver(Executable executable) {
        return !(executable instanceof Constructor<?>)
                && !Modifier.isStatic(executable.getModifiers());
    }

    private void call(Class<?> type, Executable executable) {
        SampleArguments samples = samples(type, executable);
        if (hasReceiver(executable) && type == Tensor.class) {
            callWithWrong(type, executable, samples, RECEIVER, type);
        }
        Type[] types = executable.getGenericParameterTypes();
        for (int i = 0; i < types.length; i++) {
            callWithWrong(type, executable, samples, i, types[i]);
        }
    }

    private void callWithWrong(
            Class<?> type, Executable executable, SampleArguments samples, int which, Type wanted) {
        int count;
        try (var _ = new TensorScope()) {
            count = wrong(wanted, samples).size();
        } catch (RuntimeException e) {
            System.out.println("TEST\t" + name(type, executable) + "\t" + line(e.toString()));
            return;
        }
        for (int i = 0; i < count; i++) {
            int number = i;
            attempt(
                    type,
                    executable,
                    samples,
                    which,
                    () -> wrong(wanted, samples).get(number).get());
        }
    }

    private static List<Supplier<Object>> wrong(Type type, SampleArguments samples) {
        return WrongArguments.of(type, samples.of(type), samples);
    }

    /** Those that the executable takes, or else the first. */
    private SampleArguments samples(Class<?> type, Executable executable) {
        for (SampleArguments.World world : SampleArguments.WORLDS) {
            SampleArguments samples = new SampleArguments(world);
            if (attempt(type, executable, samples, 0, null)) {
                accepted++;
                isTaken = true;
                return samples;
            }
        }
        isTaken = false;
        return new SampleArguments(SampleArguments.WORLDS.getFirst());
    }

    /** Makes a call; whether nothing was thrown. */
    private boolean attempt(
            Class<?> type,
            Executable executable,
            SampleArguments samples,
            int which,
            Supplier<Object> wrong) {
        String name = name(type, executable);
        try (var _ = new TensorScope()) {
            Object[] arguments = samples.of(executable);
            Object receiver = hasReceiver(executable) ? samples.of(type) : null;
            if (wrong == null) {
                name += " with good arguments of " + samples;
            } else if (which == RECEIVER) {
                receiver = wrong.get();
                name += " of " + text(receiver);
            } else {
                arguments[which] = wrong.get();
                name += " with argument " + which + " = " + text(arguments[which]);
            }
            boolean isNone = hasReceiver(executable) && receiver == null;
            return !isNone
                    && skipped.stream().noneMatch(name::startsWith)
                    && call(name, executable, samples, receiver, arguments);
        } catch (ReflectiveOperationException | RuntimeException | Error e) {
            System.out.println("TEST\t" + name + "\t" + line(e.toString()));
            return false;
        } finally {
            settle();
        }
    }

    private boolean call(
            String name,
            Executable executable,
            SampleArguments samples,
            Object receiver,
            Object... arguments)
            throws ReflectiveOperationException {
        note(name);
        calls++;
        started = System.nanoTime();
        try {
            Object result = SampleArguments.call(executable, receiver, arguments);
            follow(name, result, samples);
            close(result);
            return true;
        } catch (InvocationTargetException e) {
            report(name, e.getCause());
            boolean isNull = isTaken && name.endsWith(" = null") && !executable.isVarArgs();
            if (isNull && e.getCause() instanceof IllegalArgumentException) {
                System.out.println(
                        "JVM\t"
                                + name
                                + "\tnull is no NullPointerException: "
                                + line(e.getCause().toString()));
            }
            return false;
        } finally {
            started = 0;
            close(receiver);
        }
    }

    /**
     * Makes and uses the module of options: what is wrong with them shall have been said by now.
     */
    private static void follow(String name, Object result, SampleArguments samples)
            throws ReflectiveOperationException {
        if (result != null && result.getClass().getName().endsWith("$Builder")) {
            for (Method method : result.getClass().getMethods()) {
                if ("build".equals(method.getName())) {
                    method.setAccessible(true);
                    follow(name, SampleArguments.call(method, result), samples);
                }
            }
        }
        if (result instanceof Module module) {
            for (Executable method : PublicSurface.callable(module.getClass())) {
                if (Set.of("call", "toString").contains(method.getName())) {
                    try {
                        SampleArguments.call(method, module, samples.of(method));
                    } catch (InvocationTargetException e) {
                        report(name + ", then " + method.getName(), e.getCause());
                        if (e.getCause() instanceof NullPointerException
                                && !e.getCause().getMessage().contains("result of")) {
                            System.out.println(
                                    "JVM\t"
                                            + name
                                            + "\tonly forward says "
                                            + line(e.getCause().toString()));
                        }
                    }
                }
            }
        }
    }

    private static void report(String name, Throwable thrown) {
        if (!(thrown instanceof SampleFunction.Thrown)) {
            JvmMade.of(thrown)
                    .ifPresent(text -> System.out.println("JVM\t" + name + "\t" + line(text)));
        }
    }

    private static String line(String text) {
        return text.replace("\n", "\\n").replace('\t', ' ');
    }

    private static void close(Object result) {
        if (result instanceof AutoCloseable closeable && !(result instanceof Tensor)) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new AssertionError("closing a result", e);
            }
        }
    }

    /** Takes back what a call may have changed for all later ones. */
    private static void settle() {
        Torch.setDefaultDtype(DType.FLOAT32);
        Torch.setDefaultDevice(null);
    }

    private static String text(Object value) {
        return switch (value) {
            case null -> "null";
            case Tensor tensor ->
                    tensor.isClosed()
                            ? "a closed tensor"
                            : tensor.dtype().bareName() + Arrays.toString(tensor.sizes());
            case long[] list -> Arrays.toString(list);
            case double[] list -> Arrays.toString(list);
            case Object[] list -> text(Arrays.asList(list));
            case List<?> list -> list.stream().map(SurfaceProgram::text).toList().toString();
            case Map<?, ?> map -> map.keySet() + ": " + text(new ArrayList<>(map.values()));
            case Module module -> module.getClass().getSimpleName();
            default -> value.getClass().isArray() ? "an array" : line(value.toString());
        };
    }

    private void note(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, FILE_BYTES - TEXT_AT);
        progress.putInt(0, length);
        progress.put(TEXT_AT, bytes, 0, length);
    }
}
