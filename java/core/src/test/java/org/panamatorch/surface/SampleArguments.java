package org.panamatorch.surface;

import org.panamatorch.Autograd;
import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.ForwardAD;
import org.panamatorch.Generator;
import org.panamatorch.Index;
import org.panamatorch.Layout;
import org.panamatorch.RecordedStep;
import org.panamatorch.Scalar;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.Warnings;
import org.panamatorch.data.BatchSampler;
import org.panamatorch.data.DataLoader;
import org.panamatorch.data.DistributedSampler;
import org.panamatorch.data.SequentialSampler;
import org.panamatorch.data.TensorDataset;
import org.panamatorch.distributions.CatTransform;
import org.panamatorch.distributions.Categorical;
import org.panamatorch.distributions.Constraints;
import org.panamatorch.distributions.ExpTransform;
import org.panamatorch.distributions.Independent;
import org.panamatorch.distributions.LKJCholesky;
import org.panamatorch.distributions.LowRankMultivariateNormal;
import org.panamatorch.distributions.MixtureSameFamily;
import org.panamatorch.distributions.MultivariateNormal;
import org.panamatorch.distributions.Normal;
import org.panamatorch.distributions.TransformedDistribution;
import org.panamatorch.distributions.Wishart;
import org.panamatorch.inference.PreparedModel;
import org.panamatorch.internal.call.ForwardLevels;
import org.panamatorch.io.Safetensors;
import org.panamatorch.io.SafetensorsFile;
import org.panamatorch.library.Library;
import org.panamatorch.nn.AdaptiveLogSoftmaxWithLoss;
import org.panamatorch.nn.BatchNorm2d;
import org.panamatorch.nn.BiFunctionModule;
import org.panamatorch.nn.Bilinear;
import org.panamatorch.nn.Conv2d;
import org.panamatorch.nn.CosineSimilarity;
import org.panamatorch.nn.FractionalMaxPool2d;
import org.panamatorch.nn.FractionalMaxPool3d;
import org.panamatorch.nn.FunctionModule;
import org.panamatorch.nn.GRU;
import org.panamatorch.nn.GRUCell;
import org.panamatorch.nn.GroupNorm;
import org.panamatorch.nn.LSTM;
import org.panamatorch.nn.LSTMCell;
import org.panamatorch.nn.Linear;
import org.panamatorch.nn.MaxPool2d;
import org.panamatorch.nn.Module;
import org.panamatorch.nn.MultiheadAttention;
import org.panamatorch.nn.RNN;
import org.panamatorch.nn.RNNCell;
import org.panamatorch.nn.ReLU;
import org.panamatorch.nn.Reparametrization;
import org.panamatorch.nn.Sequential;
import org.panamatorch.nn.TernaryModule;
import org.panamatorch.nn.Transformer;
import org.panamatorch.nn.TransformerDecoder;
import org.panamatorch.nn.TransformerDecoderLayer;
import org.panamatorch.nn.TransformerEncoder;
import org.panamatorch.nn.TransformerEncoderLayer;
import org.panamatorch.nn.Upsample;
import org.panamatorch.nn.UpsamplingBilinear2d;
import org.panamatorch.nn.UpsamplingNearest2d;
import org.panamatorch.optim.Adam;
import org.panamatorch.optim.lr.ChainedScheduler;
import org.panamatorch.optim.lr.SequentialLR;
import org.panamatorch.optim.lr.StepLR;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Arguments of the right type for any public method: what a method makes of them depends on the
 * world, a set of sizes and dtypes that go well together.
 */
final class SampleArguments {
    /** What the tensors and the numbers of a call are. */
    record World(DType first, DType others, long integer, long[] sizes, long... tensor) {}

    static final List<World> WORLDS =
            List.of(
                    new World(DType.FLOAT32, DType.FLOAT32, 1, new long[] {2, 3}, 2, 3),
                    new World(DType.FLOAT32, DType.FLOAT32, 2, new long[] {2, 2}, 1, 2, 4, 4),
                    new World(DType.FLOAT32, DType.FLOAT32, 2, new long[] {2}, 1, 2, 4),
                    new World(DType.FLOAT32, DType.FLOAT32, 1, new long[] {0}, 3),
                    new World(DType.FLOAT32, DType.FLOAT32, 0, new long[] {0, 1}, 3, 3),
                    new World(DType.FLOAT32, DType.INT64, 1, new long[] {1}, 2, 2),
                    new World(DType.FLOAT32, DType.INT64, 1, new long[] {1}, 3),
                    new World(DType.FLOAT32, DType.FLOAT32, 1, new long[] {2, 2, 2}, 1, 2, 4, 4, 4),
                    new World(DType.INT64, DType.INT64, 1, new long[] {1}, 2, 3),
                    new World(DType.INT64, DType.FLOAT32, 1, new long[] {1}, 2, 2),
                    new World(DType.COMPLEX64, DType.COMPLEX64, 1, new long[] {1}, 2, 3),
                    new World(DType.BOOL, DType.BOOL, 1, new long[] {1}, 2, 3));

