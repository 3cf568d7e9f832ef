# castscope_embed(OUTPUT FILE NAME HEADER): writes OUTPUT, a C source that defines NAME[] and NAME_bytes
# with the bytes of FILE, when the build is configured. CMake does it alone, so that a cross build needs
# no program of its own; a change of FILE configures again.

function(castscope_embed output file name header)
    file(READ ${file} hex HEX)
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
    string(REGEX REPLACE "(................................................................................)" "\\1\n" bytes "${bytes}")
    file(GENERATE OUTPUT ${output} CONTENT
"/* SPDX-License-Identifier: MIT */
/* Written by cmake/embed.cmake. */
#include \"${header}\"

const unsigned char ${name}[] = {
${bytes}
};
const size_t ${name}_bytes = sizeof ${name};
")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
endfunction()
