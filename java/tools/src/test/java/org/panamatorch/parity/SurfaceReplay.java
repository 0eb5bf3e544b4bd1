package org.panamatorch.parity;

import com.fasterxml.jackson.databind.JsonNode;

import org.panamatorch.Layout;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.result.TensorTuple;
import org.panamatorch.support.OneThread;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Replays a recording of {@code scripts/record surface} through the public methods. */
final class SurfaceReplay {
    static final String FILE = "surface.jsonl";

    private static final Map<String, TorchException.Kind> KINDS =
            Map.of(
                    "RuntimeError", TorchException.Kind.RUNTIME,
                    "IndexError", TorchException.Kind.INDEX,
                    "ValueError", TorchException.Kind.VALUE,
                    "TypeError", TorchException.Kind.TYPE,
                    "NotImplementedError", TorchException.Kind.NOT_IMPLEMENTED);

    private final Values values;
    private final Set<String> functions = new TreeSet<>();
    private final List<String> differences = new ArrayList<>();
    private final Map<String, Set<String>> notExpressible = new TreeMap<>();
    private int calls;
    private int expressed;

    private SurfaceReplay(Storages storages) {
        values = new Values(storages);
    }

    /** Replays a folder. */
    static SurfaceReplay of(Path folder) throws IOException {
        try (OneThread _ = new OneThread();
                Storages storages = new Storages(folder.resolve("tensors.safetensors"))) {
            SurfaceReplay replay = new SurfaceReplay(storages);
            Cases.forEach(Cases.in(folder, FILE), replay::replay);
            return replay;
        }
    }

    /** How many functions were called. */
    int functions() {
        return functions.size();
    }

    /** How many calls were recorded. */
    int calls() {
        return calls;
    }

    /** How many calls a public method takes. */
    int expressed() {
        return expressed;
    }

    /** The calls whose results, gradient functions or errors are others than Python's. */
    List<String> differences() {
        return differences;
    }

    /** Why calls cannot be expressed, and the functions. */
    Map<String, Set<String>> notExpressible() {
        return notExpressible;
    }

    private void replay(JsonNode json) throws IOException {
        String function = json.get("function").asText();
        functions.add(function);
        calls++;
        try (TensorScope _ = new TensorScope()) {
            Map<String, Object> given = values.decodeAllByName(json.get("given"));
            // Leaves of their own: what is decoded is a view of its storage.
            given.replaceAll((name, value) -> copied(value));
            json.get("requires_grad").forEach(name -> requireGrad(given.get(name.asText())));
            List<Tensor> leaves = leaves(given);
            Tensor input = given.get("input") instanceof Tensor tensor ? tensor : null;
            if (isBackward(json, "during")) {
                putSame(json.get("same"), given);
                given.put("input", input.square());
            }
            SurfaceBinding.Call call;
            try {
                call = new SurfaceBinding(function, given, defaults(json)).call();
            } catch (SurfaceBinding.NotExpressible e) {
                notExpressible
                        .computeIfAbsent(e.getMessage(), key -> new TreeSet<>())
                        .add(function + changed(json));
                return;
            }
            expressed++;
            String why = outcome(json, call, input, leaves);
            // With create_graph, a gradient keeps the graph that keeps the leaf.
            leaves.forEach(leaf -> leaf.setGrad(null));
            if (why != null) {
                differences.add(
                        json.get("id")
                                + " "
                                + function
                                + changed(json)
                                + ": "
                                + why.replaceAll("\\s*\n\\s*", " | "));
            }
        }
    }

    /** The arguments of a call that others of the function do not have. */
    private static String changed(JsonNode json) {
        return json.get("changed").toString();
    }

    private Map<String, Object> defaults(JsonNode json) throws IOException {
        Map<String, Object> defaults = new LinkedHashMap<>();
        values.decodeAllByName(json.get("defaults")).forEach(defaults::put);
        return defaults;
    }

    private static Object copied(Object value) {
        return switch (value) {
            case Tensor tensor -> tensor.clone();
            case List<?> list -> list.stream().map(SurfaceReplay::copied).toList();
            case null, default -> value;
        };
    }

    private static void requireGrad(Object value) {
        if (value instanceof Tensor tensor) {
            tensor.requiresGrad_(tensor.dtype().isFloatingPoint() || tensor.dtype().isComplex());
        } else if (value instanceof List<?> list) {
            list.forEach(SurfaceReplay::requireGrad);
        }
    }

    private static boolean isBackward(JsonNode json, String when) {
        return json.has("backward") && json.get("backward").asText().equals(when);
    }

