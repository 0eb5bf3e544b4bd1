package org.panamatorch.internal.accelerator;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.call.Failure;
import org.panamatorch.internal.call.Frame;
import org.panamatorch.internal.call.ModeCalls;
import org.panamatorch.internal.call.Results;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The calls on the accelerator as a whole, and on its devices. A device is its index there, or
 * {@link Device#CURRENT}.
 */
public final class DeviceCalls {
    // In the order of pt_memory_stat, under Python's names.
    private static final List<String> GROUPED =
            List.of(
                    "allocation",
                    "segment",
                    "active",
                    "inactive_split",
                    "allocated_bytes",
                    "reserved_bytes",
                    "active_bytes",
                    "inactive_split_bytes",
                    "requested_bytes");
    private static final List<String> POOLS = List.of("all", "small_pool", "large_pool");
    private static final List<String> NUMBERS = List.of("current", "peak", "allocated", "freed");
    private static final List<String> UNGROUPED =
            List.of("oversize_allocations", "oversize_segments");
    private static final List<String> SINGLE =
            List.of(
                    "num_alloc_retries",
                    "num_ooms",
                    "num_sync_all_streams",
                    "num_device_alloc",
                    "num_device_free",
                    "num_oom_rejections",
                    "max_split_size");

    private DeviceCalls() {}

    private interface Getter {
        int get(MemorySegment ret);
    }

    private static long get(String operation, Getter getter, Object... arguments) {
        try (Frame frame = Frame.open()) {
            MemorySegment ret = frame.slot();
            Failure.check(getter.get(ret), operation, arguments);
            return Results.longAt(ret);
        }
    }

    /**
     * The kind of accelerator that LibTorch knows.
     *
     * @return the type; null for a LibTorch of the CPU alone
     */
    public static Device.Type type() {
        long code = PanamaTorch.pt_accelerator_type();
        return code == PanamaTorch.PT_NONE() ? null : Device.Type.ofCode(code);
    }

    /**
     * How many devices can be used.
     *
     * @return the count
     */
    public static int count() {
        return (int) PanamaTorch.pt_accelerator_count();
    }

    /**
     * The calling thread's current device.
     *
     * @param operation the operation, for the error
     * @return its index
     */
    public static int current(String operation) {
        return (int) get(operation, PanamaTorch::pt_accelerator_current_device);
    }

    /**
     * Sets the calling thread's current device.
     *
     * @param device its index
     * @param operation the operation, for the error
     */
    public static void setCurrent(int device, String operation) {
        Failure.check(PanamaTorch.pt_accelerator_set_device(device), operation, "device", device);
    }

    /**
     * Makes a device current.
     *
     * @param device its index
     * @param operation the operation, for the error
     * @return what makes the one before current again
     */
    public static ModeCalls.Restorer enter(int device, String operation) {
        int before = current(operation);
        ModeCalls.Restorer restorer = () -> setCurrent(before, operation);
        setCurrent(device, operation);
        return restorer;
    }

    /**
     * Waits for what was queued on a device.
     *
     * @param device the index
     * @param operation the operation, for the error
     */
    public static void synchronize(int device, String operation) {
        Failure.check(PanamaTorch.pt_accelerator_synchronize(device), operation, "device", device);
    }

    /**
     * The dtypes that a device computes in.
     *
     * @param device the index
     * @param operation the operation, for the error
     * @return the dtypes
     */
    public static Set<DType> dtypes(int device, String operation) {
        long bits =
                get(
                        operation,
                        ret -> PanamaTorch.pt_accelerator_dtypes(device, ret),
                        "device",
                        device);
        Set<DType> dtypes = EnumSet.noneOf(DType.class);
        for (DType dtype : DType.values()) {
            if ((bits >> dtype.code() & 1) != 0) {
                dtypes.add(dtype);
            }
        }
        return Collections.unmodifiableSet(dtypes);
    }

    /**
     * Gives what the devices' allocator keeps unused back.
     *
     * @param operation the operation, for the error
     */
    public static void emptyCache(String operation) {
        Failure.check(PanamaTorch.pt_accelerator_empty_cache(), operation);
    }

    /**
     * Gives what the allocator of pinned memory keeps unused back.
     *
     * @param operation the operation, for the error
     */
    public static void emptyHostCache(String operation) {
        Failure.check(PanamaTorch.pt_accelerator_empty_host_cache(), operation);
    }

    /**
     * The statistics of a device's allocator.
     *
     * @param device the index
     * @param operation the operation, for the error
     * @return the numbers, under Python's names
     */
    public static Map<String, Long> memoryStats(int device, String operation) {
        Map<String, Long> stats = new LinkedHashMap<>();
        try (Frame frame = Frame.open()) {
            MemorySegment ret = frame.slots(PanamaTorch.PT_MEMORY_STATS());
            Failure.check(
                    PanamaTorch.pt_accelerator_memory_stats(device, ret),
                    operation,
                    "device",
                    device);
            int at = 0;
            for (String stat : GROUPED) {
                for (String pool : POOLS) {
                    for (String number : NUMBERS) {
                        stats.put(
                                stat + '.' + pool + '.' + number,
                                ret.getAtIndex(ValueLayout.JAVA_LONG, at++));
                    }
                }
            }
            for (String stat : UNGROUPED) {
                for (String number : NUMBERS) {
                    stats.put(stat + '.' + number, ret.getAtIndex(ValueLayout.JAVA_LONG, at++));
                }
            }
            for (String stat : SINGLE) {
                stats.put(stat, ret.getAtIndex(ValueLayout.JAVA_LONG, at++));
            }
        }
        return Collections.unmodifiableMap(stats);
    }

    /**
     * Lets the peaks of a device's numbers begin anew.
     *
     * @param device the index
     * @param operation the operation, for the error
     */
    public static void resetPeakStats(int device, String operation) {
        Failure.check(
                PanamaTorch.pt_accelerator_reset_peak_stats(device), operation, "device", device);
    }

    /**
     * Lets the sums of a device's numbers begin anew.
     *
     * @param device the index
     * @param operation the operation, for the error
     */
    public static void resetAccumulatedStats(int device, String operation) {
        Failure.check(
                PanamaTorch.pt_accelerator_reset_accumulated_stats(device),
                operation,
                "device",
                device);
    }

    /**
     * The memory of a device.
     *
     * @param device the index
     * @param operation the operation, for the error
     * @return the bytes that are free, and all it has
     */
    public static long[] memoryInfo(int device, String operation) {
        try (Frame frame = Frame.open()) {
            MemorySegment ret = frame.slots(2);
            Failure.check(
                    PanamaTorch.pt_accelerator_memory_info(
                            device, ret, ret.asSlice(ValueLayout.JAVA_LONG.byteSize())),
                    operation,
                    "device",
                    device);
            return new long[] {
                ret.getAtIndex(ValueLayout.JAVA_LONG, 0), ret.getAtIndex(ValueLayout.JAVA_LONG, 1)
            };
        }
    }

    /**
     * Changes the settings of the devices' allocator.
     *
     * @param settings as in the environment variable {@code PYTORCH_ALLOC_CONF}
     */
    public static void setAllocatorSettings(String settings) {
        try (Frame frame = Frame.open()) {
            Failure.check(
                    PanamaTorch.pt_accelerator_set_allocator_settings(
                            frame.string(settings, "setAllocatorSettings", "settings")),
                    "setAllocatorSettings",
                    "settings",
                    settings);
        }
    }
}
