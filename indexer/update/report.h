#pragma once

#include <string>
#include <vector>

#include "indexer/note/note.h"
#include "indexer/store/manifest.h"

namespace crib {

// What an indexing run reports in one line.
struct RunReport {
    std::size_t notes = 0;
    std::size_t sections = 0;
    std::size_t questions = 0;
    std::size_t links = 0;
    std::size_t broken = 0;
    std::size_t read = 0;     // notes read in this run
    std::size_t removed = 0;  // notes gone since the run before
    double seconds = 0;
};

// Adds a note to the report.
void count(RunReport& report, const NoteState& note);

std::string to_text(const RunReport& report);
std::string to_json(const RunReport& report);

// `path:line:col: warning: what (nearest: ...)`, with `root` before the path. In colour it looks
// like the warnings of compilers.
std::string to_text(const Problem& problem, const std::string& root, bool color = false);
std::string to_json(const Problem& problem);
// The line that makes GitHub's workflows annotate a pull request.
std::string to_annotation(const Problem& problem, const std::string& root);

}  // namespace crib
