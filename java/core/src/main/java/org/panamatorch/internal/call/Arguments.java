package org.panamatorch.internal.call;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Generator;
import org.panamatorch.Layout;
import org.panamatorch.MemoryFormat;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.internal.binding.PanamaTorch;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.Collection;

/** Turns arguments into what the C ABI takes, and refuses the ones that must not get there. */
public final class Arguments {
    private Arguments() {}

    /**
     * A tensor, which the caller keeps reachable over the call.
     *
     * @param tensor not null
     * @param operation for the error
     * @param name for the error
     * @return its handle
     * @throws NullPointerException if it is null
     * @throws IllegalStateException if it is closed
     */
    public static MemorySegment tensor(Tensor tensor, String operation, String name) {
        if (tensor == null) {
            requirePresent(null, operation, name, "a tensor");
        }
        return TensorAccess.get().handle(tensor).use(operation, name);
    }

    /**
     * Refuses a closed tensor that native code has, too.
     *
     * @param tensor not null
     * @param operation for the error
     * @param name for the error
     * @throws IllegalStateException if it is closed
     * @throws NullPointerException if it is null
     */
    public static void requireOpen(Tensor tensor, String operation, String name) {
        if (tensor == null || tensor.isClosed()) {
            tensor(tensor, operation, name);
        }
    }

    /**
     * A tensor that may be absent.
     *
     * @param tensor the tensor, or null
     * @param operation for the error
     * @param name for the error
     * @return its handle, or NULL
     * @throws IllegalStateException if it is closed
     */
    public static MemorySegment optionalTensor(Tensor tensor, String operation, String name) {
        return tensor == null ? MemorySegment.NULL : tensor(tensor, operation, name);
    }

    /**
     * The elements of a list.
     *
     * @param tensors the list, or null
     * @return a new array, or null: what takes it says what is missing
     */
    public static Tensor[] array(Collection<Tensor> tensors) {
        return tensors == null ? null : tensors.toArray(Tensor[]::new);
    }

    /**
     * A tensor whose form the call changes. Other threads cannot begin to use it until {@link
     * #changed}; those that do already are waited for by the call.
     *
     * @param tensor not null
     * @param operation for the error
     * @param name for the error
     * @return its handle, marked where another thread may be using it
     * @throws NullPointerException if it is null
     * @throws IllegalStateException if it is closed
     */
    public static MemorySegment changing(Tensor tensor, String operation, String name) {
        if (tensor == null) {
            requirePresent(null, operation, name, "a tensor");
        }
        return TensorAccess.get().handle(tensor).beginChange(operation, name);
    }

    /**
     * Ends what {@link #changing} has begun, if it has.
     *
     * @param tensor the tensor, or null
     */
    public static void changed(Tensor tensor) {
        if (tensor != null) {
            TensorAccess.get().handle(tensor).endChange();
        }
    }

    /**
     * A generator that may be absent.
     *
     * @param generator the generator, or null
     * @return its handle, or NULL
     * @throws IllegalStateException if it is closed
     */
    public static MemorySegment optionalGenerator(Generator generator) {
        return generator == null
                ? MemorySegment.NULL
                : TensorAccess.get().handle(generator).use("random sampling", "generator");
    }

    /**
     * Refuses null.
     *
     * @param value what must be there
     * @param operation for the error
     * @param name for the error
     * @param expected what it should be, with its article
     * @throws NullPointerException if it is null
     */
    public static void requirePresent(
            Object value, String operation, String name, String expected) {
        if (value == null) {
            throw new NullPointerException(
                    operation + ": argument '" + name + "' is null, expected " + expected);
        }
    }

    /**
     * The sizes of a shape.
     *
     * @param shape the shape
     * @param operation for the error
     * @param name the argument's name, for the error
     * @return the sizes
     * @throws NullPointerException if there is no shape
     */
    public static long[] sizes(Shape shape, String operation, String name) {
        requirePresent(shape, operation, name, "a shape");
        return shape.toArray();
    }

    /**
     * Refuses null.
     *
     * @param <T> its type
     * @param value what must be there
     * @param operation for the error
     * @param name for the error
     * @param expected what it should be, with its article
     * @return the value
     * @throws NullPointerException if it is null
     */
    public static <T> T present(T value, String operation, String name, String expected) {
        requirePresent(value, operation, name, expected);
        return value;
    }

    /**
     * Refuses null for a list and for each of its elements.
     *
     * @param values what must be there
     * @param operation for the error
     * @param name for the error
     * @param expected what they should be, such as {@code tensors}
     * @throws NullPointerException if the list or one of them is null
     */
    public static void requireAll(
            Collection<?> values, String operation, String name, String expected) {
        requirePresent(values, operation, name, "a list of " + expected);
        int index = 0;
        for (Object value : values) {
            if (value == null) {
                requirePresent(
                        null, operation, name + "[" + index + "]", "one of a list of " + expected);
            }
            index++;
        }
    }

    /**
     * Refuses null for what the caller's function gave.
     *
     * @param value what must be there
     * @param operation for the error
     * @param function what gave it
     * @param expected what it should be, with its article
     * @throws NullPointerException if it is null
     */
    public static void requireResult(
            Object value, String operation, String function, String expected) {
        if (value == null) {
            throw new NullPointerException(
                    operation + ": result of '" + function + "' is null, expected " + expected);
        }
    }

    /**
     * A boolean as a word.
     *
     * @param value the value
     * @return 1 or 0
     */
    public static long flag(boolean value) {
        return value ? 1 : 0;
    }

