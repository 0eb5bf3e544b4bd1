inline auto max(...) {
    return at::_ops::max_dim::call(...);
}
