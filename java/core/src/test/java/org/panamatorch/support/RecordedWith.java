package org.panamatorch.support;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.panamatorch.Torch;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test of what one version of LibTorch does and another does otherwise, where both are right: it
 * is skipped with any other.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RecordedWith.Condition.class)
public @interface RecordedWith {
    /**
     * The version.
     *
     * @return such as {@code 2.13}
     */
    String value();

    /**
     * What another version does.
     *
     * @return a phrase
     */
    String why();

    /** Asks LibTorch. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return AnnotationSupport.findAnnotation(context.getElement(), RecordedWith.class)
                    .map(Condition::evaluate)
                    .orElse(ConditionEvaluationResult.enabled("for any version"));
        }

        private static ConditionEvaluationResult evaluate(RecordedWith recorded) {
            return Torch.version().startsWith(recorded.value() + ".")
                    ? ConditionEvaluationResult.enabled("the version")
                    : ConditionEvaluationResult.disabled(
                            "needs libtorch-"
                                    + recorded.value()
                                    + ": "
                                    + recorded.why()
                                    + " in "
                                    + Torch.version());
        }
    }
}
