"""Small sets of words that rules for names of places and organisations look at around a capital letter."""

from __future__ import annotations

TITLES = frozenset({
    "Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Prof", "Professor", "Rev", "Revd", "Sir", "Lady", "Lord", "Dame", "Mr.",
    "Mrs.",
    "Ms.", "Dr.", "Prof.", "Rev.", "Mx.", "Judge", "Justice", "Nurse", "Sister", "Father", "Uncle", "Aunt",
    "Auntie", "Aunty",
    "Coach", "Officer", "Sergeant", "Sgt", "Captain", "President", "Queen", "King", "Prince", "Princess", "Pope",
})  # fmt: skip
"""Words before a person's name."""

OPENERS = frozenset(
    """
a an the this that these those my your his her its our their i he she it we they you who what when where why
how which in on at by to from for of with without after before since until during while as if so but and or
nor yet then there here today yesterday tomorrow tonight now once every each some any no not never always last
next only even just also still again all both many most few several another such one two three about over
under near between through into onto out up down off because although though unless whether however perhaps
maybe please can could will would shall should may might must do does did is are was were be been have has had
let's don't didn't according under
""".split()
)
"""Words that often open a sentence with a capital and belong to no name."""

STREETS = frozenset({"street", "road", "lane", "avenue", "close", "drive", "way", "terrace", "crescent", "court",
    "gardens", "grove",
                     "row", "mews", "st", "rd", "ave", "ln", "dr", "blvd", "boulevard", "place", "square", "hill",
                     "walk", "parade",
                     "gate", "wharf", "quay"})  # fmt: skip
"""Words that make what stands before them a street, which is an address and no place."""

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
