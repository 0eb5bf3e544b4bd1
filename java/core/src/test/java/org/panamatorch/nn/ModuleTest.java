package org.panamatorch.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.support.InScope;

import java.util.ArrayList;
import java.util.List;

/** Registration, iteration, conversion and copies of modules. */
@NoLeaks
class ModuleTest {
    @RegisterExtension final InScope scope = new InScope();

    /** A module with everything that one can have. */
    static final class Model extends UnaryModule {
        private final Linear first = register("first", new Linear(2, 3));
        private final BatchNorm1d norm = register("norm", new BatchNorm1d(3));
        private final Linear shared = register("shared", first);
        private final Tensor scale = registerParameter("scale", Torch.ones(3));
        private final Tensor offset = registerBuffer("offset", Torch.zeros(3), false);

        @Override
        protected Tensor forward(Tensor x) {
            return norm.call(first.call(x)).mul(scale).add(offset);
        }
    }

    /** A module that hides a part in a list. */
    static final class Hiding extends Module {
        private final List<Linear> parts = List.of(register("part", new Linear(1, 1)));

        int size() {
            return parts.size();
        }
    }

    @Test
    void namedParameters_nameParentsFirstAndSharedOnesOnce() {
        assertThat(new Model().namedParameters().keySet())
                .containsExactly("scale", "first.weight", "first.bias", "norm.weight", "norm.bias");
    }

    @Test
    void namedParameters_withDuplicates_nameSharedOnesTwice() {
        assertThat(new Model().namedParameters("m", true, false).keySet())
                .containsExactly(
                        "m.scale",
                        "m.first.weight",
                        "m.first.bias",
                        "m.norm.weight",
                        "m.norm.bias",
                        "m.shared.weight",
                        "m.shared.bias");
    }

    @Test
    void namedParameters_withoutParts_areTheModulesOwn() {
        assertThat(new Model().namedParameters("", false, true).keySet()).containsExactly("scale");
    }

    @Test
    void namedModules_haveSharedOnesOnce() {
        assertThat(new Model().namedModules().keySet()).containsExactly("", "first", "norm");
    }

    @Test
    void apply_seesPartsBeforeWhatTheyBelongTo() {
        List<String> seen = new ArrayList<>();
        new Model().apply(module -> seen.add(module.typeName()));
        assertThat(seen).containsExactly("Linear", "BatchNorm1d", "Model");
    }

    @Test
    void parameterInsideOpenScope_outlivesIt() {
        Linear linear;
        try (var _ = new TensorScope()) {
            linear = new Linear(2, 2);
        }
        assertThat(linear.weight().isClosed()).isFalse();
    }

    @Test
    void nonLeafParameter_isRefused() {
        Tensor computed =
                Torch.ones(new long[] {1}, TensorOptions.DEFAULT.requiresGrad(true)).mul(2);
        assertThatThrownBy(() -> new Model().registerParameter("computed", computed))
                .isInstanceOf(TorchException.class)
                .hasMessageStartingWith("Cannot assign non-leaf Tensor to parameter 'computed'.");
    }

    @Test
    void takenName_isRefused() {
        assertThatThrownBy(() -> new Model().registerBuffer("first", null))
                .hasMessage("attribute 'first' already exists");
    }

    @Test
    void nameWithDot_isRefused() {
        assertThatThrownBy(() -> new Model().registerParameter("a.b", null))
                .hasMessage("parameter name can't contain \".\"");
    }

    @Test
    void getSubmodule_findsByPath() {
        Sequential model = new Sequential(new Linear(1, 1), new Sequential(new ReLU()));
        assertThat(model.getSubmodule("1.0")).isInstanceOf(ReLU.class);
        assertThatThrownBy(() -> model.getSubmodule("1.7"))
                .hasMessage("Sequential has no attribute `7`");
    }

    @Test
    void setSubmodule_replacesByPath() {
        Sequential model = new Sequential(new Linear(1, 1), new Sequential(new ReLU()));
        model.setSubmodule("1.0", new Tanh());
        assertThat(model.getSubmodule("1.0")).isInstanceOf(Tanh.class);
    }

