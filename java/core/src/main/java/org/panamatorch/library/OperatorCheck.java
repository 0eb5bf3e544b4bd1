package org.panamatorch.library;

import org.panamatorch.Device;
import org.panamatorch.Operator;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.TorchException;
import org.panamatorch.internal.dispatch.BoundOperator;
import org.panamatorch.internal.dispatch.DispatchCalls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks that an operator does what its schema and its other kernels say. */
final class OperatorCheck {
    private static final String SUCCESS = "SUCCESS";

    private final Operator operator;
    private final BoundOperator bound;
    private final String name;
    private final List<?> given;

    private OperatorCheck(Operator operator, List<?> given) {
        this.operator = operator;
        this.name =
                operator.name() + (operator.overload().isEmpty() ? "" : "." + operator.overload());
        this.bound = DispatchCalls.find(name);
        this.given = given;
    }

    static SequencedMap<String, String> run(
            Operator operator, List<?> arguments, boolean raiseException) {
        OperatorCheck check = new OperatorCheck(operator, arguments);
        SequencedMap<String, Runnable> checks = new LinkedHashMap<>();
        checks.put("test_schema", check::checkSchema);
        checks.put("test_autograd_registration", check::checkAutograd);
        checks.put("test_faketensor", check::checkSizes);
        SequencedMap<String, String> results = new LinkedHashMap<>();
        checks.forEach(
                (test, code) -> {
                    try (var _ = new TensorScope()) {
                        code.run();
                        results.put(test, SUCCESS);
                    } catch (RuntimeException e) {
                        if (raiseException) {
                            TorchException failure =
                                    failure(
                                            "opcheck(op, ...): "
                                                    + test
                                                    + " failed with "
                                                    + e.getMessage());
                            failure.initCause(e);
                            throw failure;
                        }
                        results.put(test, e.getMessage());
                    }
                });
        return results;
    }

    private static TorchException failure(String text) {
        return new TorchException(TorchException.Kind.RUNTIME, text);
    }

    /** Each check has arguments of its own, as operators may write to them. */
    private Object[] copies() {
        return given.stream()
                .map(
                        value ->
                                Tensors.mapped(
                                        value,
                                        tensor ->
                                                tensor.detach()
                                                        .clone()
                                                        .requiresGrad_(tensor.requiresGrad())))
                .toArray();
    }

    private static Object[] results(Object result) {
        return result instanceof Object[] several ? several : new Object[] {result};
    }

    private void checkSchema() {
        Object[] arguments = copies();
        List<List<Tensor>> before =
                Arrays.stream(arguments)
                        .map(Tensors::of)
                        .map(list -> list.stream().map(each -> each.detach().clone()).toList())
                        .toList();
        Object[] outputs = results(operator.call(arguments));
        List<List<String>> aliases = aliases();
        int count = operator.parameters().size();
        for (int i = 0; i < arguments.length; i++) {
            List<Tensor> after = Tensors.of(arguments[i]);
            String argument = operator.parameters().get(i).name();
            for (int j = 0; j < outputs.length; j++) {
                if (shareStorage(after, Tensors.of(outputs[j]))
                        && Collections.disjoint(aliases.get(i), aliases.get(count + j))) {
                    throw failure(
                            "Argument "
                                    + argument
                                    + " is not defined to alias output but was aliasing");
                }
            }
            if (!bound.writes(i) && !areEqual(before.get(i), after)) {
                throw failure(
                        "Argument " + argument + " is not defined as mutable but was mutated");
            }
        }
        for (int i = 0; i < outputs.length; i++) {
            for (int j = i + 1; j < outputs.length; j++) {
                if (shareStorage(Tensors.of(outputs[i]), Tensors.of(outputs[j]))
                        && Collections.disjoint(aliases.get(count + i), aliases.get(count + j))) {
                    throw failure("Outputs " + i + " and " + j + " alias unexpectedly");
                }
            }
        }
    }

    /** The alias sets of the arguments and then of the results, as the schema names them. */
    private List<List<String>> aliases() {
        String schema = operator.schema();
        int arrow = schema.lastIndexOf("->");
        List<List<String>> aliases = new ArrayList<>();
        for (Operator.Parameter parameter : operator.parameters()) {
            Matcher matcher =
                    Pattern.compile(
                                    "\\(([a-z0-9|*! ]+(?:-> [a-z0-9|*]+)?)\\)[^ ]* "
                                            + Pattern.quote(parameter.name())
                                            + "[,)=]")
                            .matcher(schema);
            aliases.add(matcher.find() ? names(matcher.group(1)) : List.of());
        }
        Matcher matcher =
                Pattern.compile("(?:Tensor|\\w+)(?:\\(([a-z0-9|*! ]+)\\))?[^,]*")
                        .matcher(
                                schema.substring(arrow + 2)
                                        .strip()
                                        .replaceFirst("^\\((.*)\\)$", "$1"));
        while (matcher.find()) {
            aliases.add(matcher.group(1) == null ? List.of() : names(matcher.group(1)));
        }
        while (aliases.size()
                < operator.parameters().size() + Math.max(1, operator.resultTypes().size())) {
            aliases.add(List.of());
        }
        return aliases;
    }

