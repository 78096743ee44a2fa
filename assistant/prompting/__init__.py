"""Prompts as files that people can read and change: a header in YAML, a body in a sandboxed template language."""

from __future__ import annotations

from assistant.prompting.prompt import Prompt, PromptError, load_prompt, parse_prompt

__all__ = ["Prompt", "PromptError", "load_prompt", "parse_prompt"]
