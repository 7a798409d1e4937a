#include "ingest/read_rows.hpp"

#include <tbb/task_arena.h>

#include <algorithm>
#include <exception>
#include <iterator>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <tuple>
#include <utility>

#include "ingest/chunk_parser.hpp"
#include "ingest/date_decision.hpp"
#include "ingest/source.hpp"

namespace rfmeans::ingest {
namespace {

/// All files, read once under the roles and facts that were known.
struct Pass {
    std::vector<std::unique_ptr<RowSink>> sinks;
    std::shared_ptr<RejectLog> rejects;
    std::vector<OpenedFile> files;
    std::vector<ChunkNotes> notes;  ///< ascending by file and chunk
    std::exception_ptr bad_file;    ///< thrown by a file that could not be read to its end; the last of `files`, or the
                                    ///< one behind
};

/// What the threads of a pass have in common.
class Workers {
public:
    Workers(ChunkSource& source, const RowsPlan& plan, RejectLog& rejects)
        : source_(source), plan_(plan), rejects_(rejects) {}

    // Never throws: it is the body of a thread.
    void work(RowSink& sink) {
        try {
            Chunk chunk;
            ChunkParser parser(sink);
            std::vector<ChunkNotes> notes;
            while (take(chunk)) {
                ChunkNotes& noted = notes.emplace_back(parser.parse(chunk));
                noted.logged = rejects_.add(std::exchange(noted.rejects, {}));
                tell(noted.rows);
                if (noted.foreign) {
                    source_.stop();
                }
            }
            const std::lock_guard lock(mutex_);
            std::move(notes.begin(), notes.end(), std::back_inserter(notes_));
        } catch (...) {
            source_.stop();
            const std::lock_guard lock(mutex_);
            failure_ = failure_ ? failure_ : std::current_exception();
        }
    }

    void finish(Pass& pass) {
        if (failure_) {
            std::rethrow_exception(failure_);
        }
        std::sort(notes_.begin(), notes_.end(), [](const ChunkNotes& a, const ChunkNotes& b) {
            return std::tie(a.file, a.chunk) < std::tie(b.file, b.chunk);
        });
        pass.notes = std::move(notes_);
        pass.files = std::move(source_.opened());
        pass.bad_file = bad_file_;
    }

private:
    bool take(Chunk& chunk) {
        try {
            return source_.next(chunk);
        } catch (...) {
            const std::lock_guard lock(mutex_);
            bad_file_ = std::current_exception();
            return false;
        }
    }

    void tell(std::int64_t rows) {
        if (plan_.told) {
            const std::lock_guard lock(mutex_);
            rows_ += rows;
            plan_.told(source_.position(), rows_);  // asked under the lock, so that it never falls
        }
    }