    @Test
    void getBuffer_ofParameter_isRefused() {
        assertThatThrownBy(() -> new Model().getBuffer("norm.weight"))
                .hasMessage("`weight` is not a buffer");
    }

    @Test
    void eval_reachesParts() {
        Model model = new Model();
        model.eval();
        assertThat(model.norm.isTraining()).isFalse();
    }

    @Test
    void conversions_returnTheModule() {
        Model model = new Model();
        assertThat(
                        model.to("cpu")
                                .to(DType.FLOAT64)
                                .eval()
                                .call(Torch.ones(1, 2).toDouble())
                                .dtype())
                .isEqualTo(DType.FLOAT64);
        assertThat(model.train().half().cpu().requiresGrad_(false)).isSameAs(model);
    }

    @Test
    void toDouble_keepsTheTensorsTheSameObjects() {
        Model model = new Model();
        Tensor scale = model.scale;
        model.toDouble();
        assertThat(model.parameter("scale")).isSameAs(scale);
        assertThat(scale.dtype()).isEqualTo(DType.FLOAT64);
        assertThat(model.norm.runningMean().dtype()).isEqualTo(DType.FLOAT64);
        assertThat(model.norm.numBatchesTracked().dtype()).isEqualTo(DType.INT64);
        assertThat(
                        model.call(Torch.ones(new long[] {4, 2}, TensorOptions.of(DType.FLOAT64)))
                                .dtype())
                .isEqualTo(DType.FLOAT64);
    }

    @Test
    void to_convertsGradients() {
        Linear linear = new Linear(2, 1);
        linear.call(Torch.ones(1, 2)).sum().backward();
        linear.to(DType.FLOAT64);
        assertThat(linear.weight().grad().dtype()).isEqualTo(DType.FLOAT64);
    }

    @Test
    void to_integerDtype_isRefused() {
        assertThatThrownBy(() -> new Linear(1, 1).to(DType.INT64))
                .isInstanceOf(TorchException.class)
                .hasMessage(
                        "nn.Module.to only accepts floating point or complex dtypes, but got"
                                + " desired dtype=torch.int64");
    }

    @Test
    void metaModule_isFilledByLoading() {
        Linear source = new Linear(2, 3);
        Linear target = new Linear(2, 3, o -> o.device(Device.META));
        assertThatThrownBy(() -> target.to(Device.CPU))
                .hasMessageContaining("Please use torch.nn.Module.to_empty() instead");
        target.toEmpty(Device.CPU);
        target.loadStateDict(source.stateDict());
        assertThat(target.weight().equal(source.weight())).isTrue();
        assertThat(target.weight().requiresGrad()).isTrue();
    }

    @Test
    void zeroGrad_dropsOrClears() {
        Linear linear = new Linear(2, 1);
        linear.call(Torch.ones(1, 2)).sum().backward();
        linear.zeroGrad(false);
        assertThat(linear.weight().grad().toFloatArray()).containsExactly(0, 0);
        linear.zeroGrad();
        assertThat(linear.weight().grad()).isNull();
    }

    @Test
    void copy_sharesNothing() {
        Model model = new Model();
        Model copy = (Model) model.copy();
        assertThat(copy.first)
                .isNotSameAs(model.first)
                .isSameAs(copy.shared)
                .isSameAs(copy.getSubmodule("first"));
        assertThat(copy.scale).isSameAs(copy.parameter("scale")).isNotSameAs(model.scale);
        assertThat(copy.offset).isSameAs(copy.buffer("offset"));
        copy.first.weight().detach().fill_(0);
        assertThat(model.first.weight().eq(0).any().item().intValue()).isZero();
        assertThat(copy).hasToString(model.toString());
    }

    @Test
    void copy_ofHiddenPart_isRefused() {
        Hiding hiding = new Hiding();
        assertThat(hiding.size()).isEqualTo(1);
        assertThatThrownBy(hiding::copy)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("use ModuleList");
    }
}
