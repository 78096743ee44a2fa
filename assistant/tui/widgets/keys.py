"""The line of keys at the bottom: as many as have room, and those that lead on stay longest."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Resize
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

from assistant.tui.actions import GIVE_WAY


class Keys(Footer):
    """Textual's footer, without keys that would be cut off at the right."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False, compact=True)

    def compose(self) -> ComposeResult:
        if not self._bindings_ready:
            return
        shown = [
            (binding, enabled)
            for _, binding, enabled, _ in self.screen.active_bindings.values()
            if binding.show and enabled
        ]
        for binding in self._with_room([binding for binding, _ in shown]):
            yield FooterKey(
                binding.key,
                self.app.get_key_display(binding),
                binding.description,
                binding.action,
                tooltip=binding.tooltip,
            ).data_bind(compact=Footer.compact)

    def on_resize(self, _event: Resize) -> None:
        self.call_after_refresh(self.recompose)

    def _with_room(self, bindings: list[Binding]) -> list[Binding]:
        """The bindings, once each, without those that give way first, until the rest fits."""
        left = list({binding.action: binding for binding in bindings}.values())
        for name in GIVE_WAY:
            if sum(self._width(binding) for binding in left) <= self.app.size.width:
                break
            left = [binding for binding in left if binding.id != name]
        return left

    def _width(self, binding: Binding) -> int:
        return len(self.app.get_key_display(binding)) + 1 + len(binding.description) + 1
