package org.panamatorch.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.nio.file.Path;

/**
 * A file and its format.
 *
 * @param path the file
 * @param format what its name says
 */
record WeightFile(Path path, WeightFormat format) {
    /** Makes one of an argument. */
    static final class Converter implements ITypeConverter<WeightFile> {
        @Override
        public WeightFile convert(String text) {
            Path path = Path.of(text);
            WeightFormat format = WeightFormat.of(path);
            if (format == null) {
                throw new TypeConversionException(
                        "'" + text + "' has none of the endings " + WeightFormat.known());
            }
            return new WeightFile(path, format);
        }
    }
}
