#include "query/language/document_set.h"

#include <algorithm>
#include <string>
#include <utility>

#include "indexer/index/ids.h"
#include "indexer/index/record.h"
#include "indexer/index/schema.h"
#include "indexer/index/stored_record.h"

namespace crib {
namespace {

// The documents of one shard. Xapian gives the shards their document numbers in turn.
class DocumentSet : public Xapian::PostingSource {
  public:
    DocumentSet(std::vector<Xapian::docid> documents, std::vector<std::string> shards)
        : documents_(std::move(documents)), shards_(std::move(shards)) {}

    Xapian::PostingSource* clone() const override {
        return new DocumentSet(documents_, shards_);  // NOLINT: Xapian's to delete
    }

    void init(const Xapian::Database& database) override {
        const auto shard = static_cast<Xapian::docid>(
            std::ranges::find(shards_, database.get_uuid()) - shards_.begin());
        const auto count = static_cast<Xapian::docid>(shards_.size());
        own_.clear();
        for (const Xapian::docid document : documents_) {
            if ((document - 1) % count == shard) own_.push_back((document - 1) / count + 1);
        }
        at_ = own_.begin();
        begun_ = false;
    }

    Xapian::doccount get_termfreq_min() const override { return get_termfreq_est(); }
    Xapian::doccount get_termfreq_max() const override { return get_termfreq_est(); }
    Xapian::doccount get_termfreq_est() const override {
        return static_cast<Xapian::doccount>(own_.size());
    }

    void next(double /*least*/) override {
        if (std::exchange(begun_, true)) ++at_;
    }
    void skip_to(Xapian::docid document, double /*least*/) override {
        begun_ = true;
        at_ = std::lower_bound(at_, own_.cend(), document);
    }
    bool at_end() const override { return at_ == own_.end(); }
    Xapian::docid get_docid() const override { return *at_; }

  private:
    std::vector<Xapian::docid> documents_;
    std::vector<std::string> shards_;  // their UUIDs
    std::vector<Xapian::docid> own_;   // of the current shard
    std::vector<Xapian::docid>::const_iterator at_;
    bool begun_ = false;
};

// The id of the document that has this record.
std::string id_of(const Record& record) {
    return record.kind == Kind::question
               ? question_id(record.tree, record.path, record.place)
               : section_id(record.tree, record.path, record.links.front().anchor);
}

}  // namespace

Xapian::Query among(std::vector<Xapian::docid> documents, const Vocabulary& vocabulary) {
    // A server can receive terms but no posting source. The list begins with a term that no
    // document has, because an empty query would match everything.
    if (vocabulary.has_servers() || documents.empty()) {
        std::vector<std::string> ids{std::string(prefix::id)};
        for (const Xapian::docid document : documents) {
            const Xapian::Document found = vocabulary.database().get_document(document);
            ids.push_back(id_of(record_of(found)));
        }
        return {Xapian::Query::OP_OR, ids.begin(), ids.end()};
    }
    std::vector<std::string> shards;
    for (const Xapian::Database& shard : vocabulary.shards()) shards.push_back(shard.get_uuid());
    auto* source = new DocumentSet(std::move(documents), std::move(shards));  // NOLINT: as below
    return Xapian::Query(source->release());
}

}  // namespace crib
