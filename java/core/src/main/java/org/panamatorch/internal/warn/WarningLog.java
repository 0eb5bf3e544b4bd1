package org.panamatorch.internal.warn;

import org.panamatorch.Warning;
import org.panamatorch.Warning.Category;
import org.panamatorch.Warnings.Action;
import org.panamatorch.internal.load.FullStack;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Where warnings go: to what receives those of the thread, or else to the log. */
public final class WarningLog {
    // Texts hold sizes, of which there is no end.
    private static final int MAX_TEXTS = 1000;

    private static final Map<Category, Action> actions = new ConcurrentHashMap<>();
    private static final Map<Category, System.Logger> loggers = new ConcurrentHashMap<>();
    private static final Set<Warning> logged = ConcurrentHashMap.newKeySet();
    private static final ThreadLocal<Deque<Receiver>> receivers =
            ThreadLocal.withInitial(ArrayDeque::new);

    static {
        for (Category category : Category.values()) {
            actions.put(category, Action.ONCE);
        }
    }

    private WarningLog() {}

    /** Takes a thread's warnings. */
    @FunctionalInterface
    public interface Receiver {
        /**
         * Takes one.
         *
         * @param warning the warning
         */
        void receive(Warning warning);
    }

    /**
     * Lets something receive the calling thread's warnings.
     *
     * @param receiver the receiver
     */
    public static void push(Receiver receiver) {
        receivers.get().push(receiver);
    }

    /**
     * Takes a receiver from the calling thread, and those that were added after it; one that the
     * thread does not have is passed over.
     *
     * @param receiver the receiver
     */
    public static void pop(Receiver receiver) {
        Deque<Receiver> all = receivers.get();
        if (all.contains(receiver)) {
            while (all.pop() != receiver) {
                // That was a later one.
            }
        }
        if (all.isEmpty()) {
            receivers.remove();
        }
    }

    /**
     * The action for a category.
     *
     * @param category the category
     * @return the action
     */
    public static Action action(Category category) {
        return actions.get(category);
    }

    /**
     * Says what is to happen to a category in the log.
     *
     * @param category the category
     * @param action the action
     */
    public static void setAction(Category category, Action action) {
        actions.put(category, action);
        logged.removeIf(warning -> warning.category() == category);
    }

    /**
     * Adds a warning of the calling thread's.
     *
     * @param warning the warning
     */
    public static void add(Warning warning) {
        Receiver receiver = receivers.get().peek();
        if (receiver != null) {
            receiver.receive(warning);
        } else if (isLogged(warning)) {
            logger(warning.category()).log(System.Logger.Level.WARNING, warning.toString());
        }
    }

    private static System.Logger logger(Category category) {
        System.Logger logger = loggers.get(category);
        if (logger == null) {
            FullStack.run(new Finding(category));
            logger = loggers.get(category);
        }
        return logger;
    }

    /**
     * Finds the logger of a category. With the first one the JDK initializes all that logs, which
     * programs without warnings need not wait for.
     *
     * @param category the category
     */
    private record Finding(Category category) implements Runnable {
        @Override
        public void run() {
            loggers.put(category, System.getLogger("org.panamatorch." + category));
        }
    }

    private static boolean isLogged(Warning warning) {
        return switch (action(warning.category())) {
            case IGNORE -> false;
            case ALWAYS -> true;
            case ONCE -> logged.size() < MAX_TEXTS && logged.add(warning);
        };
    }
}
