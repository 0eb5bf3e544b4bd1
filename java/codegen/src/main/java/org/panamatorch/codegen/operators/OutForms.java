package org.panamatorch.codegen.operators;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Writes the class {@code Out}: the operators that write their results into tensors they are given,
 * where Python documents an argument {@code out} for them. They have no C functions of their own
 * but go through the dispatcher: who gives a tensor saves an allocation, next to which that is
 * little.
 */
final class OutForms {
    static final String TYPE = "Out";

    /**
     * The functions of torch, torch.linalg, torch.fft and torch.special whose documentation has
     * {@code out}.
     */
    private static final Set<String> DOCUMENTED =
            Set.of(
                    """
                    abs acos acosh add addbmm addcdiv addcmul addmm addmv addr all amax amin aminmax
                    angle any arange asin asinh atan atan2 atanh baddbmm bartlett_window bernoulli
                    bitwise_and bitwise_left_shift bitwise_not bitwise_or bitwise_right_shift
                    bitwise_xor blackman_window bmm bucketize cat ceil cholesky cholesky_inverse
                    cholesky_solve clamp clip column_stack complex concat concatenate conj_physical
                    copysign cos cosh cross cummax cummin cumprod cumsum deg2rad diag diff digamma div
                    divide dot dstack empty empty_like empty_strided eq erf erfc erfinv exp exp2 expm1
                    eye fft_fft fft_fft2 fft_fftfreq fft_fftn fft_hfft fft_hfft2 fft_hfftn fft_ifft
                    fft_ifft2 fft_ifftn fft_ihfft fft_ihfft2 fft_ihfftn fft_irfft fft_irfft2 fft_irfftn
                    fft_rfft fft_rfft2 fft_rfftfreq fft_rfftn fix float_power floor floor_divide fmax
                    fmin fmod frac frexp full full_like gather gcd ge geqrf ger greater greater_equal gt
                    hamming_window hann_window heaviside histc histogram histogramdd hstack hypot i0
                    igamma igammac index_select inner inverse isneginf isposinf kaiser_window kron
                    kthvalue lcm ldexp le lerp less less_equal lgamma linalg_cholesky linalg_cholesky_ex
                    linalg_cond linalg_cross linalg_det linalg_eig linalg_eigh linalg_eigvals
                    linalg_eigvalsh linalg_householder_product linalg_inv linalg_inv_ex
                    linalg_ldl_factor linalg_ldl_factor_ex linalg_ldl_solve linalg_lu linalg_lu_factor
                    linalg_lu_factor_ex linalg_lu_solve linalg_matmul linalg_matrix_norm
                    linalg_matrix_power linalg_matrix_rank linalg_multi_dot linalg_norm linalg_pinv
                    linalg_qr linalg_slogdet linalg_solve linalg_solve_ex linalg_solve_triangular
                    linalg_svd linalg_svdvals linalg_tensorinv linalg_tensorsolve linalg_vecdot
                    linalg_vector_norm linspace log log10 log1p log2 logaddexp logaddexp2 logcumsumexp
                    logical_and logical_not logical_or logical_xor logit logspace logsumexp lt lu_solve
                    lu_unpack masked_select matmul matrix_power max maximum mean median min minimum mm
                    mode mul multinomial multiply mv mvlgamma nan_to_num nanmean nanmedian nanquantile
                    narrow_copy ne neg negative nextafter nonzero norm normal not_equal ones ones_like
                    ormqr outer polar polygamma pow qr quantile rad2deg rand rand_like randint
                    randint_like randn randn_like randperm range reciprocal remainder renorm round
                    row_stack rsqrt searchsorted sgn sigmoid sign signbit sin sinc sinh sort
                    special_airy_ai special_bessel_j0 special_bessel_j1 special_bessel_y0
                    special_bessel_y1 special_chebyshev_polynomial_t special_chebyshev_polynomial_u
                    special_chebyshev_polynomial_v special_chebyshev_polynomial_w special_digamma
                    special_entr special_erf special_erfc special_erfcx special_erfinv special_exp2
                    special_expit special_expm1 special_gammainc special_gammaincc special_gammaln
                    special_hermite_polynomial_h special_hermite_polynomial_he special_i0 special_i0e
                    special_i1 special_i1e special_laguerre_polynomial_l special_legendre_polynomial_p
                    special_log1p special_log_ndtr special_logit special_logsumexp
                    special_modified_bessel_i0 special_modified_bessel_i1 special_modified_bessel_k0
                    special_modified_bessel_k1 special_multigammaln special_ndtr special_ndtri
                    special_polygamma special_psi special_round special_scaled_modified_bessel_k0
                    special_scaled_modified_bessel_k1 special_shifted_chebyshev_polynomial_t
                    special_shifted_chebyshev_polynomial_u special_shifted_chebyshev_polynomial_v
                    special_shifted_chebyshev_polynomial_w special_sinc special_spherical_bessel_j0
                    special_xlog1py special_xlogy special_zeta sqrt square stack std std_mean sub
                    subtract svd take_along_dim tan tanh topk transpose triangular_solve tril
                    tril_indices triu triu_indices trunc var var_mean vdot vstack where xlogy zeros
                    zeros_like
                    """
                            .strip()
                            .split("\\s+"));

