# Compiles the CUDA side of the sources where the build itself has no CUDA, but the toolkit's headers are on the machine:
# the CPU LibTorch has c10/cuda's headers. The result is not used.

if(PANAMATORCH_WITH_CUDA)
  return()
endif()

find_path(
  PANAMATORCH_CUDA_INCLUDE cuda_runtime_api.h
  HINTS ENV CUDA_HOME ENV CUDA_PATH
  PATHS /usr/local/cuda
  PATH_SUFFIXES include)
if(NOT PANAMATORCH_CUDA_INCLUDE)
  message(STATUS "No CUDA headers: the CUDA side of the sources is not checked")
  return()
endif()

# The one header of c10/cuda that only a CUDA LibTorch has. It holds build switches, which do not matter here.
set(stand_in "${PROJECT_BINARY_DIR}/cuda_syntax")
file(CONFIGURE OUTPUT "${stand_in}/c10/cuda/impl/cuda_cmake_macros.h" CONTENT "#pragma once\n#define C10_CUDA_BUILD_SHARED_LIBS\n")

add_library(cuda_syntax OBJECT native/src/cuda.cpp)
target_compile_definitions(cuda_syntax PRIVATE PANAMATORCH_BUILDING PT_WITH_CUDA)
target_include_directories(cuda_syntax PRIVATE native/include native/src)
target_include_directories(cuda_syntax SYSTEM PRIVATE "${stand_in}" "${PANAMATORCH_CUDA_INCLUDE}")
target_link_libraries(cuda_syntax PRIVATE panamatorch_options torch)
