package org.panamatorch.internal.nn.vision;

import static org.panamatorch.option.InterpolationMode.AREA;
import static org.panamatorch.option.InterpolationMode.BICUBIC;
import static org.panamatorch.option.InterpolationMode.BILINEAR;
import static org.panamatorch.option.InterpolationMode.LANCZOS;
import static org.panamatorch.option.InterpolationMode.NEAREST;
import static org.panamatorch.option.InterpolationMode.NEAREST_EXACT;

import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.aten.AtenU;
import org.panamatorch.internal.call.Failure;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.Sizes;
import org.panamatorch.internal.nn.vision.VisionSpecs.InterpolateFuncSpec;
import org.panamatorch.internal.print.PythonFormat;
import org.panamatorch.nn.Functional;
import org.panamatorch.option.InterpolationMode;

import java.util.Arrays;

/** Resampling: which operator a mode is, and what fits together. */
final class Interpolation {
    private static final int SEQUENCE = 3;
    private static final int IMAGE = 4;
    private static final int VOLUME = 5;

    private final Tensor input;
    private final InterpolateFuncSpec options;
    private final int dim;
    private final InterpolationMode mode;
    private final boolean alignCorners;
    private long[] size;
    private double[] scales;

    private Interpolation(Tensor input, InterpolateFuncSpec options) {
        this.input = input;
        this.options = options;
        this.dim = Required.tensor("interpolate", "input", input).dim();
        this.mode = options.mode();
        this.alignCorners = Boolean.TRUE.equals(options.alignCorners());
    }

    static Tensor of(Tensor input, InterpolateFuncSpec options) {
        return new Interpolation(input, options).checked();
    }

    private Tensor checked() {
        boolean nearest = mode == NEAREST || mode == AREA || mode == NEAREST_EXACT;
        if (nearest && options.alignCorners() != null) {
            throw value(
                    "align_corners option can only be set with the interpolating modes: linear |"
                            + " bilinear | bicubic | trilinear");
        }
        resolve();
        boolean recompute = Boolean.TRUE.equals(options.recomputeScaleFactor());
        if (recompute && options.size() != null) {
            throw value("recompute_scale_factor is not meaningful with an explicit size.");
        }
        if (recompute || mode == AREA && size == null) {
            sizeFromScales();
        }
        checkAntialias();
        return run();
    }

    private TorchException value(String text) {
        return refusal(Kind.VALUE, text);
    }

    private TorchException refusal(Kind kind, String text) {
        return Failure.refusal(
                kind,
                text,
                "interpolate",
                "input",
                input,
                "size",
                givenSize(),
                "scaleFactor",
                options.scaleFactor(),
                "mode",
                mode);
    }

    private long[] givenSize() {
        return options.size() == null ? null : options.size().sizes();
    }

    private void resolve() {
        long[] givenSize = givenSize();
        double[] scaleFactor = options.scaleFactor();
        if (givenSize != null && scaleFactor != null) {
            throw value("only one of size or scale_factor should be defined");
        }
        if (givenSize == null && scaleFactor == null) {
            throw value("either size or scale_factor should be defined");
        }
        // Python repeats a number for none of them where there are fewer than two.
        int spatial = Math.max(dim - 2, 0);
        if (givenSize != null) {
            size = Sizes.expand("interpolate", "size", givenSize, spatial);
            if (size.length != spatial) {
                throw value(
                        "Input and output must have the same number of spatial dimensions, but got"
                                + " input with spatial dimensions of "
                                + spatialSizes()
                                + " and output size of "
                                + PythonFormat.tuple(size)
                                + ". Please provide input tensor in (N, C, d1, d2, ...,dK)"
                                + " format and output size in (o1, o2, ...,oK) format.");
            }
            return;
        }
        scales = scaleFactor.length == 1 ? repeated(scaleFactor[0], spatial) : scaleFactor;
        if (scales.length != spatial) {
            throw value(
                    "Input and scale_factor must have the same number of spatial dimensions, but"
                            + " got input with spatial dimensions of "
                            + spatialSizes()
                            + " and scale_factor of shape "
                            + PythonFormat.tuple(scales)
                            + ". Please provide input tensor in (N, C, d1, d2, ...,dK) format"
                            + " and scale_factor in (s1, s2, ...,sK) format.");
        }
    }

