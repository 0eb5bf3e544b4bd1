package org.panamatorch.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.panamatorch.HookHandle;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.support.InScope;

import java.util.ArrayList;
import java.util.List;

/** What runs around the calls of modules. */
@NoLeaks
class ModuleHooksTest {
    private final List<String> log = new ArrayList<>();
    @RegisterExtension final InScope scope = new InScope();

    @Test
    void hooks_runAroundCall() {
        ReLU relu = new ReLU();
        relu.registerForwardPreHook(
                (module, inputs) -> {
                    log.add("before");
                    return null;
                });
        relu.registerForwardHook(
                (module, inputs, output) -> {
                    log.add("after");
                    return null;
                });
        relu.call(Torch.ones(1));
        assertThat(log).containsExactly("before", "after");
    }

    @Test
    void inputsOfOtherTypes_areRefused() {
        ReLU relu = new ReLU();
        HookHandle number = relu.registerForwardPreHook((_, _) -> new Object[] {1.0});
        assertThatThrownBy(() -> relu.call(Torch.ones(1)))
                .isInstanceOf(TorchException.class)
                .hasMessage("a forward pre-hook of ReLU returned [Double], expected [Tensor]");
        number.remove();
        relu.registerForwardPreHook((_, _) -> new Object[0]);
        assertThatThrownBy(() -> relu.call(Torch.ones(1)))
                .isInstanceOf(TorchException.class)
                .hasMessage("a forward pre-hook of ReLU returned [], expected [Tensor]");
    }

    @Test
    void outputsOfOtherTypes_areRefused() {
        GRU gru = new GRU(2, 3);
        gru.registerForwardHook((_, _, output) -> ((GRU.Output) output).output());
        assertThatThrownBy(() -> gru.call(Torch.ones(1, 2)))
                .isInstanceOf(TorchException.class)
                .hasMessage("a forward hook of GRU returned Tensor, expected Output");
    }

    @Test
    void absentInputs_areReplacedByTensors() {
        GRU gru = new GRU(2, 3);
        gru.registerForwardPreHook((_, inputs) -> new Object[] {inputs[0], Torch.ones(1, 3)});
        assertThat(gru.call(Torch.ones(1, 2), null).hidden().sizes()).containsExactly(1, 3);
    }

    @Test
    void partsOfOtherTypes_areRefusedWhereTheModuleCallsThem() {
        HookHandle handle =
                Module.registerModuleModuleRegistrationHook(
                        (_, name, part) -> name.equals("linear1") ? new ReLU() : part);
        assertThatThrownBy(() -> new TransformerDecoderLayer(2, 1))
                .isInstanceOf(TorchException.class)
                .hasMessage(
                        "a registration hook of TransformerDecoderLayer returned ReLU for"
                                + " 'linear1', expected Linear");
        handle.remove();
    }

    private static final class Halves extends FunctionModule<Tensor, List<Tensor>> {
        @Override
        protected List<Tensor> forward(Tensor input) {
            return List.of(input.chunk(2));
        }
    }

    private static final class Joined extends BiFunctionModule<List<Tensor>, Integer, Tensor> {
        @Override
        protected Tensor forward(List<Tensor> parts, Integer dim) {
            return Torch.stack(parts, dim);
        }
    }

    @Test
    void modulesOfAnyTypes_runHooks() {
        Halves halves = new Halves();
        Joined joined = new Joined();
        halves.registerForwardHook((module, inputs, output) -> ((List<?>) output).reversed());
        joined.registerForwardPreHook(
                (module, inputs) -> new Object[] {inputs[0], (int) inputs[1] + 1});
        Tensor result = joined.call(halves.call(Torch.arange(4)), 0);
        assertThat(result.toLongArray()).containsExactly(2, 0, 3, 1);
        assertThat(result.sizes()).containsExactly(2, 2);
    }

    @Test
    void modulesOfAnyTypes_areInvokedByTheTypesOfForward() {
        assertThat(new Halves().callUntyped(Torch.arange(4))).isInstanceOf(List.class);
        assertThatThrownBy(() -> new Halves().callUntyped("text"))
                .isInstanceOf(TorchException.class)
                .hasMessage("Halves was called with (String), expected (Tensor)");
    }

    @Test
    void hooks_doNotRunInForward() {
        ReLU relu = new ReLU();
        relu.registerForwardPreHook(
                (module, inputs) -> {
                    log.add("before");
                    return null;
                });
        relu.forward(Torch.ones(1));
        assertThat(log).isEmpty();
    }

    @Test
    void preHook_mayReplaceInputs() {
        Identity identity = new Identity();
        identity.registerForwardPreHook(
                (module, inputs) -> new Object[] {((Tensor) inputs[0]).add(1)});
        assertThat(identity.call(Torch.ones(1)).toFloatArray()).containsExactly(2);
    }

    @Test
    void hook_mayReplaceOutput() {
        Identity identity = new Identity();
        identity.registerForwardHook((module, inputs, output) -> ((Tensor) output).mul(5));
        assertThat(new Sequential(identity).call(Torch.ones(1)).toFloatArray()).containsExactly(5);
    }

    @Test
    void prependedHook_runsFirst() {
        Identity identity = new Identity();
        identity.registerForwardPreHook((module, inputs) -> logged("second"));
        identity.registerForwardPreHook((module, inputs) -> logged("first"), true);
        identity.call(Torch.ones(1));
        assertThat(log).containsExactly("first", "second");
    }

    @Test
    void removedHook_doesNotRun() {
        Identity identity = new Identity();
        HookHandle handle = identity.registerForwardPreHook((module, inputs) -> logged("ran"));
        handle.remove();
        identity.call(Torch.ones(1));
        assertThat(log).isEmpty();
    }

    @Test
    void alwaysCalledHook_runsWhereForwardThrows() {
        Linear linear = new Linear(2, 2);
        linear.registerForwardHook((module, inputs, output) -> logged("usual"));
        linear.registerForwardHook(
                (module, inputs, output) -> logged("always " + output), false, true);
        assertThatThrownBy(() -> linear.call(Torch.ones(1, 5)))
                .hasMessageContaining("cannot be multiplied");
        assertThat(log).containsExactly("always null");
    }

    @Test
    void lossHook_seesBothInputs() {
        MSELoss loss = new MSELoss();
        loss.registerForwardPreHook((module, inputs) -> logged(inputs.length + " inputs"));
        loss.call(Torch.ones(2), Torch.zeros(2));
        assertThat(log).containsExactly("2 inputs");
    }

    private Object[] logged(String text) {
        log.add(text);
        return null;
    }
}
