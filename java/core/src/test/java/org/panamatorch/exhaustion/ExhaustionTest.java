package org.panamatorch.exhaustion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.panamatorch.support.ChildJvm;

/**
 * A stack or a heap that is used up ends as a StackOverflowError or an OutOfMemoryError where the
 * program can catch it, and everything works afterwards.
 */
class ExhaustionTest {
    private static final String UPCALLS =
            "hook,postAccumulateGradHook,moduleHook,function,anomalyMode";
    private static final String OPERATORS =
            "cumsum,tril,sort,det,sigmoid,backward,noGrad,call,toString,scope,memory,error,index,"
                    + "factory";

    private static final String UPCALL_RESULTS =
            """
            hook: 12.0
            postAccumulateGradHook: 12.0
            moduleHook: 9.0
            function: 6.0
            anomalyMode: 6.0
            0 handles, 0 bytes
            """;
    private static final String OPERATOR_RESULTS =
            """
            cumsum: 4.0
            tril: 1.0
            sort: 3.0
            det: 2.0
            sigmoid: 1.6118556
            backward: 6.0
            noGrad: 5.0
            call: -3.0
            toString: tensor([1, 2])
            scope: 0 2
            memory: 2.0
            error: shape '[3]' is invalid for input of size 2
            index: 2.0
            factory: 3.0
            0 handles, 0 bytes
            """;

    private static final String[] SMALL_HEAP = {"-Xmx24m", "-XX:+UseSerialGC"};

    private static String run(Class<?> program, String steps, String... options) throws Exception {
        String[] all = new String[options.length + 1];
        System.arraycopy(options, 0, all, 1, options.length);
        all[0] = "-Dsteps=" + steps;
        return ChildJvm.output(program, all);
    }

    @Test
    void endOfTheStack_upcallsThrowAndWorkAfterwards() throws Exception {
        assertThat(run(EndOfStack.class, UPCALLS)).isEqualTo(UPCALL_RESULTS);
    }

    @Test
    void endOfTheStack_firstUsesThrowAndWorkAfterwards() throws Exception {
        assertThat(run(EndOfStack.class, OPERATORS)).isEqualTo(OPERATOR_RESULTS);
    }

    @Test
    void endOfTheStackOfAVirtualThread_bodiesBelowNativeFramesThrowAndWorkAfterwards()
            throws Exception {
        // Virtual threads that wait in hooks are warned of in between.
        assertThat(run(EndOfStack.class, "noGrad,hook", "-Dvirtual=true"))
                .contains("noGrad: 5.0\n")
                .endsWith("hook: 12.0\n0 handles, 0 bytes\n");
    }

    // The library itself is first used there, too.
    @ParameterizedTest
    @ValueSource(strings = {"function", "anomalyMode", "toString", "liveHandles"})
    void endOfTheStack_firstUseOfAll_throwsAndWorksAfterwards(String step) throws Exception {
        assertThat(run(EndOfStack.class, step)).startsWith(step + ": ");
    }

    @Test
    void fullHeap_upcallsThrowAndWorkAfterwards() throws Exception {
        assertThat(run(FullHeap.class, UPCALLS, SMALL_HEAP)).isEqualTo(UPCALL_RESULTS);
    }

    @Test
    void fullHeap_firstUsesThrowAndWorkAfterwards() throws Exception {
        assertThat(run(FullHeap.class, OPERATORS, SMALL_HEAP)).isEqualTo(OPERATOR_RESULTS);
    }

    @Test
    void fullHeap_modesAreLeftAndOptimizersWorkAfterwards() throws Exception {
        assertThat(run(FullHeap.class, "vmap,inferenceMode,optimizer", SMALL_HEAP))
                .isEqualTo(
                        """
                        vmap: 6.0
                        inferenceMode: 6.0 false
                        optimizer: 1.0
                        0 handles, 0 bytes
                        """);
    }

    @Test
    void fullHeap_whatWasForgotten_isReleasedAllTheSame() throws Exception {
        assertThat(ChildJvm.output(ForgottenTensors.class, SMALL_HEAP))
                .endsWith("0 handles, 0 bytes, 0 hooks\n");
    }

    @Test
    void libraryThatCannotBeLoaded_saysSoEachTime() throws Exception {
        assertThat(ChildJvm.output(LoadTwice.class, "-Dpanamatorch.library=/no/such/file.so"))
                .isEqualTo(
                        """
                        cannot load the native library of PanamaTorch; places tried:
                        cannot load the native library of PanamaTorch; places tried:
                        """);
    }
}
