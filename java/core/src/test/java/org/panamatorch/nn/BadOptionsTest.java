package org.panamatorch.nn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.support.OneThread;
import org.panamatorch.support.RecordedWith;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Options that Python refuses, each in a module of its class: what the constructor refuses there it
 * refuses here, with the same text; what only {@code forward} refuses is refused by then; what is
 * not refused is none here, either. {@code scripts/record bad-options} records them.
 */
@NoLeaks
@Tag("recorded")
class BadOptionsTest {
    private static final Map<String, Kind> KINDS =
            Map.of(
                    "RuntimeError", Kind.RUNTIME,
                    "ValueError", Kind.VALUE,
                    "IndexError", Kind.INDEX,
                    "TypeError", Kind.TYPE,
                    "NotImplementedError", Kind.NOT_IMPLEMENTED,
                    // What Python asserts or divides by is a wrong value.
                    "AssertionError", Kind.VALUE,
                    "ZeroDivisionError", Kind.VALUE);

    /** What LibTorch's modules in C++ do not make, and Python's do. */
    private static final Set<String> WITHOUT_UNITS =
            Set.of(
                    "RNNCell",
                    "LSTMCell",
                    "GRUCell",
                    "TransformerEncoderLayer",
                    "TransformerDecoderLayer",
                    "Transformer");

    private record Outcome(String stage, Kind kind, String text) {
        static Outcome recorded(JsonNode line) {
            return line.has("error")
                    ? new Outcome(
                            line.get("stage").asText(),
                            KINDS.get(line.get("error").asText()),
                            plain(line.get("text").asText()))
                    : new Outcome("nowhere", null, null);
        }

        /** Without what differs where a number is an int in Python and a double in Java. */
        private static String plain(String text) {
            return text.split("\nException raised from")[0].replaceAll("(-?\\d)\\.0\\b", "$1");
        }

        static Outcome of(String stage, TorchException e) {
            return new Outcome(stage, e.kind(), plain(e.getMessage().split("\n  in ")[0]));
        }
    }

    @Test
    @RecordedWith(value = "2.13", why = "FractionalMaxPool2d and 3d refuse outputs of no size")
    void badOptions_areRefusedAsInPython() throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        List<String> differences = new ArrayList<>();
        for (JsonNode line : RecordedForm.lines("/nn/bad_options.jsonl").toList()) {
            Outcome expected = Outcome.recorded(line);
            Outcome actual;
            try (var _ = new OneThread();
                    var _ = new TensorScope()) {
                actual = outcome(line);
            } catch (NoSuchMethodException e) {
                counts.merge("no such type in Java", 1, Integer::sum);
                continue;
            } catch (ReflectiveOperationException | RuntimeException e) {
                differences.add(call(line) + "\n  " + expected + "\n  " + e);
                continue;
            }
            counts.merge(expected.stage(), 1, Integer::sum);
            if (!agrees(line.get("module").asText(), actual, expected)) {
                differences.add(call(line) + "\n  " + expected + "\n  " + actual);
            }
        }
        System.out.println(counts);
        assertThat(differences).isEmpty();
    }

    private static boolean agrees(String module, Outcome actual, Outcome expected) {
        boolean dividesByZero = expected.text() != null && expected.text().contains("by zero");
        boolean hasNoUnits =
                WITHOUT_UNITS.contains(module)
                        && "from is out of bounds for float".equals(actual.text());
        // Here the dropout of the attention is checked with that of the other parts.
        boolean isSooner =
                module.startsWith("Transformer")
                        && actual.text() != null
                        && actual.text().endsWith("but got nan");
        return actual.equals(expected)
                || isSooner
                || hasNoUnits
                || dividesByZero
                        && actual.stage().equals(expected.stage())
                        && actual.kind() == expected.kind();
    }

    private static String call(JsonNode line) {
        return line.get("module").asText() + line.get("args") + line.get("kwargs");
    }

    private static Outcome outcome(JsonNode line) throws ReflectiveOperationException {
        Torch.manualSeed(RecordedForm.SEED);
        List<Object> args = new ArrayList<>();
        line.get("args").forEach(value -> args.add(RecordedForm.decoded(value)));
        Map<String, Object> kwargs = new LinkedHashMap<>();
        line.get("kwargs")
                .properties()
                .forEach(each -> kwargs.put(each.getKey(), RecordedForm.decoded(each.getValue())));
        Module module;
        try {
            module = PythonModules.create(line.get("module").asText(), args, kwargs);
        } catch (TorchException e) {
            return Outcome.of("constructor", e);
        }
        List<Object> inputs = new ArrayList<>();
        line.get("inputs").forEach(spec -> inputs.add(RecordedForm.drawn(spec)));
        try {
            PythonModules.call(module, inputs, Map.of());
        } catch (TorchException e) {
            return Outcome.of("forward", e);
        }
        return new Outcome("nowhere", null, null);
    }
}
