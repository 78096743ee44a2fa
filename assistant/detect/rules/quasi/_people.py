"""Words for people, by which rules tell "the boy (9)" from "chapter (9)" and one child from children in general."""

from __future__ import annotations

ONE = frozenset(
    """
client patient man woman boy girl lad lass guy bloke child kid baby toddler son daughter brother sister
sibling twin mother father mum mom dad mam mama papa parent grandmother grandfather grandma grandpa gran nan
nana granny grandad granddad grandson granddaughter grandchild wife husband partner boyfriend girlfriend
fiancé fiancée aunt auntie uncle niece nephew cousin stepson stepdaughter stepmother stepfather stepdad
stepmum stepmom friend colleague student pupil teacher nurse doctor lady gentleman person someone somebody
widow widower victim defendant applicant resident neighbour neighbor youngest eldest oldest youngster teenager
supervisee trainee lodger tenant learner mentee apprentice guest inmate
half-sister half-brother carer worker driver soldier veteran mate ex
""".split()
)
"""One person."""

MANY = frozenset(
    """
children adults people women men kids pupils students boys girls patients clients persons youngsters teens
teenagers those anyone everyone anybody individuals adolescents parents mothers fathers families participants
respondents residents drivers workers babies infants toddlers seniors pensioners learners callers users
readers
""".split()
)
"""People in general, unless something before it says which."""
