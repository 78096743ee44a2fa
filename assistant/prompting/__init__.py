"""Prompts as files that people can read and change: a header in YAML, a body in a sandboxed template language."""

from __future__ import annotations

from assistant.prompting.prompt import Prompt, PromptError, parse_prompt
from assistant.prompting.store import Place, PromptStore, load_prompt

__all__ = ["Place", "Prompt", "PromptError", "PromptStore", "load_prompt", "parse_prompt"]
