package org.panamatorch.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.support.InScope;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Modules that hold others, or parameters; their printed forms are Python's. */
@NoLeaks
class ContainersTest {
    @RegisterExtension final InScope scope = new InScope();

    @Test
    void sequential_holdsFunctionsAsModules() {
        try (var _ = new TensorScope()) {
            Sequential model = new Sequential(Layer.asModule(Tensor::neg), new ReLU());
            assertThat(model.call(Torch.tensor(new double[] {-1, 2})))
                    .hasToString("tensor([1., 0.], dtype=torch.float64)");
            assertThat(model.get(0)).hasToString("FunctionLayer()");
            assertThatThrownBy(() -> Layer.asModule(null))
                    .hasMessage("Layer.asModule: argument 'function' is null, expected a function");
        }
    }

    @Test
    void sequential_callsInOrder() {
        Sequential model =
                new Sequential(new Flatten(o -> o.startDim(0)), new Softmax(0), new Identity());
        assertThat(model.call(Torch.zeros(2, 2)).toFloatArray())
                .containsExactly(0.25f, 0.25f, 0.25f, 0.25f);
    }

    @Test
    void sequential_isPrintedAsInPython() {
        assertThat(new Sequential(new Linear(2, 3), new Sequential(new ReLU())))
                .hasToString(
                        """
                        Sequential(
                          (0): Linear(in_features=2, out_features=3, bias=True)
                          (1): Sequential(
                            (0): ReLU()
                          )
                        )\
                        """);
        assertThat(new Sequential()).hasToString("Sequential()");
    }

    /** What users write behind a module with several results. */
    private static final class TakeOutput extends FunctionModule<LSTM.Output, Tensor> {
        @Override
        protected Tensor forward(LSTM.Output results) {
            return results.output();
        }
    }

    private static Sequential recurrent() {
        Torch.manualSeed(3);
        return new Sequential(new LSTM(4, 5), new TakeOutput(), new Linear(5, 2));
    }

    @Test
    void sequentialOfAnyModules_isCalledAsInPython() {
        Sequential model = recurrent();
        Tensor x = Torch.randn(6, 1, 4);
        Tensor expected = ((Linear) model.get(2)).call(((LSTM) model.get(0)).call(x).output());
        assertThat(Torch.equal(model.call(x), expected)).isTrue();
        assertThat(Torch.equal(model.call(x), expected)).isTrue();
        assertThat(Torch.equal((Tensor) model.callUntyped(x), expected)).isTrue();
        assertThat(Torch.equal(new Sequential(new Identity(), model).call(x), expected)).isTrue();
    }

    @Test
    void sequentialOfAnyModules_hasPythonsNamesAndText() {
        Sequential model = recurrent();
        assertThat(model.stateDict().keySet())
                .containsExactly(
                        "0.weight_ih_l0",
                        "0.weight_hh_l0",
                        "0.bias_ih_l0",
                        "0.bias_hh_l0",
                        "2.weight",
                        "2.bias");
        assertThat(model)
                .hasToString(
                        """
                        Sequential(
                          (0): LSTM(4, 5)
                          (1): TakeOutput()
                          (2): Linear(in_features=5, out_features=2, bias=True)
                        )\
                        """);
    }

    @Test
    void moduleThatCannotTakeWhatComes_failsInForward() {
        Sequential model = new Sequential(new Linear(10, 3), new LSTM(3, 5), new Linear(5, 2));
        assertThatThrownBy(() -> model.call(Torch.ones(2, 10)))
                .isInstanceOfSatisfying(
                        TorchException.class,
                        e -> assertThat(e.kind()).isEqualTo(TorchException.Kind.TYPE))
                .hasMessage("Linear was called with (LSTM.Output), expected (Tensor)");
        assertThatThrownBy(() -> new Sequential(new MSELoss()).call(Torch.ones(2)))
                .hasMessage("MSELoss was called with (Tensor), expected (Tensor, Tensor)");
        assertThatThrownBy(() -> new Sequential(new ModuleList<>()).call(Torch.ones(2)))
                .isInstanceOfSatisfying(
                        TorchException.class,
                        e -> assertThat(e.kind()).isEqualTo(TorchException.Kind.NOT_IMPLEMENTED))
                .hasMessage("Module [ModuleList] is missing the required \"forward\" function");
    }

    @Test
    void lastModuleWithSeveralResults_isInvoked() {
        Sequential model = new Sequential(new LSTM(4, 5));
        assertThat(model.callUntyped(Torch.ones(2, 1, 4))).isInstanceOf(LSTM.Output.class);
        assertThatThrownBy(() -> model.call(Torch.ones(2, 1, 4)))
                .hasMessage(
                        "Sequential: the last module returned LSTM.Output, expected Tensor;"
                                + " callUntyped returns other values, too");
    }

    @Test
    void hooksOfAModuleThatIsNoLayer_run() {
        Sequential model = recurrent();
        List<String> calls = new ArrayList<>();
        model.get(1)
                .registerForwardPreHook(
                        (module, inputs) -> {
                            calls.add(
                                    module.typeName() + " " + inputs[0].getClass().getSimpleName());
                            return null;
                        });
        model.get(0)
                .registerForwardHook(
                        (module, inputs, output) -> {
                            calls.add(module.typeName());
                            return null;
                        });
        model.call(Torch.ones(2, 1, 4));
        assertThat(calls).containsExactly("LSTM", "TakeOutput Output");
    }

