package org.panamatorch;

import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.DefaultDevice;
import org.panamatorch.internal.call.ModeCalls;
import org.panamatorch.internal.dispatch.DispatchCalls;
import org.panamatorch.internal.library.PtAutograd;
import org.panamatorch.internal.library.PtBackends;
import org.panamatorch.internal.library.PtRandom;
import org.panamatorch.internal.library.PtRuntime;
import org.panamatorch.internal.library.PtWarnings;
import org.panamatorch.internal.load.Doctor;
import org.panamatorch.internal.print.TensorText;
import org.panamatorch.option.MatmulPrecision;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * PyTorch's functions: what is {@code torch.zeros} in Python is {@code Torch.zeros} here.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/torch.html">torch</a>
 */
public final class Torch extends TorchComposites {
    private Torch() {}

    /**
     * The version of LibTorch.
     *
     * @return a text such as {@code 2.13.0}
     */
    public static String version() {
        return PtRuntime.libtorch_version();
    }

    /**
     * Tells how the native library was found or why not, and what of this machine matters to it.
     * The text is for people, such as those who read an issue; {@code java -jar panamatorch.jar
     * doctor} prints it.
     *
     * @return lines of text
     */
    public static String doctor() {
        return Doctor.report(false);
    }

    /**
     * Seeds the default generators of all devices.
     *
     * @param seed any 64 bits
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.manual_seed.html">torch.manual_seed</a>
     */
    public static void manualSeed(long seed) {
        PtRandom.manual_seed(seed);
    }

    /**
     * Seeds the default generators of all devices from the system's source of randomness.
     *
     * @return the seed
     * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.seed.html">torch.seed</a>
     */
    public static long seed() {
        try (Generator generator = Generator.ofDefault(Device.CPU)) {
            long seed = generator.seed();
            manualSeed(seed);
            return seed;
        }
    }

    /**
     * The seed that the CPU's default generator got last.
     *
     * @return the seed
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.initial_seed.html">torch.initial_seed</a>
     */
    public static long initialSeed() {
        try (Generator generator = Generator.ofDefault(Device.CPU)) {
            return generator.initialSeed();
        }
    }

    /**
     * The state of the CPU's default generator.
     *
     * @return a new tensor of {@code uint8}
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.get_rng_state.html">torch.get_rng_state</a>
     */
    public static Tensor getRngState() {
        try (Generator generator = Generator.ofDefault(Device.CPU)) {
            return generator.state();
        }
    }

    /**
     * Sets the state of the CPU's default generator.
     *
     * @param state what {@link #getRngState} returned
     * @throws TorchException if it is no such state
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.set_rng_state.html">torch.set_rng_state</a>
     */
    public static void setRngState(Tensor state) {
        try (Generator generator = Generator.ofDefault(Device.CPU)) {
            generator.setState(state);
        }
    }

    /**
     * Sets how many threads share the work of one operation on the CPU.
     *
     * @param threads at least 1
     * @throws TorchException if it is less
     */
    public static void setNumThreads(int threads) {
        PtRuntime.set_num_threads(ThreadCount.possible(threads, "setNumThreads"));
    }

    /**
     * How many threads share the work of one operation on the CPU.
     *
     * @return the count
     */
    public static int getNumThreads() {
        return (int) PtRuntime.get_num_threads();
    }

    /**
     * Sets how many operations run side by side; possible once, before any did.
     *
     * @param threads at least 1
     * @throws TorchException if it is less, or too late
     */
    public static void setNumInteropThreads(int threads) {
        PtRuntime.set_num_interop_threads(ThreadCount.possible(threads, "setNumInteropThreads"));
    }

    /**
     * How many operations run side by side.
     *
     * @return the count
     */
    public static int getNumInteropThreads() {
        return (int) PtRuntime.get_num_interop_threads();
    }

    /**
     * The dtype of floating-point tensors that name none.
     *
     * @return the dtype, {@code float32} at first
     */
    public static DType getDefaultDtype() {
        return PtRuntime.get_default_dtype();
    }

    /**
     * Sets the dtype of floating-point tensors that name none.
     *
     * @param dtype a floating-point dtype
     * @throws TorchException if it is another
     */
    public static void setDefaultDtype(DType dtype) {
        PtRuntime.set_default_dtype(dtype);
    }

