package org.panamatorch.internal.call;

import org.panamatorch.Tensor;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.binding.pt_callback;
import org.panamatorch.internal.load.FullStack;
import org.panamatorch.internal.memory.HandleScope;
import org.panamatorch.internal.memory.LentObjects;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The code that native code calls, by numbers. It all goes through one stub, as each takes some 80
 * µs to make. What the code throws does not pass through native frames, where it would end the JVM:
 * it is kept, and thrown again where the native call returns.
 */
public final class Callbacks {
    // Only a backward pass on several threads that fails on more than one leaves any here.
    private static final int MAX_THROWN = 16;

    // An error of lacking memory or stack must be kept without either: in fields that are there
    // already.
    private static final Object keeping = new Object();
    private static final Throwable[] thrown = new Throwable[MAX_THROWN];
    private static final long[] numbers = new long[MAX_THROWN];
    private static long count;

    private Callbacks() {}

    private static volatile boolean stubIsSet;

    private static synchronized void setStub() {
        if (!stubIsSet) {
            FullStack.run(
                    () ->
                            Failure.check(
                                    PanamaTorch.pt_callback_set(
                                            LentObjects.client(),
                                            pt_callback.allocate(Callbacks::call, Arena.global())),
                                    "callbacks"));
            stubIsSet = true;
        }
    }

    /** Java code that native code calls. */
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

    /** The same with what native code gives and takes as it is. */
    @FunctionalInterface
    public interface RawCode {
        /**
         * Runs.
         *
         * @param arguments the address of the arguments
         * @param count how many they are
         * @param ret where the results go
         * @param capacity how many
         */
        void run(long arguments, int count, long ret, int capacity);
    }

    /**
     * Keeps code until native code gives it back.
     *
     * @param code the code
     * @return its number
     */
    public static Long add(RawCode code) {
        if (!stubIsSet) {
            setStub();
        }
        return LentObjects.lend(code);
    }

    /** Packs the tensors that operations save for their gradients. */
    @FunctionalInterface
    public interface Packing {
        /**
         * Packs one; called while the operation runs.
         *
         * @param tensor the tensor, which is closed afterwards unless it is moved out of its scope
         * @return what gives it back, or null to let the graph have the tensor itself
         */
        Unpacking pack(Tensor tensor);
    }

    /** Gives a packed tensor back, as often as gradients are computed. */
    @FunctionalInterface
    public interface Unpacking extends LentObjects.Returning {
        /**
         * Unpacks it.
         *
         * @return the tensor, which is closed afterwards if it was made here
         */
        Tensor unpack();

        @Override
        default void returned() {}
    }

    /**
     * Keeps code until native code gives it back.
     *
     * @param code the code
     * @return its number
     */
    static Long add(Code code) {
        return lend(code);
    }

    /** Keeps code that packs, until native code gives it back; gives its number. */
    static Long addPacking(Packing code) {
        return lend(code);
    }

    private static Long lend(Object code) {
        if (!stubIsSet) {
            setStub();
        }
        return LentObjects.lend(code);
    }

    /** The code of a number. */
    static Code get(long id) {
        return (Code) LentObjects.get(id);
    }

    /**
     * Gives up code that native code has not taken.
     *
     * @param id its number
     */
    public static void remove(Long id) {
        LentObjects.takeBack(id);
    }

    /**
     * Notes that the calling thread goes below a native frame where code may wait.
     *
     * @return what {@link #leave} is to be told
     */
    public static boolean enter() {
        return Carriers.enter();
    }

    /**
     * Notes that the calling thread has come back.
     *
     * @param entered what {@link #enter} has said
     */
    public static void leave(boolean entered) {
        Carriers.leave(entered);
    }

    /**
     * How many pieces of code native code keeps.
     *
     * @return the count
     */
    public static int size() {
        return LentObjects.size(Code.class)
                + LentObjects.size(RawCode.class)
                + LentObjects.size(Packing.class)
                + LentObjects.size(Unpacking.class);
    }

    // An upcall: nothing may be thrown, also not before the first line. So the addresses are
    // numbers: a segment would be an object, made while nobody catches the error of a full heap.
    private static long call(long id, long arguments, long count, long ret, long capacity) {
        try {
            Object code = LentObjects.get(id);
            if (code instanceof Packing packing) {
                return pack(packing, arguments, (int) count);
            }
            if (code instanceof Unpacking unpacking) {
                unpack(unpacking, ret, (int) capacity);
                return 1;
            }
            // No other scope would ever close those that a hook leaves open. What runs without
            // arguments is a part of its caller, whose scopes they are.
            boolean closesScopes = count > 0 && !HandleScope.isOpen();
            try {
                if (code instanceof RawCode raw) {
                    raw.run(arguments, (int) count, ret, (int) capacity);
                    return 1;
                }
                Tensor[] results = ((Code) code).run(taken(arguments, (int) count));
                if (results == null) {
                    return 0;
                }
                give(results, ret, (int) capacity);
                return 1;
            } finally {
                if (closesScopes) {
                    HandleScope.closeAll();
                }
            }
        } catch (Throwable e) {
            return keep(e);
        }
    }

    private static long pack(Packing packing, long arguments, int count) {
        HandleScope scope = new HandleScope();
        try {
            Unpacking unpacking = packing.pack(taken(arguments, count)[0]);
            return unpacking == null ? 0 : lend(unpacking);
        } finally {
            scope.close();
        }
    }

    private static void unpack(Unpacking unpacking, long ret, int capacity) {
        HandleScope scope = new HandleScope();
        try {
            give(new Tensor[] {unpacking.unpack()}, ret, capacity);
        } finally {
            scope.close();
        }
    }

    private static Tensor[] taken(long arguments, int count) {
        // Native code releases those that are not taken because of an error.
        return Results.tensorsAt(words(arguments, count), count);
    }

    private static MemorySegment words(long address, int count) {
        return MemorySegment.ofAddress(address).reinterpret(count * ValueLayout.ADDRESS.byteSize());
    }

    private static void give(Tensor[] results, long ret, int capacity) {
        MemorySegment[] handles = new MemorySegment[capacity];
        for (int i = 0; i < capacity; i++) {
            handles[i] = Arguments.optionalTensor(results[i], "backward", "gradient");
        }
        MemorySegment places = words(ret, capacity);
        for (int i = 0; i < capacity; i++) {
            places.setAtIndex(
                    ValueLayout.ADDRESS,
                    i,
                    results[i] == null ? handles[i] : PanamaTorch.pt_tensor_alias(handles[i]));
        }
        Arguments.keepAlive(results);
    }

    private static long keep(Throwable e) {
        synchronized (keeping) {
            count++;
            int place = (int) (count % MAX_THROWN);
            thrown[place] = e;
            numbers[place] = -count;
            return -count;
        }
    }

    /**
     * The exception of Java's that made the calling thread's latest call fail.
     *
     * @return the exception, or null
     */
    static Throwable thrown() {
        long number = PanamaTorch.pt_error_callback();
        if (number == 0) {
            return null;
        }
        synchronized (keeping) {
            int place = (int) (-number % MAX_THROWN);
            if (numbers[place] != number) {
                return null;
            }
            Throwable e = thrown[place];
            thrown[place] = null;
            return e;
        }
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
