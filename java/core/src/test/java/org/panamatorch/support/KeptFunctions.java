package org.panamatorch.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.panamatorch.internal.call.Callbacks;

/** Fails a test that leaves native code with Java functions that it did not have before. */
public final class KeptFunctions implements BeforeEachCallback, AfterEachCallback {
    private int before;

    @Override
    public void beforeEach(ExtensionContext context) {
        before = Callbacks.size();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(count()).as("functions kept by native code").isZero();
    }

    /** How many more native code has than before the test. */
    public int count() {
        return Callbacks.size() - before;
    }
}
