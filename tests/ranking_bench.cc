// usage: ranking-bench [NAME=VALUE]... NOTES DATABASE <QUERIES
//
// Ranks with other weights than crib's, to measure the effect of each. If DATABASE does not exist,
// indexes NOTES into it. Each line of standard input is OPTIONS TAB QUERY, where OPTIONS is empty,
// --prefix or -k section. The answer is a list of lines, each title TAB links, and an empty line.

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>
#include <string>

#include <fmt/format.h>
#include <xapian.h>

#include "indexer/index/record.h"
#include "indexer/index/schema.h"
#include "indexer/index/tree_record.h"
#include "indexer/store/document.h"
#include "indexer/store/fields.h"
#include "indexer/store/word_changes.h"
#include "indexer/text/bytes.h"
#include "indexer/text/error.h"
#include "indexer/text/screen.h"
#include "indexer/update/pipeline.h"
#include "indexer/words/thesaurus.h"
#include "query/database/vocabulary.h"
#include "query/language/tuning.h"
#include "query/ranking/rank.h"

namespace crib {
namespace {

struct Bench {
    Fields fields;
    Tuning tuning;

    // All weights, by their names.
    std::map<std::string, double*> weights() {
        std::map<std::string, double*> weights{
            {"k1", &tuning.k1},
            {"small_word", &tuning.small_word},
            {"everyday", &tuning.everyday},
            {"compound", &tuning.compound},
            {"tail", &tuning.tail},
            {"part", &tuning.part},
            {"completion", &tuning.completion},
            {"correction", &tuning.correction},
            {"synonym", &tuning.synonym},
            {"synonym_known", &tuning.synonym_known},
            {"synonym_phrase", &tuning.synonym_phrase},
            {"linked", &tuning.linked},
            {"alone", &tuning.alone},
            {"proximity", &tuning.proximity},
            {"coverage", &tuning.coverage},
            {"fit", &tuning.fit},
            {"held", &tuning.held},
            {"asked", &tuning.asked},
            {"asked_small", &tuning.asked_small},
            {"asked_length", &tuning.asked_length},
            {"asked_coverage", &tuning.asked_coverage},
            {"asked_match", &tuning.asked_match},
            {"window", &tuning.window},
            {"read", &tuning.read},
        };
        const auto add = [&](const std::string& name, Field& field) {
            weights.emplace("field." + name, &field.weight);
            weights.emplace("b." + name, &field.b);
        };
        add("title", fields.title);
        add("breadcrumb", fields.breadcrumb);
        add("group", fields.group);
        add("keyword", fields.keyword);
        add("body", fields.body);
        add("code", fields.code);
        add("linked", fields.linked);
        add("asked", fields.asked);
        return weights;
    }

    void set(const std::string& assignment) {
        const std::size_t equals = assignment.find('=');
        const auto all = weights();
        const auto found = all.find(assignment.substr(0, equals));
        if (equals == std::string::npos || found == all.end()) {
            throw Error(fmt::format("{}: no such weight", assignment));
        }
        *found->second = std::strtod(assignment.c_str() + equals + 1, nullptr);
    }

    void index(const std::string& notes, const std::string& path) const {
        TreeRecord record;
        record.name = "notes";
        record.root = std::filesystem::absolute(notes).string();
        const Tree tree =
            read_tree(record, crib::files_of(record, ""), 1, [](std::size_t, std::size_t) {}).tree;
        Xapian::WritableDatabase database(path, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
        const Tokenizer tokenizer;
        Thesaurus thesaurus;
        thesaurus.add(built_in_synonyms(), tokenizer);
        auto entries = thesaurus.entries();
        entries.merge(thesaurus.entries_as_written());
        for (const auto& [entry, others] : entries) {
            database.set_metadata(std::string(metadata::synonym) + entry, pack(others));
        }
        const Askers askers = find_askers(tree);
        WordChanges words;
        for (std::size_t i = 0; i < tree.size(); ++i) {
            const auto made = derive_documents(LinkedNote(tree, i), askers, tokenizer, fields);
            for (const Xapian::Document& document : made.documents) database.add_document(document);
            words.add(made.words);
        }
        words.write_to(database);
        database.commit();
    }

    void answer(const Xapian::Database& database, const std::string& line) const {
        const Tokenizer tokenizer;
        const Vocabulary vocabulary(database, tokenizer);
        const std::string options = line.substr(0, line.find('\t'));
        ParseOptions parsing;
        parsing.prefix = options == "--prefix";
        parsing.tuning = tuning;
        RankOptions ranking;
        ranking.tuning = tuning;
        if (options == "-k section") ranking.kind = Kind::section;
        const Query query = parse(line.substr(options.size() + 1), vocabulary, tokenizer, parsing);
        for (const Hit& hit : rank(vocabulary, query, ranking)) {
            std::cout << one_line(hit.record.title) << '\t';
            for (const RecordLink& link : hit.record.links) {
                std::cout << link.path << (link.anchor.empty() ? "" : "#") << link.anchor << ' '
                          << link.path << ':' << link.line << ' ';
            }
            std::cout << '\n';
        }
        std::cout << '\n';
    }
};

int run(int argc, char** argv) {
    Bench bench;
    int at = 1;
    for (; at < argc - 2; ++at) bench.set(argv[at]);
    if (at + 2 != argc) {
        std::cerr << "usage: ranking-bench [NAME=VALUE]... NOTES DATABASE <QUERIES\n";
        return 2;
    }
    const std::string path = argv[at + 1];
    if (!std::filesystem::exists(path)) bench.index(argv[at], path);
    const Xapian::Database database(path, Xapian::DB_BACKEND_GLASS);
    for (std::string line; std::getline(std::cin, line);) bench.answer(database, line);
    return 0;
}

}  // namespace
}  // namespace crib

int main(int argc, char** argv) {
    try {
        return crib::run(argc, argv);
    } catch (const std::exception& error) {
        std::cerr << "ranking-bench: " << error.what() << '\n';
    } catch (const Xapian::Error& error) {
        std::cerr << "ranking-bench: " << error.get_description() << '\n';
    }
    return 2;
}
