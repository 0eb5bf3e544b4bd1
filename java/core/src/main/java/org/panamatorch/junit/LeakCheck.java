package org.panamatorch.junit;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** The extension behind {@link NoLeaks}. */
@SuppressWarnings("exports")
public final class LeakCheck
        implements BeforeAllCallback,
                AfterAllCallback,
                BeforeTestExecutionCallback,
                AfterTestExecutionCallback {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(LeakCheck.class);

    /** Makes the extension. */
    public LeakCheck() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        remember(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        check(context, context.getRequiredTestClass().getName());
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        if (isChecked(context)) {
            remember(context);
        }
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (isChecked(context)) {
            check(
                    context,
                    context.getRequiredTestClass().getName()
                            + "."
                            + context.getRequiredTestMethod().getName());
        }
    }

    // An annotation of the class extends its methods too.
    private static boolean isChecked(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getRequiredTestMethod(), NoLeaks.class);
    }

    private static void remember(ExtensionContext context) {
        context.getStore(NAMESPACE).put(context.getUniqueId(), NativeUsage.now());
    }

    private static void check(ExtensionContext context, String tested) {
        NativeUsage before =
                context.getStore(NAMESPACE).remove(context.getUniqueId(), NativeUsage.class);
        String leak = before.leakSince();
        if (leak != null) {
            throw new AssertionError(tested + " left " + leak);
        }
    }
}
