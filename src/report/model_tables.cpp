// Tables with a row a model, a centroid or a segment.
#include <algorithm>
#include <set>

#include "report/csv_writer.hpp"
#include "report/plain_text.hpp"
#include "report/tables.hpp"
#include "rfmeans/report.hpp"

namespace rfmeans {
namespace report {
namespace {

std::string profile_text(const std::vector<NamedText>& profile) {
    std::string text;
    for (const NamedText& line : profile) {
        text += (text.empty() ? "" : "; ") + line.name + ": " + line.text;
    }
    return text;
}

}  // namespace

void write_models(const Study& study, std::ostream& out) {
    write_models_csv(need_sweep(study), out);
}

void write_centroids(const Study& study, std::ostream& out) {
    const FeatureMatrix& features = need_features(study);
    const Sweep& sweep = need_sweep(study);
    CsvWriter csv(out);
    csv.text("k").text("seed").text("cluster").text("weight");
    for (const FeatureColumn& column : features.columns) {
        csv.text(column.name + "_feature").text(column.name);
    }
    csv.end_row();
    for (const Model& model : sweep.models) {
        for (std::size_t cluster = 0; cluster < model.centroids.rows; ++cluster) {
            csv.integer(model.k).natural(model.seed).natural(cluster);
            const bool known = cluster < model.weights.size();
            known ? csv.number(static_cast<double>(model.weights[cluster]) * features.points.weight_step())
                  : csv.blank();
            for (std::size_t d = 0; d < features.columns.size(); ++d) {
                const double feature = static_cast<double>(model.centroids.row(cluster)[d]) * features.points.step();
                csv.number(feature).number(features.columns[d].raw(feature));
            }
            csv.end_row();
        }
    }
}

void write_segments(const Study& study, std::ostream& out) {
    const RfmTable& table = need_rfm(study);
    const Segmentation& segmentation = need_segmentation(study);
    CsvWriter csv(out);
    for (const char* name : {"segment", "segment_name", "cluster", "customers", "customer_share", "revenue",
                             "revenue_share", "recency_mean", "frequency_mean", "monetary_mean", "recency_median",
                             "frequency_median", "monetary_median", "silhouette", "action"}) {
        csv.text(name);
    }
    const std::size_t dims = study.features ? study.features->columns.size() : 0;
    for (std::size_t d = 0; d < dims; ++d) {
        csv.text("centroid_" + study.features->columns[d].name);
    }
    csv.text("profile").end_row();
    for (std::size_t i = 0; i < segmentation.segments.size(); ++i) {
        const Segment& segment = segmentation.segments[i];
        csv.natural(i).text(segment.name).integer(segment.cluster).integer(segment.customers);
        csv.number(segment.customer_share);
        table.has_monetary() ? csv.text(exact_decimal(segment.revenue_units, table.decimals)) : csv.blank();
        csv.number(segment.revenue_share);
        for (const std::vector<double>* values : {&segment.mean, &segment.median}) {
            for (std::size_t feature = 0; feature < 3; ++feature) {
                feature < values->size() ? csv.number((*values)[feature]) : csv.blank();
            }
        }
        csv.number(segment.silhouette).text(segment.action);
        for (std::size_t d = 0; d < dims; ++d) {
            d < segment.centroid.size() ? csv.number(segment.centroid[d]) : csv.blank();
        }
        csv.text(profile_text(segment.profile)).end_row();
    }
}

}  // namespace report

void write_models_csv(const Sweep& sweep, std::ostream& out) {
    const auto best = best_of_each_k(sweep);
    const std::set<std::size_t> best_models(best.begin(), best.end());
    report::CsvWriter csv(out);
    for (const char* name :
         {"k", "seed", "inertia", "iterations", "end", "relocations", "empty_clusters", "calinski_harabasz", "bic",
          "davies_bouldin", "silhouette", "simplified_silhouette", "euclidean_silhouette", "best_of_k"}) {
        csv.text(name);
    }
    csv.end_row();
    for (std::size_t i = 0; i < sweep.models.size(); ++i) {
        const Model& model = sweep.models[i];
        csv.integer(model.k).natural(model.seed).number(model.inertia).integer(model.iterations);
        csv.text(fit_end_name(model.end)).integer(model.relocations).integer(model.empty_clusters);
        csv.number(model.calinski_harabasz).number(model.bic).number(model.davies_bouldin).number(model.silhouette);
        csv.number(model.simplified_silhouette).number(model.euclidean_silhouette);
        csv.integer(best_models.contains(i) ? 1 : 0).end_row();
    }
}

}  // namespace rfmeans
