package org.panamatorch.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.panamatorch.support.Refusals.assertRefused;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.MemoryFormat;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.utils.ConvertParameters;
import org.panamatorch.optim.Adam;
import org.panamatorch.support.InScope;

import java.util.List;
import java.util.Map;

/** Parameters and buffers of lazy modules before they have a size. */
@NoLeaks
class LazyParametersTest {
    private static final String NO_SHAPE =
            "Can't access the shape of an uninitialized parameter or buffer. This error usually"
                    + " happens in `load_state_dict` when trying to load an uninitialized parameter"
                    + " into an initialized one. Call `forward` to initialize the parameters before"
                    + " accessing their attributes.";

    @RegisterExtension final InScope scope = new InScope();

    private static String refused(String operation, String type) {
        return "Attempted to use an uninitialized parameter in "
                + operation
                + ". This error happens when you are using a `LazyModule` or explicitly"
                + " manipulating `torch.nn.parameter."
                + type
                + "` objects. When using LazyModules Call `forward` with a dummy batch to"
                + " initialize the parameters before calling torch functions";
    }

    private static void assertUseRefused(ThrowingCallable use, String operation) {
        assertRefused(use, Kind.VALUE, refused(operation, "UninitializedParameter"));
    }

    @Test
    void shape_isRefused() {
        Tensor weight = new LazyLinear(3).weight();
        assertRefused(weight::shape, Kind.RUNTIME, NO_SHAPE);
        assertRefused(weight::sizes, Kind.RUNTIME, NO_SHAPE);
        assertRefused(() -> weight.size(0), Kind.RUNTIME, NO_SHAPE);
        assertRefused(() -> new LazyBatchNorm1d().runningMean().shape(), Kind.RUNTIME, NO_SHAPE);
    }

    @Test
    void operators_areRefused() {
        Tensor weight = new LazyConv2d(3, 3).weight();
        assertUseRefused(weight::sum, "sum");
        assertUseRefused(() -> weight.add(1), "add.Scalar");
        assertUseRefused(() -> Torch.ones(2).mul(weight), "mul.Tensor");
        assertUseRefused(() -> Torch.cat(List.of(weight, weight)), "cat");
        assertUseRefused(weight::detach, "detach");
        assertUseRefused(weight::clone, "clone");
        assertUseRefused(weight::numel, "numel");
        assertUseRefused(weight::dim, "dim");
        assertUseRefused(weight::strides, "strides");
        assertUseRefused(weight::zero_, "zero_");
        assertUseRefused(weight::backward, "numel");
        assertUseRefused(() -> weight.registerHook(gradient -> gradient), "registerHook");
        assertUseRefused(() -> Init.zeros_(weight), "detach");
        assertUseRefused(() -> ConvertParameters.parametersToVector(List.of(weight)), "view");
        assertRefused(
                () -> new LazyBatchNorm1d().runningMean().sum(),
                Kind.VALUE,
                refused("sum", "UninitializedBuffer"));
    }

    @Test
    void texts_arePythons() {
        LazyBatchNorm1d module = new LazyBatchNorm1d();
        assertThat(module.weight()).hasToString("<UninitializedParameter>");
        assertThat(module.runningVar()).hasToString("<UninitializedBuffer>");
        assertThat(module.numBatchesTracked()).hasToString("tensor(0)");
    }

