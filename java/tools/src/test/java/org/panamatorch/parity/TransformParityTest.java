package org.panamatorch.parity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.panamatorch.DType;
import org.panamatorch.ForwardAD;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.func.Func;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.Functional;
import org.panamatorch.nn.GELU;
import org.panamatorch.nn.LayerNorm;
import org.panamatorch.nn.Linear;
import org.panamatorch.nn.Sequential;
import org.panamatorch.nn.Tanh;
import org.panamatorch.option.Randomness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What transforms of functions give, to the last bit, against Python's on this machine now. */
@NoLeaks
class TransformParityTest {
    @TempDir private Path folder;

    private final Map<String, Supplier<Object>> cases = new LinkedHashMap<>();
    private TensorScope scope;
    private Tensor x;
    private Tensor y;
    private Tensor w;
    private Tensor b;
    private Tensor data;
    private Tensor targets;

    @BeforeEach
    void open() {
        scope = new TensorScope();
        TensorOptions float64 = TensorOptions.of(DType.FLOAT64);
        x = Torch.linspace(-1.3, 1.7, 6, float64).view(2, 3);
        y = Torch.linspace(0.2, 2.9, 6, float64).view(2, 3);
        w = Torch.linspace(-0.8, 0.9, 12).view(4, 3);
        b = Torch.linspace(-0.1, 0.3, 4);
        data = Torch.linspace(-2, 2, 15).view(5, 3);
        targets = Torch.tensor(new long[] {0, 3, 1, 2, 3});
        derivatives();
        batches();
        products();
        jacobians();
        duals();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    private record Parameters(Tensor w, Tensor b) {}

    private static Tensor loss(Parameters p, Tensor sample, Tensor target) {
        return Functional.crossEntropy(
                Functional.linear(sample, p.w(), p.b()).unsqueeze(0), target.unsqueeze(0));
    }

    private static Sequential net() {
        Torch.manualSeed(5);
        return new Sequential(new Linear(3, 4), new Tanh(), new Linear(4, 4));
    }

    private static Tensor times(Tensor one, Tensor other) {
        return one.sin().matmul(other.t());
    }

    private void derivatives() {
        cases.put("grad", () -> Func.grad(t -> t.sin().mul(y).sum(), x));
        cases.put("grad of independent", () -> Func.grad(_ -> y.sum(), x));
        cases.put(
                "grad of map",
                () -> {
                    SequencedMap<String, Tensor> map = new LinkedHashMap<>();
                    map.put("w", w);
                    map.put("b", b);
                    return Func.grad(
                            p ->
                                    loss(
                                            new Parameters(p.get("w"), p.get("b")),
                                            data.get(0),
                                            targets.get(0)),
                            map);
                });
        cases.put("grad and value", () -> Func.gradAndValue(t -> t.exp().sum(), x));
        cases.put(
                "second derivative",
                () -> Func.grad(t -> Func.grad(u -> u.pow(3).sum(), t).sum(), x));
        cases.put(
                "third derivative",
                () ->
                        Func.grad(
                                t ->
                                        Func.grad(u -> Func.grad(v -> v.pow(4).sum(), u).sum(), t)
                                                .sum(),
                                x));
    }

    private void batches() {
        cases.put("vmap", () -> Func.vmap((s, t) -> s.dot(t), x, y));
        cases.put(
                "vmap of dims",
                () -> Func.vmap((s, t) -> s.mul(t.sum()), x, y, o -> o.inDims(1, null).outDims(1)));
        cases.put(
                "vmap of negative dim",
                () -> Func.vmap(s -> s.cumsum(0), x, o -> o.inDims(-1).outDims(-1)));
        cases.put("vmap in vmap", () -> Func.vmap(s -> Func.vmap(t -> s.mul(t.sin()), y), x));
        cases.put("vmap of constant", () -> Func.vmap(_ -> y, x));
        cases.put("vmap of constant in the middle", () -> Func.vmap(_ -> x, y));
        cases.put("vmap in chunks", () -> Func.vmap(s -> s.softmax(0), data, o -> o.chunkSize(2)));
        cases.put("vmap of sorts", () -> Func.vmap(s -> s.sort(0, true).values(), data));
        cases.put(
                "vmap with different randomness",
                () -> seeded(s -> s.add(Torch.randn(3)), Randomness.DIFFERENT, 5));
        cases.put(
                "vmap with the same randomness",
                () -> seeded(s -> s.add(Torch.rand(3)), Randomness.SAME, 5));
        cases.put(
                "vmap in chunks with the same randomness",
                () -> seeded(s -> s.add(Torch.rand(3)), Randomness.SAME, 2));
        cases.put(
                "vmap with dropout",
                () -> seeded(s -> Functional.dropout(s), Randomness.DIFFERENT, 5));
        cases.put(
                "per-sample gradients",
                () -> {
                    Sequential model = net();
                    Map<String, Tensor> params = new LinkedHashMap<>();
                    model.namedParameters().forEach((name, p) -> params.put(name, p.detach()));
                    return Func.vmap(
                            (s, t) ->
                                    Func.grad(
                                            p ->
                                                    Functional.crossEntropy(
                                                            Func.functionalCall(
                                                                    model, p, s.unsqueeze(0)),
                                                            t.unsqueeze(0)),
                                            params),
                            data,
                            targets);
                });
        cases.put(
                "per-sample gradients of a map",
                () ->
                        Func.vmap(
                                (s, t) -> Func.grad(p -> loss(p, s, t), new Parameters(w, b)),
                                data,
                                targets));
        cases.put(
                "ensemble",
                () -> {
                    List<Linear> models = new ArrayList<>();
                    for (int seed = 0; seed < 3; seed++) {
                        Torch.manualSeed(seed);
                        models.add(new Linear(3, 2));
                    }
                    return Func.vmap(
                            p -> Func.functionalCall(models.getFirst(), p, data),
                            Func.stackModuleState(models).params());
                });
    }

    private Tensor seeded(Function<Tensor, Tensor> function, Randomness randomness, long chunk) {
        Torch.manualSeed(3);
        return Func.vmap(function, data, o -> o.randomness(randomness).chunkSize(chunk));
    }

    private void products() {
        cases.put(
                "vjp",
                () -> {
                    var vjp = Func.vjp(t -> List.of(t.sin(), t.mul(y).sum(0)), x);
                    return List.of(vjp.output(), vjp.apply(List.of(y, y.get(0))));
                });
        cases.put(
                "vjp over a batch",
                () -> {
                    var vjp = Func.vjp((Tensor t) -> t.tanh(), x);
                    return Func.vmap(vjp::apply, Torch.stack(List.of(x, y)));
                });
        cases.put("jvp", () -> Func.jvp(t -> t.sin().mul(y), x, y));
        cases.put(
                "jvp of two",
                () -> Func.jvp(t -> t.get(0).matmul(t.get(1).t()), List.of(x, y), List.of(y, x)));
        cases.put("jvp in jvp", () -> Func.jvp(t -> Func.jvp(u -> u.pow(3), t, y).jvp(), x, y));
        cases.put("jvp of grad", () -> Func.jvp(t -> Func.grad(u -> u.sin().sum(), t), x, y));
        cases.put("jvp of independent", () -> Func.jvp(_ -> y.mul(2), x, y));
        cases.put(
                "grad of jvp", () -> Func.grad(t -> Func.jvp(u -> u.pow(3), t, y).jvp().sum(), x));
    }

    private void jacobians() {
        cases.put("jacrev", () -> Func.jacrev(t -> times(t, y), x));
        cases.put("jacrev in chunks", () -> Func.jacrev(t -> times(t, y), x, 3));
        cases.put("jacrev row by row", () -> Func.jacrev(t -> times(t, y), x, 1));
        cases.put(
                "jacrev of a module",
                () -> {
                    Torch.manualSeed(1);
                    var model = new Sequential(new Linear(3, 4), new LayerNorm(4), new GELU());
                    return Func.jacrev(model::call, data.get(0));
                });
        cases.put("jacfwd", () -> Func.jacfwd(t -> times(t, y), x));
        cases.put("jacfwd of scalar", () -> Func.jacfwd(t -> t.pow(2), x.get(0, 1)));
        cases.put(
                "jacrev over a batch",
                () -> Func.vmap(s -> Func.jacrev(t -> t.sin().mul(t.sum()), s), data));
        cases.put("hessian", () -> Func.hessian(t -> t.pow(3).sum().mul(t.get(0, 0)), x));
        cases.put(
                "hessian of several",
                () ->
                        Func.hessian(
                                p -> p.get(0).mul(p.get(1).pow(2)).sum(),
                                List.of(x.get(0), y.get(0))));
        cases.put(
                "jacrev of jacrev",
                () -> Func.jacrev(t -> Func.jacrev(u -> u.exp().prod(), t), x.get(0)));
    }

    private static Object dual(Function<Tensor, Tensor> function, Tensor value, Tensor tangent) {
        try (var _ = ForwardAD.dualLevel()) {
            return ForwardAD.unpackDual(function.apply(ForwardAD.makeDual(value, tangent)));
        }
    }

    private void duals() {
        cases.put("dual of linear layers", () -> dual(net()::call, data, data.flip(0)));
        cases.put("dual of reductions", () -> dual(t -> t.softmax(1).logsumexp(0), x, y));
        cases.put(
                "dual of linear algebra",
                () -> dual(t -> org.panamatorch.Linalg.inv(t.matmul(t.t())), x, y));
        cases.put(
                "dual of conv",
                () -> dual(t -> Functional.conv1d(t.unsqueeze(0), y.unsqueeze(0)), x, y));
    }

    private static Stream<Tensor> tensors(Object tree) {
        return switch (tree) {
            case Tensor tensor -> Stream.of(tensor);
            case List<?> list -> list.stream().flatMap(TransformParityTest::tensors);
            case Map<?, ?> map -> map.values().stream().flatMap(TransformParityTest::tensors);
            case Func.GradAndValue<?>(Object grad, Tensor value) ->
                    Stream.concat(tensors(grad), Stream.of(value));
            case Func.Jvp<?>(Object output, Object jvp) ->
                    Stream.concat(tensors(output), tensors(jvp));
            case ForwardAD.UnpackedDualTensor(Tensor primal, Tensor tangent) ->
                    Stream.of(primal, tangent);
            case Parameters(Tensor first, Tensor second) -> Stream.of(first, second);
            default -> throw new AssertionError(tree.getClass());
        };
    }

    private static String text(Shape shape) {
        return shape.toString()
                .replace("torch.Size([", "(")
                .replace("])", shape.toArray().length == 1 ? ",)" : ")");
    }

    private static String line(Object result) {
        List<Tensor> tensors = tensors(result).toList();
        return Stream.concat(
                        Stream.of(
                                tensors.stream()
                                        .map(tensor -> text(tensor.shape()))
                                        .collect(Collectors.joining(" "))),
                        tensors.stream()
                                .flatMap(
                                        tensor ->
                                                Arrays.stream(
                                                                tensor.detach()
                                                                        .to(DType.FLOAT64)
                                                                        .reshape(-1)
                                                                        .toDoubleArray())
                                                        .mapToObj(Double::toHexString)))
                .collect(Collectors.joining("\t"));
    }

    private static String inJavasHex(String line) {
        String[] parts = line.split("\t");
        for (int i = 1; i < parts.length; i++) {
            parts[i] = Double.toHexString(Double.parseDouble(parts[i]));
        }
        return String.join("\t", parts);
    }

    @Test
    void results_arePythons() throws IOException, InterruptedException {
        FreshRecording.makeTransforms(folder);
        Map<String, String> python = new LinkedHashMap<>();
        for (String line : Files.readAllLines(folder.resolve("transforms.txt"))) {
            int tab = line.indexOf('\t');
            python.put(line.substring(0, tab), inJavasHex(line.substring(tab + 1)));
        }
        Map<String, String> ours = new LinkedHashMap<>();
        python.keySet().forEach(name -> ours.put(name, line(cases.get(name).get())));
        assertThat(ours).isEqualTo(python);
        assertThat(cases).hasSameSizeAs(python);
    }
}
