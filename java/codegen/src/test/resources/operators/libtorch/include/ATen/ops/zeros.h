inline auto zeros(...) {
    return at::_ops::zeros::call(...);
}
