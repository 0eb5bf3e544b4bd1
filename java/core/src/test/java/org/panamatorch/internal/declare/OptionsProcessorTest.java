// One file, because all of it tests one processor: most lines are the sources that it is given and
// the classes that it makes of them.
package org.panamatorch.internal.declare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.codegen.options.OptionsProcessor;
import org.panamatorch.nn.BinaryModule;
import org.panamatorch.nn.TernaryModule;
import org.panamatorch.nn.UnaryModule;
import org.panamatorch.option.RoundingMode;

import java.io.File;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** What the build makes of declared options, functions and modules: compiled, loaded, called. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OptionsProcessorTest {
    private static final String RECORD =
            """
            package sample;

            import org.panamatorch.internal.declare.Default;
            import org.panamatorch.internal.declare.Instead;
            import org.panamatorch.internal.declare.OptionSet;
            import org.panamatorch.internal.declare.PrintedBare;
            import org.panamatorch.internal.declare.PrintedIfChanged;
            import org.panamatorch.internal.declare.Unprinted;
            import org.panamatorch.internal.nn.Extent;
            import org.panamatorch.Tensor;
            import org.panamatorch.option.RoundingMode;

            /**
             * Options of a sample.
             *
             * @param weight the weights of the classes, (C)
             * @param size how many there are
             * @param ignoreIndex the class that does not count
             * @param mode how to round
             * @param alpha the slope
             * @param stride how far apart the windows are
             * @param namedStride how far apart the windows are, by name
             * @param inplace whether the input is written to
             * @param divisor what to divide by
             * @param ratios parts of the sizes
             */
            @OptionSet(home = "sample")
            public record SampleSpec(
                    @Default("null") @Unprinted Tensor weight,
                    @Default("2") @PrintedBare long size,
                    @Default("-100") long ignoreIndex,
                    @Default("FLOOR") RoundingMode mode,
                    @Default("0.5") Number alpha,
                    @Default("1") Extent stride,
                    @Default("null") @Unprinted @Instead("stride") RoundingMode namedStride,
                    @Default("false") @PrintedIfChanged boolean inplace,
                    @Default("null") @PrintedIfChanged Long divisor,
                    @Default("null") @Unprinted double[] ratios) {
                /** Refuses one value. */
                public SampleSpec {
                    if (ignoreIndex == 7) {
                        throw new IllegalArgumentException("seven is refused");
                    }
                }
            }
            """;
    private static final String SINGLE =
            """
            package sample;

            import org.panamatorch.internal.declare.Default;
            import org.panamatorch.internal.declare.OptionSet;

            /**
             * The option of a sample.
             *
             * @param slope the slope
             */
            @OptionSet(home = "sample")
            public record SingleSpec(@Default("0.25") double slope) {}
            """;
    private static final String SCALE =
            """
            package sample;

            import org.panamatorch.Tensor;
            import org.panamatorch.internal.declare.Default;
            import org.panamatorch.internal.declare.OptionSet;
            import org.panamatorch.internal.declare.Unprinted;

            /**
             * Options of a function.
             *
             * @param slope the slope
             * @param training whether it is training
             * @param offset what is added
             * @param weight what is multiplied by
             */
            @OptionSet(home = "sample")
            @Unprinted
            public record ScaleFuncSpec(
                    @Default("1") double slope,
                    @Default("false") boolean training,
                    @Default("100") double offset,
                    @Default("null") Tensor weight) {}
            """;
    private static final String SCALE_MODULE =
            """
            package sample;

            import org.panamatorch.Tensor;
            import org.panamatorch.internal.declare.Default;
            import org.panamatorch.internal.declare.OptionSet;
            import org.panamatorch.internal.declare.Unprinted;

            /**
             * Options of its module.
             *
             * @param slope the slope
             * @param weight what is multiplied by
             */
            @OptionSet(home = "sample")
            public record ScaleSpec(
                    @Default("2") Number slope, @Default("null") @Unprinted Tensor weight) {}
            """;
    private static final String RICH =
            """
            package sample;

            import org.panamatorch.internal.declare.Default;
            import org.panamatorch.internal.declare.OptionSet;
            import org.panamatorch.internal.declare.OrNone;
            import org.panamatorch.internal.declare.PrintedIfChanged;
            import org.panamatorch.option.RoundingMode;

            /**
             * Options that may be none, are several, or are options in their turn.
             *
             * @param momentum the momentum
             * @param limit the limit
             * @param method the method
             * @param rounding how to round
             * @param modes all ways to round
             * @param inner the options of what is inside
             */
            @OptionSet(home = "sample")
            public record RichSpec(
                    @Default("0.5") @OrNone Number momentum,
                    @Default("3L") @OrNone Long limit,
                    @Default("\\"auto\\"") @OrNone String method,
                    @Default("FLOOR") @OrNone RoundingMode rounding,
                    @Default("") RoundingMode[] modes,
                    @Default("null") @PrintedIfChanged SingleSpec inner) {}
            """;
    private static final String BODY =
            """
            package sample;

            import org.panamatorch.internal.declare.Default;
            import org.panamatorch.internal.declare.Facade;
            import org.panamatorch.internal.declare.Leaves;
            import org.panamatorch.internal.declare.Listed;
            import org.panamatorch.internal.nn.Extent;

            /** Functions of a sample. */
            @Facade(value = "sample.Functions", documents = true)
            public final class Body {
                private Body() {}

                /**
                 * Describes what it gets.
                 *
                 * @param name a name
                 * @param options the options
                 * @return the description
                 */
                public static String describe(String name, SampleSpec options) {
                    return name
                            + options.ignoreIndex()
                            + options.mode()
                            + options.stride()
                            + (options.namedStride() == null ? "" : options.namedStride())
                            + java.util.Arrays.toString(options.ratios());
                }

                /**
                 * Pools {N} dimensions: (N, C, *) to (N, C, *ₒ).
                 *
                 * @param dims the number of dimensions
                 * @param size the size of the window
                 * @param ends how much is cut from the ends
                 * @return the description
                 */
                @Leaves({2, 3})
                public static String poolNdWithEnds(int dims, Extent size, @Listed Extent ends) {
                    return dims + ": " + size + ", " + ends;
                }

                /**
                 * Scales a number.
                 *
                 * @param number the number
                 * @param options the options
                 * @return the scaled number
                 */
                public static double scale(double number, SingleSpec options) {
                    return number * options.slope();
                }

                /**
                 * Cuts a number.
                 *
                 * @param number the number
                 * @param low the least
                 * @param high the greatest
                 * @return the number, or one of the two
                 */
                public static double cut(
                        double number, @Default("-1.0") double low, @Default("2.0") double high) {
                    return Math.clamp(number, low, high);
                }

                /**
                 * Prints rich options.
                 *
                 * @param name a name
                 * @param options the options
                 * @return their printed form
                 */
                public static String rich(String name, RichSpec options) {
                    return name + RichOptions.printed(options);
                }

                /**
                 * Adds up.
                 *
                 * @param numbers the numbers
                 * @return the sum
                 */
                public static long sum(long... numbers) {
                    return java.util.Arrays.stream(numbers).sum();
                }
            }
            """;
    private static final String LEAVES =
            """
            package sample;

            import org.panamatorch.internal.declare.Leaves;
            import org.panamatorch.internal.nn.Extent;

            /**
             * A pool of {N} dimensions: (N, C, *).
             *
             * @see <a href="https://example.org/Pool{N}d.html">Pool{N}d</a>
             */
            @Leaves({1, 2})
            abstract class PoolNd {
                final String text;

                /**
                 * Makes it.
                 *
                 * @param dims how many dimensions
                 * @param kernelSize the size of the window
                 * @param options the options
                 * @throws IllegalArgumentException if an option is refused
                 */
                PoolNd(int dims, Extent kernelSize, SampleSpec options) {
                    text = dims + ", " + kernelSize + SampleOptions.printed(options);
                }

                @Override
                public String toString() {
                    return text;
                }
            }
            """;

    private static final String MODULES =
            """
            package sample;

            import org.panamatorch.Tensor;
            import org.panamatorch.internal.declare.AsModule;
            import org.panamatorch.internal.declare.PrintedBare;
            import org.panamatorch.internal.declare.Unprinted;
            import org.panamatorch.internal.nn.Extent;

            /** Functions that are modules, too. */
            public final class Bodies {
                private Bodies() {}

                /**
                 * The product with a slope.
                 *
                 * @param input the input
                 * @param options the options
                 * @return the product
                 * @see <a href="https://example.org/torch.nn.functional.slope.html">slope</a>
                 */
                @AsModule(value = "Slope", home = "sample")
                public static Tensor slope(Tensor input, SingleSpec options) {
                    return input.mul(options.slope());
                }

                /**
                 * The sum less the class that does not count.
                 *
                 * @param first the first input
                 * @param second the second input
                 * @param options the options
                 * @return the sum
                 */
                @AsModule(value = "Sum", home = "sample")
                @Unprinted
                public static Tensor sum(Tensor first, Tensor second, SampleSpec options) {
                    return first.add(second).sub(options.ignoreIndex());
                }

                /**
                 * The last input.
                 *
                 * @param first the first input
                 * @param second the second input
                 * @param third the last input
                 * @return the last input
                 */
                @AsModule(value = "Last", home = "sample")
                public static Tensor last(Tensor first, Tensor second, Tensor third) {
                    return third;
                }

                /**
                 * The input, repeated, scaled in training, and moved.
                 *
                 * @param input the input
                 * @param outputSize how often it is repeated
                 * @param limit what it is at most
                 * @param options the options
                 * @return the result
                 */
                @AsModule(value = {"Scale", "Scale2d"}, home = "sample", options = ScaleSpec.class)
                public static Tensor scale(
                        Tensor input,
                        Extent outputSize,
                        @PrintedBare Number limit,
                        ScaleFuncSpec options) {
                    Tensor scaled = options.training() ? input.mul(options.slope()) : input;
                    Tensor weighted =
                            options.weight() == null ? scaled : scaled.mul(options.weight());
                    return weighted
                            .clampMax(limit)
                            .add(options.offset())
                            .repeat(outputSize.sizes());
                }
            }
            """;

    private ClassLoader loader;

    @BeforeAll
    void compiles(@TempDir Path classes) throws Exception {
        assertThat(
                        errors(
                                classes,
                                RECORD,
                                SINGLE,
                                SCALE,
                                SCALE_MODULE,
                                RICH,
                                BODY,
                                LEAVES,
                                MODULES))
                .isEmpty();
        loader =
                new URLClassLoader(
                        new URL[] {classes.toUri().toURL()}, getClass().getClassLoader());
        // What is made in the library's own module has no need to ask.
        for (String used : List.of("call", "nn", "print")) {
            getClass()
                    .getModule()
                    .addExports("org.panamatorch.internal." + used, loader.getUnnamedModule());
        }
    }

    private static String errors(Path out, String... sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        JavaCompiler.CompilationTask task =
                compiler.getTask(
                        messages,
                        null,
                        null,
                        List.of(
                                "-d",
                                out.toString(),
                                "-cp",
                                classPath(),
                                "-Xlint:all,-path",
                                "-Xdoclint:all/public",
                                "-Werror"),
                        null,
                        Arrays.stream(sources).map(OptionsProcessorTest::file).toList());
        task.setProcessors(List.of(new OptionsProcessor()));
        return task.call() ? "" : messages.toString();
    }

    /** Where the library is: on the module path under Maven, on the class path elsewhere. */
    private static String classPath() {
        return Stream.of("java.class.path", "jdk.module.path")
                .map(System::getProperty)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static JavaFileObject file(String source) {
        String name =
                source.replaceAll(
                        "(?s).*\n(?:public )?(?:record|final class|abstract class) (\\w+).*", "$1");
        return new SimpleJavaFileObject(
                URI.create("string:///sample/" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
    }

    private Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName("sample." + name, true, loader);
    }

    private Object call(String type, String method, Class<?>[] parameters, Object... arguments)
            throws Throwable {
        Method found = type(type).getDeclaredMethod(method, parameters);
        try {
            return found.invoke(null, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Code that sets one option. */
    private static Consumer<Object> set(String name, Class<?> parameter, Object value) {
        return options -> {
            try {
                options.getClass().getMethod(name, parameter).invoke(options, value);
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        };
    }

    @Nested
    class Functions {
        private static final Class<?>[] WITHOUT = {String.class};
        private static final Class<?>[] WITH = {String.class, Consumer.class};

        @Test
        void withoutOptions_haveTheDefaults() throws Throwable {
            assertThat(call("Functions", "describe", WITHOUT, "x")).isEqualTo("x-100floor1null");
        }

        @Test
        void withOptions_haveWhatIsSet() throws Throwable {
            assertThat(call("Functions", "describe", WITH, "x", set("ignoreIndex", long.class, 3L)))
                    .isEqualTo("x3floor1null");
            assertThat(
                            call(
                                    "Functions",
                                    "describe",
                                    WITH,
                                    "x",
                                    set("stride", long[].class, new long[] {2, 3})))
                    .isEqualTo("x-100floor(2, 3)null");
        }

        @Test
        void severalNumbers_areAnOption() throws Throwable {
            Consumer<Object> ratios = set("ratios", double[].class, new double[] {0.5, 0.25});
            assertThat(call("Functions", "describe", WITH, "x", ratios))
                    .isEqualTo("x-100floor1[0.5, 0.25]");
        }

        @Test
        void anOptionInsteadOfAnother_replacesIt() throws Throwable {
            Consumer<Object> number = set("stride", long.class, 3L);
            Consumer<Object> word = set("stride", RoundingMode.class, RoundingMode.TRUNC);
            assertThat(call("Functions", "describe", WITH, "x", number.andThen(word)))
                    .isEqualTo("x-100floor1truncnull");
            assertThat(call("Functions", "describe", WITH, "x", word.andThen(number)))
                    .isEqualTo("x-100floor3null");
        }

        @Test
        void nullInsteadOfAnotherOption_isRefusedByName() {
            Consumer<Object> none = set("stride", RoundingMode.class, null);
            assertThatThrownBy(() -> call("Functions", "describe", WITH, "x", none))
                    .hasRootCauseInstanceOf(NullPointerException.class)
                    .rootCause()
                    .hasMessageStartingWith("SampleOptions: argument 'stride' is null");
        }

        @Test
        void ofSeveralNumbersOfDimensions_areOneEach() throws Throwable {
            Class<?>[] numbers = {long.class, long.class};
            assertThat(call("Functions", "pool2dWithEnds", numbers, 4L, -1L)).isEqualTo("2: 4, -1");
            Class<?>[] lists = {Shape.class, long[].class};
            assertThat(
                            call(
                                    "Functions",
                                    "pool3dWithEnds",
                                    lists,
                                    Shape.of(4, 5, 6),
                                    new long[] {-1, 2}))
                    .isEqualTo("3: (4, 5, 6), (-1, 2)");
            assertThat(type("Functions").getMethod("pool2dWithEnds", lists).isVarArgs()).isTrue();
        }

        @Test
        void nullInsteadOfOptions_isRefusedByName() {
            assertThatThrownBy(() -> call("Functions", "describe", WITH, "x", null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessageStartingWith("describe: argument 'options' is null");
        }

        @Test
        void aRefusedOption_isRefusedByTheCall() {
            Consumer<Object> seven = set("ignoreIndex", long.class, 7L);
            assertThatThrownBy(() -> call("Functions", "describe", WITH, "x", seven))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("seven is refused");
        }

        @Test
        void aSingleOption_canBeAnArgument() throws Throwable {
            Class<?>[] parameters = {double.class, double.class};
            assertThat(call("Functions", "scale", parameters, 8.0, 0.5)).isEqualTo(4.0);
            assertThat(call("Functions", "scale", new Class<?>[] {double.class}, 8.0))
                    .isEqualTo(2.0);
        }

        @Test
        void parametersWithDefaults_areGivenOrNot() throws Throwable {
            Class<?>[] all = {double.class, double.class, double.class};
            assertThat(call("Functions", "cut", all, 9.0, 3.0, 5.0)).isEqualTo(5.0);
            Class<?>[] required = {double.class};
            assertThat(call("Functions", "cut", required, 9.0)).isEqualTo(2.0);
            assertThat(call("Functions", "cut", required, -9.0)).isEqualTo(-1.0);
            assertThat(type("Functions").getMethods())
                    .filteredOn(method -> method.getName().equals("cut"))
                    .hasSize(2);
        }

        @Test
        void variableArguments_stayVariable() throws Throwable {
            assertThat(type("Functions").getMethod("sum", long[].class).isVarArgs()).isTrue();
        }
    }

    @Nested
    class RichOptions {
        private static final String DEFAULTS =
                ", momentum=0.5, limit=3, method='auto', rounding='floor', modes=[]";

        private Object printed(Consumer<Object> options) throws Throwable {
            return call(
                    "Functions",
                    "rich",
                    new Class<?>[] {String.class, Consumer.class},
                    "",
                    options);
        }

        private void assertRefused(Consumer<Object> options, String expected) {
            assertThatThrownBy(() -> printed(options))
                    .hasRootCauseInstanceOf(NullPointerException.class)
                    .hasRootCauseMessage(expected);
        }

        @Test
        void whatIsNotSet_isTheDefault() throws Throwable {
            assertThat(printed(options -> {})).isEqualTo(DEFAULTS);
        }

        @Test
        void whatMayBeNone_canBeSetToNone() throws Throwable {
            assertThat(
                            printed(
                                    set("momentum", Number.class, null)
                                            .andThen(set("limit", Long.class, null))
                                            .andThen(set("method", String.class, null))
                                            .andThen(set("rounding", RoundingMode.class, null))))
                    .isEqualTo(", momentum=None, limit=None, method=None, rounding=None, modes=[]");
        }

        @Test
        void whatMayBeNone_canBeSetToAValue() throws Throwable {
            assertThat(
                            printed(
                                    set("momentum", long.class, 1L)
                                            .andThen(set("limit", long.class, 4L))
                                            .andThen(set("method", String.class, "vocab"))
                                            .andThen(
                                                    set(
                                                            "rounding",
                                                            RoundingMode.class,
                                                            RoundingMode.TRUNC))))
                    .isEqualTo(", momentum=1, limit=4, method='vocab', rounding='trunc', modes=[]");
        }

        @Test
        void severalWords_areAnOption() throws Throwable {
            RoundingMode[] modes = {RoundingMode.TRUNC, RoundingMode.FLOOR};
            Consumer<Object> both = set("modes", RoundingMode[].class, modes);
            assertThat(printed(both)).isEqualTo(DEFAULTS.replace("[]", "['trunc', 'floor']"));
            assertThat(type("RichOptions").getMethod("modes", RoundingMode[].class).isVarArgs())
                    .isTrue();
        }

        @Test
        void severalWords_areCopied() throws Throwable {
            RoundingMode[] modes = {RoundingMode.TRUNC};
            Consumer<Object> changedLater =
                    set("modes", RoundingMode[].class, modes)
                            .andThen(options -> modes[0] = RoundingMode.FLOOR);
            assertThat(printed(changedLater)).isEqualTo(DEFAULTS.replace("[]", "['trunc']"));
        }

        @Test
        void nullInsteadOfSeveralWords_isRefusedByName() {
            assertRefused(
                    set("modes", RoundingMode[].class, null),
                    "RichOptions: argument 'modes' is null, expected a list of rounding modes");
        }

        @Test
        void optionsInside_areSetByCode() throws Throwable {
            Consumer<Object> inner = set("inner", Consumer.class, set("slope", double.class, 2.0));
            assertThat(printed(inner)).isEqualTo(DEFAULTS + ", inner=SingleOptions(slope=2.0)");
        }

        @Test
        void optionsInside_haveTheirOwnDefaults() throws Throwable {
            Consumer<Object> nothing = options -> {};
            assertThat(printed(set("inner", Consumer.class, nothing)))
                    .isEqualTo(DEFAULTS + ", inner=SingleOptions(slope=0.25)");
        }

        @Test
        void nullInsteadOfOptionsInside_isRefusedByName() {
            assertRefused(
                    set("inner", Consumer.class, null),
                    "inner: argument 'options' is null, expected code that sets options");
        }
    }

    @Nested
    class Modules {
        private Object made(String type, Class<?>[] parameters, Object... arguments)
                throws ReflectiveOperationException {
            return type(type).getConstructor(parameters).newInstance(arguments);
        }

        @Test
        void printOptions_thatAreAlwaysShownOrChanged() throws ReflectiveOperationException {
            assertThat(made("Pool1d", new Class<?>[] {long.class}, 3L))
                    .hasToString("1, 3, 2, ignore_index=-100, mode='floor', alpha=0.5, stride=1");
            Class<?>[] parameters = {long.class, Consumer.class};
            assertThat(made("Pool2d", parameters, 3L, set("inplace", boolean.class, true)))
                    .hasToString(
                            "2, 3, 2, ignore_index=-100, mode='floor', alpha=0.5, stride=1,"
                                    + " inplace=True");
        }

        @Test
        void numbers_printAsTheyWereGiven() throws ReflectiveOperationException {
            Class<?>[] parameters = {long.class, Consumer.class};
            assertThat(made("Pool2d", parameters, 3L, set("alpha", long.class, 1L)).toString())
                    .contains("alpha=1,");
            assertThat(made("Pool2d", parameters, 3L, set("alpha", double.class, 1.0)).toString())
                    .contains("alpha=1.0,");
        }

        @Test
        void sizes_canBeAShape() throws ReflectiveOperationException {
            assertThat(made("Pool2d", new Class<?>[] {Shape.class}, Shape.of(2, 3)).toString())
                    .startsWith("2, (2, 3),");
        }
    }

    @Nested
    class ModulesOfFunctions {
        private <T> T made(Class<T> base, String type, Class<?>[] parameters, Object... arguments)
                throws ReflectiveOperationException {
            return base.cast(type(type).getConstructor(parameters).newInstance(arguments));
        }

        @Test
        void withoutOptions_haveTheDefaults() throws ReflectiveOperationException {
            UnaryModule slope = made(UnaryModule.class, "Slope", new Class<?>[0]);
            assertThat(slope.call(Torch.tensor(8.0)).item().doubleValue()).isEqualTo(2);
            assertThat(slope).hasToString("Slope(slope=0.25)");
        }

        @Test
        void withOptions_haveWhatIsSet() throws ReflectiveOperationException {
            Class<?>[] options = {Consumer.class};
            BinaryModule sum =
                    made(BinaryModule.class, "Sum", options, set("ignoreIndex", long.class, 3L));
            assertThat(sum.call(Torch.tensor(8.0), Torch.tensor(2.0)).item().doubleValue())
                    .isEqualTo(7);
            assertThatThrownBy(() -> made(BinaryModule.class, "Sum", options, (Object) null))
                    .hasRootCauseMessage(
                            "Sum: argument 'options' is null, expected code that sets options");
        }

        @Test
        void aSingleOption_canBeAnArgument() throws ReflectiveOperationException {
            Class<?>[] value = {double.class};
            UnaryModule slope = made(UnaryModule.class, "Slope", value, 0.5);
            assertThat(slope.call(Torch.tensor(8.0)).item().doubleValue()).isEqualTo(4);
            assertThat(slope).hasToString("Slope(slope=0.5)");
        }

        @Test
        void unprintedOptions_areNotPrinted() throws ReflectiveOperationException {
            assertThat(made(BinaryModule.class, "Sum", new Class<?>[0])).hasToString("Sum()");
        }

        @Test
        void functionsOfThreeTensors_areModulesOfThree() throws ReflectiveOperationException {
            TernaryModule last = made(TernaryModule.class, "Last", new Class<?>[0]);
            Tensor third = Torch.tensor(3.0);
            assertThat(last.call(Torch.tensor(1.0), Torch.tensor(2.0), third)).isSameAs(third);
        }

        @Test
        void optionsOfItsOwn_areCompletedByDefaultsAndTraining()
                throws ReflectiveOperationException {
            UnaryModule scale = scale("Scale", 6);
            assertThat(scale.call(Torch.tensor(2.0))).hasToString("tensor([104., 104., 104.])");
            scale.eval();
            assertThat(scale.call(Torch.tensor(2.0))).hasToString("tensor([102., 102., 102.])");
        }

        @Test
        void whatIsRequired_isKeptAndPrinted() throws ReflectiveOperationException {
            assertThat(scale("Scale2d", 1.5)).hasToString("Scale2d(output_size=3, 1.5, slope=2)");
            assertThatThrownBy(() -> scale("Scale", null))
                    .hasRootCauseMessage("Scale: argument 'limit' is null, expected a number");
        }

        @Test
        void optionThatIsATensor_isABuffer() throws ReflectiveOperationException {
            Class<?>[] all = {Shape.class, Number.class, Consumer.class};
            Tensor weight = Torch.tensor(5.0);
            UnaryModule scale =
                    made(
                            UnaryModule.class,
                            "Scale",
                            all,
                            Shape.of(1),
                            100,
                            set("weight", Tensor.class, weight));
            assertThat(scale.namedBuffers()).containsExactly(Map.entry("weight", weight));
            scale.registerBuffer("weight", Torch.tensor(7.0));
            assertThat(scale.call(Torch.tensor(2.0))).hasToString("tensor([128.])");
        }

        private UnaryModule scale(String type, Number limit) throws ReflectiveOperationException {
            Class<?>[] required = {long.class, Number.class};
            return made(UnaryModule.class, type, required, 3L, limit);
        }
    }

    @Nested
    class Declarations {
        @TempDir Path out;

        @Test
        void aLawThatIsNone_isACompilersError() {
            String law =
                    """
                    package sample;

                    import org.panamatorch.internal.declare.AsDistribution;

                    @AsDistribution
                    abstract class OddLaw {}
                    """;
            assertThat(errors(out, law)).contains("no constructor takes parameters and options");
            assertThat(errors(out, law.replace("OddLaw", "OddRule")))
                    .contains("the name of a distribution's law ends with Law");
        }

        @Test
        void anOptionWithoutDefault_isACompilersError() {
            assertThat(errors(out, SINGLE.replace("@Default(\"0.25\") ", "")))
                    .contains("option 'slope' has no @Default");
        }

        @Test
        void anOptionWithoutDocumentation_isACompilersError() {
            assertThat(errors(out, SINGLE.replace("@param slope the slope", "")))
                    .contains("option 'slope' has no @param");
        }

        @Test
        void aModuleOfAFunctionOfOtherThanTensors_isACompilersError() {
            assertThat(
                            errors(
                                    out,
                                    RECORD,
                                    SINGLE,
                                    MODULES.replace("slope(Tensor input", "slope(double input")))
                    .contains(
                            "a module is made of a function that takes one to three tensors first");
        }
    }
}
