"""Sentences put anew, and what a cut can break."""

from __future__ import annotations

import pytest

from assistant.composition import draft_of
from assistant.domain.text import Draft, Edit, Passage, Role, Span, apply_edits
from assistant.rewrite.episodes import acts_of_others, timeless
from assistant.rewrite.grammar import Recast, recast
from assistant.rewrite.grammatical import faults
from assistant.rewrite.misplaced import misplaced
from assistant.rewrite.people import Cast
from assistant.rewrite.removing import removals
from assistant.rewrite.repair import mend
from assistant.rewrite.style.possibility import EXAMPLES, following, opening
from assistant.rewrite.style.speech_to_gist import gist
from assistant.rewrite.trim import change_between

LATER = Recast(False, "", "")
OPENING = Recast(True, "a client", "may")


@pytest.mark.parametrize(("pronoun", "sentence", "possibility"), EXAMPLES)
def test_a_sentence_opens_a_possibility(pronoun: str, sentence: str, possibility: str) -> None:
    assert opening(sentence, Cast(pronoun, "client")) == possibility


@pytest.mark.parametrize(
    ("sentence", "later"),
    [
        ("She isn't.", "They aren't."),
        ("He hadn't cried, and he couldn't say why.", "They haven't cried, and they can't say why."),
        ("She's never asked what he did with her letters.", "They've never asked what he does with their letters."),
        ("He wasn't angry with himself.", "They aren't angry with themselves."),
        ("I asked her what she wanted.", "I ask them what they want."),
        ("She said “I'm tired” and left.", "They say “I'm tired” and leave."),
        ("What helped her was walking.", "What helps them is walking."),
        ("The last two are for her.", "The last two are for them."),
    ],
)
def test_later_sentences_agree_with_they(sentence: str, later: str) -> None:
    pronoun = "he" if sentence.startswith("He ") else "she"
    assert recast(sentence, Cast(pronoun, "client"), LATER) == later


@pytest.mark.parametrize(
    ("sentence", "opening"),
    [
        ("My client did know that he lied.", "A client may know that he lies."),
        ("A client came in and did know it.", "A client may come in and know it."),
        ("A client lets nobody in.", "A client may let nobody in."),
        ("My client had a pet called Biscuit.", "A client may have a pet called Biscuit."),
        (
            "My client sat as people do who've been given a number.",
            "A client may sit as people do who've been given a number.",
        ),
    ],
)
def test_an_emphatic_did_and_lets_are_verbs_like_others(sentence: str, opening: str) -> None:
    assert recast(sentence, Cast("she", "client"), OPENING) == opening


def test_what_is_the_client_s_is_hers_where_the_pronoun_stays() -> None:
    assert recast("My client's mum rang me.", Cast("she", "client", neutral=False), Recast(False, "", "")) == (
        "Her mum rings me."
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "She used to like it.",
        "She would sit by the window.",
        "Her mum read her diary.",
        "I've been thinking of her since she left.",
    ],
)
def test_what_is_not_plain_is_left_alone(sentence: str) -> None:
    assert recast(sentence, Cast("she", "client"), LATER) is None


@pytest.mark.parametrize(
    ("after", "before"),
    [
        ("A patient, lives alone.", "A patient, 81, a cook, lives alone."),
        ("Until she was a page was all she had.", "Until she was six, a page was all she had."),
        ("She came home from.", "She came home from Leeds."),
        ("Got the house.", "Her ex-husband got the house."),
        ("With money across cards comes in a man.", "A man with £30 across nine cards comes in."),
        (
            "Someone though she had no right to it.",
            "His mother put the badge in her pocket as though she had no right to it.",
        ),
        ("The last two to several times it was up.", "The last two to three times it was up."),
        ("She was referred for early waking following.", "She was referred for early waking following a death."),
        ("He was stung approximately without any harm.", "He was stung approximately two years ago without any harm."),
        ("Since she lost a job.", "Since she lost a job her card has gone missing."),
        ("I'm two kids.", "I'm 38, a spark, work for myself, two kids."),
        ("My successor's called someone, he can fold.", "My successor's called Dorian, he can fold."),
        ("It's someone off the wing, servery.", "It's Daz off B wing, servery."),
        ("My client had one called someone.", "My client had one called Biscuit."),
        ("I have a client a trainee cook.", "I have a client, 29, a trainee cook, who can't sleep."),
        ("She has one, called someone, and they sing.", "She has one, called Imogen, and they sing."),
        ("Child in my form odd one out.", "Lad in my form, new since half term, odd one out."),
    ],
)  # fmt: skip
def test_a_broken_sentence_is_seen(after: str, before: str) -> None:
    assert faults(after, before)


