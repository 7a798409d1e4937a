// The store is read back by programs that are not ours.
#include <gmock/gmock.h>

#include <array>
#include <cstdio>

#include "rfmeans/store.hpp"
#include "support/data_files.hpp"
#include "unit/store/example_study.hpp"

namespace rfmeans::test {
namespace {

using testing::HasSubstr;

struct Output {
    int status = 0;
    std::string text;
};

Output output_of(const std::string& command) {
    FILE* pipe = popen((command + " 2>&1").c_str(), "r");
    Output output;
    std::array<char, 4096> block{};
    std::size_t bytes = 0;
    while ((bytes = fread(block.data(), 1, block.size(), pipe)) > 0) {
        output.text.append(block.data(), bytes);
    }
    output.status = pclose(pipe);
    return output;
}

class OtherReaders : public testing::Test {
protected:
    OtherReaders() : path_((folder_.path() / "study.h5").string()) { save_study(full_study(), path_); }

    void need(const std::string& command, const std::string& package) {
        if (output_of(command).status != 0) {
            GTEST_SKIP() << "'" << command << "' does not run here (Debian package " << package << ")";
        }
    }

    // Runs Python with h5py and the study open as f.
    Output python(const std::string& code) {
        const std::string script =
            folder_.file("read.py", "import h5py, numpy as np\nf = h5py.File('" + path_ + "', 'r')\n" + code);
        return output_of("/usr/bin/python3 '" + script + "'");
    }

    TemporaryFolder folder_;
    std::string path_;
};

TEST_F(OtherReaders, H5dumpShowsShapesUnitsAndProvenance) {
    need("h5dump --version", "hdf5-tools");
    if (IsSkipped()) {
        return;
    }
    const Output header = output_of("h5dump -H '" + path_ + "'");
    EXPECT_EQ(header.status, 0);
    EXPECT_THAT(header.text, HasSubstr("DATASPACE  SIMPLE { ( 2, 3, 3 ) / ( 2, 3, 3 ) }"));
    EXPECT_THAT(header.text, HasSubstr("ATTRIBUTE \"DIMENSION_LIST\""));
    EXPECT_THAT(header.text, HasSubstr("DATASET \"monetary_units\""));
    const Output properties = output_of("h5dump -p -H -d /rfm/tensor '" + path_ + "'");
    EXPECT_THAT(properties.text, HasSubstr("PREPROCESSING SHUFFLE"));
    EXPECT_THAT(properties.text, HasSubstr("COMPRESSION DEFLATE"));
    EXPECT_THAT(output_of("h5dump -a /provenance/command '" + path_ + "'").text, HasSubstr("-o out"));
    EXPECT_THAT(output_of("h5dump -a /rfm/tensor/units '" + path_ + "'").text, HasSubstr("recency: days"));
    EXPECT_THAT(output_of("h5dump -d /sweep/models '" + path_ + "'").text, HasSubstr("18446744073709551615"));
}

TEST_F(OtherReaders, H5pyReadsNumbersTextAndTheTableOfModels) {
    need("/usr/bin/python3 -c 'import h5py'", "python3-h5py");
    if (IsSkipped()) {
        return;
    }
    const Output output = python(R"(
assert f.attrs['program'] == 'rfmeans' and f.attrs['schema_version'] == 2 and f.attrs['tool_version'] == '0.1.0'
assert list(f['customers/id'].asstr()) == ['', '12 346', 'Zoë 客户 😀']
t = f['rfm/tensor'][()]
assert t.shape == (2, 3, 3) and t.dtype == np.float64 and np.isnan(t[0, 0]).all() and t[0, 1, 2] == 0.1 + 0.2
assert f['rfm/monetary_units'].dtype == np.int64 and f['rfm/monetary_units'][1, 1] == 2**63 - 1
assert f['rfm/monetary_units'].attrs['decimals'] == 2
m = f['sweep/models'][()]
assert list(m['k']) == [1, 2, 2] and m['seed'][2] == 2**64 - 1 and m['inertia'][0] == 542587.387
ends = {v: k for k, v in h5py.check_enum_dtype(f['sweep/models'].dtype['end']).items()}
assert [ends[e] for e in m['end']] == ['tolerance', 'cycled', 'limit']
c = f['sweep/centroids']
assert list(c['offsets']) == [0, 1, 3, 5] and c['steps'].dtype == np.float32
assert (c['features'][()] == c['steps'][()].astype(float) * 2.0**-20).all()
# log1p with centre 3.25, scale 0.1 (column 0); identity with centre 0, scale 5e-324 (column 1)
assert np.allclose(c['raw'][:, 0], np.expm1(c['features'][:, 0] * 0.1 + 3.25), rtol=1e-15, atol=1e-15)
assert list(f['segments/label']) == [1, 255, 0] and f['segments/label'].dtype == np.uint8
assert f['profile'].asstr()[()].startswith('{"rows": 541909')
codes = f['customers/attributes/Country']
words = f[codes.attrs['dictionary']].asstr()[()]
rows = f['transactions']
assert bytes(rows['texts/0'][()]).decode() == 'Größe,sum\n"a\nb",-0.07\n'
ids = f['customers/id'].asstr()[()]
assert [ids[i] if i >= 0 else None for i in rows['customer']] == ['Zoë 客户 😀', None, '']
orders = rows['order_id'].asstr()[()]
assert [orders[i] if i >= 0 else None for i in rows['order']] == ['Zoë', None, 'C1']
assert rows['amount'][2] == 2**63 - 1 and rows['amount'].attrs['decimals'] == 2
assert rows['time'].dtype == np.int64 and list(rows['flags']) == [0, 7, 255] and list(rows['file']) == [0, 0, 1]
sizes = rows['attributes/Größe']
assert f[sizes.attrs['dictionary']].asstr()[sizes[0]] == 'XL'
assert [words[i] if i >= 0 else None for i in codes] == ['Côte d’Ivoire', None, '']
print('read')
)");
    EXPECT_EQ(output.text, "read\n");
}

TEST_F(OtherReaders, H5pyFindsUnitsADescriptionAndScalesEverywhere) {
    need("/usr/bin/python3 -c 'import h5py'", "python3-h5py");
    if (IsSkipped()) {
        return;
    }
    const Output output = python(R"(
bare = []
def look(name, item):
    wanted = ['description'] + (['units'] if isinstance(item, h5py.Dataset) else [])
    bare.extend(name + ' ' + w for w in wanted if not isinstance(item.attrs.get(w), str))
    if isinstance(item, h5py.Dataset) and item.ndim and item.size:
        assert item.chunks and item.compression == 'gzip' and item.shuffle, name
f.visititems(look)
assert not bare, bare
t = f['rfm/tensor']
assert [d.label for d in t.dims] == ['window', 'customer', 'measure']
assert t.dims[1][0] == f['customers/id'] and t.dims[0][0] == f['rfm/as_of']
assert f['features/matrix'].dims[0][0] == f['customers/id']
assert list(f['sweep/centroids/steps'].dims[1][0].asstr()) == ['recency', 'Größe']
print('read')
)");
    EXPECT_EQ(output.text, "read\n");
}

}  // namespace
}  // namespace rfmeans::test
