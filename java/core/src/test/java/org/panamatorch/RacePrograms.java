package org.panamatorch;

import org.panamatorch.nn.BatchNorm1d;
import org.panamatorch.nn.Functional;
import org.panamatorch.nn.LSTM;
import org.panamatorch.nn.Linear;
import org.panamatorch.nn.Module;
import org.panamatorch.nn.Sequential;
import org.panamatorch.nn.StateDict;
import org.panamatorch.nn.utils.ClipGrad;
import org.panamatorch.optim.Adam;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Programs whose threads use the same tensors as nobody should, though it may not look like it. One
 * runs for some seconds, in a JVM that must survive it, and prints how often each thread came
 * round: {@code -Drace=NAME -Drace.seconds=N}.
 */
public final class RacePrograms {
    private RacePrograms() {}

    /** What one of a program's threads does over and over. */
    private interface Step {
        void run() throws Exception;
    }

    /** All programs by their names. */
    static List<String> names() {
        return programs().keySet().stream().toList();
    }

    private static Map<String, Program> programs() {
        Map<String, Program> programs = new TreeMap<>();
        programs.put("grad", RacePrograms::grad);
        programs.put("zeroGrad", RacePrograms::zeroGrad);
        programs.put("retainedGrad", RacePrograms::retainedGrad);
        programs.put("adam", RacePrograms::adam);
        programs.put("recurrentModule", () -> module(new LSTM(4, 5), true));
        programs.put("layers", () -> module(layers(), false));
        programs.put("staleGraph", RacePrograms::staleGraph);
        programs.put("parameters", RacePrograms::parameters);
        programs.put("set", RacePrograms::set);
        programs.put("transpose", RacePrograms::transpose);
        programs.put("resize", RacePrograms::resize);
        programs.put("handedOver", RacePrograms::handedOver);
        programs.put("byName", RacePrograms::byName);
        programs.put("hooks", RacePrograms::hooks);
        return programs;
    }

    private interface Program {
        Step[] threads();
    }

