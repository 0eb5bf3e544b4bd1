package org.panamatorch.codegen.bindings;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Evaluates integer constant expressions with the types that C gives them.
 *
 * <p>A type decides which Java type the constant gets, so {@code 5}, {@code 5LL} and {@code
 * (uint8_t) 5} must not be mixed up.
 */
final class ConstantExpression {

    /** What a name in an expression stands for. */
    interface Names {

        /** The value of an enum constant. */
        Optional<CInteger> constant(String name);

        /** An integer type with the value zero, for casts. */
        Optional<CInteger> type(String name);
    }

    /** In a directive there are no types and each name that is left counts as zero. */
    private static final Names IN_DIRECTIVE =
            new Names() {
                @Override
                public Optional<CInteger> constant(String name) {
                    return Optional.of(new CInteger(0, 64, false));
                }

                @Override
                public Optional<CInteger> type(String name) {
                    return Optional.empty();
                }
            };

    private static final String EXPECTED = "an integer constant expression";

    private final Token owner;
    private final List<Token> tokens;
    private final Names names;
    private int next;

    private ConstantExpression(Token owner, List<Token> tokens, Names names) {
        this.owner = owner;
        this.tokens = tokens;
        this.names = names;
    }

    /** Whether the tokens are one number that {@link Integer#decode} reads, as jextract asks. */
    static boolean isLiteral(List<Token> tokens) {
        if (tokens.size() != 1 || tokens.getFirst().kind() != Token.Kind.NUMBER) {
            return false;
        }
        try {
            Integer.decode(tokens.getFirst().text());
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    static boolean condition(Token directive, List<Token> tokens) {
        return new ConstantExpression(directive, tokens, IN_DIRECTIVE).whole().isTrue();
    }

    /**
     * Evaluates expanded tokens.
     *
     * @param owner the name that gets the value, to which errors at the end point
     */
    static CInteger evaluate(Token owner, List<Token> tokens, Names names) {
        return new ConstantExpression(owner, tokens, names).whole();
    }

    private CInteger whole() {
        CInteger value = conditional();
        if (next < tokens.size()) {
            throw unexpected();
        }
        return value;
    }

    private HeaderException unexpected() {
        return next < tokens.size()
                ? new HeaderException(
                        tokens.get(next).position(), tokens.get(next).describe(), EXPECTED)
                : new HeaderException(
                        owner.position(), "no more of the value of " + owner.describe(), EXPECTED);
    }

    private boolean at(String text) {
        return next < tokens.size() && tokens.get(next).is(text);
    }

    private boolean accept(String text) {
        if (at(text)) {
            next++;
            return true;
        }
        return false;
    }

    private void expect(String text) {
        if (!accept(text)) {
            throw unexpected();
        }
    }

    private CInteger conditional() {
        CInteger condition = binary(0);
        if (!accept("?")) {
            return condition;
        }
        CInteger yes = conditional();
        expect(":");
        CInteger no = conditional();
        CInteger[] common = common(yes, no);
        return condition.isTrue() ? common[0] : common[1];
    }

    private static final List<List<String>> BY_PRECEDENCE =
            List.of(
                    List.of("||"),
                    List.of("&&"),
                    List.of("|"),
                    List.of("^"),
                    List.of("&"),
                    List.of("==", "!="),
                    List.of("<", ">", "<=", ">="),
                    List.of("<<", ">>"),
                    List.of("+", "-"),
                    List.of("*", "/", "%"));

    private CInteger binary(int level) {
        if (level == BY_PRECEDENCE.size()) {
            return unary();
        }
        CInteger left = binary(level + 1);
        while (next < tokens.size() && BY_PRECEDENCE.get(level).contains(tokens.get(next).text())) {
            Token operator = tokens.get(next++);
            left = apply(operator, left, binary(level + 1));
        }
        return left;
    }

    private static CInteger[] common(CInteger left, CInteger right) {
        CInteger a = left.promote();
        CInteger b = right.promote();
        int bits = Math.max(a.bits(), b.bits());
        boolean unsigned = (a.bits() == bits && a.unsigned()) || (b.bits() == bits && b.unsigned());
        return new CInteger[] {a.convert(bits, unsigned), b.convert(bits, unsigned)};
    }

    private static CInteger apply(Token operator, CInteger left, CInteger right) {
        switch (operator.text()) {
            case "||":
                return CInteger.ofTruth(left.isTrue() || right.isTrue());
            case "&&":
                return CInteger.ofTruth(left.isTrue() && right.isTrue());
            case "<<", ">>":
                return shift(operator, left.promote(), right.promote());
            default:
                CInteger[] both = common(left, right);
                return arithmetic(operator, both[0], both[1]);
        }
    }

    private static CInteger shift(Token operator, CInteger left, CInteger right) {
        long count = right.value();
        if (count < 0 || count >= left.bits()) {
            throw new HeaderException(
                    operator.position(), "shift by " + count, "0 to " + (left.bits() - 1));
        }
        boolean toTheLeft = operator.text().equals("<<");
        long value = left.value();
        long shifted =
                toTheLeft ? value << count : left.unsigned() ? value >>> count : value >> count;
        return left.withValue(shifted);
    }

    private static CInteger arithmetic(Token operator, CInteger left, CInteger right) {
        long a = left.value();
        long b = right.value();
        int order = left.unsigned() ? Long.compareUnsigned(a, b) : Long.compare(a, b);
        return switch (operator.text()) {
            case "==" -> CInteger.ofTruth(order == 0);
            case "!=" -> CInteger.ofTruth(order != 0);
            case "<" -> CInteger.ofTruth(order < 0);
            case ">" -> CInteger.ofTruth(order > 0);
            case "<=" -> CInteger.ofTruth(order <= 0);
            case ">=" -> CInteger.ofTruth(order >= 0);
            case "|" -> left.withValue(a | b);
            case "^" -> left.withValue(a ^ b);
            case "&" -> left.withValue(a & b);
            case "+" -> left.withValue(a + b);
            case "-" -> left.withValue(a - b);
            case "*" -> left.withValue(a * b);
            default -> divide(operator, left, right);
        };
    }

    private static CInteger divide(Token operator, CInteger left, CInteger right) {
        if (!right.isTrue()) {
            throw new HeaderException(operator.position(), "division by zero", "another divisor");
        }
        long a = left.value();
        long b = right.value();
        boolean quotient = operator.text().equals("/");
        if (left.unsigned()) {
            return left.withValue(
                    quotient ? Long.divideUnsigned(a, b) : Long.remainderUnsigned(a, b));
        }
        return left.withValue(quotient ? a / b : a % b);
    }

    private CInteger unary() {
        if (accept("+")) {
            return unary().promote();
        }
        if (accept("-")) {
            CInteger operand = unary().promote();
            return operand.withValue(-operand.value());
        }
        if (accept("~")) {
            CInteger operand = unary().promote();
            return operand.withValue(~operand.value());
        }
        if (accept("!")) {
            return CInteger.ofTruth(!unary().isTrue());
        }
        return castOrPrimary();
    }

    private CInteger castOrPrimary() {
        if (!at("(")) {
            return primary();
        }
        Optional<CInteger> type = castType();
        if (type.isPresent()) {
            next += 3;
            return unary().convert(type.get().bits(), type.get().unsigned());
        }
        expect("(");
        CInteger value = conditional();
        expect(")");
        return value;
    }

    private Optional<CInteger> castType() {
        boolean oneName =
                next + 2 < tokens.size()
                        && tokens.get(next + 1).isIdentifier()
                        && tokens.get(next + 2).is(")");
        return oneName ? names.type(tokens.get(next + 1).text()) : Optional.empty();
    }

    private CInteger primary() {
        if (next >= tokens.size()) {
            throw unexpected();
        }
        Token token = tokens.get(next);
        CInteger value =
                switch (token.kind()) {
                    case NUMBER -> literal(token);
                    case CHARACTER -> CInteger.ofInt(StringLiteral.character(token));
                    case IDENTIFIER -> names.constant(token.text()).orElseThrow(this::unexpected);
                    default -> throw unexpected();
                };
        next++;
        return value;
    }

    private CInteger literal(Token token) {
        String text = token.text().toLowerCase(Locale.ROOT);
        int end = text.length();
        while (end > 0 && "ul".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        String suffix = text.substring(end);
        boolean inDirective = names == IN_DIRECTIVE;
        if (!inDirective && (suffix.equals("l") || suffix.equals("ul") || suffix.equals("lu"))) {
            throw new HeaderException(
                    token.position(),
                    token.describe() + ", whose type differs between systems",
                    "suffix LL or ULL");
        }
        boolean decimal = !text.startsWith("0");
        long value = parse(text.substring(0, end));
        boolean unsigned = suffix.contains("u");
        boolean wide = inDirective || suffix.contains("l");
        return typed(value, decimal, unsigned, wide);
    }

    /** The first type of the list in C11 6.4.4.1 that holds the value. */
    private static CInteger typed(long value, boolean decimal, boolean unsigned, boolean wide) {
        boolean fitsInt = value >= 0 && value <= Integer.MAX_VALUE;
        boolean fitsUnsigned = value >= 0 && value <= 0xFFFF_FFFFL;
        if (!wide && !unsigned && fitsInt) {
            return new CInteger(value, 32, false);
        }
        if (!wide && fitsUnsigned && (unsigned || !decimal)) {
            return new CInteger(value, 32, true);
        }
        return new CInteger(value, 64, unsigned || value < 0);
    }

    private long parse(String digits) {
        int radix = digits.startsWith("0x") ? 16 : digits.startsWith("0") ? 8 : 10;
        String bare = radix == 16 ? digits.substring(2) : digits;
        try {
            return Long.parseUnsignedLong(bare, radix);
        } catch (NumberFormatException e) {
            throw unexpected();
        }
    }
}
