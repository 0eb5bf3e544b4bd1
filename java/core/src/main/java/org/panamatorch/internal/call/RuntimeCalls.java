package org.panamatorch.internal.call;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.binding.PanamaTorch;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The calls on LibTorch as a whole: threads, seeds, modes, defaults. */
public final class RuntimeCalls {
    // OpenMP ends the process where it cannot make a thread; more than a few a processor gain
    // nothing.
    private static final int MAX_THREADS =
            Math.max(256, 4 * Runtime.getRuntime().availableProcessors());

    private RuntimeCalls() {}

    private static void requireThreads(String operation, int threads) {
        if (threads > MAX_THREADS) {
            throw new TorchException(
                    Kind.VALUE,
                    operation
                            + ": threads is "
                            + threads
                            + ", expected at most "
                            + MAX_THREADS
                            + " on this machine");
        }
    }

    private interface Getter {
        int get(MemorySegment ret);
    }

    private static long get(String operation, Getter getter) {
        try (Frame frame = Frame.open()) {
            MemorySegment ret = frame.slot();
            Failure.check(getter.get(ret), operation);
            return Results.longAt(ret);
        }
    }

    /**
     * The version of LibTorch.
     *
     * @return a text such as {@code 2.13.0}
     */
    public static String version() {
        return Results.text(PanamaTorch.pt_libtorch_version());
    }

    /**
     * Seeds the default generators.
     *
     * @param seed any 64 bits
     */
    public static void manualSeed(long seed) {
        Failure.check(PanamaTorch.pt_manual_seed(seed), "manualSeed", "seed", seed);
    }

    /**
     * Sets how many threads share the work of one operation.
     *
     * @param threads at least 1, at most 256 or four a processor, whichever is more
     */
    public static void setNumThreads(int threads) {
        requireThreads("setNumThreads", threads);
        Failure.check(PanamaTorch.pt_set_num_threads(threads), "setNumThreads", "threads", threads);
    }

    /**
     * How many threads share the work of one operation.
     *
     * @return the count
     */
    public static int numThreads() {
        return (int) get("getNumThreads", PanamaTorch::pt_get_num_threads);
    }

    /**
     * Sets how many operations run side by side.
     *
     * @param threads at least 1, at most 256 or four a processor, whichever is more
     */
    public static void setNumInteropThreads(int threads) {
        requireThreads("setNumInteropThreads", threads);
        Failure.check(
                PanamaTorch.pt_set_num_interop_threads(threads),
                "setNumInteropThreads",
                "threads",
                threads);
    }

    /**
     * How many operations run side by side.
     *
     * @return the count
     */
    public static int numInteropThreads() {
        return (int) get("getNumInteropThreads", PanamaTorch::pt_get_num_interop_threads);
    }

    /**
     * The dtype of floating-point tensors that name none.
     *
     * @return the dtype
     */
    public static DType defaultDtype() {
        return DType.ofCode(get("getDefaultDtype", PanamaTorch::pt_get_default_dtype));
    }

    /**
     * Sets the dtype of floating-point tensors that name none.
     *
     * @param dtype a floating-point dtype
     */
    public static void setDefaultDtype(DType dtype) {
        Failure.check(
                PanamaTorch.pt_set_default_dtype(
                        Arguments.dtype(dtype, "setDefaultDtype", "dtype")),
                "setDefaultDtype",
                "dtype",
                dtype);
    }

    /**
     * Whether this LibTorch can make tensors on a type of devices, be there any or not.
     *
     * @param type the type
     * @return true if it can
     */
    public static boolean deviceSupported(Device.Type type) {
        return PanamaTorch.pt_device_supported(type.code()) > 0;
    }

    /**
     * How many accelerators of a type there are.
     *
     * @param type the type
     * @return the count, 0 where LibTorch was built without them
     */
    public static int deviceCount(Device.Type type) {
        Arguments.requirePresent(type, "deviceCount", "type", "a device type");
        return (int) get("deviceCount", ret -> PanamaTorch.pt_device_count(type.code(), ret));
    }

    /**
     * Lets operations without a deterministic implementation fail, or not.
     *
     * @param enabled whether they fail
     * @param warnOnly whether they only warn instead
     */
    public static void setDeterministic(boolean enabled, boolean warnOnly) {
        Failure.check(
                PanamaTorch.pt_set_deterministic(Arguments.flag(enabled), Arguments.flag(warnOnly)),
                "useDeterministicAlgorithms",
                "mode",
                enabled,
                "warnOnly",
                warnOnly);
    }

    /**
     * Whether operations without a deterministic implementation fail or warn.
     *
     * @return true if they do
     */
    public static boolean deterministic() {
        return get("areDeterministicAlgorithmsEnabled", ret -> deterministic(ret, 0)) != 0;
    }

    /**
     * Whether operations without a deterministic implementation only warn.
     *
     * @return true if they do
     */
    public static boolean deterministicWarnOnly() {
        return get("isDeterministicAlgorithmsWarnOnlyEnabled", ret -> deterministic(ret, 1)) != 0;
    }

    private static int deterministic(MemorySegment ret, int which) {
        try (Frame frame = Frame.open()) {
            MemorySegment both = frame.slots(2);
            int status = PanamaTorch.pt_get_deterministic(both, both.asSlice(Long.BYTES));
            ret.set(ValueLayout.JAVA_LONG, 0, both.getAtIndex(ValueLayout.JAVA_LONG, which));
            return status;
        }
    }

    /**
     * Lets constructors of sparse tensors check that indices fit, or not.
     *
     * @param enabled whether they check
     */
    public static void setCheckSparseInvariants(boolean enabled) {
        Failure.check(
                PanamaTorch.pt_set_check_sparse_invariants(Arguments.flag(enabled)),
                "setCheckInvariants",
                "enabled",
                enabled);
    }

    /**
     * Whether constructors of sparse tensors check that indices fit.
     *
     * @return true if they do
     */
    public static boolean checksSparseInvariants() {
        return get("checksInvariants", PanamaTorch::pt_get_check_sparse_invariants) != 0;
    }

    /**
     * Lets LibTorch warn each time of what it otherwise warns of once.
     *
     * @param enabled whether it does
     */
    public static void setWarnAlways(boolean enabled) {
        PanamaTorch.pt_set_warn_always(Arguments.flag(enabled));
    }

    /**
     * Whether LibTorch warns each time of what it otherwise warns of once.
     *
     * @return true if it does
     */
    public static boolean warnsAlways() {
        return PanamaTorch.pt_get_warn_always() != 0;
    }

    /**
     * Lets the CPU take denormal numbers for zero on the calling thread, or not.
     *
     * @param enabled whether it shall
     * @return false if it cannot
     */
    public static boolean setFlushDenormal(boolean enabled) {
        return get(
                        "setFlushDenormal",
                        ret -> PanamaTorch.pt_set_flush_denormal(Arguments.flag(enabled), ret))
                != 0;
    }

    /**
     * Whether the attention modules may take LibTorch's fused inference paths.
     *
     * @return true at first
     */
    public static boolean isFastpathEnabled() {
        return PanamaTorch.pt_mha_fastpath_enabled() != 0;
    }

    /**
     * Lets the attention modules take LibTorch's fused inference paths, or not.
     *
     * @param enabled whether they may
     */
    public static void setFastpathEnabled(boolean enabled) {
        PanamaTorch.pt_mha_set_fastpath_enabled(Arguments.flag(enabled));
    }
}
