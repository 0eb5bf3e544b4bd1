package org.panamatorch.internal.memory;

import org.panamatorch.internal.binding.PanamaTorch;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The life of one native object.
 *
 * <p>A handle is exclusive to the thread that made it until another thread touches it; from then on
 * it is shared, for good. An exclusive handle is released the moment it is closed: nobody else can
 * be using it. A shared one may be in use by a call of another thread at that moment, so closing
 * only marks it, and the object is released once the handle is unreachable, which no running call
 * lets it become. So every use costs one comparison, without counting and without locks.
 */
public final class NativeHandle {
    private static final long CLOSED = 0;
    private static final long SHARED = -1;
    // Between two threads: the next one that touches the handle gets it for itself.
    private static final long HANDED_OVER = -2;
    // Of lazy modules, without a size: any thread may use it, for little.
    private static final long UNINITIALIZED_PARAMETER = -3;
    private static final long UNINITIALIZED_BUFFER = -4;
    // This minus a thread's id: that thread, which has the handle for itself, changes the object's
    // form, and nobody else may touch it until that is over.
    private static final long CHANGING = -5;

    private static final VarHandle OWNER = ownerField();

    // How many threads are in code of the program's that an operation has called, which borrows
    // its arguments meanwhile.
    private static final AtomicInteger interrupted = new AtomicInteger();

    private final long address;
    private final NativeKind kind;

    /** The id of the thread that has the handle for itself, or one of the states above. */
    private long owner;

    /** The scope that releases the handle, or has done so; only changed by the scope's thread. */
    HandleList scope;

    /** The reference that releases the handle when it is unreachable; null while a scope does. */
    HandleGroup group;

    /** The place in the scope or in the group. */
    int slot;

    /** Whether {@link #close} has released the object. */
    boolean released;

    private NativeHandle(long address, NativeKind kind) {
        this.address = address;
        this.kind = kind;
        this.owner = Thread.currentThread().threadId();
        if (AllocationSites.isEnabled()) {
            AllocationSites.record(this);
        }
    }

