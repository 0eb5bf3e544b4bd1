package org.panamatorch.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.panamatorch.support.Refusals.assertRefused;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.panamatorch.DType;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.junit.NoLeaks;

/** What a module refuses to hold or does not have, with Python's kinds and texts. */
@NoLeaks
class ModuleTreeMisuseTest {
    private static final int DEEPER_THAN_ANY_STACK = 20_000;

    @AutoClose private final TensorScope scope = new TensorScope();

    private void assertKey(ThrowingCallable misuse, String text) {
        assertRefused(misuse, Kind.KEY, text);
    }

    private void assertAttribute(ThrowingCallable misuse, String text) {
        assertRefused(misuse, Kind.ATTRIBUTE, text);
    }

    @Test
    void namesThatAreNone_areRefused() {
        Linear linear = new Linear(2, 3);
        assertKey(
                () -> linear.registerParameter("a.b", null), "parameter name can't contain \".\"");
        assertKey(() -> linear.registerBuffer("", null), "buffer name can't be empty string \"\"");
        assertKey(
                () -> linear.register("a.b", new ReLU()),
                "module name can't contain \".\", got: a.b");
        assertKey(() -> linear.registerBuffer("weight", null), "attribute 'weight' already exists");
    }

    @Test
    void missingMembers_areRefused() {
        Linear linear = new Linear(2, 3);
        assertAttribute(() -> linear.unregister("nope"), "'Linear' object has no attribute 'nope'");
        assertAttribute(() -> linear.getSubmodule("nope"), "Linear has no attribute `nope`");
        assertAttribute(() -> linear.getSubmodule("weight"), "`weight` is not an nn.Module");
        assertAttribute(() -> linear.getParameter("nope"), "Linear has no attribute `nope`");
        assertAttribute(() -> linear.getBuffer("weight"), "`weight` is not a buffer");
        assertRefused(
                () -> linear.setSubmodule("", new ReLU()),
                Kind.VALUE,
                "Cannot set the submodule without a target name!");
    }

    @Test
    void missingElements_areRefused() {
        ModuleDict<ReLU> modules = new ModuleDict<>();
        modules.put("a", new ReLU());
        assertKey(() -> modules.get("b"), "'b'\n  in ModuleDict(keys=['a'])");
        assertKey(() -> new ParameterDict().pop("b"), "'b'\n  in ParameterDict(keys=[])");
        assertRefused(
                () -> new ModuleList<>(new ReLU()).get(4), Kind.INDEX, "index 4 is out of range");
        assertRefused(
                () -> new Sequential(new ReLU()).insert(5, new ReLU()),
                Kind.INDEX,
                "Index out of range: 5");
        assertRefused(() -> new ParameterList().get(0), Kind.INDEX, "index 0 is out of range");
    }

    @Test
    void null_isRefusedByName() {
        Linear linear = new Linear(2, 3);
        assertRefused(
                () -> linear.register(null, new ReLU()),
                NullPointerException.class,
                "register module: argument 'name' is null, expected a string");
        assertRefused(
                () -> linear.registerForwardHook(null),
                NullPointerException.class,
                "registerForwardHook: argument 'hook' is null, expected a hook");
        assertRefused(
                () -> new HuberLoss(o -> o.reduction(null)),
                NullPointerException.class,
                "HuberLossOptions: argument 'reduction' is null, expected a reduction");
        assertRefused(
                () -> new AvgPool2d((Shape) null),
                NullPointerException.class,
                "AvgPool2d: argument 'kernelSize' is null, expected a shape");
    }

    @Test
    void complexNumberForAFloat_isNoSuchType() {
        assertThat(CosineSimilarityOptions.class.getMethods())
                .filteredOn(method -> method.getName().equals("eps"))
                .filteredOn(method -> method.getParameterCount() == 1)
                .extracting(method -> method.getParameterTypes()[0])
                .containsOnly(double.class);
    }

