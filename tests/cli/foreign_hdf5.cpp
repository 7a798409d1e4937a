#include "cli/foreign_hdf5.hpp"

#include <hdf5.h>

#include <stdexcept>

namespace rfmeans::test {

void write_foreign_hdf5(const std::string& path) {
    const hid_t file = H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
    const hsize_t size = 3;
    const hid_t space = H5Screate_simple(1, &size, nullptr);
    const hid_t data = H5Dcreate2(file, "temperatures", H5T_IEEE_F64LE, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    const double values[] = {20.5, 21.0, 19.75};
    const herr_t written = H5Dwrite(data, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values);
    H5Dclose(data);
    H5Sclose(space);
    H5Fclose(file);
    if (written < 0) {
        throw std::runtime_error("no HDF5 file could be made");
    }
}

}  // namespace rfmeans::test
