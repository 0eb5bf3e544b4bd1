/**
 * PyTorch's C++ library, LibTorch, for Java: PyTorch's names in Java's casing, and its numbers.
 *
 * <pre>{@code
 * Tensor x = Torch.randn(200, 2);
 * Tensor y = x.prod(1).gt(0).to(DType.INT64);
 * Sequential model = new Sequential(new Linear(2, 32), new Tanh(), new Linear(32, 2));
 * Adam optimizer = new Adam(model.parameters(), o -> o.lr(0.05));
 * for (int epoch = 0; epoch < 100; epoch++) {
 *     try (var _ = new TensorScope()) {
 *         Tensor loss = Functional.crossEntropy(model.call(x), y);
 *         optimizer.zeroGrad();
 *         loss.backward();
 *         optimizer.step();
 *     }
 * }
 * }</pre>
 *
 * <p>Start with {@link org.panamatorch.Torch} and {@link org.panamatorch.Tensor}. Modules and
 * functions of networks are in {@link org.panamatorch.nn}, optimizers in {@link
 * org.panamatorch.optim}, datasets and loaders in {@link org.panamatorch.data}, words such as
 * {@code Reduction.SUM} in {@link org.panamatorch.option}. {@link org.panamatorch.TensorScope} says
 * how memory is freed, {@link org.panamatorch.TorchException} how errors are told.
 *
 * <p>Programs run with {@code --enable-native-access=org.panamatorch}, or {@code ALL-UNNAMED} on
 * the class path. A program that imports {@code org.panamatorch.nn.*} and writes modules of its own
 * imports {@code org.panamatorch.nn.Module} by name, as {@code java.lang} has a {@code Module},
 * too.
 */
module org.panamatorch {
    // To see whether waiting virtual threads hold all carriers.
    requires jdk.management;
    // Reads and writes the JSON of safetensors files.
    requires com.fasterxml.jackson.core;

    exports org.panamatorch;
    exports org.panamatorch.accelerator;
    exports org.panamatorch.amp;
    exports org.panamatorch.backends;
    exports org.panamatorch.checkpoint;
    exports org.panamatorch.data;
    exports org.panamatorch.distributions;
    exports org.panamatorch.func;
    exports org.panamatorch.inference;
    exports org.panamatorch.io;
    // JUnit's API is no "requires static": Surefire would make modules of one half of JUnit, and
    // fail.
    exports org.panamatorch.junit;
    exports org.panamatorch.library;
    exports org.panamatorch.nn;
    exports org.panamatorch.nn.hook;
    exports org.panamatorch.nn.utils;
    exports org.panamatorch.optim;
    exports org.panamatorch.optim.lr;
    exports org.panamatorch.optim.swa;
    exports org.panamatorch.option;
    exports org.panamatorch.result;
}
