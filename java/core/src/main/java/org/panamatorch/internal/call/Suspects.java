package org.panamatorch.internal.call;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Layout;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.internal.library.PtRuntime;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;

/** The arguments that a failure is likely to be about, where LibTorch's text does not say which. */
final class Suspects {
    // What few kernels have in mind are all other dtypes.
    private static final Set<DType> COMMON =
            EnumSet.of(
                    DType.BOOL,
                    DType.UINT8,
                    DType.INT8,
                    DType.INT16,
                    DType.INT32,
                    DType.INT64,
                    DType.FLOAT16,
                    DType.BFLOAT16,
                    DType.FLOAT32,
                    DType.FLOAT64,
                    DType.COMPLEX64,
                    DType.COMPLEX128);

    private static final long LARGE = 1L << 31;

    private final Object[] arguments;
    private final List<String> found = new ArrayList<>();

    private Suspects(Object[] arguments) {
        this.arguments = arguments;
    }

    /** Where a number, or what was computed from one, is out of range; "" for none. */
    static String numbers(Object[] arguments) {
        Suspects suspects = new Suspects(arguments);
        suspects.addNumbers(value -> value >= LARGE || value <= -LARGE);
        if (suspects.found.isEmpty()) {
            suspects.addNumbers(value -> value < 0);
        }
        return suspects.toString();
    }

    /** Where there is no tensor; "" for none. */
    static String absent(Object[] arguments) {
        Suspects suspects = new Suspects(arguments);
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            if (arguments[i + 1] == null) {
                suspects.add(i, "None");
            }
        }
        return suspects.toString();
    }

    /**
     * Arguments of a kind that kernels seldom expect, or else all arguments; "" for a call without
     * any.
     */
    static String unusual(Object[] arguments) {
        Suspects suspects = new Suspects(arguments);
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            suspects.addUnusual(i, arguments[i + 1]);
        }
        if (suspects.found.isEmpty()) {
            suspects.addNumbers(value -> value >= LARGE || value <= -LARGE);
        }
        if (suspects.found.isEmpty()) {
            suspects.addTensors();
        }
        return suspects.toString();
    }

    /** The device that is asked for and that this LibTorch has nothing to do with, or null. */
    static Device unsupportedDevice(Object[] arguments) {
        for (int i = 1; i < arguments.length; i += 2) {
            Device device =
                    switch (arguments[i]) {
                        case Device asked -> asked;
                        case TensorOptions options -> options.device();
                        case null, default -> null;
                    };
            if (device != null && !isSupported(device.type())) {
                return device;
            }
        }
        return null;
    }

    private static boolean isSupported(Device.Type type) {
        return PtRuntime.device_supported(type) > 0;
    }

    private void addNumbers(LongPredicate wanted) {
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            boolean hit =
                    switch (arguments[i + 1]) {
                        case Long value -> wanted.test(value);
                        case Integer value -> wanted.test(value);
                        case long[] values -> anyMatch(values, wanted);
                        case null, default -> false;
                    };
            if (hit) {
                add(i, CallText.value(arguments[i + 1]));
            }
        }
    }

    private static boolean anyMatch(long[] values, LongPredicate wanted) {
        for (long value : values) {
            if (wanted.test(value)) {
                return true;
            }
        }
        return false;
    }

    private void addUnusual(int place, Object value) {
        switch (value) {
            case DType dtype when !COMMON.contains(dtype) -> add(place, dtype.toString());
            case Layout layout when layout != Layout.STRIDED -> add(place, layout.toString());
            case Tensor tensor when !tensor.isClosed() -> {
                String trait = trait(tensor);
                if (trait != null) {
                    add(place, trait);
                }
            }
            case Object[] list when list.length == 0 -> add(place, "an empty list");
            case Object[] list -> {
                for (Object each : list) {
                    addUnusual(place, each);
                }
            }
            case null, default -> {}
        }
    }

    private static String trait(Tensor tensor) {
        if (tensor.layout() != Layout.STRIDED) {
            return "a tensor of layout " + tensor.layout();
        }
        if (tensor.isNested()) {
            return "a nested tensor";
        }
        if (!COMMON.contains(tensor.dtype())) {
            return "a tensor of " + tensor.dtype();
        }
        if (!tensor.device().isCpu()) {
            return "a tensor on " + tensor.device();
        }
        if (tensor.numel() == 0) {
            return "a tensor without elements";
        }
        return null;
    }

    private void addTensors() {
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            if (arguments[i + 1] instanceof Tensor tensor) {
                add(i, CallText.value(tensor));
            }
        }
    }

    private void add(int place, String what) {
        String text = "'" + arguments[place] + "' is " + what;
        if (!found.contains(text)) {
            found.add(text);
        }
    }

    /** The arguments as the end of a sentence. */
    @Override
    public String toString() {
        return String.join(", ", found);
    }
}
