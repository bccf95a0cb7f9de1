"""Notes that repeat something as often as they can, for a campaign of their cost.

Each function makes a note of about `size` bytes. One half is a list or a text that belongs to each section or
question, the other half is as many sections or questions as possible.
"""

HONEST_WORDS = ("queue stack tree list node value key index loop range sort merge split join lock thread process "
                "event signal socket packet buffer cache table row column query note page link text word letter").split()


def honest(size):
    """A note such as people write, with a map in front."""
    lines = ["# Notes\n\n"]
    length, n = 0, 0
    while length < size:
        words = [HONEST_WORDS[(n * 7 + i * i) % len(HONEST_WORDS)] for i in range(80)]
        title = f"{words[0]} {words[1]} {n}"
        lines.append(f"## {title}\n\n{' '.join(words[:40])}.\n\n```python\n{words[3]} = {words[4]}({n})\n```\n\n"
                     f"- What is {words[5]} {n}? [{words[6]}](#{title.replace(' ', '-')})\n\n{' '.join(words[40:])}\n\n")
        length += len(lines[-1])
        n += 1
    return "".join(lines)


def words(size, start=0):
    """About `size` bytes of words that all differ."""
    return " ".join(f"w{start + n}" for n in range(size // 8))


def times(text, size):
    return text * max(1, size // len(text))


def numbered(text, size):
    """The text with 0, 1, 2 ... in it, until it has `size` bytes."""
    return "".join(text.format(n) for n in range(max(1, size // (len(text) + 3))))


def front(key, size):
    """Front matter with a list. It is read up to 64 kB."""
    return f"---\n{key}: [{', '.join(f'w{n}' for n in range(min(size, 60_000) // 9))}]\n---\n"


def nested_rst(size):
    """Sections in sections, as deep as possible: each level has a style of its own."""
    marks = "=-~^'\"#*+.:_`<>!$%&(),/;?@[]{|}\\"
    text, n = [], 0
    length = 0
    for over in ("", "over"):
        for mark in marks:
            line = mark * 5
            text.append(f"{line}\na{n:03}\n{line}\n\n" if over else f"a{n:03}\n{line}\n\n")
            length += len(text[-1])
            n += 1
    deepest = text[-1]
    while length < size:
        text.append(deepest.replace("a", "b", 1))
        length += len(deepest)
    return "".join(text)


MARKDOWN = {
    # texts above sections
    "title": lambda size: "# " + words(size // 2) + "\n\n" + times("## a\n", size // 2),
    "title-of-one-word": lambda size: "# " + "a" * (size // 2) + "\n\n" + times("## a\n", size // 2),
    "five-titles": lambda size: "".join("#" * level + " " + words(size // 10, level) + "\n\n" for level in range(1, 6))
    + times("###### a\n", size // 2),
    "many-titles": lambda size: "# " + "a b " * 240 + "\n\n" + times("## a\n", size),
    "front-title": lambda size: "---\ntitle: " + words(min(size // 2, 60_000)) + "\n---\n" + times("## a\n", size // 2),
    "long-titles": lambda size: numbered("# {} " + "a b " * 200 + "\n", size),
    "alternating-titles": lambda size: times("# " + "a b " * 120 + "\n" + "## a\n" * 100, size),
    # front matter
    "tags": lambda size: front("tags", size // 2) + times("# a\n", size // 2),
    "tags-and-questions": lambda size: front("tags", size // 2) + times("- a?\n\n", size // 2),
    "aliases": lambda size: front("aliases", size // 2) + times("# a\n", size // 2),
    "keywords": lambda size: front("keywords", size // 2) + times("# a\n", size // 2),
    "description": lambda size: "---\ndescription: " + words(min(size // 2, 60_000)) + "\n---\n"
    + times("# a\n", size // 2),
    "synonyms": lambda size: "---\nsynonyms:\n - " + ", ".join(f"w{n}" for n in range(min(size, 60_000) // 8)) + "\n---\n# a\n",
    "synonym-groups": lambda size: "---\nsynonyms:\n" + numbered(" - a, b{}, c\n", min(size, 60_000)) + "---\n# a\n",
    "one-synonym": lambda size: "---\nsynonyms:\n" + " - a, b\n" * (min(size, 60_000) // 8) + "---\n# a\n",
    # questions and their links
    "group": lambda size: "# " + words(size // 2) + "\n\n" + times("- a?\n\n", size // 2),
    "question": lambda size: "# A\n\n- " + words(size // 3) + "? " + "".join(
        f"[b](#b-{n}) " for n in range(1, size // 36)) + "\n\n" + times("# B\n", size // 3),
    "questions-of-one-section": lambda size: "# A\n\n" + words(size // 2) + "\n\n# Q\n\n"
    + times("- b? [a](#a)\n\n", size // 2),
    "questions-of-a-subtree": lambda size: "# A\n\n" + times("## b\nc\n\n", size // 2) + "\n\n# Q\n\n"
    + times("- b? [a](#a)\n\n", size // 2),
    "questions-of-many-sections": lambda size: times("# a\n", size // 3) + "\n# Q\n\n"
    + times("- b? " + "".join(f"[a](#a-{n}) " for n in range(1, 100)) + "\n", 2 * size // 3),
    "one-question-of-many-links": lambda size: times("# a\n", size // 3) + "\n# Q\n\n- b? "
    + times("[a](#a-1) ", 2 * size // 3) + "\n",
    "links-to-a-titled-section": lambda size: "# " + words(size // 3) + "\n\n## b\n\n- c? "
    + times("[a](#b) ", 2 * size // 3) + "\n",
    "questions-to-a-titled-section": lambda size: "# " + words(size // 3) + "\n\n## b\n\n"
    + times("- c? [a](#b)\n", 2 * size // 3) + "\n",
    "questions-with-answers": lambda size: "# A\n\n" + times("- b?\n  c\n", size),
    "nested-questions": lambda size: "# A\n\n" + times("".join(" " * (2 * n) + "- b?\n" for n in range(60)), size),
    "a-question-around-sections": lambda size: "- a?\n" + times("  # b\n", size),
    "see-also": lambda size: "# A\n\n- b? [a](#a)\n\n## See Also\n\n" + times("- [a](#a)\n\n", size),
    "rows": lambda size: "| a | b |\n|---|---|\n" + times("| c? | [a](#a) |\n", size),
    "heading-questions": lambda size: "# A\n\n" + times("## b?\n\nc\n\n", size),
    # links
    "broken-sections": lambda size: numbered("# abc{}\n\n", size // 2) + numbered("[a](#abd{}x)\n\n", size // 2),
    "broken-notes": lambda size: numbered("[a](n{}.md)\n\n", size),
    "loose-links": lambda size: numbered("# a b {}\n\n", size // 2) + numbered("[a](#A_B_{})\n\n", size // 2),
    "wiki-links": lambda size: numbered("# a b {}\n\n", size // 2) + numbered("[[#a b {}]]\n\n", size // 2),
    "same-wiki-link": lambda size: times("# a\n\n", size // 2) + times("[[#a]]\n\n", size // 2),
    "reference": lambda size: "[a]: " + "u" * (size // 2) + "\n\n" + times("[a]\n\n", size // 2),
    "reference-title": lambda size: "[a]: u '" + "u" * (size // 2) + "'\n\n" + times("[a]\n\n", size // 2),
    "label": lambda size: times("[" + "a" * 900 + "](#b)\n", size),
    "images": lambda size: times("![a](b.png)\n\n", size),
    "ids": lambda size: "# A\n\n" + numbered('<a id="i{}"></a>\n', size // 2) + numbered("[a](#i{})\n\n", size // 2),
    "same-id": lambda size: times('<a id="i"></a>\n', size),
    "explicit-ids": lambda size: times("# a {#b}\n", size),
    "slugs": lambda size: times("# " + "a" * 200 + "\n", size),
    "see-links-in-titles": lambda size: times("# [a](#a) [b](#b)\n", size),
    # blocks
    "languages": lambda size: "# A\n\n" + numbered("```l{}\n```\n", size),
    "one-section": lambda size: "# A\n\n" + words(size),
    "lines": lambda size: "# A\n\n" + times("a\n\n", size),
    "words-of-parts": lambda size: "# A\n\n" + numbered("a_b_c_d_e_f.g.h{} ", size),
    "letters": lambda size: "# A\n\n" + times("a.b.c.d.e.f.g ", size),
    "capitals": lambda size: "# A\n\n" + times("AbCdEfGhIjKl ", size),
    "operators": lambda size: "# A\n\n" + times("++ -- == ", size),
    "hex": lambda size: "# A\n\n" + numbered("{}a1b2c3 ", size),
    "table": lambda size: times("|" + "a|" * 50 + "\n|" + "-|" * 50 + "\n", size),
    "lists-in-lists": lambda size: times("".join(" " * (2 * n) + "- b\n" for n in range(90)), size),
    "quotes": lambda size: times("> " * 90 + "a\n\n", size),
    "footnotes": lambda size: numbered("[^{}]: a\n\n", size // 2) + numbered("a[^{}]\n", size // 2),
    "html": lambda size: times("<b>a</b> ", size),
    "details": lambda size: times("<details><summary>a?</summary>\n\nb\n\n</details>\n\n", size),
    "html-headings": lambda size: "<h1>" + words(size // 2) + "</h1>\n\n" + times("<h2>a</h2>\n\n", size // 2),
    "chinese": lambda size: "# 中\n\n" + times("中文字符搜索引擎", size // 3),
    "combining": lambda size: "# A\n\n" + "a" + "\u0301" * (size // 2),
}
RST = {
    "title": lambda size: words(size // 2) + "\n" + "=" * (size // 2) + "\n\n" + times("a\n-\n", size // 4),
    "five-titles": lambda size: "".join(words(size // 20, n) + "\n" + mark * (size // 20) + "\n\n"
                                        for n, mark in enumerate("=-~^'")) + times("a\n*\n", size // 2),
    "nested": nested_rst,
    "labels": lambda size: numbered(".. _a{}:\n\n", size // 2) + "\nA\n=\n\n" + numbered(":ref:`a{}`\n\n", size // 2),
    "target": lambda size: ".. _a: http://" + "u" * (size // 2) + "\n\n" + times("a_\n", size // 2),
    "chained-targets": lambda size: numbered(".. _a{0}: b{0}_\n", size // 2) + times("a1_\n", size // 2),
    "substitution": lambda size: ".. |a| replace:: " + words(size // 2) + "\n\n" + times("|a|\n", size // 2),
    "substitution-in-titles": lambda size: ".. |a| replace:: " + words(size // 2) + "\n\n"
    + times("|a|\n===\n", size // 2),
    "substitutions-in-substitutions": lambda size: numbered(".. |a{0}| replace:: |b| |b|\n", size // 2)
    + ".. |b| replace:: " + "c " * 400 + "\n\n" + numbered("|a{}| ", size // 2),
    "broken-refs": lambda size: numbered(".. _abc{}:\n\na\n-\n\n", size // 2) + numbered(":ref:`abd{}x`\n", size // 2),
    "unknown-names": lambda size: numbered("abc{}_ ", size),
    "questions": lambda size: "A\n=\n\n" + times("- b? `a`_\n", size),
    "include-itself": lambda size: times(".. include:: note.rst\n\n", size),
    "tables": lambda size: times("== ==\na  b\n== ==\n\n", size),
    "grid": lambda size: times("+--+--+\n|a |b |\n+--+--+\n\n", size),
    "anonymous": lambda size: times("`a`__\n\n", size // 2) + times("__ #b\n\n", size // 2),
    "contents": lambda size: times(".. contents::\n\n", size),
    "comments": lambda size: times("..\n   a\n\n", size),
    "definition-lists": lambda size: times("a\n  b\n\n", size),
}
