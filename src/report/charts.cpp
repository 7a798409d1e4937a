#include "report/charts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "report/html.hpp"
#include "report/plain_text.hpp"

namespace rfmeans::report {
namespace {

constexpr double kWidth = 440, kHeight = 250;
constexpr double kLeft = 58, kRight = 14, kTop = 12, kBottom = 44;

/// A drawing in the coordinates of its view box.
class Svg {
public:
    Svg(double width, double height, const std::string& description) {
        add("<svg viewBox=\"0 0 {:g} {:g}\" role=\"img\" aria-label=\"{}\">\n", width, height, escape(description));
    }

    template <class... Args>
    void add(fmt::format_string<Args...> format, Args&&... args) {
        fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
    }

    void label(double x, double y, const char* anchor, const std::string& text) {
        add("<text class=\"t\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n", x, y, anchor, escape(text));
    }

    [[nodiscard]] std::string finish() { return std::move(out_) + "</svg>\n"; }

private:
    std::string out_;
};

/// "12k", "3.5M": short enough for an axis.
std::string axis_text(double value) {
    const double magnitude = std::fabs(value);
    for (const auto& [size, letter] : {std::pair{1e12, "T"}, {1e9, "G"}, {1e6, "M"}, {1e4, "k"}}) {
        if (magnitude >= size) {
            const double unit = letter[0] == 'k' ? 1e3 : size;
            return fmt::format("{:.4g}{}", value / unit, letter);
        }
    }
    return fmt::format("{:.4g}", magnitude < 1e-12 ? 0 : value);
}

/// Vertical scale with round steps (1, 2 or 5 times a power of ten) that covers the values.
class Scale {
public:
    Scale(double low, double high) {
        if (!(high > low)) {
            const double spread = low == 0 ? 1 : std::fabs(low) * 0.1;
            low -= spread;
            high += spread;
        }
        const double raw = (high - low) / 4;
        const double power = std::pow(10.0, std::floor(std::log10(raw)));
        const double lead = raw / power;
        step_ = power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
        low_ = std::floor(low / step_) * step_;
        high_ = std::ceil(high / step_) * step_;
    }

    [[nodiscard]] double y(double value) const {
        return kHeight - kBottom - (value - low_) / (high_ - low_) * (kHeight - kTop - kBottom);
    }

