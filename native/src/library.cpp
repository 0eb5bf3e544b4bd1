#include "panamatorch/library.h"

#include "detail/boxed_value.hpp"
#include "detail/callback.hpp"
#include "detail/convert.hpp"
#include "detail/guard.hpp"
#include "detail/handle.hpp"
#include "detail/operator.hpp"
#include "detail/unrecorded.hpp"

#include <torch/library.h>

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace panamatorch;

struct pt_library {
    std::string name_space;
    // None once it is closed.
    std::optional<torch::Library> library;
    std::vector<c10::OperatorName> defined;
    // How many of its kernels are running; kernels may outlive the library.
    std::shared_ptr<std::atomic<int64_t>> running = std::make_shared<std::atomic<int64_t>>(0);
};

namespace {

torch::Library::Kind to_kind(int64_t code) {
    switch (code) {
        case PT_LIBRARY_DEF:
            return torch::Library::DEF;
        case PT_LIBRARY_IMPL:
            return torch::Library::IMPL;
        case PT_LIBRARY_FRAGMENT:
            return torch::Library::FRAGMENT;
        default:
            throw ArgumentError("an unknown kind of library");
    }
}

// Errors show it for as long as the process lives.
const char* kept(const char* file) {
    return (new std::string(required(file, "a null file")))->c_str();
}

// What pt_kernel_return writes to.
struct KernelFrame {
    const c10::FunctionSchema& schema;
    torch::jit::Stack results;
};

class Running {
   public:
    explicit Running(std::shared_ptr<std::atomic<int64_t>> count) : count_(std::move(count)) {
        ++*count_;
    }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;
    ~Running() {
        --*count_;
    }

   private:
    std::shared_ptr<std::atomic<int64_t>> count_;
};

// A kernel that is the caller's code: of one operator, or of all, which is told the operator's name besides.
class Kernel final : public c10::OperatorKernel {
   public:
    Kernel(int64_t id, std::shared_ptr<std::atomic<int64_t>> running, bool of_all = false)
        : callback_(id), running_(std::move(running)), of_all_(of_all) {}

    void operator()(const c10::OperatorHandle& op, c10::DispatchKeySet, torch::jit::Stack* stack) {
        const Running running(running_);
        const auto& schema = op.schema();
        const auto count = schema.arguments().size();
        const auto first = stack->end() - static_cast<std::ptrdiff_t>(count);
        torch::jit::Stack given(std::make_move_iterator(first), std::make_move_iterator(stack->end()));
        stack->erase(first, stack->end());
        if (of_all_) {
            given.emplace_back(c10::toString(op.operator_name()));
        }
        std::vector<pt_value> values(given.size());
        const Results arguments(values.data(), given);
        KernelFrame frame{schema, {}};
        Callback::run_raw(
            callback_.id(), to_number(values.data()), static_cast<int64_t>(values.size()), to_number(&frame),
            static_cast<int64_t>(schema.returns().size()));
        if (frame.results.size() != schema.returns().size()) {
            throw ArgumentError("another number of results than the schema has");
        }
        for (auto& result : frame.results) {
            stack->push_back(std::move(result));
        }
    }

   private:
    Callback callback_;
    std::shared_ptr<std::atomic<int64_t>> running_;
    bool of_all_;
};

torch::Library& open(pt_library* library) {
    auto& held = required(library, "a null library")->library;
    TORCH_CHECK(held.has_value(), "the library was closed");
    return *held;
}

void look_at_kernels(const pt_library& library) {
    if (library.name_space == "aten") {
        Unrecorded::look_at_kernels();
    }
}

void define(pt_library* library, const char* text) {
    auto& held = open(library);
    auto schema = torch::schema(required(text, "a null schema"));
    const Change change(Usage::whatever_there_is());
    auto name = schema.operator_name();
    if (!name.getNamespace().has_value()) {
        name.setNamespaceIfNotSet(library->name_space.c_str());
    }
    library->defined.reserve(library->defined.size() + 1);
    held.def(std::move(schema));
    library->defined.push_back(std::move(name));
}

void implement(pt_library* library, const char* name, const char* key, int64_t id) {
    auto& held = open(library);
    const auto dispatch_key = to_dispatch_key(key);
    auto kernel = std::make_unique<Kernel>(id, library->running);
    const Change change(Usage::whatever_there_is());
    auto function = torch::CppFunction::makeFromBoxedFunctor(std::move(kernel));
    held.impl(required(name, "a null name"), torch::dispatch(dispatch_key, std::move(function)));
    look_at_kernels(*library);
}

void fall_through(pt_library* library, const char* name, const char* key) {
    auto& held = open(library);
    const auto dispatch_key = to_dispatch_key(key);
    const Change change(Usage::whatever_there_is());
    held.impl(required(name, "a null name"), torch::dispatch(dispatch_key, torch::CppFunction::makeFallthrough()));
    look_at_kernels(*library);
}

void fall_back(pt_library* library, const char* key, int64_t id) {
    auto& held = open(library);
    const auto dispatch_key = to_dispatch_key(key);
    auto kernel = std::make_unique<Kernel>(id, library->running, /*of_all=*/true);
    const Change change(Usage::whatever_there_is());
    held.fallback(torch::dispatch(dispatch_key, torch::CppFunction::makeFromBoxedFunctor(std::move(kernel))));
}

void close(pt_library& library) {
    if (!library.library.has_value()) {
        return;
    }
    const Change change(Usage::whatever_there_is());
    TORCH_CHECK(
        *library.running == 0, "an operator of the library is running, and a library that runs cannot be closed");
    for (const auto& name : library.defined) {
        forget_operator(name);
    }
    library.library.reset();
    look_at_kernels(library);
}

void give_results(int64_t ret, const pt_value* values, size_t count) {
    auto* const frame = reinterpret_cast<KernelFrame*>(static_cast<intptr_t>(ret));
    const auto& returns = required(frame, "a null kernel frame")->schema.returns();
    if (count != returns.size()) {
        throw ArgumentError("another number of results than the schema has");
    }
    torch::jit::Stack results;
    for (size_t i = 0; i < count; ++i) {
        push_value(results, values[i], returns[i].type());
    }
    frame->results = std::move(results);
}

}  // namespace

pt_library* pt_library_new(const char* name_space, int64_t kind, const char* file, int64_t line) {
    return guard_new([&] {
        auto made = std::make_unique<pt_library>();
        made->name_space = required(name_space, "a null namespace");
        made->library.emplace(to_kind(kind), made->name_space, std::nullopt, kept(file), static_cast<uint32_t>(line));
        return made.release();
    });
}

pt_status pt_library_define(pt_library* library, const char* schema) {
    return guard([&] { define(library, schema); });
}

pt_status pt_library_impl(pt_library* library, const char* name, const char* key, int64_t id) {
    return guard([&] { implement(library, name, key, id); });
}

pt_status pt_library_fall_through(pt_library* library, const char* name, const char* key) {
    return guard([&] { fall_through(library, name, key); });
}

pt_status pt_library_fallback(pt_library* library, const char* key, int64_t id) {
    return guard([&] { fall_back(library, key, id); });
}

pt_status pt_library_close(pt_library* library) {
    return guard([&] { close(*required(library, "a null library")); });
}

void pt_library_free(pt_library* library) {
    if (library != nullptr && library->library.has_value()) {
        // Its registrations stay.
        new torch::Library(std::move(*library->library));
    }
    delete library;
}

pt_status pt_kernel_return(int64_t ret, const pt_value* values, int64_t count) {
    return guard([&] { give_results(ret, values, length(values, count)); });
}
