"""A worker that crashes, hangs, lies or is stopped costs the windows that it had, and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from assistant.domain.errors import ExitCode, ModelError
from assistant.domain.ports import Answer, Mark, Status, Turn, Window, WritingModel
from assistant.engine import base, process, watch
from assistant.engine.base import attempts_in_worker, room_for
from assistant.engine.failures import Failure
from assistant.engine.process import WorkerProcess
from assistant.prompting import Prompt, load_prompt
from assistant.sandbox import linux

WriterClient = partial(base.WriterClient, threads=1)
"""Two threads that wait for each other are slow on a busy machine when the model is this small."""


def passage(text: str, whole: bool = True) -> Window:
    return Window("", text, (Mark(0, len(text.split(" ")[0]), "name", ""),), whole, "")


SOME = [passage(f"Somebody said {word}.") for word in ("this", "that", "nothing")]
LONG = [passage("word " * 60) for _ in range(200)]


def test_every_window_is_answered_in_order(models: dict[str, Path], prompt: Prompt) -> None:
    heard: list[int] = []
    with WriterClient(models["chain"], prompt) as client:
        assert client.propose(SOME) == [Answer("some")] * 3
        client.propose_with(SOME * 30, lambda index, answer: heard.append(index))
        assert client.report.failure is None
        assert client.report.tokens == 90 * 5
    assert sorted(heard) == list(range(90))


def test_the_packaged_prompt_fits_a_model_that_reads_letter_by_letter(models: dict[str, Path]) -> None:
    with WriterClient(models["chain"], load_prompt(), per_window=4096) as client:
        assert client.propose(SOME)[0].text == "some"


def test_a_client_is_a_writing_model(models: dict[str, Path], prompt: Prompt) -> None:
    client: WritingModel = WriterClient(models["chain"], prompt)
    assert [answer.status for answer in client.propose([])] == []


def test_a_window_that_makes_no_sense_fails_alone(models: dict[str, Path], prompt: Prompt) -> None:
    wrong = Window("", "short", (Mark(2, 99, "name", ""),), True, "")
    with WriterClient(models["chain"], prompt) as client:
        assert client.propose([SOME[0], wrong, SOME[1]]) == [
            Answer("some"),
            Answer(None, Status.FAILED),
            Answer("some"),
        ]


def test_odd_characters_are_answered_like_others(models: dict[str, Path], prompt: Prompt) -> None:
    odd = [passage("a\x00b c"), passage("half \ud800 pair"), passage("𝔘nicode \u200b\u202e x"), passage("\n\n\n")]
    with WriterClient(models["chain"], prompt) as client:
        assert {answer.status for answer in client.propose(odd)} == {Status.DONE}
        assert client.score([("\ud800", "\x00\udfff")])[0] is not None


def test_a_killed_worker_costs_its_request_and_is_started_again(models: dict[str, Path], prompt: Prompt) -> None:
    killed: list[int] = []

    def kill_once(_index: int, _answer: Answer) -> None:
        if not killed and client.process_id is not None:
            killed.append(client.process_id)
            os.kill(client.process_id, signal.SIGKILL)

    with WriterClient(models["random"], prompt) as client:
        answers = client.propose_with(LONG, kill_once)
        assert client.report.failure is Failure.CRASHED
        lost = [index for index, answer in enumerate(answers) if answer.status is Status.FAILED]
        assert lost
        assert max(lost) < base.TOGETHER
        assert client.process_id != killed[0]


def test_a_worker_that_dies_again_and_again_is_left_alone(models: dict[str, Path], prompt: Prompt) -> None:
    with WriterClient(models["chain"], prompt) as client:
        for _ in range(watch.RESTARTS + 1):
            assert client.propose(SOME)[0].text == "some"
            assert client.process_id is not None
            os.kill(client.process_id, signal.SIGKILL)
            until = time.monotonic() + 20
            while (worker := client._watch.worker) is not None and worker.alive and time.monotonic() < until:
                time.sleep(0.05)
        assert [answer.status for answer in client.propose(SOME)] == [Status.FAILED] * 3
        assert client.report.failure is Failure.GAVE_UP


def test_stopping_takes_less_than_a_second(models: dict[str, Path], prompt: Prompt) -> None:
    stopped: list[float] = []

    def stop() -> None:
        stopped.append(time.monotonic())
        client.cancel()

    with WriterClient(models["random"], prompt) as client:
        worker = client.process_id
        threading.Timer(0.3, stop).start()
        answers = client.propose(LONG * 20)
        assert time.monotonic() - stopped[0] < 1.0
        assert client.report.failure is Failure.CANCELLED
        assert answers[-1] == Answer(None, Status.CANCELLED)
        assert client.process_id == worker
        assert client.propose([passage("once more")])[0].status is not Status.FAILED


def test_a_stop_while_windows_are_still_being_prepared_counts(models: dict[str, Path]) -> None:
    class Slow:
        system, examples, limit = "Say less.", (), 24

        def ask(self, window: Window) -> str:
            client.cancel()
            return window.passage

        def read(self, window: Window, line: str) -> str | None:
            return line

    with WriterClient(models["random"], Slow()) as client:
        assert {answer.status for answer in client.propose(LONG)} >= {Status.CANCELLED}
        assert client.report.failure is Failure.CANCELLED


def test_a_worker_that_hangs_is_killed_after_its_time(
    models: dict[str, Path], prompt: Prompt, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "START_UP", 0.2)
    monkeypatch.setattr(watch, "GRACE", 0.3)
    with WriterClient(models["chain"], prompt, seconds_per_window=0.1) as client:
        assert client.process_id is not None
        os.kill(client.process_id, signal.SIGSTOP)
        started = time.monotonic()
        assert client.propose(SOME)[0] == Answer(None, Status.FAILED)
        assert time.monotonic() - started < 3
        assert client.report.failure is Failure.TIMED_OUT
        assert client.propose(SOME)[0].text == "some"


def test_a_worker_that_does_not_obey_is_killed(
    models: dict[str, Path], prompt: Prompt, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "GRACE", 0.3)
    with WriterClient(models["chain"], prompt) as client:
        assert client.process_id is not None
        os.kill(client.process_id, signal.SIGSTOP)
        threading.Timer(0.2, client.cancel).start()
        started = time.monotonic()
        assert client.propose(SOME)[0] == Answer(None, Status.CANCELLED)
        assert time.monotonic() - started < 2
        assert client.propose(SOME)[0].text == "some"


def test_time_that_is_up_stops_the_work_inside_the_worker(
    models: dict[str, Path], prompt: Prompt, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "START_UP", 0.1)
    with WriterClient(models["random"], prompt, seconds_per_window=0.0) as client:
        worker = client.process_id
        client.propose(LONG)
        assert client.report.failure is Failure.TIMED_OUT
        assert client.process_id == worker


def refusal(path: Path, prompt: Prompt) -> ModelError:
    with pytest.raises(ModelError) as caught, WriterClient(path, prompt):
        pass
    assert caught.value.exit_code is ExitCode.MODEL
    return caught.value


def written(folder: Path, content: bytes) -> Path:
    path = folder / "model.gguf"
    path.write_bytes(content)
    return path


def test_a_missing_file_is_refused_with_its_name(tmp_path: Path, prompt: Prompt) -> None:
    error = refusal(tmp_path / "nothing.gguf", prompt)
    assert "nothing.gguf" in error.message
    assert str(tmp_path) not in str(error)


@pytest.mark.parametrize("content", [b"", b"GGUF", b"PK\x03\x04" * 50, b"GGUF" + b"\xff" * 200])
def test_what_is_no_model_is_refused_before_a_worker_starts(tmp_path: Path, prompt: Prompt, content: bytes) -> None:
    assert "not a complete model file" in refusal(written(tmp_path, content), prompt).message


def test_a_truncated_model_is_refused(tmp_path: Path, prompt: Prompt, build: Callable[..., bytes]) -> None:
    content = build()
    assert "damaged or incomplete" in refusal(written(tmp_path, content[: len(content) // 2]), prompt).message


def test_weights_that_are_no_numbers_are_refused(tmp_path: Path, prompt: Prompt, build: Callable[..., bytes]) -> None:
    content = bytearray(build())
    content[-4000:-2000] = b"\xff" * 2000
    assert "damaged or incomplete" in refusal(written(tmp_path, bytes(content)), prompt).message


def test_flipped_bytes_are_refused_or_load_and_never_take_the_program_along(
    tmp_path: Path, prompt: Prompt, build: Callable[..., bytes]
) -> None:
    import random

    source, content = random.Random(5), build()
    ended: list[str] = []
    for _ in range(12):
        damaged = bytearray(content)
        for _ in range(4):
            damaged[source.randrange(12_000)] ^= 1 << source.randrange(8)
        try:
            with WriterClient(written(tmp_path, bytes(damaged)), prompt) as client:
                ended.append("answered" if len(client.propose(SOME)) == 3 else "lost")
        except ModelError as error:
            ended.append("refused" if error.next_step else "without advice")
    assert set(ended) <= {"answered", "refused"}
    assert "refused" in ended


def stand_in(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Start this instead of a worker."""
    monkeypatch.setattr(process, "command", lambda role="writer": [sys.executable, "-c", code])


