package org.panamatorch.accelerator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.support.ChildJvm;

import java.util.Map;
import java.util.TreeMap;

/** Everything of the package on an accelerator, which {@link FakeAcceleratorProgram} loads. */
@NoLeaks
class FakeAcceleratorTest {
    private static final Map<String, String> SECTIONS = new TreeMap<>();

    @BeforeAll
    static void runProgram() throws Exception {
        String output =
                ChildJvm.output(
                        FakeAcceleratorProgram.class,
                        "-Dpanamatorch.native.dir=" + System.getProperty("panamatorch.native.dir"));
        for (String section : output.split("(?m)^== ")) {
            String[] parts = section.split("\n", 2);
            SECTIONS.put(parts[0], parts.length == 1 ? "" : parts[1]);
        }
    }

    private static void assertSection(String name, String wanted) {
        assertThat(SECTIONS.get(name)).isEqualTo(wanted);
    }

    @Test
    void devices_areCountedSetAndWaitedFor() {
        assertSection(
                "devices",
                """
                privateuseone x 2
                [torch.int64, torch.float32]
                1
                there is no device privateuseone:2; there are 2
                Torch not compiled with CUDA enabled
                synchronize device 1
                synchronize device 0
                """);
    }

    @Test
    void scopes_restoreWhatWasBefore() {
        assertSection(
                "scopes",
                """
                1 privateuseone:1
                0
                1
                true torch.Stream device_type=privateuseone, device_index=1, stream_id=1
                0
                0
                in 0
                0
                there is no device privateuseone:5; there are 2
                new stream 1/1 of priority 0
                """);
    }

    @Test
    void streams_waitForEachOtherAndKeepMemory() {
        assertSection(
                "streams",
                """
                new stream 1/2 of priority -1
                new stream 0/3 of priority 0
                privateuseone:1 1
                true
                true false
                true false
                query stream 1/2
                synchronize stream 1/2
                record on stream 0/3
                stream 1/2 waits
                memory used on stream 1/2
                Could not run 'aten::record_stream' with arguments from the 'CPU' backend.
                """);
    }

    @Test
    void events_markWaitAndTellTheTime() {
        assertSection(
                "events",
                """
                null true
                privateuseone:1 true
                2.0
                Both events must be created with argument 'enable_timing=True'.
                new stream 1/4 of priority 0
                record on stream 1/4
                record on stream 1/4
                record on stream 1/4
                query event
                synchronize event
                stream 1/4 waits
                query event
                query event
                """);
    }

    @Test
    void memory_isCountedByDevice() {
        assertSection(
                "memory",
                """
                40 of 56
                56 of 56
                40 0
                123 28
                1 0
                40 40
                0
                40
                0
                empty cache
                """);
    }

    @Test
    void unreachableTensors_makeRoomOnADevice() {
        assertSection(
                "pressure",
                """
                20 tensors of a quarter
                the fake accelerator has no 2097152 bytes left
                0
                """);
    }

    @Test
    void graphs_captureReplayAndShareMemory() {
        assertSection(
                "graphs",
                """
                the default stream cannot be captured
                new stream 0/5 of priority 0
                synchronize device 0
                empty cache
                empty cache of pinned memory
                tensor([2., 2.])
                tensor([4., 4.])
                synchronize device 0
                empty cache
                empty cache of pinned memory
                capture on stream 0/5 in mode 0
                instantiate
                replay
                replay
                capture on stream 0/5 in mode 3
                tensor([8., 8.])
                true false
                tensor([8., 8.])
                instantiate
                replay
                synchronize device 0
                empty cache
                empty cache of pinned memory
                capture on stream 0/5 in mode 0
                instantiate
                instantiate
                replay
                debug mode
                dump to graph.dot
                """);
    }

    @Test
    void pinnedMemory_isCopiedWithoutBlocking() {
        assertSection(
                "copies",
                """
                false true
                privateuseone:1 [0, 1, 2, 3]
                non-blocking copy
                """);
    }

    @Test
    void seeds_belongToDevices() {
        assertSection(
                "seeds",
                """
                7
                privateuseone:0 3 7
                """);
    }

    @Test
    void modules_moveThereAndBack() {
        assertSection(
                "modules",
                """
                privateuseone:1 privateuseone:1 true
                privateuseone:1 true
                false
                true
                true cpu
                true
                """);
    }

    @Test
    void virtualThreads_setDevicesForCodeOnly() {
        assertSection(
                "virtual threads",
                """
                Accelerator.deviceIndex: the mode belongs to an operating system thread, and a virtual thread has none to itself; pass the code that shall run in it: Accelerator.deviceIndex(..., () -> ...)
                1
                """);
    }

    @Test
    void training_givesTheLossesOfTheCpu() {
        assertSection(
                "training",
                """
                true
                5 true
                """);
    }

    @Test
    void nothing_isLeft() {
        assertSection(
                "handles",
                """
                0
                """);
    }
}
