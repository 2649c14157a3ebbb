# Everything from outside, as Debian packages it. One place, so that a missing one is named at once.

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(ZLIB REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(CLI11 REQUIRED)
pkg_check_modules(tomlplusplus REQUIRED IMPORTED_TARGET tomlplusplus)
pkg_check_modules(treesitter REQUIRED IMPORTED_TARGET tree-sitter)

if(PINWHEEL_BUILD_GUI)
  find_package(Qt6 6.6 REQUIRED COMPONENTS Core Gui Widgets Network PrintSupport Svg Concurrent Test LinguistTools)
  find_package(KF6SyntaxHighlighting REQUIRED)
  find_library(QSCINTILLA_LIBRARY NAMES qscintilla2_qt6 REQUIRED)
  find_path(QSCINTILLA_INCLUDE_DIR NAMES Qsci/qsciscintilla.h PATH_SUFFIXES x86_64-linux-gnu/qt6 aarch64-linux-gnu/qt6 qt6 REQUIRED)
  add_library(QScintilla::QScintilla UNKNOWN IMPORTED)
  set_target_properties(QScintilla::QScintilla PROPERTIES
    IMPORTED_LOCATION "${QSCINTILLA_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${QSCINTILLA_INCLUDE_DIR}"
    INTERFACE_LINK_LIBRARIES "Qt6::Widgets;Qt6::PrintSupport")
elseif(PINWHEEL_BUILD_TESTS)
  find_package(Qt6 6.6 REQUIRED COMPONENTS Core Test)
endif()

# The bash grammar (npm package tree-sitter-bash), compiled as it is; its style is not ours to judge.
add_library(tree_sitter_bash STATIC
  "${PINWHEEL_NPM_DIR}/tree-sitter-bash/src/parser.c"
  "${PINWHEEL_NPM_DIR}/tree-sitter-bash/src/scanner.c")
target_include_directories(tree_sitter_bash PRIVATE "${PINWHEEL_NPM_DIR}/tree-sitter-bash/src")
target_compile_options(tree_sitter_bash PRIVATE -w)
set_property(TARGET tree_sitter_bash PROPERTY POSITION_INDEPENDENT_CODE ON)
target_link_libraries(tree_sitter_bash PUBLIC PkgConfig::treesitter)
