#include "report/tables.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>

#include "report/csv_writer.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/report.hpp"

namespace rfmeans {
namespace report {
namespace {

struct TableEntry {
    const char* name;
    void (*write)(const Study&, std::ostream&);
};

constexpr std::array<TableEntry, 7> kTables = {{{"customers", write_customers},
                                                {"rfm", write_rfm},
                                                {"scores", write_scores},
                                                {"models", write_models},
                                                {"centroids", write_centroids},
                                                {"segments", write_segments},
                                                {"profile", write_profile}}};

template <class T>
const T& need(const std::optional<T>& part, const char* what, const char* remedy) {
    if (!part) {
        throw Error(Failure::content,
                    fmt::format("the study holds no {} ({} makes them). Run it on the study first", what, remedy));
    }
    return *part;
}

}  // namespace

const RfmTable& need_rfm(const Study& study) {
    return need(study.rfm, "customers with RFM values", "'rfmeans ingest'");
}

const FeatureMatrix& need_features(const Study& study) {
    return need(study.features, "features", "'rfmeans sweep'");
}

const Sweep& need_sweep(const Study& study) {
    return need(study.sweep, "models", "'rfmeans sweep'");
}

const Segmentation& need_segmentation(const Study& study) {
    return need(study.segmentation, "segments", "'rfmeans segment'");
}

}  // namespace report

std::vector<std::string> export_tables() {
    std::vector<std::string> names;
    for (const auto& table : report::kTables) {
        names.emplace_back(table.name);
    }
    return names;
}

void write_csv_table(const Study& study, const std::string& table, std::ostream& out) {
    for (const auto& entry : report::kTables) {
        if (table == entry.name) {
            entry.write(study, out);
            return;
        }
    }
    throw Error(Failure::option, fmt::format("there is no table '{}' (the tables are {}). Name one of them", table,
                                             fmt::join(export_tables(), ", ")));
}

void write_rejects_csv(const RejectedRows& rejects, std::ostream& out) {
    report::CsvWriter csv(out);
    csv.text("file").text("line").text("column").text("reason").text("text").end_row();
    rejects.for_each([&csv](const RejectedRow& row) {
        csv.text(row.file).integer(row.line).text(row.column).text(row.reason).text(row.text).end_row();
    });
}

}  // namespace rfmeans
