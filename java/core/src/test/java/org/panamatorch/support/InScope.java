package org.panamatorch.support;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.panamatorch.TensorScope;

/**
 * Runs each test, with what is done before and after it, in a scope. It is opened no earlier than
 * that: the object of a test that is skipped is made, too.
 */
public final class InScope implements BeforeEachCallback, AfterEachCallback {
    private TensorScope scope;

    @Override
    public void beforeEach(ExtensionContext context) {
        scope = new TensorScope();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        scope.close();
    }
}