    /**
     * The device of the calling thread's new tensors that name none.
     *
     * @return the device, the CPU at first
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.get_default_device.html">torch.get_default_device</a>
     */
    public static Device getDefaultDevice() {
        return DefaultDevice.get();
    }

    /**
     * Sets the device of the calling thread's new tensors that name none: what factories such as
     * {@code zeros} and {@code tensor} make, and so modules too. Tensors like others are where
     * those are.
     *
     * @param device the device, or null for the CPU
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.set_default_device.html">torch.set_default_device</a>
     */
    public static void setDefaultDevice(Device device) {
        DefaultDevice.set(device);
    }

    /**
     * Sets the device of the calling thread's new tensors until the result is closed, as Python's
     * {@code with torch.device(…)}.
     *
     * @param device the device
     * @return what restores the device
     * @see #setDefaultDevice
     */
    public static DeviceMode device(Device device) {
        return new DeviceMode(device);
    }

    /**
     * How tensors are printed.
     *
     * @return the options, {@link PrintOptions#DEFAULT} at first
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.set_printoptions.html">torch.set_printoptions</a>
     */
    public static PrintOptions getPrintOptions() {
        return TensorText.options();
    }

    /**
     * Sets how tensors are printed, by all threads.
     *
     * <pre>{@code
     * Torch.setPrintOptions(PrintOptions.profile("short").withSciMode(false));
     * }</pre>
     *
     * @param options the options
     * @throws IllegalArgumentException if they are null
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.set_printoptions.html">torch.set_printoptions</a>
     */
    public static void setPrintOptions(PrintOptions options) {
        TensorText.setOptions(options);
    }

    /**
     * How many devices of an accelerator's type can be used.
     *
     * @param type the type
     * @return the count, 0 where LibTorch was built without them
     */
    public static int deviceCount(Device.Type type) {
        return (int) PtRuntime.device_count(type);
    }

    /**
     * Sets how products of {@code float32} matrices may be computed inside: less precisely, where
     * the device is faster so.
     *
     * @param precision the precision
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.set_float32_matmul_precision.html">
     *     torch.set_float32_matmul_precision</a>
     */
    public static void setFloat32MatmulPrecision(MatmulPrecision precision) {
        Arguments.requirePresent(
                precision, "setFloat32MatmulPrecision", "precision", "a precision");
        PtBackends.set_float32_matmul_precision(precision.ordinal());
    }

    /**
     * How products of {@code float32} matrices may be computed inside.
     *
     * @return {@link MatmulPrecision#HIGHEST} at first
     */
    public static MatmulPrecision getFloat32MatmulPrecision() {
        return MatmulPrecision.values()[(int) PtBackends.get_float32_matmul_precision()];
    }

    /**
     * Whether there is a CUDA device that can be used.
     *
     * @return true if there is
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.cuda.is_available.html">torch.cuda.is_available</a>
     */
    public static boolean isCudaAvailable() {
        return deviceCount(Device.Type.CUDA) > 0;
    }

    /**
     * Lets LibTorch warn each time of what it otherwise warns of once in a process, on all threads.
     *
     * @param enabled whether it does; false at first
     * @see Warnings
     * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.set_warn_always.html">
     *     torch.set_warn_always</a>
     */
    public static void setWarnAlways(boolean enabled) {
        PtWarnings.set_warn_always(enabled);
    }

    /**
     * Whether LibTorch warns each time of what it otherwise warns of once in a process.
     *
     * @return true if it does
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.is_warn_always_enabled.html">
     *     torch.is_warn_always_enabled</a>
     */
    public static boolean isWarnAlwaysEnabled() {
        return PtWarnings.get_warn_always();
    }

    /**
     * Lets operations that have no deterministic implementation fail, and those that have one use
     * it.
     *
     * @param mode whether to
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.use_deterministic_algorithms.html">torch.use_deterministic_algorithms</a>
     */
    public static void useDeterministicAlgorithms(boolean mode) {
        useDeterministicAlgorithms(mode, false);
    }

