package org.panamatorch.internal.call;

import org.panamatorch.Tensor;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.binding.pt_callback;
import org.panamatorch.internal.binding.pt_callback_release;
import org.panamatorch.internal.load.NativeLibrary;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The code that autograd calls, by numbers. It all goes through one stub, as each takes some 80 µs
 * to make. What the code throws does not pass through native frames, where it would end the JVM: it
 * is kept, and thrown again where the native call returns.
 */
public final class Callbacks {
    // Only a backward pass on several threads that fails on more than one leaves any here.
    private static final int MAX_THROWN = 16;

    private static final Map<Long, Code> codes = new ConcurrentHashMap<>();
    private static final Map<Long, Throwable> thrown =
            Collections.synchronizedMap(
                    new LinkedHashMap<>() {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected boolean removeEldestEntry(Map.Entry<Long, Throwable> eldest) {
                            return size() > MAX_THROWN;
                        }
                    });
    private static final AtomicLong count = new AtomicLong();

    static {
        NativeLibrary.load();
        Failure.check(
                PanamaTorch.pt_callback_set(
                        pt_callback.allocate(Callbacks::call, Arena.global()),
                        pt_callback_release.allocate(codes::remove, Arena.global())),
                "callbacks");
    }

    private Callbacks() {}

    /** What autograd calls. */
    @FunctionalInterface
    public interface Code {
        /**
         * Runs.
         *
         * @param arguments tensors, null for undefined ones
         * @return the results, null for undefined ones; or null as a whole to leave the gradients
         */
        Tensor[] run(Tensor[] arguments);
    }

    /**
     * Keeps code until native code releases it.
     *
     * @param code the code
     * @return its number
     */
    static long add(Code code) {
        long id = count.incrementAndGet();
        codes.put(id, code);
        return id;
    }

    /** The code of a number. */
    static Code get(long id) {
        return codes.get(id);
    }

    /** Gives up code that native code has not taken. */
    static void remove(long id) {
        codes.remove(id);
    }

    /**
     * How many pieces of code native code keeps.
     *
     * @return the count
     */
    public static int size() {
        return codes.size();
    }

    // An upcall: nothing may be thrown.
    private static long call(
            long id, MemorySegment arguments, long count, MemorySegment ret, long capacity) {
        try {
            Tensor[] results = codes.get(id).run(taken(arguments, (int) count));
            if (results == null) {
                return 0;
            }
            give(results, ret, (int) capacity);
            return 1;
        } catch (Throwable e) {
            long number = -Callbacks.count.incrementAndGet();
            thrown.put(number, e);
            return number;
        }
    }

    private static Tensor[] taken(MemorySegment arguments, int count) {
        MemorySegment handles = arguments.reinterpret(count * ValueLayout.ADDRESS.byteSize());
        Tensor[] tensors = new Tensor[count];
        for (int i = 0; i < count; i++) {
            tensors[i] = Results.tensor(handles.getAtIndex(ValueLayout.ADDRESS, i));
        }
        return tensors;
    }

    private static void give(Tensor[] results, MemorySegment ret, int capacity) {
        MemorySegment[] handles = new MemorySegment[capacity];
        for (int i = 0; i < capacity; i++) {
            handles[i] = Arguments.optionalTensor(results[i], "backward", "gradient");
        }
        MemorySegment places = ret.reinterpret(capacity * ValueLayout.ADDRESS.byteSize());
        for (int i = 0; i < capacity; i++) {
            places.setAtIndex(
                    ValueLayout.ADDRESS,
                    i,
                    results[i] == null ? handles[i] : PanamaTorch.pt_tensor_alias(handles[i]));
        }
        Arguments.keepAlive(results);
    }

    /**
     * What was thrown, where that is why the calling thread's latest call failed.
     *
     * @return the exception, or null
     */
    static Throwable thrown() {
        long number = PanamaTorch.pt_error_callback();
        return number == 0 ? null : thrown.remove(number);
    }

    /**
     * Throws what code threw to the caller of the native call that it came through.
     *
     * @param e the exception
     * @param <X> whatever the compiler believes
     * @return never
     * @throws X always
     */
    @SuppressWarnings("unchecked")
    static <X extends Throwable> RuntimeException rethrow(Throwable e) throws X {
        throw (X) e;
    }
}
