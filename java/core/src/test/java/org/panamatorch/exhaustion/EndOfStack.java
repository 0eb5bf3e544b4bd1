package org.panamatorch.exhaustion;

import org.panamatorch.internal.memory.HandleScope;

import java.util.function.Supplier;

/**
 * Runs steps near the end of the stack, at each depth from the very end upwards until they work
 * again and again, and once more with all of the stack.
 */
public final class EndOfStack {
    // At so many depths in a row.
    private static final int GOOD_ENOUGH = 30;

    private final Supplier<String> step;

    private int tried;
    private int good;

    private EndOfStack(Supplier<String> step) {
        this.step = step;
    }

    /**
     * Runs the steps that the property {@code steps} names, on a virtual thread where {@code
     * virtual} is set.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) throws InterruptedException {
        if (Boolean.getBoolean("virtual")) {
            Thread.ofVirtual().start(EndOfStack::run).join();
        } else {
            run();
        }
        Steps.printWhatIsLeft();
    }

    private static void run() {
        for (String name : System.getProperty("steps").split(",")) {
            Supplier<String> step = Steps.ALL.get(name);
            EndOfStack tries = new EndOfStack(step);
            tries.descend(0);
            String text = step.get();
            System.out.println(name + ": " + text.lines().findFirst().orElseThrow());
            if (tries.tried == tries.good) {
                throw new IllegalStateException(name + " never met the end of the stack");
            }
            if (HandleScope.isOpen()) {
                throw new IllegalStateException(name + " has left a scope open");
            }
        }
    }

    private void descend(int depth) {
        try {
            descend(depth + 1);
        } catch (StackOverflowError e) {
            // Expected: what comes next shows what is left.
        }
        if (good < GOOD_ENOUGH) {
            tried++;
            try {
                step.get();
                good++;
            } catch (StackOverflowError e) {
                good = 0;
            }
        }
    }
}
