package org.panamatorch.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.panamatorch.DType;
import org.panamatorch.Operator;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.option.DispatchKey;

import java.util.List;

/** Checks of operators, with Python's texts. */
@NoLeaks
class OpcheckTest {
    private TensorScope scope;
    private Library library;
    private Tensor x;

    @BeforeEach
    void open() {
        scope = new TensorScope();
        library = new Library("java_check");
        x = Torch.ones(3);
    }

    @AfterEach
    void close() {
        library.close();
        scope.close();
    }

    private Operator operator(String schema, Library.Kernel kernel) {
        Operator operator = library.define(schema);
        String name = schema.substring(0, schema.indexOf('('));
        library.impl(name, DispatchKey.CPU, kernel);
        library.registerFake(name, arguments -> Torch.emptyLike((Tensor) arguments[0]));
        return operator;
    }

    private static Tensor first(Object... arguments) {
        return (Tensor) arguments[0];
    }

    private void assertFails(Operator operator, String test, String text) {
        assertThat(Library.opcheck(operator, List.of(x), false)).containsEntry(test, text);
        assertThatThrownBy(() -> Library.opcheck(operator, List.of(x)))
                .isInstanceOf(TorchException.class)
                .hasMessage("opcheck(op, ...): " + test + " failed with " + text);
    }

    @Test
    void rightOperators_pass() {
        Operator good = operator("good(Tensor x) -> Tensor", arguments -> first(arguments).mul(2));
        assertThat(Library.opcheck(good, List.of(x)))
                .hasToString(
                        "{test_schema=SUCCESS, test_autograd_registration=SUCCESS,"
                                + " test_faketensor=SUCCESS}");
        assertThat(Library.opcheck(Torch.ops("aten::add_.Tensor"), List.of(x, x.clone())).values())
                .containsOnly("SUCCESS");
        assertThat(Library.opcheck(Torch.ops("aten::t"), List.of(Torch.ones(2, 3))).values())
                .containsOnly("SUCCESS");
        assertThat(x).as("copies are written to").hasToString("tensor([1., 1., 1.])");
    }

    @Test
    void unannouncedWrites_areFound() {
        assertFails(
                operator(
                        "writes(Tensor x) -> Tensor",
                        arguments -> first(arguments).mul_(2).clone()),
                "test_schema",
                "Argument x is not defined as mutable but was mutated");
    }

    @Test
    void unannouncedViews_areFound() {
        assertFails(
                operator("views(Tensor x) -> Tensor", arguments -> first(arguments).view(3)),
                "test_schema",
                "Argument x is not defined to alias output but was aliasing");
        assertFails(
                operator(
                        "two(Tensor x) -> (Tensor, Tensor)",
                        arguments -> {
                            Tensor y = first(arguments).add(1);
                            return List.of(y, y.narrow(0, 0, 1));
                        }),
                "test_schema",
                "Outputs 0 and 1 alias unexpectedly");
    }

    @Test
    void announcedViews_pass() {
        Operator view =
                operator("view(Tensor(a) x) -> Tensor(a)", arguments -> first(arguments).view(3));
        assertThat(Library.opcheck(view, List.of(x), false))
                .containsEntry("test_schema", "SUCCESS");
    }

    @Test
    void derivativesRecordedByKernels_areFound() {
        x.requiresGrad_();
        Operator recording =
                operator("records(Tensor x) -> Tensor", arguments -> first(arguments).mul(2));
        assertThat(Library.opcheck(recording, List.of(x), false).get("test_autograd_registration"))
                .startsWith(
                        "java_check::records: at least one output of this operator has"
                            + " requires_grad=True but the operator does not have an autograd"
                            + " kernel defined at an autograd key (e.g. DispatchKey::Autograd).");
        Operator plain =
                operator(
                        "plain(Tensor x) -> Tensor", arguments -> first(arguments).detach().mul(2));
        assertThat(Library.opcheck(plain, List.of(x)).values()).containsOnly("SUCCESS");
    }

    @Test
    void wrongFakes_areFound() {
        String found =
                "When comparing the output of java_check::%s on FakeTensor and concrete Tensors,"
                        + " found mismatched tensor metadata: %s";
        assertFails(
                operator(
                        "dtype(Tensor x) -> Tensor",
                        arguments -> first(arguments).to(DType.FLOAT64)),
                "test_faketensor",
                found.formatted("dtype", "Dtypes torch.float64 and torch.float32 are not equal!"));
        assertFails(
                operator("shape(Tensor x) -> Tensor", arguments -> first(arguments).repeat(2)),
                "test_faketensor",
                found.formatted(
                        "shape", "Shapes torch.Size([6]) and torch.Size([3]) are not equal!"));
        x = Torch.rand(Shape.of(3, 3));
        assertFails(
                operator("stride(Tensor x) -> Tensor", arguments -> first(arguments).t().clone()),
                "test_faketensor",
                found.formatted(
                        "stride",
                        "Stride mismatch! Strides are (1, 3) and (3, 1) (mismatched at 0)!"));
    }

    @Test
    void missingFakes_areFound() {
        Operator without = library.define("without(Tensor x) -> Tensor");
        library.impl("without", DispatchKey.CPU, arguments -> first(arguments).clone());
        assertThat(Library.opcheck(without, List.of(x), false).get("test_faketensor"))
                .startsWith(
                        "java_check::without: attempted to run this operator with Meta tensors, but"
                                + " there was no fake impl or Meta kernel registered.");
    }

    @Test
    void fallthroughs_letTheNextKernelCompute() {
        Operator passed = library.define("passed(Tensor x) -> Tensor");
        library.impl(
                "passed",
                DispatchKey.COMPOSITE_EXPLICIT_AUTOGRAD,
                arguments -> first(arguments).neg());
        library.implFallthrough("passed", DispatchKey.AUTOGRAD);
        assertThat(passed.call(x)).hasToString("tensor([-1., -1., -1.])");
    }
}
