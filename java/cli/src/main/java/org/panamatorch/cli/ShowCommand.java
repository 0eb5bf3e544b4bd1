package org.panamatorch.cli;

import org.panamatorch.Tensor;
import org.panamatorch.io.TorchFile;

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
        if (file.format() == WeightFormat.TORCH) {
            // First without a look at the elements, which may be damaged.
            show("", TorchFile.load(file.path(), o -> o.mmap(true)));
            TorchFile.load(file.path());
        } else {
            show("", file.format().read(file.path()));
        }
        return 0;
    }

    private void show(String name, Object value) {
        switch (value) {
            case Tensor tensor -> line(name, tensor.dtype().bareName() + sizes(tensor));
            case Map<?, ?> map ->
                    map.forEach(
                            (key, each) ->
                                    show(name.isEmpty() ? "" + key : name + "." + key, each));
            case List<?> list -> show(name, list);
            case Object[] tuple -> show(name, Arrays.asList(tuple));
            case null -> line(name, "None");
            default -> line(name, value.toString());
        }
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

    private static String sizes(Tensor tensor) {
        return Arrays.toString(tensor.sizes());
    }

    private void line(String name, String what) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(name.isEmpty() ? what : name + "  " + what);
    }
}
