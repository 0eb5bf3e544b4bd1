package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.Linear;
import org.panamatorch.support.ChildJvm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Where tensors were made, in debug mode. */
@NoLeaks
class AllocationSitesTest {
    private final boolean debug = NativeMemory.isDebug();

    @BeforeEach
    void debugOn() {
        NativeMemory.setDebug(false);
        NativeMemory.setDebug(true);
    }

    @AfterEach
    void asBefore() {
        NativeMemory.setDebug(debug);
    }

    private static Tensor small() {
        return Torch.ones(10);
    }

    private static Tensor large() {
        return Torch.ones(5000);
    }

    private static String method(AllocationSite site) {
        return site.frames().get(0).getMethodName();
    }

    @Test
    void debugOff_remembersNothing() {
        NativeMemory.setDebug(false);
        assertThat(NativeMemory.isDebug()).isFalse();
        Tensor kept = small();
        assertThat(NativeMemory.allocationSites()).isEmpty();
        NativeMemory.setDebug(true);
        assertThat(NativeMemory.allocationSites()).isEmpty();
        kept.close();
    }

    @Test
    void sites_haveCountsBytesAndFramesLargestFirst() {
        List<Tensor> kept = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            kept.add(small());
        }
        for (int i = 0; i < 2; i++) {
            kept.add(large());
        }
        List<AllocationSite> sites = NativeMemory.allocationSites();
        assertThat(sites).hasSize(2);
        assertThat(method(sites.get(0))).isEqualTo("large");
        assertThat(sites.get(0).count()).isEqualTo(2);
        assertThat(sites.get(0).bytes()).isEqualTo(2 * 4 * 5000);
        assertThat(method(sites.get(1))).isEqualTo("small");
        assertThat(sites.get(1).count()).isEqualTo(3);
        assertThat(sites.get(1).bytes()).isEqualTo(3 * 4 * 10);
        kept.forEach(Tensor::close);
    }

    @Test
    void frames_areTheProgramsInnermostFirst() {
        Tensor kept = small();
        List<StackTraceElement> frames = NativeMemory.allocationSites().get(0).frames();
        assertThat(frames.get(0).getClassName()).isEqualTo(AllocationSitesTest.class.getName());
        assertThat(frames.get(0).getFileName()).isEqualTo("AllocationSitesTest.java");
        assertThat(frames.get(1).getMethodName()).isEqualTo("frames_areTheProgramsInnermostFirst");
        assertThat(frames).hasSize(8);
        assertThat(frames)
                .noneMatch(frame -> frame.getClassName().startsWith("java."))
                .noneMatch(frame -> frame.getClassName().startsWith("org.panamatorch.internal"))
                .noneMatch(frame -> frame.getClassName().equals(Torch.class.getName()));
        kept.close();
    }

    @Test
    void text_isAStackTrace() {
        var frame = new StackTraceElement("com.acme.Main", "train", "Main.java", 42);
        assertThat(new AllocationSite(1, 4096, List.of(frame)))
                .hasToString("1 object, 4,096 bytes\n    at com.acme.Main.train(Main.java:42)");
        assertThat(new AllocationSite(1234, 0, List.of())).hasToString("1,234 objects, 0 bytes");
    }

    @Test
    void storage_countsOnceWhereTheFirstWasMade() {
        Tensor first = large();
        Tensor view = first.view(50, 100);
        List<AllocationSite> sites = NativeMemory.allocationSites();
        assertThat(sites).extracting(AllocationSite::bytes).containsExactly(20_000L, 0L);
        first.close();
        sites = NativeMemory.allocationSites();
        assertThat(sites).singleElement().extracting(AllocationSite::bytes).isEqualTo(20_000L);
        assertThat(method(sites.get(0))).isEqualTo("storage_countsOnceWhereTheFirstWasMade");
        view.close();
        assertThat(NativeMemory.allocationSites()).isEmpty();
    }

    @Test
    void tensorsOfAScope_countUntilItCloses() {
        try (var _ = new TensorScope()) {
            small();
            assertThat(NativeMemory.allocationSites()).hasSize(1);
        }
        assertThat(NativeMemory.allocationSites()).isEmpty();
    }

    @Test
    void unreachableTensors_countUntilTheyAreCollected() {
        small();
        assertThat(NativeMemory.allocationSites()).hasSize(1);
        NativeMemory.collect();
        assertThat(NativeMemory.allocationSites()).isEmpty();
    }

    private static void assertThatClosedByAnotherThreadCounts() throws InterruptedException {
        Tensor shared = large();
        Thread.ofPlatform().start(shared::close).join();
        assertThat(shared.isClosed()).isTrue();
        assertThat(NativeMemory.allocationSites())
                .singleElement()
                .extracting(AllocationSite::bytes)
                .isEqualTo(20_000L);
    }

    @Test
    void tensorThatAnotherThreadClosed_countsUntilItIsCollected() throws InterruptedException {
        assertThatClosedByAnotherThreadCounts();
        // A thread that has just ended may still be referred to, and refers to what it ran.
        for (int i = 0; i < 20 && !NativeMemory.allocationSites().isEmpty(); i++) {
            NativeMemory.collect();
        }
        assertThat(NativeMemory.allocationSites()).isEmpty();
    }

    @Test
    void askingForSites_leavesOwnershipAlone() throws InterruptedException {
        Tensor kept = large();
        long before = NativeMemory.cpuBytes();
        Thread.ofPlatform().start(NativeMemory::allocationSites).join();
        kept.close();
        // A tensor that another thread had touched would be left to the collector.
        assertThat(NativeMemory.cpuBytes()).isLessThanOrEqualTo(before - 20_000);
    }

    @Test
    void modules_areNamedByWhoMadeThem() {
        Linear linear = new Linear(30, 20);
        List<AllocationSite> sites = NativeMemory.allocationSites();
        assertThat(sites)
                .allSatisfy(
                        site ->
                                assertThat(method(site))
                                        .isEqualTo("modules_areNamedByWhoMadeThem"));
        assertThat(sites.stream().mapToLong(AllocationSite::bytes).sum())
                .isGreaterThanOrEqualTo(4 * (30 * 20 + 20));
        assertThat(linear.weight().numel()).isEqualTo(600);
    }

    @Test
    void switchingOff_forgets() {
        Tensor kept = small();
        NativeMemory.setDebug(false);
        NativeMemory.setDebug(true);
        assertThat(NativeMemory.allocationSites()).isEmpty();
        kept.close();
    }

    /** Prints where its tensor was made. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            Tensor kept = Torch.ones(7);
            System.out.println(NativeMemory.isDebug());
            NativeMemory.allocationSites().forEach(System.out::println);
            kept.close();
        }
    }

    @Test
    void systemProperty_switchesDebugModeOn() throws IOException, InterruptedException {
        assertThat(ChildJvm.output(Program.class, "-Dpanamatorch.memory.debug=true"))
                .matches(
                        "true\n1 object, 28 bytes\n    at \\S*AllocationSitesTest\\$Program\\.main"
                                + "\\(AllocationSitesTest\\.java:\\d+\\)\n");
        assertThat(ChildJvm.output(Program.class)).isEqualTo("false\n");
    }
}
