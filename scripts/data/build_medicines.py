"""Builds assistant/data/medicines.tsv: names of medicines people take, each with its class.

Usage: build_medicines.py DRUGS.json (the list of drug names in dariusk/corpora, CC0; under a second). The classes
stand below, written by hand; names that only the list has get the class "other". English words are left out.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "assistant" / "data"

CLASSES = {
    "antidepressant": "citalopram escitalopram sertraline fluoxetine paroxetine fluvoxamine venlafaxine desvenlafaxine "
    "duloxetine mirtazapine trazodone bupropion vortioxetine amitriptyline nortriptyline clomipramine imipramine "
    "dosulepin lofepramine doxepin phenelzine tranylcypromine moclobemide agomelatine reboxetine prozac seroxat "
    "cipramil "
    "cipralex lexapro celexa zoloft lustral paxil effexor efexor cymbalta wellbutrin remeron zispin pristiq trintellix "
    "luvox spravato esketamine antidepressant antidepressants ssri ssris snri",
    "antipsychotic": "olanzapine quetiapine risperidone paliperidone aripiprazole clozapine haloperidol amisulpride "
    "chlorpromazine flupentixol zuclopenthixol lurasidone ziprasidone cariprazine sulpiride brexpiprazole zyprexa "
    "seroquel "
    "risperdal abilify clozaril haldol geodon latuda vraylar depixol clopixol modecate rexulti invega antipsychotic "
    "antipsychotics",
    "mood stabiliser": "lithium valproate lamotrigine carbamazepine depakote lamictal tegretol priadel epilim camcolit",
    "sedative": "diazepam lorazepam alprazolam clonazepam temazepam nitrazepam chlordiazepoxide zopiclone zolpidem "
    "eszopiclone buspirone promethazine hydroxyzine melatonin valium xanax ativan klonopin ambien zimovane lunesta "
    "librium "
    "circadin phenergan benzos benzo benzodiazepines benzodiazepine",
    "ADHD medicine": "methylphenidate lisdexamfetamine dexamfetamine dexamphetamine atomoxetine guanfacine adderall "
    "ritalin concerta vyvanse elvanse strattera intuniv medikinet xaggitin focalin equasym",
    "painkiller": "codeine co-codamol morphine oxycodone oxycontin hydrocodone vicodin percocet tramadol fentanyl "
    "naproxen diclofenac ibuprofen paracetamol acetaminophen tylenol buprenorphine butrans "
    "dihydrocodeine oramorph norco dilaudid toradol advil aleve",
    "treatment for addiction": "methadone subutex suboxone naltrexone acamprosate disulfiram antabuse naloxone narcan "
    "vivitrol nalmefene varenicline champix chantix espranor buvidal",
    "heart medicine": "ramipril lisinopril enalapril perindopril losartan candesartan valsartan amlodipine bisoprolol "
    "atenolol metoprolol carvedilol furosemide bumetanide spironolactone bendroflumethiazide indapamide "
    "simvastatin atorvastatin rosuvastatin pravastatin lipitor digoxin amiodarone warfarin apixaban rivaroxaban "
    "clopidogrel "
    "statins statin doxazosin eliquis xarelto hydrochlorothiazide",
    "diabetes medicine": "insulin metformin gliclazide sitagliptin empagliflozin dapagliflozin lantus novorapid "
    "humalog glipizide januvia jardiance",
    "hormone treatment": "levothyroxine thyroxine hrt estradiol oestradiol estradot progesterone tamoxifen letrozole "
    "anastrozole testogel",
    "epilepsy medicine": "levetiracetam keppra phenytoin clobazam lacosamide zonisamide vigabatrin",
    "dementia medicine": "donepezil aricept memantine rivastigmine galantamine",
    "HIV medicine": "truvada biktarvy tenofovir emtricitabine dolutegravir antiretrovirals antiretroviral zidovudine "
    "genvoya",
    "immune medicine": "methotrexate adalimumab humira azathioprine infliximab hydroxychloroquine ciclosporin "
    "tacrolimus "
    "sulfasalazine etanercept enbrel rituximab mycophenolate",
    "other": "omeprazole lansoprazole amoxicillin flucloxacillin salbutamol ventolin cetirizine loratadine riluzole "
    "levodopa sinemet madopar sumatriptan baclofen tizanidine roaccutane isotretinoin accutane sildenafil viagra "
    "epipen "
    "beta-blockers beta-blocker "
    # Given for so many different things that their class would say what nobody knows.
    "pregabalin gabapentin lyrica neurontin propranolol prednisolone prednisone dexamethasone hydrocortisone "
    "finasteride clomid clomiphene topiramate topamax norethisterone mirena depo-provera wegovy saxenda ozempic "
    "mounjaro semaglutide liraglutide tirzepatide",
}


def main(source: str) -> None:
    english: set[str] = set()
    for name in ("nouns.txt", "verbs.txt", "adjectives.txt"):
        english |= set((DATA / name).read_text(encoding="utf-8").split())
    found = {n: c for c, names in CLASSES.items() for n in names.split()}
    for drug in json.loads(Path(source).read_text(encoding="utf-8"))["drugs"]:
        name = drug.split()[0].lower()
        if re.fullmatch(r"[a-z]{6,}", name) and name not in english:
            found.setdefault(name, "other")
    lines = ["# class\tnames"]
    for group in CLASSES:
        lines.append(f"{group}\t{' '.join(sorted(n for n, c in found.items() if c == group))}")
    target = DATA / "medicines.tsv"
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{target.name}: {len(found)} names, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
