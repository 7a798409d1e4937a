// What is no study, or no longer one, is refused with a clear message.
#include <gmock/gmock.h>
#include <hdf5.h>

#include <cmath>
#include <fstream>
#include <functional>
#include <sstream>

#include "rfmeans/error.hpp"
#include "rfmeans/store.hpp"
#include "support/data_files.hpp"
#include "unit/store/example_study.hpp"

namespace rfmeans::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr std::size_t kTrailerBytes = 24;

std::string failure_of_loading(const std::string& path) {
    try {
        const Study study = load_study(path);
        return "loaded";
    } catch (const Error& error) {
        EXPECT_EQ(error.failure(), Failure::resource);
        EXPECT_THAT(error.what(), HasSubstr(path));
        return error.what();
    }
}

class LoadStudy : public testing::Test {
protected:
    std::string saved_study() {
        save_study(full_study(), path_);
        std::ifstream file(path_, std::ios::binary);
        std::stringstream content;
        content << file.rdbuf();
        return content.str();
    }

    // Changes the saved study with HDF5's own calls.
    std::string failure_after(const std::function<void(hid_t)>& change) {
        save_study(full_study(), path_);
        const hid_t file = H5Fopen(path_.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
        change(file);
        H5Fclose(file);
        return failure_of_loading(path_);
    }

    TemporaryFolder folder_;
    std::string path_ = (folder_.path() / "study.h5").string();
};

void write_integer_attribute(hid_t file, const char* name, std::int64_t value) {
    if (H5Aexists(file, name) > 0) {
        H5Adelete(file, name);
    }
    const hid_t space = H5Screate(H5S_SCALAR);
    const hid_t attribute = H5Acreate2(file, name, H5T_NATIVE_INT64, space, H5P_DEFAULT, H5P_DEFAULT);
    H5Awrite(attribute, H5T_NATIVE_INT64, &value);
    H5Aclose(attribute);
    H5Sclose(space);
}

void replace_by_integers(hid_t file, const char* path, const std::vector<hsize_t>& shape) {
    if (H5Lexists(file, path, H5P_DEFAULT) > 0) {
        H5Ldelete(file, path, H5P_DEFAULT);
    }
    const hid_t space = H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr);
    const hid_t properties = H5Pcreate(H5P_DATASET_CREATE);
    const std::vector<hsize_t> chunk(shape.size(), 1);
    H5Pset_chunk(properties, static_cast<int>(chunk.size()), chunk.data());
    H5Dclose(H5Dcreate2(file, path, H5T_NATIVE_INT64, space, H5P_DEFAULT, properties, H5P_DEFAULT));
    H5Pclose(properties);
    H5Sclose(space);
}

TEST_F(LoadStudy, SaysThatTheFileIsNotThere) {
    EXPECT_THAT(failure_of_loading(path_), HasSubstr("there is no such file"));
}

TEST_F(LoadStudy, SaysThatItIsAFolder) {
    EXPECT_THAT(failure_of_loading(folder_.path().string()), HasSubstr("it is a folder"));
}

TEST_F(LoadStudy, SaysThatTheFileIsEmpty) {
    EXPECT_THAT(failure_of_loading(folder_.file("study.h5", "")), HasSubstr("the file is empty"));
}

TEST_F(LoadStudy, SaysThatATextFileIsNoHdf5) {
    EXPECT_THAT(failure_of_loading(folder_.file("shop.csv", "customer,date\n1,2011-12-09\n")),
                AllOf(HasSubstr("it is no HDF5 file"), HasSubstr("rfmeans run")));
}

TEST_F(LoadStudy, SaysThatAnHdf5FileIsOfAnotherProgram) {
    H5Fclose(H5Fcreate(path_.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT));
    EXPECT_THAT(failure_of_loading(path_), HasSubstr("HDF5 file of another program"));
}

TEST_F(LoadStudy, SaysWhichVersionReadsANewerSchema) {
    const std::string message = failure_after([](hid_t file) { write_integer_attribute(file, "schema_version", 3); });
    EXPECT_THAT(message, AllOf(HasSubstr("schema version 3"), HasSubstr("reads up to 2"),
                               HasSubstr("rfmeans 0.1.0 or newer reads it")));
}

