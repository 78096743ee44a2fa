"""A download is whole and right or it is not there; what broke off goes on; nothing is asked of anybody else.

Both ends are processes of their own: this one may open no socket.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.domain.errors import ExitCode, ModelError
from assistant.fetch import running
from assistant.fetch.job import Finished, Job, Why, decode, encode
from assistant.fetch.running import fetch

CONTENT = b"GGUF" + bytes(range(256)) * 12_000
SHA256 = hashlib.sha256(CONTENT).hexdigest()
Serve = Callable[..., str]


@pytest.fixture
def serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Start a server with a behaviour; its address."""
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    started: list[subprocess.Popen[str]] = []

    def start(behaviour: str = "well", content: bytes = CONTENT) -> str:
        folder = tmp_path / "served"
        folder.mkdir(exist_ok=True)
        (folder / "content").write_bytes(content)
        process = subprocess.Popen(
            [sys.executable, str(Path(__file__).parent / "server.py"), str(folder), behaviour],
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        assert process.stdout is not None
        return f"http://127.0.0.1:{int(process.stdout.readline())}/model.gguf"

    yield start
    for process in started:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    (tmp_path / "models").mkdir()
    return tmp_path / "models" / "model.gguf"


def asked(tmp_path: Path) -> list[str]:
    return (tmp_path / "served" / "requests.txt").read_text().splitlines()


def refused(url: str, target: Path, sha256: str = SHA256) -> ModelError:
    with pytest.raises(ModelError) as caught:
        fetch(Job(url, str(target), sha256), lambda done, total: None)
    assert caught.value.exit_code is ExitCode.MODEL
    assert caught.value.next_step
    assert not target.exists()
    return caught.value


@pytest.mark.parametrize("behaviour", ["well", "untagged", "busy-once", "redirect"])
def test_a_file_is_loaded_whole_and_nothing_is_left_beside_it(serve: Serve, target: Path, behaviour: str) -> None:
    heard: list[tuple[int, int]] = []
    done = fetch(Job(serve(behaviour), str(target), SHA256), lambda *each: heard.append(each))
    assert done == Finished(SHA256, len(CONTENT))
    assert target.read_bytes() == CONTENT
    assert [each.name for each in target.parent.iterdir()] == [target.name]
    assert heard[-1] == (len(CONTENT), len(CONTENT))
    assert target.stat().st_mode & 0o077 == 0


def test_what_breaks_off_goes_on_by_itself(serve: Serve, target: Path, tmp_path: Path) -> None:
    assert fetch(Job(serve("breaks"), str(target), SHA256), lambda *_: None).sha256 == SHA256
    assert target.read_bytes() == CONTENT
    ranges = [line.split()[1] for line in asked(tmp_path)[1:]]
    assert all(each.startswith("bytes=") and each != "bytes=0-" for each in ranges)
    assert len(ranges) == 3


def test_what_broke_off_for_good_goes_on_with_the_next_command(serve: Serve, target: Path, tmp_path: Path) -> None:
    url = serve("breaks-always")
    assert "broke off" in refused(url, target).message
    held = (target.parent / "model.gguf.part").stat().st_size
    assert held == 50
    (target.parent / "model.gguf.part.json").write_text(
        (target.parent / "model.gguf.part.json").read_text().replace(url, again := serve("well"))
    )
    fetch(Job(again, str(target), SHA256), lambda *_: None)
    assert asked(tmp_path)[-1].split()[1:] == ["bytes=50-", '"one"']
    assert target.read_bytes() == CONTENT


def test_a_part_of_another_file_is_not_gone_on_with(serve: Serve, target: Path, tmp_path: Path) -> None:
    (target.parent / "model.gguf.part").write_bytes(b"GGUF of something else")
    (target.parent / "model.gguf.part.json").write_text('{"url": "http://127.0.0.1:1/other.gguf", "tag": "x"}')
    fetch(Job(serve(), str(target), SHA256), lambda *_: None)
    assert asked(tmp_path) == ["/model.gguf  "]
    assert target.read_bytes() == CONTENT


@pytest.mark.parametrize("behaviour", ["changed", "no-ranges"])
def test_a_server_that_begins_anew_is_believed(serve: Serve, target: Path, behaviour: str) -> None:
    url = serve(behaviour)
    (target.parent / "model.gguf.part").write_bytes(CONTENT[:100])
    (target.parent / "model.gguf.part.json").write_text(f'{{"url": "{url}", "tag": "\\"one\\""}}')
    expected = b"GGUF" + b"other" * 100 if behaviour == "changed" else CONTENT
    fetch(Job(url, str(target), hashlib.sha256(expected).hexdigest()), lambda *_: None)
    assert target.read_bytes() == expected


def begun(url: str, target: Path) -> Future[Finished]:
    """A download of which a part is on the disk."""
    there = threading.Event()
    with_it = ThreadPoolExecutor(1)
    first = with_it.submit(fetch, Job(url, str(target), SHA256), lambda *_: there.set())
    with_it.shutdown(wait=False)
    assert there.wait(60)
    return first


def test_a_file_that_is_being_downloaded_is_not_begun_again(serve: Serve, target: Path, tmp_path: Path) -> None:
    url = serve("waits")
    first = begun(url, target)
    assert "being downloaded already" in refused(url, target).message
    (tmp_path / "served" / "go on").touch()
    assert first.result() == Finished(SHA256, len(CONTENT))
    assert target.read_bytes() == CONTENT
    assert [each.name for each in target.parent.iterdir()] == [target.name]
    assert len(asked(tmp_path)) == 1


def test_what_is_on_the_disk_counts_and_not_what_was_sent(serve: Serve, target: Path, tmp_path: Path) -> None:
    first = begun(serve("waits"), target)
    with (target.parent / "model.gguf.part").open("r+b") as part:
        part.seek(100)
        part.write(bytes(1000))
    (tmp_path / "served" / "go on").touch()
    with pytest.raises(ModelError, match="hash differs"):
        first.result()
    assert list(target.parent.iterdir()) == []


def test_a_lock_that_was_left_behind_holds_nobody_up(serve: Serve, target: Path) -> None:
    (target.parent / "model.gguf.part.lock").touch()
    assert fetch(Job(serve(), str(target), SHA256), lambda *_: None).sha256 == SHA256
    assert [each.name for each in target.parent.iterdir()] == [target.name]


def test_another_file_than_was_pinned_is_deleted(serve: Serve, target: Path) -> None:
    assert "hash differs" in refused(serve(content=CONTENT + b"x"), target).message
    assert list(target.parent.iterdir()) == []


def test_what_is_no_model_is_deleted(serve: Serve, target: Path) -> None:
    assert "not a model" in refused(serve(content=b"<html>Please log in"), target, "").message
    assert list(target.parent.iterdir()) == []


@pytest.mark.parametrize(
    ("behaviour", "words"),
    [
        ("404", "not there"),
        ("401", "refused"),
        ("403", "refused"),
        ("redirect-out", "no address"),
        ("redirect-for-ever", "refused"),
        ("huge", "not enough space"),
    ],
)
def test_what_goes_wrong_over_there_is_a_sentence(serve: Serve, target: Path, behaviour: str, words: str) -> None:
    assert words in refused(serve(behaviour), target).message


@pytest.mark.parametrize(
    "url",
    ["http://192.0.2.1/x.gguf", "ftp://127.0.0.1/x", "file:///etc/hostname", "https://", "http://a:b@localhost/x"],
)
def test_only_encrypted_addresses_are_asked(target: Path, url: str) -> None:
    assert "no address" in refused(url, target).message


def test_nobody_there_is_a_sentence(target: Path, serve: Serve) -> None:
    assert "can't be reached" in refused("http://127.0.0.1:9/x.gguf", target).message


def test_a_file_that_is_there_is_left_alone(serve: Serve, target: Path) -> None:
    target.write_bytes(b"mine")
    with pytest.raises(ModelError, match="there already"):
        fetch(Job(serve(), str(target), SHA256), lambda *_: None)
    assert target.read_bytes() == b"mine"


def test_a_link_in_the_place_of_the_part_is_not_written_through(serve: Serve, target: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"mine")
    (target.parent / "model.gguf.part").symlink_to(victim)
    fetch(Job(serve(), str(target), SHA256), lambda *_: None)
    assert victim.read_bytes() == b"mine"
    assert target.read_bytes() == CONTENT


def test_a_folder_without_leave_to_write_is_a_sentence(serve: Serve, tmp_path: Path) -> None:
    assert "could not be written" in refused(serve(), tmp_path / "nowhere" / "model.gguf").message


def test_a_process_that_talks_nonsense_is_not_believed(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running.sys, "executable", "/bin/echo")
    assert "stopped unexpectedly" in refused("https://localhost/x.gguf", target).message


def test_every_failure_has_a_sentence() -> None:
    assert set(Why) - {Why.SPACE} == set(running._SENTENCES)


def test_messages_come_back_as_they_were() -> None:
    job = Job("https://localhost/a", "/tmp/ü\nx", "")
    assert decode(encode(job)) == job
    for wrong in ("[]", "{}", '{"type": "Job"}', '{"type": "Job", "url": 1}', "nonsense"):
        with pytest.raises(ValueError):  # noqa: PT011 - which sort of value error does not matter
            decode(wrong)


def test_nothing_of_the_network_is_loaded_where_drafts_are_read() -> None:
    code = (
        "import sys; import assistant.fetch.running, assistant.cli.models_pulled, assistant.cli.models\n"
        "wanted = ('assistant.fetch.download', 'http.client', 'urllib.request', 'ssl', 'socket')\n"
        "print([name for name in wanted if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
