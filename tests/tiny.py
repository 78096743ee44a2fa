"""What the tests of several packages need for a tiny model: the script that builds one, and a prompt that fits it."""

from __future__ import annotations

from scripts.build_tiny_gguf import Shape, build

__all__ = ["SHORT_PROMPT", "Shape", "build"]

SHORT_PROMPT = """---
name: short
version: 1
summary: For tests.
---
{% block system %}Say less.{% endblock %}
{% block user %}{{ passage }}{% endblock %}
"""
