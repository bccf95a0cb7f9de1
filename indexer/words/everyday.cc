#include "indexer/words/everyday.h"

#include <algorithm>
#include <array>

namespace crib {
namespace {

// Sorted.
constexpr auto words = std::to_array<std::string_view>(
    {"ability",      "able",          "accidentally",  "across",       "actually",    "afterwards",
     "again",        "against",       "ago",           "almost",       "alone",       "along",
     "already",      "although",      "always",        "among",        "another",     "anybody",
     "anymore",      "anyone",        "anything",      "anyway",       "anyways",     "anywhere",
     "apart",        "apparently",    "around",        "ask",          "asked",       "asking",
     "asks",         "avoid",         "away",          "bad",          "basically",   "became",
     "because",      "become",        "becomes",       "began",        "begin",       "behave",
     "believe",      "best",          "better",        "between",      "beyond",      "big",
     "biggest",      "bit",           "bother",        "bring",        "brings",      "brought",
     "bunch",        "came",          "can't",         "cannot",       "care",        "case",
     "cases",        "cause",         "caused",        "causes",       "causing",     "cheap",
     "cheaper",      "clearly",       "come",          "comes",        "coming",      "common",
     "completely",   "confused",      "confusing",     "correct",      "correctly",   "couldn't",
     "crazy",        "decide",        "describe",      "despite",      "didn't",      "differ",
     "difference",   "differences",   "different",     "differently",  "difficult",   "done",
     "doubt",        "during",        "easier",        "easiest",      "easily",      "easy",
     "either",       "enough",        "entire",        "entirely",     "especially",  "etc",
     "even",         "eventually",    "ever",          "everybody",    "everyone",    "everything",
     "everywhere",   "exactly",       "exist",         "exists",       "expect",      "expected",
     "explain",      "explained",     "explains",      "fact",         "fails",       "far",
     "feel",         "few",           "figure",        "fine",         "found",       "friend",
     "full",         "fully",         "gave",          "getting",      "gives",       "giving",
     "goes",         "going",         "gone",          "good",         "got",         "great",
     "guess",        "guy",           "guys",          "half",         "happen",      "happened",
     "happening",    "happens",       "hard",          "hardly",       "hasn't",      "haven't",
     "hello",        "help",          "helpful",       "helps",        "hey",         "hi",
     "hint",         "hope",          "huge",          "i'd",          "i'll",        "i've",
     "idea",         "ideal",         "ideally",       "immediately",  "important",   "inside",
     "interesting",  "itself",        "keep",          "keeping",      "keeps",       "kept",
     "kind",         "kinds",         "knew",          "know",         "knowing",     "known",
     "knows",        "lately",        "latter",        "lead",         "least",       "leave",
     "leaves",       "less",          "let's",         "likely",       "little",      "look",
     "looked",       "looking",       "looks",         "lot",          "lots",        "luck",
     "made",         "main",          "mainly",        "making",       "matter",      "matters",
     "maybe",        "meaning",       "meant",         "mention",      "merely",      "mess",
     "mine",         "mistake",       "moment",        "mostly",       "myself",      "namely",
     "naturally",    "nearly",        "needed",        "needing",      "needs",       "neither",
     "never",        "nevertheless",  "nice",          "nobody",       "none",        "nor",
     "normal",       "normally",      "nothing",       "notice",       "now",         "nowadays",
     "nowhere",      "obvious",       "obviously",     "occasionally", "odd",         "often",
     "ok",           "okay",          "old",           "once",         "oneself",     "onto",
     "oops",         "ordinary",      "ought",         "ours",         "ourselves",   "overall",
     "part",         "particular",    "particularly",  "past",         "people",      "perfect",
     "perhaps",      "person",        "piece",         "place",        "places",      "plenty",
     "point",        "popular",       "possible",      "possibly",     "practice",    "prefer",
     "pretty",       "previously",    "probably",      "problem",      "problems",    "proper",
     "properly",     "purpose",       "put",           "puts",         "putting",     "question",
     "questions",    "quick",         "quickly",       "quite",        "rather",      "real",
     "really",       "reason",        "reasons",       "recommend",    "recommended", "regarding",
     "right",        "roughly",       "said",          "say",          "saying",      "says",
     "see",          "seeing",        "seem",          "seemed",       "seems",       "seen",
     "several",      "shouldn't",     "show",          "shows",        "similar",     "simple",
     "simpler",      "simplest",      "simply",        "since",        "situation",   "situations",
     "small",        "somebody",      "somehow",       "someone",      "something",   "sometimes",
     "somewhat",     "somewhere",     "soon",          "sorry",        "special",     "specific",
     "specifically", "spot",          "still",         "strange",      "stuff",       "suddenly",
     "suggest",      "suppose",       "supposed",      "sure",         "surprise",    "surprised",
     "surprising",   "take",          "taken",         "takes",        "taking",      "talk",
     "tell",         "telling",       "tells",         "tend",         "thank",       "thanks",
     "theirs",       "themselves",    "thereby",       "therefore",    "they're",     "think",
     "thinking",     "though",        "thought",       "through",      "throughout",  "thus",
     "together",     "told",          "took",          "toward",       "towards",     "trick",
     "tried",        "tries",         "trouble",       "truly",        "trying",      "turn",
     "turned",       "turns",         "twice",         "typical",      "typically",   "ugly",
     "understand",   "understanding", "unfortunately", "unless",       "unlike",      "upon",
     "useful",       "usual",         "usually",       "various",      "via",         "wanted",
     "wanting",      "wants",         "wasn't",        "ways",         "weird",       "well",
     "went",         "weren't",       "whatever",      "whatsoever",   "whenever",    "wherever",
     "whichever",    "whoever",       "whole",         "widely",       "within",      "won't",
     "wonder",       "wondering",     "work",          "worked",       "working",     "works",
     "worry",        "worse",         "worst",         "worth",        "wouldn't",    "wow",
     "wrong",        "yes",           "you'd",         "you'll",       "you're",      "you've",
     "yours",        "yourself",      "yourselves"});
static_assert(std::is_sorted(words.begin(), words.end()));

}  // namespace

bool is_everyday_word(std::string_view word) { return std::ranges::binary_search(words, word); }

}  // namespace crib
