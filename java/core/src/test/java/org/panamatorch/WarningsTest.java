package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.panamatorch.Warning.Category;
import org.panamatorch.Warnings.Action;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.RNN;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What is warned of is captured or logged, with Python's text and category. */
@NoLeaks
class WarningsTest {
    private static final String STD =
            "std(): degrees of freedom is <= 0. Correction should be strictly less than the"
                    + " reduction factor (input numel divided by output numel).";

    private final List<LogRecord> records = new ArrayList<>();
    // Kept, as java.util.logging forgets loggers that nobody refers to.
    private final Logger logger = Logger.getLogger("org.panamatorch.UserWarning");
    private final Handler handler =
            new Handler() {
                @Override
                public void publish(LogRecord entry) {
                    records.add(entry);
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    WarningsTest() {
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
        Warnings.setAction(Action.ONCE);
    }

    @AfterEach
    void restore() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
        Warnings.setAction(Action.ONCE);
        Torch.setWarnAlways(false);
    }

    private List<String> logged() {
        return records.stream().map(LogRecord::getMessage).toList();
    }

    private static void std() {
        Torch.ones(1).std();
    }

    @Test
    void captured_hasPythonsTextAndCategory() {
        try (var caught = Warnings.capture()) {
            std();

            assertThat(caught.list()).containsExactly(new Warning(Category.USER, STD));
        }
        assertThat(records).isEmpty();
    }

    @Test
    void captured_isThereEachTime() {
        try (var caught = Warnings.capture()) {
            std();
            std();

            assertThat(caught.list()).hasSize(2);
        }
    }

    @Test
    void captured_isThereThoughTheCallFails() {
        try (var caught = Warnings.capture()) {
            assertThatThrownBy(() -> Torch.ones(1).std().view(7))
                    .isInstanceOf(TorchException.class);

            assertThat(caught.list()).hasSize(1);
        }
    }

    @Test
    void captured_isWhatThisLibraryWarnsOfToo() {
        try (var caught = Warnings.capture()) {
            new RNN(2, 3, o -> o.dropout(0.5));

            assertThat(caught.list())
                    .containsExactly(
                            new Warning(
                                    Category.USER,
                                    "dropout option adds dropout after all but last recurrent"
                                            + " layer, so non-zero dropout expects num_layers"
                                            + " greater than 1, but got dropout=0.5 and"
                                            + " num_layers=1"));
        }
    }

    @Test
    void captured_isWhatABackwardPassWarnsOf() {
        Tensor x = Torch.ones(2).requiresGrad_();
        Tensor loss = x.clone().sum();
        x.registerHook(
                gradient -> {
                    std();
                    return null;
                });
        try (var caught = Warnings.capture()) {
            loss.backward();

            assertThat(caught.list()).containsExactly(new Warning(Category.USER, STD));
        }
    }

    @Test
    void capture_getsItsThreadsWarningsOnly() throws InterruptedException {
        try (var caught = Warnings.capture()) {
            Thread other = Thread.ofPlatform().start(WarningsTest::std);
            other.join();

            assertThat(caught.list()).isEmpty();
        }
        assertThat(logged()).containsExactly("UserWarning: " + STD);
    }

    @Test
    void capture_onAVirtualThread_isItsOwn() throws InterruptedException {
        List<Warning> warnings = new ArrayList<>();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try (var caught = Warnings.capture()) {
                                std();
                                warnings.addAll(caught.list());
                            }
                        })
                .join();

        assertThat(warnings).containsExactly(new Warning(Category.USER, STD));
    }

    @Test
    void innerCapture_hasTheWarning() {
        try (var outer = Warnings.capture()) {
            try (var inner = Warnings.capture()) {
                std();
                assertThat(inner.list()).hasSize(1);
            }
            assertThat(outer.list()).isEmpty();
            std();
            assertThat(outer.list()).hasSize(1);
        }
    }

    @Test
    void closingTheOuterCapture_closesTheInnerOne() {
        WarningCapture outer = Warnings.capture();
        WarningCapture inner = Warnings.capture();
        outer.close();
        inner.close();
        std();

        assertThat(inner.list()).isEmpty();
        assertThat(logged()).hasSize(1);
    }

    @Test
    void closingACaptureOfAnotherThread_throws() throws InterruptedException {
        try (var caught = Warnings.capture()) {
            Throwable[] thrown = new Throwable[1];
            Thread other = Thread.ofPlatform().name("other").unstarted(caught::close);
            other.setUncaughtExceptionHandler((_, e) -> thrown[0] = e);
            other.start();
            other.join();

            assertThat(thrown[0])
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "WarningCapture.close: opened on thread "
                                    + Thread.currentThread().getName()
                                    + ", closed on thread other");
        }
    }

    @Test
    void list_isACopy() {
        try (var caught = Warnings.capture()) {
            List<Warning> before = caught.list();
            std();

            assertThat(before).isEmpty();
        }
    }

    @Test
    void text_isLoggedOnce() {
        std();
        std();

        assertThat(logged()).containsExactly("UserWarning: " + STD);
        assertThat(records.get(0).getLevel()).isEqualTo(Level.WARNING);
    }

    @Test
    void always_logsEachTime() {
        Warnings.setAction(Category.USER, Action.ALWAYS);
        std();
        std();

        assertThat(logged()).hasSize(2);
        assertThat(Warnings.action(Category.USER)).isEqualTo(Action.ALWAYS);
        assertThat(Warnings.action(Category.FUTURE)).isEqualTo(Action.ONCE);
    }

    @Test
    void ignore_dropsWhatIsNotCaptured() {
        Warnings.setAction(Action.IGNORE);
        std();

        assertThat(records).isEmpty();
        try (var caught = Warnings.capture()) {
            std();
            assertThat(caught.list()).hasSize(1);
        }
    }

    @Test
    void settingTheActionAgain_logsATextOnceMore() {
        std();
        Warnings.setAction(Action.ONCE);
        std();

        assertThat(logged()).hasSize(2);
    }

    @Test
    void warnAlways_isOffAtFirst() {
        assertThat(Torch.isWarnAlwaysEnabled()).isFalse();
        Torch.setWarnAlways(true);
        assertThat(Torch.isWarnAlwaysEnabled()).isTrue();
    }

    @Test
    void whatLibTorchWarnsOfOnce_isThereEachTimeIfWanted() {
        Torch.setWarnAlways(true);
        try (var caught = Warnings.capture()) {
            Torch.ones(2, 3).to(DType.COMPLEX64).to(DType.FLOAT32);
            Torch.ones(2, 3).to(DType.COMPLEX64).to(DType.FLOAT32);

            assertThat(caught.list())
                    .containsExactly(
                            new Warning(
                                    Category.USER,
                                    "Casting complex values to real discards the imaginary part"),
                            new Warning(
                                    Category.USER,
                                    "Casting complex values to real discards the imaginary part"));
        }
    }

    @Test
    void ownWarning_isCapturedWithItsCategory() {
        try (var caught = Warnings.capture()) {
            Warnings.warn("take care");
            Warnings.warn(Category.FUTURE, "better not");

            assertThat(caught.list())
                    .map(Warning::toString)
                    .containsExactly("UserWarning: take care", "FutureWarning: better not");
        }
    }

    @Test
    void nothingToSay_isRefused() {
        assertThatThrownBy(() -> Warnings.warn(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("Warning: argument 'text' is null, expected a text");
        assertThatThrownBy(() -> Warnings.warn(null, "text"))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("Warning: argument 'category' is null, expected a category");
        assertThatThrownBy(() -> Warnings.setAction(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("setAction: argument 'action' is null, expected an action");
    }
}
