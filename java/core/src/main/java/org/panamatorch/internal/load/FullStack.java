package org.panamatorch.internal.load;

/**
 * Runs what must not be broken off halfway, such as a static initializer, which the JVM never runs
 * again: on a thread of its own, whose stack is empty, and only where the heap has some room left.
 */
public final class FullStack {
    // The default of most systems, whatever -Xss says.
    private static final long STACK_BYTES = 1 << 20;

    // Linking a call shape takes some 100 KB.
    private static final int HEAP_BYTES = 1 << 20;

    private FullStack() {}

    private static final class Runner extends Thread {
        private final Runnable code;
        private Throwable thrown;

        Runner(Runnable code) {
            super(null, null, "panamatorch-first-use", STACK_BYTES, false);
            this.code = code;
            setDaemon(true);
        }

        @Override
        public void run() {
            try {
                requireHeap(HEAP_BYTES);
                code.run();
            } catch (Throwable e) {
                thrown = e;
            }
        }
    }

    /** Throws an OutOfMemoryError now rather than later. */
    static int requireHeap(int bytes) {
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();
        // Some of what is used may be garbage, which only an array makes the JVM collect; but to
        // fill one with zeros takes as long as what is done in that room.
        return runtime.maxMemory() - used >= bytes ? bytes : new byte[bytes].length;
    }

    /**
     * Runs code and waits for it. What it throws is thrown again, and then it may be tried again.
     *
     * @param code the code
     */
    public static void run(Runnable code) {
        if (Thread.currentThread() instanceof Runner) {
            code.run();
            return;
        }
        Runner runner = new Runner(code);
        runner.start();
        await(runner);
        switch (runner.thrown) {
            case null -> {}
            case Error e -> throw e;
            case RuntimeException e -> throw e;
            default -> throw new AssertionError("unchecked code threw", runner.thrown);
        }
    }

    /**
     * Waits for a thread.
     *
     * @param runner the thread
     */
    static void await(Thread runner) {
        boolean interrupted = false;
        while (true) {
            try {
                runner.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Runs code and neither waits for it nor tells whether it failed.
     *
     * @param code what may as well be left undone
     * @return the thread that does it
     */
    static Thread begin(Runnable code) {
        Runner runner = new Runner(code);
        try {
            runner.start();
        } catch (OutOfMemoryError e) {
            // The system has no more threads to give.
        }
        return runner;
    }

    /**
     * Initializes a class, unless it is initialized.
     *
     * @param name its binary name
     * @param loader who loads it
     */
    public static void initialize(String name, ClassLoader loader) {
        try {
            Class.forName(name, true, loader);
        } catch (ClassNotFoundException e) {
            throw new NoClassDefFoundError(e.getMessage());
        }
    }
}