    void draw(Svg& svg) const {
        const auto steps = static_cast<int>(std::lround((high_ - low_) / step_));
        for (int i = 0; i <= steps; ++i) {
            const double value = low_ + i * step_;
            const bool zero = std::fabs(value) < step_ / 1e6;
            svg.add("<line class=\"{}\" x1=\"{:g}\" x2=\"{:g}\" y1=\"{:.1f}\" y2=\"{:.1f}\"/>\n", zero ? "z" : "g",
                    kLeft, kWidth - kRight, y(value), y(value));
            svg.label(kLeft - 6, y(value) + 4, "end", axis_text(zero ? 0 : value));
        }
    }

private:
    double low_ = 0, high_ = 1, step_ = 1;
};

void title_x_axis(Svg& svg, const std::string& title) {
    svg.label((kLeft + kWidth - kRight) / 2, kHeight - 6, "middle", title);
}

/// Every how many labels fit, when the longest has so many letters.
std::size_t label_stride(const std::vector<std::string>& labels, double spacing) {
    std::size_t longest = 1;
    for (const std::string& label : labels) {
        longest = std::max(longest, display_width(label));
    }
    return static_cast<std::size_t>(std::max(1.0, std::ceil((static_cast<double>(longest) * 7 + 8) / spacing)));
}

}  // namespace

std::string series_class(std::size_t i) {
    constexpr const char* kStrokes[] = {"", " dash", " dots"};
    return fmt::format("s{}{}", i % 10, kStrokes[i / 10 % 3]);
}

std::string draw_columns(const ColumnChart& chart) {
    if (chart.heights.empty()) {
        return "";
    }
    Svg svg(kWidth, kHeight, chart.description);
    const auto [low, high] = std::minmax_element(chart.heights.begin(), chart.heights.end());
    const Scale scale(std::min(*low, 0.0), std::max(*high, 0.0));
    scale.draw(svg);
    const double slot = (kWidth - kLeft - kRight) / static_cast<double>(chart.heights.size());
    for (std::size_t i = 0; i < chart.heights.size(); ++i) {
        const double top = scale.y(std::max(chart.heights[i], 0.0));
        const double bottom = scale.y(std::min(chart.heights[i], 0.0));
        svg.add(
            "<rect class=\"b\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\"><title>{}</title></rect>\n",
            kLeft + slot * (static_cast<double>(i) + 0.06), top, slot * 0.88, bottom - top, escape(chart.titles[i]));
    }
    const bool at_edges = chart.labels.size() > chart.heights.size();
    const std::size_t stride = label_stride(chart.labels, slot);
    for (std::size_t i = 0; i < chart.labels.size(); i += stride) {
        const double x = kLeft + slot * (static_cast<double>(i) + (at_edges ? 0 : 0.5));
        // A centred label at the right edge would be cut off.
        const bool at_the_end = x + static_cast<double>(display_width(chart.labels[i])) * 3.5 > kWidth;
        svg.label(at_the_end ? kWidth : x, kHeight - kBottom + 17, at_the_end ? "end" : "middle", chart.labels[i]);
    }
    title_x_axis(svg, chart.x_title);
    return svg.finish();
}

std::string draw_small_columns(const SmallColumns& chart) {
    constexpr double kSmallWidth = 300, kBars = 52, kSmallHeight = 70;
    if (chart.heights.empty()) {
        return "";
    }
    Svg svg(kSmallWidth, kSmallHeight, chart.description);
    const double highest = *std::max_element(chart.heights.begin(), chart.heights.end());
    const double slot = kSmallWidth / static_cast<double>(chart.heights.size());
    for (std::size_t i = 0; i < chart.heights.size(); ++i) {
        // A bin that is not empty can be seen.
        const double height = chart.heights[i] > 0 ? std::max(kBars * chart.heights[i] / highest, 1.0) : 0;
        svg.add(
            "<rect class=\"b\" x=\"{:.2f}\" y=\"{:.2f}\" width=\"{:.2f}\" height=\"{:.2f}\"><title>{}</title></rect>\n",
            static_cast<double>(i) * slot, kBars - height, slot * 0.9, height, escape(chart.titles[i]));
    }
    svg.add("<line class=\"z\" x1=\"0\" x2=\"{:g}\" y1=\"{:g}\" y2=\"{:g}\"/>\n", kSmallWidth, kBars, kBars);
    svg.label(0, kSmallHeight - 4, "start", chart.first);
    svg.label(kSmallWidth, kSmallHeight - 4, "end", chart.last);
    return svg.finish();
}

std::string draw_curve(const CurveChart& chart) {
    std::vector<double> known;
    std::copy_if(chart.y.begin(), chart.y.end(), std::back_inserter(known), [](double y) { return !std::isnan(y); });
    if (known.empty()) {
        return "<p class=\"soft\">Undefined for every k.</p>\n";
    }
    Svg svg(kWidth, kHeight, chart.description);
    const auto [low, high] = std::minmax_element(known.begin(), known.end());
    const Scale scale(*low, *high);
    scale.draw(svg);
    const double first = chart.x.front(), last = chart.x.back();
    const auto x_of = [&](double x) {
        const double inner = kWidth - kLeft - kRight - 24;
        return kLeft + 12 + (last > first ? (x - first) / (last - first) : 0.5) * inner;
    };
    std::string path;
    std::vector<std::string> labels;
    bool pen_down = false;
    for (std::size_t i = 0; i < chart.x.size(); ++i) {
        labels.push_back(fmt::format("{:g}", chart.x[i]));
        if (chart.x[i] == chart.marked) {
            svg.add("<line class=\"v\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1:g}\" y2=\"{2:g}\"/>\n", x_of(chart.x[i]),
                    kTop, kHeight - kBottom);
        }
        if (std::isnan(chart.y[i])) {
            pen_down = false;
            continue;
        }
        path += fmt::format("{}{:.1f} {:.1f}", pen_down ? "L" : "M", x_of(chart.x[i]), scale.y(chart.y[i]));
        pen_down = true;
    }
    svg.add("<path class=\"l\" d=\"{}\"/>\n", path);
    const double spacing = x_of(last) - x_of(first);
    const std::size_t stride =
        label_stride(labels, chart.x.size() > 1 ? spacing / static_cast<double>(chart.x.size() - 1) : kWidth);
    for (std::size_t i = 0; i < chart.x.size(); ++i) {
        const bool marked = chart.x[i] == chart.marked;
        if (!std::isnan(chart.y[i])) {
            svg.add("<circle class=\"p\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3.5\"><title>k = {}: {}</title></circle>\n",
                    x_of(chart.x[i]), scale.y(chart.y[i]), labels[i], short_text(chart.y[i]));
            if (marked) {
                svg.add("<circle class=\"m\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"7\"/>\n", x_of(chart.x[i]),
                        scale.y(chart.y[i]));
            }
        }
        if (i % stride == 0) {
            svg.label(x_of(chart.x[i]), kHeight - kBottom + 17, "middle", labels[i]);
        }
    }
    title_x_axis(svg, chart.x_title);
    return svg.finish();
}

std::string draw_shares(const std::string& description, const std::vector<ShareRow>& rows) {
    constexpr double kRow = 48, kBar = 12, kValue = 62;
    double widest = 0;
    for (const ShareRow& row : rows) {
        for (const double share : {row.first, row.second}) {
            widest = std::isnan(share) ? widest : std::max(widest, share);
        }
    }
    Svg svg(kWidth, kRow * static_cast<double>(rows.size()), description);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const double top = kRow * static_cast<double>(i);
        svg.add("<g class=\"{}\"><text x=\"0\" y=\"{:.1f}\">{}</text>\n", series_class(i), top + 14,
                escape(rows[i].name));
        double y = top + 19;
        for (const double share : {rows[i].first, rows[i].second}) {
            if (std::isnan(share)) {
                continue;
            }
            const double length = widest > 0 ? std::max(share, 0.0) / widest * (kWidth - kValue) : 0;
            svg.add("<rect class=\"b{}\" x=\"0\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:g}\" rx=\"2\"/>\n",
                    y > top + 19 ? " w" : "", y, std::max(length, 1.0), kBar - 2);
            svg.label(std::max(length, 1.0) + 6, y + 9.5, "start", percent_text(share));
            y += kBar;
        }
        svg.add("</g>\n");
    }
    return svg.finish();
}

