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
import org.panamatorch.Generator;
import org.panamatorch.MemoryFormat;
import org.panamatorch.Operator;
import org.panamatorch.Scalar;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.Warnings;
import org.panamatorch.func.Func;
import org.panamatorch.internal.call.Callbacks;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.library.Library.Kind;
import org.panamatorch.option.DispatchKey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** Operators whose kernels are Java code. */
@NoLeaks
class LibraryTest {
    private static final long PAUSE_NANOS = 500_000;

    private TensorScope scope;
    private Library library;
    private Tensor x;
    private int before;

    @BeforeEach
    void open() {
        before = Callbacks.size();
        scope = new TensorScope();
        library = new Library("java_test");
        x = Torch.tensor(1f, 4f);
    }

    @AfterEach
    void close() {
        library.close();
        scope.close();
        assertThat(Callbacks.size()).as("kernels kept by native code").isEqualTo(before);
    }

    private void defineScale() {
        library.define("scale(Tensor x, float factor=2.0) -> Tensor");
        library.impl(
                "scale",
                DispatchKey.CPU,
                arguments -> ((Tensor) arguments[0]).mul((Double) arguments[1]));
    }

    @Test
    void kernels_areCalledByName() {
        library.define("scale(Tensor x, float factor=2.0) -> Tensor");
        List<Object> given = new ArrayList<>();
        library.impl(
                "java_test::scale",
                DispatchKey.CPU,
                arguments -> {
                    given.addAll(Arrays.asList(arguments).subList(1, 2));
                    return ((Tensor) arguments[0]).mul((Double) arguments[1]);
                });
        assertThat(Torch.call("java_test::scale", x)).hasToString("tensor([2., 8.])");
        assertThat(Torch.ops("java_test::scale").call(List.of(x), Map.of("factor", 3)))
                .hasToString("tensor([ 3., 12.])");
        assertThat(given).containsExactly(2.0, 3.0);
    }

    @Test
    void definitions_giveOperators() {
        Operator operator = library.define(" pair.both(Tensor a, *, int n=3) -> (Tensor, int) ");
        assertThat(operator.schema())
                .isEqualTo("java_test::pair.both(Tensor a, *, int n=3) -> (Tensor, int)");
        library.impl("pair.both", DispatchKey.CPU, arguments -> arguments);
        assertThat((Object[]) operator.call(x)).hasSize(2).endsWith(3L);
    }

    @Test
    void argumentsOfAllKinds_arrive() {
        library.define(
                "all(Tensor? t, Tensor[] ts, int[2] sizes, bool b, Scalar s, str text, ScalarType?"
                        + " dtype, Layout? layout, Device? device, MemoryFormat? format, Generator?"
                        + " generator) -> str");
        library.impl(
                "all",
                DispatchKey.COMPOSITE_EXPLICIT_AUTOGRAD,
                arguments -> Arrays.asList(arguments).subList(2, 10) + " " + arguments[0]);
        assertThat(
                        Torch.call(
                                "java_test::all",
                                null,
                                List.of(x, x),
                                7,
                                true,
                                Scalar.complex(1, 2),
                                "grüße",
                                DType.BFLOAT16,
                                x.layout(),
                                Device.CPU,
                                MemoryFormat.CHANNELS_LAST,
                                null))
                .isEqualTo(
                        "[[7, 7], true, (1.0+2.0j), grüße, torch.bfloat16, torch.strided, cpu,"
                                + " torch.channels_last] null");
    }

    @Test
    void generators_arrive() {
        library.define("draw(Tensor x, Generator? generator=None) -> Tensor");
        library.impl(
                "draw",
                DispatchKey.CPU,
                arguments -> Torch.call("aten::rand.generator", List.of(2), arguments[1]));
        try (var one = new Generator();
                var other = new Generator()) {
            one.manualSeed(5);
            other.manualSeed(5);
            assertThat(Torch.call("java_test::draw", x, one))
                    .hasToString(Torch.call("aten::rand.generator", List.of(2), other).toString());
        }
    }

