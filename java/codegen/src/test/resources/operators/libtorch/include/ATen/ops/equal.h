inline auto equal(...) {
    return at::_ops::equal::call(...);
}
