# What the compiler and the linker can do to make an overlooked bug harder to exploit. Each flag is
# used where the compiler knows it. The sanitizers do not mix with it, so only `release` asks for it.

option(CASTSCOPE_HARDENING "Build with the compiler's and the linker's protections" OFF)
if(NOT CASTSCOPE_HARDENING)
    return()
endif()

include(CheckCCompilerFlag)
include(CheckLinkerFlag)
include(CheckPIESupported)

check_pie_supported(LANGUAGES C)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

# Some distributions' compilers define it already, and a second value would be a warning. It works
# only with optimisation.
add_compile_options(
    $<$<NOT:$<CONFIG:Debug>>:-U_FORTIFY_SOURCE> $<$<NOT:$<CONFIG:Debug>>:-D_FORTIFY_SOURCE=2>)

foreach(flag -fstack-protector-strong -fstack-clash-protection -fcf-protection)
    string(MAKE_C_IDENTIFIER "castscope_has${flag}" has)
    # An unknown flag, or one for another processor, may be only a warning.
    set(CMAKE_REQUIRED_FLAGS -Werror)
    check_c_compiler_flag(${flag} ${has})
    unset(CMAKE_REQUIRED_FLAGS)
    if(${has})
        add_compile_options(${flag})
    endif()
endforeach()

foreach(flag relro now noexecstack)
    check_linker_flag(C LINKER:-z,${flag} castscope_links_${flag})
    if(castscope_links_${flag})
        add_link_options(LINKER:-z,${flag})
    endif()
endforeach()
