"""What model files say of themselves is read with suspicion, and too large a model is refused in a sentence."""

from __future__ import annotations

import contextlib
import struct
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.domain.errors import ModelError
from assistant.engine import admission, catalogue
from assistant.engine.admission import FEW, MANY, admit
from assistant.engine.gguf_header import LARGEST_HEADER, BrokenFileError, least_size, read_header


def test_a_header_is_read_without_loading(models: dict[str, Path]) -> None:
    header = read_header(models["chain"])
    assert header.architecture == "llama"
    assert header.vocabulary % 32 == 0
    assert header.vocabulary > 300
    assert header.cache_bytes_per_token() == 2 * 4 * (16 + 16) * 2


@pytest.mark.parametrize("name", ["chain", "random"])
def test_how_long_a_file_has_to_be_is_read_from_it(models: dict[str, Path], name: str) -> None:
    assert least_size(models[name]) == models[name].stat().st_size


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(st.lists(st.tuples(st.integers(0, 700), st.integers(0, 255)), max_size=8), st.integers(0, 700))
def test_a_damaged_header_is_a_broken_file_and_nothing_else(
    build: Callable[..., bytes], changes: list[tuple[int, int]], end: int
) -> None:
    content = bytearray(_CACHE.setdefault("content", build())[: 700 + end])
    for at, value in changes:
        if at < len(content):
            content[at] = value
    with tempfile.NamedTemporaryFile(suffix=".gguf") as file:
        file.write(content)
        file.flush()
        with contextlib.suppress(BrokenFileError):
            assert least_size(Path(file.name)) >= 0
        try:
            header = read_header(Path(file.name))
        except BrokenFileError:
            return
        assert header.version in (2, 3)


_CACHE: dict[str, bytes] = {}


@pytest.mark.parametrize(
    "lie",
    [
        struct.pack("<IQQ", 3, 0, 2**60),
        struct.pack("<IQQ", 3, 2**60, 0),
        struct.pack("<IQQ", 99, 0, 0),
        struct.pack("<IQQQ", 3, 0, 1, 2**50),
        struct.pack("<IQQQ", 3, 0, 1, 1) + b"k" + struct.pack("<IIQ", 9, 4, 2**50),
        struct.pack("<IQQQ", 3, 0, 1, 1) + b"k" + struct.pack("<IIQ", 9, 9, 1),
        struct.pack("<IQQQ", 3, 0, 1, 1) + b"k" + struct.pack("<IQ", 8, LARGEST_HEADER),
        struct.pack("<IQQQ", 3, 0, 1, 1) + b"k" + struct.pack("<I", 77),
    ],
)
def test_counts_that_lie_are_refused_at_once(tmp_path: Path, lie: bytes) -> None:
    path = tmp_path / "lie.gguf"
    path.write_bytes(b"GGUF" + lie)
    with pytest.raises(BrokenFileError):
        read_header(path)


def test_a_model_too_large_for_memory_is_refused_with_both_figures(models: dict[str, Path]) -> None:
    with pytest.raises(ModelError) as caught:
        admit(models["chain"], 1024, available=200_000_000)
    assert "0.3 GB" in caught.value.message
    assert "0.2 GB" in caught.value.message


def test_more_windows_at_once_only_where_memory_is_plentiful(models: dict[str, Path]) -> None:
    need = admit(models["chain"], 1024, available=10**12)
    assert need.sequences == MANY[-1]
    assert admit(models["chain"], 1024, available=need.need + 1).sequences == FEW


def test_a_system_that_does_not_say_gets_the_smaller_way(
    models: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admission, "available_memory", lambda: None)
    assert admit(models["chain"], 1024).sequences == FEW


def test_a_folder_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        admit(tmp_path, 1024)


def test_installed_models_are_listed_with_what_is_wrong_with_them(tmp_path: Path, models: dict[str, Path]) -> None:
    (tmp_path / "good.gguf").write_bytes(models["chain"].read_bytes())
    (tmp_path / "bad.GGUF").write_bytes(b"not a model")
    (tmp_path / "notes.txt").write_text("nothing")
    bad, good = catalogue.installed(tmp_path)
    assert bad.problem == "is not a complete model file"
    assert (good.name, good.licence, good.problem) == ("tiny test model", "CC0-1.0", "")
    assert good.size == models["chain"].stat().st_size


def test_no_folder_means_no_models(tmp_path: Path) -> None:
    assert catalogue.installed(tmp_path / "none") == ()


def test_a_model_is_found_by_path_or_by_name(tmp_path: Path, models: dict[str, Path]) -> None:
    (tmp_path / "small.gguf").write_bytes(b"GGUF")
    assert catalogue.find(models["chain"], tmp_path) == models["chain"]
    assert catalogue.find("small", tmp_path) == tmp_path / "small.gguf"
    assert catalogue.find("small.gguf", tmp_path) == tmp_path / "small.gguf"


@pytest.mark.parametrize("name", ["large", "../small", "elsewhere/small"])
def test_a_name_never_leads_out_of_the_models_folder(tmp_path: Path, name: str) -> None:
    inner = tmp_path / "models"
    inner.mkdir()
    (tmp_path / "small.gguf").write_bytes(b"GGUF")
    with pytest.raises(ModelError):
        catalogue.find(name, inner)
