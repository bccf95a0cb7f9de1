// Fuzzes the path from a query to Xapian's query and its hits in a small database.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "query/database/vocabulary.h"
#include "query/language/parse.h"
#include "query/ranking/rank.h"
#include "tests/indexed_notes.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const crib::IndexedNotes notes(
        {{"map.md", "# Map\n\n## Lists\n\n- How do you copy a list? [Copy](a.md#copy)\n"},
         {"a.md",
          "# Lists\n\nA `list` holds things.\n\n## Copy\n\n`copy.deepcopy(x)` and *args\n"}});
    static const crib::Vocabulary vocabulary(notes.xapian(), notes.tokenizer());
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    crib::ParseOptions options;
    options.prefix = size % 2 == 1;
    const crib::Query query = crib::parse(text, vocabulary, notes.tokenizer(), options);
    crib::rank(vocabulary, query, {});
    return 0;
}
