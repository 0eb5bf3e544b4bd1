package org.panamatorch.benchmarks;

import static java.util.Map.entry;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.optim.ASGD;
import org.panamatorch.optim.Adadelta;
import org.panamatorch.optim.Adafactor;
import org.panamatorch.optim.Adagrad;
import org.panamatorch.optim.Adam;
import org.panamatorch.optim.AdamW;
import org.panamatorch.optim.Adamax;
import org.panamatorch.optim.LBFGS;
import org.panamatorch.optim.Muon;
import org.panamatorch.optim.NAdam;
import org.panamatorch.optim.Optimizer;
import org.panamatorch.optim.RAdam;
import org.panamatorch.optim.RMSprop;
import org.panamatorch.optim.Rprop;
import org.panamatorch.optim.SGD;
import org.panamatorch.optim.SparseAdam;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Times a step of each optimizer over 200 parameters of 32 by 32, beside C++ and Python: {@code
 * scripts/bench-optimizers}.
 *
 * <p>The other sides are processes that wait for the name of a case, step for a while and print the
 * nanoseconds of the quickest step. A round asks each side for each case, one after the other,
 * beginning with another side each time; the table has the best of all rounds. C++ has six of the
 * optimizers; for a {@code fused} case it has one call of ATen's fused operator.
 */
public final class OptimizerSteps {
    private static final int PARAMETERS = 200;
    private static final int SIZE = 32;
    private static final double GRADIENT = 0.01;

    /** For how long a side steps when it is asked, so that a round of all cases takes some 2 s. */
    private static final long ASKED_NANOS = 20_000_000;

    /**
     * How often Java is asked for a case before the rounds, of which other sides need none: the
     * just-in-time compilers have their say, which takes 2 s where they share the cores.
     */
    private static final int WARM_UP = 100;

    private static final double MICROSECOND = 1e3;

    private static final Map<String, Function<List<Tensor>, Optimizer>> CASES =
            new TreeMap<>(
                    Map.ofEntries(
                            entry("ASGD", p -> new ASGD(p)),
                            entry("ASGD foreach", p -> new ASGD(p, o -> o.foreach(true))),
                            entry("Adadelta", p -> new Adadelta(p)),
                            entry("Adadelta foreach", p -> new Adadelta(p, o -> o.foreach(true))),
                            entry("Adafactor", p -> new Adafactor(p)),
                            entry("Adafactor foreach", p -> new Adafactor(p, o -> o.foreach(true))),
                            entry("Adagrad", p -> new Adagrad(p)),
                            entry("Adagrad foreach", p -> new Adagrad(p, o -> o.foreach(true))),
                            entry("Adagrad fused", p -> new Adagrad(p, o -> o.fused(true))),
                            entry("Adam", p -> new Adam(p)),
                            entry("Adam foreach", p -> new Adam(p, o -> o.foreach(true))),
                            entry("Adam fused", p -> new Adam(p, o -> o.fused(true))),
                            entry("AdamW", p -> new AdamW(p)),
                            entry("AdamW foreach", p -> new AdamW(p, o -> o.foreach(true))),
                            entry("AdamW fused", p -> new AdamW(p, o -> o.fused(true))),
                            entry("Adamax", p -> new Adamax(p)),
                            entry("Adamax foreach", p -> new Adamax(p, o -> o.foreach(true))),
                            entry("LBFGS", p -> new LBFGS(p, o -> o.lr(1e-3).maxIter(4))),
                            entry("Muon", p -> new Muon(p)),
                            entry("NAdam", p -> new NAdam(p)),
                            entry("NAdam foreach", p -> new NAdam(p, o -> o.foreach(true))),
                            entry("RAdam", p -> new RAdam(p)),
                            entry("RAdam foreach", p -> new RAdam(p, o -> o.foreach(true))),
                            entry("RMSprop", p -> new RMSprop(p)),
                            entry("RMSprop foreach", p -> new RMSprop(p, o -> o.foreach(true))),
                            entry("Rprop", p -> new Rprop(p)),
                            entry("Rprop foreach", p -> new Rprop(p, o -> o.foreach(true))),
                            entry("SGD", p -> new SGD(p, o -> o.lr(1e-3))),
                            entry("SGD momentum", p -> new SGD(p, o -> o.lr(1e-3).momentum(0.9))),
                            entry(
                                    "SGD foreach",
                                    p -> new SGD(p, o -> o.lr(1e-3).momentum(0.9).foreach(true))),
                            entry(
                                    "SGD fused",
                                    p -> new SGD(p, o -> o.lr(1e-3).momentum(0.9).fused(true))),
                            entry("SparseAdam", p -> new SparseAdam(p))));

    private OptimizerSteps() {}

