# Generates the operators' C functions from the schemas in LibTorch's headers. The generator writes only files that
# change, and runs again when its sources do.
#
# Sets PANAMATORCH_OPERATOR_SOURCES and PANAMATORCH_OPERATOR_INCLUDE, and makes the target panamatorch_operators, which
# whatever compiles them depends on.

set(PANAMATORCH_OPERATOR_INCLUDE "${PROJECT_BINARY_DIR}/generated")
set(operator_header "${PANAMATORCH_OPERATOR_INCLUDE}/panamatorch/aten.h")
set(PANAMATORCH_OPERATOR_SOURCES)
foreach(unit RANGE 3)
  list(APPEND PANAMATORCH_OPERATOR_SOURCES "${PANAMATORCH_OPERATOR_INCLUDE}/aten_${unit}.cpp")
endforeach()

set(generator "${PROJECT_SOURCE_DIR}/scripts/generate-operators" CACHE FILEPATH "")
file(GLOB_RECURSE generator_sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/java/codegen/src/main/*")
set(stamp "${PROJECT_BINARY_DIR}/generated/operators.stamp")
add_custom_command(
  OUTPUT "${stamp}"
  BYPRODUCTS "${operator_header}" ${PANAMATORCH_OPERATOR_SOURCES}
  COMMAND "${generator}" --libtorch "${LIBTORCH_DIR}" --native "${PANAMATORCH_OPERATOR_INCLUDE}"
  COMMAND "${CMAKE_COMMAND}" -E touch "${stamp}"
  DEPENDS "${generator}" ${generator_sources} "${LIBTORCH_DIR}/include/ATen/MethodOperators.h"
  COMMENT "Generating operators"
  VERBATIM)
add_custom_target(panamatorch_operators DEPENDS "${stamp}")