    private static int operators;

    private final World world;
    private int tensors;

    @Override
    public String toString() {
        return world.first() + Arrays.toString(world.tensor());
    }

    SampleArguments(World world) {
        this.world = world;
    }

    /** Arguments for an executable. */
    Object[] of(Executable executable) {
        tensors = 0;
        Type[] types = executable.getGenericParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = of(types[i]);
        }
        return arguments;
    }

    private Tensor tensor() {
        DType dtype = tensors++ == 0 ? world.first() : world.others();
        return Torch.ones(world.tensor(), TensorOptions.of(dtype));
    }

    /** A value of a type. */
    Object of(Type type) {
        return switch (type) {
            case Class<?> plain -> plain(plain);
            case ParameterizedType generic -> generic(generic);
            case GenericArrayType array ->
                    array(raw(array.getGenericComponentType()), array.getGenericComponentType());
            case TypeVariable<?> variable -> of(variable.getBounds()[0]);
            case WildcardType wildcard -> of(wildcard.getUpperBounds()[0]);
            default -> throw new AssertionError(type);
        };
    }

    static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType generic -> (Class<?>) generic.getRawType();
            case GenericArrayType array ->
                    Array.newInstance(raw(array.getGenericComponentType()), 0).getClass();
            case TypeVariable<?> variable -> raw(variable.getBounds()[0]);
            case WildcardType wildcard -> raw(wildcard.getUpperBounds()[0]);
            default -> throw new AssertionError(type);
        };
    }

    private Object array(Class<?> component, Type element) {
        Object array = Array.newInstance(component, 2);
        Array.set(array, 0, of(element));
        Array.set(array, 1, of(element));
        return array;
    }

    private Object generic(ParameterizedType type) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] arguments = type.getActualTypeArguments();
        if (Map.class.isAssignableFrom(raw)) {
            Map<Object, Object> map = new LinkedHashMap<>();
            map.put(of(arguments[0]), of(arguments[1]));
            return map;
        }
        if (raw.isAssignableFrom(List.class) || Collection.class.isAssignableFrom(raw)) {
            return new ArrayList<>(List.of(of(arguments[0]), of(arguments[0])));
        }
        if (raw == Stream.class) {
            return Stream.of(of(arguments[0]));
        }
        if (raw == Class.class) {
            return raw(arguments[0]);
        }
        if (raw.isInterface() && isFunction(raw)) {
            return new SampleFunction(this, type).proxy();
        }
        return plain(raw);
    }

    static boolean isFunction(Class<?> type) {
        return type.isInterface()
                && Arrays.stream(type.getMethods())
                                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                                .count()
                        == 1;
    }

    private Object plain(Class<?> type) {
        if (type == Tensor.class || type == Object.class) {
            return tensor();
        }
        if (type == long.class || type == Long.class) {
            return world.integer();
        }
        if (type == int.class || type == Integer.class) {
            return (int) world.integer();
        }
        if (type == double.class || type == Double.class) {
            return 0.5;
        }
        if (type == float.class) {
            return 0.5f;
        }
        if (type == boolean.class || type == Boolean.class) {
            return true;
        }
        if (type == short.class) {
            return (short) 1;
        }
        if (type == byte.class) {
            return (byte) 1;
        }
        if (type == char.class) {
            return 'a';
        }
        if (type == Number.class) {
            return 1.0;
        }
        if (type == String.class || type == CharSequence.class) {
            return "weight";
        }
        if (type == long[].class) {
            return world.sizes().clone();
        }
        if (type.isArray()) {
            return array(type.getComponentType(), type.getComponentType());
        }
        if (type == DType.class) {
            return DType.FLOAT32;
        }
        if (type == Device.class) {
            return Device.CPU;
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        return reference(type);
    }

    private Object reference(Class<?> type) {
        return switch (type.getName()) {
            case "org.panamatorch.Shape" -> Shape.of(world.tensor());
            case "org.panamatorch.Scalar" -> Scalar.TRUE;
            case "org.panamatorch.Index" -> Index.at(0);
            case "org.panamatorch.Layout" -> Layout.STRIDED;
            case "org.panamatorch.TensorOptions" -> TensorOptions.of(DType.FLOAT32);
            case "org.panamatorch.DlpackCapsule" -> Torch.toDlpack(tensor());
            case "org.panamatorch.Generator" -> new Generator();
            case "org.panamatorch.RecordedStep" -> recordedStep();
            case "org.panamatorch.inference.PreparedModel" ->
                    PreparedModel.of(new Linear(3, 3).eval());
            case "org.panamatorch.WarningCapture" -> Warnings.capture();
            case "org.panamatorch.AutogradFunction" -> new Doubling();
            case "org.panamatorch.FunctionContext" -> Doubling.context();
            case "org.panamatorch.AnomalyMode" -> Autograd.detectAnomaly();
            case "org.panamatorch.DualLevel" -> {
                // That of the call before.
                ForwardLevels.leave();
                yield ForwardAD.dualLevel();
            }
            case "org.panamatorch.DeviceMode" -> Torch.device(Device.CPU);
            case "org.panamatorch.Operator" -> Torch.ops("aten::add.Tensor");
            case "org.panamatorch.HookHandle" -> tensor().requiresGrad_().registerHook(g -> g);
            case "org.panamatorch.nn.AdaptiveLogSoftmaxWithLoss" ->
                    new AdaptiveLogSoftmaxWithLoss(3, 10, 2, 5);
            case "org.panamatorch.nn.FractionalMaxPool2d" ->
                    new FractionalMaxPool2d(2, o -> o.outputSize(1));
            case "org.panamatorch.nn.FractionalMaxPool3d" ->
                    new FractionalMaxPool3d(2, o -> o.outputSize(1));
            case "org.panamatorch.nn.ConvNd" -> new Conv2d(2, 2, 1);
            case "org.panamatorch.nn.MaxPoolBase" -> new MaxPool2d(2);
            case "org.panamatorch.nn.Bilinear" -> new Bilinear(3, 3, 2);
            case "org.panamatorch.nn.NormBase" -> new BatchNorm2d(2);
            case "org.panamatorch.nn.GroupNorm", "org.panamatorch.nn.AffineNorm" ->
                    new GroupNorm(1, 2);
            case "org.panamatorch.nn.RNN", "org.panamatorch.nn.RNNBase" -> new RNN(3, 3);
            case "org.panamatorch.nn.LSTM" -> new LSTM(3, 3);
            case "org.panamatorch.nn.GRU" -> new GRU(3, 3);
            case "org.panamatorch.nn.RNNCell", "org.panamatorch.nn.RNNCellBase" ->
                    new RNNCell(3, 3);
            case "org.panamatorch.nn.LSTMCell" -> new LSTMCell(3, 3);
            case "org.panamatorch.nn.GRUCell" -> new GRUCell(3, 3);
            case "org.panamatorch.nn.MultiheadAttention" -> new MultiheadAttention(3, 1);
            case "org.panamatorch.nn.Reparametrization" ->
                    new Reparametrization(new Linear(3, 3), Map.of("bias", Torch.ones(3)));
            case "org.panamatorch.nn.TransformerEncoderLayer" -> new TransformerEncoderLayer(4, 1);
            case "org.panamatorch.nn.TransformerDecoderLayer" -> new TransformerDecoderLayer(4, 1);
            case "org.panamatorch.nn.TransformerEncoder" ->
                    new TransformerEncoder(new TransformerEncoderLayer(4, 1), 1);
            case "org.panamatorch.nn.TransformerDecoder" ->
                    new TransformerDecoder(new TransformerDecoderLayer(4, 1), 1);
            case "org.panamatorch.nn.Upsample" -> new Upsample(o -> o.size(2));
            case "org.panamatorch.nn.UpsamplingBilinear2d" ->
                    new UpsamplingBilinear2d(o -> o.size(2));
            case "org.panamatorch.nn.UpsamplingNearest2d" ->
                    new UpsamplingNearest2d(o -> o.size(2));
            case "org.panamatorch.nn.Transformer" -> smallTransformer();
            case "org.panamatorch.nn.Module", "org.panamatorch.nn.UnaryModule" -> new Linear(3, 3);
            case "org.panamatorch.nn.BinaryModule" -> new CosineSimilarity();
            case "org.panamatorch.nn.TernaryModule" -> new TernarySample();
            case "org.panamatorch.nn.FunctionModule" -> new FunctionSample();
            case "org.panamatorch.nn.BiFunctionModule" -> new BiFunctionSample();
            case "org.panamatorch.nn.Sequential" -> new Sequential(new Linear(3, 3), new ReLU());
            case "org.panamatorch.nn.StateDict" -> new Linear(3, 3).stateDict();
            case "org.panamatorch.optim.Adam", "org.panamatorch.optim.Optimizer" -> optimizer();
            case "org.panamatorch.optim.ParameterState" -> {
                Linear linear = new Linear(3, 3);
                yield new Adam(linear.parameters(), 0.1).state(linear.weight());
            }
            case "org.panamatorch.optim.lr.LRScheduler" -> new StepLR(optimizer(), 1);
            case "org.panamatorch.optim.lr.ChainedScheduler" -> {
                Adam optimizer = optimizer();
                yield new ChainedScheduler(
                        List.of(new StepLR(optimizer, 1), new StepLR(optimizer, 2)));
            }
            case "org.panamatorch.optim.lr.SequentialLR" -> {
                Adam optimizer = optimizer();
                yield new SequentialLR(
                        optimizer,
                        List.of(new StepLR(optimizer, 1), new StepLR(optimizer, 2)),
                        List.of(1L));
            }
            case "org.panamatorch.distributions.Constraint" -> Constraints.positive();
            case "org.panamatorch.distributions.Transform" -> new ExpTransform();
            case "org.panamatorch.distributions.CatTransform" ->
                    new CatTransform(List.of(new ExpTransform(), new ExpTransform()), 0);
            case "org.panamatorch.distributions.Distribution",
                    "org.panamatorch.distributions.ExponentialFamily" ->
                    normal();
            case "org.panamatorch.distributions.Independent" -> new Independent(normal(), 1);
            case "org.panamatorch.distributions.TransformedDistribution" ->
                    new TransformedDistribution(normal(), new ExpTransform());
            case "org.panamatorch.distributions.LKJCholesky" -> new LKJCholesky(2);
            case "org.panamatorch.distributions.MixtureSameFamily" ->
                    new MixtureSameFamily(new Categorical(Torch.ones(3)), normal());
            case "org.panamatorch.distributions.MultivariateNormal" ->
                    new MultivariateNormal(Torch.zeros(2), Torch.eye(2));
            case "org.panamatorch.distributions.LowRankMultivariateNormal" ->
                    new LowRankMultivariateNormal(Torch.zeros(2), Torch.ones(2, 1), Torch.ones(2));
            case "org.panamatorch.distributions.Wishart" -> new Wishart(3, Torch.eye(2));
            case "org.panamatorch.data.BatchSampler" ->
                    new BatchSampler(new SequentialSampler(dataset()), 1, false);
            case "org.panamatorch.data.DistributedSampler" ->
                    new DistributedSampler(dataset(), 2, 0);
            case "org.panamatorch.data.Batches" -> new DataLoader<>(dataset()).iterator();
            case "org.panamatorch.io.SafetensorsFile" -> safetensors();
            // Without an accelerator there are none.
            case "org.panamatorch.accelerator.Event",
                    "org.panamatorch.accelerator.Graph",
                    "org.panamatorch.accelerator.Stream" ->
                    null;
            // One of several that are open at a time, some of them in vain.
            case "org.panamatorch.library.Library" -> new Library("sample", Library.Kind.FRAGMENT);
            case "org.panamatorch.library.CustomOpDef" ->
                    Library.customOp(
                            "sample::op" + ++operators + "(Tensor x) -> Tensor",
                            arguments -> ((Tensor) arguments[0]).clone());
            case "java.nio.ByteBuffer" -> ByteBuffer.allocateDirect(64);
            case "java.nio.file.Path" -> Path.of("no-such-file");
            // Of zeros, and for ever: as a structure of DLPack's it asks for nothing when it is
            // released.
            case "java.lang.foreign.MemorySegment" -> Arena.global().allocate(64, 8);
            case "java.lang.foreign.Arena" -> Arena.ofAuto();
            case "java.util.List", "java.lang.Iterable", "java.util.Collection" ->
                    new ArrayList<>(List.of(tensor(), tensor()));
            case "java.util.Map", "java.util.SequencedMap" ->
                    new LinkedHashMap<>(Map.of("weight", tensor()));
            case "java.lang.Class" -> Tensor.class;
            case "java.lang.Throwable" -> new IllegalStateException("a cause");
            default -> made(type);
        };
    }

    private static Adam optimizer() {
        return new Adam(new Linear(3, 3).parameters(), 0.1);
    }

    private static RecordedStep recordedStep() {
        Tensor weight = Torch.ones(2).requiresGrad_();
        return RecordedStep.of(List.of(weight), _ -> weight.sum());
    }

    private static Normal normal() {
        return new Normal(Torch.zeros(3), Torch.ones(3));
    }

    private static TensorDataset dataset() {
        return new TensorDataset(Torch.ones(2, 3));
    }

    private static SafetensorsFile safetensors() {
        Path path = Path.of("sample.safetensors");
        try {
            Safetensors.save(new Linear(3, 3).stateDict(), path);
            return Safetensors.open(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Not one of 44 million parameters. */
    private static Transformer smallTransformer() {
        return new Transformer(
                o ->
                        o.dModel(4)
                                .nhead(1)
                                .numEncoderLayers(1)
                                .numDecoderLayers(1)
                                .dimFeedforward(4));
    }

    /** An object by one of the class's own constructors, builders or factories. */
    private Object made(Class<?> type) {
        if (type.isInterface() && !type.isSealed()) {
            return new SampleFunction(this, type).proxy();
        }
        if (type.getPackage() == Module.class.getPackage() && type.getName().endsWith("Nd")) {
            return of(ofTwoDimensions(type));
        }
        List<Executable> ways = new ArrayList<>();
        if (!Modifier.isAbstract(type.getModifiers())) {
            ways.addAll(List.of(type.getConstructors()));
        }
        Class<?> home = type.getEnclosingClass() == null ? type : type.getEnclosingClass();
        for (Method method : home.getMethods()) {
            if (Modifier.isStatic(method.getModifiers())
                    && type.isAssignableFrom(method.getReturnType())) {
                ways.add(method);
            }
        }
        if (ways.isEmpty() && !Modifier.isAbstract(type.getModifiers())) {
            // Only the library makes them, such as options for the code that sets them.
            ways.addAll(List.of(type.getDeclaredConstructors()));
        }
        Class<?>[] parts = type.isSealed() ? type.getPermittedSubclasses() : new Class<?>[0];
        ways.sort(Comparator.comparing(Executable::getParameterCount));
        for (Executable way : ways) {
            try {
                way.setAccessible(true);
                Object made = call(way, null, of(way));
                // Null is a worker where there is none.
                if (made != null) {
                    return made;
                }
            } catch (ReflectiveOperationException | RuntimeException e) {
                // Another way may do.
            }
        }
        for (Class<?> part : parts) {
            return of(part);
        }
        throw new IllegalStateException("no way to make a " + type.getName());
    }

    private static Class<?> ofTwoDimensions(Class<?> type) {
        try {
            return Class.forName(type.getName().replaceAll("Nd$", "2d"));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** What calls an executable. */
    static Object call(Executable executable, Object receiver, Object... arguments)
            throws ReflectiveOperationException {
        try {
            return executable instanceof Constructor<?> constructor
                    ? constructor.newInstance(arguments)
                    : ((Method) executable).invoke(receiver, arguments);
        } catch (IllegalArgumentException e) {
            throw new AssertionError(
                    executable + " does not take " + Arrays.toString(arguments), e);
        } catch (InvocationTargetException e) {
            throw e;
        }
    }

    private static final class TernarySample extends TernaryModule {
        @Override
        protected Tensor forward(Tensor first, Tensor second, Tensor third) {
            return Torch.add(Torch.add(first, second), third);
        }
    }

    private static final class FunctionSample extends FunctionModule<Tensor, Tensor> {
        @Override
        protected Tensor forward(Tensor input) {
            return Torch.neg(input);
        }
    }

    private static final class BiFunctionSample extends BiFunctionModule<Tensor, Tensor, Tensor> {
        @Override
        protected Tensor forward(Tensor first, Tensor second) {
            return Torch.add(first, second);
        }
    }
}
