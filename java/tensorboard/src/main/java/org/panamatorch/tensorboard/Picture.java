package org.panamatorch.tensorboard;

import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

import javax.imageio.ImageIO;

/** A picture of colours as PNG. */
record Picture(int height, int width, int channels, byte[] png) {
    private static final int COLUMNS = 8;
    private static final int[] TYPES = {
        0, 0, 0, BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB
    };

    /**
     * Makes a picture.
     *
     * @param image elements from 0 to 1, or of uint8 from 0 to 255
     * @param format what the dimensions are: N, C, H, W in any order; without C the picture is
     *     grey, and several are put beside each other
     */
    static Picture of(Tensor image, String format) throws IOException {
        try (var _ = new TensorScope()) {
            Tensor colours = colours(image, format);
            int channels = (int) colours.size(2);
            if (channels != 3 && channels != 4) {
                throw new TorchException(
                        TorchException.Kind.VALUE,
                        "addImage: a picture has 1, 3 or 4 channels, not " + channels);
            }
            return new Picture(
                    (int) colours.size(0), (int) colours.size(1), channels, png(colours));
        }
    }

    /** (height, width, channels) of uint8. */
    private static Tensor colours(Tensor image, String format) {
        if (image.dim() != format.length()
                || format.chars().distinct().count() != format.length()) {
            throw new TorchException(
                    TorchException.Kind.VALUE,
                    "size of input tensor and input format are different. tensor shape: "
                            + image.shape()
                            + ", input_format: "
                            + format);
        }
        double scale = image.dtype() == DType.UINT8 ? 1 : 255;
        Tensor bytes = image.detach().to(DType.FLOAT32).mul(scale).clamp(0, 255).to(DType.UINT8);
        return switch (format.length()) {
            case 2 -> grey(ordered(bytes, format, "HW").unsqueeze(2));
            case 3 -> grey(ordered(bytes, format, "HWC"));
            case 4 -> grid(ordered(bytes, format, "NHWC"));
            default ->
                    throw new TorchException(
                            TorchException.Kind.VALUE,
                            "addImage: a picture has 2 to 4 dimensions, not " + format.length());
        };
    }

    private static Tensor ordered(Tensor image, String format, String wanted) {
        long[] order = wanted.chars().mapToLong(format::indexOf).toArray();
        for (int i = 0; i < order.length; i++) {
            if (order[i] < 0) {
                throw new TorchException(
                        TorchException.Kind.VALUE,
                        "addImage: format " + format + " lacks " + wanted.charAt(i));
            }
        }
        return image.permute(order);
    }

    private static Tensor grey(Tensor image) {
        return image.size(2) == 1 ? image.expand(-1, -1, 3) : image;
    }

    private static Tensor grid(Tensor images) {
        long columns = Math.min(images.size(0), COLUMNS);
        long rows = Math.ceilDiv(images.size(0), columns);
        Tensor coloured = images.size(3) == 1 ? images.expand(-1, -1, -1, 3) : images;
        long missing = rows * columns - images.size(0);
        Tensor all =
                missing == 0
                        ? coloured
                        : Torch.cat(
                                List.of(
                                        coloured,
                                        coloured.newZeros(
                                                missing,
                                                coloured.size(1),
                                                coloured.size(2),
                                                coloured.size(3))));
        return all.reshape(rows, columns, all.size(1), all.size(2), all.size(3))
                .permute(0, 2, 1, 3, 4)
                .reshape(rows * all.size(1), columns * all.size(2), all.size(3));
    }

    private static byte[] png(Tensor colours) throws IOException {
        int height = (int) colours.size(0);
        int width = (int) colours.size(1);
        int channels = (int) colours.size(2);
        byte[] bytes = colours.contiguous().toByteArray();
        BufferedImage image = new BufferedImage(width, height, TYPES[channels]);
        for (int i = 0; i < height * width; i++) {
            int alpha = channels == 4 ? bytes[i * channels + 3] & 0xff : 0xff;
            int red = bytes[i * channels] & 0xff;
            int green = bytes[i * channels + 1] & 0xff;
            int blue = bytes[i * channels + 2] & 0xff;
            image.setRGB(i % width, i / width, alpha << 24 | red << 16 | green << 8 | blue);
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }
}
