package org.panamatorch.parity;

import org.panamatorch.TensorScope;
import org.panamatorch.Torch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Replays the cases of operators. */
final class OperatorReplay {
    static final String FILE = "cases.jsonl";

    private final Values values;
    private final Route route;
    private final Report report;

    OperatorReplay(Storages storages, Route route, Report report) {
        this.values = new Values(storages);
        this.route = route;
        this.report = report;
    }

    void run(Path cases) throws IOException {
        Cases.forEach(cases, json -> replay(new OperatorCase(json)));
    }

    private void replay(OperatorCase operatorCase) throws IOException {
        String why;
        try (TensorScope _ = new TensorScope();
                var _ = Torch.noGrad()) {
            why = outcome(operatorCase);
        }
        report.settle(operatorCase.id(), operatorCase.operator(), operatorCase.origin(), why);
    }

    /** Why a case fails; null where it does not. */
    private String outcome(OperatorCase operatorCase) throws IOException {
        List<Object> arguments = operatorCase.arguments(values);
        Map<String, Object> keywords = operatorCase.keywords(values);
        List<Object> wanted = Comparison.flat(operatorCase.results(values));
        Torch.manualSeed(operatorCase.seed());
        Object result;
        try {
            result = route.call(operatorCase.operator(), arguments, keywords);
        } catch (MissingException e) {
            report.missing(operatorCase.operator());
            return e.getMessage();
        } catch (RuntimeException e) {
            return e.toString();
        }
        List<Object> got = wanted.isEmpty() ? List.of() : Comparison.flat(result);
        return Comparison.difference(wanted, got, !operatorCase.isUninitialized());
    }
}
