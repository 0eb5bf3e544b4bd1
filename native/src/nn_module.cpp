#include "detail/nn_module.hpp"
#include "detail/convert.hpp"

#include <c10/core/DefaultDtype.h>

namespace panamatorch::nn {

at::TensorOptions factory_options(int64_t device, int64_t dtype) {
    return at::TensorOptions()
        .device(optional_code(device, to_device).value_or(c10::Device(c10::DeviceType::CPU)))
        .dtype(optional_code(dtype, to_dtype).value_or(c10::get_default_dtype_as_scalartype()));
}

bool are_defaults(const at::TensorOptions& options) {
    return options.device().is_cpu()
        && c10::typeMetaToScalarType(options.dtype()) == c10::get_default_dtype_as_scalartype();
}

pt_module* new_handle(std::shared_ptr<torch::nn::Module> module) {
    auto handle = std::make_unique<pt_module>();
    for (const auto& item : module->named_modules(/*name_prefix=*/"", /*include_self=*/true)) {
        const auto& path = item.key();
        for (const auto& parameter : item.value()->named_parameters(/*recurse=*/false)) {
            auto* owner = dynamic_cast<Exchangeable*>(item.value().get());
            TORCH_INTERNAL_ASSERT(owner != nullptr, path);
            handle->parameters.push_back(
                {path.empty() ? parameter.key() : path + "." + parameter.key(), owner, parameter.key()});
        }
    }
    handle->module = std::move(module);
    return handle.release();
}

namespace {

const pt_module::Parameter& slot(const pt_module* handle, int64_t index) {
    const auto& parameters = deref(handle).parameters;
    if (index < 0 || index >= static_cast<int64_t>(parameters.size())) {
        throw ArgumentError("a module parameter's index out of range");
    }
    return parameters[static_cast<size_t>(index)];
}

void check_parameter(const pt_module::Parameter& slot, const at::Tensor& tensor) {
    TORCH_CHECK_TYPE(tensor.defined(), "cannot assign an undefined tensor as parameter '", slot.name, "'");
}

pt_module* child(const pt_module* handle, const std::string& path) {
    auto module = deref(handle).module;
    for (size_t start = 0; start <= path.size();) {
        const auto end = std::min(path.find('.', start), path.size());
        const auto name = path.substr(start, end - start);
        const auto children = module->named_children();
        const auto* found = children.find(name);
        TORCH_CHECK(found != nullptr, "there is no submodule named '", path, "'");
        module = *found;
        start = end + 1;
    }
    return new_handle(std::move(module));
}

}  // namespace

}  // namespace panamatorch::nn

using namespace panamatorch;
using namespace panamatorch::nn;

void pt_module_free(pt_module* module) {
    delete module;
}

pt_module* pt_module_child(const pt_module* module, const char* path) {
    return guard_new([&] { return child(module, std::string(to_string(path))); });
}

pt_status pt_module_parameter_count(const pt_module* module, int64_t* ret) {
    return guard([&] { *ret = static_cast<int64_t>(deref(module).parameters.size()); });
}

const char* pt_module_parameter_name(const pt_module* module, int64_t index) {
    return guard_new([&] { return slot(module, index).name.c_str(); });
}

pt_tensor_list* pt_module_parameters(const pt_module* module) {
    return guard_new([&] {
        std::vector<at::Tensor> tensors;
        for (const auto& slot : deref(module).parameters) {
            tensors.push_back(slot.owner->parameter(slot.key));
        }
        return panamatorch::new_handle(std::move(tensors));
    });
}

pt_status pt_module_set_parameter(pt_module* module, int64_t index, const pt_tensor* tensor) {
    return guard([&] {
        const auto& parameter = slot(module, index);
        const auto given = owned(tensor);
        check_parameter(parameter, given);
        const Change change(module);
        parameter.owner->set_parameter(parameter.key, given);
        parameter.owner->parameters_changed();
    });
}

pt_status pt_module_set_parameters(pt_module* module, pt_tensor* const* tensors, int64_t count) {
    return guard([&] {
        const auto& slots = deref(module).parameters;
        if (count != static_cast<int64_t>(slots.size())) {
            throw ArgumentError("another number of parameters than the module has");
        }
        const auto given = owned_list(tensors, count);
        for (size_t i = 0; i < given.size(); ++i) {
            check_parameter(slots[i], given[i]);
        }
        const Change change(module);
        for (size_t i = 0; i < given.size(); ++i) {
            slots[i].owner->set_parameter(slots[i].key, given[i]);
            if (i + 1 == given.size() || slots[i + 1].owner != slots[i].owner) {
                slots[i].owner->parameters_changed();
            }
        }
    });
}

pt_status pt_module_train(pt_module* module, int64_t on) {
    return guard([&] { deref(module).module->train(on != 0); });
}
