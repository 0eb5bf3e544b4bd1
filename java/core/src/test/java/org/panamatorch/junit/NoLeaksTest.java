package org.panamatorch.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.panamatorch.NativeMemory;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.List;

/** The leak check, on test classes that JUnit runs inside of these tests. */
@NoLeaks
class NoLeaksTest {
    private static final String HINT =
            "; -Dpanamatorch.memory.debug=true tells where they were made";

    private static final List<Tensor> kept = new ArrayList<>();
    private static final List<TensorScope> open = new ArrayList<>();

    private final boolean debug = NativeMemory.isDebug();

    @BeforeEach
    void debugOff() {
        NativeMemory.setDebug(false);
    }

    @AfterEach
    void letGo() {
        open.forEach(TensorScope::close);
        open.clear();
        kept.forEach(Tensor::close);
        kept.clear();
        NativeMemory.setDebug(debug);
    }

    private static void keep() {
        kept.add(Torch.ones(1000));
    }

    private static TestExecutionSummary run(Class<?> tests) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(tests))
                                .build(),
                        listener);
        return listener.getSummary();
    }

    private static List<String> failures(Class<?> tests) {
        return run(tests).getFailures().stream()
                .map(failure -> failure.getException().toString())
                .toList();
    }

    @NoLeaks
    static class Clean {
        @Test
        void dropsWhatItMakes() {
            Torch.ones(1000).add(1);
        }

        @Test
        @NoLeaks
        void closesItsScope() {
            try (var _ = new TensorScope()) {
                Torch.ones(1000);
            }
        }
    }

    @Test
    void cleanClass_passes() {
        TestExecutionSummary summary = run(Clean.class);
        assertThat(summary.getTestsSucceededCount()).isEqualTo(2);
        assertThat(summary.getTotalFailureCount()).isZero();
    }

    @NoLeaks
    static class Leaking {
        @Test
        void keeps() {
            keep();
        }

        @Test
        void keepsAView() {
            kept.add(Torch.ones(1000).get(0));
        }
    }

    @Test
    void leakingClass_failsWithCounts() {
        TestExecutionSummary summary = run(Leaking.class);
        assertThat(summary.getTestsSucceededCount()).isEqualTo(2);
        assertThat(failures(Leaking.class))
                .singleElement()
                .asString()
                // The allocator rounds the bytes up.
                .matches(
                        "java\\.lang\\.AssertionError:"
                                + " org\\.panamatorch\\.junit\\.NoLeaksTest\\$Leaking left 2 native"
                                + " objects and 8,\\d{3} bytes of CPU tensors behind"
                                + HINT);
    }

    @Test
    void debugMode_namesTheLines() {
        NativeMemory.setDebug(true);
        assertThat(failures(Leaking.class))
                .singleElement()
                .asString()
                .contains("bytes of CPU tensors behind; made meanwhile and alive:\n1 object, 4,000")
                .containsPattern(
                        "1 object, 4,000 bytes\n"
                                + "    at \\S*NoLeaksTest\\.keep\\(NoLeaksTest.java:\\d+\\)\n"
                                + "    at \\S*NoLeaksTest\\$Leaking\\.keeps\\(")
                .containsPattern(
                        "1 object, 4,000 bytes\n    at \\S*NoLeaksTest\\$Leaking\\.keepsAView\\(");
    }

    static class SomeMethods {
        private Tensor fixture;

        @BeforeEach
        void makeFixture() {
            fixture = Torch.ones(50);
        }

        @Test
        @NoLeaks
        void keepsChecked() {
            keep();
        }

        @Test
        void keepsUnchecked() {
            keep();
        }

        @Test
        @NoLeaks
        void usesItsFixture() {
            fixture.add(1);
        }
    }

    @Test
    void leakingMethod_failsAlone() {
        TestExecutionSummary summary = run(SomeMethods.class);
        assertThat(summary.getTestsSucceededCount()).isEqualTo(2);
        assertThat(failures(SomeMethods.class))
                .singleElement()
                .asString()
                .contains(
                        "NoLeaksTest$SomeMethods.keepsChecked left 1 native object and 4,",
                        " bytes of CPU tensors behind" + HINT);
    }

    static class OpenScope {
        @Test
        @NoLeaks
        void forgetsItsScope() {
            open.add(new TensorScope());
            Torch.ones(1000);
        }
    }

    @Test
    void openScope_isALeak() {
        assertThat(failures(OpenScope.class))
                .singleElement()
                .asString()
                .contains("forgetsItsScope left 1 open tensor scope and 4,");
    }

    @NoLeaks
    static class LeakingInside {
        @Nested
        class Inner {
            @Test
            void keeps() {
                keep();
            }
        }

        @Test
        void isClean() {
            Torch.ones(3);
        }

        @AfterAll
        static void letGoOfAll() {
            letGoOfKept();
        }
    }

    private static void letGoOfKept() {
        kept.forEach(Tensor::close);
        kept.clear();
    }

    @Test
    void nestedClass_isCheckedByItself() {
        assertThat(failures(LeakingInside.class))
                .singleElement()
                .asString()
                .contains("NoLeaksTest$LeakingInside$Inner left 1 native object and 4,");
    }

    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @NoLeaks
    @interface ProjectTest {}

    @ProjectTest
    static class Composed {
        @Test
        void keeps() {
            keep();
        }
    }

    @Test
    void annotationOfAnAnnotation_counts() {
        assertThat(failures(Composed.class)).hasSize(1);
    }
}
