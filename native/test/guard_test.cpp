// detail/guard.hpp: whatever a body throws becomes a status and a text, and nothing gets out.
#include "detail/guard.hpp"

#include "check.h"

#include <c10/util/Exception.h>

#include <new>
#include <stdexcept>
#include <string>
#include <thread>
#include <typeinfo>

using namespace panamatorch;

namespace {

struct Unknown {};

// The latest failure's trace.
std::string trace() {
    pt_error* error = pt_error_keep();
    const std::string text = pt_error_trace(error);
    pt_error_free(error);
    return text;
}

template <typename Exception>
void check_thrown(pt_status status, const std::string& text, const Exception& exception) {
    CHECK_INT(status, guard([&] { throw exception; }));
    CHECK_INT(status, pt_error_status());
    CHECK_TEXT(text.c_str(), pt_error_message());
    CHECK_TEXT(text.c_str(), trace().c_str());
}

template <typename Error>
void check_c10(pt_status status) {
    check_thrown(status, "it went wrong", Error({__func__, __FILE__, __LINE__}, "it went wrong"));
    CHECK(std::string(pt_error_message()) == "it went wrong");
    CHECK(trace().find("Exception raised from check_c10") != std::string::npos);
    CHECK(trace().find("frame #0") != std::string::npos);
}

void kinds() {
    check_c10<c10::Error>(PT_ERROR);
    check_c10<c10::IndexError>(PT_ERROR_INDEX);
    check_c10<c10::ValueError>(PT_ERROR_VALUE);
    check_c10<c10::TypeError>(PT_ERROR_TYPE);
    check_c10<c10::NotImplementedError>(PT_ERROR_NOT_IMPLEMENTED);
    check_c10<c10::LinAlgError>(PT_ERROR_LINALG);
    check_c10<c10::OutOfMemoryError>(PT_ERROR_OUT_OF_MEMORY);
    check_c10<c10::BufferError>(PT_ERROR);
    check_c10<c10::EnforceFiniteError>(PT_ERROR);
    check_c10<c10::SyntaxError>(PT_ERROR);
    check_thrown(PT_ERROR_OUT_OF_MEMORY, "not enough memory", c10::Error("DefaultCPUAllocator: not enough memory"));
    check_thrown(PT_ERROR_OUT_OF_MEMORY, "allocate memory", c10::Error("DefaultCPUAllocator: can't allocate memory"));
    check_thrown(PT_ERROR_ARGUMENT, "a null thing", ArgumentError("a null thing"));
    check_thrown(PT_ERROR_OUT_OF_MEMORY, "bad_alloc", std::bad_alloc());
    check_thrown(PT_ERROR, "too far", std::out_of_range("too far"));
    check_thrown(PT_ERROR, "unfit", std::invalid_argument("unfit"));
    check_thrown(PT_ERROR, "too long", std::length_error("too long"));
    check_thrown(PT_ERROR, "oops", std::runtime_error("oops"));
    check_thrown(PT_ERROR, "bad_cast", std::bad_cast());
    check_thrown(PT_ERROR, "no std::exception", 42);
    check_thrown(PT_ERROR, "no std::exception", "text");
    check_thrown(PT_ERROR, "no std::exception", Unknown());
}

void macros() {
    CHECK_FAILS(PT_ERROR, "size 3", guard([] { TORCH_CHECK(false, "size ", 3); }));
    CHECK_FAILS(PT_ERROR_INDEX, "index", guard([] { TORCH_CHECK_INDEX(false, "index"); }));
    CHECK_FAILS(PT_ERROR_VALUE, "value", guard([] { TORCH_CHECK_VALUE(false, "value"); }));
    CHECK_FAILS(PT_ERROR_TYPE, "type", guard([] { TORCH_CHECK_TYPE(false, "type"); }));
    CHECK_FAILS(PT_ERROR_NOT_IMPLEMENTED, "soon", guard([] { TORCH_CHECK_NOT_IMPLEMENTED(false, "soon"); }));
    CHECK_FAILS(PT_ERROR, "ASSERT FAILED", guard([] { TORCH_INTERNAL_ASSERT(false); }));
}

void forms() {
    int value = 5;
    CHECK_OK(guard([&] { ++value; }));
    CHECK_INT(6, value);
    CHECK(guard_new([&] { return &value; }) == &value);
    CHECK_FAILS_NEW(PT_ERROR_ARGUMENT, "unfit", guard_new([]() -> int* { throw ArgumentError("unfit"); }));
    CHECK_INT(7, guard_getter([] { return 7; }));
    CHECK_INT(PT_NONE, guard_getter([]() -> int64_t { throw std::out_of_range("too far"); }));
    // A success and a getter leave the latest failure alone.
    CHECK_INT(PT_ERROR_ARGUMENT, pt_error_status());
    CHECK_TEXT("unfit", pt_error_message());
}

// The text stays valid until the next failure, and every thread has its own.
void life_of_the_text() {
    CHECK_FAILS(PT_ERROR, "first", guard([] { TORCH_CHECK(false, "first"); }));
    const char* message = pt_error_message();
    pt_error* error = pt_error_keep();
    std::thread([] {
        CHECK_INT(PT_OK, pt_error_status());
        CHECK_FAILS(PT_ERROR_INDEX, "second", guard([] { TORCH_CHECK_INDEX(false, "second"); }));
    }).join();
    CHECK_OK(guard([] {}));
    CHECK_TEXT("first", message);
    CHECK_FAILS(PT_ERROR, "third", guard([] { TORCH_CHECK(false, "third"); }));
    CHECK_TEXT("first", pt_error_trace(error));
    pt_error_free(error);
}

// LibTorch writes errors into others.
void frames_in_another_error() {
    CHECK_FAILS(PT_ERROR, "outer: inner", guard([] {
                    try {
                        TORCH_CHECK(false, "inner");
                    } catch (const c10::Error& error) {
                        TORCH_CHECK(false, "outer: ", error.what());
                    }
                }));
    CHECK_TEXT(PT_ERROR_FRAMES_LEFT_OUT, pt_error_message());
    CHECK(std::string(pt_error_message()).find("frame #") == std::string::npos);
    CHECK_TEXT("frame #0", trace().c_str());
}

void inner_guard() {
    CHECK_FAILS(PT_ERROR_ARGUMENT, "outer", guard([] {
                    CHECK_FAILS(PT_ERROR, "inner", guard([] { throw std::out_of_range("inner"); }));
                    throw ArgumentError("outer");
                }));
}

void arguments() {
    const int values[] = {1, 2};
    CHECK(required(values, "null") == values);
    CHECK_FAILS(PT_ERROR_ARGUMENT, "a null thing", guard([] { required<int>(nullptr, "a null thing"); }));
    CHECK(length(values, 2) == 2);
    CHECK(length<int>(nullptr, 0) == 0);
    CHECK_FAILS(PT_ERROR_ARGUMENT, "null list", guard([] { length<int>(nullptr, 1); }));
    CHECK_FAILS(PT_ERROR_ARGUMENT, "negative", guard([&] { length(values, -1); }));
}

}  // namespace

int main() {
    CHECK_INT(PT_OK, pt_error_status());
    CHECK(std::string(pt_error_message()).empty());
    kinds();
    macros();
    forms();
    life_of_the_text();
    frames_in_another_error();
    inner_guard();
    arguments();
    return test_result();
}
