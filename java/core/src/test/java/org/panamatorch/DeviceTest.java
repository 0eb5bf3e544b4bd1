package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.panamatorch.support.Refusals.assertRefused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.junit.NoLeaks;

/** The texts that name devices; what PyTorch makes of each was tried in Python. */
@NoLeaks
class DeviceTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cpu",
                "cpu:0",
                "cpu:1",
                "cpu:127",
                "cuda",
                "cuda:0",
                "cuda:1",
                "cuda:10",
                "cuda:127",
                "meta",
                "meta:3",
                "mps:0",
                "xpu:7",
                "privateuseone:2",
                "mkldnn",
                "opengl",
                "opencl",
                "ideep",
                "hip",
                "ve",
                "fpga",
                "maia",
                "xla:1",
                "lazy",
                "vulkan",
                "hpu",
                "mtia",
                "ipu"
            })
    void text_isRead(String text) {
        assertThat(Device.of(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cuda:01",
                "cpu:00",
                "cuda:007",
                "vulkan:01",
                "cuda:+1",
                "cuda:-1",
                "cuda: 1",
                "cuda:1 ",
                " cuda",
                "cuda ",
                "cuda:",
                ":1",
                ":",
                "1",
                "cuda::1",
                "cuda:1:2",
                "cuda:1a",
                "cuda:0x1",
                "cuda:１",
                "a:b",
                "foo bar",
                "cuda:1.0",
                "cuda\n",
                "cüda"
            })
    void malformedText_isRefused(String text) {
        assertRefused(() -> Device.of(text), Kind.RUNTIME, "Invalid device string: '" + text + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpu", "CUDA", "Cpu", "metal", "cuda_", "gpu:0"})
    void unknownType_isRefused(String text) {
        assertRefused(
                () -> Device.of(text),
                Kind.RUNTIME,
                "Expected one of cpu, cuda, ipu, xpu, mkldnn, opengl, opencl, ideep, hip, ve, fpga,"
                    + " maia, xla, lazy, vulkan, mps, meta, hpu, mtia, privateuseone device type at"
                    + " start of device string: "
                        + text.replace(":0", ""));
    }

    // Python keeps one byte of the smaller ones: cuda:256 is cuda:0 there.
    @ParameterizedTest
    @CsvSource({
        "cuda:128,128",
        "hip:321,321",
        "cuda:256,256",
        "cpu:99999999999999999999,99999999999999999999"
    })
    void hugeIndex_isRefused(String text, String index) {
        assertRefused(
                () -> Device.of(text),
                Kind.RUNTIME,
                "Could not parse device index '"
                        + index
                        + "' in device string '"
                        + text
                        + "', expected 0 to 127");
    }

    @Test
    void emptyText_isRefused() {
        assertRefused(() -> Device.of(""), Kind.RUNTIME, "Device string must not be empty");
    }
}