    /**
     * Lets operations that have no deterministic implementation fail or warn, and those that have
     * one use it.
     *
     * @param mode whether to
     * @param warnOnly whether those without one only warn
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.use_deterministic_algorithms.html">torch.use_deterministic_algorithms</a>
     */
    public static void useDeterministicAlgorithms(boolean mode, boolean warnOnly) {
        PtRuntime.set_deterministic(mode, warnOnly);
    }

    /**
     * Whether deterministic implementations are asked for.
     *
     * @return false at first
     */
    public static boolean areDeterministicAlgorithmsEnabled() {
        return PtRuntime.get_deterministic().enabled();
    }

    /**
     * Whether operations that have no deterministic implementation only warn where one is asked
     * for.
     *
     * @return false at first
     */
    public static boolean isDeterministicAlgorithmsWarnOnlyEnabled() {
        return PtRuntime.get_deterministic().warnOnly();
    }

    /**
     * Lets the CPU take denormal numbers for zero on this thread, or not. On a virtual thread that
     * means whichever thread carries it.
     *
     * @param mode whether it shall
     * @return false if the CPU cannot
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.set_flush_denormal.html">torch.set_flush_denormal</a>
     */
    public static boolean setFlushDenormal(boolean mode) {
        return PtRuntime.set_flush_denormal(mode);
    }

    /**
     * Switches autograd off on this thread until the result is closed.
     *
     * @return what restores the mode
     * @throws IllegalStateException on a virtual thread
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.no_grad.html">torch.no_grad</a>
     */
    public static GradMode noGrad() {
        return new GradMode(false, "noGrad");
    }

    /**
     * Runs code without autograd, on any thread. A virtual thread stays on its carrier until the
     * code has run, also where it waits: there the code should be short, and must not wait for
     * other virtual threads, which may need the carrier.
     *
     * @param <T> the result's type
     * @param <X> what the code throws
     * @param code the code
     * @return what it returns
     * @throws X if it does
     */
    public static <T, X extends Throwable> T noGrad(ScopedValue.CallableOp<? extends T, X> code)
            throws X {
        return ModeCalls.withGrad(false, code);
    }

    /**
     * Runs code without autograd, on any thread, as {@link #noGrad(ScopedValue.CallableOp)}.
     *
     * @param code the code
     */
    public static void noGrad(Runnable code) {
        ModeCalls.withGrad(false, called(code));
    }

    /**
     * Switches autograd on on this thread until the result is closed.
     *
     * @return what restores the mode
     * @throws IllegalStateException on a virtual thread
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.enable_grad.html">torch.enable_grad</a>
     */
    public static GradMode enableGrad() {
        return new GradMode(true, "enableGrad");
    }

    /**
     * Runs code with autograd, on any thread, as {@link #noGrad(ScopedValue.CallableOp)}.
     *
     * @param <T> the result's type
     * @param <X> what the code throws
     * @param code the code
     * @return what it returns
     * @throws X if it does
     */
    public static <T, X extends Throwable> T enableGrad(ScopedValue.CallableOp<? extends T, X> code)
            throws X {
        return ModeCalls.withGrad(true, code);
    }

    /**
     * Runs code with autograd, on any thread, as {@link #enableGrad(ScopedValue.CallableOp)}.
     *
     * @param code the code
     */
    public static void enableGrad(Runnable code) {
        ModeCalls.withGrad(true, called(code));
    }

    /**
     * Switches autograd on or off on this thread until the result is closed. Where it shall stay,
     * the result need not be closed.
     *
     * @param enabled whether it records
     * @return what restores the mode
     * @throws IllegalStateException on a virtual thread
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.autograd.grad_mode.set_grad_enabled.html">torch.set_grad_enabled</a>
     */
    public static GradMode setGradEnabled(boolean enabled) {
        return new GradMode(enabled, "setGradEnabled");
    }

    /**
     * Runs code with or without autograd, on any thread, as {@link
     * #noGrad(ScopedValue.CallableOp)}.
     *
     * @param <T> the result's type
     * @param <X> what the code throws
     * @param enabled whether it records
     * @param code the code
     * @return what it returns
     * @throws X if it does
     */
    public static <T, X extends Throwable> T setGradEnabled(
            boolean enabled, ScopedValue.CallableOp<? extends T, X> code) throws X {
        return ModeCalls.withGrad(enabled, code);
    }

