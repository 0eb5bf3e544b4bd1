inline auto sum(...) {
    return at::_ops::sum::call(...);
}

inline auto sum(...) {
    return at::_ops::sum_dim_IntList::call(...);
}
