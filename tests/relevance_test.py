#!/usr/bin/python3
"""Tests of scripts/lab/relevance: its figures for a few given rankings."""

import importlib.machinery
import importlib.util
import math
import sys
import tempfile
import unittest
from pathlib import Path

SCRIPT = Path(__file__).resolve().parent.parent / "scripts" / "lab" / "relevance"


def load():
    sys.dont_write_bytecode = True
    loader = importlib.machinery.SourceFileLoader("relevance", str(SCRIPT))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("relevance", loader))
    loader.exec_module(module)
    return module


relevance = load()

TUNE, HELD = "merge dicts", "sorted list"  # their CRC-32 values are 4278321515 and 876775636


def ranking(text):
    """The answers in a text such as "a bc d". Each word is an answer, each letter a link."""
    return [relevance.Answer(f"about {links}", tuple(links)) for links in text.split()]


def result(answers, right, text=TUNE, kind="keyword"):
    query = relevance.Query(kind, text, frozenset(right))
    return relevance.Result(query, ranking(answers), ranking(""))


class MetricsTest(unittest.TestCase):
    def assert_first(self, answers, right, rank):
        self.assertEqual(relevance.first_right(ranking(answers), frozenset(right)), rank)

    def assert_ndcg(self, answers, right, expected):
        self.assertAlmostEqual(relevance.ndcg(ranking(answers), frozenset(right)), expected)

    def test_first_right_answer(self):
        self.assert_first("", "a", None)
        self.assert_first("b c d", "a", None)
        self.assert_first("a b c", "a", 1)
        self.assert_first("b c a", "a", 3)
        self.assert_first("b c a", "ac", 2)

    def test_any_link_of_an_answer_may_be_right(self):
        self.assert_first("bcd efa g", "a", 2)

    def test_ten_answers_count(self):
        self.assert_first("b c d e f g h i j a", "a", 10)
        self.assert_first("b c d e f g h i j k a", "a", None)
        self.assert_ndcg("b c d e f g h i j k a", "a", 0)

    def test_ndcg_of_one_link(self):
        self.assert_ndcg("a b", "a", 1)
        self.assert_ndcg("b a", "a", 1 / math.log2(3))
        self.assert_ndcg("b c a", "a", 0.5)
        self.assert_ndcg("b c d", "a", 0)
        self.assert_ndcg("", "a", 0)

    def test_ndcg_of_several_links(self):
        self.assert_ndcg("a b c", "abc", 1)
        ideal = 1 + 1 / math.log2(3)
        self.assert_ndcg("a c b", "ab", 1.5 / ideal)
        self.assert_ndcg("c d a", "ab", 0.5 / ideal)

    def test_a_link_counts_where_it_is_first_seen(self):
        self.assert_ndcg("a a b", "ab", 1.5 / (1 + 1 / math.log2(3)))
        self.assert_ndcg("ac a", "a", 1)

    def test_an_answer_with_several_links_gives_no_more_than_the_ideal(self):
        self.assert_ndcg("c ab", "ab", 2 / math.log2(3) / (1 + 1 / math.log2(3)))
        self.assert_ndcg("ab c", "ab", 1)

    def test_ideal_has_no_more_than_ten_ranks(self):
        self.assert_ndcg("a b c d e f g h i j", "abcdefghijkl", 1)

    def test_means(self):
        found = relevance.figures([result("a b", "a"), result("b a", "a"), result("b c", "a"),
                                   result("b c d e f a", "a")])
        self.assertEqual(found.count, 4)
        self.assertAlmostEqual(found.mrr, (1 + 1 / 2 + 0 + 1 / 6) / 4)
        self.assertAlmostEqual(found.r1, 1 / 4)
        self.assertAlmostEqual(found.r5, 2 / 4)
        self.assertAlmostEqual(found.ndcg, (1 + 1 / math.log2(3) + 0 + 1 / math.log2(7)) / 4)

    def test_no_queries(self):
        self.assertEqual(relevance.figures([]), (0, 0, 0, 0, 0))


class HalvesTest(unittest.TestCase):
    def halves(self, text):
        return [half for half in ("tune", "held", "both") if relevance.in_half(text, half)]

    def test_odd_and_even(self):
        self.assertEqual(self.halves(TUNE), ["tune", "both"])
        self.assertEqual(self.halves(HELD), ["held", "both"])

    def test_text_is_utf8(self):
        # The CRC-32 is 3574563174. For the text in Latin-1 it would be 2243523181.
        self.assertEqual(self.halves("naïve"), ["held", "both"])

    def test_figures_of_a_half(self):
        results = [result("a", "a"), result("b a", "a", HELD), result("b", "a", HELD)]
        mrr = {half: relevance.figures(results, half).mrr for half in ("tune", "held", "both")}
        self.assertEqual(mrr, {"tune": 1, "held": 0.25, "both": 0.5})


class SetsTest(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.file = Path(directory.name, "table.tsv")

    def test_rows(self):
        results = [result("a", "a"), result("a", "a", kind="typo"), result("a", "a", kind="map")]
        table = relevance.rows(results)
        self.assertEqual(list(table), ["keyword", "typo", "all", "map"])
        self.assertEqual(table["all"], results[:2])
        self.assertEqual(list(relevance.rows(results, whole=False)), ["keyword", "typo", "map"])

    def test_judged_queries(self):
        self.file.write_text("# comment\ntypo\tteh query\ta.md#x b.md#y\n\n")
        self.assertEqual(list(relevance.judged_queries(self.file, {"a.md#x", "b.md#y"})),
                         [("typo", "teh query", {"a.md#x", "b.md#y"})])
        self.file.write_text("typo\tteh query\n")
        with self.assertRaisesRegex(relevance.Failure, "table.tsv:1: not a class"):
            list(relevance.judged_queries(self.file, set()))

    def test_baseline(self):
        results = [result("a", "a"), result("b a", "a", HELD)]
        relevance.write_baseline(self.file, {"corpus": relevance.rows(results)})
        baseline = relevance.read_baseline(self.file)
        self.assertEqual(baseline["corpus", "tune", "all"], 1)
        self.assertEqual(baseline["corpus", "held", "keyword"], 0.5)
        self.assertEqual(baseline["corpus", "both", "all"], 0.75)

    def test_complaint(self):
        baseline = {("corpus", "both", "all"): 0.7}
        self.assertIsNone(relevance.complaint("corpus", 0.75, baseline))
        self.assertIsNone(relevance.complaint("corpus", 0.68, baseline))
        self.assertIn("0.7000 to 0.6790", relevance.complaint("corpus", 0.679, baseline))
        self.assertIn("no figure", relevance.complaint("second", 0.9, baseline))

    def test_fts5_query(self):
        self.assertEqual(relevance.fts5_query('say "hi" to __init__', False),
                         '"say" OR "hi" OR "to" OR "init"')
        self.assertEqual(relevance.fts5_query("list compre", True), '"list" OR "compre"*')
        self.assertEqual(relevance.fts5_query("->", False), '""')


if __name__ == "__main__":
    unittest.main()
