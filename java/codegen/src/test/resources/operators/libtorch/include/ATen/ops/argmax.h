inline auto argmax(...) {
    return at::_ops::argmax::call(...);
}
