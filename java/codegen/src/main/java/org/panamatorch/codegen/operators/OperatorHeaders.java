package org.panamatorch.codegen.operators;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the operators out of LibTorch's headers. */
final class OperatorHeaders {
    private static final String SUFFIX = "_ops.h";
    private static final Pattern STRUCT =
            Pattern.compile("struct TORCH_API (\\w+) \\{(.*?)\\n\\};", Pattern.DOTALL);
    private static final Pattern SCHEMA =
            Pattern.compile("schema_str = \"((?:[^\"\\\\]|\\\\.)*)\";");
    private static final Pattern CALL = Pattern.compile("at::_ops::(\\w+)::call\\(");
    private static final Pattern VERSION =
            Pattern.compile("#define TORCH_VERSION_(MAJOR|MINOR|PATCH) (\\d+)");

    private final Path include;

    /**
     * Finds the headers.
     *
     * @param libtorch LibTorch's root, its parent, or its include directory
     */
    OperatorHeaders(Path libtorch) {
        include =
                Stream.of("include", "torch/include", "libtorch/include", ".")
                        .map(libtorch::resolve)
                        .filter(directory -> Files.isDirectory(directory.resolve("ATen/ops")))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "no include/ATen/ops under " + libtorch));
    }

    /** LibTorch's version, such as {@code 2.13.0}. */
    String version() throws IOException {
        Matcher matcher =
                VERSION.matcher(Files.readString(include.resolve("torch/headeronly/version.h")));
        List<String> parts = new ArrayList<>();
        while (matcher.find()) {
            parts.add(matcher.group(2));
        }
        return String.join(".", parts);
    }

    /** All operators, by stem. */
    List<Operator> read() throws IOException {
        Set<String> methods = calls(include.resolve("ATen/core/TensorBody.h"));
        List<Path> headers;
        try (Stream<Path> files = Files.list(include.resolve("ATen/ops"))) {
            headers = files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
        }
        List<Operator> operators = new ArrayList<>();
        for (Path header : headers) {
            String file = header.getFileName().toString();
            Path functionHeader = header.resolveSibling(file.replaceFirst(SUFFIX + "$", ".h"));
            operators.addAll(parse(Files.readString(header), file, methods, calls(functionHeader)));
        }
        operators.sort(Comparator.comparing(Operator::stem));
        return operators;
    }

    /** The operators whose structs are in the text of one header. */
    static List<Operator> parse(
            String text, String header, Set<String> methods, Set<String> functions) {
        List<Operator> operators = new ArrayList<>();
        Matcher structs = STRUCT.matcher(text);
        while (structs.find()) {
            String stem = structs.group(1);
            Matcher schema = SCHEMA.matcher(structs.group(2));
            if (!schema.find()) {
                throw new IllegalArgumentException("no schema_str in " + stem + " of " + header);
            }
            operators.add(
                    new Operator(
                            stem,
                            SchemaParser.parse(unescape(schema.group(1))),
                            header,
                            methods.contains(stem),
                            functions.contains(stem)));
        }
        return operators;
    }

    /** The stems that the inline functions of a header forward to. */
    private static Set<String> calls(Path header) throws IOException {
        Set<String> stems = new HashSet<>();
        Matcher matcher = CALL.matcher(Files.readString(header, StandardCharsets.UTF_8));
        while (matcher.find()) {
            stems.add(matcher.group(1));
        }
        return stems;
    }

    private static String unescape(String literal) {
        return literal.replaceAll("\\\\(.)", "$1");
    }
}
