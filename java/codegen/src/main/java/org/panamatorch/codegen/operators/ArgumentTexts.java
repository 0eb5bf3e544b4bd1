package org.panamatorch.codegen.operators;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the documentation says of arguments, in words of our own. One file, as it is one table. */
final class ArgumentTexts {
    /**
     * Names and texts. Behind an at sign a pattern of the operators that a text is for; the first
     * that fits is taken. Of {@code [one|several]} the second is for lists.
     */
    private static final String TABLE =
            """
            A@linalg_(eig|eigh|eigvals|eigvalsh|inv|inv_ex|det|slogdet|matrix_power|cholesky|cholesky_ex|ldl_.*|lu|lu_factor|lu_factor_ex|matrix_exp|tensorinv|tensorsolve)|_spsolve: square matrices
            A: matrices
            a@geqrf.*: where the reflections are written
            abs: the magnitudes
            accumulate: whether values are added to what is there, instead of replacing it
            adjoint: whether to solve for the conjugate transpose
            align_corners: whether -1 and 1 are the centres of the outermost elements, instead of their edges
            alpha@hamming_window: the coefficient of the constant term
            alpha@add.*mm|addbmm|baddbmm|addmv|addr|_sparse_addmm|sparse_sampled_addmm|sspaddmm: the factor of the product
            alpha@.*elu.*: the scale of the negative part
            alpha@index_add_?: the factor of the source
            alpha: the factor of the second operand
            angle: the angles, in radians
            append: elements to put behind the others
            assume_unique: whether the elements are known to occur once each, which is faster
            atol: the absolute tolerance
            averaging_const: the weight of a new observation
            aweights: the weight of each observation
            axis: the dimension of the channels
            axis0: a dimension
            axis1: the dimension it changes places with
            B: the right-hand sides
            b: the right-hand sides
            b_hh: the bias of the hidden state's weights
            b_ih: the bias of the input's weights
            base: the base of the powers
            batch1: matrices, shape {@code [b, n, m]}
            batch2: matrices, shape {@code [b, m, p]}
            batch_first: whether the batch is the first dimension, instead of the second
            batch_sizes: how many sequences have each step
            beta@add.*|baddbmm|_sparse_addmm|sparse_sampled_addmm|sspaddmm: the factor of the input; 0 ignores it, NaN included
            beta@hamming_window: the coefficient of the cosine
            beta@kaiser_window: the shape of the window
            beta: the factor of the input
            bias: the shift of each channel
            bidirectional: whether the sequence is read in both directions
            bin_edges: where the edges of the bins are written
            bins: [how many bins there are|the numbers of bins, or their edges, in each dimension]
            bit_width: how many bits a number has
            blocksize: the [size of a block in both dimensions|sizes of a block]
            boundaries: the sorted boundaries
            C: how many channels there are
            ccol_indices: where each column of blocks begins among the values
            ceil_mode: whether a window may go beyond the end
            center: whether the frames are centred at their places
            ch_axis: the dimension of the channels
            check_errors: whether to throw where a matrix has no result
            chunks: how many pieces there should be
            col: how many columns the matrix has
            col_indices: the column of each value
            col_offsets_hh: the sums of the columns of the hidden state's weights
            col_offsets_ih: the sums of the columns of the input's weights
            compressed_indices: where each row, or column, begins among the values
            compute_mode: when products of matrices are used
            compute_uv: whether the singular vectors are wanted
            condition: where to choose from the first
            copy: whether to copy even where nothing changes
            correction: how many degrees of freedom are lost: 0 for the population, 1 for Bessel's correction
            count@binomial: the numbers of trials
            count: how many elements each worker has
            counts: how many elements each worker has
            crow_indices: where each row of blocks begins among the values
            cudnn_enable: whether cuDNN may compute it
            cudnn_enabled: whether cuDNN may compute it
            d@fft_.*: the distance of two samples
            data@segment_reduce: the tensor to reduce
            data: the packed elements
            decimals: to how many decimals; negative ones are places before the point
            dense@_sparse_mm: a matrix
            dense_dim: how many dense dimensions there are
            density: whether the counts become a density, whose integral is 1
            descending: whether the greatest comes first
            destination: [where it is moved|where they are moved]
            device@to|is_pinned|pin_memory: the device
            device: the device
            diagonal: which diagonal: 0 the main one, positive ones above it
            diagonals: the diagonals, a row each
            dilation: how far apart the elements of the kernel are
            dim@unsqueeze.*: where the new dimension is
            dim@(index|scatter|gather|take_along|select|slice|narrow).*: along which dimension
            dim@(cat|concat|concatenate|chunk|split.*|tensor_split|unsafe_.*|unbind.*): along which dimension
            dim@stack: where the new dimension is
            dim@(sum|mean|prod|nansum|nanmean|amax|amin|all|any|logsumexp|special_logsumexp|std|var|std_mean|var_mean|count_nonzero|hash_tensor|.*norm|_sparse_sum|nuclear_norm): over which [dimension|dimensions]
            dim@squeeze.*: which [dimension goes|dimensions go], where the size is 1
            dim@fft_.*: along which [dimension|dimensions]
            dim@size|stride: which dimension
            dim: [along which dimension|the dimensions]
            dim0: a dimension
            dim1@diag.*|linalg_diagonal: the first dimension of the matrices
            dim1: the dimension it changes places with
            dim2: the second dimension of the matrices
            dimension: along which dimension
            dims@permute.*: the dimensions in their new order
            dims@tile: how often each dimension is repeated
            dims@flip: the dimensions that are reversed
            dims@roll: along which [dimension|dimensions]
            dims@rot90: the two dimensions of the plane
            dims@linalg_tensorsolve: the dimensions of the first that move to its end
            dims: the dimensions
            dims_other: the dimensions of the second that are summed over
            dims_self: the dimensions of the first that are summed over
            driver: which method of LAPACK or cuSOLVER computes it
            dropout: the probability of dropping an element between layers
            dtype@can_cast: the dtype
            dtype: the dtype of the result; conversions to it come before the operation
            dx: how far apart the samples are
            edge_order: the order of the differences at the ends: 1 or 2
            eigenvalues: where the eigenvalues are written
            eigenvectors: where the eigenvectors are written
            eigvals: where the eigenvalues are written
            eigvecs: where the eigenvectors are written
            element: the element
            elements: the elements
            end@fill|lerp.*: the end, where the weight is 1
            end@slice.*: before which element the range ends; negative ones count from the end
            end: the end
            end_dim: the last of the dimensions
            eps@.*logit.*: how near to 0 and 1 an element may be
            eps@linalg_.*: the tolerance
            eps: a number added to a divisor, so that it is not 0
            equal_nan: whether NaN is equal to NaN
            equation: the equation, such as {@code ij,jk->ik}
            exponent@frexp.*: where the exponents are written
            exponent: the exponent
            fake_quant_on: whether to quantize, 1 or 0
            filename: the path of the file
            fill_value@nonzero_static: the value of the rows that are left over
            fill_value: the value
            from@can_cast: the dtype that is converted
            from: the least value
            from_: the dtype that is converted
            full_matrices: whether the factors are square, instead of as small as they can be
            fweights: how often each observation occurs
            generator: the generator of the random numbers; the device's default one for null
            grid: the places, from -1 to 1
            group: how many groups of channels there are
            groups: how many groups of channels there are
            H: Householder's vectors
            half_to_float: whether the result of half precision is in single precision
            has_biases: whether there are biases
            hermitian: whether the matrices are Hermitian, or symmetric where they are real, of which only a triangle is read
            high: before which integer they end
            hist: where the counts are written
            hop_length: how far apart the frames are; a quarter of the transform's size if not given
            hx: the hidden state at first
            HxW: how many elements a channel has
            imag: the imaginary parts
            implicit: a flag of PyTorch's own tracing
            include_self: whether the elements that are there take part
            increasing: whether the powers increase along a row
            ind: how many of the first dimensions are the inverse's last
            index@(gather|scatter.*): an index along the dimension for each element, of {@code int64}
            index@(take|put_?): indices into the flattened elements, of {@code int64}
            index@index_.*: the places along the dimension, a vector of integers
            index@select.*: which slice
            index: the indices
            indexing: whether the first axis is that of rows, or that of columns
            indices@(cummax|cummin|kthvalue|median|nanmedian|mode|sort|topk|max|min).*: where the indices are written
            indices@(tensor_split|[hvd]split): the [number of pieces|places where it is split]
            indices@(sparse_coo_tensor): the coordinates, a column for each value
            indices@segment_reduce: the segment of each element
            indices@index(_put_?)?: the indices in each dimension; null for all
            indices: the indices
            info: where is written whether it failed, a number for each matrix
            initial: the first value of each segment
            input@where.*: the values where the condition is true
            input@(.*dropout.*|.*norm.*|.*cell|gru|lstm|rnn_.*|grid_sampler.*|convolution|batch_norm.*): the input
            input: the tensor
            input2@cholesky_solve|cholesky_inverse: the Cholesky factor
            input2: the scalar factors of the reflections
            input3: the matrix that is multiplied
            interpolation: how a quantile between two elements is computed
            interpolation_mode: how values between elements are computed: 0 bilinear, 1 nearest, 2 bicubic
            inverse: where the inverse is written
            invert: whether to negate the result
            invstd: the inverse standard deviations
            is_coalesced: whether the indices are known to be sorted and to occur once
            k@rot90: how many quarters
            k@topk: how many
            k: which one by size, from 1
            keepdim: whether the reduced dimensions stay, with size 1
            kernel_size: the [size of the window|sizes of the window]
            L: where the lower triangular factor is written
            lambd@exponential_: the rate
            lambd: how near to zero an element has to be
            largest: whether the greatest are wanted, instead of the least
            layout: the layout
            LD: a compact LDL factorization
            left: whether the matrix stands on the left of the unknown, instead of on the right
            length@istft: the length of the signal
            length: how many elements the range has
            lengths: the lengths of the segments
            logabsdet: where the logarithms of the absolute values are written
            low: the least integer
            lower: the least slope
            LU: a compact LU factorization
            LU_data: a compact LU factorization
            LU_pivots: the pivots of the factorization
            M@triangular_solve.*: where a copy of the matrix is written
            m: how many columns there are
            mantissa: where the mantissas are written
            mask: where it is true, a boolean tensor that can be broadcast to the shape
            masked_grad: whether the gradient keeps to the places of the sparse tensor
            mat: the matrix
            mat1: the first matrix
            mat2: the second matrix
            matrices: the matrices, each as long as the one before is wide
            max@histc|histogram.*: the upper edge of the last bin
            max@aminmax.*: where the greatest elements are written
            max: the greatest value
            max_norm: the greatest norm that is left as it is
            max_values: where the greatest elements are written
            maxk: how many
            maxnorm: the greatest norm that is left as it is
            mean@normal.*|log_normal_: the mean
            mean: the means
            median: the median
            memory_format: how the dimensions are in memory
            min@histc|histogram.*: the lower edge of the first bin
            min@aminmax.*: where the least elements are written
            min: the least value
            min_indices: where the indices are written
            minlength: the least length of the result
            mode@linalg_qr: which factors are wanted
            mode: the mode
            momentum: the weight of a new statistic
            N@vander|linalg_vander: how many columns there are
            N@vander|linalg_vander: how many columns there are
            N: how many samples there are
            n@fft_fftfreq|fft_rfftfreq: how long the signal is
            n@fft_.*: how long the signal is made first, by padding with zeros or cutting
            n@special_.*polynomial.*: the degree
            n@(special_)?polygamma_?: the order of the derivative
            n@linalg_matrix_power|matrix_power: the exponent
            n@diff: how often
            n@eye: how many rows there are
            n@randperm: how many numbers there are
            n@vander: how many columns there are
            n: the number
            n_bins: how many bins there are
            n_fft: the size of a transform
            nan: the replacement of NaN; 0 if not given
            neginf: the replacement of negative infinity; the least number of the dtype if not given
            non_blocking: whether the call may return before the copy is done
            norm: the divisor of the transform
            norm_type: the exponent of the norm
            normalized: whether the transform was divided by the square root of its size
            normalized_shape: the last dimensions, which are normalized
            num_groups: how many groups of channels there are
            num_layers: how many layers there are
            num_samples: how many are drawn for each row
            numel: how many elements are looked at
            observer_on: whether to observe, 1 or 0
            offset: which diagonal: 0 the main one, positive ones above it
            offsets@_spdiags: which diagonals they are
            offsets: where the segments begin, and the last one ends
            onesided: whether only half of the transform is there
            ord: which norm
            other@(lt|le|gt|ge|eq|ne|less|less_equal|greater|greater_equal|not_equal|.*xor.*|.*_and_?|.*_or_?|max|min|maximum|minimum|fmax|fmin|equal|allclose|isclose).*: the other operand
            other@div.*|true_divide_?|divide_?|floor_divide_?|fmod_?|remainder_?: the divisor
            other@where.*: the values where it is false
            other@pow.*: the exponent
            other@to|type_as|view_as|reshape_as|expand_as: the tensor to follow
            other: the second operand
            out: where the result is written
            out0: where the first result is written
            out1: where the second result is written
            out_dtype: the dtype of the result
            out_int32: whether the result is of {@code int32}, instead of {@code int64}
            output_padding: an addition to the size of the result on one side
            output_scale: the scale of the result
            output_size: the size of the result, which saves finding it out
            output_zero_point: the zero point of the result
            P: where the permutations are written
            p@bernoulli.*: the probability of a one
            p@geometric_: the probability of success
            p@.*dropout.*: the probability that an element is dropped
            p@.*norm.*|cdist|dist|linalg_cond|pdist: the exponent of the norm
            p@mvlgamma_?|special_multigammaln: the number of dimensions
            p: the exponent
            packed_hh: the packed weights of the hidden state
            packed_ih: the packed weights of the input
            pad: how much to put before and after each dimension, the last one first
            padding@.*nested.*|to_padded_tensor: the value where there is nothing
            padding: how much is put around the input
            padding_mode: the values beyond the edges: 0 zeros, 1 the border, 2 reflections
            params: the weights and biases of all layers
            path: the order of contractions
            per_row_fake_quant: whether each channel has parameters of its own
            periodic: whether the window is one period of a longer one, for spectra, instead of symmetric
            physical_layout: the dimensions as they are in memory, the outermost first
            pin_memory: whether the memory is pinned
            pivot: whether rows are exchanged
            pivots@.*(solve): the pivots of the factorization
            pivots: where the pivots are written
            plain_indices: the column, or row, of each value
            posinf: the replacement of positive infinity; the greatest number of the dtype if not given
            pow: the exponent of the norm
            prepend: elements to put before the others
            prob: the probabilities of success
            probs: the probabilities
            Q: where the orthogonal factor is written
            q@(nan)?quantile: which quantiles, from 0 to 1
            q: where the orthogonal factor is written
            qtensor: the tensor whose parameters are taken
            quant_max: the greatest integer
            quant_min: the least integer
            R: where the triangular factor is written
            r: how many elements a combination has
            range: the outermost edges of the bins, a pair for each dimension
            ratio: how much of the range may be cut off
            rcond: below which share of the greatest a singular value counts as 0
            real: the real parts
            reduce: how elements are combined
            reduce_range: whether to use 7 bits only
            repeats@repeat: how often each dimension is repeated
            repeats: how often each element is repeated
            replacement: whether one may be drawn several times
            result: where the solution is written
            return_complex: whether the signal is complex
            right: whether an equal boundary belongs to the bucket below
            rounding_mode: how the quotient is rounded, or null for not
            row: how many rows the matrix has
            row_indices: the row of each value
            rtol: the relative tolerance
            running_max: the running maximum
            running_mean: the running means, which are updated
            running_min: the running minimum
            running_var: the running variances, which are updated
            S: where the singular values are written
            s@fft_.*: how long the signal is made first in each dimension, by padding with zeros or cutting
            s@scalar_tensor: the number
            scalar: the number
            scalar1: the first number
            scalar2: the second number
            scale: the scale
            scale_hh: the scale of the hidden state's weights
            scale_ih: the scale of the input's weights
            scales: the scales
            sections: how many pieces there are
            self@(acos|acosh|arccos|arccosh|arcsin|arcsinh|arctan|arctanh|asin|asinh|atan|atanh|cos|cosh|deg2rad|digamma|erf|erfc|erfinv|exp|exp2|expm1|i0|lgamma|log|log10|log1p|log2|logit|rad2deg|reciprocal|rsqrt|sigmoid|sin|sinc|sinh|sqrt|tan|tanh|mvlgamma|polygamma): the numbers; integers become floating-point ones of the default dtype
            self@special_(airy_ai|bessel_j0|bessel_j1|bessel_y0|bessel_y1|digamma|entr|erf|erfc|erfcx|erfinv|exp2|expit|expm1|gammaln|i0|i0e|i1|i1e|log1p|log_ndtr|logit|modified_bessel_i0|modified_bessel_i1|modified_bessel_k0|modified_bessel_k1|multigammaln|ndtr|ndtri|polygamma|psi|scaled_modified_bessel_k0|scaled_modified_bessel_k1|sinc|spherical_bessel_j0): the numbers; integers become floating-point ones of the default dtype
            self@special_(log_softmax|softmax|logsumexp|round): the numbers
            self@(abs|absolute|ceil|clamp|clamp_max|clamp_min|clip|cumm(ax|in)|cum(prod|sum)|fix|floor|frac|frexp|neg|negative|positive|round|sgn|sign|signbit|square|trunc|logcumsumexp|diff|nan_to_num|relu|hardshrink): the numbers
            self@is(finite|inf|nan|neginf|posinf|real)|logical_not: the numbers
            self@is_.*: the tensor that is asked about
            self@(bernoulli): the probabilities of ones
            self@(poisson): the rates
            self@(multinomial): the weights, a row for each distribution
            self@(cov|corrcoef): a row for each variable, a column for each observation
            self@(real|imag|angle|conj|conj_physical|view_as_real.*|resolve_conj): complex numbers
            self@(view_as_complex.*): pairs of real numbers in the last dimension, of size 2
            self@(q_.*|int_repr|dequantize|quantized_.*): a quantized tensor
            self@(quantize_.*|fake_quantize_.*|choose_qparams_optimized|fused_moving_.*): the numbers to quantize
            self@(c?col_indices_copy|c?row_indices_copy|indices_copy|values_copy|_sparse_.*softmax): a sparse tensor
            self@(.*nested.*): a nested tensor
            self@fft_i.*|istft: the transform
            self@fft_.*: the signal
            self@(bitwise_(and|or|xor|left_shift|right_shift)|lcm|gcd)_?: the first operand, integers or, where bits are combined, booleans
            self@bitwise_not_?: integers or booleans
            self@(add|sub|subtract|rsub|mul|multiply|div|divide|true_divide|floor_divide|fmod|remainder|atan2|arctan2|copysign|hypot|nextafter|logaddexp|logaddexp2|maximum|minimum|fmax|fmin|lt|le|gt|ge|eq|ne|less|less_equal|greater|greater_equal|not_equal|logical_and|logical_or|logical_xor|xlogy|special_.*|dot|vdot|inner|outer|ger|kron|cross|linalg_cross|dist|equal|allclose|isclose|matmul|linalg_matmul|igamma|igammac|ldexp|heaviside|result_type|tensordot)_?: the first operand
            self@(pow|float_power)_?: the base
            self@(mm|bmm|linalg_matmul): the first matrix
            self@(mv): the matrix
            self@add(mm|bmm|mv|r)_?|baddbmm_?|sspaddmm|_sparse_addmm|sparse_sampled_addmm: the matrix to add
            self@addc(mul|div)_?: the tensor to add to
            self@(sum|mean|prod|nansum|nanmean|amax|amin|aminmax|all|any|max|min|median|nanmedian|mode|logsumexp|std|var|std_mean|var_mean|quantile|nanquantile|argmax|argmin|count_nonzero|kthvalue|norm|nuclear_norm|frobenius_norm|native_norm|_sparse_sum|hash_tensor): the tensor to reduce
            self@(linalg_(vector_norm|norm)): the vectors
            self@(sort|argsort|msort|topk): the tensor to sort
            self@(linalg_.*|cholesky.*|qr|svd|inverse|pinverse|det|logdet|slogdet|matrix_exp|matrix_power|orgqr|ormqr|geqrf|lu_.*|triangular_solve|trace|tril_?|triu_?|t_?|adjoint): the matrices
            self@(ones|zeros|empty|full|rand|randn|randint)_like: the tensor whose shape and properties the result has
            self@where: the values where the condition is true
            self@(searchsorted|bucketize): the values to find
            self@(masked_.*|index_.*|scatter.*|gather|take.*|put_?): the tensor
            self@(histc|histogram.*|bincount): the values to count
            self@lerp_?: the start
            self@(.*dropout.*|.*norm.*|grid_sampler.*|convolution): the input
            self: the tensor
            shape: the sizes; -1 for one that follows from the others
            shared: whether the file changes with the tensor
            shifts: by how many places
            side: on which side of equal elements
            sigma: the scale
            sign: where the signs are written
            size@expand.*: the sizes; -1 for one that stays
            size@view.*|reshape: the sizes; -1 for one that follows from the others
            size@unfold.*: the size of a window
            size@from_file: how many elements there are
            size: the [size|sizes]
            sizes: the sizes that the dimension becomes
            some: whether the factors are as small as they can be, instead of square
            sorted: whether the results are in order
            sorted_sequence: the sequences, sorted along the last dimension
            sorter: the indices that sort the sequences, where they are not sorted
            source@copy_|set_: the tensor
            source@movedim|moveaxis: the [dimension that is moved|dimensions that are moved]
            source: the values to write, add or combine
            spacing: how far apart the points are, or where they are
            sparse: a sparse matrix
            sparse_dim: how many sparse dimensions there are
            sparse_grad: whether the gradient is sparse
            split_size: the [size of a piece; the last one may be smaller|sizes of the pieces]
            split_sizes: the sizes of the pieces
            src@copy_: the tensor
            src: the values to write
            stable: whether equal elements keep their order
            start@lerp.*: the start
            start@slice.*|narrow.*: with which element the range begins; negative ones count from the end
            start: the first number
            start_dim: the first of the dimensions
            std: the standard deviation
            step@unfold.*|slice.*: how far one is from the next
            step: how far one number is from the next
            steps: how many numbers there are
            storage_offset: the place of the first element in the storage
            stride@empty_strided|as_strided.*|new_empty_strided|set_: the strides
            stride: how far the window moves
            symmetric_quant: whether the limits are symmetric around zero
            target: dtype, layout, device and pinned memory, or null for the defaults
            tau@geqrf.*: where the factors of the reflections are written
            tau: the scalar factors of the reflections
            tensor@dot|inner|linalg_.*: the second operand
            tensor: the tensor
            tensor1: the first factor, or the dividend
            tensor2: the second factor, or the divisor
            tensor_indices_or_sections: the number of pieces, or the places where it is split
            tensors: the tensors
            test_element: the number that is looked for
            test_elements: the elements that are looked among
            the_template: the tensor whose sizes are taken
            theta: the maps, shape {@code [n, 2, 3]} or {@code [n, 3, 4]}
            threshold: the threshold
            to@random_: before which integer they end
            to@uniform_: before which value they end
            to: the dtype that it is converted to
            tol: below which value a singular value counts as 0
            train: whether to drop elements, as in training
            training: whether to use the batch's statistics, as in training
            transpose: whether to use the transposed matrix
            transposed: whether it is a transposed convolution
            type1: the first dtype
            type2: the second dtype
            U: where the factor U is written
            unbiased: whether to divide by the number of elements less 1
            unitriangular: whether the diagonal is taken to be ones
            unpack_data: whether L and U are wanted
            unpack_pivots: whether P is wanted
            unsafe: whether to leave the lengths unchecked
            UPLO: which triangle is read
            upper@.*rrelu.*: the greatest slope
            upper: whether the upper triangle is meant, instead of the lower
            V@svd.*: where the factor V is written
            v: the tensor
            value@masked_fill_?: the value where the mask is true
            value@(scatter|index_fill)_?: the values to write
            value@addc.*: the factor of the quotient or product
            value: the value
            values@(cummax|cummin|kthvalue|median|nanmedian|mode|sort|topk|max|min).*: where the elements are written
            values@sparse_.*: the values
            values@heaviside.*: the step's value at 0
            values@index_put.*: the values to write
            values: the values
            var: the variances
            vec: the vector
            vec1: the first vector
            vec2: the second vector
            Vh: where the conjugate transpose of V is written
            w_hh: the weights of the hidden state
            w_ih: the weights of the input
            weight@lerp.*: the weight of the end
            weight@histogram.*: the weight of each element
            weight@prelu: the weights, one or one for each channel
            weight: the factor of each channel
            weights: the weight of each element
            win_length: the size of the window; that of the transform if not given
            window: the window; ones if not given
            window_length: how many elements the window has
            with_replacement: whether one element may occur several times
            wrap: whether the diagonal goes on in the rows below the square
            X: where the solution is written
            x@linalg_vecdot: the first vectors
            x@special_(airy_ai|bessel_j0|bessel_j1|bessel_y0|bessel_y1|digamma|entr|erf|erfc|erfcx|erfinv|exp2|expit|expm1|gammaln|i0|i0e|i1|i1e|log1p|log_ndtr|logit|modified_bessel_i0|modified_bessel_i1|modified_bessel_k0|modified_bessel_k1|multigammaln|ndtr|ndtri|polygamma|psi|scaled_modified_bessel_k0|scaled_modified_bessel_k1|sinc|spherical_bessel_j0): the numbers; integers become floating-point ones of the default dtype
            x@(cumulative_)?trap.*: where the samples are
            x@vander|linalg_vander: the vector
            x@special_.*polynomial.*: where to evaluate it
            x: the first operand
            x1: the first collection, a row for each point
            x2: the second collection, a row for each point
            y@linalg_vecdot: the second vectors
            y@(cumulative_)?trap.*: the samples
            y: the second operand
            zero_point: the zero point
            zero_point_hh: the zero point of the hidden state's weights
            zero_point_ih: the zero point of the input's weights
            zero_points: the zero points
            """;

    private record Text(Pattern operators, String text) {}

    private static final Map<String, List<Text>> TEXTS = new HashMap<>();

    static {
        TABLE.lines()
                .forEach(
                        line -> {
                            int colon = line.indexOf(": ");
                            String[] key = line.substring(0, colon).split("@");
                            Pattern operators = Pattern.compile(key.length > 1 ? key[1] : ".*");
                            TEXTS.computeIfAbsent(key[0], name -> new ArrayList<>())
                                    .add(new Text(operators, line.substring(colon + 2)));
                        });
    }

    private ArgumentTexts() {}

    /**
     * The text; none for an argument that is not in the table.
     *
     * @param operator the operator's name
     * @param argument the argument's name in the schema
     * @param isList whether the parameter takes several values
     */
    static Optional<String> of(String operator, String argument, boolean isList) {
        return TEXTS.getOrDefault(argument, List.of()).stream()
                .filter(text -> text.operators().matcher(operator).matches())
                .findFirst()
                .map(
                        text ->
                                text.text()
                                        .replaceAll(
                                                "\\[(.*?)\\|(.*?)\\](?!\\))",
                                                isList ? "$2" : "$1"));
    }
}
