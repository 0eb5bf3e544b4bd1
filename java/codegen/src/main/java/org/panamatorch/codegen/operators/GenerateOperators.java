package org.panamatorch.codegen.operators;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The generator's command line. */
public final class GenerateOperators {
    private static final String USAGE =
            """
            usage: GenerateOperators --libtorch DIR (--native OUT | --java OUT | --summary)...
              --libtorch DIR  LibTorch's root, with include/ATen/ops in it
              --native OUT    writes OUT/include/panamatorch/aten.h, OUT/src/*.cpp and OUT/lists/*.inc
              --java OUT      writes the Java sources below OUT
              --library DIR   the library's own headers, whose schemas become Java as well
              --summary       prints what is generated and what is left out, with the reasons
            """;

    private GenerateOperators() {}

    /**
     * Runs the generator.
     *
     * @param arguments as the usage text says
     * @throws IOException if a header cannot be read or a file cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        Path libtorch = null;
        Path nativeOut = null;
        Path javaOut = null;
        Path library = null;
        boolean summary = false;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--libtorch" -> libtorch = value(arguments, ++i);
                case "--native" -> nativeOut = value(arguments, ++i);
                case "--java" -> javaOut = value(arguments, ++i);
                case "--library" -> library = value(arguments, ++i);
                case "--summary" -> summary = true;
                default -> fail("unknown argument " + arguments[i]);
            }
        }
        if (libtorch == null || nativeOut == null && javaOut == null && !summary) {
            fail("--libtorch and one of --native, --java and --summary are needed");
        }
        OperatorHeaders headers = new OperatorHeaders(libtorch);
        List<Operator> all = headers.read();
        List<Operator> typed = new ArrayList<>(all);
        typed.removeIf(operator -> Exclusions.reason(operator.schema()).isPresent());
        if (nativeOut != null) {
            OperatorFiles files = new OperatorFiles(nativeOut, headers.version());
            new NativeEmitter(typed, headers.version()).emit(files);
            report(files);
        }
        if (javaOut != null) {
            OperatorFiles files = new OperatorFiles(javaOut, headers.version());
            Map<Operator, ResultRecord> records = ResultRecord.choose(typed);
            new InternalEmitter(typed, records).emit(files);
            PublicEmitter methods = new PublicEmitter(typed, records);
            OutForms outs = new OutForms(all, JavaNames.packages(records.values()));
            OptionRecords options =
                    new OptionRecords(Stream.concat(methods.methods(), outs.methods()).toList());
            options.emit(files);
            methods.emit(files, options);
            outs.emit(files, options);
            if (library != null) {
                new LibraryFunctions(library).emit(files);
            }
            files.removeStale("org");
            report(files);
        }
        if (summary) {
            System.out.print(new Summary(all, typed).text());
        }
    }

    private static void report(OperatorFiles files) {
        System.out.println(files.report());
    }

    private static Path value(String[] arguments, int index) {
        if (index == arguments.length) {
            fail(arguments[index - 1] + " needs a value");
        }
        return Path.of(arguments[index]);
    }

    private static void fail(String message) {
        System.err.print("GenerateOperators: " + message + "\n" + USAGE);
        System.exit(2);
    }
}
