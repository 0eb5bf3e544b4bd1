package org.panamatorch.parity;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The operator calls of a recording, for programs that change their arguments. */
public final class RecordedCalls {
    private static final Map<String, RecordedCalls> OPEN = new ConcurrentHashMap<>();

    private final List<OperatorCase> cases = new ArrayList<>();
    private final Values values;

    private RecordedCalls(Path folder) throws IOException {
        Cases.forEach(
                Cases.in(folder, OperatorReplay.FILE),
                json -> {
                    OperatorCase call = new OperatorCase(json);
                    // Keywords have places that only the schema knows.
                    if (json.path("kwargs").isEmpty()) {
                        cases.add(call);
                    }
                });
        values = new Values(new Storages(folder.resolve("tensors.safetensors")));
    }

    /** The calls in the folder of a recording. */
    public static RecordedCalls of(String folder) {
        return OPEN.computeIfAbsent(
                folder,
                _ -> {
                    try {
                        return new RecordedCalls(Path.of(folder));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    /** How many calls there are. */
    public int count() {
        return cases.size();
    }

    /** The qualified name of a call's operator. */
    public String operator(int call) {
        return cases.get(call).operator();
    }

    /** How many arguments a call has. */
    public int arguments(int call) {
        return cases.get(call).json().path("args").size();
    }

    /** An argument of a call, new each time. */
    public synchronized Object argument(int call, int index) throws IOException {
        JsonNode argument = cases.get(call).json().path("args").get(index);
        return values.decode(argument);
    }
}
