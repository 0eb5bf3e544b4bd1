package org.panamatorch.codegen.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What becomes of the schemas in the comments of the library's own headers. */
class LibraryFunctionsTest {
    @TempDir private Path headers;
    @TempDir private Path out;

    /** The class that is made of a header, in one line. */
    private String made(String header) throws IOException {
        Files.writeString(headers.resolve("some_nets.h"), header);
        Files.writeString(headers.resolve("other.h"), "/* No schema. */\nvoid pt_other(void);\n");
        new LibraryFunctions(headers).emit(new OperatorFiles(out, "2.13.0"));
        Path folder = out.resolve("org/panamatorch/internal/library");
        assertThat(folder.resolve("Other.java")).doesNotExist();
        return Files.readString(folder.resolve("SomeNets.java")).replaceAll("\\s+", " ");
    }

    @Test
    void functionsThatMakeModules_areNotCalledAgain() throws IOException {
        assertThat(
                        made(
                                """
                                /* A net. New.
                                 * pt::net_new.Net(Module layer, int size, IntOrNone width, Code kind,
                                 * Device? device) ->
                                 * Module */
                                pt_module* pt_net_new(const pt_module* layer, …);
                                """))
                .contains(
                        "public static NativeHandle net_new( NativeHandle layer, long size, Long"
                                + " width, long kind, Device device) { MemorySegment ret ="
                                + " PanamaTorch.pt_net_new( layer.use(\"Net\", \"layer\"), size,"
                                + " Arguments.orNone(width), kind, Arguments.newDevice(device));"
                                + " Arguments.keepAlive(layer); if (ret.address() == 0) { throw"
                                + " Failure.exception(\"Net\", \"size\", size, \"width\", width,"
                                + " \"device\", device); } return NativeHandle.of(ret,"
                                + " NativeKind.MODULE); }");
    }

    @Test
    void severalTensors_areWrittenToOneSlotEach() throws IOException {
        assertThat(
                        made(
                                "/* pt::net_run(Module module, Operation type, Tensor? x) ->"
                                        + " Tensor[3] */"))
                .contains(
                        "MemorySegment ret0 = frame.tensorSlots(3); for (int attempt = 0; ;"
                                + " attempt++) { int status = PanamaTorch.pt_net_run("
                                + " module.use(type, \"module\"), Arguments.optionalTensor(x, type,"
                                + " \"x\"), ret0); Arguments.keepAlive(module, x); if (status == 0)"
                                + " { return Results.tensorsAt(ret0, 3); } Failure.retry(attempt,"
                                + " type, \"x\", x); }");
    }

    @Test
    void borrowedTexts_keepTheirOwner() throws IOException {
        assertThat(made("/* pt::net_name(Module module, int index) -> str */"))
                .contains("return Results.text(ret, module);");
    }

    @Test
    void whatChangesAModule_isNotCalledAgain() throws IOException {
        assertThat(made("/* pt::net_train.train(Module(a!) module, bool on) -> () */"))
                .contains("public static void net_train(NativeHandle module, boolean on) {")
                .doesNotContain("attempt");
    }

    @Test
    void unknownTypes_areRefused() {
        assertThatThrownBy(() -> made("/* pt::net(Number x) -> () */"))
                .hasMessage("unknown type Number");
    }
}
