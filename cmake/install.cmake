# What `cmake --install` puts on the system.

if(TARGET castscope)
    install(TARGETS castscope RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
foreach(page castscope.1)
    if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/docs/${page})
        install(FILES docs/${page} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
    endif()
endforeach()
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
