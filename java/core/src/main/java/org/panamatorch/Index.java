package org.panamatorch;

import org.panamatorch.internal.call.Arguments;

import java.util.Arrays;
import java.util.Objects;
import java.util.StringJoiner;

/**
 * One of the indices that Python puts between the brackets of {@code x[...]}.
 *
 * <table class="striped">
 * <caption>What Python writes, and what is written here</caption>
 * <thead><tr><th>Python</th><th>Java</th></tr></thead>
 * <tbody>
 * <tr><td>{@code x[2]}, {@code x[0, -1]}</td><td>{@code x.get(2)}, {@code x.get(0, -1)}</td></tr>
 * <tr><td>{@code x[:, -1, :]}</td><td>{@code x.index(Index.all(), Index.at(-1), Index.all())}</td></tr>
 * <tr><td>{@code x[1:], x[:-1], x[2:5]}</td>
 *     <td>{@code x.index(Index.from(1))}, {@code x.index(Index.to(-1))}, {@code x.index(Index.slice(2, 5))}</td></tr>
 * <tr><td>{@code x[::2], x[1::2], x[1:9:3]}</td>
 *     <td>{@code x.index(Index.all().by(2))}, {@code x.index(Index.from(1).by(2))}, {@code x.index(Index.slice(1, 9).by(3))}</td></tr>
 * <tr><td>{@code x[..., 0]}</td><td>{@code x.index(Index.ellipsis(), Index.at(0))}</td></tr>
 * <tr><td>{@code x[:, None]}</td><td>{@code x.index(Index.all(), Index.newAxis())}</td></tr>
 * <tr><td>{@code x[[1, 0, 2]]}</td><td>{@code x.index(Index.of(1, 0, 2))}</td></tr>
 * <tr><td>{@code x[x > 0]}</td><td>{@code x.index(Index.of(x.gt(0)))}</td></tr>
 * <tr><td>{@code x[True]}</td><td>{@code x.index(Index.bool(true))}</td></tr>
 * <tr><td>{@code x[:, 0] = 1}</td><td>{@code x.setAt(1, Index.all(), Index.at(0))}</td></tr>
 * </tbody>
 * </table>
 *
 * <p>Indices are immutable and may be kept and shared.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/tensor_view.html">Tensor views</a>
 */
public sealed interface Index {
    /**
     * One position; the dimension goes away.
     *
     * @param position the position, counted from the end if negative
     * @return the index
     */
    static At at(long position) {
        return new At(position);
    }

    /**
     * The whole dimension: Python's {@code :}.
     *
     * @return the index
     */
    static Slice all() {
        return Slice.ALL;
    }

    /**
     * The positions from one on: Python's {@code start:}.
     *
     * @param start the first position, counted from the end if negative
     * @return the index
     */
    static Slice from(long start) {
        return new Slice(start, null, 1);
    }

    /**
     * The positions before one: Python's {@code :stop}.
     *
     * @param stop the position behind the last one, counted from the end if negative
     * @return the index
     */
    static Slice to(long stop) {
        return new Slice(null, stop, 1);
    }

    /**
     * The positions between two: Python's {@code start:stop}.
     *
     * @param start the first position, counted from the end if negative
     * @param stop the position behind the last one, counted from the end if negative
     * @return the index
     */
    static Slice slice(long start, long stop) {
        return new Slice(start, stop, 1);
    }

    /**
     * As many whole dimensions as are left: Python's {@code ...}.
     *
     * @return the index
     */
    static Index ellipsis() {
        return Marker.ELLIPSIS;
    }

    /**
     * A new dimension of size 1: Python's {@code None}.
     *
     * @return the index
     */
    static Index newAxis() {
        return Marker.NEW_AXIS;
    }

    /**
     * A boolean, which adds a dimension, of size 1 if it is true and 0 if it is false. It is not a
     * mask of one element.
     *
     * @param value the boolean
     * @return the index
     */
    static Bool bool(boolean value) {
        return new Bool(value);
    }

    /**
     * Positions given one by one, in any order and as often as wanted: Python's list of integers.
     *
     * @param positions the positions, counted from the end if negative
     * @return the index
     */
    static Positions of(long... positions) {
        return new Positions(positions);
    }

    /**
     * The positions whose boolean is true: Python's list of booleans.
     *
     * @param mask one boolean for each position of the dimension
     * @return the index
     */
    static Mask of(boolean... mask) {
        return new Mask(mask);
    }

