# What every target of rfmeans has in common.
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/lib)

add_library(rfmeans_options INTERFACE)
target_compile_features(rfmeans_options INTERFACE cxx_std_20)
# No contraction: every fma of the numerics contract is written out (rule 3).
target_compile_options(rfmeans_options INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-ffp-contract=off -Wall -Wextra
                                                 -Wshadow -Wconversion -Wno-missing-field-initializers -Wnon-virtual-dtor -Woverloaded-virtual -Werror>)
# gcc documents that its sanitizers make -Wmaybe-uninitialized report what is initialised.
if(RFMEANS_SANITIZE)
  target_compile_options(rfmeans_options INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-fsanitize=${RFMEANS_SANITIZE}
                                                   -fno-omit-frame-pointer $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized> -fno-sanitize-recover=all -g1>)
  target_link_options(rfmeans_options INTERFACE -fsanitize=${RFMEANS_SANITIZE})
endif()
# Tells the fuzzer which branches an input took.
if(RFMEANS_FUZZ)
  target_compile_options(rfmeans_options INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-fsanitize=fuzzer-no-link>)
endif()

# The contract headers: standard C++20 only, each compiles alone.
file(GLOB_RECURSE headers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/include/*.hpp)
add_library(rfmeans_contract INTERFACE)
target_sources(rfmeans_contract INTERFACE FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}/include FILES ${headers})
set_target_properties(rfmeans_contract PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
target_link_libraries(rfmeans_contract INTERFACE rfmeans_options)

# Highway includes these sources again for every instruction set: where CMAKE_UNITY_BUILD has sources compiled several at a
# time, they still are alone.
function(rfmeans_simd_alone)
  foreach(source ${ARGN})
    file(STRINGS ${source} simd REGEX "hwy/foreach_target.h")
    if(simd)
      set_source_files_properties(${source} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    endif()
  endforeach()
endfunction()

# rfmeans_stage(NAME [LIBRARIES…]): static library rfmeans_NAME from all .cpp files of the folder.
function(rfmeans_stage name)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  if(NOT sources)
    add_library(rfmeans_${name} INTERFACE)
    return()
  endif()
  rfmeans_simd_alone(${sources})
  add_library(rfmeans_${name} STATIC ${sources})
  target_include_directories(rfmeans_${name} PRIVATE ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(rfmeans_${name} PUBLIC rfmeans_contract ${ARGN})
endfunction()

# rfmeans_names_threads(RESULT FILES…): whether one of them names oneTBB or what the standard library has for threads.
function(rfmeans_names_threads result)
  set(of_std "thread|atomic|mutex|shared_mutex|condition_variable|future|semaphore|barrier|latch|stop_token|execution")
  foreach(source ${ARGN})
    file(STRINGS ${source} named LIMIT_COUNT 1 REGEX "tbb[/:]|parallel/loops|<(${of_std})>|pthread")
    if(named)
      set(${result} TRUE PARENT_SCOPE)
      return()
    endif()
  endforeach()
  set(${result} FALSE PARENT_SCOPE)
endfunction()

# rfmeans_test(NAME [LIBRARIES…]): GoogleTest program test_NAME from all .cpp files of the folder, each test known to CTest.
function(rfmeans_test name)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  if(NOT sources)
    return()
  endif()
  # The thread sanitizer has nothing to see in a stage without threads. Where other stages use it in theirs, their tests run.
  file(GLOB_RECURSE tested CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${name}/*.[ch]pp
                                             ${PROJECT_SOURCE_DIR}/include/rfmeans/${name}/*.hpp)
  if(RFMEANS_SANITIZE STREQUAL "thread" AND tested)
    rfmeans_names_threads(threads ${tested} ${sources})
    if(NOT threads)
      message(STATUS "rfmeans: no threads in ${name}, its tests are left out")
      return()
    endif()
  endif()
  add_executable(test_${name} ${sources})
  target_include_directories(test_${name} PRIVATE ${PROJECT_SOURCE_DIR}/src ${PROJECT_SOURCE_DIR}/tests)
  target_link_libraries(test_${name} PRIVATE rfmeans_test_support GTest::gtest GTest::gmock GTest::gtest_main ${ARGN})
  # Optimising the tests' own code under sanitizers takes longer than running it: half the time to compile. In Release -O1
  # takes a quarter less than -O3 (4.5 s a file → 3.3 s); what is tested keeps its own flags.
  if(RFMEANS_SANITIZE)
    target_compile_options(test_${name} PRIVATE -O0)
  else()
    target_compile_options(test_${name} PRIVATE $<$<CONFIG:Release>:-O1>)
  endif()
  # Headers take most of that time: several sources as one, in presets too that compile what is tested source by source.
  if(NOT CMAKE_UNITY_BUILD)
    set_target_properties(test_${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
  endif()
  gtest_discover_tests(test_${name} DISCOVERY_TIMEOUT 60 PROPERTIES LABELS ${name})
endfunction()
