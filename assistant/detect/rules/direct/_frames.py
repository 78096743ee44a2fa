"""Words around names: titles, verbs that people do, nouns for people, and what looks like a name but is none."""

from __future__ import annotations

MALE_TITLES = frozenset("mr mr. sir lord fr father brother uncle grandad grandpa señor monsieur herr mister".split())
FEMALE_TITLES = frozenset(
    "mrs mrs. ms ms. miss lady dame sister aunt auntie aunty nan nana gran granny grandma señora madame frau "
    "mme".split()
)
TITLES = frozenset("mr mr. mrs mrs. ms ms. mx mx. dr dr. prof prof. professor rev rev. reverend messrs mme".split())
"""Titles that make a name of any capitalised word behind them."""
WEAK_TITLES = frozenset(
    "miss doctor sir lord lady dame fr father sister brother judge justice pc dc ds sgt sergeant constable "
    "inspector superintendent detective nurse coach captain pastor rabbi imam canon bishop señor señora madame "
    "monsieur herr frau "
    "mister officer chief deacon uncle aunt auntie aunty nan nana gran granny grandma grandpa grandad cousin "
    "counsellor lieutenant colonel major councillor senator president minister ambassador".split()
)
"""Words that are a title only before what can be a name."""
RANKS = frozenset(
    "detective chief senior sergeant constable inspector superintendent commander officer lieutenant colonel major "
    "captain father sister brother justice judge lord lady sir dame".split()
)
"""Words that may follow a title in a title ("Detective Sergeant Croft", "Lord Justice Hale")."""

SPEECH = frozenset(
    "said says told tells asked asks replied replies answered answers whispered whispers shouted shouts yelled "
    "cried cries laughed laughs smiled smiles grinned nodded nods shrugged shrugs sighed sighs sobbed wept blinked "
    "frowned winced muttered mumbled explained explains admitted admits insisted insists wondered wonders confided "
    "texted texts emailed phoned rang wrote writes thinks thought knew knows wanted wants felt feels hated hates "
    "loved loves likes liked remembered remembers believed believes decided decides agreed refused refuses promised "
    "apologised apologized swore joked sat sits stood looked looks stared glanced walked walks ran arrived arrives "
    "stayed turned leaned slumped paused cannot can't couldn't didn't doesn't hadn't hasn't won't wouldn't isn't "
    "wasn't married divorced died drank smoked drives drove lives lived works worked used goes went came comes "
    "keeps kept gets got lost found tried tries started stopped brought brings took takes gave gives made makes "
    "spent spends grew moved left needed needs talked talks spoke speaks described describes mentioned mentions "
    "called calls waited sees saw heard met hugged kissed slept woke ate turns began begins struggled struggles "
    "enjoyed enjoys adopted attended complained applied alleged stated maintained ghosted messaged bounced "
    "presented presents reported reports denied denies measured dug dreamed dreamt learned learnt taught helped "
    "carried held let".split()
)
"""What people do: after a capitalised word, these make it somebody."""
BEING = frozenset(
    "is was has had 's 'd 'll would will does did can could might who whose whom aged never always also just then "
    "still once often usually finally really eventually simply suddenly slowly quietly and".split()
)
"""What may follow a person's name and much else."""

KIN = frozenset(
    "mum mom mam mummy mother dad daddy father parent sister brother sibling son daughter child baby twin husband "
    "wife partner boyfriend girlfriend fiance fiancé fiancee fiancée ex ex-husband ex-wife gran nan nana granny "
    "grandmother grandfather grandad grandma grandpa aunt auntie uncle cousin niece nephew stepdad stepmum stepmom "
    "stepfather stepmother stepson stepdaughter stepbrother stepsister grandson granddaughter goddaughter godson "
    "in-law mother-in-law father-in-law sister-in-law brother-in-law".split()
)
ROLES = frozenset(
    "client patient pupil student supervisee trainee learner tutee analysand resident service-user neighbour "
    "neighbor friend colleague boss manager flatmate roommate housemate classmate teammate carer keyworker toddler "
    "boy girl lad lass woman man lady gentleman guy bloke chap kid teenager teen widow widower teacher counsellor "
    "counselor therapist supervisor tutor coach nurse midwife solicitor lawyer landlord landlady babysitter "
    "childminder mentor mentee named called nicknamed applicant agent witness defendant national victim".split()
)
"""Nouns and participles that a name follows directly ("my client Anna", "a boy called Kofi")."""
PERSON_NOUNS = KIN | (ROLES - {"named", "called", "nicknamed"})

