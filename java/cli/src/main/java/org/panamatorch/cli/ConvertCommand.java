package org.panamatorch.cli;

import org.panamatorch.io.FileFormatException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;

/** Writes the weights of a file in another format. */
@Command(
        name = "convert",
        description = {
            "Writes the weights of a file in another format: names, dtypes and shapes stay, and"
                    + " where both formats have it, what shares memory does so again.",
            "The endings of the names say the formats: .pt, .pth and .bin as of torch.save,"
                    + " .safetensors, .npz, and to read from .onnx and .safetensors.index.json."
        },
        mixinStandardHelpOptions = true)
final class ConvertCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "IN",
            description = "what to read",
            converter = WeightFile.Converter.class)
    private WeightFile in;

    @Parameters(
            paramLabel = "OUT",
            description = "what to write",
            converter = WeightFile.Converter.class)
    private WeightFile out;

    @Option(
            names = "--at",
            paramLabel = "NAME",
            description = "take only the value of this name, such as model in a checkpoint")
    private String part;

    @Override
    public Integer call() throws IOException {
        Object value = in.format().read(in.path());
        out.format().write(part == null ? value : part(value), out.path());
        return 0;
    }

    private Object part(Object value) throws FileFormatException {
        if (value instanceof Map<?, ?> map && map.containsKey(part)) {
            return map.get(part);
        }
        throw new FileFormatException(
                in.path(),
                "there is no '"
                        + part
                        + "' in the file"
                        + (value instanceof Map<?, ?> map ? ", but " + map.keySet() : ""));
    }
}
