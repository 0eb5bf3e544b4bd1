package org.panamatorch.internal.print;

import org.panamatorch.PrintOptions;
import org.panamatorch.internal.print.PrintableTensor.Absent;
import org.panamatorch.internal.print.PrintableTensor.Content;
import org.panamatorch.internal.print.PrintableTensor.Dense;
import org.panamatorch.internal.print.PrintableTensor.ElementSource;
import org.panamatorch.internal.print.PrintableTensor.Nested;
import org.panamatorch.internal.print.PrintableTensor.Part;
import org.panamatorch.internal.print.PrintableTensor.PerChannel;
import org.panamatorch.internal.print.PrintableTensor.PerTensor;
import org.panamatorch.internal.print.PrintableTensor.Quantized;
import org.panamatorch.internal.print.PrintableTensor.Sparse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Prints tensors as Python's {@code torch._tensor_str} does. Of a tensor above the threshold only
 * the elements that are shown are read.
 */
public final class TensorPrinter {
    private static final String ABSENT = "...";

    private final PrintOptions options;
    private final String defaultDtype;

    /**
     * A printer.
     *
     * @param options how to print
     * @param defaultDtype the name of the default dtype, which is not printed: {@code
     *     torch.float32} unless it was changed
     */
    public TensorPrinter(PrintOptions options, String defaultDtype) {
        this.options = options;
        this.defaultDtype = defaultDtype;
    }

    /**
     * A tensor's text.
     *
     * @param tensor the tensor
     * @return text such as {@code tensor([1., 2.], requires_grad=True)}
     */
    public String print(PrintableTensor tensor) {
        Content content = tensor.content();
        String prefix = content instanceof Nested ? "nested_tensor(" : "tensor(";
        int indent = prefix.length();
        List<String> suffixes = new ArrayList<>();
        String device = tensor.device();
        if (device != null) {
            suffixes.add("device='" + device + "'");
        }
        String body =
                switch (content) {
                    case Sparse sparse -> sparse(tensor, sparse, indent, suffixes);
                    case Quantized quantized -> quantized(tensor, quantized, indent, suffixes);
                    case Nested nested -> nested(nested);
                    case Absent _ -> absent(tensor, suffixes);
                    case Dense dense -> dense(tensor, dense, indent, suffixes);
                };
        if (!tensor.layout().equals("torch.strided")) {
            suffixes.add("layout=" + tensor.layout());
        }
        String gradFn = tensor.gradFn();
        if (gradFn != null) {
            suffixes.add("grad_fn=<" + gradFn + ">");
        } else if (tensor.requiresGrad()) {
            suffixes.add("requires_grad=True");
        }
        PrintableTensor tangent = tensor.tangent();
        if (tangent != null) {
            suffixes.add("tangent=" + print(tangent));
        }
        boolean newLine = content instanceof Sparse sparse && sparse.coordinates();
        return withSuffixes(prefix + body, suffixes, indent, newLine);
    }

    private String sparse(
            PrintableTensor tensor, Sparse sparse, int indent, List<String> suffixes) {
        suffixes.add(size(tensor));
        if (sparse.nonZeros() != null) {
            suffixes.add("nnz=" + sparse.nonZeros());
        }
        addDtype(tensor, suffixes);
        return sparse.parts().stream()
                .map(part -> part(part, indent))
                .collect(Collectors.joining(",\n" + " ".repeat(indent)));
    }

    private String part(Part part, int indent) {
        PrintableTensor tensor = part.tensor();
        String prefix = part.name() + "=tensor(";
        Content content = tensor.content();
        boolean sized = numel(tensor.sizes()) == 0 || content instanceof Absent;
        String body =
                content instanceof Dense dense
                        ? elements(tensor, dense.elements(), indent + prefix.length())
                        : ABSENT;
        return prefix + body + (sized ? ", " + size(tensor) : "") + ")";
    }

