inline auto Tensor::add(...) {
    return at::_ops::add_Tensor::call(...);
}
inline auto Tensor::add_(...) {
    return at::_ops::add__Tensor::call(...);
}
inline auto Tensor::argmax(...) {
    return at::_ops::argmax::call(...);
}
inline auto Tensor::equal(...) {
    return at::_ops::equal::call(...);
}
inline auto Tensor::index(...) {
    return at::_ops::index_Tensor::call(...);
}
inline auto Tensor::max(...) {
    return at::_ops::max_dim::call(...);
}
inline auto Tensor::sum(...) {
    return at::_ops::sum::call(...);
}
inline auto Tensor::sum(...) {
    return at::_ops::sum_dim_IntList::call(...);
}
inline auto Tensor::unbind(...) {
    return at::_ops::unbind_int::call(...);
}
