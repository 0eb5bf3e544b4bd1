package org.panamatorch.internal.accelerator;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.call.Failure;
import org.panamatorch.internal.call.Frame;
import org.panamatorch.internal.call.ModeCalls;
import org.panamatorch.internal.library.PtAccelerator;

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

    /**
     * The kind of accelerator that LibTorch knows.
     *
     * @return the type; null for a LibTorch of the CPU alone
     */
    public static Device.Type type() {
        long code = PtAccelerator.accelerator_type();
        return code == PanamaTorch.PT_NONE() ? null : Device.Type.ofCode(code);
    }

    /**
     * How many devices can be used.
     *
     * @return the count
     */
    public static int count() {
        return (int) PtAccelerator.accelerator_count();
    }

    /**
     * The calling thread's current device.
     *
     * @param operation the operation, for the error
     * @return its index
     */
    public static int current(String operation) {
        return (int) PtAccelerator.accelerator_current_device(operation);
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
        ModeCalls.Restorer restorer = () -> PtAccelerator.accelerator_set_device(operation, before);
        PtAccelerator.accelerator_set_device(operation, device);
        return restorer;
    }

    /**
     * The dtypes that a device computes in.
     *
     * @param device the index
     * @param operation the operation, for the error
     * @return the dtypes
     */
    public static Set<DType> dtypes(int device, String operation) {
        long bits = PtAccelerator.accelerator_dtypes(operation, device);
        Set<DType> dtypes = EnumSet.noneOf(DType.class);
        for (DType dtype : DType.values()) {
            if ((bits >> dtype.code() & 1) != 0) {
                dtypes.add(dtype);
            }
        }
        return Collections.unmodifiableSet(dtypes);
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
}