    public static void main(String[] arguments) throws InterruptedException {
        Torch.setNumThreads(1);
        Torch.manualSeed(1);
        long seconds = Long.getLong("race.seconds", 20);
        Step[] steps = programs().get(System.getProperty("race")).threads();
        long end = System.nanoTime() + seconds * 1_000_000_000;
        AtomicLong[] rounds = new AtomicLong[steps.length];
        Thread[] threads = new Thread[steps.length];
        for (int i = 0; i < steps.length; i++) {
            AtomicLong count = new AtomicLong();
            Step step = steps[i];
            rounds[i] = count;
            threads[i] = Thread.ofPlatform().start(() -> repeat(step, count, end));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println("survived, rounds " + Arrays.toString(rounds));
        System.exit(Arrays.stream(rounds).allMatch(count -> count.get() > 0) ? 0 : 1);
    }

    // What the threads do to each other shows in exceptions as well, and may.
    private static void repeat(Step step, AtomicLong rounds, long end) {
        while (System.nanoTime() < end) {
            try (var _ = new TensorScope()) {
                step.run();
            } catch (TorchException | IllegalStateException | IllegalArgumentException e) {
                if (e.getMessage() == null) {
                    throw e;
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            rounds.incrementAndGet();
        }
    }

    private static Step[] grad() {
        Tensor w = Torch.randn(64).requiresGrad_();
        Step train = () -> w.mul(Torch.randn(64)).sum().backward();
        return new Step[] {
            train,
            train,
            () -> {
                Tensor grad = w.grad();
                if (grad != null) {
                    grad.add(1).toFloatArray();
                }
            },
            () -> w.setGrad(null),
            () -> w.setGrad(Torch.ones(64)),
        };
    }

    private static Step[] zeroGrad() {
        Linear linear = new Linear(8, 8);
        Step train = () -> linear.call(Torch.randn(4, 8)).square().mean().backward();
        return new Step[] {
            train,
            train,
            linear::zeroGrad,
            () -> linear.zeroGrad(false),
            () -> ClipGrad.clipGradNorm_(linear.parameters(), 1.0),
            () -> linear.call(Torch.randn(4, 8)).square().mean().backward(o -> o.createGraph(true)),
        };
    }

    private static Step[] retainedGrad() {
        Tensor w = Torch.randn(16).requiresGrad_();
        Tensor h = w.mul(2);
        h.retainGrad();
        Tensor root = h.square().sum();
        return new Step[] {
            () -> root.backward(o -> o.retainGraph(true)),
            () -> root.backward(o -> o.retainGraph(true)),
            () -> {
                Tensor grad = h.grad();
                if (grad != null) {
                    grad.toFloatArray();
                }
            },
            () -> h.setGrad(null),
        };
    }

    private static Step[] adam() {
        Linear linear = new Linear(8, 8);
        Adam adam = new Adam(linear.parameters(), o -> o.amsgrad(true));
        Step train = () -> linear.call(Torch.randn(4, 8)).square().mean().backward();
        return new Step[] {
            train, adam::step, adam::step, adam::zeroGrad, () -> adam.zeroGrad(false)
        };
    }

    private static Sequential layers() {
        return new Sequential(new Linear(4, 5), new BatchNorm1d(5), new Linear(5, 3));
    }

    private static Tensor output(Module module, boolean isRecurrent, DType dtype) {
        Tensor input =
                Torch.randn(isRecurrent ? new long[] {3, 2, 4} : new long[] {6, 4}).to(dtype);
        return isRecurrent
                ? ((LSTM) module).call(input).output()
                : ((Sequential) module).call(input);
    }

    private static Step[] module(Module module, boolean isRecurrent) {
        StateDict first = module.copy().stateDict();
        return new Step[] {
            () -> output(module, isRecurrent, DType.FLOAT32).sum().backward(),
            () -> output(module, isRecurrent, DType.FLOAT64).sum().backward(),
            () -> {
                module.to(DType.FLOAT64);
                module.to(DType.FLOAT32);
            },
            () -> module.stateDict().values().forEach(Tensor::toString),
            module::copy,
            () -> module.loadStateDict(first),
            module::zeroGrad,
            () -> module.requiresGrad_(true),
        };
    }

    /** A graph of before a conversion is run after it, beside one of after it. */
    private static Step[] staleGraph() {
        Linear linear = new Linear(8, 8);
        return new Step[] {
            () -> {
                Tensor loss = linear.call(Torch.randn(4, 8).to(linear.weight().dtype())).sum();
                Thread.yield();
                loss.backward();
            },
            () -> linear.call(Torch.randn(4, 8).to(linear.weight().dtype())).sum().backward(),
            () -> {
                linear.to(DType.FLOAT64);
                linear.to(DType.FLOAT32);
            },
            () -> {
                Tensor grad = linear.weight().grad();
                if (grad != null) {
                    grad.toString();
                }
            },
            linear::zeroGrad,
        };
    }

    /** A native module's parameters are exchanged while it computes. */
    private static Step[] parameters() {
        LSTM lstm = new LSTM(4, 5);
        Map<String, Tensor> state = new LSTM(4, 5).stateDict();
        Step train = () -> lstm.call(Torch.randn(3, 2, 4)).output().sum().backward();
        return new Step[] {train, train, () -> lstm.loadStateDict(state, true, true)};
    }

    private static Step[] set() {
        Tensor x = Torch.zeros(4);
        return new Step[] {
            () -> x.set_(Torch.zeros(100_000)),
            () -> x.set_(Torch.zeros(2, 3)),
            () -> x.setData(Torch.zeros(50_000).to(DType.FLOAT64)),
            x::toFloatArray,
            x::toByteArray,
            () -> {
                var memory = x.memory();
                memory.toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
            },
            () -> x.add(1).sum().item(),
            x::toString,
        };
    }

    private static Step[] transpose() {
        Tensor x = Torch.randn(3, 4);
        return new Step[] {
            () -> x.unsqueeze_(0).unsqueeze_(0).unsqueeze_(0).unsqueeze_(0).unsqueeze_(0),
            x::squeeze_,
            x::t_,
            () -> x.transpose_(0, 1),
            () -> x.add(1),
            () -> Torch.cat(List.of(x, x)).sum(),
            x::shape,
            x::toFloatArray,
        };
    }

    private static Step[] resize() {
        Tensor x = Torch.zeros(16);
        Tensor view = x.view(16);
        Step read = () -> view.add(1).sum().item();
        return new Step[] {
            () -> x.resize_(1_000_000), () -> x.resize_(16), read, read, () -> x.sum().item()
        };
    }

    /** A tensor of one thread is seen by another while the first gives it other sizes. */
    private static Step[] handedOver() {
        AtomicReferenceArray<Tensor> places = new AtomicReferenceArray<>(2);
        Step make =
                () -> {
                    Tensor x = Torch.randn(2, 3, 1, 1, 1, 1, 1);
                    places.set(0, x);
                    for (int i = 0; i < 20; i++) {
                        x.squeeze_().unsqueeze_(0).unsqueeze_(0).unsqueeze_(0).unsqueeze_(0);
                    }
                };
        Step use =
                () -> {
                    Tensor x = places.get(0);
                    if (x != null) {
                        x.add(1).toFloatArray();
                    }
                };
        return new Step[] {make, use, use};
    }

    private static Step[] byName() {
        Tensor x = Torch.randn(3, 4);
        return new Step[] {
            () -> Torch.call("aten::unsqueeze_", x, 0),
            () -> Torch.call("aten::squeeze_", x),
            () -> Torch.call("aten::t_", x),
            () -> Torch.call("aten::add.Tensor", x, x),
            () -> x.mul(2).toFloatArray(),
        };
    }

    private static Step[] hooks() {
        Tensor w = Torch.randn(8).requiresGrad_();
        w.registerPostAccumulateGradHook(
                tensor -> {
                    // Another thread's hook may have taken it already.
                    Tensor grad = tensor.grad();
                    if (grad != null) {
                        grad.toFloatArray();
                    }
                    tensor.setGrad(null);
                });
        Step train =
                () -> {
                    Tensor h = w.mul(2);
                    h.registerHook(grad -> grad.mul(2));
                    Functional.relu(h).sum().backward();
                };
        return new Step[] {
            train, train, () -> w.registerHook(grad -> grad.add(1)).remove(), w::grad
        };
    }
}
