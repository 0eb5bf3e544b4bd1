package org.panamatorch.examples;

import org.panamatorch.*;
import org.panamatorch.nn.*;
import org.panamatorch.nn.utils.*;
import org.panamatorch.optim.*;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.LongStream;

/** Deep Q-learning on a grid. */
@Command(
        name = "dqn",
        description = "Learn the way through a grid, around a pit, by deep Q-learning.",
        mixinStandardHelpOptions = true)
final class Dqn implements Runnable {
    private static final int N = GridWorld.SIDE;

    @Mixin private SeedOption seed;

    private record Transition(long from, long action, double reward, long to, boolean done) {
        static Tensor column(List<Transition> sample, Function<Transition, ?> value) {
            return Torch.tensor(sample.stream().map(value).toList());
        }
    }

    private static Sequential net() {
        return new Sequential(new Linear(N * N, 32), new ReLU(), new Linear(32, 4));
    }

    private static Tensor error(
            Sequential q, Sequential target, Tensor eye, List<Transition> sample) {
        var s = Transition.column(sample, Transition::from);
        var a = Transition.column(sample, Transition::action);
        var r = Transition.column(sample, Transition::reward);
        var s2 = Transition.column(sample, Transition::to);
        var d = Transition.column(sample, Transition::done);
        Tensor next = Torch.noGrad(() -> target.call(eye.index(s2)).max(1).values());
        var y = r.add(next.mul(0.95).mul(d.logicalNot()));
        var predicted = q.call(eye.index(s)).gather(1, a.unsqueeze(1)).squeeze(1);
        return Functional.smoothL1Loss(predicted, y);
    }

    @Override
    public void run() {
        seed.start();
        var world = new GridWorld(Set.of(5L));
        var q = net();
        var target = net();
        target.loadStateDict(q.stateDict());
        var optimizer = new Adam(q.parameters(), o -> o.lr(5e-3));
        var buffer = new ArrayList<Transition>();
        var eye = Torch.eye(N * N);
        int steps = 0;
        double loss = 0;
        var returns = new ArrayList<Double>();
        for (int episode = 0; episode < 150; episode++) {
            long position = 0;
            double total = 0;
            double eps = Math.max(0.05, 1 - episode / 80.0);
            boolean done = false;
            for (int i = 0; i < GridWorld.LIMIT && !done; i++) {
                try (var _ = new TensorScope()) {
                    long from = position;
                    long action =
                            Torch.rand(1).itemDouble() < eps
                                    ? Torch.randint(4, Shape.of(1)).itemLong()
                                    : Torch.noGrad(() -> q.call(eye.get(from)).argmax().itemLong());
                    var step = world.step(from, action);
                    position = step.position();
                    done = step.done();
                    total += step.reward();
                    steps++;
                    buffer.add(new Transition(from, action, step.reward(), position, done));
                    if (buffer.size() > 1000) {
                        buffer.removeFirst();
                    }
                    if (buffer.size() >= 64) {
                        long[] chosen = Torch.randint(buffer.size(), Shape.of(32)).toLongArray();
                        var sample =
                                LongStream.of(chosen).mapToObj(j -> buffer.get((int) j)).toList();
                        var error = error(q, target, eye, sample);
                        optimizer.zeroGrad();
                        error.backward();
                        ClipGrad.clipGradValue_(q.parameters(), 1.0);
                        optimizer.step();
                        loss = error.itemDouble();
                    }
                    if (steps % 100 == 0) {
                        target.loadStateDict(q.stateDict());
                    }
                }
            }
            returns.add(total);
            if (episode % 30 == 29) {
                Python.print(
                        "{} {:.6f} {:.9f}",
                        episode,
                        Python.sum(Python.last(30, returns)) / 30,
                        loss);
            }
        }
        long[] policy = Torch.noGrad(() -> q.call(eye).argmax(1).toLongArray());
        for (int row = 0; row < N; row++) {
            var arrows = new StringBuilder();
            for (int column = 0; column < N; column++) {
                arrows.append("^v<>".charAt((int) policy[row * N + column]));
            }
            Python.print("{}", arrows);
        }
    }
}