def test_a_worker_that_never_loads_is_given_up(
    models: dict[str, Path], prompt: Prompt, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(monkeypatch, "import time; time.sleep(60)")
    monkeypatch.setattr(watch, "LOADING", 0.2)
    monkeypatch.setattr(watch, "GRACE", 0.1)
    assert "too long" in refusal(models["chain"], prompt).message


@pytest.mark.parametrize("code", ["print('hello ' * 1000)", "raise SystemExit(1)", "import os; os.abort()"])
def test_a_worker_that_talks_nonsense_or_ends_is_not_believed(
    models: dict[str, Path], prompt: Prompt, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    stand_in(monkeypatch, code)
    assert "made the engine stop" in refusal(models["chain"], prompt).message


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_an_engine_built_for_another_processor_is_told_apart(
    models: dict[str, Path], prompt: Prompt, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(monkeypatch, "import os, signal; os.kill(os.getpid(), signal.SIGILL)")
    error = refusal(models["chain"], prompt)
    assert "another kind of processor" in error.message
    assert "pip install" in str(error.next_step)


def test_a_missing_engine_is_said_in_a_sentence(
    models: dict[str, Path], prompt: Prompt, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = "import sys; sys.modules['llama_cpp'] = None; sys.argv = ['worker', '--role', 'writer'];"
    stand_in(monkeypatch, code + "from assistant.engine import worker; worker.main()")
    assert "llama-cpp-python" in refusal(models["chain"], prompt).message


def test_a_system_that_refuses_the_filter_gets_no_worker(
    models: dict[str, Path], prompt: Prompt, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = (
        "import sys; sys.argv = ['worker', '--role', 'writer']; from assistant.sandbox import linux, FilterError\n"
        "def refuse(_): raise FilterError(1, 'no')\n"
        "linux.install = refuse; linux.supported = lambda: True\n"
        "from assistant.engine import worker; worker.supported = lambda: True; worker.main()"
    )
    stand_in(monkeypatch, code)
    assert "refused the protection" in refusal(models["chain"], prompt).message


def test_a_worker_ends_when_its_parent_does(models: dict[str, Path]) -> None:
    worker = WorkerProcess()
    assert worker._process.stdin is not None
    worker._outgoing.put(None)
    assert worker._process.wait(timeout=20) is not None


def test_a_real_worker_stops_every_try_to_leave_the_machine() -> None:
    tries = attempts_in_worker()
    assert len(tries) == 4
    assert all(each.ok for each in tries) == linux.supported()


def test_what_is_loaded_is_described(models: dict[str, Path], prompt: Prompt) -> None:
    import hashlib

    with WriterClient(models["chain"], prompt) as client:
        client.propose(SOME)
        info = client.info()
    assert (info.name, info.licence, info.architecture) == ("tiny test model", "CC0-1.0", "llama")
    assert info.sha256 == hashlib.sha256(models["chain"].read_bytes()).hexdigest()
    assert info.chat_format == "chatml"
    assert info.peak_memory > 0 or sys.platform == "win32"


def test_nothing_native_reaches_the_terminal(
    models: dict[str, Path], tmp_path: Path, build: Callable[..., bytes]
) -> None:
    broken = written(tmp_path, build()[:-1000])
    code = (
        "from pathlib import Path; from assistant.engine.base import WriterClient\n"
        "from assistant.prompting import load_prompt\n"
        f"for path in ({str(models['chain'])!r}, {str(broken)!r}):\n"
        "    try:\n"
        "        with WriterClient(Path(path), load_prompt()) as client: client.score([('a', 'b')])\n"
        "    except Exception: pass\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_the_front_end_s_side_loads_no_engine_and_no_network() -> None:
    code = "import sys, assistant.engine.base, assistant.engine.catalogue, assistant.engine.fake, assistant.prompting;"
    unwanted = ("llama_cpp", "numpy", "socket", "ssl", "http.client", "urllib.request")
    done = subprocess.run(
        [sys.executable, "-c", code + f"print([m for m in {unwanted} if m in sys.modules])"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.strip() == "[]"


def test_a_planted_module_in_the_current_folder_is_not_imported(
    tmp_path: Path, models: dict[str, Path], prompt: Prompt, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("numpy", "json", "llama_cpp", "jinja2"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('planted')")
    monkeypatch.chdir(tmp_path)
    with WriterClient(models["chain"], prompt) as client:
        assert client.propose(SOME)[0].text == "some"


def test_a_span_gets_room_for_words_and_a_passage_for_itself() -> None:
    assert room_for(passage("x " * 200, whole=False)) == 24
    assert room_for(passage("x")) < room_for(passage("x " * 100)) <= 160


def test_questions_of_another_prompt_are_answered_in_order(models: dict[str, Path], prompt: Prompt) -> None:
    with WriterClient(models["chain"], prompt) as client:
        answers = client.ask("Say.", [("a", "b")], [Turn(f"q{number}", 24) for number in range(70)], 120.0)
        assert [(each.text, each.tokens) for each in answers] == [("some", 5)] * 70
        assert client.propose(SOME) == [Answer("some")] * 3
        assert client.ask("Say.", [], [], 1.0) == []


def test_questions_that_have_no_time_fail_and_the_next_are_answered(models: dict[str, Path], prompt: Prompt) -> None:
    with WriterClient(models["random"], prompt) as client:
        answers = client.ask("Say.", [], [Turn("word " * 100, 200)] * 40, 0.01)
        assert Status.FAILED in {each.status for each in answers}
        assert client.report.failure is Failure.TIMED_OUT
        assert client.ask("Say.", [], [Turn("word", 4)], 60.0)[0].status in (Status.CUT_OFF, Status.DONE, Status.EMPTY)


def test_tokens_are_counted_with_and_without_control_tokens(models: dict[str, Path], prompt: Prompt) -> None:
    with WriterClient(models["chain"], prompt) as client:
        assert client.count(["<|im_start|>", "abc"], markup=True) == (1, 3)
        plain = client.count(["<|im_start|>", "\ud800"])
    assert plain is not None
    assert plain[0] > 1