ORGANISATION_TAILS = frozenset(
    "hospital school academy college university centre center house trust foundation institute society clinic "
    "hospice street road lane avenue close drive park square court way terrace crescent gardens place hill bridge "
    "station primary secondary high infants juniors nursery church cathedral mosque temple synagogue chapel ward "
    "unit library museum theatre theater hotel inn arms press award prize act scale inventory test method syndrome "
    "disease index effect scheme programme program project group team council county city town village island "
    "islands river lake mountain bank ltd limited plc llp inc corporation company association union party club "
    "league cup day week month year world magazine times post journal review books publishing publications podcast "
    "foundation charity services service line rd st ave model theory therapy approach technique questionnaire "
    "report inquiry review law prison jail hall manor lodge cottage farm surgery practice boulevard parkway highway "
    "assembly convention government republic commission committee ministry article rule protocol chamber section "
    "district province region code bay beach airport stadium market mall store stores supermarket cafe café "
    "restaurant bar pub partnership network forum conference festival orchestra choir band fc united rovers "
    "athletic state states kingdom room rooms wing block estate palace tower castle heath common green fields wood "
    "woods valley isle coast paradox complex dilemma hypothesis principle cycle triangle hierarchy ladder tree "
    "chart score sign reflex manoeuvre maneuver stroop".split()
)
"""A capitalised run that ends in one of these names something other than a person."""
NOT_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august "
    "september october november december christmas easter ramadan eid diwali hanukkah passover lent pentecost "
    "advent whitsun halloween thanksgiving english welsh scottish irish british american french german spanish "
    "italian polish romanian portuguese chinese japanese korean indian pakistani bangladeshi nigerian ghanaian "
    "somali turkish greek russian ukrainian arabic arab muslim christian jewish hindu sikh buddhist catholic "
    "protestant anglican methodist baptist evangelical pentecostal quaker european african asian latino latina "
    "hispanic black white gypsy roma traveller victorian edwardian elizabethan georgian freudian jungian kleinian "
    "rogerian kleinians gestalt adlerian lacanian god lord allah jesus christ bible quran koran torah heaven hell "
    "satan devil google facebook instagram twitter tiktok youtube whatsapp zoom teams linkedin snapchat netflix "
    "amazon tesco sainsbury's asda aldi lidl morrisons waitrose starbucks greggs costa mcdonald's ikea lego xbox "
    "playstation nintendo minecraft fortnite roblox spotify uber ofsted camhs nhs bacp ukcp hcpc nmc gp gps nice "
    "mind samaritans childline relate cruse barnardo's nspcc rspca bbc itv sky usa uk england scotland wales "
    "ireland britain europe london paris apple microsoft word excel powerpoint mum mom mam mummy dad daddy nan nana "
    "gran granny grandma grandad grandpa auntie aunty uncle mother father sister brother miss sir dr doctor i ok "
    "okay x y z dear hello hi thanks chapter part figure table handout module year yr key ks stage term session "
    "week unit step rule article section government court commission state republic prozac sertraline citalopram "
    "fluoxetine xanax valium diazepam lithium ritalin concerta zoloft lexapro ambien convention protocol agent "
    "applicant chamber president registrar judge judges ministry minister committee".split()
)
"""Capitalised words that are never taken for somebody's name by themselves."""
PLACE_PREPOSITIONS = frozenset(
    "in from near at to outside around across through via of the into towards toward leaving visiting north south "
    "east west upstate central greater".split()
)
MONTH_LEADS = frozenset(
    "in by since until till last next this early late mid of from during after before to every each on through "
    "between and or that the".split()
)
UNCOUNTED = frozenset(
    "hope grace joy faith patience prudence charity love art summer autumn dawn mercy harmony verity rose may june "
    "april august july winter spring chance glen cliff heather holly ivy olive pearl ruby amber crystal hazel iris "
    "jasmine poppy violet willow silver star grant page heath river destiny liberty trinity velvet melody honey "
    "ginger basil sage clay reed brook lane jet ash stone storm".split()
)
"""Names that are nouns which can open a sentence without an article: "Hope is", "Summer was", "Dawn came"."""
PARTICLES = frozenset(
    "de van der von den di da del della la le bin ibn binti al el ap ab y e dos du ter ten zu af av ní nic ó uí ben "
    "bint ould abu abd ul ur".split()
)
GENERIC_LETTERS = frozenset("ABCXYZ")
"""Letters that stand for anybody: "Client A", "Mr X"."""
NOT_POINTED_INITIALS = frozenset("us uk eu un am pm ie eg ba ma md pc dc bc id phd etc al ad".split())
"""Abbreviations that are written with points and are nobody's initials."""
NOT_INITIALS = frozenset(
    "gp ta pa pe re it tv uk us eu un id ad dj mc md ms mr ot sw hr cv dv od iv gcse adhd ptsd ocd bpd cbt dbt emdr "
    "act nhs ok am pm bc ce ba ma bsc msc phd np rn pc vp mp dna hiv std er nd st rd th ed eg ie etc".split()
)
