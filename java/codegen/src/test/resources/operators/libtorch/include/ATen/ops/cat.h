inline auto cat(...) {
    return at::_ops::cat::call(...);
}
