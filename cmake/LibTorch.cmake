# Finds LibTorch, fetching it if need be, and offers it as the target "torch".
#
#   LIBTORCH                      its directory; empty: the environment's LIBTORCH, else what scripts/fetch-libtorch finds
#   PANAMATORCH_LIBTORCH_VARIANT  which one scripts/fetch-libtorch takes: cpu, cu130, ...; empty: its default
#
# Sets LIBTORCH_DIR, and LIBTORCH_VERSION as its headers say it.
#
# LibTorch's own CMake package is not used: with CUDA inside it demands the toolkit, nvcc and a CMake that knows both. Nothing
# of ours is compiled for CUDA, so that the libraries by name are all it takes.

set(LIBTORCH "" CACHE PATH "The directory of LibTorch; empty: found or fetched")
set(PANAMATORCH_LIBTORCH_VARIANT "" CACHE STRING "The variant of LibTorch to fetch; empty: cpu")

# What starts a script; Windows does not by itself.
set(PANAMATORCH_SHELL)
if(CMAKE_HOST_WIN32)
  find_program(PANAMATORCH_BASH bash REQUIRED)
  set(PANAMATORCH_SHELL "${PANAMATORCH_BASH}")
endif()

set(fetch ${PANAMATORCH_SHELL} "${PROJECT_SOURCE_DIR}/scripts/fetch-libtorch")
if(PANAMATORCH_LIBTORCH_VARIANT)
  list(APPEND fetch --variant "${PANAMATORCH_LIBTORCH_VARIANT}")
endif()
if(LIBTORCH)
  list(PREPEND fetch "${CMAKE_COMMAND}" -E env "LIBTORCH=${LIBTORCH}")
endif()
execute_process(
  COMMAND ${fetch}
  OUTPUT_VARIABLE LIBTORCH_DIR
  OUTPUT_STRIP_TRAILING_WHITESPACE
  RESULT_VARIABLE failure)
if(failure)
  message(FATAL_ERROR "LibTorch could not be had; scripts/fetch-libtorch says why above")
endif()
# For scripts/package-natives.
set(PANAMATORCH_LAST_LIBTORCH_DIR "${LIBTORCH_DIR}" CACHE INTERNAL "")

set(LIBTORCH_VERSION "")
file(STRINGS "${LIBTORCH_DIR}/include/torch/headeronly/version.h" lines REGEX "^#define TORCH_VERSION_(MAJOR|MINOR|PATCH) ")
foreach(line IN LISTS lines) # in this order
  string(REGEX REPLACE ".* ([0-9]+)$" "\\1" number "${line}")
  list(APPEND LIBTORCH_VERSION "${number}")
endforeach()
list(JOIN LIBTORCH_VERSION "." LIBTORCH_VERSION)

set(prefix "${CMAKE_SHARED_LIBRARY_PREFIX}")
set(suffix "${CMAKE_SHARED_LIBRARY_SUFFIX}")
if(WIN32)
  set(prefix "${CMAKE_IMPORT_LIBRARY_PREFIX}")
  set(suffix "${CMAKE_IMPORT_LIBRARY_SUFFIX}")
endif()
set(libraries)
foreach(name torch torch_cpu c10)
  list(APPEND libraries "${LIBTORCH_DIR}/lib/${prefix}${name}${suffix}")
endforeach()
add_library(torch INTERFACE)
target_include_directories(
  torch SYSTEM INTERFACE "${LIBTORCH_DIR}/include" "${LIBTORCH_DIR}/include/torch/csrc/api/include")
# As its package does: some classes have members for it.
target_compile_definitions(torch INTERFACE USE_DISTRIBUTED)
if(APPLE OR WIN32)
  target_link_libraries(torch INTERFACE ${libraries})
else()
  # No symbol of libtorch is used; it stands for the libraries of all the devices that this LibTorch has.
  target_link_libraries(torch INTERFACE -Wl,--push-state,--no-as-needed ${libraries} -Wl,--pop-state)
  # LibTorch's, whatever the compiler's own.
  target_compile_definitions(torch INTERFACE _GLIBCXX_USE_CXX11_ABI=1)
endif()

message(STATUS "LibTorch ${LIBTORCH_VERSION}: ${LIBTORCH_DIR}")
