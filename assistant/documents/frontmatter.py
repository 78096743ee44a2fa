"""Front matter: the YAML or TOML block before a Markdown draft.

Promises: every value, and what it is called where that is no plain word, is found with its exact place, so that it can
be read for details and spliced; broken front matter is still found, line by line.
"""

from __future__ import annotations

import re

from assistant.documents.blocks import Block, Found
from assistant.domain.text import Role, Span
from assistant.language.lexicon import known

_BLOCK = re.compile(
    r"\ufeff?(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<body>.*?)(?:(?<=\n)|(?<=\r))(?P=fence)[ \t]*(?:\r?\n|\Z)", re.DOTALL
)
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#+[ \t]*(?P<words>[^\r\n]*[^\s#][^\r\n]*)", re.MULTILINE)
_LINE_VALUE = re.compile(
    r"^[ \t]*(?:-[ \t]+)?(?:(?P<key>[\w .-]+?)[ \t]*[:=][ \t]*)?(?P<value>[^\r\n]*?)[ \t]*\r?$", re.MULTILINE
)


_KEY = re.compile(r"^[ \t]*(?:-[ \t]+)?[\"']?(?P<name>[^\W\d_](?:[\w .'’-]*\w)?)[\"']?[ \t]*[:=](?=\s)", re.MULTILINE)
"""What a value is called; most are called by a plain word."""


def read(text: str, found: Found) -> int:
    """Add the front matter to what was found; the offset where the body of the draft begins (0 when there is none)."""
    match = _BLOCK.match(text)
    if match is None:
        return 0
    found.blocks.append(Block(Span(match.start("fence"), match.end()), Role.FRONT_MATTER))
    start = match.start("body")
    values = _yaml_values(match["body"]) if match["fence"] == "---" else None
    values = values if values is not None else _line_values(match["body"])
    for note in _COMMENT.finditer(match["body"]):
        words = Span(*note.span("words"))
        if not any(words.overlaps(span) for _, span in values):
            found.asides.append((words.shifted(start), Role.COMMENT))
    for name in _KEY.finditer(match["body"]):
        if not known(name["name"].lower()):
            found.asides.append((Span(*name.span("name")).shifted(start), Role.FRONT_MATTER))
    for key, span in values:
        value = span.of(match["body"])
        if value.strip():
            found.asides.append((span.shifted(start), Role.FRONT_MATTER))
            if key:
                found.properties[key] = value
    return match.end()


def _yaml_values(body: str) -> list[tuple[str, Span]] | None:
    """Scalars of a YAML mapping with the top-level key of each, or None when it is no such thing."""
    import yaml

    try:
        root = yaml.compose(body, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    if not isinstance(root, yaml.MappingNode):
        return None
    found: list[tuple[str, Span]] = []
    for key, value in root.value:
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
        _gather(value, name, body, found, 0)
    return found


def _gather(node: object, key: str, body: str, found: list[tuple[str, Span]], depth: int) -> None:
    import yaml

    if depth > 20:
        return
    if isinstance(node, yaml.ScalarNode):
        found.append((key if depth == 0 else "", _inside_quotes(body, node.start_mark.index, node.end_mark.index)))
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _gather(item, key, body, found, depth + 1)
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            _gather(value, key, body, found, depth + 1)


def _inside_quotes(body: str, start: int, end: int) -> Span:
    while end > start and body[end - 1].isspace():
        end -= 1
    if end - start >= 2 and body[start] == body[end - 1] and body[start] in "\"'":
        return Span(start + 1, end - 1)
    return Span(start, end)


def _line_values(body: str) -> list[tuple[str, Span]]:
    return [
        (match["key"] or "", _inside_quotes(body, match.start("value"), match.end("value")))
        for match in _LINE_VALUE.finditer(body)
        if match["value"]
    ]
