#include "panamatorch/error.h"

#include "detail/callback.hpp"
#include "detail/guard.hpp"
#include "detail/memory_limit.hpp"

#include <c10/util/Backtrace.h>
#include <c10/util/Exception.h>
#include <c10/util/Logging.h>

#include <cxxabi.h>
#include <cstring>
#include <exception>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <typeinfo>

using namespace panamatorch;

struct pt_error {
    std::exception_ptr exception;
};

namespace {

// Whether the calling thread is writing a trace out.
thread_local bool names_wanted = false;

// The frames of an error. Finding their names takes milliseconds, and LibTorch's own code writes errors out to put them
// into others, so that the names are left out unless a trace was asked for.
class Frames final : public c10::LazyValue<std::string> {
   public:
    const std::string& get() const override {
        static const std::string left_out = PT_ERROR_FRAMES_LEFT_OUT;
        return names_wanted ? frames_->get() : left_out;
    }

   private:
    // Two frames are this class's.
    static constexpr size_t own_frames = 2;

    c10::Backtrace frames_ = c10::get_lazy_backtrace(own_frames);
};

[[maybe_unused]] const bool frames_are_ours = [] {
    c10::SetStackTraceFetcher([]() -> c10::Backtrace { return std::make_shared<Frames>(); });
    return true;
}();

// The exception is kept alive, so that its text need not be copied.
struct LastError {
    pt_status status = PT_OK;
    const char* message = "";
    std::exception_ptr exception;
    int64_t callback = 0;
};

thread_local LastError last_error;

pt_status status_of(const c10::Error& error) noexcept {
    if (dynamic_cast<const c10::IndexError*>(&error) != nullptr) {
        return PT_ERROR_INDEX;
    }
    if (dynamic_cast<const c10::ValueError*>(&error) != nullptr) {
        return PT_ERROR_VALUE;
    }
    if (dynamic_cast<const c10::TypeError*>(&error) != nullptr) {
        return PT_ERROR_TYPE;
    }
    if (dynamic_cast<const c10::NotImplementedError*>(&error) != nullptr) {
        return PT_ERROR_NOT_IMPLEMENTED;
    }
    if (dynamic_cast<const c10::LinAlgError*>(&error) != nullptr) {
        return PT_ERROR_LINALG;
    }
    if (dynamic_cast<const TooLargeError*>(&error) != nullptr) {
        return PT_ERROR_TOO_LARGE;
    }
    if (dynamic_cast<const c10::OutOfMemoryError*>(&error) != nullptr) {
        return PT_ERROR_OUT_OF_MEMORY;
    }
    // The CPU allocator reports exhaustion as a plain error.
    const std::string_view text = error.what_without_backtrace();
    if (text.find("not enough memory") != text.npos || text.find("can't allocate memory") != text.npos) {
        return PT_ERROR_OUT_OF_MEMORY;
    }
    return PT_ERROR;
}

pt_status keep(pt_status status, const char* message) noexcept {
    last_error.status = status;
    last_error.message = message;
    last_error.exception = std::current_exception();
    last_error.callback = 0;
    return status;
}

// The exception in flight, if it is of one of LibTorch's own classes.
const c10::Error* libtorch_error() noexcept {
#ifdef __GLIBCXX__
    // As a handler finds it, without throwing once more, which takes as long as the first time: the pointer is all that
    // exception_ptr has, and the handler's class moves it to its own part of the object.
    const auto exception = std::current_exception();
    void* object = nullptr;
    static_assert(sizeof exception == sizeof object);
    std::memcpy(&object, &exception, sizeof object);
    const std::type_info* thrown = abi::__cxa_current_exception_type();
    return thrown != nullptr && typeid(c10::Error).__do_catch(thrown, &object, 1) ? static_cast<c10::Error*>(object)
                                                                                  : nullptr;
#else
    try {
        throw;
    } catch (const c10::Error& error) {
        return &error;
    } catch (...) {
        return nullptr;
    }
#endif
}

}  // namespace

namespace panamatorch {

pt_status record_current_exception() noexcept {
    if (const auto* error = libtorch_error()) {
        return keep(status_of(*error), error->what_without_backtrace());
    }
    try {
        throw;
    } catch (const ArgumentError& error) {
        return keep(PT_ERROR_ARGUMENT, error.message());
    } catch (const CallbackError& error) {
        keep(PT_ERROR_CALLBACK, error.what());
        last_error.callback = error.number();
        return PT_ERROR_CALLBACK;
    } catch (const StackError& error) {
        return keep(PT_ERROR_STACK, error.what());
    } catch (const std::bad_alloc& error) {
        return keep(PT_ERROR_OUT_OF_MEMORY, error.what());
    } catch (const std::exception& error) {
        // As in Python, also where the class would say more.
        return keep(PT_ERROR, error.what());
    } catch (...) {
        return keep(PT_ERROR, "a C++ exception that is no std::exception");
    }
}

}  // namespace panamatorch

pt_status pt_error_status(void) {
    return last_error.status;
}

const char* pt_error_message(void) {
    return last_error.message;
}

int64_t pt_error_callback(void) {
    return last_error.callback;
}

pt_error* pt_error_keep(void) {
    return guard_new([] { return new pt_error{last_error.exception}; });
}

const char* pt_error_trace(const pt_error* error) {
    if (error == nullptr || error->exception == nullptr) {
        return "";
    }
    names_wanted = true;
    const char* text = "a C++ exception that is no std::exception";
    try {
        std::rethrow_exception(error->exception);
    } catch (const std::exception& exception) {
        text = exception.what();
    } catch (const ArgumentError& exception) {
        text = exception.message();
    } catch (...) {
    }
    names_wanted = false;
    return text;
}

void pt_error_free(pt_error* error) {
    delete error;
}
