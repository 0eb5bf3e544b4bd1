inline auto add(...) {
    return at::_ops::add_Tensor::call(...);
}

inline auto add(...) {
    return at::_ops::add_out::call(...);
}
