# Finds LibTorch, fetching it if need be, and offers it as the target "torch".
#
#   LIBTORCH                      its directory; empty: the environment's LIBTORCH, else what scripts/fetch-libtorch finds
#   PANAMATORCH_LIBTORCH_VARIANT  which one scripts/fetch-libtorch takes: cpu, cu130, ...; empty: its default
#
# Sets LIBTORCH_DIR, and PANAMATORCH_WITH_CUDA where this LibTorch has CUDA.

set(LIBTORCH "" CACHE PATH "The directory of LibTorch; empty: found or fetched")
set(PANAMATORCH_LIBTORCH_VARIANT "" CACHE STRING "The variant of LibTorch to fetch; empty: cpu")

set(PANAMATORCH_LIBTORCH_VERSION 2.13.0)

set(fetch "${PROJECT_SOURCE_DIR}/scripts/fetch-libtorch")
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
  message(FATAL_ERROR "LibTorch ${PANAMATORCH_LIBTORCH_VERSION} could not be had; scripts/fetch-libtorch says why above")
endif()

# What an earlier configuration found in another directory must not be found again.
if(NOT LIBTORCH_DIR STREQUAL PANAMATORCH_LAST_LIBTORCH_DIR)
  unset(Torch_DIR CACHE)
  unset(TORCH_LIBRARY CACHE)
  unset(c10_LIBRARY CACHE)
  set(PANAMATORCH_LAST_LIBTORCH_DIR "${LIBTORCH_DIR}" CACHE INTERNAL "")
endif()

# The package warns about this static library, which is not delivered and not needed.
set(kineto_LIBRARY "not needed" CACHE INTERNAL "")
# It looks for an MKL of the machine, too; LibTorch has its own inside.
set(CMAKE_DISABLE_FIND_PACKAGE_MKL ON)

find_package(Torch REQUIRED CONFIG PATHS "${LIBTORCH_DIR}" NO_DEFAULT_PATH)
if(NOT Torch_VERSION VERSION_EQUAL PANAMATORCH_LIBTORCH_VERSION)
  message(
    FATAL_ERROR
      "PanamaTorch needs LibTorch ${PANAMATORCH_LIBTORCH_VERSION}, but ${LIBTORCH_DIR} has ${Torch_VERSION}. "
      "Set LIBTORCH to the directory of a LibTorch ${PANAMATORCH_LIBTORCH_VERSION}, or unset it to have one fetched.")
endif()

# Without that MKL the package names directories below / here, which would end up in our run path.
if(TARGET caffe2::mkl)
  set_target_properties(caffe2::mkl PROPERTIES INTERFACE_LINK_DIRECTORIES "")
endif()

set(PANAMATORCH_WITH_CUDA OFF)
if(TARGET torch_cuda)
  set(PANAMATORCH_WITH_CUDA ON)
endif()
message(STATUS "LibTorch ${Torch_VERSION} (CUDA: ${PANAMATORCH_WITH_CUDA}): ${LIBTORCH_DIR}")
