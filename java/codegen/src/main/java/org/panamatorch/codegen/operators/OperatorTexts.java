package org.panamatorch.codegen.operators;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the documentation says first of each operator, in words of our own. One file, as it is one
 * table.
 */
final class OperatorTexts {
    /**
     * Names and sentences; behind an equals sign the operator that is the same. Names are without
     * {@code fft_}, {@code linalg_} and {@code special_} where the operator is the same elsewhere.
     */
    private static final String TABLE =
            """
            abs: The absolute value of each element.
            absolute = abs
            acos: The inverse cosine of each element, in radians.
            acosh: The inverse hyperbolic cosine of each element.
            add: The sum of a tensor and another tensor or number, which is scaled by {@code alpha} first.
            addbmm: The sum of the products of two batches of matrices, added to a matrix, each scaled.
            addcdiv: A tensor plus the quotient of two others, scaled.
            addcmul: A tensor plus the product of two others, scaled.
            addmm: A matrix product, added to a matrix, each scaled.
            addmv: A product of a matrix and a vector, added to a vector, each scaled.
            addr: An outer product of two vectors, added to a matrix, each scaled.
            adjoint: The conjugate transpose of matrices: the last two dimensions swapped, complex elements conjugated.
            affine_grid_generator: The places at which affine maps sample an image.
            airy_ai: The Airy function Ai of each element.
            alias: Another tensor with the same memory.
            all: Whether all elements, or all along dimensions, are other than zero.
            allclose: Whether all elements of two tensors are equal but for a tolerance.
            alpha_dropout: Alpha dropout: elements are dropped so that mean and variance stay.
            amax: The greatest element along dimensions; equal ones share the gradient.
            amin: The least element along dimensions; equal ones share the gradient.
            aminmax: The least and the greatest element.
            angle: The angle of each complex element, in radians.
            any: Whether any element, or any along dimensions, is other than zero.
            arange: Numbers from a start to before an end, a step apart.
            arccos = acos
            arccosh = acosh
            arcsin = asin
            arcsinh = asinh
            arctan = atan
            arctan2 = atan2
            arctanh = atanh
            argmax: The index of the greatest element.
            argmin: The index of the least element.
            argsort: The indices that sort the elements along a dimension.
            argwhere: The indices of all elements other than zero, a row each.
            as_strided: A view with sizes, strides and an offset of one's own.
            as_strided_: This tensor with sizes, strides and an offset of one's own, in place.
            as_strided_scatter: A copy with a source written to the places that {@code as_strided} would show.
            asin: The inverse sine of each element, in radians.
            asinh: The inverse hyperbolic sine of each element.
            atan: The inverse tangent of each element, in radians.
            atan2: The angle of the point (other, input) of each pair of elements, with the quadrant by their signs.
            atanh: The inverse hyperbolic tangent of each element.
            atleast_1d: A view with at least one dimension.
            atleast_2d: A view with at least two dimensions.
            atleast_3d: A view with at least three dimensions.
            baddbmm: The products of two batches of matrices, added to a batch, each scaled.
            bartlett_window: A Bartlett window, the triangle.
            batch_norm_elemt: Elements normalized with given statistics of their channels.
            batch_norm_gather_stats: Statistics of several workers' batches combined, and the running ones updated.
            batch_norm_gather_stats_with_counts: Statistics of several workers' batches of different sizes combined, and the running ones updated.
            batch_norm_stats: Mean and inverse standard deviation of each channel.
            batch_norm_update_stats: Mean and variance of each channel, and the running ones updated.
            bernoulli: Zeros and ones, drawn with given probabilities of one.
            bernoulli_: This tensor, filled with zeros and ones, drawn with given probabilities of one.
            bessel_j0: The Bessel function of the first kind of order 0, of each element.
            bessel_j1: The Bessel function of the first kind of order 1, of each element.
            bessel_y0: The Bessel function of the second kind of order 0, of each element.
            bessel_y1: The Bessel function of the second kind of order 1, of each element.
            bincount: How often each integer from 0 on occurs.
            binomial: Draws from binomial distributions.
            bitwise_and: The bitwise AND of integers, or the logical one of booleans.
            bitwise_left_shift: Integers shifted to the left by bits.
            bitwise_not: The bitwise NOT of integers, or the logical one of booleans.
            bitwise_or: The bitwise OR of integers, or the logical one of booleans.
            bitwise_right_shift: Integers shifted to the right by bits, with their sign.
            bitwise_xor: The bitwise XOR of integers, or the logical one of booleans.
            blackman_window: A Blackman window.
            block_diag: A matrix with the given ones along its diagonal.
            bmm: The products of two batches of matrices.
            broadcast_tensors: The tensors, broadcast to their common shape.
            broadcast_to: The tensor, broadcast to a shape.
            bucketize: Into which bucket between sorted boundaries each value falls.
            can_cast: Whether one dtype may be converted to another by the rules of type promotion.
            cartesian_prod: All combinations of one element of each of several vectors.
            cat: Tensors joined along a dimension that they have.
            cauchy_: This tensor, filled with draws from a Cauchy distribution.
            ccol_indices: The compressed column indices of a sparse CSC or BSC tensor.
            cdist: The distances between each pair of rows of two collections.
            ceil: Each element rounded up to an integer.
            chain_matmul: The product of several matrices, in the order that needs the fewest operations.
            chalf: The tensor converted to complex numbers of half precision.
            chebyshev_polynomial_t: The Chebyshev polynomial of the first kind.
            chebyshev_polynomial_u: The Chebyshev polynomial of the second kind.
            chebyshev_polynomial_v: The Chebyshev polynomial of the third kind.
            chebyshev_polynomial_w: The Chebyshev polynomial of the fourth kind.
            cholesky: The Cholesky factor of symmetric or Hermitian positive-definite matrices.
            cholesky_ex: The Cholesky factor of matrices, and where it does not exist, without throwing unless asked to.
            cholesky_inverse: The inverse of a matrix, from its Cholesky factor.
            cholesky_solve: The solution of a linear system, from the Cholesky factor of its matrix.
            choose_qparams_optimized: Limits for quantization with little error.
            chunk: The tensor in so many pieces along a dimension, or fewer where it cannot be.
            clamp: Each element, brought between a least and a greatest value.
            clamp_max: Each element, or the given maximum where it is greater.
            clamp_min: Each element, or the given minimum where it is less.
            clip = clamp
            coalesce: A sparse tensor whose indices are sorted and occur once.
            col_indices: The column indices of a sparse CSR or BSR tensor.
            column_stack: Tensors joined as columns; vectors become columns first.
            combinations: All combinations of so many elements of a vector.
            complex: Complex numbers made of real and imaginary parts.
            concat: Tensors joined along a dimension that they have.
            concatenate = cat
            cond: The condition number of matrices.
            conj: The complex conjugate of each element, as a view that conjugates when it is read.
            conj_physical: The complex conjugate of each element, computed at once.
            constant_pad_nd: The tensor with a constant put around it.
            contiguous: The tensor in dense memory, itself where it already is.
            convolution: A convolution, or a transposed one, in any number of dimensions.
            copy_: This tensor, with the elements of another written to it.
            copysign: The magnitude of each element with the sign of another.
            corrcoef: The correlation coefficients of variables, a row each.
            cos: The cosine of each element, in radians.
            cosh: The hyperbolic cosine of each element.
            count_nonzero: How many elements are other than zero, in all or along dimensions.
            cov: The covariances of variables, a row each.
            cross: The cross product of vectors of three elements along a dimension.
            crow_indices: The compressed row indices of a sparse CSR or BSR tensor.
            cummax: The greatest element up to each place along a dimension, and where it is.
            cummin: The least element up to each place along a dimension, and where it is.
            cumprod: The product of all elements up to each place along a dimension.
            cumsum: The sum of all elements up to each place along a dimension.
            cumulative_trapezoid: The integral by the trapezoidal rule up to each place along a dimension.
            deg2rad: Degrees in radians.
            dense_dim: How many dense dimensions a sparse tensor has.
            dequantize: A quantized tensor in floating point.
            det: The determinant of matrices.
            detach: The same memory, without a place in autograd's graph.
            detach_: This tensor, taken out of autograd's graph.
            diag: The diagonal of a matrix, or a matrix with a vector as its diagonal.
            diag_embed: Matrices with the elements of the last dimension as their diagonals.
            diagflat: A matrix with all elements as its diagonal.
            diagonal: The diagonal of two dimensions, as a view.
            diagonal_scatter: A copy with a source written to a diagonal.
            diff: The differences of neighbours along a dimension, again and again where asked for.
            digamma: The derivative of the logarithm of the gamma function, of each element.
            dist: The norm of the difference of two tensors.
            div: The quotient of a tensor and another tensor or number.
            divide = div
            dot: The dot product of two vectors.
            dropout: Dropout: elements are set to zero at random, and the others scaled up.
            dsplit: The tensor in pieces along the third dimension.
            dstack: Tensors joined along the third dimension.
            eig: Eigenvalues and eigenvectors of square matrices.
            eigh: Eigenvalues and eigenvectors of symmetric or Hermitian matrices.
            eigvals: Eigenvalues of square matrices.
            eigvalsh: Eigenvalues of symmetric or Hermitian matrices.
            einsum: Sums of products of tensors, as an equation in Einstein's notation says.
            embedding_renorm_: The rows of a table of embeddings that are used, brought below a norm in place.
            empty: A tensor whose elements are whatever is in the memory.
            empty_like: A tensor with the shape and the properties of another, whose elements are whatever is in the memory.
            empty_permuted: A tensor with uninitialized elements whose dimensions are in an order of one's own in memory.
            empty_quantized: A quantized tensor with uninitialized elements, with the parameters of another.
            empty_strided: A tensor with uninitialized elements and strides of one's own.
            entr: The entropy of each element.
            eq: Whether elements are equal, for each pair.
            equal: Whether two tensors have the same shape and the same elements.
            erf: The error function of each element.
            erfc: The complement of the error function of each element.
            erfcx: The scaled complement of the error function of each element.
            erfinv: The inverse of the error function of each element.
            exp: The exponential of each element.
            exp2: Two to the power of each element.
            expand: A view in which dimensions of size 1 have other sizes, without copying.
            expand_as: A view expanded to the shape of another tensor.
            expit: The logistic function of each element.
            expm1: The exponential of each element less 1, exact for small ones.
            exponential_: This tensor, filled with draws from an exponential distribution.
            eye: A matrix with ones on the diagonal and zeros elsewhere.
            fake_quantize_per_channel_affine: Elements rounded as by quantization of each channel, but still in floating point.
            fake_quantize_per_tensor_affine: Elements rounded as by quantization, but still in floating point.
            feature_alpha_dropout: Alpha dropout of whole channels.
            feature_dropout: Dropout of whole channels.
            fft: The discrete Fourier transform along a dimension.
            fft2: The discrete Fourier transform along two dimensions.
            fftfreq: The frequencies of the places of a discrete Fourier transform.
            fftn: The discrete Fourier transform along several dimensions.
            fftshift: A transform with its zero frequency moved to the centre.
            fill: A tensor filled with one value.
            fill_: This tensor, filled with one value.
            fill_diagonal_: This tensor, with its main diagonal filled with a value.
            fix = trunc
            flatten: The tensor with a range of dimensions made one.
            flip: The tensor with the order of elements reversed along dimensions.
            fliplr: The tensor with its columns in reverse order.
            flipud: The tensor with its rows in reverse order.
            float_power: Powers, computed in double precision.
            floor: Each element rounded down to an integer.
            floor_divide: The quotient of each pair, rounded down.
            fmax: The greater element of each pair; of a NaN and a number the number.
            fmin: The lesser element of each pair; of a NaN and a number the number.
            fmod: The remainder of each division, with the sign of the dividend.
            frac: The fractional part of each element.
            frexp: The mantissa and the exponent of each element.
            frobenius_norm: The Frobenius norm of matrices.
            from_file: A tensor whose memory is a file, mapped.
            full: A tensor filled with one value.
            full_like: A tensor filled with one value, with the shape and the properties of another.
            fused_moving_avg_obs_fake_quant: Fake quantization with limits that follow the data.
            gammainc: The regularized lower incomplete gamma function.
            gammaincc: The regularized upper incomplete gamma function.
            gammaln: The logarithm of the absolute value of the gamma function, of each element.
            gather: Elements picked along a dimension, by an index for each result.
            gcd: The greatest common divisor of each pair of integers.
            ge: Whether each element is greater than or equal to another.
            geometric_: This tensor, filled with draws from a geometric distribution.
            geqrf: A QR factorization as LAPACK leaves it, for {@code orgqr} and {@code ormqr}.
            ger = outer
            get_device: The index of the GPU that has the tensor.
            gradient: The gradient of a function that is known at points, by differences.
            greater = gt
            greater_equal = ge
            grid_sampler: An image sampled at the places of a grid.
            grid_sampler_2d: An image of two dimensions sampled at the places of a grid.
            grid_sampler_3d: A volume sampled at the places of a grid.
            gru: A gated recurrent unit over a sequence, with the weights as a list.
            gru_cell: One step of a gated recurrent unit.
            gt: Whether each element is greater than another.
            hamming_window: A Hamming window.
            hann_window: A Hann window.
            hardshrink: Elements near zero made zero.
            hash_tensor: A hash of the elements, in all or along dimensions.
            heaviside: The Heaviside step function of each element.
            hermite_polynomial_h: The physicist's Hermite polynomial.
            hermite_polynomial_he: The probabilist's Hermite polynomial.
            hfft: The Fourier transform of a Hermitian signal along a dimension, which is real.
            hfft2: The Fourier transform of a Hermitian signal along two dimensions, which is real.
            hfftn: The Fourier transform of a Hermitian signal along several dimensions, which is real.
            histc: How many elements fall into each of equal bins.
            histogram: How many elements fall into each bin, and the bins' edges.
            histogramdd: How many points of several dimensions fall into each bin, and the bins' edges.
            householder_product: The matrix of the first columns of a product of Householder reflections.
            hsplit: The tensor in pieces along the second dimension, or the first of a vector.
            hspmm: The product of a sparse matrix and a dense one, in hybrid form.
            hstack: Tensors joined along the second dimension; vectors along the first.
            hypot: The hypotenuse of right triangles with the given legs.
            i0: The modified Bessel function of the first kind of order 0, of each element.
            i0e: The exponentially scaled modified Bessel function of the first kind of order 0, of each element.
            i1: The modified Bessel function of the first kind of order 1, of each element.
            i1e: The exponentially scaled modified Bessel function of the first kind of order 1, of each element.
            ifft: The inverse discrete Fourier transform along a dimension.
            ifft2: The inverse discrete Fourier transform along two dimensions.
            ifftn: The inverse discrete Fourier transform along several dimensions.
            ifftshift: A transform with its zero frequency moved from the centre to the front.
            igamma = gammainc
            igammac = gammaincc
            ihfft: The inverse of {@code hfft} along a dimension.
            ihfft2: The inverse of {@code hfft2}.
            ihfftn: The inverse of {@code hfftn}.
            imag: The imaginary part of each element, as a view.
            index: Elements picked by tensors of indices, one for each of the first dimensions.
            index_add: A tensor with the slices of a source added at given places.
            index_copy: A tensor with the slices of a source written to given places.
            index_fill: A tensor with a value written to given slices.
            index_put: A tensor with values written or added at given indices.
            index_reduce: A tensor with the slices of a source combined with it at given places.
            index_select: Slices picked along a dimension by their indices.
            indices: The indices of a coalesced sparse COO tensor.
            inner: The inner products of the vectors of the last dimensions.
            int_repr: The integers that a quantized tensor stores.
            inv: The inverse of square matrices.
            inv_ex: The inverse of square matrices, and where it does not exist, without throwing unless asked to.
            inverse: The inverse of square matrices.
            irfft: The inverse of {@code rfft}, which is real.
            irfft2: The inverse of {@code rfft2}, which is real.
            irfftn: The inverse of {@code rfftn}, which is real.
            is_coalesced: Whether the indices of a sparse tensor are sorted and occur once.
            is_complex: Whether the dtype is complex.
            is_conj: Whether the tensor is a view that conjugates when it is read.
            is_contiguous: Whether the elements are dense in memory in the order of the dimensions.
            is_distributed: Whether the tensor is distributed.
            is_floating_point: Whether the dtype is one of floating point.
            is_inference: Whether the tensor was made in inference mode.
            is_neg: Whether the tensor is a view that negates when it is read.
            is_nonzero: Whether the only element is other than zero.
            is_pinned: Whether the tensor is in pinned memory.
            is_same_size: Whether two tensors have the same sizes.
            is_set_to: Whether two tensors have the same storage, offset, sizes and strides.
            is_signed: Whether the dtype has a sign.
            is_vulkan_available: Whether LibTorch has Vulkan.
            isclose: Whether elements are equal but for a tolerance, for each pair.
            isfinite: Whether each element is neither infinite nor NaN.
            isin: Whether each element occurs among others.
            isinf: Whether each element is infinite.
            isnan: Whether each element is NaN.
            isneginf: Whether each element is negative infinity.
            isposinf: Whether each element is positive infinity.
            isreal: Whether each element has no imaginary part.
            istft: The signal of a short-time Fourier transform.
            kaiser_window: A Kaiser window.
            kron: The Kronecker product.
            kthvalue: The k-th smallest element along a dimension, and where it is.
            laguerre_polynomial_l: The Laguerre polynomial.
            lcm: The least common multiple of each pair of integers.
            ldexp: Each element times two to the power of another.
            ldl_factor: The LDL factorization of symmetric or Hermitian matrices, in compact form.
            ldl_factor_ex: The LDL factorization of matrices, and where it failed, without throwing unless asked to.
            ldl_solve: The solution of linear systems, from an LDL factorization.
            le: Whether each element is less than or equal to another.
            legendre_polynomial_p: The Legendre polynomial.
            lerp: A value between two others, by a weight.
            less = lt
            less_equal = le
            lgamma: The logarithm of the absolute value of the gamma function, of each element.
            linalg_cross: The cross product of vectors of three elements.
            linalg_diagonal: The diagonal of matrices, as a view.
            linalg_matrix_sqrth: The square root of symmetric or Hermitian matrices (from LibTorch 2.14).
            linalg_norm: A norm of vectors or matrices, by how many dimensions there are.
            linalg_polar: The polar decomposition of matrices (from LibTorch 2.14).
            linspace: So many numbers from a start to an end, equally far apart.
            log: The natural logarithm of each element.
            log10: The logarithm of each element to base 10.
            log1p: The natural logarithm of 1 plus each element, exact for small ones.
            log2: The logarithm of each element to base 2.
            log_ndtr: The logarithm of the normal distribution's cumulative function, of each element.
            log_normal_: This tensor, filled with draws from a log-normal distribution.
            log_softmax: The logarithm of {@code softmax} along a dimension.
            logaddexp: The logarithm of the sum of exponentials of each pair.
            logaddexp2: The base-2 logarithm of the sum of powers of two of each pair.
            logcumsumexp: The logarithm of the sum of exponentials up to each place along a dimension.
            logdet: The logarithm of the determinant of matrices.
            logical_and: Whether both elements of each pair are other than zero.
            logical_not: Whether each element is zero.
            logical_or: Whether an element of each pair is other than zero.
            logical_xor: Whether exactly one element of each pair is other than zero.
            logit: The logit of each element, the inverse of the logistic function.
            logspace: So many powers of a base, with exponents equally far apart.
            logsumexp: The logarithm of the sum of exponentials along dimensions.
            lstm: A long short-term memory over a sequence, with the weights as a list.
            lstm_cell: One step of a long short-term memory.
            lstsq: The least-squares solution of linear systems.
            lt: Whether each element is less than another.
            lu: The LU factorization of matrices, with pivoting.
            lu_factor: The LU factorization of matrices, in compact form.
            lu_factor_ex: The LU factorization of matrices in compact form, and where it failed, without throwing unless asked to.
            lu_solve: The solution of linear systems, from an LU factorization.
            lu_unpack: The matrices P, L and U of a compact LU factorization.
            masked_fill: A tensor with a value where a mask is true.
            masked_scatter: A tensor with the elements of a source, one after the other, where a mask is true.
            masked_select: The elements where a mask is true, as a vector.
            matmul: The matrix product of two tensors; vectors and batches as NumPy takes them.
            matrix_exp: The matrix exponential of square matrices.
            matrix_H: The conjugate transpose of a matrix, as a view.
            matrix_norm: A norm of matrices.
            matrix_power: Square matrices to an integer power.
            matrix_rank: The rank of matrices, by their singular values.
            max: The greatest element; along a dimension with its index, or of each pair of two tensors.
            maximum: The greater element of each pair; NaN where one is.
            mean: The mean of all elements, or along dimensions.
            median: The median of all elements, or along a dimension with its index; the lower one of two.
            meshgrid: The coordinates of the points of a grid, from those along its axes.
            mH: The conjugate transpose of matrices, as a view.
            min: The least element; along a dimension with its index, or of each pair of two tensors.
            minimum: The lesser element of each pair; NaN where one is.
            mm: The product of two matrices.
            mode: The most frequent element along a dimension, and where it is.
            modified_bessel_i0: The modified Bessel function of the first kind of order 0, of each element.
            modified_bessel_i1: The modified Bessel function of the first kind of order 1, of each element.
            modified_bessel_k0: The modified Bessel function of the second kind of order 0, of each element.
            modified_bessel_k1: The modified Bessel function of the second kind of order 1, of each element.
            moveaxis = movedim
            movedim: A view with dimensions moved to other places; the others keep their order.
            msort: The elements sorted along the first dimension.
            mT: The transpose of matrices, as a view.
            mul: The product of a tensor and another tensor or number.
            multi_dot: The product of several matrices, in the order that needs the fewest operations.
            multigammaln = mvlgamma
            multinomial: Indices drawn with probabilities given by weights.
            multiply = mul
            mv: The product of a matrix and a vector.
            mvlgamma: The logarithm of the multivariate gamma function, of each element.
            nan_to_num: Each element, with NaN and infinities replaced by numbers.
            nanmean: The mean of the elements that are not NaN, in all or along dimensions.
            nanmedian: The median of the elements that are not NaN.
            nanquantile: Quantiles of the elements that are not NaN.
            nansum: The sum of the elements that are not NaN, in all or along dimensions.
            narrow: A range of a dimension, as a view.
            native_batch_norm: Batch normalization, with the statistics that its derivative needs.
            native_dropout: Dropout, with the mask of what was kept.
            native_group_norm: Group normalization, with the statistics that its derivative needs.
            native_layer_norm: Layer normalization, with the statistics that its derivative needs.
            native_norm: A norm of a sparse tensor.
            ndtr: The normal distribution's cumulative function, of each element.
            ndtri: The inverse of the normal distribution's cumulative function, of each element.
            ne: Whether elements differ, for each pair.
            neg: Each element with its sign changed.
            negative = neg
            nested_to_padded_tensor: A nested tensor as a plain one, with a value where there is nothing.
            new_empty: A tensor with uninitialized elements, of this tensor's dtype and device unless others are given.
            new_empty_strided: A tensor with uninitialized elements and given strides, of this tensor's dtype and device unless others are given.
            new_full: A tensor filled with one value, of this tensor's dtype and device unless others are given.
            new_ones: A tensor of ones, of this tensor's dtype and device unless others are given.
            new_zeros: A tensor of zeros, of this tensor's dtype and device unless others are given.
            nextafter: The next floating-point number after each element, towards another.
            nonzero: The indices of all elements other than zero, a row each.
            nonzero_numpy: The indices of all elements other than zero, a tensor for each dimension.
            nonzero_static: The indices of so many elements other than zero, filled up where there are fewer.
            norm: A norm of vectors or matrices.
            norm_except_dim: The norm over all dimensions but one.
            normal: Draws from normal distributions.
            normal_: This tensor, filled with draws from a normal distribution.
            not_equal = ne
            nuclear_norm: The nuclear norm of matrices, the sum of their singular values.
            numel: How many elements there are.
            numpy_T: A view with the dimensions in reverse order.
            ones: A tensor of ones.
            ones_like: A tensor of ones with the shape and the properties of another.
            orgqr = householder_product
            ormqr: A matrix times the orthogonal matrix of a QR factorization.
            outer: The outer product of two vectors.
            permute: A view with the dimensions in another order.
            pin_memory: The tensor in pinned memory, from which copies to a GPU are fast.
            pinv: The pseudoinverse of matrices.
            pinverse = pinv
            poisson: Draws from Poisson distributions with the given rates.
            polar: Complex numbers made of magnitudes and angles.
            polygamma: The n-th derivative of the digamma function, of each element.
            positive: The tensor itself, where its dtype is not boolean.
            pow: Each element to a power.
            prelu: Each element, times a learnt weight where it is negative.
            prod: The product of all elements, or along a dimension.
            promote_types: The smallest dtype that two can be converted to.
            psi: The derivative of the logarithm of the gamma function, of each element.
            put: A tensor with values written or added at indices into its flattened elements.
            q_per_channel_axis: The dimension along which a quantized tensor has parameters of its own for each slice.
            q_per_channel_scales: The scales of a tensor that is quantized by channels.
            q_per_channel_zero_points: The zero points of a tensor that is quantized by channels.
            q_scale: The scale of a quantized tensor.
            q_zero_point: The zero point of a quantized tensor.
            qr: The QR factorization of matrices.
            quantile: Quantiles of the elements, in all or along a dimension.
            quantize_per_channel: A tensor quantized with parameters for each channel.
            quantize_per_tensor: A tensor quantized with one scale and zero point.
            quantize_per_tensor_dynamic: A tensor quantized with parameters that follow from its elements.
            quantized_batch_norm: Batch normalization of a quantized tensor.
            quantized_gru_cell: One step of a gated recurrent unit with quantized weights.
            quantized_lstm_cell: One step of a long short-term memory with quantized weights.
            quantized_max_pool1d: Maxima of windows of a quantized signal.
            quantized_max_pool2d: Maxima of windows of a quantized image.
            quantized_max_pool3d: Maxima of windows of a quantized volume.
            quantized_rnn_relu_cell: One step of a recurrent network with ReLU and quantized weights.
            quantized_rnn_tanh_cell: One step of a recurrent network with tanh and quantized weights.
            rad2deg: Radians in degrees.
            rand: Draws from the uniform distribution on [0, 1).
            rand_like: Draws from the uniform distribution on [0, 1), with the shape and the properties of another tensor.
            randint: Random integers from a least one to before an end.
            randint_like: Random integers, with the shape and the properties of another tensor.
            randn: Draws from the standard normal distribution.
            randn_like: Draws from the standard normal distribution, with the shape and the properties of another tensor.
            random_: This tensor, filled with random integers, from all that the dtype has unless limits are given.
            randperm: A random permutation of the integers from 0 to before an end.
            range: Numbers from a start to an end, which is among them, a step apart.
            ravel: All elements in one dimension.
            real: The real part of each element, as a view.
            reciprocal: One divided by each element.
            relu: Each element, or 0 where it is negative.
            remainder: The remainder of each division, with the sign of the divisor.
            renorm: The tensor with each slice along a dimension brought below a norm.
            repeat: The tensor again and again along its dimensions, copied.
            repeat_interleave: The tensor with each element or slice repeated.
            reshape: The same elements in another shape.
            reshape_as: The same elements in the shape of another tensor.
            resize_: This tensor, given other sizes; elements that are new are whatever is in the memory.
            resize_as_: This tensor, given the sizes of another.
            resize_as_sparse_: This sparse tensor, given the sizes of another.
            resolve_conj: The tensor with a pending conjugation carried out.
            resolve_neg: The tensor with a pending negation carried out.
            result_type: The dtype that an operation on two operands has.
            rfft: The Fourier transform of a real signal along a dimension, without the half that follows from the other.
            rfft2: The Fourier transform of a real signal along two dimensions, without the half that follows from the other.
            rfftfreq: The frequencies of the places of {@code rfft}.
            rfftn: The Fourier transform of a real signal along several dimensions, without the half that follows from the other.
            rnn_relu: A recurrent network with ReLU over a sequence, with the weights as a list.
            rnn_relu_cell: One step of a recurrent network with ReLU.
            rnn_tanh: A recurrent network with tanh over a sequence, with the weights as a list.
            rnn_tanh_cell: One step of a recurrent network with tanh.
            roll: The tensor with its elements shifted along dimensions; what leaves at one end enters at the other.
            rot90: The tensor turned by quarters in the plane of two dimensions.
            round: Each element rounded to the nearest integer, half to even; or to so many decimals.
            row_indices: The row indices of a sparse CSC or BSC tensor.
            row_stack = vstack
            rsqrt: One divided by the square root of each element.
            rsub: Another tensor or number less this one, which is scaled by {@code alpha} first.
            scalar_tensor: A tensor without dimensions, of one number.
            scaled_modified_bessel_k0: The exponentially scaled modified Bessel function of the second kind of order 0, of each element.
            scaled_modified_bessel_k1: The exponentially scaled modified Bessel function of the second kind of order 1, of each element.
            scatter: A tensor with values written along a dimension, by an index for each.
            scatter_add: A tensor with the elements of a source added along a dimension, by an index for each.
            scatter_reduce: A tensor with the elements of a source combined along a dimension, by an index for each.
            searchsorted: Where values would have to be inserted into sorted sequences.
            segment_reduce: A reduction of segments along a dimension.
            select: One slice of a dimension, as a view without that dimension.
            select_scatter: A copy with a source written to one slice of a dimension.
            set_: This tensor, given the storage, sizes and strides of another.
            sgn: The sign of each element; of complex ones the number of magnitude 1 with the same angle.
            shifted_chebyshev_polynomial_t: The shifted Chebyshev polynomial of the first kind.
            shifted_chebyshev_polynomial_u: The shifted Chebyshev polynomial of the second kind.
            shifted_chebyshev_polynomial_v: The shifted Chebyshev polynomial of the third kind.
            shifted_chebyshev_polynomial_w: The shifted Chebyshev polynomial of the fourth kind.
            sigmoid: The logistic function of each element.
            sign: The sign of each element: -1, 0 or 1.
            signbit: Whether the sign bit of each element is set.
            sin: The sine of each element, in radians.
            sinc: The normalized sinc of each element.
            sinh: The hyperbolic sine of each element.
            slice: A range of a dimension, with steps, as a view.
            slice_inverse: The tensor of which a source would be that slice.
            slice_scatter: A copy with a source written to a range of a dimension.
            slogdet: The sign and the logarithm of the absolute value of the determinant of matrices.
            smm: The product of a sparse matrix and a dense one, as a sparse matrix.
            softmax: Exponentials along a dimension, scaled so that they add up to 1.
            solve: The solution of square linear systems.
            solve_ex: The solution of square linear systems, and where there is none, without throwing unless asked to.
            solve_triangular: The solution of triangular linear systems.
            sort: The elements sorted along a dimension, and where they were.
            sparse_addmm: A sparse matrix times a dense one, added to a matrix, each scaled.
            sparse_bsc_tensor: A sparse tensor in blocks, compressed by columns.
            sparse_bsr_tensor: A sparse tensor in blocks, compressed by rows.
            sparse_compressed_tensor: A sparse tensor of a compressed layout: CSR, CSC, BSR or BSC.
            sparse_coo_tensor: A sparse tensor from the coordinates of its elements and their values.
            sparse_csc_tensor: A sparse tensor compressed by columns.
            sparse_csr_tensor: A sparse tensor compressed by rows.
            sparse_dim: How many sparse dimensions a sparse tensor has.
            sparse_log_softmax = log_softmax
            sparse_mask: The elements at the places that a sparse tensor has.
            sparse_mm: The product of a sparse matrix and another matrix.
            sparse_resize_: This sparse tensor, given other sizes and numbers of sparse and dense dimensions.
            sparse_resize_and_clear_: This sparse tensor without its elements, given other sizes and numbers of sparse and dense dimensions.
            sparse_sampled_addmm: A matrix product at the places of a sparse matrix only, added to that, each scaled.
            sparse_softmax = softmax
            sparse_sum: The sum of the elements that a sparse tensor stores, in all or some dimensions.
            spdiags: A sparse matrix made of its diagonals.
            spherical_bessel_j0: The spherical Bessel function of the first kind of order 0, of each element.
            split: The tensor in pieces of given sizes along a dimension, as views.
            split_with_sizes: The tensor in pieces of given sizes along a dimension, as views.
            spsolve: The solution of a square sparse linear system.
            sqrt: The square root of each element.
            square: The square of each element.
            squeeze: A view without dimensions of size 1.
            squeeze_: This tensor without dimensions of size 1, in place.
            sspaddmm: A product of a sparse matrix and a dense one, added to a sparse matrix, each scaled.
            stack: Tensors joined along a new dimension.
            std: The standard deviation, of all elements or along dimensions.
            std_mean: The standard deviation and the mean, of all elements or along dimensions.
            storage_offset: The place of the first element in the storage.
            sub: A tensor less another tensor or number, which is scaled by {@code alpha} first.
            subtract = sub
            sum: The sum of all elements, or along dimensions.
            sum_to_size: The tensor, summed along what broadcasting would expand from a shape.
            svd: The singular value decomposition of matrices.
            svdvals: The singular values of matrices.
            swapaxes = transpose
            swapaxes_ = transpose_
            swapdims = transpose
            swapdims_ = transpose_
            t: The transpose of a matrix, as a view.
            t_: This matrix, transposed in place.
            take: Elements picked by their indices in the flattened tensor.
            take_along_dim: Elements picked along a dimension, as {@code argsort} and {@code argmax} index them.
            tan: The tangent of each element, in radians.
            tanh: The hyperbolic tangent of each element.
            tensor_split: The tensor in pieces along a dimension, of about equal size or at given places.
            tensordot: The contraction of two tensors over dimensions.
            tensorinv: The inverse of a tensor as a linear map of tensors.
            tensorsolve: The solution of a linear system whose matrix is a tensor.
            tile: The tensor again and again along its dimensions, as NumPy's.
            to: The tensor with another dtype or device; itself where it has them already.
            to_dense: The tensor in the ordinary dense layout.
            to_mkldnn: The tensor in oneDNN's layout.
            to_padded_tensor: A nested tensor as a plain one, with a value where there is nothing.
            to_sparse: The tensor in a sparse layout.
            to_sparse_bsc: The tensor in blocks, compressed by columns.
            to_sparse_bsr: The tensor in blocks, compressed by rows.
            to_sparse_csc: The tensor compressed by columns.
            to_sparse_csr: The tensor compressed by rows.
            topk: The k greatest or least elements along a dimension, and where they are.
            trace: The sum of the diagonal of a matrix.
            transpose: A view with two dimensions swapped.
            transpose_: This tensor with two dimensions swapped, in place.
            trapezoid: The integral along a dimension by the trapezoidal rule.
            trapz = trapezoid
            triangular_solve: The solution of a triangular linear system.
            tril: The lower triangle of matrices, with zeros elsewhere.
            tril_indices: The indices of the lower triangle of a matrix.
            triu: The upper triangle of matrices, with zeros elsewhere.
            triu_indices: The indices of the upper triangle of a matrix.
            true_divide = div
            trunc: The integer part of each element.
            type_as: The tensor with the dtype of another.
            unbind: All slices of a dimension, as views without that dimension.
            unflatten: A view with one dimension made several.
            unfold: All windows of a size along a dimension, as a view with a further dimension.
            uniform_: This tensor, filled with draws from a uniform distribution.
            unsafe_chunk: The tensor in so many pieces, which autograd does not take for views.
            unsafe_split: The tensor in pieces of a size, which autograd does not take for views.
            unsafe_split_with_sizes: The tensor in pieces of given sizes, which autograd does not take for views.
            unsqueeze: A view with a dimension of size 1 put in.
            unsqueeze_: This tensor with a dimension of size 1 put in, in place.
            values: The values of a coalesced sparse tensor.
            vander: A Vandermonde matrix.
            var: The variance, of all elements or along dimensions.
            var_mean: The variance and the mean, of all elements or along dimensions.
            vdot: The dot product of two vectors, the first one conjugated.
            vecdot: The dot products of vectors along a dimension, the first ones conjugated.
            vector_norm: A norm of vectors.
            view: The same memory in another shape or dtype.
            view_as: The same memory in the shape of another tensor.
            view_as_complex: Pairs of real numbers as complex ones, as a view.
            view_as_real: Complex numbers as pairs of real ones, as a view.
            vsplit: The tensor in pieces along the first dimension.
            vstack: Tensors joined along the first dimension; vectors become rows first.
            where: Elements of one tensor where a condition is true, and of another elsewhere.
            xlog1py: One number times the logarithm of 1 plus another, 0 where the first is 0.
            xlogy: One number times the logarithm of another, 0 where the first is 0.
            zero_: This tensor, filled with zeros.
            zeros: A tensor of zeros.
            zeros_like: A tensor of zeros with the shape and the properties of another.
            zeta: The Hurwitz zeta function.
            """;

