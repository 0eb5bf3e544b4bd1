package org.panamatorch.cli;

import org.panamatorch.Tensor;
import org.panamatorch.io.FileFormatException;
import org.panamatorch.io.TensorInfo;
import org.panamatorch.nn.StateDict;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Lists what is in a file, and verifies it. */
@Command(
        name = "show",
        description =
                "Lists what is in a file and verifies it, checksums included. Where it is damaged,"
                        + " what can be told is listed before the error.",
        mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            description = "what to list",
            converter = WeightFile.Converter.class)
    private WeightFile file;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try {
            show("", file.format().outline(file.path()));
        } catch (FileFormatException e) {
            if (e.partial() != null) {
                show("", e.partial());
            }
            throw e;
        }
        file.format().verify(file.path());
        return 0;
    }

    private void show(String name, Object value) {
        switch (value) {
            case Tensor tensor ->
                    line(name, tensor.dtype().bareName() + Arrays.toString(tensor.sizes()));
            case TensorInfo info ->
                    line(name, info.dtype() + Arrays.toString(info.shape().toArray()));
            case StateDict state -> showAll(name, state.withExtraStates());
            case Map<?, ?> map -> showAll(name, map);
            case List<?> list -> show(name, list);
            case Object[] tuple -> show(name, Arrays.asList(tuple));
            case null -> line(name, "None");
            default -> line(name, value.toString());
        }
    }

    private void showAll(String name, Map<?, ?> map) {
        map.forEach((key, each) -> show(name.isEmpty() ? "" + key : name + "." + key, each));
    }

    private void show(String name, List<?> list) {
        // A list of numbers is one value.
        if (list.stream().noneMatch(each -> each instanceof Tensor || each instanceof Map<?, ?>)) {
            line(name, list.toString());
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            show(name + "[" + i + "]", list.get(i));
        }
    }

    private void line(String name, String what) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(name.isEmpty() ? what : name + "  " + what);
    }
}
