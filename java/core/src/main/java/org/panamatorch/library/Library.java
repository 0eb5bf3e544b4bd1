package org.panamatorch.library;

import org.panamatorch.Autocast;
import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.FunctionContext;
import org.panamatorch.Operator;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.VmapRule;
import org.panamatorch.internal.autograd.BatchRule;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.dispatch.DispatchCalls;
import org.panamatorch.internal.dispatch.OperatorLibrary;
import org.panamatorch.internal.dispatch.Passing;
import org.panamatorch.option.DispatchKey;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Operators of a program's own, until closed. They can be called by name from everywhere, from
 * {@link Torch#call} as from a library of C++, and autograd, autocast, {@code vmap} and hooks treat
 * them as any other:
 *
 * <pre>{@code
 * var library = new Library("mine");
 * library.define("scale(Tensor x, float factor=2.0) -> Tensor");
 * library.impl("scale", DispatchKey.CPU, arguments -> kernel((Tensor) arguments[0], (double) arguments[1]));
 * library.registerFake("scale", arguments -> Torch.emptyLike((Tensor) arguments[0]));
 * Tensor y = (Tensor) Torch.call("mine::scale", x);
 * }</pre>
 *
 * <p>A kernel gets all arguments in the order of the schema, defaults filled in, as {@link
 * Operator} says what they are in Java. What it throws is thrown to the caller. It runs on the
 * caller's thread, or on one of LibTorch's, and several at a time.
 *
 * <p>A library that is not closed stays for the life of the process, also when nothing refers to
 * it.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/library.html#torch.library.Library">torch.library.Library</a>
 */
public final class Library implements AutoCloseable {
    private static final StackWalker CALLERS = StackWalker.getInstance();

    // Which kernels were registered from Java, of all libraries.
    private static final Set<String> implemented = new HashSet<>();

    private final String namespace;
    private final Kind kind;
    private final OperatorLibrary library;
    private final Set<String> own = new HashSet<>();
    private boolean isClosed;

    /** The kinds of library, by what they may register. */
    public enum Kind {
        /** Operators and kernels, as the only library of its namespace that is no fragment. */
        DEF(OperatorLibrary.Kind.DEF),
        /** Kernels of operators that are there. */
        IMPL(OperatorLibrary.Kind.IMPL),
        /** Operators and kernels, beside other libraries of the namespace. */
        FRAGMENT(OperatorLibrary.Kind.FRAGMENT);

        private final OperatorLibrary.Kind kind;

        Kind(OperatorLibrary.Kind kind) {
            this.kind = kind;
        }
    }

    /** Computes an operator. */
    @FunctionalInterface
    public interface Kernel {
        /**
         * Computes.
         *
         * @param arguments all arguments in the order of the schema
         * @return the result; several as an {@code Object[]} or a list; null for none
         */
        Object call(Object... arguments);
    }

    /** Computes all operators that have no kernel of their own. */
    @FunctionalInterface
    public interface FallbackKernel {
        /**
         * Computes one.
         *
         * @param operator the operator
         * @param arguments all arguments in the order of its schema
         * @return the result, as of {@link Kernel#call}
         */
        Object call(Operator operator, Object... arguments);
    }

    /** The derivative of an operator. */
    @FunctionalInterface
    public interface Derivative {
        /**
         * Keeps what {@link #backward} needs, after the operator was computed.
         *
         * @param context what keeps it
         * @param inputs the arguments
         * @param output the result; several as an {@code Object[]}
         */
        default void setupContext(FunctionContext context, Object[] inputs, Object output) {}

        /**
         * Computes the gradients of the arguments.
         *
         * @param context what was kept
         * @param gradOutputs the gradients of the results
         * @return one for each argument, null for those without; each tensor of a list has its own
         */
        Tensor[] backward(FunctionContext context, Tensor... gradOutputs);
    }

    /**
     * Opens a namespace of the program's own.
     *
     * @param namespace its name, such as {@code mine}
     * @throws TorchException if another library that is no fragment has it
     */
    public Library(String namespace) {
        this(namespace, Kind.DEF);
    }

    /**
     * Opens a namespace.
     *
     * @param namespace its name
     * @param kind what is to be registered
     * @throws TorchException if it is to be the only library and there is another
     */
    public Library(String namespace, Kind kind) {
        Arguments.requirePresent(namespace, "Library", "namespace", "a name");
        Arguments.requirePresent(kind, "Library", "kind", "a kind");
        if (namespace.equals("prim")) {
            throw new TorchException(
                    TorchException.Kind.VALUE,
                    namespace
                            + " is a reserved namespace. Please try creating a library with another"
                            + " name.");
        }
        if (!namespace.matches("\\w+")) {
            throw new TorchException(
                    TorchException.Kind.VALUE,
                    "Library: namespace '" + namespace + "' is no name of letters, digits and _");
        }
        this.namespace = namespace;
        this.kind = kind;
        StackWalker.StackFrame caller =
                CALLERS.walk(
                        frames ->
                                frames.filter(
                                                frame ->
                                                        !frame.getClassName()
                                                                .equals(Library.class.getName()))
                                        .findFirst()
                                        .orElseThrow());
        String file = caller.getFileName() == null ? caller.getClassName() : caller.getFileName();
        this.library =
                new OperatorLibrary(
                        namespace, kind.kind, file, Math.max(0, caller.getLineNumber()));
    }

    /**
     * Defines an operator in one call, as a fragment of its namespace. It can be called at once,
     * and what else belongs to it is registered with the result:
     *
     * <pre>{@code
     * var scale = Library.customOp("mine::scale(Tensor x, float factor=2.0) -> Tensor",
     *         arguments -> kernel((Tensor) arguments[0], (double) arguments[1]))
     *     .registerFake(arguments -> Torch.emptyLike((Tensor) arguments[0]));
     * Tensor y = (Tensor) scale.call(x, 3.0);
     * }</pre>
     *
     * <p>The kernel runs below autograd, for tensors of all devices unless some are named. Results
     * may not share memory with arguments. An operator of the same name that was defined so is
     * replaced. It stays for the life of the process, unless it is closed.
     *
     * @param schema its schema with the namespace, with {@code !} at arguments that are written to
     * @param kernel computes it
     * @param devices the types of device that the kernel is for, none for all
     * @return the operator
     * @throws TorchException if the schema cannot be read, or there is another operator of its name
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/library.html#torch.library.custom_op">custom_op</a>
     */
    public static CustomOpDef customOp(String schema, Kernel kernel, Device.Type... devices) {
        Arguments.requirePresent(schema, "customOp", "schema", "a schema");
        Arguments.requirePresent(kernel, "customOp", "kernel", "a function");
        Arguments.requirePresent(devices, "customOp", "devices", "types of devices");
        for (Device.Type device : devices) {
            Arguments.requirePresent(device, "customOp", "devices", "types of devices");
        }
        return CustomOpDef.define(schema, kernel, devices);
    }

    /**
     * Checks that an operator does what its schema and its other kernels say, as {@link
     * #opcheck(Operator, List, boolean)}.
     *
     * @param operator the operator
     * @param arguments what to call it with
     * @return {@code SUCCESS} under the name of each check
     * @throws TorchException if a check fails
     */
    public static SequencedMap<String, String> opcheck(Operator operator, List<?> arguments) {
        return opcheck(operator, arguments, true);
    }

    /**
     * Checks that an operator does what its schema and its other kernels say, by calling it with
     * copies of some arguments:
     *
     * <ul>
     *   <li>{@code test_schema}: it writes to no other argument than the schema says, and its
     *       results share memory with no other;
     *   <li>{@code test_autograd_registration}: a derivative is registered for autograd, and not
     *       recorded by a kernel that computes; where an argument requires a gradient;
     *   <li>{@code test_faketensor}: the kernel for tensors without elements makes results of the
     *       same shapes, dtypes and strides.
     * </ul>
     *
     * Python's {@code test_aot_dispatch_dynamic} compares with what its tracer has compiled. {@link
     * org.panamatorch.Autograd#gradcheck} checks the derivative itself.
     *
     * @param operator the operator
     * @param arguments what to call it with
     * @param raiseException whether a check that fails is an exception
     * @return {@code SUCCESS} or the error's text under the name of each check
     * @throws TorchException if a check fails and that is to be an exception
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/library.html#torch.library.opcheck">opcheck</a>
     */
    public static SequencedMap<String, String> opcheck(
            Operator operator, List<?> arguments, boolean raiseException) {
        Arguments.requirePresent(operator, "opcheck", "operator", "an operator");
        Arguments.requirePresent(arguments, "opcheck", "arguments", "a list of arguments");
        return OperatorCheck.run(operator, arguments, raiseException);
    }

    private synchronized OperatorLibrary open(String operation) {
        if (isClosed) {
            throw new IllegalStateException(
                    operation + ": the library of namespace " + namespace + " was closed");
        }
        return library;
    }

    /**
     * Defines an operator.
     *
     * @param schema its schema, without the namespace, such as {@code scale(Tensor x, float
     *     factor=2.0) -> Tensor}
     * @return the operator, which has no kernel yet
     * @throws TorchException if the schema cannot be read, or there is an operator of its name and
     *     overload
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/library.html#torch.library.Library.define">define</a>
     */
    public Operator define(String schema) {
        Arguments.requirePresent(schema, "define", "schema", "a schema");
        open("define").define(schema);
        String name = schema.strip();
        name = name.substring(0, name.indexOf('(')).strip();
        return Torch.ops(name.contains("::") ? name : namespace + "::" + name);
    }

    private String local(String name) {
        String prefix = namespace + "::";
        if (!name.contains("::")) {
            return name;
        }
        if (!name.startsWith(prefix)) {
            throw new TorchException(
                    TorchException.Kind.RUNTIME,
                    "Library: operator '" + name + "' is not of namespace " + namespace);
        }
        return name.substring(prefix.length());
    }

    /**
     * Gives an operator a kernel.
     *
     * @param name its name, with its overload after a dot
     * @param key for what tensors, or at which stage of a call
     * @param kernel computes it
     * @throws TorchException if there is a kernel of Java's already
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/library.html#torch.library.Library.impl">impl</a>
     */
    public void impl(String name, DispatchKey key, Kernel kernel) {
        Arguments.requirePresent(name, "impl", "name", "an operator's name");
        Arguments.requirePresent(key, "impl", "key", "a dispatch key");
        Arguments.requirePresent(kernel, "impl", "kernel", "a function");
        OperatorLibrary into = open("impl");
        String local = local(name);
        String place = namespace + "/" + local + "/" + key;
        synchronized (implemented) {
            if (implemented.contains(place)) {
                throw new TorchException(
                        TorchException.Kind.RUNTIME,
                        "This is not allowed since there's already a kernel registered from Java"
                                + " overriding "
                                + local
                                + "'s behavior for "
                                + key
                                + " dispatch key and "
                                + namespace
                                + " namespace.");
            }
            into.implement(local, key.toString(), kernel::call);
            implemented.add(place);
            own.add(place);
        }
    }

    /**
     * Lets calls of an operator pass by a key, to what comes next for the tensors; Python's {@code
     * fallthrough_kernel}.
     *
     * @param name the operator's name, with its overload after a dot
     * @param key for what tensors, or at which stage of a call
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/library.html#torch.library.fallthrough_kernel">fallthrough_kernel</a>
     */
    public void implFallthrough(String name, DispatchKey key) {
        Arguments.requirePresent(name, "implFallthrough", "name", "an operator's name");
        Arguments.requirePresent(key, "implFallthrough", "key", "a dispatch key");
        open("implFallthrough").fallThrough(local(name), key.toString());
    }

    /**
     * Gives all operators a kernel for a key for which they have none of their own. The library has
     * to be one of the global namespace: {@code new Library("_", Library.Kind.IMPL)}.
     *
     * @param key for what tensors, or at which stage of a call
     * @param kernel computes the operators
     * @throws TorchException if the namespace is another one, or the key has such a kernel already
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/library.html#torch.library.Library.fallback">fallback</a>
     */
    public void fallback(DispatchKey key, FallbackKernel kernel) {
        Arguments.requirePresent(key, "fallback", "key", "a dispatch key");
        Arguments.requirePresent(kernel, "fallback", "kernel", "a function");
        if (!namespace.equals("_")) {
            throw new TorchException(
                    TorchException.Kind.RUNTIME,
                    "Fallback can only be registered using library fragment on the global"
                            + " namespace \"_\" but it is "
                            + namespace);
        }
        open("fallback")
                .fallBack(
                        key.toString(),
                        (name, arguments) -> kernel.call(Torch.ops(name), arguments));
    }

    /**
     * The kernel that an operator runs for a key now. One that takes its place calls it for the
     * cases that are not its own.
     *
     * <pre>{@code
     * var sin = Library.getKernel(Torch.ops("aten::sin"), DispatchKey.CPU);
     * library.impl("sin", DispatchKey.CPU, arguments ->
     *         isSmall((Tensor) arguments[0]) ? arguments[0] : sin.call(arguments));
     * }</pre>
     *
     * @param operator the operator
     * @param key for what tensors, or at which stage of a call
     * @return the kernel, which is gone when the library is that registered it
     * @throws TorchException if there is none
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/library.html#torch.library.get_kernel">get_kernel</a>
     */
    public static Kernel getKernel(Operator operator, DispatchKey key) {
        Arguments.requirePresent(operator, "getKernel", "operator", "an operator");
        Arguments.requirePresent(key, "getKernel", "key", "a dispatch key");
        String overload = operator.overload();
        return DispatchCalls.find(operator.name() + (overload.isEmpty() ? "" : "." + overload))
                        .kernel(key.toString())
                ::call;
    }

    /**
     * Gives an operator a kernel for tensors of a device.
     *
     * @param name the operator's name
     * @param device the device's type
     * @param kernel computes it
     * @throws TorchException if there is one already
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/library.html#torch.library.register_kernel">register_kernel</a>
     */
    public void registerKernel(String name, Device.Type device, Kernel kernel) {
        Arguments.requirePresent(device, "registerKernel", "device", "a device's type");
        Arguments.requirePresent(kernel, "registerKernel", "kernel", "a function");
        impl(name, key(device), kernel);
    }

    private static DispatchKey key(Device.Type device) {
        return switch (device) {
            case CPU -> DispatchKey.CPU;
            case CUDA -> DispatchKey.CUDA;
            case MPS -> DispatchKey.MPS;
            case XPU -> DispatchKey.XPU;
            case META -> DispatchKey.META;
            default ->
                    throw new TorchException(
                            TorchException.Kind.VALUE,
                            "registerKernel: there is no dispatch key for device '" + device + "'");
        };
    }

    /**
     * Lets autocast cast the tensors of floating-point numbers among an operator's arguments.
     *
     * @param name the operator's name
     * @param device the type of device whose autocast does so
     * @param castInputs to which dtype
     * @throws TorchException if the device has no autocast, or there is a kernel for it already
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/library.html#torch.library.register_autocast">register_autocast</a>
     */
    public void registerAutocast(String name, Device.Type device, DType castInputs) {
        Arguments.requirePresent(name, "registerAutocast", "name", "an operator's name");
        Arguments.requirePresent(device, "registerAutocast", "device", "a device's type");
        Arguments.requirePresent(castInputs, "registerAutocast", "castInputs", "a dtype");
        if (!Autocast.isAvailable(device)
                || device != Device.Type.CPU && device != Device.Type.CUDA) {
            throw new TorchException(
                    TorchException.Kind.VALUE,
                    "Device type '"
                            + device.name().toLowerCase(Locale.ROOT)
                            + "' does not support autocast.");
        }
        DispatchKey key =
                device == Device.Type.CPU ? DispatchKey.AUTOCAST_CPU : DispatchKey.AUTOCAST_CUDA;
        String qualified = namespace + "::" + local(name);
        impl(
                name,
                key,
                arguments ->
                        Passing.by(
                                key.toString(),
                                () ->
                                        DispatchCalls.find(qualified)
                                                .call(cast(arguments, device, castInputs))));
    }

    private static Object[] cast(Object[] arguments, Device.Type device, DType dtype) {
        return Arrays.stream(arguments)
                .map(
                        argument ->
                                Tensors.mapped(
                                        argument,
                                        tensor ->
                                                tensor.isFloatingPoint()
                                                                && tensor.device().type() == device
                                                                && tensor.dtype() != DType.FLOAT64
                                                        ? tensor.to(dtype)
                                                        : tensor))
                .toArray();
    }

    /**
     * Gives an operator what computes a whole batch in {@code vmap}.
     *
     * @param name the operator's name
     * @param rule computes it
     * @throws TorchException if there is one already
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/library.html#torch.library.register_vmap">register_vmap</a>
     */
    public void registerVmap(String name, VmapRule rule) {
        Arguments.requirePresent(name, "registerVmap", "name", "an operator's name");
        Arguments.requirePresent(rule, "registerVmap", "rule", "a function");
        String qualified = namespace + "::" + local(name);
        String key = DispatchKey.BATCHED.toString();
        impl(
                name,
                DispatchKey.BATCHED,
                arguments -> {
                    BatchRule batch = new BatchRule(qualified, arguments);
                    if (!batch.isNeeded()) {
                        return Passing.by(key, () -> DispatchCalls.find(qualified).call(arguments));
                    }
                    Object output = batch.call(rule, code -> Passing.by(key, code::get));
                    Arguments.requireResult(
                            output, qualified, "rule", "an output and its dimensions");
                    return output;
                });
    }

    /**
     * Gives an operator a kernel for tensors without elements, which only makes results of the
     * right sizes and dtypes.
     *
     * @param name the operator's name
     * @param kernel makes them
     * @throws TorchException if there is one already
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/library.html#torch.library.register_fake">register_fake</a>
     */
    public void registerFake(String name, Kernel kernel) {
        Arguments.requirePresent(kernel, "registerFake", "kernel", "a function");
        impl(name, DispatchKey.META, kernel);
    }

    /**
     * Gives an operator a derivative. Its kernels then run below autograd.
     *
     * @param name the operator's name
     * @param derivative computes the gradients; it belongs to graphs and must not refer to tensors
     * @throws TorchException if there is one already
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/library.html#torch.library.register_autograd">register_autograd</a>
     */
    public void registerAutograd(String name, Derivative derivative) {
        Arguments.requirePresent(name, "registerAutograd", "name", "an operator's name");
        Arguments.requirePresent(derivative, "registerAutograd", "derivative", "a derivative");
        String qualified = namespace + "::" + local(name);
        impl(
                name,
                DispatchKey.AUTOGRAD,
                arguments ->
                        RecordedCall.call(
                                DispatchCalls.find(qualified).belowAutograd(),
                                derivative,
                                arguments));
    }

    /**
     * The namespace.
     *
     * @return its name
     */
    public String namespace() {
        return namespace;
    }

    /**
     * The kind of library.
     *
     * @return its kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Removes what was registered. Operators that the library has defined are no more then: who has
     * them gets an error, and their names are free. Closing again does nothing.
     *
     * @throws TorchException if one of its kernels is running
     */
    @Override
    public synchronized void close() {
        if (!isClosed) {
            library.close();
            isClosed = true;
            synchronized (implemented) {
                implemented.removeAll(own);
            }
        }
    }
}