    /** Takes what it is given by its type. */
    private static final class Overloaded extends Module {
        String forward(Tensor x, long n) {
            return "tensor and " + n;
        }

        String forward(Object x, Object n) {
            return "anything";
        }

        Tensor forward(Tensor x) {
            throw new IllegalStateException("of its own");
        }
    }

    @Test
    void callUntyped_choosesByTheTypes() {
        Module module = new Overloaded();
        assertThat(module.callUntyped(Torch.ones(1), 7L)).isEqualTo("tensor and 7");
        assertThat(module.callUntyped("x", null)).isEqualTo("anything");
        assertThatThrownBy(() -> module.callUntyped(Torch.ones(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("of its own");
    }

    @Test
    void namedSequential_keepsNames() {
        LinkedHashMap<String, Module> modules = new LinkedHashMap<>();
        modules.put("a", new Linear(1, 1));
        modules.put("b", new ReLU());
        Sequential model = new Sequential(modules);
        assertThat(model.namedChildren().keySet()).containsExactly("a", "b");
        assertThat(model.slice(1, 2).namedChildren().keySet()).containsExactly("b");
    }

    @Test
    void sequential_canBeChanged() {
        Sequential model = new Sequential(new ReLU(), new Tanh());
        model.insert(1, new Sigmoid());
        model.append(new GELU());
        model.set(0, new SiLU());
        assertThat(model.pop(-1)).isInstanceOf(GELU.class);
        assertThat(model).extracting(Module::typeName).containsExactly("SiLU", "Sigmoid", "Tanh");
        assertThat(model.namedChildren().keySet()).containsExactly("0", "1", "2");
    }

    @Test
    void sums_holdTheSameModules() {
        Sequential model = new Sequential(new ReLU());
        assertThat(model.plus(new Sequential(new Tanh())).size()).isEqualTo(2);
        assertThat(model.times(3).size()).isEqualTo(3);
        assertThatThrownBy(() -> model.times(0))
                .hasMessage("Non-positive multiplication factor 0 for Sequential");
    }

    @Test
    void placeThatIsNotThere_throws() {
        assertThatThrownBy(() -> new Sequential(new ReLU()).get(1))
                .isInstanceOf(TorchException.class)
                .hasMessage("index 1 is out of range");
    }

    @Test
    void moduleList_foldsEqualModules() {
        Linear linear = new Linear(2, 2);
        assertThat(new ModuleList<Module>(linear, linear, linear, new ReLU(), linear, linear))
                .hasToString(
                        """
                        ModuleList(
                          (0-2): 3 x Linear(in_features=2, out_features=2, bias=True)
                          (3): ReLU()
                          (4-5): 2 x Linear(in_features=2, out_features=2, bias=True)
                        )\
                        """);
        assertThat(new ModuleList<>()).hasToString("ModuleList()");
    }

    @Test
    void moduleList_iteratesWithItsType() {
        ModuleList<Linear> layers = new ModuleList<>(new Linear(1, 2), new Linear(2, 3));
        Tensor x = Torch.ones(1, 1);
        for (Linear layer : layers) {
            x = layer.call(x);
        }
        assertThat(x.sizes()).containsExactly(1, 3);
        assertThat(layers.get(-1).outFeatures()).isEqualTo(3);
    }

    @Test
    void moduleDict_isPrintedAsInPython() {
        ModuleDict<Module> dict = new ModuleDict<>();
        dict.put("relu", new ReLU());
        dict.put("tanh", new Tanh());
        assertThat(dict)
                .hasToString(
                        """
                        ModuleDict(
                          (relu): ReLU()
                          (tanh): Tanh()
                        )\
                        """);
        assertThat(dict.pop("relu")).isInstanceOf(ReLU.class);
        assertThat(dict.keys()).containsExactly("tanh");
    }

    @Test
    void parameterList_isPrintedAsInPython() {
        assertThat(new ParameterList(Torch.ones(2, 3), Torch.ones(4)))
                .hasToString(
                        """
                        ParameterList(
                            (0): Parameter containing: [torch.float32 of size 2x3]
                            (1): Parameter containing: [torch.float32 of size 4]
                        )\
                        """);
        assertThat(new ParameterList(Torch.ones(new long[0])))
                .hasToString(
                        "ParameterList(  (0): Parameter containing: [torch.float32 of size ])");
    }

    @Test
    void parameterList_isTrained() {
        ParameterList list = new ParameterList(List.of(Torch.ones(1)));
        list.append(Torch.ones(2));
        assertThat(list.parameters()).hasSize(2).allMatch(Tensor::requiresGrad);
        assertThat(list.stateDict().keySet()).containsExactly("0", "1");
    }

    @Test
    void parameterDict_isPrintedAsInPython() {
        ParameterDict dict = new ParameterDict();
        dict.put("x", Torch.ones(2, 3));
        dict.put("y", Torch.ones(new long[] {4}, TensorOptions.of(DType.FLOAT64)));
        assertThat(dict)
                .hasToString(
                        """
                        ParameterDict(
                            (x): Parameter containing: [torch.FloatTensor of size 2x3]
                            (y): Parameter containing: [torch.DoubleTensor of size 4]
                        )\
                        """);
    }

    @Test
    void absentParameter_isPrintedAsInPython() {
        SequencedMap<String, Tensor> parameters = new LinkedHashMap<>();
        parameters.put("a", null);
        assertThat(new ParameterDict(parameters))
                .hasToString("ParameterDict(  (a): Object of type: NoneType)");
    }
}