TEST_F(LoadStudy, ReadsAStudyOfSchema1WithoutFiltersAndDates) {
    EXPECT_EQ(failure_after([](hid_t file) {
                  write_integer_attribute(file, "schema_version", 1);
                  H5Ldelete(file, "filters", H5P_DEFAULT);
                  H5Ldelete(file, "dates", H5P_DEFAULT);
                  H5Ldelete(file, "transactions", H5P_DEFAULT);
              }),
              "loaded");
    Study expected = full_study();
    expected.filters = {};
    expected.dates = {};
    expected.transactions = {};
    expect_same(load_study(path_), expected);
}

TEST_F(LoadStudy, SaysThatAFileIsCutShortWhereverItIsCut) {
    const std::string whole = saved_study();
    for (std::size_t eighths = 0; eighths < 8; ++eighths) {
        const std::string cut =
            folder_.file("cut.h5", whole.substr(0, std::max<std::size_t>(whole.size() * eighths / 8, 8)));
        EXPECT_THAT(failure_of_loading(cut), testing::AnyOf(HasSubstr("is damaged"), HasSubstr("it is no HDF5 file")));
    }
    EXPECT_THAT(failure_of_loading(folder_.file("cut.h5", whole.substr(0, whole.size() - kTrailerBytes - 1))),
                HasSubstr("is damaged"));
}

TEST_F(LoadStudy, NamesAPieceThatIsMissing) {
    for (const char* piece :
         {"/rfm/tensor", "/rfm/as_of", "/customers/id", "/customers/attributes/age", "/sweep/models",
          "/sweep/centroids/offsets", "/segments/label", "/features/matrix", "/provenance/inputs/path",
          "/transactions/flags", "/transactions/texts/1", "/filters/value"}) {
        const std::string message = failure_after([&](hid_t file) { H5Ldelete(file, piece, H5P_DEFAULT); });
        EXPECT_THAT(message, AllOf(HasSubstr("is damaged"), HasSubstr(std::string("'") + piece + "' is missing")));
    }
    EXPECT_THAT(failure_after([](hid_t file) { H5Ldelete(file, "/customers", H5P_DEFAULT); }),
                AllOf(HasSubstr("is damaged"), HasSubstr("'/customers'")));
    EXPECT_THAT(failure_after([](hid_t file) { H5Adelete_by_name(file, "/sweep", "device", H5P_DEFAULT); }),
                AllOf(HasSubstr("is damaged"), HasSubstr("'device'")));
}

TEST_F(LoadStudy, RefusesPiecesThatDisagree) {
    EXPECT_THAT(failure_after([](hid_t file) { replace_by_integers(file, "/rfm/monetary_units", {2, 4}); }),
                HasSubstr("'/rfm/monetary_units' has the shape 2 x 4 where 2 x 3 was expected"));
    EXPECT_THAT(failure_after([](hid_t file) { replace_by_integers(file, "/rfm/tensor", {2, 3, 3}); }),
                HasSubstr("'/rfm/tensor'"));
    EXPECT_THAT(failure_after([](hid_t file) { replace_by_integers(file, "/sweep/models", {3}); }),
                HasSubstr("'/sweep/models'"));
    EXPECT_THAT(failure_after([](hid_t file) { replace_by_integers(file, "/transactions/amount", {4}); }),
                HasSubstr("'/transactions/amount' has the shape 4 where 3 was expected"));
}

TEST_F(LoadStudy, NeverAllocatesWhatADamagedLengthClaims) {
    constexpr hsize_t kHuge = hsize_t{1} << 60;
    EXPECT_THAT(failure_after([](hid_t file) { replace_by_integers(file, "/customers/id", {kHuge}); }),
                HasSubstr("has only 0 bytes"));
    EXPECT_THAT(failure_after([](hid_t file) { replace_by_integers(file, "/rfm/counts/count", {kHuge}); }),
                HasSubstr("'/rfm/counts/count'"));
}