    private static VarHandle ownerField() {
        try {
            return MethodHandles.lookup().findVarHandle(NativeHandle.class, "owner", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /**
     * Takes over a new native tensor: the thread's innermost scope releases it, or without one the
     * collector.
     *
     * @param segment the address that the native call returned
     * @return the handle
     */
    public static NativeHandle ofTensor(MemorySegment segment) {
        ThreadHandles mine = ThreadHandles.mine();
        HandleList current = mine.scope();
        if (current == null) {
            return ofCollector(segment, NativeKind.TENSOR, mine);
        }
        try {
            NativeHandle handle = new NativeHandle(segment.address(), NativeKind.TENSOR);
            current.makeRoom();
            current.add(handle);
            return handle;
        } catch (Throwable e) {
            // Without a handle nobody would release it.
            NativeKind.TENSOR.release(segment);
            throw e;
        }
    }

    /**
     * Takes over a new native object that no scope releases: the collector does, or {@link #close}.
     *
     * @param segment the address that the native call returned
     * @param kind what it is
     * @return the handle
     */
    public static NativeHandle of(MemorySegment segment, NativeKind kind) {
        return ofCollector(segment, kind, null);
    }

    // With the other small tensors of a thread, if one is given.
    private static NativeHandle ofCollector(
            MemorySegment segment, NativeKind kind, ThreadHandles maker) {
        NativeHandle handle = null;
        int stripeHandles;
        try {
            handle = new NativeHandle(segment.address(), kind);
            stripeHandles =
                    maker == null ? HandleRegistry.insertAlone(handle) : maker.insert(handle);
        } catch (Throwable e) {
            if (handle != null && handle.group != null) {
                handle.group.reference.addresses[handle.slot] = 0;
            }
            kind.release(segment);
            throw e;
        }
        HandleRegistry.releaseSome(handle.slot);
        if (stripeHandles > 0) {
            MemoryPressure.check(stripeHandles, handle.group.reference.capacity());
        }
        return handle;
    }

    /**
     * The address for one call, during which the caller keeps this handle reachable.
     *
     * @param operation the operation that uses it, for the error
     * @param argument the operation's argument that it is, for the error
     * @return the address
     * @throws IllegalStateException if the handle is closed
     */
    public MemorySegment use(String operation, String argument) {
        if (owner != Thread.currentThread().threadId()) {
            share(operation, argument);
        }
        return MemorySegment.ofAddress(address);
    }

    private void share(String operation, String argument) {
        long thread = Thread.currentThread().threadId();
        while (true) {
            long state = (long) OWNER.getVolatile(this);
            if (state == thread || state == SHARED) {
                return;
            }
            if (isUninitialized(state)) {
                Uninitialized.check(operation, state == UNINITIALIZED_PARAMETER);
                return;
            }
            if (state == CLOSED) {
                throw closed(operation, argument);
            }
            if (state == CHANGING - thread) {
                return;
            }
            if (isChanging(state)) {
                Thread.onSpinWait();
            } else {
                OWNER.compareAndSet(this, state, state == HANDED_OVER ? thread : SHARED);
            }
        }
    }

    private static boolean isUninitialized(long state) {
        return state == UNINITIALIZED_PARAMETER || state == UNINITIALIZED_BUFFER;
    }

    private static boolean isChanging(long state) {
        return state < CHANGING;
    }

    /**
     * The address for one call that changes the object's form, and is followed by {@link
     * #endChange}. Other threads can begin to use it only then, or where they have used it before:
     * in that case it is marked.
     *
     * @param operation the operation that changes it, for the error
     * @param argument the operation's argument that it is, for the error
     * @return the address, with {@code PT_SHARED} where other threads may be using it
     * @throws IllegalStateException if the handle is closed
     */
    public MemorySegment beginChange(String operation, String argument) {
        long thread = Thread.currentThread().threadId();
        while (true) {
            use(operation, argument);
            long state = (long) OWNER.getVolatile(this);
            if (state == SHARED || isUninitialized(state)) {
                return MemorySegment.ofAddress(address | PanamaTorch.PT_SHARED());
            }
            if (state == CHANGING - thread
                    || OWNER.compareAndSet(this, thread, CHANGING - thread)) {
                return MemorySegment.ofAddress(address);
            }
        }
    }

    /** Ends what {@link #beginChange} has begun; does nothing otherwise. */
    public void endChange() {
        long thread = Thread.currentThread().threadId();
        OWNER.compareAndSet(this, CHANGING - thread, thread);
    }

    private IllegalStateException closed(String operation, String argument) {
        HandleList owner = scope;
        HandleList closer = owner != null && owner.isReleased() ? owner : null;
        return new IllegalStateException(
                operation
                        + ": "
                        + kind.noun()
                        + " '"
                        + argument
                        + "' was used after it had been closed"
                        + (closer == null
                                ? ""
                                : " with "
                                        + closer.description()
                                        + "; TensorScope.keep or TensorScope.release, called"
                                        + " before, keeps a tensor longer"));
    }

    /**
     * Whether the handle was closed.
     *
     * @return true after {@link #close}, on any thread, or after its scope was closed
     */
    public boolean isClosed() {
        return (long) OWNER.getVolatile(this) == CLOSED;
    }

    /**
     * Refuses whatever needs the size of the tensor from now on, until {@link #initialize}. A
     * closed handle stays closed.
     *
     * @param isParameter whether it is a parameter, and not a buffer
     */
    public void uninitialize(boolean isParameter) {
        long uninitialized = isParameter ? UNINITIALIZED_PARAMETER : UNINITIALIZED_BUFFER;
        long state;
        do {
            state = (long) OWNER.getVolatile(this);
        } while (state != CLOSED && !OWNER.compareAndSet(this, state, uninitialized));
    }

    /** Allows everything again. Other threads may have the handle, so that it is a shared one. */
    public void initialize() {
        OWNER.compareAndSet(this, UNINITIALIZED_PARAMETER, SHARED);
        OWNER.compareAndSet(this, UNINITIALIZED_BUFFER, SHARED);
    }

    /**
     * Whether this is a parameter of a lazy module without a size.
     *
     * @return true between {@link #uninitialize} and {@link #initialize}
     */
    public boolean isUninitializedParameter() {
        return (long) OWNER.getVolatile(this) == UNINITIALIZED_PARAMETER;
    }

    /**
     * Whether this is a buffer of a lazy module without a size.
     *
     * @return true between {@link #uninitialize} and {@link #initialize}
     */
    public boolean isUninitializedBuffer() {
        return (long) OWNER.getVolatile(this) == UNINITIALIZED_BUFFER;
    }

    /** Whether the object is gone: a closed one may be left to its scope and the collector. */
    boolean isReleased() {
        HandleGroup registered = group;
        HandleList owner = scope;
        return isClosed()
                && (owner == null || owner.isReleased())
                && (registered == null || registered.isReleased(slot));
    }

    /**
     * Releases the object, now or, where another thread may be using it, when it is unreachable.
     * Closing again does nothing.
     */
    public void close() {
        if (markClosed()) {
            // In this order, so that an error on the way leaves the object to its scope or the
            // registry, and no error makes them release it again.
            try {
                kind.release(MemorySegment.ofAddress(address));
            } catch (OutOfMemoryError e) {
                // The call needs an object for the address; they release it when there is room.
                return;
            }
            released = true;
            if (scope != null) {
                scope.remove(this);
            } else {
                HandleReference registered = group.reference;
                registered.addresses[slot] = 0;
                registered.stripe.forgetOne(registered);
            }
            // An unreachable handle is the registry's to release.
            Reference.reachabilityFence(this);
        }
    }

    /** Gives the handle to whatever thread touches it next, as a queue between threads does. */
    public void handOver() {
        long thread = Thread.currentThread().threadId();
        if ((long) OWNER.getVolatile(this) == thread) {
            moveTo(null);
            OWNER.compareAndSet(this, thread, HANDED_OVER);
        }
    }

    /**
     * Takes the handle over from the thread that has handed it over, into this thread's innermost
     * scope, if there is one. A handle that another thread has touched since stays where it is.
     */
    public void takeOver() {
        HandleList target = ThreadHandles.mine().scope();
        if (target != null) {
            target.makeRoom();
        }
        if (OWNER.compareAndSet(this, HANDED_OVER, Thread.currentThread().threadId())
                && target != null) {
            HandleRegistry.forget(this);
            target.add(this);
        }
    }

    /**
     * Whether no thread has touched the handle since it was handed over.
     *
     * @return true between {@link #handOver} and the next use
     */
    public boolean isHandedOver() {
        return (long) OWNER.getVolatile(this) == HANDED_OVER;
    }

    /**
     * Moves the handle from its scope, if one has it, to another or to the collector.
     *
     * @param target the scope, or null for the collector
     */
    void moveTo(HandleList target) {
        if (scope == null || target == scope || isClosed()) {
            return;
        }
        // What takes memory or stack comes first: an error then leaves the handle where it was.
        if (target != null) {
            target.makeRoom();
            scope.remove(this);
            target.add(this);
        } else {
            HandleGroup fresh = HandleRegistry.alone(this);
            int stripeHandles = HandleRegistry.insert(fresh);
            scope.remove(this);
            slot = 0;
            group = fresh;
            MemoryPressure.check(stripeHandles, 1);
        }
    }

    /**
     * Runs code of the program's that an operation calls before its end. What is closed meanwhile
     * is left to the collector: the operation may be using it.
     *
     * @param code the code
     */
    public static void interrupting(Runnable code) {
        interrupted.incrementAndGet();
        try {
            code.run();
        } finally {
            interrupted.decrementAndGet();
        }
    }

    /**
     * Marks the handle closed.
     *
     * @return true if the caller has to release the object now; false if it was closed before or is
     *     left to the collector
     */
    boolean markClosed() {
        long thread = Thread.currentThread().threadId();
        while (true) {
            long state = (long) OWNER.getVolatile(this);
            if (state == CLOSED) {
                return false;
            }
            if (state == thread || state == HANDED_OVER || state == SHARED) {
                if (OWNER.compareAndSet(this, state, CLOSED)) {
                    return state != SHARED && interrupted.get() == 0;
                }
            } else if (isChanging(state)) {
                Thread.onSpinWait();
            } else {
                OWNER.compareAndSet(this, state, SHARED);
            }
        }
    }

    long address() {
        return address;
    }

    NativeKind kind() {
        return kind;
    }
}
