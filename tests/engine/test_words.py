"""Word vectors in a file: the numbers that were put there, and no others."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from assistant.engine.llama import EngineError
from assistant.engine.words import Words

numpy = pytest.importorskip("numpy")


def hash_of(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_vectors_of_eight_bits_are_factors_times_whole_numbers(tmp_path: Path) -> None:
    factors = numpy.array([[0.5, 2.0], [0.25, 0.0]], "<f2")
    whole = numpy.arange(-64, 64, dtype=numpy.int8).reshape(2, 2, 32)
    blocks = numpy.concatenate((factors[..., None].view(numpy.uint8).reshape(2, 2, 2), whole.view(numpy.uint8)), axis=2)
    file = tmp_path / "words"
    file.write_bytes(blocks.tobytes())

    vectors = Words(file, 2, 64, "q8_0", hash_of(file)).vectors([1, 0, 1])

    expected = (whole.astype(numpy.float32) * factors.astype(numpy.float32)[..., None]).reshape(2, 64)
    assert vectors.dtype == numpy.float32
    assert numpy.array_equal(vectors, expected[[1, 0, 1]])


def test_vectors_of_32_bits_are_read_as_they_are(tmp_path: Path) -> None:
    numbers = numpy.linspace(-1, 1, 96, dtype="<f4").reshape(3, 32)
    file = tmp_path / "words"
    file.write_bytes(numbers.tobytes())

    assert numpy.array_equal(Words(file, 3, 32, "f32", hash_of(file)).vectors([2]), numbers[[2]])


@pytest.mark.parametrize(
    ("rows", "width", "form"), [(4, 32, "q8_0"), (2, 32, "q8_0"), (1, 33, "q8_0"), (1, 32, "q4_0"), (1, 32, "")]
)
def test_what_is_of_another_length_or_form_is_refused(tmp_path: Path, rows: int, width: int, form: str) -> None:
    file = tmp_path / "words"
    file.write_bytes(bytes(100))

    with pytest.raises(EngineError):
        Words(file, rows, width, form, hash_of(file))


def test_another_file_in_its_place_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "words"
    file.write_bytes(bytes(34))
    wanted = hash_of(file)
    assert Words(file, 1, 32, "q8_0", wanted).rows == 1
    file.write_bytes(bytes(33) + b"1")

    for path, sha256 in ((file, wanted), (file, ""), (tmp_path / "none", wanted)):
        with pytest.raises(EngineError):
            Words(path, 1, 32, "q8_0", sha256)
