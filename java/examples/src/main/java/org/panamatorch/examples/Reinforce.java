package org.panamatorch.examples;

import org.panamatorch.*;
import org.panamatorch.distributions.*;
import org.panamatorch.nn.*;
import org.panamatorch.optim.*;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.ArrayList;
import java.util.Set;

/** REINFORCE with org.panamatorch.distributions. */
@Command(
        name = "reinforce",
        description = "Learn the way through a grid by REINFORCE, with a Categorical distribution.",
        mixinStandardHelpOptions = true)
final class Reinforce implements Runnable {
    private static final int N = GridWorld.SIDE;

    @Mixin private SeedOption seed;

    @Override
    public void run() {
        seed.start();
        var world = new GridWorld(Set.of());
        var policy = new Sequential(new Linear(N * N, 32), new Tanh(), new Linear(32, 4));
        var optimizer = new Adam(policy.parameters(), o -> o.lr(1e-2));
        var eye = Torch.eye(N * N);
        var totals = new ArrayList<Double>();
        for (int episode = 0; episode < 200; episode++) {
            try (var _ = new TensorScope()) {
                var logProbs = new ArrayList<Tensor>();
                var rewards = new ArrayList<Double>();
                long position = 0;
                boolean done = false;
                for (int i = 0; i < GridWorld.LIMIT && !done; i++) {
                    var logits = policy.call(eye.get(position));
                    var dist = new Categorical(o -> o.logits(logits));
                    var action = dist.sample();
                    logProbs.add(dist.logProb(action));
                    var step = world.step(position, action.itemLong());
                    rewards.add(step.reward());
                    position = step.position();
                    done = step.done();
                }
                var returns = new ArrayList<Double>();
                double g = 0;
                for (double reward : rewards.reversed()) {
                    g = reward + 0.95 * g;
                    returns.addFirst(g);
                }
                var ret = Torch.tensor(returns);
                ret = ret.sub(ret.mean()).div(ret.std().add(1e-6));
                var loss = Torch.stack(logProbs).mul(ret).sum().neg();
                optimizer.zeroGrad();
                loss.backward();
                optimizer.step();
                totals.add(Python.sum(rewards));
                if (episode % 40 == 39) {
                    Python.print(
                            "{} {:.6f} {:.7f}",
                            episode,
                            Python.sum(Python.last(40, totals)) / 40,
                            loss.item());
                }
            }
        }
    }
}
