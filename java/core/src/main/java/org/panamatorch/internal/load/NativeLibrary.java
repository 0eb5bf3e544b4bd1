package org.panamatorch.internal.load;

import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.warn.NativeWarnings;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;

/**
 * Loads the shim, once, and checks that it fits; {@link Search} says where it is looked for. What
 * fails may be tried again, and says the same again while nothing has changed.
 */
public final class NativeLibrary {
    // All that is initialized at once.
    private static final int HEAP_BYTES = 4 << 20;

    private static volatile boolean loaded;

    private static volatile SymbolLookup symbols;

    // Where it was looked for, and what was done about spinning, for Doctor.
    private static volatile Report places = new Report();
    private static volatile String spinning;

    // The thread that is loading, whose own calls need not wait for it.
    private static Thread loading;

    // The thread that it waits for, and which must not wait for it.
    private static volatile WarmUp.InProgress warmUp;

    private NativeLibrary() {}

    /**
     * Loads the library unless it is loaded.
     *
     * @throws UnsatisfiedLinkError if no place has it, or it does not fit
     */
    public static void load() {
        if (!loaded && Thread.currentThread() != loading) {
            WarmUp.InProgress waitedFor = warmUp;
            if (waitedFor != null && Thread.currentThread() == waitedFor.thread()) {
                throw new IllegalStateException(
                        "a static initializer needs the library: EarlyClasses should know it");
            }
            loadOnce();
        }
    }

    /**
     * The library's functions; those of the system where it has none of a name.
     *
     * @return where to look for them
     */
    public static SymbolLookup symbols() {
        load();
        return symbols;
    }

    static boolean isLoaded() {
        return loaded;
    }

    static Report places() {
        return places;
    }

    static String spinning() {
        return spinning;
    }

    /**
     * Links a function, once the library is loaded; every call of one that is not linked comes here
     * first. So no static initializer loads the library, which could not be tried again.
     *
     * @param linking links it
     */
    public static void link(Runnable linking) {
        load();
        FullStack.run(linking);
    }

    private static synchronized void loadOnce() {
        if (!loaded) {
            FullStack.run(NativeLibrary::loadHere);
            loaded = true;
        }
    }

    private static void loadHere() {
        loading = Thread.currentThread();
        FullStack.requireHeap(HEAP_BYTES);
        warmUp = WarmUp.begin();
        symbols = opened(Settings.current());
        checkVersions();
        limitThreads();
        require(PanamaTorch.pt_memory_track());
        setLimits();
        // Before any operator is called, on whatever thread.
        require(PanamaTorch.pt_checks_install());
        NativeWarnings.listen();
        // Python does not by default, and says that programs may end by it.
        PanamaTorch.pt_set_check_sparse_invariants(1);
        // Linked now: releasing must work where there is no room for that.
        PanamaTorch.pt_tensor_free(MemorySegment.NULL);
        PanamaTorch.pt_tensors_free(MemorySegment.NULL, 0);
        // So far it was classes of the binding, which need no others. Two threads that initialize
        // those that need one another may wait for each other.
        if (warmUp == null || !warmUp.await()) {
            EarlyClasses.initializeWithoutLibrary(EarlyClasses.names());
        }
        EarlyClasses.initializeWithLibrary();
        if (warmUp != null) {
            WarmUp.makeMoreReady();
        }
    }

    private static SymbolLookup opened(Settings settings) {
        Report report = new Report();
        places = report;
        Search search = new Search(settings, report);
        try {
            return search.open();
        } catch (LoadException e) {
            throw unsatisfied(
                    "cannot load the native library of PanamaTorch; places tried:" + report, e);
        } catch (IllegalCallerException e) {
            Module module = NativeLibrary.class.getModule();
            throw unsatisfied(
                    "Java denies native access to PanamaTorch: start it with"
                            + " --enable-native-access="
                            + (module.isNamed() ? module.getName() : "ALL-UNNAMED")
                            + ", or have Enable-Native-Access: ALL-UNNAMED in the manifest of the"
                            + " jar that java -jar starts",
                    e);
        } finally {
            spinning = search.spinning();
        }
    }

    private static UnsatisfiedLinkError unsatisfied(String text, Exception cause) {
        UnsatisfiedLinkError error = new UnsatisfiedLinkError(text);
        error.initCause(cause);
        return error;
    }

    private static void checkVersions() {
        long abi = PanamaTorch.pt_abi_version();
        if (abi != PanamaTorch.PT_ABI_VERSION()) {
            throw new UnsatisfiedLinkError(
                    "the native library has version "
                            + abi
                            + " of the interface, these classes need "
                            + PanamaTorch.PT_ABI_VERSION()
                            + "; use the library and the jar of one release");
        }
        String running = PanamaTorch.pt_libtorch_version().reinterpret(Long.MAX_VALUE).getString(0);
        String built =
                PanamaTorch.pt_libtorch_build_version().reinterpret(Long.MAX_VALUE).getString(0);
        if (!LibTorchVersion.fits(running) || !LibTorchVersion.fits(built)) {
            throw new UnsatisfiedLinkError(
                    "LibTorch "
                            + running
                            + " was loaded and the native library was built for "
                            + built
                            + ", these classes need "
                            + LibTorchVersion.NEEDED
                            + " of both");
        }
    }

    private static void require(int status) {
        if (status != PanamaTorch.PT_OK()) {
            throw new UnsatisfiedLinkError(
                    PanamaTorch.pt_error_message().reinterpret(Long.MAX_VALUE).getString(0));
        }
    }

    // OpenMP counts the processors that a process may run on, and a container's share of them may
    // be less; the JVM knows it.
    private static void limitThreads() {
        int processors = Runtime.getRuntime().availableProcessors();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment threads = arena.allocate(ValueLayout.JAVA_LONG);
            require(PanamaTorch.pt_get_num_threads(threads));
            if (System.getenv("OMP_NUM_THREADS") == null
                    && threads.get(ValueLayout.JAVA_LONG, 0) > processors) {
                require(PanamaTorch.pt_set_num_threads(processors));
            }
        }
    }

    private static void setLimits() {
        Long limit = Long.getLong("panamatorch.memory.limit");
        if (limit != null) {
            PanamaTorch.pt_memory_set_limit(Math.max(0, limit));
        }
        Long cacheLimit = Long.getLong("panamatorch.memory.cacheLimit");
        if (cacheLimit != null) {
            PanamaTorch.pt_memory_limit_cache(Math.max(0, cacheLimit));
        }
    }
}
