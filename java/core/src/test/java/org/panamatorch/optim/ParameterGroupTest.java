package org.panamatorch.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.panamatorch.support.Refusals.assertRefused;

import org.junit.jupiter.api.Test;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.Warnings;
import org.panamatorch.junit.NoLeaks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Groups of parameters and their options. */
@NoLeaks
class ParameterGroupTest {
    private final Tensor first = Torch.ones(2).requiresGrad_();
    private final Tensor second = Torch.ones(3).requiresGrad_();

    @Test
    void optionsOfGroups_areTheirOwnOrTheOptimizers() {
        try (SGD sgd =
                new SGD(
                        List.of(
                                ParameterGroup.of(List.of(first), o -> o.weightDecay(0.1)),
                                ParameterGroup.of(List.of(second))),
                        o -> o.lr(0.5).momentum(0.25).weightDecay(0.75))) {
            SGDOptions own = sgd.parameterGroups().get(0).options();
            SGDOptions common = sgd.parameterGroups().get(1).options();
            assertThat(List.of(own.lr(), own.momentum(), own.weightDecay()))
                    .containsExactly(0.5, 0.25, 0.1);
            assertThat(List.of(common.lr(), common.momentum(), common.weightDecay()))
                    .containsExactly(0.5, 0.25, 0.75);
        }
    }

    @Test
    void optionsThatAreSet_changeTheNextStep() {
        try (SGD sgd = new SGD(List.of(first), 0.5)) {
            first.sum().backward();
            sgd.step();
            sgd.parameterGroups().get(0).options().lr(0.25);
            sgd.step();
            assertThat(first.detach().toFloatArray()).containsExactly(0.25f, 0.25f);
        }
    }

    @Test
    void learningRateOfATensor_isReadByEachStep() {
        Tensor rate = Torch.tensor(0.5f);
        try (SGD sgd = new SGD(List.of(first), o -> o.lr(rate))) {
            first.sum().backward();
            sgd.step();
            rate.fill_(0.125);
            sgd.step();
            assertThat(first.detach().toFloatArray()).containsExactly(0.375f, 0.375f);
            assertThat(sgd.parameterGroups().get(0).options().lrTensor()).isSameAs(rate);
            assertThat(sgd.parameterGroups().get(0).options().lr()).isEqualTo(0.125);
        }
    }

    @Test
    void tupleOfAFile_isOneOfTheLibrarys() {
        OptimizerOptions options =
                new OptimizerOptions()
                        .set("betas", new Object[] {0.75, 0.5})
                        .set("step_sizes", new Object[] {0.75, 50L})
                        .set("sizes", new Object[] {3L, 4L});
        assertThat(options.get("betas")).isEqualTo(new double[] {0.75, 0.5});
        assertThat(options.numbers("step_sizes")).containsExactly(0.75, 50);
        assertThat(options)
                .hasToString(
                        "OptimizerOptions(betas=(0.75, 0.5), step_sizes=(0.75, 50), sizes=(3, 4))");
    }

    @Test
    void addedGroup_isTrainedToo() {
        try (SGD sgd = new SGD(List.of(first), 0.5)) {
            sgd.addParameterGroup(List.of(second), o -> o.lr(0.25));
            first.sum().add(second.sum()).backward();
            sgd.step();
            assertThat(first.detach().toFloatArray()).containsExactly(0.5f, 0.5f);
            assertThat(second.detach().toFloatArray()).containsExactly(0.75f, 0.75f, 0.75f);
        }
    }

    @Test
    void parameterInTwoGroups_throws() {
        assertRefused(
                () ->
                        new SGD(
                                List.of(
                                        ParameterGroup.of(List.of(first)),
                                        ParameterGroup.of(List.of(second, first)))),
                Kind.VALUE,
                "some parameters appear in more than one parameter group\n"
                        + "  in SGD(params=[float32[2], float32[3], float32[2]], lr=0.001,"
                        + " momentum=0, dampening=0, weight_decay=0, nesterov=false,"
                        + " maximize=false, foreach=None, differentiable=false, fused=None)");
    }

    @Test
    void parameterTwiceInAGroup_warns() {
        try (var warnings = Warnings.capture();
                SGD _ = new SGD(List.of(first, first), 0.5)) {
            assertThat(warnings.list().toString())
                    .contains("optimizer contains a parameter group with duplicate parameters;");
        }
    }

    @Test
    void groupsWithAndWithoutNames_throw() {
        assertRefused(
                () ->
                        new SGD(
                                List.of(
                                        ParameterGroup.of(List.of(first)),
                                        ParameterGroup.named(Map.of("b", second)))),
                Kind.VALUE,
                "all optimizer param groups should be with/without names. cannot add param group"
                        + " with names to the optimizer\n"
                        + "  in SGD(params=[float32[2], float32[3]], lr=0.001, momentum=0,"
                        + " dampening=0, weight_decay=0, nesterov=false, maximize=false,"
                        + " foreach=None, differentiable=false, fused=None)");
    }

    @Test
    void namedParameters_arePrintedAndPacked() {
        Map<String, Tensor> named = new LinkedHashMap<>();
        named.put("a", first);
        named.put("b", second);
        try (SGD sgd = new SGD(List.of(ParameterGroup.named(named)), o -> o.lr(1).momentum(0.5))) {
            assertThat(sgd)
                    .hasToString(
                            """
                            SGD (
                            Parameter Group 0
                                dampening: 0
                                differentiable: False
                                foreach: None
                                fused: None
                                lr: 1
                                maximize: False
                                momentum: 0.5
                                nesterov: False
                                param_names: ['a', 'b']
                                weight_decay: 0
                            )\
                            """);
            assertThat(sgd.stateDict().paramGroups().get(0))
                    .containsEntry("param_names", List.of("a", "b"))
                    .containsEntry("params", List.of(0L, 1L));
        }
    }

    @Test
    void groupOfNoOptimizer_hasNoOptions() {
        assertRefused(
                ParameterGroup.<SGDOptions>of(List.of(first))::options,
                IllegalStateException.class,
                "ParameterGroup.options: only a group of an optimizer has options");
    }
}
