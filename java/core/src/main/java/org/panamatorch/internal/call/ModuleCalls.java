package org.panamatorch.internal.call;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.memory.NativeHandle;
import org.panamatorch.internal.memory.NativeKind;

import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;

/** The calls on LibTorch's own modules. */
public final class ModuleCalls {
    private ModuleCalls() {}

    static NativeHandle created(MemorySegment module, String operation, Object... arguments) {
        if (module.address() == 0) {
            throw Failure.exception(operation, arguments);
        }
        return NativeHandle.of(module, NativeKind.MODULE);
    }

    /**
     * A recurrent module of several layers.
     *
     * @param type its name in Python, for errors
     * @param mode a code of pt_rnn_mode
     * @param inputSize the input's features
     * @param hiddenSize the state's features
     * @param numLayers the layers
     * @param bias whether there are biases
     * @param batchFirst whether the batch comes before the time
     * @param dropout between layers
     * @param bidirectional whether there is a reverse direction
     * @param projSize the projection's features, 0 for none
     * @param options dtype and device
     * @return the module
     */
    public static NativeHandle rnn(
            String type,
            int mode,
            long inputSize,
            long hiddenSize,
            long numLayers,
            boolean bias,
            boolean batchFirst,
            double dropout,
            boolean bidirectional,
            long projSize,
            TensorOptions options) {
        return created(
                PanamaTorch.pt_rnn_new(
                        mode,
                        inputSize,
                        hiddenSize,
                        numLayers,
                        Arguments.flag(bias),
                        Arguments.flag(batchFirst),
                        dropout,
                        Arguments.flag(bidirectional),
                        projSize,
                        Arguments.newDevice(options.device()),
                        Arguments.optionalDtype(options.dtype())),
                type,
                "input_size",
                inputSize,
                "hidden_size",
                hiddenSize,
                "num_layers",
                numLayers,
                "dropout",
                dropout,
                "proj_size",
                projSize);
    }

    /**
     * A recurrent cell.
     *
     * @param type its name in Python, for errors
     * @param mode a code of pt_rnn_mode
     * @param inputSize the input's features
     * @param hiddenSize the state's features
     * @param bias whether there are biases
     * @param options dtype and device
     * @return the module
     */
    public static NativeHandle rnnCell(
            String type,
            int mode,
            long inputSize,
            long hiddenSize,
            boolean bias,
            TensorOptions options) {
        return created(
                PanamaTorch.pt_rnn_cell_new(
                        mode,
                        inputSize,
                        hiddenSize,
                        Arguments.flag(bias),
                        Arguments.newDevice(options.device()),
                        Arguments.optionalDtype(options.dtype())),
                type,
                "input_size",
                inputSize,
                "hidden_size",
                hiddenSize);
    }

    /**
     * The parameters by name, in Python's order.
     *
     * @param module the module
     * @return new objects for the module's own tensors
     */
    public static Map<String, Tensor> parameters(NativeHandle module) {
        MemorySegment handle = module.use("parameters", "module");
        MemorySegment list = PanamaTorch.pt_module_parameters(handle);
        if (list.address() == 0) {
            throw Failure.exception("parameters");
        }
        Tensor[] tensors = Results.tensorList(list);
        Map<String, Tensor> named = new LinkedHashMap<>();
        for (int i = 0; i < tensors.length; i++) {
            named.put(Results.text(PanamaTorch.pt_module_parameter_name(handle, i)), tensors[i]);
        }
        Arguments.keepAlive(module);
        return named;
    }

    /**
     * Makes another tensor a parameter of a module.
     *
     * @param module the module
     * @param type its name in Python, for errors
     * @param index the parameter's place in the module's order
     * @param parameter the tensor
     */
    public static void setParameter(NativeHandle module, String type, int index, Tensor parameter) {
        int status =
                PanamaTorch.pt_module_set_parameter(
                        module.use(type, "module"),
                        index,
                        Arguments.tensor(parameter, type, "parameter"));
        Arguments.keepAlive(module, parameter);
        Failure.check(status, type, "parameter", parameter);
    }

    /**
     * A part of a module.
     *
     * @param module the module
     * @param path its path, such as {@code layers.0}
     * @return a new reference to it
     */
    public static NativeHandle child(NativeHandle module, String path) {
        try (Frame frame = Frame.open()) {
            NativeHandle child =
                    created(
                            PanamaTorch.pt_module_child(
                                    module.use("child", "module"),
                                    frame.string(path, "child", "path")),
                            "child",
                            "path",
                            path);
            Arguments.keepAlive(module);
            return child;
        }
    }

