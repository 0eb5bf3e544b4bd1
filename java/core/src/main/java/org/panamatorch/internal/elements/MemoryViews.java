package org.panamatorch.internal.elements;

import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.Failure;
import org.panamatorch.internal.call.Frame;
import org.panamatorch.internal.call.Results;
import org.panamatorch.internal.call.TensorAccess;
import org.panamatorch.internal.memory.HandleScope;
import org.panamatorch.internal.memory.LentObjects;
import org.panamatorch.internal.memory.NativeHandle;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.HashSet;
import java.util.Set;

/** Tensors over Java's memory and Java's memory over tensors, without a copy. */
public final class MemoryViews {
    private static final String OPERATION = "fromMemory";

    private static final TensorAccess ACCESS = TensorAccess.get();

    /**
     * The scopes that nobody can close, known by their classes, as nothing else tells them from the
     * others.
     */
    private static final Set<Class<?>> UNCLOSEABLE = uncloseable();

    private MemoryViews() {}

    private static Set<Class<?>> uncloseable() {
        Set<Class<?>> classes = new HashSet<>();
        classes.add(Arena.global().scope().getClass());
        classes.add(Arena.ofAuto().scope().getClass());
        classes.add(MemorySegment.ofBuffer(ByteBuffer.allocateDirect(1)).scope().getClass());
        try (Arena confined = Arena.ofConfined();
                Arena shared = Arena.ofShared()) {
            classes.remove(confined.scope().getClass());
            classes.remove(shared.scope().getClass());
        }
        return Set.copyOf(classes);
    }

    /**
     * A tensor over some memory.
     *
     * @param memory the memory
     * @param sizes the tensor's sizes
     * @param dtype the tensor's dtype
     * @return the tensor, which keeps the memory alive
     * @throws IllegalArgumentException if a tensor cannot be over such memory
     */
    public static Tensor over(MemorySegment memory, long[] sizes, DType dtype) {
        Arguments.requirePresent(memory, OPERATION, "memory", "memory");
        require(
                memory.isNative(),
                "memory of a Java array moves; make a tensor with a copy of it with Torch.copyOf");
        require(
                !memory.isReadOnly(),
                "the memory is read-only, and a tensor is not; copy it with Torch.copyOf, or map"
                        + " the file with MapMode.PRIVATE");
        require(
                UNCLOSEABLE.contains(memory.scope().getClass()),
                "the memory's arena can be closed while the tensor lives; allocate it in"
                        + " Arena.ofAuto() or Arena.global(), or copy it with Torch.copyOf");
        Elements.requireFit(memory, sizes, dtype, OPERATION);
        require(
                memory.address() % dtype.itemSize() == 0,
                "the memory is at 0x"
                        + Long.toHexString(memory.address())
                        + ", which is no multiple of the "
                        + dtype.itemSize()
                        + " bytes of a "
                        + dtype);
        return lend(memory, sizes, dtype);
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(OPERATION + ": " + otherwise);
        }
    }

    private static Tensor lend(MemorySegment memory, long[] sizes, DType dtype) {
        Long token = LentObjects.lend(memory);
        boolean isTaken = false;
        try (Frame frame = Frame.open()) {
            MemorySegment ret =
                    PanamaTorch.pt_tensor_over_memory(
                            memory,
                            frame.longs(sizes, OPERATION, "sizes"),
                            sizes.length,
                            Arguments.dtype(dtype, OPERATION, "dtype"),
                            token);
            isTaken = ret.address() != 0;
            if (!isTaken) {
                throw Failure.exception(OPERATION, "sizes", sizes, "dtype", dtype);
            }
            return Results.tensor(ret);
        } finally {
            if (!isTaken) {
                LentObjects.takeBack(token);
            }
        }
    }

    /**
     * A tensor over what remains of a buffer.
     *
     * @param buffer the buffer
     * @param sizes the tensor's sizes
     * @param dtype the tensor's dtype
     * @return the tensor, which keeps the buffer alive
     * @throws IllegalArgumentException if a tensor cannot be over such a buffer
     */
    public static Tensor over(Buffer buffer, long[] sizes, DType dtype) {
        Arguments.requirePresent(buffer, OPERATION, "buffer", "a buffer");
        require(
                buffer.isDirect(),
                "a buffer that is not direct lies in a Java array, which moves; make a tensor with"
                        + " a copy of it with Torch.copyOf(MemorySegment.ofBuffer(buffer), ...)");
        boolean foreignOrder =
                order(buffer) != ByteOrder.nativeOrder() && dtype != null && dtype.itemSize() > 1;
        require(
                !foreignOrder,
                "the buffer is "
                        + order(buffer)
                        + ", the machine is not; set order(ByteOrder.nativeOrder()) before filling"
                        + " it");
        return over(MemorySegment.ofBuffer(buffer), sizes, dtype);
    }

    private static ByteOrder order(Buffer buffer) {
        return switch (buffer) {
            case ByteBuffer bytes -> bytes.order();
            case CharBuffer chars -> chars.order();
            case ShortBuffer shorts -> shorts.order();
            case IntBuffer ints -> ints.order();
            case LongBuffer longs -> longs.order();
            case FloatBuffer floats -> floats.order();
            case DoubleBuffer doubles -> doubles.order();
            default -> ByteOrder.nativeOrder();
        };
    }

    /**
     * A tensor's elements as memory.
     *
     * @param self the tensor
     * @param operation for the error
     * @return memory that keeps the elements alive
     */
    public static MemorySegment of(Tensor self, String operation) {
        return of(self, operation, Arena.ofAuto());
    }

    /**
     * A tensor's elements as memory.
     *
     * @param self the tensor
     * @param operation for the error
     * @param arena for how long the memory keeps the elements alive
     * @return the memory
     */
    public static MemorySegment of(Tensor self, String operation, Arena arena) {
        ElementArrays.byteSize(self, operation);
        try (Frame frame = Frame.open()) {
            MemorySegment ret = frame.slot();
            MemorySegment handle =
                    PanamaTorch.pt_tensor_pin_memory(
                            Arguments.tensor(self, operation, "self"), ret);
            Arguments.keepAlive(self);
            if (handle.address() == 0) {
                throw Failure.exception(operation, "self", self);
            }
            Tensor pin = Results.tensor(handle);
            // Another thread may have given the tensor other sizes since.
            long bytes = ElementArrays.byteSize(pin, operation);
            NativeHandle pinned = ACCESS.handle(pin);
            MemorySegment start = ret.get(ValueLayout.ADDRESS, 0);
            if (bytes == 0) {
                pin.close();
                return arena.allocate(0);
            }
            HandleScope.detach(pinned);
            // The thread that finds the memory unreachable frees the tensor at once.
            pinned.handOver();
            return start.reinterpret(bytes, arena, _ -> pinned.close());
        }
    }

    /**
     * Says that all of some memory is going to be written: handed out page by page it takes a tenth
     * longer to copy a file into it.
     *
     * @param memory native memory
     */
    public static void willFill(MemorySegment memory) {
        PanamaTorch.pt_memory_will_fill(memory, memory.byteSize());
    }

    /**
     * How many pieces of memory tensors are over.
     *
     * @return the count
     */
    public static int lent() {
        return LentObjects.size(MemorySegment.class);
    }
}