    /** Arguments that are lists of other arguments. */
    private static void putSame(JsonNode same, Map<String, Object> given) {
        for (Map.Entry<String, JsonNode> list : same.properties()) {
            List<Object> items = new ArrayList<>();
            list.getValue().forEach(name -> items.add(given.get(name.asText())));
            given.put(list.getKey(), items);
        }
    }

    private static List<Tensor> leaves(Map<String, Object> given) {
        return given.values().stream()
                .filter(Tensor.class::isInstance)
                .map(Tensor.class::cast)
                .filter(Tensor::requiresGrad)
                .toList();
    }

    /** What the call returns, or the gradients that it leaves behind. */
    private static List<Object> results(
            JsonNode json, SurfaceBinding.Call call, Tensor input, List<Tensor> leaves) {
        Object result = call.run();
        if (!json.has("backward")) {
            return flat(result);
        }
        if (isBackward(json, "after")) {
            input.square().sum().backward();
        }
        List<Object> gradients = new ArrayList<>();
        leaves.forEach(leaf -> gradients.add(leaf.grad()));
        return gradients;
    }

    private String outcome(
            JsonNode json, SurfaceBinding.Call call, Tensor input, List<Tensor> leaves)
            throws IOException {
        Torch.manualSeed(json.get("seed").asLong());
        List<Object> got;
        try {
            got = results(json, call, input, leaves);
        } catch (RuntimeException e) {
            return json.has("error")
                    ? errorDifference(json.get("error"), e)
                    : "threw " + e + ", expected a result";
        }
        if (json.has("error")) {
            return "returned, expected " + json.get("error");
        }
        return resultDifference(json, got);
    }

    private static String errorDifference(JsonNode wanted, RuntimeException e) {
        String text = wanted.get("text").asText();
        boolean isSameText =
                e.getMessage() != null
                        && (e.getMessage().equals(text) || e.getMessage().startsWith(text + "\n"));
        TorchException.Kind kind = KINDS.get(wanted.get("type").asText());
        boolean isSameKind =
                kind == null || e instanceof TorchException failure && failure.kind() == kind;
        if (isSameText && isSameKind && !e.getMessage().contains("\n  in ")) {
            return "says nothing of the operation: " + e.getMessage();
        }
        return isSameText && isSameKind ? null : "threw " + e + ", expected " + wanted;
    }

    private String resultDifference(JsonNode json, List<Object> got) throws IOException {
        JsonNode outs = json.get("outs");
        if (outs.size() != got.size()) {
            return got.size() + " results, expected " + outs.size();
        }
        for (int i = 0; i < outs.size(); i++) {
            Object value = got.get(i);
            String difference =
                    outs.get(i).has("size") && !outs.get(i).has("t")
                            ? shapeDifference(outs.get(i), value)
                            : Comparison.difference(values.decode(outs.get(i)), dense(value), true);
            if (difference != null) {
                return "result " + i + " " + difference;
            }
            JsonNode wanted = json.get("grad_fns").get(i);
            String expected = wanted == null || wanted.isNull() ? null : wanted.asText();
            String actual = value instanceof Tensor tensor ? tensor.gradFn() : null;
            if (!Objects.equals(actual, expected)) {
                return "result " + i + " has grad_fn " + actual + ", expected " + expected;
            }
        }
        return null;
    }

    private static String shapeDifference(JsonNode wanted, Object value) {
        if (!(value instanceof Tensor tensor)) {
            return "is " + value + ", expected a tensor";
        }
        String actual = tensor.dtype().bareName() + Arrays.toString(tensor.sizes());
        String expected =
                wanted.get("dtype").asText() + wanted.get("size").toString().replace(",", ", ");
        return actual.equals(expected) ? null : "is " + actual + ", expected " + expected;
    }

    private static Object dense(Object value) {
        return value instanceof Tensor tensor && tensor.layout() != Layout.STRIDED
                ? tensor.detach().toDense()
                : value;
    }

    private static List<Object> flat(Object result) {
        if (result instanceof Shape shape) {
            return List.of(Arrays.stream(shape.toArray()).boxed().toList());
        }
        if (result instanceof Iterator<?> items) {
            List<Object> rest = new ArrayList<>();
            items.forEachRemaining(rest::add);
            return rest;
        }
        List<Object> values = new ArrayList<>(Comparison.flat(result));
        if (result instanceof TensorTuple) {
            // What Python's tuple leaves out is null in a record.
            values.removeIf(Objects::isNull);
        }
        return values;
    }
}
