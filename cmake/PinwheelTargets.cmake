# How a folder declares what it builds. Settings travel by target (pinwheel_options), never by directory.

add_library(pinwheel_options INTERFACE)
target_compile_features(pinwheel_options INTERFACE cxx_std_23)
set_property(TARGET pinwheel_options PROPERTY INTERFACE_POSITION_INDEPENDENT_CODE ON)
target_include_directories(pinwheel_options INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_options(pinwheel_options INTERFACE
  "$<$<COMPILE_LANGUAGE:CXX>:-Wall;-Wextra;-Wpedantic;-Wconversion;-Wsign-conversion;-Wshadow;-Wnon-virtual-dtor;-Woverloaded-virtual;-Wswitch-enum>"
  # Designated initialisers leave out members that have a default on purpose.
  "$<$<COMPILE_LANGUAGE:CXX>:-Wno-missing-field-initializers>"
  "$<$<AND:$<BOOL:${PINWHEEL_WERROR}>,$<COMPILE_LANGUAGE:CXX>>:-Werror>")
# Some seventy programs are linked from the same libraries: mold takes a fraction of the default linker's time.
find_program(PINWHEEL_MOLD mold)
if(PINWHEEL_MOLD)
  target_link_options(pinwheel_options INTERFACE -fuse-ld=mold)
endif()
if(PINWHEEL_SANITIZE)
  target_compile_options(pinwheel_options INTERFACE -fsanitize=${PINWHEEL_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(pinwheel_options INTERFACE -fsanitize=${PINWHEEL_SANITIZE})
endif()

# Headers are most of a file's compile time, so they are compiled once for the libraries, once for those that read the audit
# model, and once each for programs and for tests, whose code is made for another place in memory.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(pinwheel_options INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-fpch-preprocess>) # What ccache asks for.
else()
  target_compile_options(pinwheel_options INTERFACE "$<$<COMPILE_LANGUAGE:CXX>:SHELL:-Xclang -fno-pch-timestamp>")
endif()
set(pinwheel_standard_headers <algorithm> <array> <cstdint> <expected> <filesystem> <format> <functional> <map> <memory>
  <optional> <ranges> <set> <span> <string> <string_view> <variant> <vector>)
set(pinwheel_model_headers ${pinwheel_standard_headers} <core/build/audit_model.h> <core/chains/chain.h>)
foreach(headers IN ITEMS pinwheel_standard_headers pinwheel_model_headers)
  list(TRANSFORM ${headers} REPLACE "<(.+)>" "$<$<COMPILE_LANGUAGE:CXX>:<\\1$<ANGLE-R>>")
endforeach()
add_library(pinwheel_library_headers STATIC "${CMAKE_CURRENT_LIST_DIR}/precompiled.cpp")
add_library(pinwheel_model_library_headers STATIC "${CMAKE_CURRENT_LIST_DIR}/precompiled.cpp")
add_executable(pinwheel_program_headers "${CMAKE_CURRENT_LIST_DIR}/precompiled.cpp")
foreach(target IN ITEMS pinwheel_library_headers pinwheel_model_library_headers pinwheel_program_headers)
  target_link_libraries(${target} PRIVATE pinwheel_options)
endforeach()
target_precompile_headers(pinwheel_library_headers PRIVATE ${pinwheel_standard_headers})
target_precompile_headers(pinwheel_model_library_headers PRIVATE ${pinwheel_model_headers})
target_precompile_headers(pinwheel_program_headers PRIVATE ${pinwheel_model_headers})

# pinwheel_add_library(NAME SOURCES … DEPENDS …): target pinwheel_NAME, alias pinwheel::NAME.
# A folder with headers alone names no .cpp file and becomes an interface library. MODEL: its files read the audit
# model. PRECOMPILE names headers to compile once for this library alone; WINDOW: it is the window's code, compiled as
# that is and with the same precompiled headers.
function(pinwheel_add_library name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "MODEL;WINDOW" "" "SOURCES;DEPENDS;PRIVATE_DEPENDS;PRECOMPILE")
  set(compiled ${ARG_SOURCES})
  list(FILTER compiled INCLUDE REGEX "\\.(cpp|c)$")
  if(compiled)
    add_library(pinwheel_${name} STATIC ${ARG_SOURCES})
    target_link_libraries(pinwheel_${name} PUBLIC pinwheel_options ${ARG_DEPENDS} PRIVATE ${ARG_PRIVATE_DEPENDS})
    if(ARG_WINDOW)
      target_compile_options(pinwheel_${name} PRIVATE ${PINWHEEL_VIEW_OPTIONS})
      target_compile_definitions(pinwheel_${name} PRIVATE QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING
        QT_NO_FOREACH QT_DISABLE_DEPRECATED_BEFORE=0x060400 PINWHEEL_VERSION="${PROJECT_VERSION}")
    endif()
    if(ARG_PRECOMPILE)
      target_precompile_headers(pinwheel_${name} PRIVATE ${ARG_PRECOMPILE})
    elseif(ARG_WINDOW)
      target_precompile_headers(pinwheel_${name} REUSE_FROM pinwheel_ui)
    elseif(ARG_MODEL)
      target_precompile_headers(pinwheel_${name} REUSE_FROM pinwheel_model_library_headers)
    else()
      target_precompile_headers(pinwheel_${name} REUSE_FROM pinwheel_library_headers)
    endif()
  else()
    add_library(pinwheel_${name} INTERFACE ${ARG_SOURCES})
    target_link_libraries(pinwheel_${name} INTERFACE pinwheel_options ${ARG_DEPENDS})
  endif()
  add_library(pinwheel::${name} ALIAS pinwheel_${name})
endfunction()

# pinwheel_add_program(NAME SOURCES … DEPENDS … PRECOMPILE …)
function(pinwheel_add_program name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "SOURCES;DEPENDS;PRECOMPILE")
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE pinwheel_options ${ARG_DEPENDS})
  if(ARG_PRECOMPILE)
    target_precompile_headers(${name} PRIVATE ${ARG_PRECOMPILE})
  else()
    target_precompile_headers(${name} REUSE_FROM pinwheel_program_headers)
  endif()
endfunction()

# One call of moc for one file that asks for it. AUTOMOC would read every source of the target and all of Qt's headers that
# they include: no macro of ours hides a signal or a slot, so moc needs to see no included file.
function(pinwheel_run_moc source output)
  add_custom_command(OUTPUT "${output}" COMMAND Qt6::moc --no-notes "${source}" -o "${output}" ${ARGN} DEPENDS "${source}" VERBATIM)
endfunction()

# Meta-objects of a library: moc's output for every header, compiled as one file.
function(pinwheel_add_meta_objects target)
  get_target_property(headers ${target} SOURCES)
  list(FILTER headers INCLUDE REGEX "\\.h$")
  set(includes "")
  set(outputs "")
  foreach(header IN LISTS headers)
    string(REPLACE "/" "_" output "${header}")
    set(output "${CMAKE_CURRENT_BINARY_DIR}/meta_objects/${output}.inc")
    pinwheel_run_moc("${CMAKE_CURRENT_SOURCE_DIR}/${header}" "${output}")
    list(APPEND outputs "${output}")
    string(APPEND includes "#include \"${output}\"\n")
  endforeach()
  set(all "${CMAKE_CURRENT_BINARY_DIR}/meta_objects/${target}.cpp")
  file(CONFIGURE OUTPUT "${all}" CONTENT "${includes}")
  set_source_files_properties("${all}" PROPERTIES OBJECT_DEPENDS "${outputs}")
  target_sources(${target} PRIVATE "${all}")
endfunction()

# Qt names each test's own folders in macros, for QFINDTESTDATA, which we do not use; they would keep them from sharing.
# A test's own code runs once: optimising it takes longer than it saves.
set(pinwheel_test_options -UQT_TESTCASE_BUILDDIR -UQT_TESTCASE_SOURCEDIR -O0)

# Made by the first test that asks: the headers that all tests of one kind share. A test of the window also sees Qt Gui, one
# of the network Qt Network; both change what <QTest> is.
function(pinwheel_test_headers target)
  if(TARGET ${target})
    return()
  endif()
  add_executable(${target} "${CMAKE_SOURCE_DIR}/cmake/precompiled.cpp")
  target_link_libraries(${target} PRIVATE pinwheel_options Qt6::Test ${ARGN})
  target_compile_options(${target} PRIVATE ${pinwheel_test_options})
  target_precompile_headers(${target} PRIVATE ${pinwheel_model_headers} <QTest> <QFile> <QDir>)
endfunction()

# pinwheel_add_test(tst_NAME DEPENDS … LABELS …): one Qt Test program from tst_NAME.cpp in the same folder.
# Runs headless, without the user's home, with the source tree and the built data at hand.
function(pinwheel_add_test name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "TIMEOUT" "SOURCES;DEPENDS;LABELS;ARGUMENTS")
  add_executable(${name} ${name}.cpp ${ARG_SOURCES})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
  pinwheel_run_moc("${CMAKE_CURRENT_SOURCE_DIR}/${name}.cpp" "${CMAKE_CURRENT_BINARY_DIR}/${name}.moc")
  set_source_files_properties(${name}.cpp PROPERTIES OBJECT_DEPENDS "${CMAKE_CURRENT_BINARY_DIR}/${name}.moc")
  target_include_directories(${name} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}")
  target_link_libraries(${name} PRIVATE pinwheel_options Qt6::Test ${ARG_DEPENDS})
  target_compile_options(${name} PRIVATE ${pinwheel_test_options})
  if("ui" IN_LIST ARG_LABELS)
    pinwheel_test_headers(pinwheel_window_test_headers Qt6::Widgets)
    target_precompile_headers(${name} REUSE_FROM pinwheel_window_test_headers)
  elseif("net" IN_LIST ARG_LABELS)
    pinwheel_test_headers(pinwheel_network_test_headers Qt6::Network)
    target_precompile_headers(${name} REUSE_FROM pinwheel_network_test_headers)
  else()
    pinwheel_test_headers(pinwheel_core_test_headers)
    target_precompile_headers(${name} REUSE_FROM pinwheel_core_test_headers)
  endif()
  target_compile_definitions(${name} PRIVATE
    PINWHEEL_SOURCE_DIR="${CMAKE_SOURCE_DIR}" PINWHEEL_BINARY_DIR="${CMAKE_BINARY_DIR}")
  add_test(NAME ${name} COMMAND ${name} ${ARG_ARGUMENTS})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 300)
  endif()
  pinwheel_test_properties(${name} "${ARG_LABELS}" ${ARG_TIMEOUT})
endfunction()

# Environment, labels and time limit that every test has, Qt or not.
# Home is each test's own (Qt's test mode keeps settings there): what one window journals or remembers must not reach
# another that runs beside it.
function(pinwheel_test_properties name labels timeout)
  set_tests_properties(${name} PROPERTIES LABELS "${labels}" TIMEOUT ${timeout} ENVIRONMENT
    "QT_QPA_PLATFORM=offscreen;PINWHEEL_DATA=${PINWHEEL_DATA_DIR};HOME=${CMAKE_BINARY_DIR}/test-home/${name};XDG_CONFIG_HOME=${CMAKE_BINARY_DIR}/test-home/${name}/config;XDG_CACHE_HOME=${CMAKE_BINARY_DIR}/test-home/cache;XDG_STATE_HOME=${CMAKE_BINARY_DIR}/test-home/${name}/state;LC_ALL=C.UTF-8")
endfunction()

# pinwheel_add_data(FILE… DESTINATION sub/folder): copies files into the data folder of the build.
function(pinwheel_add_data)
  cmake_parse_arguments(PARSE_ARGV 0 ARG "" "DESTINATION" "")
  foreach(file IN LISTS ARG_UNPARSED_ARGUMENTS)
    cmake_path(GET file FILENAME leaf)
    configure_file("${file}" "${PINWHEEL_DATA_DIR}/${ARG_DESTINATION}/${leaf}" COPYONLY)
  endforeach()
endfunction()