    private String quantized(
            PrintableTensor tensor, Quantized quantized, int indent, List<String> suffixes) {
        suffixes.add(size(tensor));
        addDtype(tensor, suffixes);
        suffixes.add("quantization_scheme=" + quantized.scheme());
        switch (quantized.parameters()) {
            case PerTensor(double scale, long zeroPoint) -> {
                suffixes.add("scale=" + PythonFormat.shortest(scale));
                suffixes.add("zero_point=" + zeroPoint);
            }
            case PerChannel(PrintableTensor scales, PrintableTensor zeroPoints, long axis) -> {
                suffixes.add("scale=" + print(scales));
                suffixes.add("zero_point=" + print(zeroPoints));
                suffixes.add("axis=" + axis);
            }
        }
        return elements(tensor, quantized.dequantized(), indent);
    }

    private String nested(Nested nested) {
        return nested.tensors().stream()
                .map(
                        tensor ->
                                print(tensor)
                                        .lines()
                                        .map("  "::concat)
                                        .collect(Collectors.joining("\n")))
                .collect(Collectors.joining(",\n", "[\n", "\n]"));
    }

    private String absent(PrintableTensor tensor, List<String> suffixes) {
        suffixes.add(size(tensor));
        addDtypeUnlessDefault(tensor, suffixes);
        return ABSENT;
    }

    private String dense(PrintableTensor tensor, Dense dense, int indent, List<String> suffixes) {
        if (numel(tensor.sizes()) == 0) {
            if (tensor.sizes().length != 1) {
                suffixes.add(size(tensor));
            }
            addDtypeUnlessDefault(tensor, suffixes);
        } else {
            if (options.edgeItems() == 0) {
                suffixes.add(size(tensor));
            }
            addDtype(tensor, suffixes);
        }
        return elements(tensor, dense.elements(), indent);
    }

    private static String size(PrintableTensor tensor) {
        return "size=" + PythonFormat.tuple(tensor.sizes());
    }

    /**
     * The elements show that a tensor is of int64, of bool, or of the complex numbers that go with
     * the default dtype.
     */
    private void addDtype(PrintableTensor tensor, List<String> suffixes) {
        String complex =
                defaultDtype.equals("torch.float64") ? "torch.complex128" : "torch.complex64";
        if (!List.of(complex, "torch.int64", "torch.bool").contains(tensor.dtype())) {
            addDtypeUnlessDefault(tensor, suffixes);
        }
    }

    private void addDtypeUnlessDefault(PrintableTensor tensor, List<String> suffixes) {
        if (!tensor.dtype().equals(defaultDtype)) {
            suffixes.add("dtype=" + tensor.dtype());
        }
    }

    private String elements(PrintableTensor tensor, ElementSource source, int indent) {
        long[] sizes = tensor.sizes();
        long numel = numel(sizes);
        if (numel == 0) {
            return "[]";
        }
        int edge = numel > options.threshold() ? options.edgeItems() : PrintableTensor.EVERYTHING;
        if (edge == 0 && sizes.length > 0) {
            return "[" + ABSENT + "]";
        }
        Column column = Column.of(source.read(edge), tensor.dtype(), options);
        StringBuilder text = new StringBuilder();
        new Grid(column, sizes, edge, options.lineWidth()).append(text, indent);
        return text.toString();
    }

    private static long numel(long[] sizes) {
        if (Arrays.stream(sizes).anyMatch(size -> size == 0)) {
            return 0;
        }
        long numel = 1;
        for (long size : sizes) {
            // Python would not print more than Long.MAX_VALUE elements either; expanded tensors can
            // have them.
            numel = numel > Long.MAX_VALUE / size ? Long.MAX_VALUE : numel * size;
        }
        return numel;
    }

    private String withSuffixes(String body, List<String> suffixes, int indent, boolean newLine) {
        StringBuilder text = new StringBuilder(body);
        int lineLength = body.length() - body.lastIndexOf('\n') + 1;
        boolean breakLine = newLine;
        for (String suffix : suffixes) {
            if (breakLine || lineLength + suffix.length() + 2 > options.lineWidth()) {
                text.append(",\n").repeat(' ', indent).append(suffix);
                lineLength = indent + suffix.length();
                breakLine = false;
            } else {
                text.append(", ").append(suffix);
                lineLength += suffix.length() + 2;
            }
        }
        return text.append(')').toString();
    }
}
