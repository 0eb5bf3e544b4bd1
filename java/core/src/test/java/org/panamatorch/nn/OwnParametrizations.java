package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.Torch;

import java.util.List;

/** The twins of the parametrizations in {@code scripts/python/record_module_utils.py}. */
final class OwnParametrizations {
    private OwnParametrizations() {}

    static Module create(String kind) {
        return switch (kind) {
            case "Symmetric" -> new Symmetric();
            case "Scaled" -> new Scaled();
            case "NoInverse" -> new NoInverse();
            case "RankOne" -> new RankOne();
            case "Doubled" -> new Doubled();
            default -> throw new AssertionError(kind);
        };
    }

    static final class Symmetric extends UnaryModule implements Parametrization {
        @Override
        protected Tensor forward(Tensor x) {
            return x.triu().add(x.triu(1).mT());
        }

        @Override
        public Tensor rightInverse(Tensor value) {
            return value.triu();
        }
    }

    static final class Scaled extends UnaryModule implements Parametrization {
        Scaled() {
            registerParameter("scale", Torch.tensor(2.0f).squeeze());
        }

        @Override
        protected Tensor forward(Tensor x) {
            return x.mul(parameter("scale"));
        }

        @Override
        public Tensor rightInverse(Tensor value) {
            return value.div(parameter("scale"));
        }
    }

    static final class NoInverse extends UnaryModule {
        @Override
        protected Tensor forward(Tensor x) {
            return x.tanh();
        }
    }

    static final class RankOne extends Module implements MultiParametrization {
        @Override
        public Tensor forward(Tensor... originals) {
            return originals[0].unsqueeze(-1).mul(originals[1].unsqueeze(-2));
        }

        @Override
        public List<Tensor> rightInverse(Tensor value) {
            return List.of(value.select(1, 0).clone(), value.select(0, 0).clone());
        }
    }

    static final class Doubled extends UnaryModule {
        @Override
        protected Tensor forward(Tensor x) {
            return Torch.cat(x, x);
        }
    }
}
