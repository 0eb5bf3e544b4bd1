package org.panamatorch.internal.binding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Torch;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The generated binding says what the headers say. */
class BindingTest {
    private static CHeaders headers;

    @BeforeAll
    static void readHeaders() throws IOException {
        headers = CHeaders.read();
        // Loads the library.
        Torch.version();
    }

    private static Map<String, Method> methods() {
        return Arrays.stream(PanamaTorch.class.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .filter(method -> headers.functions().containsKey(method.getName()))
                .collect(Collectors.toMap(Method::getName, Function.identity()));
    }

    @Test
    void headers_haveFunctionsOfEachArea() {
        assertThat(headers.functions())
                .hasSizeGreaterThan(1000)
                .containsKeys(
                        "pt_tensor_free",
                        "pt_backward",
                        "pt_rnn_forward",
                        "pt_adam_new",
                        "pt_aten_add_Tensor");
    }

    @Test
    void everyFunction_hasOneMethodWithItsTypes() {
        Map<String, Method> methods = methods();
        headers.functions()
                .forEach(
                        (name, function) -> {
                            Method method = methods.get(name);
                            assertThat(method).as(name).isNotNull();
                            assertThat(method.getReturnType())
                                    .as(name)
                                    .isEqualTo(javaType(function.returnType()));
                            List<Class<?>> expected =
                                    function.parameterTypes().stream()
                                            .<Class<?>>map(BindingTest::javaType)
                                            .toList();
                            assertThat(List.of(method.getParameterTypes()))
                                    .as(name)
                                    .isEqualTo(expected);
                        });
    }

    @Test
    void everyMethodOfTheLibrary_isInTheHeaders() {
        Set<String> bound =
                Arrays.stream(PanamaTorch.class.getMethods())
                        .map(Method::getName)
                        .filter(name -> name.startsWith("pt_"))
                        .map(name -> name.replaceFirst("\\$(address|descriptor|handle)$", ""))
                        .collect(Collectors.toSet());
        assertThat(bound).isEqualTo(headers.functions().keySet());
    }

    @Test
    void everyFunction_isInTheLibraryUnderItsOwnName() throws ReflectiveOperationException {
        for (String name : headers.functions().keySet()) {
            MemorySegment address =
                    (MemorySegment) PanamaTorch.class.getMethod(name + "$address").invoke(null);
            assertThat(address.address()).as(name).isNotZero();
        }
    }

    @Test
    void everyConstant_hasTheHeadersValue() {
        headers.constants()
                .forEach(
                        (name, value) -> {
                            try {
                                Number bound =
                                        (Number) PanamaTorch.class.getMethod(name).invoke(null);
                                assertThat(bound.longValue()).as(name).isEqualTo(value);
                            } catch (ReflectiveOperationException e) {
                                throw new AssertionError("no method for " + name, e);
                            }
                        });
    }

    @Test
    void codesOfJavasEnums_areDistinctAndFoundAgain() {
        assertThat(Stream.of(DType.values()).map(DType::code)).doesNotHaveDuplicates();
        assertThat(Stream.of(DType.values()).map(dtype -> DType.ofCode(dtype.code())))
                .containsExactly(DType.values());
        assertThat(Stream.of(Device.Type.values()).map(type -> Device.Type.ofCode(type.code())))
                .containsExactly(Device.Type.values());
    }

    private static Class<?> javaType(String cType) {
        return switch (cType) {
            case "void" -> void.class;
            case "int64_t" -> long.class;
            case "double" -> double.class;
            case "pt_status" -> int.class;
            default -> {
                assertThat(cType.endsWith("*") || headers.callbacks().contains(cType))
                        .as(cType)
                        .isTrue();
                yield MemorySegment.class;
            }
        };
    }
}