@pytest.mark.parametrize(
    ("after", "before"),
    [
        ("She used and she began to sneeze.", "She used that spray and she began to sneeze."),
        ("The several times it was up.", "The last two to three times it was up."),
        ("A bad hip many years and 1970s.", "A bad hip many years ago in the 1960s and 1970s."),
        ("There is a history on the mother's side.", "There is a history of fits on the mother's side."),
        ("This white presents with a cough.", "This white female presents with a cough."),
        ("She comes as a referral, a patient for her skin.", "She comes as a referral from ABC, D.O. for her skin."),
        ("This 58 y/o a client was well until noon.", "This 58 y/o RHF was well until noon."),
        ("It is silly, given that a client.", "It is silly, given that he spent his days on top of lifts."),
        ("We set the list aside and spent on the loss.", "We set the list aside and spent six sessions on the loss."),
        ("She was, in the words of the handover.", 'She was, in the words of the handover, "a bit rigid".'),
        ("He'd been money the roller.", "He'd been paying off £12 a week for the roller."),
        ("And a patient is like, aye.", "And he's like, aye."),
        ("A patient 4-layer.", "Deb 4-layer."),
        ("I had and we planted a tree.", "I had nine sessions and we planted a tree."),
        ("He meant the head, not.", "He meant the head, not since November."),
        ("She had me down.", "She had me down for a sailor."),
        ("That's the nurse, thinks I should.", "Una, that's the nurse, thinks I should."),
        ("I had, as it happened; I was new.", "I had, as it happened, until August; I was new."),
        ("She had in the corridor.", "She had spent five minutes in the corridor."),
        ("He turned up left and spoke.", "He turned up with five minutes left and spoke."),
        ("We're session 7.", "We're at Relate, session 7."),
        ("I sat with someone and who sang.", "I sat with a man who sheared for a living and who sang."),
        ("It was the week, I believe, that it stopped.", "It was the fifth week, I believe, that it stopped."),
        ("He worked, and he gets himself up.", "He worked nights on the railway, and he gets himself up."),
        ("I told a client two.", "I told Omar platform two."),
    ],
)
def test_words_that_lost_what_they_need_are_seen(after: str, before: str) -> None:
    assert misplaced(after, before)
    assert not misplaced(before, before)


def test_nobody_is_brought_in_by_a_hers_that_stands_for_a_thing() -> None:
    assert recast("I spend a while on my name and hers.", Cast("she", "client"), OPENING) is None


def test_feeling_better_for_a_sweet_is_no_hope() -> None:
    assert gist("I had a toffee and it made me feel better") != "hope"
    assert gist("Things are better now") == "hope"


def test_what_the_author_writes_is_no_fault() -> None:
    odd = "Got the house. The one he came from."
    assert not faults(odd, odd)
    assert not faults("I told a client a story.", "I told Anna a story.")
    assert not faults("She cried when her sister rang.", "She cried in Leeds when her sister rang.")


@pytest.mark.parametrize(
    ("new", "old", "mended"),
    [
        ("She is a  engineer .", "She is a nurse from Hull.", "She is an engineer."),
        ("my client, , cried.", "My client, 34, cried.", "My client, cried."),
        ("and hated it.", "And she hated it.", "And hated it."),
        ("One (cook, starts, on her own).", "One (cook, starts at six, on her own).", "One (cook, on her own)."),
        ("One (falls, lives).", "One (falls, lives near Hull).", "One (falls)."),
        ("One (falls, cook).", "One (falls at night, cook at Bell's).", "One (falls, cook)."),
        ("A  b.", "A  b.", "A  b."),
    ],
)
def test_traces_of_a_cut_are_mended(new: str, old: str, mended: str) -> None:
    assert mend(new, old) == mended


@pytest.mark.parametrize(
    "speech", ["Pass me the scissors, the blue ones with the long handle, would you?", "Nineteen."]
)
def test_speech_whose_words_do_not_tell_has_no_gist(speech: str) -> None:
    assert gist(speech) == ""


def test_a_gist_repeats_none_of_the_words_in_a_row() -> None:
    assert gist("I can't trust anyone who wears a hat like that") == "how hard it is to trust"


