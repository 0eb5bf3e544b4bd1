package org.panamatorch.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.panamatorch.NativeMemory;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Checks that a test class leaves as many native objects and bytes behind as it found. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(NoLeaks.Extension.class)
public @interface NoLeaks {
    /** The check. */
    final class Extension implements BeforeAllCallback, AfterAllCallback {
        // Each collects once more: what a forgotten scope held becomes the collector's in one round
        // and is released in another.
        private static final int ROUNDS = 5;

        private long handles;
        private long bytes;

        @Override
        public void beforeAll(ExtensionContext context) {
            NativeMemory.collect();
            NativeMemory.collect();
            handles = NativeMemory.liveHandles();
            bytes = NativeMemory.cpuBytes();
        }

        @Override
        public void afterAll(ExtensionContext context) {
            for (int i = 0; i < ROUNDS && hasGrown(); i++) {
                NativeMemory.collect();
            }
            assertThat(NativeMemory.liveHandles())
                    .as("native objects")
                    .isLessThanOrEqualTo(handles);
            assertThat(NativeMemory.cpuBytes())
                    .as("bytes of CPU tensors")
                    .isLessThanOrEqualTo(bytes);
        }

        private boolean hasGrown() {
            return NativeMemory.liveHandles() > handles || NativeMemory.cpuBytes() > bytes;
        }
    }
}
