# The CUDA backend against the reference: on a GPU, else on the software GPU, else skipped (scripts/with_gpu).
add_executable(test_parity_cuda cuda_parity_test.cpp cuda_metrics_test.cpp cuda_many_clusters_test.cpp)
target_link_libraries(test_parity_cuda PRIVATE rfmeans_parity rfmeans_evaluate GTest::gtest_main)
add_dependencies(test_parity_cuda rfmeans_cuda)

# Several devices.
add_executable(test_devices_cuda cuda_devices_test.cpp)
target_link_libraries(test_devices_cuda PRIVATE rfmeans_parity GTest::gtest_main)
add_dependencies(test_devices_cuda rfmeans_cuda)
add_executable(test_product_cuda cuda_product_test.cpp)
target_link_libraries(test_product_cuda PRIVATE rfmeans_parity GTest::gtest_main)
add_dependencies(test_product_cuda rfmeans_cuda)

# Whole sweeps on a real shop, against the cpu engine.
add_executable(test_real_shop_cuda cuda_real_shop_test.cpp)
target_link_libraries(test_real_shop_cuda PRIVATE rfmeans_features rfmeans_rfm rfmeans_ingest rfmeans_cluster
                                                  rfmeans_test_support TBB::tbb GTest::gtest_main)
add_dependencies(test_real_shop_cuda rfmeans_cuda)

# One run of the backend, to be made to fail through the environment.
add_executable(cuda_case cuda_case.cpp)
target_link_libraries(cuda_case PRIVATE rfmeans_parity rfmeans_evaluate)
add_dependencies(cuda_case rfmeans_cuda)
add_library(failing_nccl MODULE failing_nccl.cpp)
add_library(broken_cublas MODULE broken_cublas.cpp)
add_executable(test_failures_cuda cuda_failures_test.cpp cuda_fallback_test.cpp software_gpu.cpp)
target_include_directories(test_failures_cuda PRIVATE ${PROJECT_SOURCE_DIR}/tests)
target_link_libraries(test_failures_cuda PRIVATE rfmeans_test_support fmt::fmt GTest::gmock GTest::gtest_main)
target_compile_definitions(test_failures_cuda PRIVATE RFMEANS_CUDA_CASE="$<TARGET_FILE:cuda_case>"
                                                      RFMEANS_FAILING_NCCL="$<TARGET_FILE:failing_nccl>"
                                                      RFMEANS_BROKEN_CUBLAS="$<TARGET_FILE:broken_cublas>"
                                                      RFMEANS_PROGRAM="$<TARGET_FILE:rfmeans>")
add_dependencies(test_failures_cuda cuda_case failing_nccl broken_cublas rfmeans)

# All of these, for scripts/gpu_check.
add_custom_target(cuda_tests)

# rfmeans_cuda_test(NAME PROGRAM [ENVIRONMENT...])
function(rfmeans_cuda_test name program)
  add_dependencies(cuda_tests ${program})
  add_test(NAME ${name} COMMAND ${PROJECT_SOURCE_DIR}/scripts/with_gpu $<TARGET_FILE:${program}>)
  set_tests_properties(${name} PROPERTIES LABELS "parity;cuda" SKIP_RETURN_CODE 77 TIMEOUT 900
                       ENVIRONMENT "RFMEANS_CUDA_MODULE=$<TARGET_FILE:rfmeans_cuda>;${ARGN}")
endfunction()
rfmeans_cuda_test(CudaParity.EqualsTheReference test_parity_cuda
                  SOFTGPU_RACECHECK=1 SOFTGPU_INITCHECK=1 SOFTGPU_LEAKCHECK=1)
rfmeans_cuda_test(CudaParity.EqualsTheReferenceWithDeferredStreams test_parity_cuda
                  SOFTGPU_STREAMS=deferred SOFTGPU_HAZARDCHECK=1)
# Other orders, on the sets where an order could matter most.
foreach(seed RANGE 1 5)
  rfmeans_cuda_test(CudaParity.EqualsTheReferenceInOrder${seed} test_parity_cuda
                    SOFTGPU_STREAMS=deferred SOFTGPU_HAZARDCHECK=1 SOFTGPU_SEED=${seed} GTEST_FILTER=*Hostile*)
endforeach()
# Sums added by NCCL, and by copies between devices.
rfmeans_cuda_test(CudaParity.TwoDevicesEqualTheReference test_devices_cuda
                  SOFTGPU_DEVICES=2 SOFTGPU_RACECHECK=1 SOFTGPU_INITCHECK=1 SOFTGPU_LEAKCHECK=1)
rfmeans_cuda_test(CudaParity.TwoDevicesEqualTheReferenceWithDeferredStreams test_devices_cuda
                  SOFTGPU_DEVICES=2 SOFTGPU_STREAMS=deferred SOFTGPU_HAZARDCHECK=1)
rfmeans_cuda_test(CudaParity.ThreeDevicesWithoutNcclEqualTheReference test_devices_cuda
                  RFMEANS_NCCL= SOFTGPU_DEVICES=3 SOFTGPU_INITCHECK=1 SOFTGPU_LEAKCHECK=1)
foreach(seed RANGE 1 5)
  rfmeans_cuda_test(CudaParity.DevicesWithoutNcclEqualTheReferenceInOrder${seed} test_devices_cuda
                    RFMEANS_NCCL= SOFTGPU_DEVICES=2 SOFTGPU_STREAMS=deferred SOFTGPU_HAZARDCHECK=1
                    SOFTGPU_SEED=${seed} GTEST_FILTER=*Brute*Hostile*)
endforeach()
rfmeans_cuda_test(CudaProducts.EqualTheReference test_product_cuda
                  SOFTGPU_RACECHECK=1 SOFTGPU_INITCHECK=1 SOFTGPU_LEAKCHECK=1)
rfmeans_cuda_test(CudaProducts.EqualTheReferenceWithDeferredStreams test_product_cuda
                  SOFTGPU_STREAMS=deferred SOFTGPU_HAZARDCHECK=1)
# A GPU on which products take float32 whole.
rfmeans_cuda_test(CudaProducts.OfFloat32EqualTheReference test_product_cuda SOFTGPU_CC=8.6)
rfmeans_cuda_test(CudaFailures test_failures_cuda SOFTGPU_INITCHECK=1 SOFTGPU_LEAKCHECK=1)
rfmeans_cuda_test(CudaParity.OnlineRetailEqualsTheCpu test_real_shop_cuda)
