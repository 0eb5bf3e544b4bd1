package org.panamatorch.internal.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.panamatorch.Torch;

class LibTorchVersionTest {
    @Test
    void needed_isThatOfTheLibTorchThatTheTestsRunOn() {
        assertThat(Torch.version()).startsWith(LibTorchVersion.NEEDED + ".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".0", ".7", ".1a0"})
    void patches_fit(String patch) {
        assertThat(LibTorchVersion.fits(LibTorchVersion.NEEDED + patch)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.12.1", "2.99.0", "3.13.0", "2", ""})
    void otherVersions_doNotFit(String version) {
        assertThat(LibTorchVersion.fits(version)).isFalse();
    }

    @Test
    void versionsThatBeginAlike_doNotFit() {
        assertThat(LibTorchVersion.fits(LibTorchVersion.NEEDED + "0.1")).isFalse();
    }
}
