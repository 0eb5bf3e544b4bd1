inline auto unbind(...) {
    return at::_ops::unbind_int::call(...);
}
