package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.support.ChildJvm;

import java.io.IOException;

/** How many threads LibTorch uses, as Python tells it. */
@NoLeaks
class ThreadCountTest {
    private static final String TOO_LATE =
            "Error: cannot set number of interop threads after parallel work has started or"
                    + " set_num_interop_threads called\n";

    private final int before = Torch.getNumThreads();

    @AfterEach
    void asBefore() {
        Torch.setNumThreads(before);
    }

    private static int countOnANewThread() throws InterruptedException {
        int[] count = new int[1];
        Thread.ofPlatform().start(() -> count[0] = Torch.getNumThreads()).join();
        return count[0];
    }

    @Test
    void intraOpThreads_areThoseThatWereSet() throws InterruptedException {
        Torch.setNumThreads(2);
        assertThat(Torch.getNumThreads()).isEqualTo(2);
        assertThat(countOnANewThread()).isEqualTo(2);
        Torch.setNumThreads(3);
        assertThat(Torch.getNumThreads()).isEqualTo(3);
        assertThat(countOnANewThread()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void resultsOfSplitWork_arePythons(int threads) {
        Torch.setNumThreads(threads);
        Torch.manualSeed(0);
        assertThat(Torch.randn(1_000_003).sum().item()).isEqualTo(-1556.716552734375);
        assertThat(Torch.randn(1_000_003).softmax(0).max().item()).isEqualTo(7.317995186895132e-05);
    }

    /** Sets the inter-op threads of its process, which can be done once. */
    static final class InteropThreads {
        private InteropThreads() {}

        public static void main(String[] arguments) {
            Torch.setNumInteropThreads(3);
            System.out.println(Torch.getNumInteropThreads());
            try {
                Torch.setNumInteropThreads(4);
            } catch (TorchException e) {
                System.out.println(e.getMessage());
            }
            System.out.println(Torch.getNumInteropThreads());
        }
    }

    @Test
    void interOpThreads_canBeSetOnce() throws IOException, InterruptedException {
        assertThat(ChildJvm.output(InteropThreads.class))
                .isEqualTo("3\n" + TOO_LATE + "  in setNumInteropThreads(threads=4)\n3\n");
    }
}
