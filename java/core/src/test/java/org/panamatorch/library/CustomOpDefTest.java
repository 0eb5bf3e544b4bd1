package org.panamatorch.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.panamatorch.Autocast;
import org.panamatorch.Autograd;
import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.FunctionContext;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.VmapResult;
import org.panamatorch.func.Func;
import org.panamatorch.junit.NoLeaks;

import java.util.ArrayList;
import java.util.List;

/** Operators that are defined in one call. */
@NoLeaks
class CustomOpDefTest {
    private TensorScope scope;
    private CustomOpDef scale;
    private Tensor x;

    @BeforeEach
    void open() {
        scope = new TensorScope();
        scale =
                Library.customOp(
                        "java_op::scale(Tensor x, float factor=2.0) -> Tensor",
                        arguments -> ((Tensor) arguments[0]).mul((double) arguments[1]));
        x = Torch.tensor(1f, 4f);
    }

    @AfterEach
    void close() {
        scale.close();
        scope.close();
    }

    private static Tensor call(CustomOpDef operator, Object... arguments) {
        return (Tensor) operator.call(arguments);
    }

    @Test
    void operators_canBeCalledAtOnce() {
        assertThat(call(scale, x, 3.0)).hasToString("tensor([ 3., 12.])");
        assertThat(Torch.call("java_op::scale", x)).hasToString("tensor([2., 8.])");
        assertThat(scale).hasToString("<CustomOpDef(java_op::scale)>");
        assertThat(scale.operator().schema())
                .isEqualTo("java_op::scale(Tensor x, float factor=2.) -> Tensor");
    }

