# How everything of ours is compiled: the target panamatorch_options, to be linked PRIVATE.

add_library(panamatorch_options INTERFACE)
if(WIN32)
  # For clang-cl: cl does not know all that is used of GCC's.
  target_compile_options(panamatorch_options INTERFACE /W3 /EHsc /bigobj /utf-8)
  target_compile_definitions(panamatorch_options INTERFACE NOMINMAX WIN32_LEAN_AND_MEAN)
else()
  target_compile_options(panamatorch_options INTERFACE -Wall -Wextra -Wpedantic -Werror)

  # What the compiler puts into errors and assertions are names of files without the folders of one machine, so that the
  # library is the same wherever it is built.
  target_compile_options(
    panamatorch_options INTERFACE "-fmacro-prefix-map=${PROJECT_SOURCE_DIR}/=" "-fmacro-prefix-map=${LIBTORCH_DIR}/=libtorch/")
endif()

if(PANAMATORCH_SANITIZE)
  # A finding ends the program: a test that goes on after one could pass.
  set(sanitize -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_compile_options(panamatorch_options INTERFACE ${sanitize})
  target_link_options(panamatorch_options INTERFACE ${sanitize})
endif()

# pt_sanitize_tests(): tells the tests of this directory how to run in a sanitizer build. To be called after the last one.
function(pt_sanitize_tests)
  if(NOT PANAMATORCH_SANITIZE)
    return()
  endif()
  set(asan
      # The test that asks for too much memory wants LibTorch's error for it, not the end of the program.
      allocator_may_return_null=1
      # LibTorch is not instrumented: what it appends to a std::vector, ASan takes for an overflow where the C++ library
      # keeps track of capacities.
      detect_container_overflow=0
      detect_leaks=1
      detect_stack_use_after_return=1)
  list(JOIN asan ":" asan)
  get_property(tests DIRECTORY PROPERTY TESTS)
  set_tests_properties(
    ${tests} PROPERTIES ENVIRONMENT "ASAN_OPTIONS=${asan};UBSAN_OPTIONS=print_stacktrace=1")
endfunction()
