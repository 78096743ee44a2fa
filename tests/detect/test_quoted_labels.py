"""A phrase in quotation marks that heads what the author says of it is nobody's speech; an answer stays one."""

from __future__ import annotations

import pytest

from assistant.composition import build_pipeline, draft_of
from assistant.domain.details import Kind
from assistant.pipeline import Options, Pipeline

CASE = "My client, a roofer from Hull, wrote one and burnt it.\n\n"


def speech(text: str) -> set[str]:
    pipeline = Pipeline(build_pipeline(rules_only=True).documents)
    found = pipeline.check(draft_of(text, "markdown"), Options(case=True)).details
    return {words for d in found if d.kind is Kind.SPEECH for words in d.texts}


@pytest.mark.parametrize(
    "text",
    [
        "“The empty chair.” We use it when a client has something to say.\n",
        "- “The scaling question.” We use it when progress is hard to see.\n- “A walk.” It is for restless days.\n",
        "“The letter never sent.” We use it when the feeling comes faster than the words.\n",
    ],
)
def test_a_quoted_label_is_nobodys_speech(text: str) -> None:
    assert not speech(CASE + text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“The third step.” He said it to the floor.\n", "“The third step.”"),
        ("I asked her where she sat. “The third step.” It is cold there.\n", "“The third step.”"),
        ("“If I stop, he stops.” We use it when sleep is hard.\n", "“If I stop, he stops.”"),
    ],
)
def test_what_somebody_said_stays_theirs(text: str, words: str) -> None:
    assert words in speech(CASE + text)
