#include "panamatorch/dispatch.h"

#include "detail/guard.hpp"
#include "detail/unrecorded.hpp"

#include <c10/util/Exception.h>

#if defined(_WIN32)
#include <ATen/DynamicLibrary.h>
#else
#include <dlfcn.h>
#endif

using namespace panamatorch;

namespace {

#if defined(_WIN32)
void load(const char* path) {
    constexpr bool STAYS_OPEN = true;
    at::DynamicLibrary(path, nullptr, STAYS_OPEN);
}
#else
void load(const char* path) {
    // As Python loads them: a library of operators may use another one's symbols.
    if (dlopen(path, RTLD_NOW | RTLD_GLOBAL) == nullptr) {
        const char* error = dlerror();
        TORCH_CHECK(false, error == nullptr ? "the library cannot be loaded" : error);
    }
}
#endif

}  // namespace

pt_status pt_load_library(const char* path) {
    return guard([&] {
        load(required(path, "a null path"));
        const Change change(Usage::whatever_there_is());
        Unrecorded::look_at_kernels();
    });
}