    @Test
    void whatNeedsNoSize_works() {
        LazyLinear module = new LazyLinear(3);
        Tensor weight = module.weight();
        assertThat(weight.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(weight.device()).isEqualTo(Device.CPU);
        assertThat(weight.requiresGrad()).isTrue();
        assertThat(weight.isLeaf()).isTrue();
        assertThat(weight.grad()).isNull();
        assertThat(weight.isLazy()).isTrue();
        module.requiresGrad_(false);
        module.zeroGrad();
        module.to(DType.FLOAT64);
        assertThat(weight.requiresGrad()).isFalse();
        assertThat(weight.dtype()).isEqualTo(DType.FLOAT64);
        assertThat(weight.isLazy()).isTrue();
        assertThat(module.hasUninitializedParams()).isTrue();
    }

    @Test
    void conversionsThatNeedASize_areRefusedBeforeAnyTensorIsConverted() {
        Linear whole = new Linear(2, 3);
        Sequential module = new Sequential(whole, new LazyLinear(3));
        assertUseRefused(() -> module.toEmpty(Device.META), "empty_like");
        assertUseRefused(() -> module.type(DType.FLOAT64), "type");
        assertUseRefused(() -> module.to(MemoryFormat.CHANNELS_LAST), "dim");
        assertThat(whole.weight().device()).isEqualTo(Device.CPU);
        assertThat(whole.weight().dtype()).isEqualTo(DType.FLOAT32);
        module.toEmpty(Device.META, false);
        assertRefused(
                () -> new LazyBatchNorm1d(o -> o.affine(false)).toEmpty(Device.CPU),
                Kind.VALUE,
                refused("empty_like", "UninitializedBuffer"));
        module.forward(Torch.ones(4, 2));
        module.toEmpty(Device.META);
        assertThat(module.parameters().getLast().device()).isEqualTo(Device.META);
    }

    @Test
    void firstCall_initializesTheSameTensors() {
        LazyLinear module = new LazyLinear(3);
        Tensor weight = module.weight();
        Adam optimizer = new Adam(module.parameters(), 0.1);
        optimizer.step();
        module.call(Torch.ones(2, 5)).sum().backward();
        assertThat(module.weight()).isSameAs(weight);
        assertThat(weight.isLazy()).isFalse();
        assertThat(module.hasUninitializedParams()).isFalse();
        assertThat(weight.sizes()).containsExactly(3, 5);
        Tensor before = weight.detach().clone();
        optimizer.step();
        assertThat(Torch.equal(before, weight)).isFalse();
    }

    @Test
    void buffersOfABatchNorm_areInitialized() {
        LazyBatchNorm2d module = new LazyBatchNorm2d();
        module.call(Torch.ones(2, 4, 3, 3));
        assertThat(module.runningMean().sizes()).containsExactly(4);
        assertThat(module.runningVar().sum().item()).isNotNull();
    }

    @Test
    void copy_isUninitialized() {
        LazyBatchNorm1d original = new LazyBatchNorm1d();
        LazyBatchNorm1d copy = (LazyBatchNorm1d) original.copy();
        assertThat(copy.weight()).hasToString("<UninitializedParameter>");
        assertThat(copy.runningMean()).hasToString("<UninitializedBuffer>");
        copy.call(Torch.ones(2, 4));
        assertThat(copy.weight().sizes()).containsExactly(4);
        assertThat(original.weight().isLazy()).isTrue();
    }

    @Test
    void stateOfALazyModule_hasItsTensors() {
        LazyLinear lazy = new LazyLinear(3);
        Map<String, Tensor> state = lazy.stateDict();
        assertThat(state.get("weight")).isSameAs(lazy.weight());
        assertThat(state)
                .hasToString("{weight=<UninitializedParameter>, bias=<UninitializedParameter>}");
        assertRefused(() -> new Linear(5, 3).loadStateDict(state), Kind.RUNTIME, NO_SHAPE);
        assertRefused(
                () -> new Linear(5, 3).loadStateDict(state, true, true), Kind.RUNTIME, NO_SHAPE);
        LazyLinear other = new LazyLinear(3);
        other.loadStateDict(state);
        assertThat(other.weight().isLazy()).isTrue();
    }

    @Test
    void stateOfARegularModule_givesTheSizes() {
        Linear regular = new Linear(5, 3);
        for (boolean assign : new boolean[] {false, true}) {
            LazyLinear lazy = new LazyLinear(3);
            lazy.loadStateDict(regular.stateDict(), true, assign);
            assertThat(Torch.equal(lazy.weight(), regular.weight())).isTrue();
            assertThat(lazy.hasUninitializedParams()).isFalse();
        }
    }

    @Test
    void lazyStateAssignedToALazyModule_isAnErrorOfEachName() {
        assertThatThrownBy(
                        () ->
                                new LazyLinear(3)
                                        .loadStateDict(new LazyLinear(3).stateDict(), true, true))
                .hasMessageStartingWith(
                        "Error(s) in loading state_dict for LazyLinear:\n"
                                + "\tWhile copying the parameter named \"weight\", whose dimensions"
                                + " in the model are torch.Size([0]) and whose dimensions in the"
                                + " checkpoint are torch.Size([0]), an exception occurred :"
                                + " ('Attempted to use an uninitialized parameter in detach.");
    }
}