    private static final Map<String, String> SENTENCES = new HashMap<>();
    private static final Map<String, String> ALIASES = new HashMap<>();

    static {
        TABLE.lines()
                .forEach(
                        line -> {
                            int colon = line.indexOf(": ");
                            if (colon > 0) {
                                SENTENCES.put(line.substring(0, colon), line.substring(colon + 2));
                            } else {
                                String[] names = line.split(" = ");
                                ALIASES.put(names[0], names[1]);
                            }
                        });
    }

    private OperatorTexts() {}

    /** The sentence; none for an operator that is not in the table. */
    static Optional<String> of(String operator) {
        String name = operator.replaceFirst("^_(?=sparse|sp)", "");
        return find(name).or(() -> find(name.replaceFirst("^(fft|linalg|special)_", "")));
    }

    private static Optional<String> find(String name) {
        if (SENTENCES.containsKey(name)) {
            return Optional.of(SENTENCES.get(name));
        }
        if (ALIASES.containsKey(name)) {
            String other = ALIASES.get(name);
            return of(other).map(sentence -> sameAs(other) + ": " + decapitalized(sentence));
        }
        if (name.endsWith("_copy")) {
            String other = name.replaceFirst("_copy$", "");
            return of(other).map(sentence -> sameAs(other) + ", but a copy.");
        }
        if (name.endsWith("_")) {
            return find(name.substring(0, name.length() - 1))
                    .map(sentence -> sentence.substring(0, sentence.length() - 1) + ", in place.");
        }
        return Optional.empty();
    }

    private static String sameAs(String other) {
        return "The same as {@code " + Naming.javaMethod(other) + "}";
    }

    private static String decapitalized(String sentence) {
        return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
