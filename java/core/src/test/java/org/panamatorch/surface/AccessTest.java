package org.panamatorch.surface;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.panamatorch.support.PublicClasses;

import java.lang.reflect.Modifier;
import java.util.Arrays;

/** What languages that call by reflection rely on. */
class AccessTest {
    @Test
    void publicMethods_areDeclaredByPublicTypes() {
        assertThat(PublicClasses.all())
                .flatExtracting(type -> Arrays.asList(type.getMethods()))
                .filteredOn(
                        method ->
                                method.getDeclaringClass().getName().startsWith("org.panamatorch"))
                .filteredOn(method -> !Modifier.isPublic(method.getDeclaringClass().getModifiers()))
                .extracting(method -> method.getDeclaringClass().getSimpleName())
                .isEmpty();
    }
}
