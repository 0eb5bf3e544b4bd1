package org.panamatorch.internal.call;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in errors what PyTorch's Python binding says instead of the names of C++. */
final class PythonNames {
    private static final Pattern TENSOR_TYPE =
            Pattern.compile(
                    "(?:Variable\\[)?(Sparse)?(CPU|CUDA)(Byte|Char|Double|Float|Half|Int|Long|Short)Type\\]?");

    private PythonNames() {}

    static String translated(String text) {
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