    /** One of the sides. */
    private interface Side {
        /** Nanoseconds of a step; NaN where the side has no such case. */
        double time(String name) throws IOException;
    }

    /** This process. */
    private static final class Java implements Side {
        private final Map<String, Runnable> steps = new HashMap<>();

        @Override
        public double time(String name) {
            Runnable step = steps.computeIfAbsent(name, Java::step);
            long begun = System.nanoTime();
            long before = begun;
            long best = Long.MAX_VALUE;
            while (before - begun < ASKED_NANOS) {
                step.run();
                long now = System.nanoTime();
                best = Math.min(best, now - before);
                before = now;
            }
            return best;
        }

        private static Runnable step(String name) {
            Optimizer optimizer = CASES.get(name).apply(parameters(name.equals("SparseAdam")));
            if (name.equals("LBFGS")) {
                return () -> {
                    try (var _ = new TensorScope()) {
                        optimizer.step(() -> Torch.ones(Shape.of()));
                    }
                };
            }
            return optimizer::step;
        }

        private static List<Tensor> parameters(boolean isSparse) {
            List<Tensor> made = new ArrayList<>();
            for (int i = 0; i < PARAMETERS; i++) {
                Tensor parameter = Torch.ones(SIZE, SIZE).requiresGrad_();
                Tensor gradient = Torch.full(Shape.of(SIZE, SIZE), GRADIENT);
                parameter.setGrad(isSparse ? gradient.toSparse(1).coalesce() : gradient);
                made.add(parameter);
            }
            return made;
        }
    }

    /** A process that is asked. */
    private record Other(PrintStream questions, BufferedReader answers) implements Side {
        static Other start(List<String> command) throws IOException {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            return new Other(
                    new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8),
                    process.inputReader());
        }

        @Override
        public double time(String name) throws IOException {
            questions.println(name);
            String answer = answers.readLine();
            if (answer == null) {
                throw new IOException("a side has ended at " + name);
            }
            return answer.equals("-") ? Double.NaN : Double.parseDouble(answer);
        }
    }

    /**
     * Prints the table.
     *
     * @param args how many rounds, the program of C++, and Python with its script or nothing; then
     *     the cases, if not all, after {@code --}
     * @throws IOException if another side cannot be started or ends
     */
    public static void main(String[] args) throws IOException {
        Torch.setNumThreads(1);
        int rounds = Integer.parseInt(args[0]);
        List<String> rest = Arrays.asList(args).subList(2, args.length);
        int dashes = rest.indexOf("--");
        List<String> python = rest.subList(0, dashes);
        List<String> names = new ArrayList<>(rest.subList(dashes + 1, rest.size()));
        if (names.isEmpty()) {
            names.addAll(CASES.keySet());
        }
        List<Side> sides = new ArrayList<>(List.of(new Java(), Other.start(List.of(args[1]))));
        if (!python.isEmpty()) {
            sides.add(Other.start(python));
        }
        Map<String, double[]> best = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            System.err.println("warming up: %s, %d of %d".formatted(name, i + 1, names.size()));
            for (int asked = 0; asked < WARM_UP; asked++) {
                sides.getFirst().time(name);
            }
        }
        for (int round = 0; round < rounds; round++) {
            System.err.println("round %d of %d".formatted(round + 1, rounds));
            for (String name : names) {
                double[] times = best.computeIfAbsent(name, _ -> worst(sides.size()));
                for (int i = 0; i < times.length; i++) {
                    int side = Math.floorMod(i + round, times.length);
                    double time = sides.get(side).time(name);
                    times[side] = Math.min(times[side], time);
                }
            }
        }
        print(names, best);
    }

    private static double[] worst(int count) {
        double[] times = new double[count];
        Arrays.fill(times, Double.POSITIVE_INFINITY);
        return times;
    }

    private static void print(List<String> names, Map<String, double[]> best) {
        System.out.printf(
                "%-18s %9s %9s %9s %17s%n",
                "us a step", "Java", "C++", "Python", "Java / the better");
        for (String name : names) {
            double[] times = best.get(name);
            double other =
                    Arrays.stream(times, 1, times.length)
                            .filter(Double::isFinite)
                            .min()
                            .orElse(Double.NaN);
            System.out.printf("%-18s %9s", name, text(times[0]));
            for (int side = 1; side <= 2; side++) {
                System.out.printf(" %9s", side < times.length ? text(times[side]) : "-");
            }
            System.out.printf(
                    " %17s%n", Double.isFinite(other) ? "%.2f".formatted(times[0] / other) : "-");
        }
    }

    private static String text(double nanoseconds) {
        return Double.isFinite(nanoseconds) ? "%.0f".formatted(nanoseconds / MICROSECOND) : "-";
    }
}
