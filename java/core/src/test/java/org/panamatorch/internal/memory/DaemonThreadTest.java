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

    /** Fills the heap before its daemon thread fails for the first time. */
    static final class FullHeap {
        private static final int CHUNK_BYTES = 16_384;

        private record Node(Object content, Node next) {}

        private static volatile boolean full;
        private static volatile int attempts;
        private static volatile Object made;
        private static Node nodes;

        public static void main(String[] arguments) throws InterruptedException {
            DaemonThread.start("daemon", FullHeap::work);
            awaitAttempts(1);
            fill(CHUNK_BYTES);
            fill(0);
            full = true;
            awaitAttempts(3);
            nodes = null;
            full = false;
            awaitAttempts(3);
            System.out.println("goes on");
        }

        private static void work() {
            attempts++;
            made = full ? new byte[CHUNK_BYTES] : null;
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

        private static void fill(int bytes) {
            try {
                while (true) {
                    nodes = new Node(bytes == 0 ? null : new byte[bytes], nodes);
                }
            } catch (OutOfMemoryError e) {
                // Full.
            }
        }
    }
}
