#include "store/hdf5_group.hpp"

#include "store/hdf5_attribute.hpp"

namespace rfmeans::store {

Group Group::root(const Handle& file) {
    return {Handle(H5Gopen2(file.id(), "/", H5P_DEFAULT), H5Gclose, "opening '/'"), "/"};
}

std::string Group::path_of(const std::string& name) const {
    return path_ == "/" ? "/" + name : path_ + "/" + name;
}

bool Group::has(const std::string& name) const {
    return checked(H5Lexists(id(), name.c_str(), H5P_DEFAULT), "looking for '" + path_of(name) + "'") > 0;
}

Group Group::open(const std::string& name) const {
    const std::string path = path_of(name);
    return {Handle(H5Gopen2(id(), name.c_str(), H5P_DEFAULT), H5Gclose, "opening '" + path + "'"), path};
}

Group Group::make(const std::string& name, const std::string& description) const {
    const std::string path = path_of(name);
    const Handle properties(H5Pcreate(H5P_GROUP_CREATE), H5Pclose, "making '" + path + "'");
    // Without times of change, equal studies are equal files.
    checked(H5Pset_obj_track_times(properties.id(), false), "making '" + path + "'");
    Group group(Handle(H5Gcreate2(id(), name.c_str(), utf8_links().id(), properties.id(), H5P_DEFAULT), H5Gclose,
                       "making '" + path + "'"),
                path);
    write_attribute(group.id(), "description", description);
    return group;
}

Handle utf8_links() {
    Handle links(H5Pcreate(H5P_LINK_CREATE), H5Pclose, "making link properties");
    checked(H5Pset_char_encoding(links.id(), H5T_CSET_UTF8), "making link properties");
    return links;
}

}  // namespace rfmeans::store
