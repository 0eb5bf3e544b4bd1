package org.panamatorch.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.panamatorch.support.ChildJvm;

/** The JVM waits, when it ends, for threads in native code. */
class LentObjectsEndTest {
    @Test
    void threadThatTakesBack_isInJavaWhenTheJvmEnds() throws Exception {
        assertThat(ChildJvm.output(EndingProgram.class)).isEqualTo("tensor([1.])\nparked\n");
    }
}
