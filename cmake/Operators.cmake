# Generates the operators' C functions from the schemas in LibTorch's headers. The generator writes only files that
# change, and runs again when its sources do.
#
# Sets PANAMATORCH_OPERATOR_SOURCES, of them PANAMATORCH_HEAVY_OPERATOR_SOURCES, PANAMATORCH_OPERATOR_INCLUDE and
# PANAMATORCH_OPERATOR_LISTS, where lists for C++ are, and makes the target panamatorch_operators, which whatever compiles
# them depends on.

set(generated "${PROJECT_BINARY_DIR}/generated")
set(PANAMATORCH_OPERATOR_INCLUDE "${generated}/include")
set(PANAMATORCH_OPERATOR_LISTS "${generated}/lists")
set(PANAMATORCH_OPERATOR_SOURCES)
foreach(unit RANGE 3) # as many as NativeEmitter.UNITS
  list(APPEND PANAMATORCH_OPERATOR_SOURCES "${generated}/src/aten_${unit}.cpp")
endforeach()
list(SUBLIST PANAMATORCH_OPERATOR_SOURCES 0 2 PANAMATORCH_HEAVY_OPERATOR_SOURCES) # as many as NativeEmitter.HEAVY_UNITS

set(generator "${PROJECT_SOURCE_DIR}/scripts/generate-operators")
file(GLOB_RECURSE generator_sources CONFIGURE_DEPENDS
     "${PROJECT_SOURCE_DIR}/java/codegen/src/main/java/org/panamatorch/codegen/operators/*.java"
     "${PROJECT_SOURCE_DIR}/java/codegen/src/main/java/org/panamatorch/codegen/GeneratedFiles.java"
     "${PROJECT_SOURCE_DIR}/java/codegen/src/main/resources/*")
add_custom_command(
  OUTPUT "${generated}/stamp"
  BYPRODUCTS "${PANAMATORCH_OPERATOR_INCLUDE}/panamatorch/aten.h" "${PANAMATORCH_OPERATOR_LISTS}/unrecorded_operators.inc"
             ${PANAMATORCH_OPERATOR_SOURCES}
  COMMAND ${PANAMATORCH_SHELL} "${generator}" --libtorch "${LIBTORCH_DIR}" --native "${generated}"
  COMMAND "${CMAKE_COMMAND}" -E touch "${generated}/stamp"
  DEPENDS "${generator}" ${generator_sources} "${LIBTORCH_DIR}/include/ATen/MethodOperators.h"
  COMMENT "Generating operators"
  VERBATIM)
add_custom_target(panamatorch_operators DEPENDS "${generated}/stamp")