std::string draw_snake(const SnakeChart& chart) {
    if (chart.series.empty() || chart.axes.empty()) {
        return "";
    }
    double low = 0, high = 0;
    for (const auto& series : chart.series) {
        for (const double value : series) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    }
    Svg svg(kWidth, kHeight, chart.description);
    const Scale scale(low, high);
    scale.draw(svg);
    const double slot = (kWidth - kLeft - kRight) / static_cast<double>(chart.axes.size());
    const auto x_of = [&](std::size_t axis) { return kLeft + slot * (static_cast<double>(axis) + 0.5); };
    for (std::size_t axis = 0; axis < chart.axes.size(); ++axis) {
        svg.label(x_of(axis), kHeight - kBottom + 17, "middle", chart.axes[axis]);
    }
    title_x_axis(svg, "standard deviations from the mean of all customers");
    for (std::size_t s = 0; s < chart.series.size(); ++s) {
        std::string points;
        svg.add("<g class=\"{}\">\n", fmt::format("s{}", s % 10));
        for (std::size_t axis = 0; axis < chart.series[s].size(); ++axis) {
            const double y = scale.y(chart.series[s][axis]);
            points += fmt::format("{}{:.1f},{:.1f}", axis == 0 ? "" : " ", x_of(axis), y);
            svg.add("<circle class=\"p\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3.5\"><title>{}: {}</title></circle>\n",
                    x_of(axis), y, escape(chart.names[s]), fixed_text(chart.series[s][axis], 2));
        }
        svg.add("<polyline class=\"l {}\" points=\"{}\"/></g>\n", series_class(s), points);
    }
    std::string legend = "<ul class=\"legend\">";
    for (std::size_t s = 0; s < chart.names.size(); ++s) {
        legend += fmt::format("<li class=\"{}\">{}</li>", series_class(s), escape(chart.names[s]));
    }
    return svg.finish() + legend + "</ul>\n";
}

}  // namespace rfmeans::report
