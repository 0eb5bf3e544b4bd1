package org.panamatorch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Virtual threads that wait, {@code -Dwhere=noGrad} or {@code hook}, while another one queues for
 * their carriers. Nothing but the warning about that lets them go on.
 */
public final class CarriersProgram {
    private static final CountDownLatch warned = new CountDownLatch(1);

    private CarriersProgram() {}

    private static final class FirstWarning extends Handler {
        @Override
        public void publish(LogRecord message) {
            System.out.println(message.getMessage());
            warned.countDown();
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    /**
     * Prints the warning, and when all have ended.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) throws InterruptedException {
        Logger logger = Logger.getLogger("org.panamatorch");
        logger.setUseParentHandlers(false);
        logger.addHandler(new FirstWarning());
        boolean inHook = System.getProperty("where").equals("hook");
        int carriers = Integer.getInteger("jdk.virtualThreadScheduler.parallelism");
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i <= carriers; i++) {
            threads.add(
                    Thread.startVirtualThread(
                            inHook ? CarriersProgram::waitInHook : CarriersProgram::waitInMode));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println("all " + threads.size() + " have ended");
    }

    private static void waitInMode() {
        Torch.noGrad(
                () -> {
                    await();
                    return null;
                });
    }

    private static void waitInHook() {
        Tensor x = Torch.ones(1).requiresGrad_();
        x.registerHook(
                _ -> {
                    await();
                    return null;
                });
        x.sum().backward();
    }

    private static void await() {
        try {
            warned.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
