"""Everything that a person can do, in one list: footer, command palette, help and keymap are made from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding, BindingType


class Place(StrEnum):
    """Where an action holds, which is the part of the screen that owns its method."""

    EVERYWHERE = "everywhere"
    WRITE = "while writing"
    DETAILS = "in the list of details"
    CHANGES = "in the list of changes"
    FINISH = "when finishing"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do. `keys` are its usual keys, the first is shown; `call` is the method's name and arguments."""

    id: str
    keys: tuple[str, ...]
    title: str
    """Two or three words, for the footer and the palette."""
    help: str
    """One sentence."""
    place: Place
    call: str
    footer: bool = False
    """Whether the footer shows it."""
    brief: str = ""
    """The word for the footer, where the title is too long for it at 80 columns."""


_E, _D, _C, _F, _W = Place.EVERYWHERE, Place.DETAILS, Place.CHANGES, Place.FINISH, Place.WRITE

ACTIONS: tuple[Action, ...] = (
    Action("help", ("f1",), "Help", "What you see here, and which keys there are.", _E, "help", True),
    Action(
        "file.save",
        ("ctrl+s",),
        "Save",
        "Write the result beside your file; your own file stays as it is.",
        _E,
        "save",
        True,
    ),
    Action(
        "palette",
        ("ctrl+p",),
        "All actions",
        "Search everything that can be done.",
        _E,
        "app.command_palette",
        True,
        "More",
    ),
    Action(
        "rewrite",
        ("ctrl+r",),
        "Rewrite",
        "Propose a less recognisable wording of the whole draft.",
        _E,
        "rewrite",
        True,
    ),
    Action("stop", ("escape",), "Stop", "Stop the rewriting; what is there is kept.", _E, "stop", True),
    Action("step.write", ("f2",), "Write", "Go to your draft.", _E, "step('write')"),
    Action(
        "step.details", ("f3",), "Details", "Go to the list of what could give somebody away.", _E, "step('details')"
    ),
    Action("step.changes", ("f4",), "Changes", "Go to the changes, to take or leave each.", _E, "step('changes')"),
    Action("step.finish", ("f5",), "Finish", "Go to what is left to do, and save.", _E, "step('finish')"),
    Action("readers", ("f6",), "Who could tell", "Say in full who could tell, and from which words.", _E, "readers"),
    Action("file.new", ("ctrl+n",), "New", "Begin with an empty page.", _E, "new"),
    Action("file.open", ("ctrl+o",), "Open", "Open a file; it is only read, never changed.", _E, "open"),
    Action("file.save-as", (), "Save under another name", "Write the result to a place that you name.", _E, "save_as"),
    Action(
        "caseload", (), "How many clients", "Say how many clients you have; one of them might read it.", _E, "caseload"
    ),
    Action("case", (), "It tells of a case", "Say that the draft tells of a case, or let discreet decide.", _E, "case"),
    Action(
        "audience",
        (),
        "Who will read it",
        "Choose between a post, a blog, teaching, a book and a journal.",
        _E,
        "audience",
    ),
    Action("voice", (), "Whose “I” it is", "Say whether “I” in the draft is you or your client.", _E, "voice"),
    Action("prompts", (), "Prompts", "Choose what a language model is asked, and read its very words.", _E, "prompts"),
    Action("models", (), "Models", "Choose the language model that words passages, or none.", _E, "models"),
    Action(
        "passes",
        (),
        "What the model does",
        "Let a language model look for more details, or try to tell from the result who it is.",
        _E,
        "passes",
    ),
    Action(
        "glossary",
        (),
        "Glossary",
        "Words that always stay, never stay, or are always said in one way.",
        _E,
        "glossary",
    ),
    Action("settings", ("f8",), "Settings", "Change how discreet behaves.", _E, "settings"),
    Action("theme", ("f9",), "Light or dark", "Change between the light and the dark colours.", _E, "theme"),
    Action(
        "tour", ("f7",), "Show me round", "Five steps on an invented draft; again for the next step.", _E, "tour_next"
    ),
    Action("drafts", (), "Unfinished drafts", "Open the vault and what was kept in it.", _E, "drafts"),
    Action("quit", ("ctrl+q",), "Quit", "Leave discreet.", _E, "quit_app", True),
    Action("paste", (), "Paste from discreet", "Put in what was last copied inside discreet.", _W, "paste"),
    Action(
        "details.less",
        ("right", "plus"),
        "More general",
        "Say this detail more generally, one step.",
        _D,
        "turn(1)",
        True,
        "General",
    ),
    Action(
        "details.more",
        ("left", "minus"),
        "More exact",
        "Say this detail more exactly, one step.",
        _D,
        "turn(-1)",
        True,
        "Exact",
    ),
    Action("details.omit", ("o",), "Leave out", "Leave these words out.", _D, "omit", True, "Omit"),
    Action("details.keep", ("k",), "Keep because", "Keep these words, and note why.", _D, "keep", True, "Keep"),
    Action(
        "details.pin", ("p",), "Pin", "Hold this detail where it stands, whatever discreet would choose.", _D, "pin"
    ),
    Action("details.none", ("n",), "No detail", "Say that these words give nobody away in this draft.", _D, "none"),
    Action("details.free", ("backspace",), "discreet chooses", "Take back what you chose for this detail.", _D, "free"),
    Action("details.undo", ("u", "ctrl+z"), "Undo", "Take back your last choice in this list.", _D, "undo"),
    Action("details.jump", ("enter",), "To the words", "Go to these words in the draft.", _D, "jump"),
    Action("changes.accept", ("a",), "Accept", "Take this change.", _C, "accept", True),
    Action("changes.reject", ("r",), "Reject", "Keep this sentence as you wrote it.", _C, "reject", True),
    Action("changes.edit", ("e",), "Edit", "Write this sentence yourself.", _C, "edit", True),
    Action(
        "changes.again",
        ("w",),
        "Other wording",
        "Look for another wording of this sentence: by rules, or by the model if you chose one.",
        _C,
        "again",
        True,
        "Other",
    ),
    Action("changes.undo", ("u", "ctrl+z"), "Undo", "Take back your last decision.", _C, "undo", True),
    Action("changes.redo", ("U", "ctrl+y"), "Redo", "Decide again what you took back.", _C, "redo"),
    Action("changes.next", ("n",), "Next open", "Go to the next change that is not decided.", _C, "next(1)"),
    Action(
        "changes.previous", ("p",), "Previous open", "Go to the last change before that is not decided.", _C, "next(-1)"
    ),
    Action(
        "changes.rest", ("A",), "Accept the rest", "Take every change that is still open.", _C, "rest", True, "Rest"
    ),
    Action(
        "changes.sides",
        ("d",),
        "Side by side",
        "Show changes in one text or side by side (from 120 columns).",
        _C,
        "sides",
    ),
    Action("changes.filter", ("f",), "Filter", "Show only changes of one kind, or for one reader.", _C, "filter"),
    Action(
        "finish.copy",
        ("c",),
        "Copy",
        "Copy the result to the clipboard, which other programs can read.",
        _F,
        "copy",
        True,
    ),
    Action(
        "finish.fit",
        ("t",),
        "Fit to a post",
        "See whether it fits where you post it, or as a thread.",
        _F,
        "fit",
        True,
        "Fit",
    ),
    Action("finish.read", ("v",), "Read it", "Read the whole text as it would be published now.", _F, "read", True),
    Action("finish.take", ("w",), "Write on", "Put the result into the editor and go on writing there.", _F, "take"),
    Action(
        "finish.consent",
        ("s",),
        "What to show",
        "The sentences that a client would be shown when you ask.",
        _F,
        "consent",
        True,
        "Show",
    ),
)