    /**
     * Whether autograd records on this thread.
     *
     * @return true at first
     */
    public static boolean isGradEnabled() {
        return PtAutograd.grad_mode_enabled();
    }

    /**
     * Switches inference mode on on this thread until the result is closed.
     *
     * @return what restores the mode
     * @throws IllegalStateException on a virtual thread
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.autograd.grad_mode.inference_mode.html">torch.inference_mode</a>
     */
    public static InferenceMode inferenceMode() {
        return new InferenceMode(true);
    }

    /**
     * Switches inference mode on or off on this thread until the result is closed.
     *
     * @param mode whether it is on
     * @return what restores the mode
     * @throws IllegalStateException on a virtual thread
     */
    public static InferenceMode inferenceMode(boolean mode) {
        return new InferenceMode(mode);
    }

    /**
     * Runs code in inference mode, on any thread, as {@link #noGrad(ScopedValue.CallableOp)}.
     *
     * @param <T> the result's type
     * @param <X> what the code throws
     * @param code the code
     * @return what it returns
     * @throws X if it does
     */
    public static <T, X extends Throwable> T inferenceMode(
            ScopedValue.CallableOp<? extends T, X> code) throws X {
        return ModeCalls.withInferenceMode(true, code);
    }

    /**
     * Runs code in inference mode, on any thread, as {@link
     * #inferenceMode(ScopedValue.CallableOp)}.
     *
     * @param code the code
     */
    public static void inferenceMode(Runnable code) {
        ModeCalls.withInferenceMode(true, called(code));
    }

    /**
     * Whether this thread is in inference mode.
     *
     * @return false at first
     */
    public static boolean isInferenceModeEnabled() {
        return PtAutograd.inference_mode_enabled();
    }

    private static ScopedValue.CallableOp<Void, RuntimeException> called(Runnable code) {
        Arguments.requirePresent(code, "mode", "code", "a function");
        return () -> {
            code.run();
            return null;
        };
    }

    /**
     * Finds an operator by its name: any of LibTorch's, or of a library that was loaded.
     *
     * @param name the qualified name with the overload, if it has one, such as {@code
     *     aten::add.Tensor} or {@code aten::relu}
     * @return the operator, the same object each time
     * @throws IllegalArgumentException if there is none; the message names near ones
     */
    public static Operator ops(String name) {
        return Operator.of(name);
    }

    /**
     * Calls an operator by its name.
     *
     * @param name as in {@link #ops}
     * @param arguments as in {@link Operator#call(Object...)}
     * @return as of {@link Operator#call(Object...)}
     * @throws IllegalArgumentException if there is no such operator, or the arguments do not fit
     *     its schema
     * @throws TorchException for what LibTorch reports
     */
    public static Object call(String name, Object... arguments) {
        return Operator.of(name).call(arguments);
    }

    /**
     * Calls an operator by its name, with some arguments by position and others by name.
     *
     * @param name as in {@link #ops}
     * @param positional the first arguments
     * @param keyword further arguments by the names in the schema
     * @return as of {@link Operator#call(Object...)}
     * @throws IllegalArgumentException if there is no such operator, or the arguments do not fit
     *     its schema
     * @throws TorchException for what LibTorch reports
     */
    public static Object call(String name, List<?> positional, Map<String, ?> keyword) {
        return Operator.of(name).call(positional, keyword);
    }

    /**
     * All operators that can be called by name, those of loaded libraries included.
     *
     * @return the operators, sorted by name
     */
    public static List<Operator> operators() {
        return DispatchCalls.names().stream().map(Operator::of).toList();
    }

    /**
     * Loads a shared library that defines operators, as {@code torch.ops.load_library} does in
     * Python, for the life of the process. It must have been built against LibTorch 2.13. Loading
     * it again does nothing.
     *
     * <p>As under Python, an initializer of the library that throws a C++ exception ends the
     * process.
     *
     * @param library the file
     * @throws TorchException if it cannot be loaded
     * @see <a href="https://docs.pytorch.org/docs/2.13/library.html">torch.library</a>
     */
    public static void loadLibrary(Path library) {
        DispatchCalls.loadLibrary(library);
    }
}
