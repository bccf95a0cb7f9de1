#include "query/printing/styled.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "indexer/program/color.h"
#include "query/printing/hyperlink.h"
#include "query/printing/terminal.h"

namespace crib {
namespace {

std::string dressed(std::string_view text, const StyledRun& run) {
    std::string result(text);
    if (!run.style.empty()) result = in_style(text, run.style);
    return hyperlink(result, run.address);
}

// The bytes from `begin` to `end` with their styles.
std::string part(const StyledText& text, std::size_t begin, std::size_t end) {
    const std::string_view all = text.text;
    std::string result;
    auto run = std::ranges::upper_bound(text.runs, begin, {}, &StyledRun::end);
    for (; run != text.runs.end() && run->begin < end; ++run) {
        const std::size_t first = std::max(run->begin, begin);
        const std::size_t last = std::min(run->end, end);
        result += all.substr(begin, first - begin);
        result += dressed(all.substr(first, last - first), *run);
        begin = last;
    }
    result += all.substr(begin, end - begin);
    return result;
}

}  // namespace

void StyledText::append(std::string_view more, std::string_view style, std::string_view address) {
    const std::size_t begin = text.size();
    text += more;
    if (!more.empty() && (!style.empty() || !address.empty())) {
        runs.push_back({begin, text.size(), std::string(style), std::string(address)});
    }
}

void StyledText::append(const StyledText& more) {
    for (StyledRun run : more.runs) {
        run.begin += text.size();
        run.end += text.size();
        runs.push_back(std::move(run));
    }
    text += more.text;
}

std::string styled(const StyledText& text, bool color) {
    return color ? part(text, 0, text.text.size()) : text.text;
}

std::vector<std::string> styled_lines(const StyledText& text, int width, bool color) {
    std::vector<std::string> lines;
    for (const std::string_view line : broken_lines(text.text, width)) {
        const auto begin = static_cast<std::size_t>(line.data() - text.text.data());
        lines.push_back(color ? part(text, begin, begin + line.size()) : std::string(line));
    }
    return lines;
}

}  // namespace crib
