package org.panamatorch.internal.io;

import org.panamatorch.io.FileFormatException;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Text that is UTF-8 throughout. */
final class StrictText {
    private StrictText() {}

    /**
     * Decodes bytes of a file.
     *
     * @param what what they are, for the error
     * @param offset where in the file they begin
     */
    static String utf8(MappedFile file, MemorySegment bytes, String what, long offset)
            throws FileFormatException {
        return file.read(
                        () -> {
                            ByteBuffer in = bytes.asByteBuffer();
                            CharBuffer out = CharBuffer.allocate(in.remaining());
                            CharsetDecoder decoder =
                                    StandardCharsets.UTF_8
                                            .newDecoder()
                                            .onMalformedInput(CodingErrorAction.REPORT);
                            CoderResult result = decoder.decode(in, out, true);
                            return result.isError()
                                    ? new Decoded(null, offset + in.position())
                                    : new Decoded(out.flip().toString(), 0);
                        })
                .text(file, what);
    }

    private record Decoded(String text, long wrongAt) {
        String text(MappedFile file, String what) throws FileFormatException {
            if (text == null) {
                throw new FileFormatException(
                        file.path(), what + " is not UTF-8 at offset " + wrongAt);
            }
            return text;
        }
    }
}