    private static List<String> names(String set) {
        return Stream.of(set.split("->")[0].split("[|! ]+"))
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private static boolean shareStorage(List<Tensor> some, List<Tensor> others) {
        return some.stream().anyMatch(each -> others.stream().anyMatch(each::sharesStorageWith));
    }

    private static boolean areEqual(List<Tensor> before, List<Tensor> after) {
        for (int i = 0; i < before.size(); i++) {
            Tensor now = after.get(i).detach();
            Tensor then = before.get(i);
            if (!now.shape().equals(then.shape())
                    || !now.allclose(then, options -> options.equalNan(true))) {
                return false;
            }
        }
        return true;
    }

    private void checkAutograd() {
        Object[] arguments = copies();
        List<Tensor> inputs =
                Arrays.stream(arguments).flatMap(each -> Tensors.of(each).stream()).toList();
        if (inputs.stream().noneMatch(Tensor::requiresGrad)
                || Stream.of("AutogradCPU", "AutogradCUDA", "Autograd", "CompositeImplicitAutograd")
                        .anyMatch(bound::hasKernel)) {
            return;
        }
        boolean isRecorded =
                Arrays.stream(results(operator.call(arguments)))
                        .flatMap(each -> Tensors.of(each).stream())
                        .filter(each -> !inputs.contains(each))
                        // LibTorch's own, which stands for a derivative that there is not.
                        .anyMatch(
                                each ->
                                        each.requiresGrad()
                                                && !each.gradFn().contains("NotImplemented"));
        if (isRecorded) {
            throw failure(
                    name
                            + ": at least one output of this operator has requires_grad=True but"
                            + " the operator does not have an autograd kernel defined at an"
                            + " autograd key (e.g. DispatchKey::Autograd). This could mean that"
                            + " you have incorrectly registered an autograd kernel to a"
                            + " non-Autograd DispatchKey, which may lead to silently incorrect"
                            + " results. If your operator consists of regular PyTorch operations,"
                            + " consider not using an operator at all or registering your operator"
                            + " as CompositeImplicitAutograd. If you have an autograd.Function"
                            + " registered to a backend (CPU/CUDA/XPU) key, the correct location"
                            + " for it is the Autograd key.");
        }
    }

    private void checkSizes() {
        Object[] withoutElements =
                Arrays.stream(copies())
                        .map(value -> Tensors.mapped(value, OperatorCheck::withoutElements))
                        .toArray();
        Object[] expected = results(operator.call(copies()));
        Object[] computed = results(operator.call(withoutElements));
        for (int i = 0; i < expected.length; i++) {
            List<Tensor> real = Tensors.of(expected[i]);
            List<Tensor> fake = Tensors.of(computed[i]);
            if (real.size() != fake.size()) {
                throw mismatch(real.size() + " and " + fake.size() + " tensors");
            }
            for (int j = 0; j < real.size(); j++) {
                compare(real.get(j), fake.get(j));
            }
        }
    }

    private static Tensor withoutElements(Tensor tensor) {
        return tensor.detach().to(Device.META).requiresGrad_(tensor.requiresGrad());
    }

    private TorchException mismatch(String text) {
        return failure(
                "When comparing the output of "
                        + name
                        + " on FakeTensor and concrete Tensors, found mismatched tensor metadata: "
                        + text);
    }

    private void compare(Tensor real, Tensor fake) {
        if (real.dtype() != fake.dtype()) {
            throw mismatch("Dtypes " + real.dtype() + " and " + fake.dtype() + " are not equal!");
        }
        if (!real.shape().equals(fake.shape())) {
            throw mismatch("Shapes " + real.shape() + " and " + fake.shape() + " are not equal!");
        }
        for (int dim = 0; dim < real.dim(); dim++) {
            if (real.size(dim) > 1 && real.stride(dim) != fake.stride(dim)) {
                throw mismatch(
                        "Stride mismatch! Strides are "
                                + tuple(real.strides())
                                + " and "
                                + tuple(fake.strides())
                                + " (mismatched at "
                                + dim
                                + ")!");
            }
        }
    }

    private static String tuple(long... values) {
        String text = Arrays.toString(values);
        return "(" + text.substring(1, text.length() - 1) + (values.length == 1 ? ",)" : ")");
    }
}
