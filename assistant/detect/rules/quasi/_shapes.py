"""The shapes of families that rules look for: names as the family rule's `structure` gives them, cues, patterns.

A pattern runs only where one of its cues stands in the lower-case text. Where a pattern has groups, the match is the
group that took part, so that words that only prove the sense stay outside it.
"""

from __future__ import annotations

import re

_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|\d{1,2})"
_SIBLINGS = r"(?: (?:sisters|brothers|siblings|children|kids|boys|girls|sons|daughters))?"
STRUCTURES: tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...] = (
    ("sibling position", (" of ",), re.compile(
        rf"\b(?:(?:the )?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|youngest|eldest|oldest|middle|one) "
        rf"(?:child )?"
        rf"of (?:her |his |their )?{_NUMBER}(?!\w| (?:my|our|the|us|them|\w+ (?:clients|patients|students|pupils"
        rf"|sessions)))"
        rf"{_SIBLINGS})(?= ?[,.;:!?)–—]|$| (?:and|who|in|from|but|or|born|she|he)\b|(?<=s)\b)")),
    ("single parent", ("single", "lone", "solo",), re.compile(
        rf"\b(?:single|lone|solo) (?:mum|mom|mam|mother|dad|father|parent)s?(?: (?:of|to) {_NUMBER}\b{_SIBLINGS})?")),
    ("parent of several", (" of ", " to ",), re.compile(
        rf"\b(?:mum|mom|mam|mother|dad|father|parent|grandmother|grandfather|gran|nan|grandad) (?:of|to) "
        rf"{_NUMBER}\b{_SIBLINGS}")),
    ("multiple birth", ("of twins", "of the twins", "of triplets"), re.compile(
        r"\b(?:the )?(?:younger|older|elder|second|first|surviving|one|other) of (?:the )?(?:twins|triplets)\b")),
    ("birth order", ("baby", "pregnancy", " third", " fourth", " fifth", " sixth", " seventh", " eighth"), re.compile(
        r"\b(?:her |his |their )?(?:second|third|fourth|fifth|sixth) (?:baby|pregnancy)\b|\b(?:her|his"
        r"|their) (?:third|fourth|fifth|sixth|seventh|eighth)"
        r"(?=[,;)]| (?:baby|child|pregnancy|and last|in \w+ years)\b)")),
    ("generation", ("generation",), re.compile(
        r"\b(?:second|third|fourth|fifth|sixth|seventh)[- ]generation\b(?! (?:cbt|therap|antidep|antipsych|model"
        r"|approach))")),
    ("number of children", ("boys", "girls", "lads", "kids", "children", "sons", "daughters"),
     re.compile(
        rf"(?:\b(?:after|raised|raising|has|had|has got|'s got|got|feeding)|,)"
        rf" ({_NUMBER} (?:boys|girls|lads|kids|children|sons|daughters))(?=[.,;)]|$)")),
    ("multiple birth", ("twin", "triplet", "quadru", "quintu",), re.compile(
        r"\b(?:(?:her|his|their|my|our) )?(?:(?:identical|fraternal|non-identical|conjoined|newborn|stillborn) )?"
        r"(?:twin|triplet|quadruplet|quintuplet)(?:s|(?= (?:brother|sister|boy|girl|son|daughter)s?))?"
        r"(?: (?:brother|sister|boy|girl|son|daughter)s?)?\b(?! (?:towns?|peaks|beds?|room|studies|track))")),
    ("only child", ("only ",), re.compile(r"\bonly (?:child|son|daughter|grandchild)\b(?! (?:who|in|with|that|to|on"
        r"|left|at)\b)")),
    ("adopted", ("adopt",), re.compile(
        r"\b(?:was |were |been |is |and |he's |she's )(adopted)\b(?! (?:by the|a |an |this|that|the ))|\b(adoptee"
        r"|adopted (?:son|daughter"
        r"|child|children|brother|sister|kids?|at birth|as a baby|from \w+)|transracially adopted|closed adoption"
        r"|open adoption)\b")),
    ("fostered", ("foster",), re.compile(r"\b(?:was |were |been |is |he's |she's )(fostered)\b"
        r"|\b(?:foster (?:placement"
        r"|placements|home|homes))\b")),
    ("same-sex parents", ("mums", "moms", "mothers", "dads", "fathers", "same-sex", "mom", "mum", "dad"),
     re.compile(
        r"\b(?:two-(?:mum|mom|dad|mother|father) (?:family|household)"
        r"|(?:her|his|their) (?:mums|moms|mothers|dads|fathers)\b(?!')|two (?:mums|moms|mothers|dads|fathers)"
        r"|same-sex (?:parents"
        r"|couple|marriage|relationship)|other mum|other mom|lesbian mums|gay dads)")),
    ("same-sex partner", ("and her wife", "and his husband", "civil partner",), re.compile(r"\b(?:she and her wife"
        r"|he and his husband|civil partner(?:ship)?)\b")),
    ("donor or surrogate birth", ("donor", "surrog", "ivf",), re.compile(
        r"\b(?:conceived (?:by|through|with|using) (?:ivf"
        r"|icsi|iui|a donor|donor \w+)"
        r"|donor-conceived|donor conceived"
        r"|surrogate (?:mother|baby|birth)"
        r"|born by surrogacy|ivf baby)\b")),
    ("widowed", ("widow",), re.compile(r"\b(?:(?:recently |newly |twice )?widowed|twice a widow(?:er)?|(?:two"
        r"|three) times a widow(?:er)?)\b")),
    ("divorced", ("divorc",), re.compile(r"\b(?:(?:recently |newly |twice |twice-)divorced|divorced|divorcee|divorcé"
        r"|divorcée)\b")),
    ("separated", ("separated",), re.compile(r"\b(?:recently separated|newly separated|(?:is|was|are|were) "
        r"(separated)(?=[ ,.;]"
        r"|$)(?! (?:at|by|into|out|when|during)\b))")),
    ("remarried", ("marri", "wife", "husband",), re.compile(r"\b(?:remarried|re-married|(?:second|third|fourth) "
        r"(?:wife|husband|marriage)|first "
        r"(?:wife|husband))\b")),
    ("stepfamily", ("blended family", "stepfamily", "step-family",), re.compile(r"\b(?:blended family|stepfamily"
        r"|step-family)\b")),
    ("arranged marriage", ("marri", "poly", "throuple", "bride",), re.compile(r"\b(?:arranged marriage|forced "
        r"marriage|polygamous|polyamorous|open marriage"
        r"|throuple|mail-order bride|child bride"
                                     r"|married (?:her|his) (?:first )?cousin)\b")),
    ("orphan", ("orphan", "raised", "kinship",), re.compile(r"\b(?:orphan(?:ed)?|raised by (?:her|his|their) "
        r"(?:gran\w*|nan|nana|aunt\w*|uncle|sister"
        r"|brother)|kinship carers?)\b")),
    ("estranged", ("estranged", "contact",), re.compile(r"\b(?:estranged from (?:her|his|their) [a-z]+|gone no "
        r"contact|no contact with (?:her"
        r"|his|their) [a-z]+)")),
    ("childless", ("child", "never",), re.compile(r"\b(?:childless|child-free|childfree|never (?:been )?married"
        r"|never had (?:children"
        r"|kids))\b")),
)  # fmt: skip
