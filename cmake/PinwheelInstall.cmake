# `cmake --install` and the Debian package: programs, data, man pages, completions, and what a desktop wants to know.

include(GNUInstallDirs)

install(TARGETS pinwheel RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
if(TARGET pinwheel-network)
  # The program looks for it beside itself, in ../lib/pinwheel whatever the distribution's library folder is.
  install(TARGETS pinwheel-network LIBRARY DESTINATION lib/pinwheel)
endif()
install(DIRECTORY "${PINWHEEL_DATA_DIR}/" DESTINATION "${CMAKE_INSTALL_DATADIR}/pinwheel")
install(DIRECTORY "${CMAKE_SOURCE_DIR}/resources/examples" DESTINATION "${CMAKE_INSTALL_DATADIR}/pinwheel")
install(FILES "${CMAKE_SOURCE_DIR}/README.md" "${CMAKE_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DOCDIR}")

# Pages and completions are printed by the program itself, from the option tables that it parses with.
set(pages "${CMAKE_BINARY_DIR}/pages")
file(MAKE_DIRECTORY "${pages}")
set(made)
# pinwheel_page(FILE ARGUMENT…): what `pinwheel ARGUMENT…` prints.
function(pinwheel_page file)
  list(JOIN ARGN " " words)
  add_custom_command(OUTPUT "${pages}/${file}"
    COMMAND sh -c "\"$1\" ${words} > \"$2\"" sh "$<TARGET_FILE:pinwheel>" "${pages}/${file}"
    DEPENDS pinwheel VERBATIM)
  set(made ${made} "${pages}/${file}" PARENT_SCOPE)
endfunction()
file(STRINGS "${CMAKE_SOURCE_DIR}/app/cli/commands.def" lines REGEX "^COMMAND\\(")
list(TRANSFORM lines REPLACE "^COMMAND\\([A-Za-z]+, *([a-z0-9_]+)\\).*" "\\1")
pinwheel_page(pinwheel.1 man)
foreach(command IN LISTS lines)
  pinwheel_page(pinwheel-${command}.1 man ${command})
endforeach()
install(FILES ${made} DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
pinwheel_page(pinwheel.bash completions bash)
pinwheel_page(_pinwheel completions zsh)
pinwheel_page(pinwheel.fish completions fish)
add_custom_target(pinwheel_pages ALL DEPENDS ${made})
install(FILES "${pages}/pinwheel.bash" DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions" RENAME pinwheel)
install(FILES "${pages}/_pinwheel" DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions")
install(FILES "${pages}/pinwheel.fish" DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d")

if(PINWHEEL_BUILD_GUI)
  install(TARGETS pinwheel-pdf pinwheel-workbench RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
  set(desktop "${CMAKE_SOURCE_DIR}/packaging/desktop")
  install(FILES "${desktop}/pinwheel-workbench.desktop" DESTINATION "${CMAKE_INSTALL_DATADIR}/applications")
  install(FILES "${desktop}/io.pinwheel.workbench.metainfo.xml" DESTINATION "${CMAKE_INSTALL_DATADIR}/metainfo")
  install(FILES "${desktop}/pinwheel-workbench.svg" DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps")
endif()

# `cpack` in the build folder makes a Debian package. Which library packages it needs is found by dpkg-shlibdeps, where
# there is one; fonts and plugins are not linked.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME pinwheel-audit)
set(CPACK_PACKAGE_VERSION "${PROJECT_VERSION}")
set(CPACK_PACKAGE_CONTACT "The Pinwheel authors")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
find_program(PINWHEEL_SHLIBDEPS dpkg-shlibdeps)
if(PINWHEEL_SHLIBDEPS)
  set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
endif()
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-inter, fonts-jetbrains-mono, qt6-svg-plugins")
include(CPack)