    private static double[] repeated(double value, int count) {
        double[] values = new double[count];
        Arrays.fill(values, value);
        return values;
    }

    private String spatialSizes() {
        long[] sizes = input.sizes();
        return Arrays.toString(Arrays.copyOfRange(sizes, Math.min(2, sizes.length), sizes.length));
    }

    private void sizeFromScales() {
        size = new long[scales.length];
        for (int i = 0; i < size.length; i++) {
            size[i] = (long) (input.size(i + 2) * scales[i]);
        }
        scales = null;
    }

    private void checkAntialias() {
        boolean smooths = mode == BILINEAR || mode == BICUBIC || mode == LANCZOS;
        if (options.antialias() && !(smooths && dim == IMAGE)) {
            throw value(
                    "Anti-alias option is restricted to bilinear, bicubic, and lanczos modes and"
                            + " requires a 4-D tensor as input");
        }
    }

    private Tensor run() {
        Tensor result =
                switch (dim) {
                    case SEQUENCE -> sequence();
                    case IMAGE -> image();
                    case VOLUME -> volume();
                    default -> null;
                };
        if (result == null) {
            throw misfit();
        }
        return result;
    }

    private Tensor sequence() {
        return switch (mode) {
            case NEAREST -> AtenU.upsample_nearest1d_vec(input, size, scales);
            case NEAREST_EXACT -> AtenU._upsample_nearest_exact1d_vec(input, size, scales);
            case AREA -> Functional.adaptiveAvgPool1d(input, size);
            case LINEAR -> AtenU.upsample_linear1d_vec(input, size, alignCorners, scales);
            default -> null;
        };
    }

    private Tensor image() {
        return switch (mode) {
            case NEAREST -> AtenU.upsample_nearest2d_vec(input, size, scales);
            case NEAREST_EXACT -> AtenU._upsample_nearest_exact2d_vec(input, size, scales);
            case AREA -> Functional.adaptiveAvgPool2d(input, size);
            case BILINEAR ->
                    options.antialias()
                            ? AtenU._upsample_bilinear2d_aa_vec(input, size, alignCorners, scales)
                            : AtenU.upsample_bilinear2d_vec(input, size, alignCorners, scales);
            case BICUBIC ->
                    options.antialias()
                            ? AtenU._upsample_bicubic2d_aa_vec(input, size, alignCorners, scales)
                            : AtenU.upsample_bicubic2d_vec(input, size, alignCorners, scales);
            case LANCZOS -> lanczos();
            default -> null;
        };
    }

    private Tensor lanczos() {
        if (alignCorners) {
            throw value("Lanczos mode does not support align_corners=True");
        }
        if (!options.antialias()) {
            throw value("Lanczos mode requires antialias=True");
        }
        return AtenU._upsample_lanczos2d_aa_vec(input, size, alignCorners, scales);
    }

    private Tensor volume() {
        return switch (mode) {
            case NEAREST -> AtenU.upsample_nearest3d_vec(input, size, scales);
            case NEAREST_EXACT -> AtenU._upsample_nearest_exact3d_vec(input, size, scales);
            case AREA -> Functional.adaptiveAvgPool3d(input, size);
            case TRILINEAR -> AtenU.upsample_trilinear3d_vec(input, size, alignCorners, scales);
            default -> null;
        };
    }

    private RuntimeException misfit() {
        int needed =
                switch (mode) {
                    case LINEAR -> SEQUENCE;
                    case BILINEAR -> IMAGE;
                    case TRILINEAR -> VOLUME;
                    default -> 0;
                };
        if (needed != 0 && dim >= SEQUENCE && dim <= VOLUME) {
            return refusal(
                    Kind.NOT_IMPLEMENTED,
                    "Got " + dim + "D input, but " + mode + " mode needs " + needed + "D input");
        }
        return refusal(
                Kind.NOT_IMPLEMENTED,
                "Input Error: Only 3D, 4D and 5D input Tensors supported (got "
                        + dim
                        + "D) for the modes: nearest | linear | bilinear | bicubic | trilinear |"
                        + " lanczos | area | nearest-exact (got "
                        + mode
                        + ")");
    }
}