    @Test
    void tensorThatIsNoParameter_doesNotReplaceOne() {
        Linear linear = new Linear(2, 3);
        String text =
                "cannot assign 'torch.FloatTensor' as parameter 'weight' (torch.nn.Parameter or"
                        + " None expected)";
        assertRefused(() -> linear.setAttribute("weight", Torch.zeros(3, 2)), Kind.TYPE, text);
        assertRefused(() -> linear.setAttribute("weight", linear.weight().mul(2)), Kind.TYPE, text);
    }

    @Test
    void frozenParameter_isReplacedByAFrozenOne() {
        Linear linear = new Linear(2, 3);
        linear.requiresGrad_(false);
        Tensor other = Torch.zeros(3, 2);
        linear.setAttribute("weight", other);
        assertThat(linear.weight()).isSameAs(other);
        assertThat(other.requiresGrad()).isFalse();
    }

    @Test
    void moduleInItself_isRefused() {
        Linear linear = new Linear(2, 3);
        assertRefused(
                () -> linear.register("me", linear),
                IllegalArgumentException.class,
                "register: the module 'me' is or holds the Linear that is to hold it, expected a"
                        + " tree");
        Sequential inner = new Sequential();
        Sequential outer = new Sequential(new Sequential(inner));
        assertRefused(
                () -> inner.append(outer),
                IllegalArgumentException.class,
                "register: the module '0' is or holds the Sequential that is to hold it, expected"
                        + " a tree");
        assertThat(inner.isEmpty()).isTrue();
    }

    @Test
    void moduleInTwoPlaces_isNoCycle() {
        ReLU shared = new ReLU();
        assertThat(new Sequential(shared, new Sequential(shared)).modules()).hasSize(3);
    }

    private static Module deep() {
        Module tree = new Linear(1, 1);
        for (int i = 0; i < DEEPER_THAN_ANY_STACK; i++) {
            ModuleList<Module> whole = new ModuleList<>();
            whole.append(tree);
            tree = whole;
        }
        return tree;
    }

    @Test
    void deepTree_isWalked() {
        Module tree = deep();
        assertThat(tree.modules()).hasSize(DEEPER_THAN_ANY_STACK + 1);
        assertThat(tree.parameters()).hasSize(2);
        assertThat(tree.namedParameters()).hasSize(2);
        tree.zeroGrad();
        tree.requiresGrad_(false);
    }

    @ParameterizedTest
    @CsvSource({"train", "to", "stateDict", "loadStateDict", "copy", "toString", "apply"})
    void treeDeeperThanTheStack_isRefused(String operation) {
        Module tree = deep();
        assertRefused(
                () -> {
                    switch (operation) {
                        case "train" -> tree.train();
                        case "to" -> tree.to(DType.FLOAT64);
                        case "stateDict" -> tree.stateDict();
                        case "loadStateDict" -> tree.loadStateDict(new StateDict());
                        case "copy" -> tree.copy();
                        case "toString" -> tree.toString();
                        default -> tree.apply(_ -> {});
                    }
                },
                Kind.RUNTIME,
                operation + ": the modules are nested too deeply for the stack of this thread");
    }

    @Test
    void closedParameterOfANativeModule_isNoticed() {
        Linear linear = new Linear(2, 3);
        try (var _ = new TensorScope()) {
            LSTM lstm = new LSTM(2, 3);
            lstm.getParameter("weight_hh_l0").close();
            Tensor input = Torch.ones(4, 2);
            assertRefused(
                    () -> lstm.call(input),
                    IllegalStateException.class,
                    "LSTM: tensor 'weight_hh_l0' was used after it had been closed");
            TransformerEncoderLayer layer = new TransformerEncoderLayer(2, 1);
            layer.getParameter("linear1.weight").close();
            assertRefused(
                    () -> layer.call(input),
                    IllegalStateException.class,
                    "Linear: tensor 'weight' was used after it had been closed");
        }
    }
}
