#include <fmt/format.h>

#include "report/charts.hpp"
#include "report/html_sections.hpp"
#include "report/plain_text.hpp"
#include "report/study_facts.hpp"

namespace rfmeans::report {
namespace {

HtmlTable model_table(const Study& study, const std::vector<std::size_t>& best) {
    HtmlTable table{
        .head = {"k", "", "Inertia", "Silhouette", "Simplified silhouette", "Euclidean silhouette", "Calinski–Harabasz",
                 "Davies–Bouldin", "BIC", "Seed", "Iterations", "End", "Empty clusters"},
        .align = "rlrrrrrrrrrlr",
        .rows = {}};
    for (const std::size_t index : best) {
        const Model& model = study.sweep->models[index];
        table.rows.push_back({fmt::format("{}", model.k), chosen_model(study) == index ? "chosen" : "",
                              short_text(model.inertia), fixed_text(model.silhouette, 4),
                              fixed_text(model.simplified_silhouette, 4), fixed_text(model.euclidean_silhouette, 4),
                              short_text(model.calinski_harabasz), fixed_text(model.davies_bouldin, 4),
                              short_text(model.bic), fmt::format("{}", model.seed), count_text(model.iterations),
                              fit_end_name(model.end), count_text(model.empty_clusters)});
    }
    return table;
}

void write_curve(const char* caption, const CurveChart& chart, const char* value, Html& page) {
    HtmlTable table{.head = {"k", value}, .align = "rr", .rows = {}};
    for (std::size_t i = 0; i < chart.x.size(); ++i) {
        table.rows.push_back({fmt::format("{:g}", chart.x[i]), short_text(chart.y[i])});
    }
    page.figure(caption, draw_curve(chart), table);
}

}  // namespace

void write_model_section(const Study& study, Html& page) {
    if (!study.sweep || study.sweep->models.empty()) {
        return;
    }
    const auto best = best_of_each_k(*study.sweep);
    CurveChart elbow{.description = "Inertia of the best model of each k", .x = {}, .y = {}, .x_title = "segments (k)"};
    CurveChart silhouette{
        .description = "Silhouette of the best model of each k", .x = {}, .y = {}, .x_title = "segments (k)"};
    for (const std::size_t index : best) {
        const Model& model = study.sweep->models[index];
        elbow.x.push_back(model.k);
        elbow.y.push_back(model.inertia);
        silhouette.x.push_back(model.k);
        silhouette.y.push_back(model.silhouette);
    }
    if (study.segmentation) {
        elbow.marked = silhouette.marked = study.segmentation->k;
    }
    page.raw("<section id=\"choice\">\n").element("h2", "How many segments");
    if (study.segmentation && !study.segmentation->explanation.empty()) {
        page.element("p", study.segmentation->explanation);
    }
    page.raw("<p class=\"soft\">")
        .text(fmt::format("{} ({}) were fitted on {}; the best of each k is shown.",
                          counted(static_cast<std::int64_t>(study.sweep->models.size()), "model", "models"),
                          sweep_extent(*study.sweep), study.sweep->device))
        .raw("</p>\n<div class=\"figures\">\n");
    write_curve("Elbow: inertia (squared feature units, lower is tighter)", elbow, "Inertia", page);
    write_curve("Silhouette (squared Euclidean, higher is clearer)", silhouette, "Silhouette", page);
    page.raw("</div>\n").table(model_table(study, best)).raw("</section>\n");
}

}  // namespace rfmeans::report
