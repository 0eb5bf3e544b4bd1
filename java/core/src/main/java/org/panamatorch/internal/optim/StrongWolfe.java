package org.panamatorch.internal.optim;

import org.panamatorch.MemoryFormat;
import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenC;

/**
 * Searches a line until the strong Wolfe conditions hold: first a bracket around a good point, then
 * the point.
 */
final class StrongWolfe {
    // How much of the slope a step must go down, and how much of it may be left.
    private static final double LEAST_DESCENT = 1e-4;
    private static final double GREATEST_SLOPE = 0.9;

    /** The loss and the gradient of a length along a direction. */
    interface Line {
        Point at(Hyper length, Tensor direction);
    }

    /** The result of the search. */
    record Result(double loss, Tensor gradient, Hyper length, long evaluations) {}

    /** An end of the bracket. */
    private record End(Hyper length, double loss, Tensor gradient, Hyper slope) {}

    private final Line line;
    private final Tensor direction;
    private final double tolerance;
    private final long maxIterations;

    StrongWolfe(Line line, Tensor direction, double tolerance, long maxIterations) {
        this.line = line;
        this.direction = direction;
        this.tolerance = tolerance;
        this.maxIterations = maxIterations;
    }

    private static Tensor copy(Tensor gradient) {
        return AtenC.clone(gradient, MemoryFormat.CONTIGUOUS_FORMAT);
    }

    private End evaluate(Hyper length) {
        Point point = line.at(length, direction);
        return new End(
                length, point.loss(), point.gradient(), Hyper.of(point.gradient().dot(direction)));
    }

    /** Whether a point is higher than the first condition allows. */
    private static boolean isHigh(End point, double loss, Hyper slope) {
        Hyper limit = Hyper.of(LEAST_DESCENT).times(point.length()).times(slope).plus(loss);
        return Hyper.of(point.loss()).isMoreThan(limit);
    }

    /** Whether a point is as flat as the second condition wants. */
    private static boolean isFlat(End point, Hyper slope) {
        return point.slope().absolute().isAtMost(Hyper.of(-GREATEST_SLOPE).times(slope));
    }

    Result search(Hyper firstLength, double loss, Tensor gradient, Tensor slopeTensor) {
        Hyper slope = Hyper.of(slopeTensor);
        End start = new End(Hyper.integer(0), loss, copy(gradient), slope);
        End previous = start;
        End point = evaluate(firstLength);
        long evaluations = 1;
        long iterations = 0;
        End[] bracket = null;
        boolean isDone = false;
        while (iterations < maxIterations) {
            if (isHigh(point, loss, slope) || iterations > 1 && point.loss() >= previous.loss()) {
                bracket = new End[] {previous, point};
                break;
            }
            if (isFlat(point, slope)) {
                bracket = new End[] {point};
                isDone = true;
                break;
            }
            if (point.slope().isAtLeast(Hyper.of(0))) {
                bracket = new End[] {previous, point};
                break;
            }
            Hyper least = point.length().plus(point.length().minus(previous.length()).times(0.01));
            Hyper greatest = point.length().times(10);
            Hyper next = interpolated(previous, point, least, greatest);
            previous = point;
            point = evaluate(next);
            evaluations++;
            iterations++;
        }
        if (bracket == null) {
            bracket = new End[] {start, point};
        }
        if (!isDone) {
            long[] counts = {iterations, evaluations};
            bracket = narrowed(bracket, loss, slope, counts);
            evaluations = counts[1];
        }
        End best = bracket[0];
        return new Result(best.loss(), best.gradient(), best.length(), evaluations);
    }

    /** Narrows a bracket; gives its ends, the lower one first. */
    private End[] narrowed(End[] bracket, double loss, Hyper slope, long[] counts) {
        Hyper size = Hyper.of(direction.abs().max());
        boolean isSlow = false;
        int low = bracket[0].loss() <= bracket[1].loss() ? 0 : 1;
        boolean isDone = false;
        while (!isDone && counts[0] < maxIterations) {
            Hyper width = bracket[1].length().minus(bracket[0].length()).absolute();
            if (width.times(size).isLessThan(Hyper.of(tolerance))) {
                break;
            }
            Hyper least = Hyper.min(bracket[0].length(), bracket[1].length());
            Hyper greatest = Hyper.max(bracket[0].length(), bracket[1].length());
            Hyper length = interpolated(bracket[0], bracket[1], null, null);
            // Where it hardly moves from an end twice, it moves a tenth.
            Hyper margin = greatest.minus(least).times(0.1);
            Hyper room = Hyper.min(greatest.minus(length), length.minus(least));
            if (room.isLessThan(margin)) {
                if (isSlow || length.isAtLeast(greatest) || length.isAtMost(least)) {
                    length =
                            length.minus(greatest)
                                            .absolute()
                                            .isLessThan(length.minus(least).absolute())
                                    ? greatest.minus(margin)
                                    : least.plus(margin);
                    isSlow = false;
                } else {
                    isSlow = true;
                }
            } else {
                isSlow = false;
            }
            End point = evaluate(length);
            counts[0]++;
            counts[1]++;
            if (isHigh(point, loss, slope) || point.loss() >= bracket[low].loss()) {
                bracket[1 - low] = point;
                low = bracket[0].loss() <= bracket[1].loss() ? 0 : 1;
            } else {
                if (isFlat(point, slope)) {
                    isDone = true;
                } else if (point.slope()
                        .times(bracket[1 - low].length().minus(bracket[low].length()))
                        .isAtLeast(Hyper.of(0))) {
                    bracket[1 - low] = bracket[low];
                }
                bracket[low] = point;
            }
        }
        return new End[] {bracket[low], bracket[1 - low]};
    }

    /** The least point of the cubic through two points, between bounds or the points. */
    private static Hyper interpolated(End first, End second, Hyper least, Hyper greatest) {
        Hyper x1 = first.length();
        Hyper x2 = second.length();
        Hyper g1 = first.slope();
        Hyper g2 = second.slope();
        boolean isAscending = x1.isAtMost(x2);
        Hyper low = least != null ? least : isAscending ? x1 : x2;
        Hyper high = greatest != null ? greatest : isAscending ? x2 : x1;
        Hyper d1 =
                g1.plus(g2).minus(Hyper.of(3 * (first.loss() - second.loss())).over(x1.minus(x2)));
        Hyper square = d1.power(2).minus(g1.times(g2));
        if (!square.isAtLeast(Hyper.of(0))) {
            return low.plus(high).over(2.0);
        }
        Hyper d2 = square.root();
        Hyper place;
        if (isAscending) {
            place =
                    x2.minus(
                            x2.minus(x1)
                                    .times(
                                            g2.plus(d2)
                                                    .minus(d1)
                                                    .over(g2.minus(g1).plus(d2.times(2)))));
        } else {
            place =
                    x1.minus(
                            x1.minus(x2)
                                    .times(
                                            g1.plus(d2)
                                                    .minus(d1)
                                                    .over(g1.minus(g2).plus(d2.times(2)))));
        }
        return Hyper.min(Hyper.max(place, low), high);
    }
}
