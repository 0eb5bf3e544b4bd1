# How everything of ours is compiled: the target panamatorch_options, to be linked PRIVATE.

add_library(panamatorch_options INTERFACE)
target_compile_options(panamatorch_options INTERFACE -Wall -Wextra -Wpedantic -Werror)

if(PANAMATORCH_SANITIZE)
  # A finding ends the program: a test that goes on after one could pass.
  set(sanitize -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_compile_options(panamatorch_options INTERFACE ${sanitize})
  target_link_options(panamatorch_options INTERFACE ${sanitize})
endif()
