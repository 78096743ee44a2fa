"""How many names are found, by where they come from: the same sentences with names of eleven origins.

    python -m scripts.evaluation.names_by_origin

Full and first names written down from general knowledge; nobody is meant. A name counts when every letter of it is
marked as a name, by the whole product (rules and tagger) and by the rules alone.
"""

from __future__ import annotations

from assistant.composition import build_pipeline, draft_of
from assistant.domain.changes import Voice
from assistant.domain.details import Kind
from assistant.pipeline import Options, Pipeline

NAMES = {
    "English": "Hannah Whitlock;Oliver Pemberton;Ruby;Harvey;Lorraine Tuckwell;Nigel",
    "Irish and Welsh": "Sadhbh Ní Riain;Tadhg;Llinos Prytherch;Gethin;Caoilfhionn;Iestyn Bebb",
    "Polish": "Wiesława Krzyżak;Zbigniew;Jagoda;Mieczysław Pająk;Bożena;Ziemowit",
    "Romanian": "Ionela Ungureanu;Costel;Luminița;Viorel Ciobotaru;Smaranda;Mihnea",
    "Turkish": "Gülşen Karataş;Orhan;Nurcan;Ertuğrul Çelebi;Şule;Serdar",
    "Arabic": "Samira al-Khouri;Abdulrahman;Huda;Waleed Mansour;Rania;Tariq",
    "South Asian": "Jaswinder Dhaliwal;Thirumalai;Shabnam;Venkatesh Iyer;Nusrat;Harpreet",
    "West African": "Oluwaseun Adebayo;Kwabena;Ngozi;Chukwuemeka Obi;Adwoa;Babatunde",
    "East African": "Hodan Warsame;Tekle;Wanjiru;Abdiwali Farah;Meseret;Otieno",
    "East Asian": "Nguyễn Thị Hạnh;Xiuying;Kenji Moriyama;Soo-jin;Wei Zhang;Thanh",
    "Spanish": "Guadalupe Ibarra;Joaquín;Marisol;Eusebio Villalobos;Itzel;Rigoberto",
}
SENTENCES = (
    "My client {} cried for most of the hour.",
    "When {} told me about the accident, I had no words.",
    "Saw {} again today, who is on a new dose and sleeping badly.",
    "It was {}'s sister who rang the school.",
    "“I can't do this any more,” {} said, and got up.",
)


def found(pipeline: Pipeline, text: str, name: str) -> bool:
    """Whether every letter of the name is marked as a name."""
    start = text.index(name)
    details = pipeline.check(draft_of(text, "text"), Options(voice=Voice.AUTHOR, case=True)).details
    marks = [s for d in details if d.kind in (Kind.PERSON_NAME, Kind.PSEUDONYM) for s in d.spans]
    letters = [i for i in range(start, start + len(name)) if text[i].isalpha()]
    return all(any(s.start <= i < s.end for s in marks) for i in letters)


def main() -> None:
    """One line an origin."""
    both, rules = build_pipeline(), Pipeline(build_pipeline(rules_only=True).documents)
    total = [0, 0, 0]
    for origin, names in NAMES.items():
        cases = [(s.format(n), n) for n in names.split(";") for s in SENTENCES]
        hits = [sum(found(p, text, name) for text, name in cases) for p in (both, rules)]
        total = [total[0] + hits[0], total[1] + hits[1], total[2] + len(cases)]
        print(f"{origin}: {hits[0]}/{len(cases)} · rules alone {hits[1]}/{len(cases)}")
    print(f"all: {total[0]}/{total[2]} · rules alone {total[1]}/{total[2]}")


if __name__ == "__main__":
    main()