def at(place: Place) -> tuple[Action, ...]:
    """The actions of one place."""
    return tuple(a for a in ACTIONS if a.place is place)


def bindings(place: Place) -> list[BindingType]:
    """Key bindings of one place, with ids by which a keymap changes them."""
    found: list[BindingType] = []
    for action in at(place):
        if not action.keys:
            continue
        found.append(
            Binding(
                ",".join(action.keys),
                action.call,
                action.brief or action.title,
                show=action.footer,
                key_display=shown(action.keys[0]),
                id=action.id,
                priority=action.id in _ALWAYS,
                tooltip=action.help,
            )
        )
    return found


_ALWAYS = frozenset(
    {
        "help",
        "palette",
        "quit",
        "rewrite",
        "file.save",
        "file.open",
        "file.new",
        "step.write",
        "step.details",
        "step.changes",
        "step.finish",
        "readers",
        "settings",
        "theme",
        "tour",
    }
)
"""What holds even while a text field has the keyboard."""

GIVE_WAY = (
    "help",
    "changes.rest",
    "file.save",
    "changes.again",
    "details.omit",
    "finish.consent",
    "changes.undo",
    "finish.fit",
    "details.keep",
    "changes.edit",
    "rewrite",
)
"""What the footer leaves out first where there is no room: help is named above it, saving has a step of its own."""

_NAMES: Mapping[str, str] = {
    "left": "←",
    "right": "→",
    "enter": "Enter",
    "escape": "Esc",
    "backspace": "⌫",
    "plus": "+",
    "minus": "-",
}


def shown(key: str) -> str:
    """A key as people read it: "Ctrl+R", "F1", "←"."""
    if key in _NAMES:
        return _NAMES[key]
    if key.startswith("ctrl+"):
        return f"Ctrl+{key[5:].upper()}"
    if len(key) > 1 and key[0] == "f" and key[1:].isdigit():
        return key.upper()
    return key