    private final Map<String, List<PublicMethod>> methods = new TreeMap<>();
    private final Map<String, String> packages;

    OutForms(List<Operator> all, Map<String, String> packages) {
        this.packages = packages;
        Map<String, List<PublicMethod>> candidates = new TreeMap<>();
        for (Operator operator : all) {
            if (isDocumented(operator)) {
                String method = Naming.javaMethod(operator.name());
                candidates
                        .computeIfAbsent(method, key -> new ArrayList<>())
                        .addAll(
                                OverloadExpansion.of(
                                        operator, new PublicPlaces.Face(TYPE, method, false)));
            }
        }
        candidates.forEach((name, forms) -> methods.put(name, OverloadSet.of(forms)));
    }

    private static boolean isDocumented(Operator operator) {
        Schema schema = operator.schema();
        Optional<Exclusions.Reason> reason = Exclusions.reason(schema);
        return DOCUMENTED.contains(schema.name())
                && reason.isPresent()
                && reason.get() == Exclusions.Reason.OUT_FORM
                && Exclusions.isPassable(schema);
    }

    Stream<PublicMethod> methods() {
        return methods.values().stream().flatMap(List::stream);
    }

    void emit(OperatorFiles files, OptionRecords options) throws IOException {
        packages.putAll(options.packages());
        JavaFile file = new JavaFile(JavaNames.ROOT, packages);
        file.line("/**");
        file.line(
                " * The operators that write their results into given tensors, which come first:");
        file.line(" * Python's {@code torch.add(a, b, out=c)} is {@code Out.add(c, a, b)}. The");
        file.line(" * tensors are resized where their shapes do not fit; autograd does not record");
        file.line(" * what is written.");
        file.line(" */");
        file.line("public final class Out {");
        file.line("    private Out() {}");
        for (List<PublicMethod> overloads : methods.values()) {
            for (PublicMethod method : overloads) {
                file.blank();
                Documentation.write(file, method);
                emitMethod(file, method);
            }
        }
        file.line("}");
        files.write(JavaNames.path(JavaNames.ROOT, TYPE), file.text());
    }

    private void emitMethod(JavaFile file, PublicMethod method) {
        Operator operator = method.operator();
        boolean single = operator.schema().results().size() == 1;
        file.list(
                "    public static "
                        + (single ? "Tensor " : "void ")
                        + method.face().method()
                        + "(",
                method.declarations(),
                ") {");
        if (method.named() != null) {
            file.line("        " + method.named().statement(method.face().method()));
        }
        List<String> values = new ArrayList<>();
        values.add('"' + operator.schema().qualifiedName() + '"');
        values.addAll(method.values());
        file.list("        OutCalls.write(", values, ");");
        if (single) {
            file.line("        return " + method.parameters().getFirst().name() + ";");
        }
        file.line("    }");
    }
}
