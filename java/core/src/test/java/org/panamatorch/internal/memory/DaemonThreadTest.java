package org.panamatorch.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.panamatorch.support.ChildJvm;

class DaemonThreadTest {
    @Test
    void firstFailureOfAll_withAFullHeap_isSurvived() throws Exception {
        assertThat(ChildJvm.output(FullHeap.class, "-Xmx24m", "-XX:+UseSerialGC"))
                .contains("goes on\n")
                .doesNotContain("Exception in thread");
    }

    /** Its daemon thread fails for the first time where it has filled the heap to the last byte. */
    static final class FullHeap {
        private record Node(Node next) {}

        private static volatile boolean filling;
        private static volatile int attempts;
        private static Node nodes;

        public static void main(String[] arguments) {
            DaemonThread.start("daemon", FullHeap::work);
            awaitAttempts(1);
            filling = true;
            awaitAttempts(3);
            filling = false;
            awaitAttempts(3);
            System.out.println("goes on");
        }

        private static void work() {
            attempts++;
            if (!filling) {
                nodes = null;
            }
            while (filling) {
                nodes = new Node(nodes);
            }
        }

        /** Waits for further attempts, without taking memory. */
        private static void awaitAttempts(int count) {
            int before = attempts;
            long end = System.nanoTime() + 60_000_000_000L;
            while (attempts - before < count) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("the daemon thread has ended");
                }
                Thread.onSpinWait();
            }
        }
    }
}
