#include "store/hdf5_image.hpp"

namespace rfmeans::store {
namespace {

constexpr std::size_t kGrowthBytes = std::size_t{1} << 20;

Handle make_file_in_memory() {
    const std::string doing = "making a file in memory";
    const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, doing);
    checked(H5Pset_fapl_core(access.id(), kGrowthBytes, false), doing);
    // The format of HDF5 1.8: its metadata carry checksums, and MATLAB, h5py and h5dump of the last ten years read it.
    checked(H5Pset_libver_bounds(access.id(), H5F_LIBVER_V18, H5F_LIBVER_V18), doing);
    const Handle creation(H5Pcreate(H5P_FILE_CREATE), H5Pclose, doing);
    checked(H5Pset_obj_track_times(creation.id(), false), doing);
    return {H5Fcreate("study", H5F_ACC_TRUNC, creation.id(), access.id()), H5Fclose, doing};
}

}  // namespace

Hdf5Image::Hdf5Image() : file_(make_file_in_memory()) {}

std::span<const std::byte> Hdf5Image::bytes() const {
    const std::string doing = "finishing the file in memory";
    checked(H5Fflush(file_.id(), H5F_SCOPE_GLOBAL), doing);
    const auto size = static_cast<std::size_t>(checked(H5Fget_file_image(file_.id(), nullptr, 0), doing));
    // The core driver's handle is the address of its pointer to the bytes: no second copy of a large file is needed.
    void* address = nullptr;
    checked(H5Fget_vfd_handle(file_.id(), H5P_DEFAULT, &address), doing);
    return {*static_cast<std::byte**>(address), size};
}

}  // namespace rfmeans::store