def test_a_change_is_trimmed_to_whole_words() -> None:
    passage = Passage(0, Span(10, 40), Role.BODY, "She lives in Leeds with a dog.", 0)
    assert change_between(passage, "She lives in a city with a dog.") == (Span(23, 28), "a city")


def test_the_last_sentence_of_a_paragraph_goes_with_the_space_before_it() -> None:
    text = "One. Two.\n\nThree."
    spans = (Span(0, 5), Span(5, 11), Span(11, 17))
    passages = tuple(Passage(i, s, Role.BODY, s.of(text), int(i == 2)) for i, s in enumerate(spans))
    draft = Draft("d", "text", text, passages)
    assert removals(draft, {1}) == [(Span(4, 9), (1,))]
    assert removals(draft, {0, 1}) == [(Span(0, 11), (0, 1))]


@pytest.mark.parametrize(
    ("after", "before"),
    [
        ("Her name was a client.", "Her name was Bev."),
        ("He rode the circuit out of a client.", "He rode the circuit out of Elko."),
        ("I brought him a patient.", "I brought him a Kit-Kat."),
        ("My guy has the client syndrome.", "My guy has Tollund syndrome."),
        ("The client beside him froze.", "The cook beside him froze."),
        ("It hid with someone the hamster.", "It hid with Digby the hamster."),
        ("She reads someone in their family's letters.", "She reads his granddaughter's letters."),
        ("It took me to say it.", "It took me until our last session to say it."),
        ("It began with a sudden onset just.", "It began with a sudden onset just yesterday."),
        ("Into treatment they left.", "Six weeks into treatment they left."),
        ("Little, she was found well.", "Little over a year ago, she was found well."),
        ("This older a client fell.", "This older RHM fell."),
        ("He quit, year ago.", "He quit alcohol one year ago."),
        ("He has a history, and a cough.", "He has a history of gout, and a cough."),
        ("He, I timed it.", "He looked at them, I timed it."),
        ("The patient is a client, and walks.", "The patient is an 83-year-old lady, and walks."),
        ("There are no symptoms, or fever.", "There are no symptoms of gout, or fever."),
        ("She had an MRIs done.", "She had a series of scans and MRIs done."),
        ("For at least she has coughed.", "For at least 4 years she has coughed."),
        ("He fell ill after spending on a boat.", "He fell ill after spending two weeks on a boat."),
        ("It has grown so and it hurts.", "It has grown for the past year or so and it hurts."),
        ("This is established patient.", "This is a Swiss female, established patient."),
        ("I went to have our someone.", "I went to have our Keith."),
        ("You are stuck with me and he.", "You are stuck with me and Greg."),
    ],
)
def test_a_word_that_came_to_stand_where_none_can_is_a_fault(after: str, before: str) -> None:
    assert misplaced(after, before)
    assert not misplaced(after, after)


@pytest.mark.parametrize("sentence", ["A client works nights.", "She is a patient.", "I saw a student in class."])
def test_a_role_in_its_place_is_no_fault(sentence: str) -> None:
    assert not misplaced(sentence, "Mina did.")


def test_two_names_that_became_one_general_word_are_said_once() -> None:
    assert mend("He is on medication and medication.", "He is on Foxol and Hexal.") == "He is on medication."
    assert mend("A client and someone agreed.", "Mina and Omar agreed.") == "Two clients agreed."
    assert mend("She had a trainee, the trainee, here.", "She had a trainee, Mina, here.") == "She had a trainee here."
    assert mend("On medication (medication).", "On foxol (Hexal).") == "On medication."
    assert mend("A client (a pseudonym) came.", "Ms B (a pseudonym) came.") == "A client came."
    assert mend("She checks again and again.", "She checks eleven times.") == "She checks again and again."


@pytest.mark.parametrize(
    ("after", "before", "reads"),
    [
        ("A client, I don't think so.", "Mina, I don't think so.", "I don't think so."),
        ("Someone, you said it.", "Mina Holt, you said it.", "You said it."),
        ("A client, you said, was late.", "Mina, you said, was late.", None),
        ("A client, a sister and a dog.", "Mina, a sister and a dog.", None),
        ("It was lovely, thank you a colleague.", "It was lovely, thank you Omar.", "It was lovely, thank you."),
        ("so no someone, its not toast.", "so no Omar, its not toast.", "so no, its not toast."),
        ("Dear someone, all say a ferret.", "Dear Omar, all say a ferret.", "Hello, all say a ferret."),
        ("Thank you a colleague and a friend did it.", "Thank you Omar and Mina did it.", None),
    ],
)  # fmt: skip
def test_who_is_spoken_to_by_name_is_left_out(after: str, before: str, reads: str | None) -> None:
    assert mend(after, before) == (after if reads is None else reads)


