package org.panamatorch.internal.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.binding.pt_callback;
import org.panamatorch.internal.binding.pt_stack_writer;
import org.panamatorch.internal.binding.pt_warning_listener;
import org.panamatorch.junit.NoLeaks;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What native-image is told, against what the classes say of themselves when they run. */
@NoLeaks
class ReachabilityMetadataTest {
    private static final String FILE =
            "/META-INF/native-image/org.panamatorch/panamatorch/reachability-metadata.json";

    // dlopen, dlerror and gnu_get_libc_version, setenv.
    private static final List<String> SYSTEM =
            List.of("void*(void*,jint)", "void*()", "jint(void*,void*,jint)");

    private static JsonNode metadata;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream file = PanamaTorch.class.getResourceAsStream(FILE)) {
            metadata = new ObjectMapper().readTree(file);
        }
    }

    @Test
    void downcalls_areThoseOfTheBindingAndOfTheSystem() {
        Set<String> bound = new TreeSet<>(SYSTEM);
        bindings().map(ReachabilityMetadataTest::shape).forEach(bound::add);
        callbacks().map(ReachabilityMetadataTest::shape).forEach(bound::add);

        assertThat(bound).hasSizeGreaterThan(250);
        assertThat(plain("downcalls")).containsExactlyElementsOf(bound);
    }

    @Test
    void upcalls_areTheCallbacks() {
        assertThat(plain("upcalls"))
                .containsExactlyElementsOf(
                        callbacks()
                                .map(ReachabilityMetadataTest::shape)
                                .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void criticalFunctions_areDowncallsWithTheirOption() {
        List<JsonNode> critical = foreign("downcalls").filter(call -> call.has("options")).toList();

        assertThat(critical)
                .extracting(ReachabilityMetadataTest::shape)
                .containsExactly(
                        shape(PanamaTorch.pt_tensor_dim$descriptor()),
                        shape(PanamaTorch.pt_memory_copy$descriptor()));
        assertThat(critical)
                .extracting(call -> call.get("options").toString())
                .containsExactly(
                        "{\"critical\":{\"allowHeapAccess\":false}}",
                        "{\"critical\":{\"allowHeapAccess\":true}}");
    }

    @Test
    void classesInitializedByName_areThereAndTold() throws ClassNotFoundException {
        Set<String> told =
                stream(metadata.get("reflection"))
                        .map(type -> type.get("type").asText())
                        .collect(Collectors.toSet());

        assertThat(told).containsAll(EarlyClasses.names());
        for (String name : told) {
            assertThat(Class.forName(name, false, getClass().getClassLoader()).getName())
                    .isEqualTo(name);
        }
    }

    @Test
    void handlesOfShapes_areInitializedByName() {
        assertThat(metadata.get("reflection"))
                .anyMatch(
                        type ->
                                type.get("type")
                                        .asText()
                                        .startsWith("org.panamatorch.internal.binding."));
    }

    @Test
    void records_areTakenApartByReflection() {
        assertThat(metadata.get("reflection"))
                .anyMatch(
                        type ->
                                type.get("type")
                                                .asText()
                                                .equals("org.panamatorch.result.LstmResult")
                                        && type.get("allDeclaredConstructors").asBoolean()
                                        && type.get("allDeclaredMethods").asBoolean());
    }

    @Test
    void resources_haveTheListOfEarlyClasses() {
        assertThat(metadata.get("resources"))
                .extracting(resource -> resource.get("glob").asText())
                .contains("org/panamatorch/internal/load/early-classes.txt");
    }

    private static Stream<FunctionDescriptor> bindings() {
        return Arrays.stream(PanamaTorch.class.getMethods())
                .filter(method -> method.getName().endsWith("$descriptor"))
                .map(ReachabilityMetadataTest::descriptor);
    }

    private static FunctionDescriptor descriptor(Method method) {
        try {
            // Pieces of the binding are not public themselves.
            method.setAccessible(true);
            return (FunctionDescriptor) method.invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(method.getName(), e);
        }
    }

    private static Stream<FunctionDescriptor> callbacks() {
        return Stream.of(
                pt_callback.descriptor(),
                pt_stack_writer.descriptor(),
                pt_warning_listener.descriptor());
    }

    private static Set<String> plain(String kind) {
        return foreign(kind)
                .filter(call -> !call.has("options"))
                .map(ReachabilityMetadataTest::shape)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<JsonNode> foreign(String kind) {
        return stream(metadata.get("foreign").get(kind));
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static String shape(JsonNode call) {
        return stream(call.get("parameterTypes"))
                .map(JsonNode::asText)
                .collect(Collectors.joining(",", call.get("returnType").asText() + "(", ")"));
    }

    private static String shape(FunctionDescriptor descriptor) {
        return descriptor.argumentLayouts().stream()
                .map(ReachabilityMetadataTest::word)
                .collect(
                        Collectors.joining(
                                ",",
                                descriptor
                                                .returnLayout()
                                                .map(ReachabilityMetadataTest::word)
                                                .orElse("void")
                                        + "(",
                                ")"));
    }

    private static String word(MemoryLayout layout) {
        return layout instanceof AddressLayout ? "void*" : "j" + ((ValueLayout) layout).carrier();
    }
}
