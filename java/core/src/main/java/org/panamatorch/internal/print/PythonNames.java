package org.panamatorch.internal.print;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in errors and warnings what PyTorch's Python binding says instead of the names of C++. */
public final class PythonNames {
    private static final Pattern TENSOR_TYPE =
            Pattern.compile(
                    "(?:Variable\\[)?(Sparse)?(CPU|CUDA)(Byte|Char|Double|Float|Half|Int|Long|Short)Type\\]?");

    private PythonNames() {}

    /**
     * A text of LibTorch's in Python's words.
     *
     * @param text the text
     * @return the text with Python's names of types
     */
    public static String translated(String text) {
        return text.contains("Type")
                ? TENSOR_TYPE.matcher(text).replaceAll(PythonNames::tensorType)
                : text;
    }

    private static String tensorType(MatchResult match) {
        String device = match.group(2).equals("CUDA") ? "cuda." : "";
        String layout = match.group(1) == null ? "" : "sparse.";
        return Matcher.quoteReplacement("torch." + device + layout + match.group(3) + "Tensor");
    }
}
