package org.panamatorch.internal.warn;

import org.panamatorch.Warning;
import org.panamatorch.Warning.Category;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.binding.pt_warning_listener;
import org.panamatorch.internal.print.PythonNames;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Takes over what LibTorch warns of, which would go to stderr. */
public final class NativeWarnings {
    private static MemorySegment listener;

    private NativeWarnings() {}

    /** Makes the function that listens, for which the library need not be loaded. */
    public static synchronized void prepare() {
        if (listener == null) {
            listener = pt_warning_listener.allocate(NativeWarnings::heard, Arena.global());
        }
    }

    /** Listens from now on. */
    public static void listen() {
        prepare();
        PanamaTorch.pt_warning_listen(listener);
    }

    // An upcall: nothing may be thrown, also not before the first line.
    private static void heard(long category, long text) {
        try {
            String whole = MemorySegment.ofAddress(text).reinterpret(Long.MAX_VALUE).getString(0);
            WarningLog.add(new Warning(category(category), PythonNames.translated(whole)));
        } catch (Throwable e) {
            // The call has succeeded; that its warning is lost is no reason to fail.
        }
    }

    private static Category category(long code) {
        return code == PanamaTorch.PT_WARNING_DEPRECATION() ? Category.DEPRECATION : Category.USER;
    }
}
