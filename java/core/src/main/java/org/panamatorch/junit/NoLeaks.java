package org.panamatorch.junit;

import org.junit.jupiter.api.extension.ExtendWith;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The annotated test class, or test method, fails unless it leaves as many native objects, bytes of
 * CPU tensors and open scopes behind as it found.
 *
 * <pre>{@code
 * @NoLeaks
 * class ModelTest {
 *     @Test
 *     void forward_…() { … }
 * }
 * }</pre>
 *
 * <p>What is unreachable at the end is no leak: the collector runs before anything is compared. A
 * leak is what something still refers to, such as a static field, a cache or a thread, and a scope
 * that was not closed. On a class the check spans all of its tests, {@code @BeforeAll} and
 * {@code @AfterAll} included, and each nested class is checked by itself too; on a method it spans
 * the method alone, so that what {@code @BeforeEach} makes for it does not count.
 *
 * <p>In debug mode ({@link org.panamatorch.NativeMemory#setDebug}, or {@code
 * -Dpanamatorch.memory.debug=true}) the failure names the lines that made what was left.
 *
 * <p>Objects and bytes are counted for the whole process, so checked tests must not run in parallel
 * with others that use PanamaTorch.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(LeakCheck.class)
// JUnit's API is on the class path, which exports nothing to modules.
@SuppressWarnings("exports")
public @interface NoLeaks {}
