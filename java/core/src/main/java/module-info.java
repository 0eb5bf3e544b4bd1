/**
 * PyTorch's C++ library, LibTorch, for Java.
 *
 * <p>Start with {@link org.panamatorch.Torch} and {@link org.panamatorch.Tensor}; modules are in
 * {@link org.panamatorch.nn}, optimizers in {@link org.panamatorch.optim}. Programs run with {@code
 * --enable-native-access=org.panamatorch}, or {@code ALL-UNNAMED} on the class path.
 */
module org.panamatorch {
    // To add carriers where waiting virtual threads hold them all.
    requires jdk.management;

    exports org.panamatorch;
    exports org.panamatorch.data;
    // JUnit's API is no "requires static": Surefire would make modules of one half of JUnit, and
    // fail.
    exports org.panamatorch.junit;
    exports org.panamatorch.nn;
    exports org.panamatorch.nn.hook;
    exports org.panamatorch.nn.utils;
    exports org.panamatorch.optim;
    exports org.panamatorch.option;
    exports org.panamatorch.result;
}
