package org.panamatorch.distributions;

import org.panamatorch.Linalg;
import org.panamatorch.Tensor;
import org.panamatorch.internal.distributions.CovarianceSpec;
import org.panamatorch.internal.distributions.Matrices;

import java.util.List;
import java.util.stream.Stream;

/** One of three matrices that say the same. */
record Covariance(String name, Tensor matrix) {
    /** The one that options set. */
    static Covariance of(CovarianceSpec options) {
        List<Covariance> given =
                Stream.of(
                                new Covariance("covariance_matrix", options.covarianceMatrix()),
                                new Covariance("precision_matrix", options.precisionMatrix()),
                                new Covariance("scale_tril", options.scaleTril()))
                        .filter(each -> each.matrix != null)
                        .toList();
        if (given.size() != 1) {
            throw Distribution.invalid(
                    "Exactly one of covariance_matrix or precision_matrix or scale_tril may be"
                            + " specified.");
        }
        return given.getFirst();
    }

    boolean isFactor() {
        return name.equals("scale_tril");
    }

    /** The lower Cholesky factor of the covariance. */
    Tensor factor() {
        return switch (name) {
            case "scale_tril" -> matrix;
            case "covariance_matrix" -> Linalg.cholesky(matrix);
            default -> Matrices.factorOfInverse(matrix);
        };
    }
}
