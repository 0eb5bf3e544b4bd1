package org.panamatorch;

import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.library.PtDlpack;
import org.panamatorch.internal.memory.NativeHandle;

import java.lang.foreign.MemorySegment;

/**
 * A tensor on its way from one library of the process to another, without a copy of its elements:
 * what Python calls a DLPack capsule. In it is a structure of DLPack's, which whoever has it
 * releases by calling its deleter: the capsule, until somebody takes it.
 *
 * <pre>{@code
 * try (DlpackCapsule capsule = Torch.toDlpack(tensor, DlpackCapsule.Form.VERSIONED)) {
 *     library.consume(capsule.take());                   // which calls the deleter in the end
 * }
 *
 * MemorySegment managed = library.produce();             // a DLManagedTensor*
 * Tensor tensor = Torch.fromDlpack(DlpackCapsule.of(managed, DlpackCapsule.Form.LEGACY));
 * }</pre>
 *
 * <p>A capsule that is unreachable is closed.
 *
 * @see <a href="https://dmlc.github.io/dlpack/latest/c_api.html">the C API of DLPack</a>
 */
public final class DlpackCapsule implements AutoCloseable {
    /** Which structure a capsule has; nothing in the structure tells. */
    public enum Form {
        /** {@code DLManagedTensor}, of the versions before 1.0. */
        LEGACY(64),
        /** {@code DLManagedTensorVersioned}, of version 1. */
        VERSIONED(80);

        private final long bytes;

        Form(long bytes) {
            this.bytes = bytes;
        }
    }

    private final NativeHandle handle;
    private final Form form;

    private DlpackCapsule(NativeHandle handle, Form form) {
        this.handle = handle;
        this.form = form;
    }

    /**
     * A capsule with a structure of another library's, which belongs to the capsule from now on.
     *
     * <p>The caller answers for the address: that such a structure is there, with a deleter that
     * any thread may call and that throws nothing, and elements of the sizes that it tells. What
     * the structure says is checked where it is read, in {@link Torch#fromDlpack}.
     *
     * @param managed the structure's address
     * @param form which structure it is
     * @return a new capsule
     * @throws IllegalArgumentException if there is no address, one in a Java array, or of memory
     *     that is too small
     */
    public static DlpackCapsule of(MemorySegment managed, Form form) {
        Arguments.requirePresent(managed, "DlpackCapsule.of", "managed", "an address");
        Arguments.requirePresent(form, "DlpackCapsule.of", "form", "a form");
        if (!managed.isNative() || managed.address() == 0) {
            throw new IllegalArgumentException(
                    "DlpackCapsule.of: managed is "
                            + (managed.isNative() ? "NULL" : "memory of a Java array")
                            + ", not the address of a structure of DLPack's");
        }
        if (managed.byteSize() > 0 && managed.byteSize() < form.bytes) {
            throw new IllegalArgumentException(
                    "DlpackCapsule.of: managed has "
                            + managed.byteSize()
                            + " bytes, and a structure of the form "
                            + form
                            + " takes "
                            + form.bytes);
        }
        return new DlpackCapsule(PtDlpack.capsule_of_managed(managed, code(form)), form);
    }

    static DlpackCapsule of(Tensor tensor, Form form) {
        Arguments.requirePresent(form, "toDlpack", "form", "a form");
        return new DlpackCapsule(PtDlpack.capsule_of_tensor(tensor, code(form)), form);
    }

    private static long code(Form form) {
        return form == Form.VERSIONED ? 1 : 0;
    }

    Tensor toTensor() {
        return PtDlpack.capsule_to_tensor(handle);
    }

    /**
     * Which structure is in the capsule.
     *
     * @return the form
     */
    public Form form() {
        return form;
    }

    /**
     * The structure, which stays the capsule's.
     *
     * @return its address
     * @throws TorchException if it has been taken
     */
    public MemorySegment get() {
        MemorySegment managed = PanamaTorch.pt_capsule_get(handle.use("DlpackCapsule.get", "this"));
        Arguments.keepAlive(this);
        return present(managed, "DlpackCapsule.get");
    }

    /**
     * Takes the structure out of the capsule: the caller, or whoever it gives it to, calls the
     * structure's deleter, once, on any thread.
     *
     * @return its address
     * @throws TorchException if it has been taken
     */
    public MemorySegment take() {
        MemorySegment managed =
                PanamaTorch.pt_capsule_take(handle.use("DlpackCapsule.take", "this"));
        Arguments.keepAlive(this);
        return present(managed, "DlpackCapsule.take");
    }

    private static MemorySegment present(MemorySegment managed, String operation) {
        if (managed.address() == 0) {
            throw new TorchException(
                    Kind.RUNTIME,
                    operation + ": the capsule is empty: what was in it has been taken");
        }
        return managed;
    }

    /** Calls the structure's deleter unless it has been taken. Closing again does nothing. */
    @Override
    public void close() {
        handle.close();
    }
}
