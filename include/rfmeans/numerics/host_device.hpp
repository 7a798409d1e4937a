// The one place that tells the compilers apart: bodies below run on the host and on the device.
#pragma once

#ifdef __CUDACC__
#define RFMEANS_HOST_DEVICE __host__ __device__
#else
#define RFMEANS_HOST_DEVICE
#endif