    @Test
    void definingAgain_replaces() {
        try (CustomOpDef other =
                Library.customOp(
                        "java_op::scale(Tensor x) -> Tensor",
                        arguments -> ((Tensor) arguments[0]).neg())) {
            assertThat(Torch.call("java_op::scale", x)).hasToString("tensor([-1., -4.])");
            scale.close();
            assertThat(call(other, x)).hasToString("tensor([-1., -4.])");
        }
        assertThatThrownBy(() -> Torch.ops("java_op::scale"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void derivatives_areRegisteredLater() {
        Tensor w = x.clone().requiresGrad_();
        Tensor without = call(scale, w);
        assertThatThrownBy(() -> without.sum().backward())
                .isInstanceOf(TorchException.class)
                .hasMessageStartingWith(
                        "Trying to backward through java_op::scale but no autograd formula was"
                                + " registered. Please use registerAutograd to add one.");
        scale.registerAutograd(
                new Library.Derivative() {
                    @Override
                    public void setupContext(
                            FunctionContext context, Object[] inputs, Object output) {
                        context.savedData().put("factor", inputs[1]);
                    }

                    @Override
                    public Tensor[] backward(FunctionContext context, Tensor... gradOutputs) {
                        double factor = (double) context.savedData().get("factor");
                        return new Tensor[] {gradOutputs[0].mul(factor), null};
                    }
                });
        call(scale, w, 5.0).sum().backward();
        assertThat(w.grad()).hasToString("tensor([5., 5.])");
    }

    @Test
    void fakes_makeSizes() {
        Tensor sizes = Torch.empty(Shape.of(3, 4), TensorOptions.of(Device.META));
        assertThatThrownBy(() -> call(scale, sizes))
                .hasMessageStartingWith(
                        "There was no fake impl registered for <CustomOpDef(java_op::scale)>.");
        scale.registerFake(arguments -> Torch.emptyLike((Tensor) arguments[0]));
        assertThat(call(scale, sizes).shape()).isEqualTo(Shape.of(3, 4));
    }

    @Test
    void kernelsOfDevices_comeBeforeTheFirst() {
        scale.registerKernel(Device.Type.CPU, arguments -> ((Tensor) arguments[0]).add(100));
        assertThat(call(scale, x)).hasToString("tensor([101., 104.])");
        try (var _ = scale.setKernelEnabled(Device.Type.CPU, false)) {
            assertThat(call(scale, x)).hasToString("tensor([2., 8.])");
        }
        assertThat(call(scale, x)).hasToString("tensor([101., 104.])");
    }

    @Test
    void kernelsOfOneDevice_refuseOthers() {
        try (CustomOpDef onCpu =
                Library.customOp(
                        "java_op::cpu_only(Tensor x) -> Tensor",
                        arguments -> ((Tensor) arguments[0]).neg(),
                        Device.Type.CPU)) {
            assertThat(call(onCpu, x)).hasToString("tensor([-1., -4.])");
        }
    }

    @Test
    void autocast_castsFloatingPointArguments() {
        scale.registerAutocast(Device.Type.CPU, DType.BFLOAT16);
        try (var _ = new Autocast(Device.Type.CPU)) {
            assertThat(call(scale, x).dtype()).isEqualTo(DType.BFLOAT16);
            assertThat(call(scale, x.to(DType.FLOAT64)).dtype()).isEqualTo(DType.FLOAT64);
            assertThat(call(scale, x.to(DType.INT64)).dtype()).isEqualTo(DType.FLOAT32);
        }
        assertThat(call(scale, x).dtype()).isEqualTo(DType.FLOAT32);
        assertThatThrownBy(() -> scale.registerAutocast(Device.Type.META, DType.FLOAT16))
                .hasMessageStartingWith("Device type 'meta' does not support autocast.");
    }

    @Test
    void vmapRules_computeWholeBatches() {
        List<String> seen = new ArrayList<>();
        scale.registerVmap(
                (info, inDims, inputs) -> {
                    Tensor whole = (Tensor) inputs[0];
                    seen.add(info + " " + List.of(inDims[0]) + " " + whole.shape());
                    return new VmapResult(call(scale, whole, inputs[1]), inDims[0]);
                });
        Tensor rows = Torch.arange(6).view(2, 3).to(DType.FLOAT32);
        Tensor columns =
                Func.vmap(column -> call(scale, column, 10.0), rows, o -> o.inDims(1).outDims(1));
        assertThat(columns).hasToString("tensor([[ 0., 10., 20.],\n        [30., 40., 50.]])");
        assertThat(seen)
                .containsExactly("VmapInfo[batchSize=3, randomness=error] [1] torch.Size([2, 3])");
        Func.vmap(row -> call(scale, x, 1.0).add(row), rows.narrow(1, 0, 2));
        assertThat(seen).as("an input without the batch").hasSize(1);
    }

    @Test
    void resultsThatShareMemory_areRefused() {
        try (CustomOpDef same =
                Library.customOp(
                        "java_op::same(Tensor x) -> Tensor",
                        arguments -> ((Tensor) arguments[0]).view(2, 1))) {
            assertThatThrownBy(() -> call(same, x))
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith(
                            "java_op::same: The output of this custom operator (1) must not also"
                                    + " be an input to this custom operator and (2) may not alias"
                                    + " any inputs");
        }
    }

    @Test
    void writtenArguments_countAsChanged() {
        try (CustomOpDef fill =
                Library.customOp(
                        "java_op::fill(Tensor(a!) x) -> ()",
                        arguments -> {
                            Tensor written = (Tensor) arguments[0];
                            written.memory().set(java.lang.foreign.ValueLayout.JAVA_FLOAT, 0, 7);
                            return null;
                        })) {
            Tensor w = x.clone().requiresGrad_();
            Tensor intermediate = w.mul(1);
            Tensor square = intermediate.pow(2).sum();
            long before = intermediate.version();
            try (var _ = Torch.noGrad()) {
                fill.call(intermediate.detach());
            }
            assertThat(intermediate.detach()).hasToString("tensor([7., 4.])");
            assertThat(intermediate.version()).isEqualTo(before + 1);
            assertThatThrownBy(square::backward)
                    .hasMessageContaining("modified by an inplace operation");
            assertThatThrownBy(() -> fill.registerAutograd((_, gradients) -> gradients))
                    .hasMessage(
                            "Cannot register autograd formula for non-functional operator"
                                    + " <CustomOpDef(java_op::fill)> with schema"
                                    + " java_op::fill(Tensor(a!) x) -> (). Please create a"
                                    + " functional operator and register an autograd formula for"
                                    + " that.");
        }
    }

    @Test
    void incrementVersion_letsBackwardRefuse() {
        Tensor w = x.clone().requiresGrad_();
        Tensor y = w.exp();
        Autograd.incrementVersion(y);
        assertThat(y.version()).isEqualTo(1);
        assertThatThrownBy(() -> y.sum().backward())
                .hasMessageContaining("modified by an inplace operation");
    }

    @Test
    void wrongSchemas_areRefused() {
        assertThatThrownBy(() -> Library.customOp("scale(Tensor x) -> Tensor", _ -> null))
                .hasMessage(
                        "customOp: schema 'scale(Tensor x) -> Tensor' has no namespace, expected"
                                + " one such as mine::scale(Tensor x) -> Tensor");
        assertThatThrownBy(
                        () ->
                                Library.customOp(
                                        "java_op::kw(Tensor x, *, Tensor y) -> Tensor", _ -> null))
                .hasMessage(
                        "custom_op with kwarg-only Tensor args. Please make your tensors not"
                                + " kwarg-only. Got: java_op::kw(Tensor x, *, Tensor y) -> Tensor");
    }
}