    /**
     * Lays parameters on a CUDA device out for cuDNN.
     *
     * @param module a recurrent module, or any other, for which nothing happens
     */
    public static void flattenParameters(NativeHandle module) {
        Failure.check(
                PanamaTorch.pt_module_flatten_parameters(
                        module.use("flatten_parameters", "module")),
                "flatten_parameters");
        Arguments.keepAlive(module);
    }

    /**
     * Sets training mode.
     *
     * @param module the module
     * @param mode whether it trains
     */
    public static void train(NativeHandle module, boolean mode) {
        Failure.check(
                PanamaTorch.pt_module_train(module.use("train", "module"), Arguments.flag(mode)),
                "train");
        Arguments.keepAlive(module);
    }

    /**
     * Runs a recurrent module.
     *
     * @param module the module
     * @param type its name in Python, for errors
     * @param input the input
     * @param h the hidden state, or null
     * @param c the cell state, or null
     * @param results how many results there are: 2, for an LSTM 3
     * @return output, hidden state and, for an LSTM, cell state
     */
    public static Tensor[] rnnForward(
            NativeHandle module, String type, Tensor input, Tensor h, Tensor c, int results) {
        try (Frame frame = Frame.open()) {
            MemorySegment ret = frame.tensorSlots(results);
            for (int attempt = 0; ; attempt++) {
                int status =
                        PanamaTorch.pt_rnn_forward(
                                module.use(type, "module"),
                                Arguments.tensor(input, type, "input"),
                                Arguments.optionalTensor(h, type, "hx"),
                                Arguments.optionalTensor(c, type, "cx"),
                                ret);
                Arguments.keepAlive(module, input, h, c);
                if (status == 0) {
                    return Results.tensorsAt(ret, results);
                }
                Failure.retry(attempt, type, "input", input, "hx", h, "cx", c);
            }
        }
    }

    /**
     * Runs a recurrent module over a packed sequence.
     *
     * @param module the module
     * @param type its name in Python, for errors
     * @param input data, batch sizes, and sorted and unsorted indices or nulls
     * @param h the hidden state, or null
     * @param c the cell state, or null
     * @param results how many results there are: 2, for an LSTM 3
     * @return the output's data, hidden state and, for an LSTM, cell state
     */
    public static Tensor[] rnnForwardPacked(
            NativeHandle module, String type, Tensor[] input, Tensor h, Tensor c, int results) {
        try (Frame frame = Frame.open()) {
            MemorySegment ret = frame.tensorSlots(results);
            for (int attempt = 0; ; attempt++) {
                int status =
                        PanamaTorch.pt_rnn_forward_packed(
                                module.use(type, "module"),
                                Arguments.tensor(input[0], type, "data"),
                                Arguments.tensor(input[1], type, "batch_sizes"),
                                Arguments.optionalTensor(input[2], type, "sorted_indices"),
                                Arguments.optionalTensor(input[3], type, "unsorted_indices"),
                                Arguments.optionalTensor(h, type, "hx"),
                                Arguments.optionalTensor(c, type, "cx"),
                                ret);
                Arguments.keepAlive(module, input, h, c);
                if (status == 0) {
                    return Results.tensorsAt(ret, results);
                }
                Failure.retry(
                        attempt, type, "data", input[0], "batch_sizes", input[1], "hx", h, "cx", c);
            }
        }
    }

    /**
     * Runs a recurrent cell.
     *
     * @param module the module
     * @param type its name in Python, for errors
     * @param input the input
     * @param h the hidden state, or null
     * @param c the cell state, or null
     * @param results how many results there are: 1, for an LSTMCell 2
     * @return hidden state and, for an LSTMCell, cell state
     */
    public static Tensor[] rnnCellForward(
            NativeHandle module, String type, Tensor input, Tensor h, Tensor c, int results) {
        try (Frame frame = Frame.open()) {
            MemorySegment ret = frame.tensorSlots(results);
            for (int attempt = 0; ; attempt++) {
                int status =
                        PanamaTorch.pt_rnn_cell_forward(
                                module.use(type, "module"),
                                Arguments.tensor(input, type, "input"),
                                Arguments.optionalTensor(h, type, "hx"),
                                Arguments.optionalTensor(c, type, "cx"),
                                ret);
                Arguments.keepAlive(module, input, h, c);
                if (status == 0) {
                    return Results.tensorsAt(ret, results);
                }
                Failure.retry(attempt, type, "input", input, "hx", h, "cx", c);
            }
        }
    }
}