    /**
     * A tensor: of {@code int64} or {@code int32} for positions in one dimension, or of {@code
     * bool} or {@code uint8} for a mask over as many dimensions as it has.
     *
     * @param tensor the tensor, which must not be closed when the index is used
     * @return the index
     */
    static Selection of(Tensor tensor) {
        return new Selection(tensor);
    }

    /**
     * One position.
     *
     * @param position the position, counted from the end if negative
     */
    record At(long position) implements Index {
        /**
         * The index as Python writes it.
         *
         * @return a number
         */
        @Override
        public String toString() {
            return String.valueOf(position);
        }
    }

    /**
     * Positions at equal distances.
     *
     * @param start the first position, counted from the end if negative; null for the first of the
     *     dimension
     * @param stop the position behind the last one, counted from the end if negative; null for the
     *     end of the dimension
     * @param step the distance, which must be positive when the index is used
     */
    record Slice(Long start, Long stop, long step) implements Index {
        private static final Slice ALL = new Slice(null, null, 1);

        /**
         * The positions of this slice at equal distances.
         *
         * @param newStep the distance, which must be positive when the index is used
         * @return a new slice
         */
        public Slice by(long newStep) {
            return new Slice(start, stop, newStep);
        }

        /**
         * The index as Python writes it.
         *
         * @return a text such as {@code 1:9:2}
         */
        @Override
        public String toString() {
            String range = Objects.toString(start, "") + ":" + Objects.toString(stop, "");
            return step == 1 ? range : range + ":" + step;
        }
    }

    /** The indices that stand for themselves. */
    enum Marker implements Index {
        /** As many whole dimensions as are left. */
        ELLIPSIS("..."),
        /** A new dimension of size 1. */
        NEW_AXIS("None");

        private final String text;

        Marker(String text) {
            this.text = text;
        }

        /**
         * The index as Python writes it.
         *
         * @return {@code ...} or {@code None}
         */
        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * A boolean.
     *
     * @param value the value
     */
    record Bool(boolean value) implements Index {
        /**
         * The index as Python writes it.
         *
         * @return {@code True} or {@code False}
         */
        @Override
        public String toString() {
            return value ? "True" : "False";
        }
    }

    /** Positions given one by one. */
    final class Positions implements Index {
        private final long[] positions;

        private Positions(long[] positions) {
            Arguments.requirePresent(positions, "Index.of", "positions", "a list of integers");
            this.positions = positions.clone();
        }

        /**
         * The positions.
         *
         * @return a new array
         */
        public long[] toArray() {
            return positions.clone();
        }

        @Override
        public boolean equals(Object object) {
            return object instanceof Positions other && Arrays.equals(positions, other.positions);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(positions);
        }

        /**
         * The index as Python writes it.
         *
         * @return a text such as {@code [1, 0, 2]}
         */
        @Override
        public String toString() {
            return Arrays.toString(positions);
        }
    }

    /** A boolean for each position. */
    final class Mask implements Index {
        private final boolean[] mask;

        private Mask(boolean[] mask) {
            Arguments.requirePresent(mask, "Index.of", "mask", "a list of booleans");
            this.mask = mask.clone();
        }

        /**
         * The booleans.
         *
         * @return a new array
         */
        public boolean[] toArray() {
            return mask.clone();
        }

        @Override
        public boolean equals(Object object) {
            return object instanceof Mask other && Arrays.equals(mask, other.mask);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(mask);
        }

        /**
         * The index as Python writes it.
         *
         * @return a text such as {@code [True, False]}
         */
        @Override
        public String toString() {
            StringJoiner list = new StringJoiner(", ", "[", "]");
            for (boolean value : mask) {
                list.add(value ? "True" : "False");
            }
            return list.toString();
        }
    }

    /**
     * Positions or a mask in a tensor.
     *
     * @param tensor the tensor
     */
    record Selection(Tensor tensor) implements Index {
        /**
         * Makes an index.
         *
         * @throws NullPointerException if the tensor is null
         */
        public Selection {
            Arguments.requirePresent(tensor, "Index.of", "tensor", "a tensor");
        }

        /**
         * The index without its elements.
         *
         * @return a text such as {@code int64[3]}
         */
        @Override
        public String toString() {
            return tensor.isClosed()
                    ? "closed tensor"
                    : tensor.dtype().bareName() + Arrays.toString(tensor.sizes());
        }
    }
}
