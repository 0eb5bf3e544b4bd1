inline auto index(...) {
    return at::_ops::index_Tensor::call(...);
}