    ChunkSource& source_;
    const RowsPlan& plan_;
    RejectLog& rejects_;
    std::mutex mutex_;
    std::exception_ptr failure_, bad_file_;
    std::vector<ChunkNotes> notes_;
    std::int64_t rows_ = 0;
};

std::size_t count_threads(const RowsPlan& plan) {
    const int allowed = plan.threads > 0 ? plan.threads : tbb::this_task_arena::max_concurrency();
    return static_cast<std::size_t>(std::max(allowed, 1));
}

Pass read_pass(const RowsPlan& plan, const RoleMap& roles, const std::vector<FileFacts>& facts,
               const MakeSink& make_sink) {
    ChunkSource source({.files = plan.files,
                        .earlier = plan.earlier,
                        .roles = roles,
                        .columns = plan.columns,
                        .chunk_bytes = std::max<std::size_t>(plan.chunk_bytes, 1),
                        .fingerprint = plan.fingerprint ? Fingerprint::sha256 : Fingerprint::none,
                        .facts = facts});
    Pass pass;
    pass.rejects = std::make_shared<RejectLog>(plan.spill_folder, plan.reject_bytes);
    Workers workers(source, plan, *pass.rejects);
    for (std::size_t i = 0; i < count_threads(plan); ++i) {
        pass.sinks.push_back(make_sink());
    }
    {
        std::vector<std::jthread> threads;
        try {
            for (std::size_t i = 1; i < pass.sinks.size(); ++i) {
                threads.emplace_back([&workers, &sink = *pass.sinks[i]] { workers.work(sink); });
            }
        } catch (const std::system_error&) {
            pass.sinks.resize(threads.size() + 1);  // the system has no more threads: those there are read everything
        }
        workers.work(*pass.sinks[0]);
    }
    workers.finish(pass);
    return pass;
}

/// The notes of one file, added up.
struct FileNotes {
    TextCounts text;
    std::int64_t rows = 0;
    bool quotes = false, foreign = false;
    std::vector<MarkUsage> marks;
    std::vector<std::int64_t> first_lines;  ///< [chunks]
};

std::vector<FileNotes> add_up(const Pass& pass) {
    std::vector<FileNotes> files(pass.files.size());
    std::vector<std::int64_t> lines;
    for (std::size_t f = 0; f < files.size(); ++f) {
        files[f].text = pass.files[f].head;
        lines.push_back(pass.files[f].first_line);
    }
    for (const ChunkNotes& chunk : pass.notes) {
        FileNotes& file = files[chunk.file];
        file.text.append(chunk.text);
        file.rows += chunk.rows;
        file.quotes = file.quotes || chunk.quotes;
        file.foreign = file.foreign || chunk.foreign;
        file.marks.resize(chunk.marks.size());
        for (std::size_t i = 0; i < chunk.marks.size(); ++i) {
            file.marks[i].append(chunk.marks[i]);
        }
        file.first_lines.push_back(lines[chunk.file]);
        lines[chunk.file] += chunk.lines;
    }
    return files;
}

// Errors in the order of the files, as when they are read one after the other. False: bytes that are no UTF-8 were
// found in a file that was read as UTF-8; their page is noted.
bool check_files(const Pass& pass, const std::vector<FileNotes>& notes, std::vector<FileFacts>& facts) {
    for (std::size_t f = 0; f < pass.files.size(); ++f) {
        if (notes[f].foreign) {
            const OpenedFile& opened = pass.files[f];
            facts[f].page = find_page(opened.file.path, opened.dialect.encoding, opened.dialect.packing);
            return false;
        }
        if (!pass.files[f].ended) {
            continue;
        }
        check_is_text(notes[f].text, pass.files[f].file.path);
        if (notes[f].rows == 0) {
            static_cast<void>(open_source(pass.files[f].file.path, Extent::whole));  // says that there are none
        }
    }
    if (pass.bad_file) {
        std::rethrow_exception(pass.bad_file);
    }
    return true;
}

// Whether the marks that all values decide are those that they were read under; notes them.
bool check_marks(const Pass& pass, const std::vector<FileNotes>& notes, std::vector<FileFacts>& facts) {
    bool same = true;
    for (std::size_t f = 0; f < pass.files.size(); ++f) {
        RowLayout layout = pass.files[f].layout->rows;
        std::vector<DecimalMark> in_force;
        for (const RoleField* number : number_fields(layout)) {
            in_force.push_back(number->mark);
        }
        std::vector<DecimalMark> chosen = choose_marks(notes[f].marks, pass.files[f].dialect.delimiter);
        chosen.resize(in_force.size(), DecimalMark::point);
        same = same && chosen == in_force;
        facts[f].marks = std::move(chosen);
    }
    return same;
}

DateTally add_up_dates(const Pass& pass, const std::vector<FileNotes>& notes) {
    DateTally dates;
    for (const ChunkNotes& chunk : pass.notes) {
        dates.append(chunk.dates, notes[chunk.file].first_lines[chunk.chunk] - 1);
    }
    return dates;
}

void collect_rows(Pass& pass, const std::vector<FileNotes>& notes, RowsRead& result) {
    for (std::size_t f = 0; f < pass.files.size(); ++f) {
        OpenedFile& opened = pass.files[f];
        if (!opened.earlier) {
            opened.dialect.quotes = opened.dialect.quotes || notes[f].quotes;
            opened.file.dialect = describe_dialect(opened.dialect);
        }
        result.files.push_back(std::move(opened.file));
    }
    std::vector<RejectPart> rejects;
    for (ChunkNotes& chunk : pass.notes) {
        InputFile& file = result.files[chunk.file];
        file.rows += chunk.rows;
        file.blank_rows += chunk.blank_rows;
        file.rejected_rows += static_cast<std::int64_t>(chunk.logged.rows);
        for (const auto& [name, rows] : chunk.currencies) {
            result.currencies[name] += rows;
        }
        rejects.push_back({std::move(chunk.logged), file.path, notes[chunk.file].first_lines[chunk.chunk] - 1});
    }
    result.rejects = join_rejects(pass.rejects, std::move(rejects));
    std::vector<std::vector<std::int64_t>> first_lines;
    for (const FileNotes& file : notes) {
        first_lines.push_back(file.first_lines);
    }
    result.line_of = [lines = std::move(first_lines)](const RowPlace& place) {
        return lines[place.file][place.chunk] + place.line;
    };
}

// Those of earlier files were allowed.
void check_all_rejects(const RowsRead& result, std::size_t earlier, const RejectLimit& max_rejects) {
    std::size_t first = 0;
    for (std::size_t f = 0; f < result.files.size(); ++f) {
        const InputFile& file = result.files[f];
        if (f >= earlier && file.rejected_rows > 0) {
            check_rejects(file, result.rejects[first], max_rejects);
        }
        first += static_cast<std::size_t>(file.rejected_rows);
    }
}

}  // namespace

RowsRead read_rows(const RowsPlan& plan, const MakeSink& make_sink) {
    std::vector<FileFacts> facts(plan.earlier.size() + plan.files.size());
    std::optional<DateDecision> dates;
    while (true) {
        Pass pass = read_pass(plan, dates ? dates->roles : plan.roles, facts, make_sink);
        const std::vector<FileNotes> notes = add_up(pass);
        if (!check_files(pass, notes, facts)) {
            continue;
        }
        bool final = check_marks(pass, notes, facts);
        if (!dates) {
            dates = decide_dates(add_up_dates(pass, notes), plan.roles,
                                 {.given = plan.dates_given,
                                  .found = plan.dates_found,
                                  .rejects = plan.date_rejects,
                                  .doubt = plan.date_doubt});
            final = final && !dates->anew;
        }
        if (final) {
            RowsRead result;
            result.sinks = std::move(pass.sinks);
            collect_rows(pass, notes, result);
            result.roles = std::move(dates->roles);
            result.dates = std::move(dates->reading);
            check_all_rejects(result, plan.earlier.size(), plan.max_rejects);
            return result;
        }
    }
}

}  // namespace rfmeans::ingest
