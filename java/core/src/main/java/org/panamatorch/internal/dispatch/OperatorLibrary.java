package org.panamatorch.internal.dispatch;

import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.call.Callbacks;
import org.panamatorch.internal.call.Failure;
import org.panamatorch.internal.call.Frame;
import org.panamatorch.internal.library.PtLibrary;
import org.panamatorch.internal.memory.NativeHandle;
import org.panamatorch.internal.memory.NativeKind;

import java.lang.foreign.MemorySegment;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The registrations of a program with the dispatcher in one namespace. */
public final class OperatorLibrary {
    /** The kinds of library, by what they may register. */
    public enum Kind {
        /** Operators, as the only library of the namespace. */
        DEF(PanamaTorch.PT_LIBRARY_DEF()),
        /** Kernels. */
        IMPL(PanamaTorch.PT_LIBRARY_IMPL()),
        /** Operators, beside other libraries. */
        FRAGMENT(PanamaTorch.PT_LIBRARY_FRAGMENT());

        private final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    private final String nameSpace;
    private final NativeHandle handle;

    /**
     * Opens a library.
     *
     * @param nameSpace the namespace
     * @param kind what it may register
     * @param file where it is opened, for errors
     * @param line the line there
     */
    public OperatorLibrary(String nameSpace, Kind kind, String file, long line) {
        this.nameSpace = nameSpace;
        try (Frame frame = Frame.open()) {
            MemorySegment ret =
                    PanamaTorch.pt_library_new(
                            frame.string(nameSpace, "Library", "namespace"),
                            kind.code,
                            frame.string(file, "Library", "file"),
                            line);
            if (ret.address() == 0) {
                throw Failure.exception("Library", "namespace", nameSpace);
            }
            this.handle = NativeHandle.of(ret, NativeKind.LIBRARY);
        }
    }

    /**
     * Defines an operator.
     *
     * @param schema its schema, without the namespace
     */
    public void define(String schema) {
        PtLibrary.library_define(handle, schema);
    }

    /**
     * Gives an operator a kernel.
     *
     * @param name the operator's name and overload, without the namespace
     * @param key the dispatch key
     * @param kernel takes the arguments in the order of the schema
     */
    public void implement(String name, String key, Function<Object[], Object> kernel) {
        int dot = name.indexOf('.');
        String qualified = nameSpace + "::" + (dot < 0 ? name : name.substring(0, dot));
        String overload = dot < 0 ? "" : name.substring(dot + 1);
        Long id = Callbacks.add(Kernels.code(qualified, overload, kernel));
        try {
            PtLibrary.library_impl(handle, name, key, id);
        } catch (Throwable e) {
            Callbacks.remove(id);
            throw e;
        }
    }

    /**
     * Lets calls of an operator pass by a key.
     *
     * @param name the operator's name and overload, without the namespace
     * @param key the dispatch key
     */
    public void fallThrough(String name, String key) {
        PtLibrary.library_fall_through(handle, name, key);
    }

    /**
     * Gives all operators a kernel that have none of their own for a key.
     *
     * @param key the dispatch key
     * @param kernel takes the operator's name and the arguments in the order of its schema
     */
    public void fallBack(String key, BiFunction<String, Object[], Object> kernel) {
        Long id = Callbacks.add(Kernels.code(kernel));
        try {
            PtLibrary.library_fallback(handle, key, id);
        } catch (Throwable e) {
            Callbacks.remove(id);
            throw e;
        }
    }

    /** Removes what was registered. */
    public void close() {
        PtLibrary.library_close(handle);
        Kernels.noteRemoval();
        handle.close();
    }
}