@pytest.mark.parametrize(
    ("after", "before", "reads"),
    [
        ("female presents with a cough.", "58 y/o female presents with a cough.", "A female presents with a cough."),
        ("older man fell.", "An 81-year-old man fell.", "Older man fell."),
        ("infant with a rash.", "6-month-old infant with a rash.", "An infant with a rash."),
        ("Swiss woman, unwell.", "40 year old Swiss woman, unwell.", "A Swiss woman, unwell."),
        ("the patient slept.", "3 nights ago the patient slept.", "The patient slept."),
    ],
)
def test_a_note_that_began_with_an_age_gets_an_article(after: str, before: str, reads: str) -> None:
    assert mend(after, before) == reads


@pytest.mark.parametrize(
    ("text", "gone", "left"),
    [
        ("One.\n\nMine:\n- a thing\n- b thing\n\nLast.\n", ("Mine", "a", "b"), "One.\n\nLast.\n"),
        ("One.\n\n- a thing\n- b thing\n\nLast.\n", ("a", "b"), "One.\n\nLast.\n"),
        ("- a thing\n- b thing\n\nLast.\n", ("a", "b"), "Last.\n"),
        ("One.\n\nMine.\n\nLast.\n", ("Mine",), "One.\n\nLast.\n"),
    ],
)
def test_one_blank_line_is_left_where_a_list_and_what_announced_it_went(
    text: str, gone: tuple[str, ...], left: str
) -> None:
    draft = draft_of(text, "markdown")
    numbers = {p.index for p in draft.passages if p.text.strip().startswith(gone)}

    assert apply_edits(text, [Edit(span, "") for span, _ in removals(draft, numbers)]) == left


@pytest.mark.parametrize(
    "sentence",
    [
        "It belonged to her twin.",
        "Her uncle was a drummer.",
        "Her gran always hummed.",
        "His boat belonged in a museum.",
    ],
)
def test_what_was_someones_who_died_is_not_put_in_the_present(sentence: str) -> None:
    assert recast(sentence, Cast("she" if "er " in sentence else "he", "client", lost=True), LATER) is None


@pytest.mark.parametrize(
    ("sentence", "later"),
    [
        ("She was tired of casseroles.", "They are tired of casseroles."),
        ("Her gran rang.", "Their gran rings."),
        ("She kept the key.", "They keep the key."),
    ],
)
def test_what_the_living_do_is_put_in_the_present_beside_a_death(sentence: str, later: str) -> None:
    assert recast(sentence, Cast("she", "client", lost=True), LATER) == later


def test_how_somebody_is_is_told_and_an_elliptical_did_takes_no_might() -> None:
    assert following("She was ashamed and short-sighted.", Cast("she", "client"), 2) == (
        "They are ashamed and short-sighted."
    )
    assert following("At last he did.", Cast("he", "client"), 2) == "At last they do."


def test_the_client_is_named_again_where_they_would_mean_others() -> None:
    she = Cast("she", "client")

    assert acts_of_others("The porters pushed the chair.", she)
    assert acts_of_others("The choir sang.", she)
    assert not acts_of_others("Her hands shook.", she)
    assert not acts_of_others("The chair broke.", she)
    assert following("She laughed and waved.", she, 1, "the client") == "The client laughs and waves."
    assert following("She said that she laughed and waved.", she, 1, "the client") is None


def test_what_the_author_learnt_stays_learnt() -> None:
    assert recast("What I learned from her was patience.", Cast("she", "client"), LATER) is None


@pytest.mark.parametrize(
    ("sentence", "put"),
    [
        ("On the seventh Friday she spoke.", "One day she spoke."),
        ("By the third visit, he sat down.", "In time he sat down."),
        ("On the second floor she stopped.", "On the second floor she stopped."),
        ("In the first lesson of the year she sang.", "In the first lesson of the year she sang."),
    ],
)
def test_which_time_it_was_is_not_said_of_a_possibility(sentence: str, put: str) -> None:
    assert timeless(sentence) == put


def test_a_phrase_of_the_client_does_not_begin_in_the_phrase_before_it() -> None:
    sentence = "On the ward one patient counts tiles."
    assert recast(sentence, Cast("he", "patient"), Recast(True, "a patient", "may")) == (
        "On the ward one patient counts tiles."
    )