    @Test
    void inPlaceOperators_giveTheirArgument() {
        library.define("twice_(Tensor(a!) self) -> Tensor(a!)");
        library.impl("twice_", DispatchKey.CPU, arguments -> ((Tensor) arguments[0]).mul_(2));
        assertThat(Torch.call("java_test::twice_", x)).isSameAs(x);
        assertThat(x).hasToString("tensor([2., 8.])");
    }

    @Test
    void listsOfTensors_comeBack() {
        library.define("halves(Tensor x) -> Tensor[]");
        library.impl("halves", DispatchKey.CPU, arguments -> ((Tensor) arguments[0]).unbind());
        assertThat((List<?>) Torch.call("java_test::halves", x)).hasSize(2);
    }

    @Test
    void nothing_isReturnedByNothing() {
        library.define("log(str text) -> ()");
        List<Object> log = new ArrayList<>();
        library.impl(
                "log",
                DispatchKey.COMPOSITE_EXPLICIT_AUTOGRAD,
                arguments -> {
                    log.add(arguments[0]);
                    return null;
                });
        assertThat(Torch.call("java_test::log", "a")).isNull();
        assertThat(log).containsExactly("a");
    }

    @Test
    void wrongResults_areNamed() {
        library.define("two(Tensor x) -> (Tensor, Tensor)");
        library.impl("two", DispatchKey.CPU, arguments -> List.of(arguments[0]));
        assertThatThrownBy(() -> Torch.call("java_test::two", x))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "java_test::two: the kernel returned 1 results, expected 2\n"
                                + "  schema: java_test::two(Tensor x) -> (Tensor, Tensor)");
        library.define("text(Tensor x) -> Tensor");
        library.impl("text", DispatchKey.CPU, _ -> "a");
        assertThatThrownBy(() -> Torch.call("java_test::text", x))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "java_test::text: result 1 of the kernel is a String \"a\", expected a"
                                + " Tensor\n"
                                + "  schema: java_test::text(Tensor x) -> Tensor");
        library.define("none(Tensor x) -> Tensor");
        library.impl("none", DispatchKey.CPU, _ -> null);
        assertThatThrownBy(() -> Torch.call("java_test::none", x))
                .isInstanceOf(NullPointerException.class)
                .hasMessage(
                        "java_test::none: result 1 of the kernel is null, expected a Tensor\n"
                                + "  schema: java_test::none(Tensor x) -> Tensor");
        library.define("closed(Tensor x) -> Tensor");
        library.impl(
                "closed",
                DispatchKey.CPU,
                arguments -> {
                    Tensor made = ((Tensor) arguments[0]).add(1);
                    made.close();
                    return made;
                });
        assertThatThrownBy(() -> Torch.call("java_test::closed", x))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "java_test::closed: tensor 'result 1' was used after it had been closed");
    }

    @Test
    void exceptions_reachTheCaller() {
        library.define("fail(Tensor x) -> Tensor");
        IllegalCallerException thrown = new IllegalCallerException("mine");
        library.impl(
                "fail",
                DispatchKey.CPU,
                _ -> {
                    throw thrown;
                });
        assertThatThrownBy(() -> Torch.call("java_test::fail", x)).isSameAs(thrown);
    }

    @Test
    void recursion_endsAsAStackOverflow() {
        library.define("again(Tensor x) -> Tensor");
        library.impl(
                "again", DispatchKey.CPU, arguments -> Torch.call("java_test::again", arguments));
        assertThatThrownBy(() -> Torch.call("java_test::again", x))
                .isInstanceOf(StackOverflowError.class);
        defineScale();
        assertThat(Torch.call("java_test::scale", x)).hasToString("tensor([2., 8.])");
    }

    @Test
    void derivatives_areRecorded() {
        library.define("cube(Tensor x, int times) -> Tensor");
        library.impl("cube", DispatchKey.CPU, arguments -> ((Tensor) arguments[0]).pow(3));
        library.registerAutograd(
                "cube",
                new Library.Derivative() {
                    @Override
                    public void setupContext(
                            FunctionContext context, Object[] inputs, Object output) {
                        context.saveForBackward((Tensor) inputs[0]);
                    }

                    @Override
                    public Tensor[] backward(FunctionContext context, Tensor... gradOutputs) {
                        Tensor x = context.savedTensors()[0];
                        return new Tensor[] {gradOutputs[0].mul(x.pow(2)).mul(3), null};
                    }
                });
        Tensor where = Torch.tensor(1.0, 4.0).requiresGrad_();
        Tensor cube = (Tensor) Torch.call("java_test::cube", where, 1);
        assertThat(cube.requiresGrad()).isTrue();
        assertThat(Autograd.grad(cube.sum(), where))
                .hasToString("tensor([ 3., 48.], dtype=torch.float64)");
        assertThat(
                        Autograd.gradcheck(
                                each -> (Tensor) Torch.call("java_test::cube", each, 1), where))
                .isTrue();
        Tensor gradient =
                Func.grad(
                        t -> ((Tensor) Torch.call("java_test::cube", t, 1)).sum(), where.detach());
        assertThat(gradient).hasToString("tensor([ 3., 48.], dtype=torch.float64)");
    }

    @Test
    void callsThatAreNotRecorded_giveWhatTheKernelGives() {
        library.define("same(Tensor x) -> Tensor");
        library.impl("same", DispatchKey.COMPOSITE_EXPLICIT_AUTOGRAD, arguments -> arguments[0]);
        library.registerAutograd("same", (_, gradients) -> gradients);
        Tensor leaf = x.clone().requiresGrad_();
        Tensor same = Torch.noGrad(() -> (Tensor) Torch.call("java_test::same", leaf));
        assertThat(same.requiresGrad()).isTrue();
        assertThat(((Tensor) Torch.call("java_test::same", x.toSparse())).isSparse()).isTrue();
    }

    @Test
    void derivativesOfSeveralResults_areRecorded() {
        library.define("both(Tensor a, Tensor b) -> (Tensor, Tensor)");
        library.impl(
                "both",
                DispatchKey.CPU,
                arguments -> {
                    Tensor a = (Tensor) arguments[0];
                    Tensor b = (Tensor) arguments[1];
                    return new Object[] {a.add(b), a.sub(b)};
                });
        library.registerAutograd(
                "both",
                (_, grads) -> new Tensor[] {grads[0].add(grads[1]), grads[0].sub(grads[1])});
        Tensor a = x.clone().requiresGrad_();
        Tensor b = x.clone().requiresGrad_();
        Object[] results = (Object[]) Torch.call("java_test::both", a, b);
        Tensor sum = ((Tensor) results[0]).mul(3).add((Tensor) results[1]).sum();
        assertThat(Arrays.toString(Autograd.grad(new Tensor[] {sum}, new Tensor[] {a, b})))
                .isEqualTo("[tensor([4., 4.]), tensor([2., 2.])]");
    }

    @Test
    void withoutADerivative_theKernelsOperatorsAreRecorded() {
        defineScale();
        Tensor leaf = x.clone().requiresGrad_();
        Tensor scaled = (Tensor) Torch.call("java_test::scale", leaf, 5);
        assertThat(Autograd.grad(scaled.sum(), leaf)).hasToString("tensor([5., 5.])");
    }

    @Test
    void fakes_computeSizesAlone() {
        defineScale();
        Tensor meta = Torch.empty(new long[] {3, 4}, TensorOptions.of(Device.META));
        assertThatThrownBy(() -> Torch.call("java_test::scale", meta))
                .isInstanceOf(TorchException.class)
                .hasMessageStartingWith(
                        "java_test::scale: attempted to run this operator with Meta tensors, but"
                                + " there was no fake impl or Meta kernel registered.");
        library.registerFake("scale", arguments -> Torch.emptyLike((Tensor) arguments[0]));
        assertThat(((Tensor) Torch.call("java_test::scale", meta)).shape())
                .hasToString("torch.Size([3, 4])");
    }

    @Test
    void autocastKernels_cast() {
        defineScale();
        library.impl(
                "scale",
                DispatchKey.AUTOCAST_CPU,
                arguments -> {
                    try (var _ = new Autocast(Device.Type.CPU, null, false, null)) {
                        return Torch.call(
                                "java_test::scale",
                                ((Tensor) arguments[0]).to(DType.BFLOAT16),
                                arguments[1]);
                    }
                });
        try (var _ = new Autocast(Device.Type.CPU)) {
            assertThat(((Tensor) Torch.call("java_test::scale", x)).dtype())
                    .isEqualTo(DType.BFLOAT16);
        }
        assertThat(((Tensor) Torch.call("java_test::scale", x)).dtype()).isEqualTo(DType.FLOAT32);
    }

    @Test
    void vmap_callsThemForEachElement() {
        defineScale();
        Tensor rows = Torch.arange(6).view(3, 2).to(DType.FLOAT32);
        try (var _ = Warnings.capture()) {
            Tensor scaled = Func.vmap(row -> (Tensor) Torch.call("java_test::scale", row), rows);
            assertThat(scaled)
                    .hasToString("tensor([[ 0.,  2.],\n        [ 4.,  6.],\n        [ 8., 10.]])");
        }
    }

    @Test
    void wrongDefinitions_haveLibTorchsTexts() {
        assertThatThrownBy(() -> library.define("bad(Tensor x -> Tensor"))
                .isInstanceOf(TorchException.class)
                .hasMessageContaining("bad(Tensor x -> Tensor");
        defineScale();
        assertThatThrownBy(() -> library.define("scale(Tensor x) -> Tensor"))
                .isInstanceOf(TorchException.class)
                .hasMessageContaining(
                        "Tried to register an operator (java_test::scale(Tensor x) -> Tensor) with"
                                + " the same name and overload name multiple times.")
                .hasMessageContaining("LibraryTest.java");
        assertThatThrownBy(() -> library.impl("scale", DispatchKey.CPU, _ -> null))
                .isInstanceOf(TorchException.class)
                .hasMessage(
                        "This is not allowed since there's already a kernel registered from Java"
                                + " overriding scale's behavior for CPU dispatch key and java_test"
                                + " namespace.");
        assertThatThrownBy(() -> library.impl("other::scale", DispatchKey.CPU, _ -> null))
                .hasMessage("Library: operator 'other::scale' is not of namespace java_test");
        assertThatThrownBy(() -> new Library("java_test"))
                .isInstanceOf(TorchException.class)
                .hasMessageContaining(
                        "Only a single TORCH_LIBRARY can be used to register the namespace"
                                + " java_test");
        assertThatThrownBy(() -> new Library("prim"))
                .hasMessage(
                        "prim is a reserved namespace. Please try creating a library with another"
                                + " name.");
        assertThatThrownBy(() -> new Library("a b"))
                .hasMessage("Library: namespace 'a b' is no name of letters, digits and _");
    }

    @Test
    void withoutAKernel_callsAreRefused() {
        Operator operator = library.define("none(Tensor x) -> Tensor");
        assertThatThrownBy(() -> operator.call(x))
                .isInstanceOf(TorchException.class)
                .hasMessageStartingWith("Could not run 'java_test::none' with arguments from the");
    }

    @Test
    void closedLibraries_takeTheirOperatorsAlong() {
        defineScale();
        Operator operator = Torch.ops("java_test::scale");
        library.close();
        library.close();
        assertThatThrownBy(() -> operator.call(x))
                .isInstanceOf(TorchException.class)
                .hasMessageStartingWith(
                        "java_test::scale: the library that had defined the operator was closed");
        assertThatThrownBy(() -> Torch.ops("java_test::scale"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> library.define("more() -> ()"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("define: the library of namespace java_test was closed");
    }

    @Test
    void closedNamespaces_areFreeAgain() {
        defineScale();
        Torch.call("java_test::scale", x);
        library.close();
        library = new Library("java_test");
        library.define("scale(Tensor x, int n) -> Tensor");
        library.impl(
                "scale",
                DispatchKey.CPU,
                arguments -> ((Tensor) arguments[0]).add((Long) arguments[1]));
        assertThat(Torch.call("java_test::scale", x, 5)).hasToString("tensor([6., 9.])");
    }

    @Test
    void fragmentsAndKernels_haveLibrariesOfTheirOwn() {
        try (Library fragment = new Library("java_test", Kind.FRAGMENT);
                Library kernels = new Library("java_test", Kind.IMPL)) {
            Operator operator = fragment.define("one(Tensor x) -> Tensor");
            kernels.impl("one", DispatchKey.CPU, arguments -> arguments[0]);
            assertThat(((Tensor) operator.call(x)).shape()).isEqualTo(x.shape());
            assertThatThrownBy(() -> kernels.define("two() -> ()"))
                    .isInstanceOf(TorchException.class);
        }
    }

    @Test
    void fallbacks_computeWhatHasNoKernel() {
        List<String> called = new ArrayList<>();
        Library own = new Library("java_fallback");
        own.define("twice(Tensor x, *, float by=2.0) -> Tensor");
        try (Library all = new Library("_", Kind.IMPL)) {
            all.fallback(
                    DispatchKey.CPU,
                    (operator, arguments) -> {
                        called.add(operator.name());
                        return ((Tensor) arguments[0]).mul((double) arguments[1]);
                    });
            Tensor x = Torch.tensor(1f, 3f);
            assertThat((Tensor) Torch.call("java_fallback::twice", x))
                    .hasToString("tensor([2., 6.])");
            assertThat(called).containsExactly("java_fallback::twice");
            assertThatThrownBy(() -> own.fallback(DispatchKey.CPU, (_, arguments) -> arguments[0]))
                    .isInstanceOf(TorchException.class)
                    .hasMessage(
                            "Fallback can only be registered using library fragment on the global"
                                    + " namespace \"_\" but it is java_fallback");
        } finally {
            own.close();
        }
    }

    @Test
    void runningLibraries_cannotBeClosed() throws InterruptedException {
        library.define("wait(Tensor x) -> Tensor");
        library.impl(
                "wait",
                DispatchKey.CPU,
                arguments -> {
                    library.close();
                    return arguments[0];
                });
        assertThatThrownBy(() -> Torch.call("java_test::wait", x))
                .isInstanceOf(TorchException.class)
                .hasMessageStartingWith(
                        "an operator of the library is running, and a library that runs cannot be"
                                + " closed");
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        library.define("slow(Tensor x) -> Tensor");
        library.impl(
                "slow",
                DispatchKey.CPU,
                arguments -> {
                    running.countDown();
                    try {
                        done.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return ((Tensor) arguments[0]).neg();
                });
        Thread other =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    try (var _ = new TensorScope()) {
                                        Torch.call("java_test::slow", Torch.ones(1));
                                    } finally {
                                        running.countDown();
                                    }
                                });
        running.await();
        assertThatThrownBy(library::close)
                .hasMessageStartingWith("an operator of the library is running");
        done.countDown();
        other.join();
    }

    @Test
    void threads_callWhileALibraryCloses() throws InterruptedException {
        defineScale();
        List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            callers.add(
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        try (var _ = new TensorScope()) {
                                            Operator operator = Torch.ops("java_test::scale");
                                            Tensor own = Torch.ones(8);
                                            while (true) {
                                                ((Tensor) operator.call(own)).close();
                                                // Else one of them is in the kernel all the time.
                                                LockSupport.parkNanos(PAUSE_NANOS);
                                            }
                                        } catch (Throwable e) {
                                            thrown.add(e);
                                        }
                                    }));
        }
        Thread.sleep(50);
        boolean isOpen = true;
        while (isOpen) {
            try {
                library.close();
                isOpen = false;
            } catch (TorchException e) {
                assertThat(e).hasMessageStartingWith("an operator of the library is running");
            }
        }
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(thrown)
                .hasSize(4)
                .allSatisfy(e -> assertThat(e.getMessage()).contains("java_test::scale"));
    }
}
