inline auto _foreach_add_(...) {
    return at::_ops::_foreach_add__Scalar::call(...);
}
