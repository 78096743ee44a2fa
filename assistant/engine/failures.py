"""Every way a worker can fail, as a short list, and the sentence that the person reads for each."""

from __future__ import annotations

from enum import StrEnum

from assistant.domain.errors import ModelError
from assistant.engine.protocol import Code


class Failure(StrEnum):
    """Why a request ended without all its answers."""

    CRASHED = "crashed"
    TIMED_OUT = "timed out"
    CANCELLED = "cancelled"
    GAVE_UP = "gave up"
    UNFIT = "unfit"
    PROMPT_TOO_LONG = "prompt too long"
    INTERNAL = "internal"

    @property
    def sentence(self) -> str:
        """For the person, where passages of a draft were asked about."""
        return self.happened if self is Failure.PROMPT_TOO_LONG else f"{self.happened} {_LEFT}"

    @property
    def happened(self) -> str:
        """For the person, wherever nothing is left to the rules."""
        return _SENTENCES[self]


_LEFT = "The passages it had not worded are left to the rules."
_UNFIT = (
    "The model engine (llama-cpp-python) was built for another kind of processor than this one has.",
    "Build it here anew: pip cache remove llama_cpp_python, then pip install --force-reinstall llama-cpp-python.",
)
_SENTENCES = {
    Failure.CRASHED: "The model stopped unexpectedly.",
    Failure.TIMED_OUT: "The model took too long.",
    Failure.CANCELLED: "The model was stopped.",
    Failure.GAVE_UP: "The model stopped unexpectedly several times and is not started again.",
    Failure.UNFIT: f"{_UNFIT[0]} {_UNFIT[1]}",
    Failure.PROMPT_TOO_LONG: "The prompt is too long for this model. Shorten its text or its examples.",
    Failure.INTERNAL: "The model could not go on.",
}

_OTHER_MODEL = "Choose another with --model."
_LOADING = {
    Code.NO_ENGINE: (
        "The model engine (llama-cpp-python) is not installed or does not run on this computer.",
        "The rules work without it; discreet doctor says how to install it.",
    ),
    Code.BROKEN: ("The model file is damaged or incomplete.", f"Download it again. {_OTHER_MODEL}"),
    Code.UNSUPPORTED: (
        "This sort of model can't word text.",
        "Choose an instruct model in GGUF format with --model.",
    ),
    Code.MEMORY: (
        "There was not enough memory for this model.",
        "Close other programs, or choose a smaller model.",
    ),
    Code.UNPROTECTED: (
        "The system refused the protection that keeps the model off the network, so it was not started.",
        "discreet doctor shows what holds on this computer.",
    ),
    Code.TIMEOUT: ("The model took too long to load.", "Choose a smaller one with --model."),
    Code.CANCELLED: ("Loading the model was stopped.", ""),
}


def failure_of(code: str) -> Failure:
    """What a worker's code means for a request."""
    return {
        Code.CANCELLED.value: Failure.CANCELLED,
        Code.TIMEOUT.value: Failure.TIMED_OUT,
        Code.PROMPT_TOO_LONG.value: Failure.PROMPT_TOO_LONG,
    }.get(code, Failure.INTERNAL)


def loading_error(code: str | None, failure: Failure) -> ModelError:
    """The error for a model that could not be loaded."""
    for known, sentence in _LOADING.items():
        if known.value == code:
            return ModelError(*sentence)
    if failure is Failure.TIMED_OUT:
        return ModelError(*_LOADING[Code.TIMEOUT])
    if failure is Failure.CANCELLED:
        return ModelError(*_LOADING[Code.CANCELLED])
    if failure is Failure.UNFIT:
        return ModelError(*_UNFIT)
    if failure is Failure.CRASHED:
        return ModelError("The model file made the engine stop, so it is not used.", _OTHER_MODEL)
    return ModelError("The model could not be loaded.", _OTHER_MODEL)
