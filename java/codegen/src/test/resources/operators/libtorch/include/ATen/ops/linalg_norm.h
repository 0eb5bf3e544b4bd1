inline auto linalg_norm(...) {
    return at::_ops::linalg_norm_ord_str::call(...);
}
