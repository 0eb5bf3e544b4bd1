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
        assertThat(folder.resolve("PtOther.java")).doesNotExist();
        return Files.readString(folder.resolve("PtSomeNets.java")).replaceAll("\\s+", " ");
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
                                PT_EXPORT pt_module* pt_net_new(const pt_module* layer, …);
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
                                        + " Tensor[3] */\nPT_EXPORT pt_status pt_net_run("))
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
        assertThat(
                        made(
                                "/* pt::net_name(Module module, int index) -> str */\n"
                                        + "PT_EXPORT const char* pt_net_name("))
                .contains("return Results.text(ret, module);");
    }

    @Test
    void whatChangesAModule_isNotCalledAgain() throws IOException {
        assertThat(
                        made(
                                "/* pt::net_train.train(Module(a!) module, bool on) -> () */\n"
                                        + "PT_EXPORT pt_status pt_net_train("))
                .contains("public static void net_train(NativeHandle module, boolean on) {")
                .doesNotContain("attempt");
    }

    @Test
    void unknownTypes_areRefused() {
        assertThatThrownBy(() -> made("/* pt::net(Number x) -> () */"))
                .hasMessage("unknown type Number");
    }

    @Test
    void whatCannotFail_isNotChecked() throws IOException {
        assertThat(
                        made(
                                """
                                /* pt::net_size(Module module) -> int */
                                PT_EXPORT int64_t pt_net_size(const pt_module* module);
                                /* pt::net_is_on() -> bool */
                                PT_EXPORT int64_t pt_net_is_on(void);
                                /* pt::net_set_on(bool on) -> () */
                                PT_EXPORT void pt_net_set_on(int64_t on);
                                """))
                .contains(
                        "{ long ret = PanamaTorch.pt_net_size(module.use(\"net_size\","
                                + " \"module\")); Arguments.keepAlive(module); return ret; }",
                        "{ long ret = PanamaTorch.pt_net_is_on(); return ret != 0; }",
                        "{ PanamaTorch.pt_net_set_on(Arguments.flag(on)); }");
    }

    @Test
    void severalNumbers_areARecord() throws IOException {
        assertThat(
                        made(
                                """
                                /* pt::net_state.state() -> (bool on, int step_count) */
                                PT_EXPORT pt_status
                                pt_net_state(int64_t* ret_on, int64_t* ret_step_count);
                                """))
                .contains(
                        "public record NetState(boolean on, long stepCount) {}",
                        "PanamaTorch.pt_net_state(ret0, ret1); if (status == 0) { return new"
                                + " NetState(Results.booleanAt(ret0), Results.longAt(ret1)); }"
                                + " Failure.retry(attempt, \"state\");");
    }

    @Test
    void tensorsThatAreNotChanged_areReadBeforeTheChange() throws IOException {
        assertThat(
                        made(
                                "/* pt::net_put.put(Tensor(form!) self, Tensor data) -> () */\n"
                                        + "PT_EXPORT pt_status pt_net_put("))
                .contains(
                        "MemorySegment value1 = Arguments.tensor(data, \"put\", \"data\"); try {"
                            + " int status = PanamaTorch.pt_net_put(Arguments.changing(self,"
                            + " \"put\", \"self\"), value1); Arguments.keepAlive(self, data); if"
                            + " (status != 0) { throw Failure.exception(\"put\", \"self\", self,"
                            + " \"data\", data); } } finally { Arguments.changed(self); }");
    }

    @Test
    void dotsBehindTheOperation_leaveArgumentsOut() throws IOException {
        assertThat(
                        made(
                                "/* pt::net_step.step...(Optimizer(a!) this, float lr) -> () */\n"
                                        + "PT_EXPORT pt_status pt_net_step("))
                .contains(
                        "net_step(NativeHandle this_, double lr) { int status ="
                                + " PanamaTorch.pt_net_step(this_.use(\"step\", \"this\"), lr);"
                                + " Arguments.keepAlive(this_); if (status != 0) { throw"
                                + " Failure.exception(\"step\"); }");
    }

    @Test
    void schemasWithoutAFunction_areRefused() {
        assertThatThrownBy(() -> made("/* pt::net(int x) -> () */"))
                .hasMessage("a schema without a function: pt_net");
    }
}
