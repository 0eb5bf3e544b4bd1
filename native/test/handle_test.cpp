// detail/handle.hpp with the shim behind it: references are counted exactly, on any thread, and tensors that only C++
// can make do no harm.
#include "detail/handle.hpp"

#include "tensors.h"

#include <ATen/ops/_efficientzerotensor.h>
#include <ATen/ops/ones.h>

#include <thread>

using namespace panamatorch;

namespace {

void references() {
    auto tensor = at::ones({2});
    auto* handle = new_handle(tensor);
    CHECK_INT(2, tensor.use_count());
    CHECK(impl(handle) == tensor.unsafeGetTensorImpl());
    {
        Borrowed borrowed(handle);
        CHECK(borrowed->is_same(tensor));
        CHECK_INT(2, tensor.use_count());
        const auto second = owned(handle);
        CHECK_INT(3, tensor.use_count());
    }
    CHECK_INT(2, tensor.use_count());
    auto* alias = pt_tensor_alias(handle);
    CHECK(alias == handle);
    CHECK_INT(3, tensor.use_count());
    pt_tensor* handles[] = {handle, alias};
    CHECK_INT(5, owned_list(handles, 2)[0].use_count());
    auto* grad = new_handle(at::ones({2}));
    CHECK_OK(pt_tensor_set_grad(handle, grad));
    pt_tensor_free(grad);
    CHECK_INT(3, tensor.use_count());
    pt_tensors_free(handles, 2);
    CHECK_INT(1, tensor.use_count());
}

void failed_calls_keep_no_reference() {
    auto tensor = at::ones({2});
    auto* handle = new_handle(tensor);
    auto* three = new_handle(at::ones({3}));
    CHECK_FAILS_NEW(PT_ERROR, "must match", pt_aten_add_Tensor(handle, three, one()));
    pt_tensor* holed[] = {handle, nullptr};
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "null tensor", pt_aten_cat(holed, 2, 0));
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "null tensor", pt_grad(holed, nullptr, 2, nullptr, 0, 0, 0, 0));
    CHECK_INT(2, tensor.use_count());
    pt_tensor_free(handle);
    pt_tensor_free(three);
}

void lists() {
    std::vector<at::Tensor> tensors{at::ones({1}), at::Tensor(), at::ones({2})};
    auto* list = new_handle(tensors);
    CHECK_INT(2, tensors[0].use_count());
    pt_tensor* handles[3];
    pt_tensor_list_take(list, handles);
    pt_tensor_list_free(list);
    CHECK_INT(2, tensors[0].use_count());
    CHECK(handles[1] == pt_tensor_undefined());
    pt_tensors_free(handles, 3);
    CHECK_INT(1, tensors[2].use_count());
    pt_tensor_list_free(new_handle(tensors));
    CHECK_INT(1, tensors[2].use_count());
}

void generators() {
    auto* handle = pt_generator_default(device(CPU, -1));
    const auto generator = owned(handle);
    CHECK(generator.defined());
    CHECK(!optional_generator(nullptr).has_value());
    CHECK(*optional_generator(handle) == generator);
    pt_generator_free(handle);
    CHECK(generator.current_seed() == owned(pt_generator_default(device(CPU, -1))).current_seed());
}

void threads() {
    auto tensor = at::ones({2});
    std::vector<std::thread> pool;
    for (int i = 0; i < 4; ++i) {
        pool.emplace_back([handle = new_handle(tensor)] {
            for (int j = 0; j < 1000; ++j) {
                pt_tensor_free(pt_tensor_alias(handle));
            }
            pt_tensor_free(handle);
        });
    }
    for (auto& thread : pool) {
        thread.join();
    }
    CHECK_INT(1, tensor.use_count());

    pt_grad_mode_set_enabled(0);
    std::thread([] { CHECK_INT(1, pt_grad_mode_enabled()); }).join();
    pt_grad_mode_set_enabled(1);
}

void odd_memory() {
    auto* zero = new_handle(at::_efficientzerotensor({2}, at::TensorOptions(at::kFloat)));
    void* data = nullptr;
    CHECK_FLOATS(zero, 0, 0);
    CHECK_FAILS(PT_ERROR, "clone", pt_tensor_data(zero, &data));
    pt_tensor_free(zero);

    auto shrunk = at::ones({4});
    shrunk.storage().unsafeGetStorageImpl()->set_nbytes(8);
    auto* handle = new_handle(shrunk);
    float got[4];
    CHECK_FAILS(PT_ERROR, "storage is smaller", pt_tensor_to_bytes(handle, got, sizeof got));
    pt_tensor_free(handle);
}

// Frees a graph that is deeper than any stack.
void deep_graph() {
    auto* leaf = counting(1);
    CHECK_OK(pt_tensor_set_requires_grad(leaf, 1));
    auto* last = pt_tensor_alias(leaf);
    for (int i = 0; i < 100000; ++i) {
        auto* next = pt_aten_add_Tensor(last, leaf, one());
        pt_tensor_free(last);
        last = next;
    }
    pt_tensor_free(last);
    pt_tensor_free(leaf);
}

}  // namespace

int main() {
    references();
    failed_calls_keep_no_reference();
    lists();
    generators();
    threads();
    odd_memory();
    deep_graph();
    return test_result();
}
