# cmake -DNM=nm -DLIBRARY=FILE -DHEADERS=DIR;DIR -DLIBTORCH=DIR -P check_exports.cmake: the library exports exactly the
# functions that the headers declare, all of them pt_..., and LibTorch's libraries export none of these names. A symbol of
# the same name in LibTorch would take the place of ours: its MKL exports i_malloc, for one.

cmake_policy(VERSION 3.22)

function(exports_of library pattern result)
  execute_process(
    COMMAND "${NM}" -D --defined-only --format=posix "${library}"
    COMMAND grep -E "${pattern}"
    OUTPUT_VARIABLE text)
  string(REGEX REPLACE " [^\n]*\n" ";" names "${text}")
  list(FILTER names EXCLUDE REGEX "^$")
  set(${result} "${names}" PARENT_SCOPE)
endfunction()

set(declared)
foreach(directory IN LISTS HEADERS)
  file(GLOB_RECURSE headers "${directory}/*.h")
  foreach(header IN LISTS headers)
    file(READ "${header}" text)
    string(REGEX REPLACE ";" " " text "${text}")
    string(REGEX MATCHALL "\nPT_EXPORT [^(]*\\(" declarations "${text}")
    foreach(declaration IN LISTS declarations)
      string(REGEX REPLACE ".*[ \n*]([A-Za-z0-9_]+)\\($" "\\1" name "${declaration}")
      list(APPEND declared "${name}")
    endforeach()
  endforeach()
endforeach()

exports_of("${LIBRARY}" "." exported)
list(LENGTH declared declared_count)
list(LENGTH exported exported_count)
message("${declared_count} functions declared, ${exported_count} symbols exported")

set(unknown ${exported})
list(REMOVE_ITEM unknown ${declared})
foreach(name IN LISTS unknown)
  message(SEND_ERROR "${name} is exported, but no header declares it")
endforeach()

set(missing ${declared})
list(REMOVE_ITEM missing ${exported})
foreach(name IN LISTS missing)
  message(SEND_ERROR "${name} is declared, but not exported")
endforeach()

list(FILTER declared EXCLUDE REGEX "^pt_")
foreach(name IN LISTS declared)
  message(SEND_ERROR "${name} does not begin with pt_")
endforeach()

file(GLOB libraries "${LIBTORCH}/lib/*.so*")
foreach(library IN LISTS libraries)
  exports_of("${library}" "^pt_" names)
  foreach(name IN LISTS names)
    if(name IN_LIST exported)
      message(SEND_ERROR "${name} is exported by ${library}, too")
    endif()
  endforeach()
endforeach()