    /**
     * The code of a dtype.
     *
     * @param dtype not null
     * @param operation for the error
     * @param name for the error
     * @return its code
     */
    public static long dtype(DType dtype, String operation, String name) {
        requirePresent(dtype, operation, name, "a dtype");
        return dtype.code();
    }

    /**
     * The code of a dtype that may be absent.
     *
     * @param dtype the dtype, or null
     * @return its code, or PT_NONE
     */
    public static long optionalDtype(DType dtype) {
        return dtype == null ? PanamaTorch.PT_NONE() : dtype.code();
    }

    /**
     * The code of a layout.
     *
     * @param layout not null
     * @param operation for the error
     * @param name for the error
     * @return its code
     */
    public static long layout(Layout layout, String operation, String name) {
        requirePresent(layout, operation, name, "a layout");
        return layout.code();
    }

    /**
     * The code of a layout that may be absent.
     *
     * @param layout the layout, or null
     * @return its code, or PT_NONE
     */
    public static long optionalLayout(Layout layout) {
        return layout == null ? PanamaTorch.PT_NONE() : layout.code();
    }

    /**
     * The code of a memory format.
     *
     * @param format not null
     * @param operation for the error
     * @param name for the error
     * @return its code
     */
    public static long memoryFormat(MemoryFormat format, String operation, String name) {
        requirePresent(format, operation, name, "a memory format");
        return format.code();
    }

    /**
     * The code of a memory format that may be absent.
     *
     * @param format the format, or null
     * @return its code, or PT_NONE
     */
    public static long optionalMemoryFormat(MemoryFormat format) {
        return format == null ? PanamaTorch.PT_NONE() : format.code();
    }

    /**
     * The code of a type of devices.
     *
     * @param type not null
     * @param operation for the error
     * @param name for the error
     * @return its code
     */
    public static long deviceType(Device.Type type, String operation, String name) {
        requirePresent(type, operation, name, "a device type");
        return type.code();
    }

    /**
     * The word of a device.
     *
     * @param device not null
     * @param operation for the error
     * @param name for the error
     * @return its word
     */
    public static long device(Device device, String operation, String name) {
        requirePresent(device, operation, name, "a device");
        return optionalDevice(device);
    }

    /**
     * The word of a device that may be absent.
     *
     * @param device the device, or null
     * @return its word, or PT_NONE
     */
    public static long optionalDevice(Device device) {
        return device == null
                ? PanamaTorch.PT_NONE()
                : (long) device.type().code() << PanamaTorch.PT_DEVICE_TYPE_SHIFT()
                        | device.index() & PanamaTorch.PT_DEVICE_INDEX_MASK();
    }

    /**
     * The word of the device of a new tensor.
     *
     * @param device the device, or null for the thread's default
     * @return its word, or PT_NONE
     */
    public static long newDevice(Device device) {
        return optionalDevice(DefaultDevice.or(device));
    }

    /**
     * A number that may be absent, for functions that take PT_NONE then.
     *
     * @param value the number, or null
     * @return it, or PT_NONE
     */
    public static long orNone(Long value) {
        return value == null ? PanamaTorch.PT_NONE() : value;
    }

    /**
     * A flag that may be absent, for functions that take PT_NONE then.
     *
     * @param value the flag, or null
     * @return 0, 1 or PT_NONE
     */
    public static long orNone(Boolean value) {
        return value == null ? PanamaTorch.PT_NONE() : flag(value);
    }

    /**
     * The length of a list.
     *
     * @param list the list, or null
     * @return its length, 0 for null
     */
    public static long count(long[] list) {
        return list == null ? 0 : list.length;
    }

    /**
     * The length of a list.
     *
     * @param list the list, or null
     * @return its length, 0 for null
     */
    public static long count(double[] list) {
        return list == null ? 0 : list.length;
    }

    /**
     * The length of a list.
     *
     * @param list the list, or null
     * @return its length, 0 for null
     */
    public static long count(boolean[] list) {
        return list == null ? 0 : list.length;
    }

    /**
     * The length of a list.
     *
     * @param list the list, or null
     * @return its length, 0 for null
     */
    public static long count(Object[] list) {
        return list == null ? 0 : list.length;
    }

    /**
     * Keeps the arguments of a call from being released before it has returned.
     *
     * @param first an argument
     */
    public static void keepAlive(Object first) {
        Reference.reachabilityFence(first);
    }

    /**
     * Keeps the arguments of a call from being released before it has returned.
     *
     * @param first an argument
     * @param second an argument
     */
    public static void keepAlive(Object first, Object second) {
        Reference.reachabilityFence(first);
        Reference.reachabilityFence(second);
    }

    /**
     * Keeps the arguments of a call from being released before it has returned.
     *
     * @param first an argument
     * @param second an argument
     * @param third an argument
     */
    public static void keepAlive(Object first, Object second, Object third) {
        Reference.reachabilityFence(first);
        Reference.reachabilityFence(second);
        Reference.reachabilityFence(third);
    }

    /**
     * Keeps the arguments of a call from being released before it has returned.
     *
     * @param first an argument
     * @param second an argument
     * @param third an argument
     * @param fourth an argument
     */
    public static void keepAlive(Object first, Object second, Object third, Object fourth) {
        Reference.reachabilityFence(first);
        Reference.reachabilityFence(second);
        Reference.reachabilityFence(third);
        Reference.reachabilityFence(fourth);
    }

    /**
     * Keeps the arguments of a call from being released before it has returned.
     *
     * @param first an argument
     * @param second an argument
     * @param third an argument
     * @param fourth an argument
     * @param more further arguments
     */
    public static void keepAlive(
            Object first, Object second, Object third, Object fourth, Object... more) {
        keepAlive(first, second, third, fourth);
        Reference.reachabilityFence(more);
    }
}