// libhdf5 1.10 crashes on some damaged heaps, so damage must be found before it looks.
TEST_F(LoadStudy, FindsADamagedByteAnywhere) {
    const std::string whole = saved_study();
    const std::size_t stride = (whole.size() / 250) | 1;
    for (std::size_t place = 0; place + kTrailerBytes < whole.size(); place += stride) {
        std::string damaged = whole;
        damaged[place] = static_cast<char>(damaged[place] ^ (1 + place % 255));
        EXPECT_THAT(failure_of_loading(folder_.file("damaged.h5", damaged)),
                    testing::AnyOf(HasSubstr("is damaged"), HasSubstr("it is no HDF5 file")))
            << "byte " << place;
    }
}

TEST_F(LoadStudy, SurvivesADamagedByteInTheChecksum) {
    const std::string whole = saved_study();
    for (std::size_t place = whole.size() - kTrailerBytes; place < whole.size(); ++place) {
        std::string damaged = whole;
        damaged[place] = static_cast<char>(damaged[place] ^ 0x40);
        EXPECT_THAT(failure_of_loading(folder_.file("damaged.h5", damaged)),
                    testing::AnyOf(HasSubstr("is damaged"), HasSubstr("loaded")));
    }
}

// The models' table without one column, as versions before it wrote it.
void drop_model_column(hid_t file, const std::string& column) {
    const hid_t table = H5Dopen2(file, "/sweep/models", H5P_DEFAULT);
    const hid_t all = H5Dget_type(table);
    const hid_t kept = H5Tcreate(H5T_COMPOUND, H5Tget_size(all));
    for (unsigned i = 0; i < static_cast<unsigned>(H5Tget_nmembers(all)); ++i) {
        char* name = H5Tget_member_name(all, i);
        if (name != column) {
            const hid_t member = H5Tget_member_type(all, i);
            H5Tinsert(kept, name, H5Tget_member_offset(all, i), member);
            H5Tclose(member);
        }
        H5free_memory(name);
    }
    const hid_t space = H5Dget_space(table);
    std::vector<char> rows(H5Tget_size(kept) * static_cast<std::size_t>(H5Sget_simple_extent_npoints(space)));
    H5Dread(table, kept, H5S_ALL, H5S_ALL, H5P_DEFAULT, rows.data());
    H5Dclose(table);
    H5Ldelete(file, "/sweep/models", H5P_DEFAULT);
    const hid_t made = H5Dcreate2(file, "/sweep/models", kept, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    H5Dwrite(made, kept, H5S_ALL, H5S_ALL, H5P_DEFAULT, rows.data());
    H5Dclose(made);
    H5Sclose(space);
    H5Tclose(kept);
    H5Tclose(all);
}

TEST_F(LoadStudy, ReadsAStudyOfAnEarlierVersion) {
    const auto make_older = [](hid_t file) {
        drop_model_column(file, "simplified_silhouette");
        drop_model_column(file, "euclidean_silhouette");
        for (const char* name : {"step_exponent", "step"}) {
            H5Adelete_by_name(file, "/features/weights", name, H5P_DEFAULT);
        }
    };
    ASSERT_EQ(failure_after(make_older), "loaded");
    const Study older = load_study(path_);
    const Study expected = full_study();
    EXPECT_EQ(older.features->points.weights, expected.features->points.weights);
    EXPECT_EQ(older.features->points.weight_exponent, 0);
    for (std::size_t i = 0; i < older.sweep->models.size(); ++i) {
        EXPECT_TRUE(std::isnan(older.sweep->models[i].simplified_silhouette));
        EXPECT_TRUE(std::isnan(older.sweep->models[i].euclidean_silhouette));
        EXPECT_EQ(older.sweep->models[i].inertia, expected.sweep->models[i].inertia);
        EXPECT_EQ(older.sweep->models[i].end, expected.sweep->models[i].end);
    }
    EXPECT_THAT(failure_after([](hid_t file) { drop_model_column(file, "silhouette"); }), HasSubstr("silhouette"));
}

TEST_F(LoadStudy, ReadsAStudyToWhichAnotherProgramAddedSomething) {
    EXPECT_EQ(failure_after([](hid_t file) { write_integer_attribute(file, "note", 1); }), "loaded");
    EXPECT_EQ(failure_after([](hid_t file) { replace_by_integers(file, "/mine", {5}); }), "loaded");
}

}  // namespace
}  // namespace rfmeans::test
