package org.panamatorch;

import org.panamatorch.internal.call.Arguments;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a tensor lives: a type and, for types of which there are several, an index.
 *
 * @param type the kind of device
 * @param index its number, or {@link #CURRENT} for the current one of its kind
 * @see <a href="https://docs.pytorch.org/docs/2.13/tensor_attributes.html">torch.device</a>
 */
public record Device(Type type, int index) {
    /** The index that names no device of its kind but the current one. */
    public static final int CURRENT = -1;

    /** The CPU. */
    public static final Device CPU = new Device(Type.CPU, CURRENT);

    /** The current CUDA device. */
    public static final Device CUDA = new Device(Type.CUDA, CURRENT);

    /** Tensors that have sizes and a dtype but no elements. */
    public static final Device META = new Device(Type.META, CURRENT);

    /** The current device of Apple's Metal Performance Shaders. */
    public static final Device MPS = new Device(Type.MPS, CURRENT);

    /** Kinds of device, with the codes of {@code c10::DeviceType}. */
    public enum Type {
        /** The CPU. */
        CPU(0),
        /** NVIDIA's CUDA. */
        CUDA(1),
        /** Reserved by PyTorch. */
        MKLDNN(2),
        /** OpenGL. */
        OPENGL(3),
        /** OpenCL. */
        OPENCL(4),
        /** Intel's IDEEP. */
        IDEEP(5),
        /** AMD's HIP. */
        HIP(6),
        /** FPGA. */
        FPGA(7),
        /** Microsoft's Maia. */
        MAIA(8),
        /** XLA, TPUs among others. */
        XLA(9),
        /** Vulkan. */
        VULKAN(10),
        /** Metal. */
        METAL(11),
        /** Intel's XPU. */
        XPU(12),
        /** Apple's Metal Performance Shaders. */
        MPS(13),
        /** No data. */
        META(14),
        /** Habana. */
        HPU(15),
        /** SX-Aurora. */
        VE(16),
        /** Lazy tensors. */
        LAZY(17),
        /** Graphcore. */
        IPU(18),
        /** Meta's MTIA. */
        MTIA(19),
        /** A backend that is not PyTorch's own. */
        PRIVATEUSEONE(20);

        private final int code;

        Type(int code) {
            this.code = code;
        }

        /**
         * The code of {@code c10::DeviceType}.
         *
         * @return the code
         */
        public int code() {
            return code;
        }

        /**
         * The type with this code.
         *
         * @param code a code of {@code c10::DeviceType}
         * @return the type
         * @throws IllegalArgumentException if there is none
         */
        public static Type ofCode(long code) {
            for (Type type : values()) {
                if (type.code == code) {
                    return type;
                }
            }
            throw new IllegalArgumentException("no device type has the code " + code);
        }
    }

    // An index is one signed byte in LibTorch.
    private static final int MAX_INDEX = 127;
    private static final int MAX_INDEX_DIGITS = 3;

    private static final Pattern TEXT = Pattern.compile("([A-Za-z_]+)(?::(0|[1-9][0-9]*))?");

    // Those that PyTorch reads, in its order: it prints metal, but does not know it.
    private static final List<String> NAMES =
            List.of(
                    "cpu",
                    "cuda",
                    "ipu",
                    "xpu",
                    "mkldnn",
                    "opengl",
                    "opencl",
                    "ideep",
                    "hip",
                    "ve",
                    "fpga",
                    "maia",
                    "xla",
                    "lazy",
                    "vulkan",
                    "mps",
                    "meta",
                    "hpu",
                    "mtia",
                    "privateuseone");

    /**
     * Makes a device.
     *
     * @throws IllegalArgumentException if the index is below {@link #CURRENT} or above 127
     */
    public Device {
        Arguments.requirePresent(type, "Device", "type", "a device type");
        if (index < CURRENT || index > MAX_INDEX) {
            throw new IllegalArgumentException(
                    "device index " + index + ", expected 0 to " + MAX_INDEX + " or CURRENT");
        }
    }

    /**
     * The device that PyTorch's text names.
     *
     * @param text such as {@code cpu}, {@code cuda} or {@code cuda:1}
     * @return the device
     * @throws TorchException if the text names none: its index, where it has one, is a number of
     *     digits alone, without leading zeros
     */
    public static Device of(String text) {
        Arguments.requirePresent(text, "Device.of", "text", "a string");
        if (text.isEmpty()) {
            throw refused("Device string must not be empty");
        }
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw refused("Invalid device string: '" + text + "'");
        }
        int index = parts.group(2) == null ? CURRENT : index(text, parts.group(2));
        String name = parts.group(1);
        if (!NAMES.contains(name)) {
            throw refused(
                    "Expected one of "
                            + String.join(", ", NAMES)
                            + " device type at start of device string: "
                            + name);
        }
        return new Device(Type.valueOf(name.toUpperCase(Locale.ROOT)), index);
    }

    private static int index(String text, String digits) {
        // PyTorch reads an int, of which it keeps one byte: cuda:256 would be cuda:0.
        if (digits.length() > MAX_INDEX_DIGITS || Integer.parseInt(digits) > MAX_INDEX) {
            throw refused(
                    "Could not parse device index '"
                            + digits
                            + "' in device string '"
                            + text
                            + "', expected 0 to "
                            + MAX_INDEX);
        }
        return Integer.parseInt(digits);
    }

    private static TorchException refused(String text) {
        return new TorchException(TorchException.Kind.RUNTIME, text, null);
    }

    /**
     * Whether this is the CPU.
     *
     * @return true for any index
     */
    public boolean isCpu() {
        return type == Type.CPU;
    }

    /**
     * Whether this is a CUDA device.
     *
     * @return true for any index
     */
    public boolean isCuda() {
        return type == Type.CUDA;
    }

    /**
     * The device as Python prints it.
     *
     * @return a text such as {@code cpu} or {@code cuda:0}
     */
    @Override
    public String toString() {
        String name = type.name().toLowerCase(Locale.ROOT);
        return index == CURRENT ? name : name + ":" + index;
    }
}
