"""The words that say that somebody says something. Inflected by rule from base forms; classes by what they govern."""

_SAY = (
    "say tell add state announce claim report explain argue note insist deny admit acknowledge confirm suggest "
    "warn write tweet post reply "
    "respond continue declare assert allege believe think contend maintain stress emphasize recall reveal "
    "conclude predict complain "
    "remark observe comment testify concede estimate describe indicate ask wonder question charge vow pledge "
    "promise threaten "
    "hope fear worry know learn decide agree find show read joke quip counter shoot caution clarify disclose "
    "mention point repeat reiterate "
    "propose recommend assure inform notify advise remind urge expect feel figure guess hint imply lament mock "
    "muse opine protest "
    "quote rule scoff shout sing speculate swear teach vent voice whisper yell cite signal tout boast brag "
    "bemoan affirm attest "
    "hear understand consider realize deem exclaim cry retort chime offer interject demand dispute doubt "
    "forecast project"
)
_WANT = (
    "urge ask demand vow pledge promise threaten refuse offer want hope plan agree decide call tell order "
    "request invite encourage "
    "intend seek claim propose advise warn instruct direct push expect prefer wish command beg swear "
    "decline aim implore"
)
_ABOUT = (
    "criticize criticise condemn denounce praise slam blast attack accuse blame dismiss reject question deny "
    "support back oppose endorse mock "
    "defend attack deride ridicule announce describe demand call cite mention express voice discuss raise "
    "highlight acknowledge "
    "welcome promise address reference tout propose allege dispute lament applaud laud hail decry bash hammer "
    "chastise chide "
    "rip disavow denigrate disparage insult challenge advocate favor consider predict outline detail unveil "
    "suggest recommend liken compare label dub brand portray depict characterize characterise raise thank admire "
    "downplay pan assail trash invoke tie reiterate stress emphasize claim proclaim retweet decline admit explain "
    "expect forecast reveal document chronicle recount recite echo specify note view judge scold deplore"
)
_PREPOSITION = {
    "call": ("for", "on"),
    "warn": ("of", "against", "about"),
    "accuse": ("of",),
    "complain": ("about", "of"),
    "talk": ("about", "of"),
    "speak": ("about", "of"),
    "hint": ("at",),
    "object": ("to",),
    "boast": ("about", "of"),
    "refer": ("to",),
    "point": ("to",),
    "argue": ("for", "against"),
    "worry": ("about",),
    "comment": ("on",),
    "respond": ("to",),
    "criticize": ("for",),
    "blame": ("for",),
    "praise": ("for",),
    "apologize": ("for",),
    "brag": ("about",),
    "insist": ("on",),
    "push": ("for",),
    "lash": ("at",),
    "weigh": ("on",),
    "ask": ("about", "for"),
    "tell": ("about", "of"),
    "press": ("on", "about"),
    "remind": ("of", "about"),
    "agree": ("with", "to", "on"),
    "disagree": ("with",),
    "testify": ("about",),
    "lie": ("about",),
    "joke": ("about",),
    "wonder": ("about",),
    "rail": ("against",),
    "protest": ("against",),
    "decide": ("against", "on"),
    "rule": ("against", "for"),
    "elaborate": ("on",),
    "inquire": ("about",),
}
_IRREGULAR = {
    "say": "says said saying",
    "tell": "tells told telling",
    "write": "writes wrote written writing",
    "think": "thinks thought thinking",
    "know": "knows knew known knowing",
    "find": "finds found finding",
    "show": "shows showed shown showing",
    "read": "reads reading",
    "feel": "feels felt feeling",
    "swear": "swears swore sworn swearing",
    "sing": "sings sang sung singing",
    "teach": "teaches taught teaching",
    "shoot": "shoots shot shooting",
    "speak": "speaks spoke spoken speaking",
    "hear": "hears heard hearing",
    "seek": "seeks sought seeking",
    "understand": "understands understood understanding",
    "rip": "rips ripped ripping",
    "beg": "begs begged begging",
    "cry": "cries cried crying",
    "quip": "quips quipped quipping",
    "admit": "admits admitted admitting",
    "brag": "brags bragged bragging",
    "deny": "denies denied denying",
    "reply": "replies replied replying",
    "worry": "worries worried worrying",
    "plan": "plans planned planning",
    "try": "tries tried trying",
    "testify": "testifies testified testifying",
    "clarify": "clarifies clarified clarifying",
    "imply": "implies implied implying",
    "notify": "notifies notified notifying",
    "decry": "decries decried decrying",
    "forecast": "forecasts forecasting",
    "slam": "slams slammed slamming",
    "refer": "refers referred referring",
    "prefer": "prefers preferred preferring",
    "shout": "shouts shouted shouting",
    "dub": "dubs dubbed dubbing",
    "pan": "pans panned panning",
    "tie": "ties tied tying",
}


def _forms(base: str) -> list[str]:
    if base in _IRREGULAR:
        return [base, *_IRREGULAR[base].split()]
    if base.endswith("e"):
        return [base, base + "s", base + "d", base[:-1] + "ing"]
    plural = base + ("es" if base.endswith(("sh", "ch", "ss", "x")) else "s")
    return [base, plural, base + "ed", base + "ing"]


def _table(bases: str) -> dict[str, str]:
    return {form: base for base in bases.split() for form in _forms(base)}


SAY = _table(_SAY)
"""Inflected form -> base of verbs whose clause or quotation is what is said."""
WANT = _table(_WANT)
"""Verbs whose infinitive is what is said ("urged civilians to leave")."""
ABOUT = _table(_ABOUT)
"""Verbs whose object is what is said ("denied the charges")."""
PREPOSITION = {form: prepositions for base, prepositions in _PREPOSITION.items() for form in _forms(base)}
"""Verbs with the prepositions that bring what is said ("called for an end")."""
_QUOTING = (
    "say tell add state write tweet post reply respond continue declare ask read explain note recall insist joke "
    "quip counter shout announce "
    "remark exclaim warn claim argue conclude admit comment stress emphasize cry yell report testify describe "
    "call reiterate repeat"
)
QUOTING = frozenset(form for base in _QUOTING.split() for form in _forms(base))
"""Verbs that stand beside a quotation."""
_NOUNS = (
    "claim claims statement statements report reports allegation allegations assertion suggestion belief warning "
    "warnings accusation accusations "
    "announcement argument conclusion idea notion charge charges promise threat rumor rumors rumours fear fears "
    "hope hopes comment comments remark remarks "
    "insistence testimony speculation acknowledgment contention view opinion pledge vow evidence"
)
NOUNS = frozenset(_NOUNS.split())
_SPEECH = (
    "say tell add state announce claim report explain argue note insist deny admit acknowledge confirm suggest warn "
    "write tweet post reply respond declare assert allege contend maintain stress emphasize conclude testify estimate "
    "indicate show promise pledge vow threaten complain predict"
)
SPEECH = frozenset(form for base in _SPEECH.split() for form in _forms(base))
"""Verbs that report words, not thoughts or wishes: alone they make a source within what another source says."""
_NAMING = "call describe liken compare label dub brand portray depict characterize characterise tie"
NAMING = frozenset(form for base in _NAMING.split() for form in _forms(base))
"""Verbs that say something only with the name they give ("called the vote a farce")."""
_MATTERS = frozenset({"question", "questions", "concern", "concerns", "doubt", "doubts", "issue", "issues", "alarm",
                      "objection", "objections", "possibility", "fears", "eyebrows"})  # fmt: skip
RAISED = dict.fromkeys(_forms("raise"), _MATTERS)
"""Verbs that say something only of some things."""
MINDS = frozenset({
    "confident", "certain", "convinced", "sure", "aware", "afraid", "hopeful", "skeptical", "sceptical", "doubtful",
    "worried", "concerned", "disappointed", "optimistic", "pessimistic", "critical", "supportive", "dismissive",
    "adamant", "clear", "unsure", "unclear", "wary", "proud", "frank", "vocal", "outspoken", "alarmed", "outraged",
})  # fmt: skip
"""What somebody is about something ("is worried that", "was critical of")."""
_PLANS = (
    "plan plans promise promises pledge pledges vow threat threats request requests demand demands call calls proposal "
    "proposals decision refusal offer offers"
)
PLANS = frozenset(_PLANS.split())
"""Nouns whose infinitive is what is said ("her promise to cut taxes")."""
_STANCES = {
    "criticism": ("of",), "concern": ("about", "over"), "concerns": ("about", "over"), "questions": ("about",),
    "doubts": ("about",), "worries": ("about",), "support": ("for",), "opposition": ("to",), "praise": ("for", "of"),
    "call": ("for",), "calls": ("for",), "attack": ("on",), "attacks": ("on",), "plan": ("for",), "plans": ("for",),
    "comments": ("about", "on"), "remarks": ("about", "on"), "statement": ("on", "about"), "complaint": ("about",),
    "complaints": ("about",), "condemnation": ("of",), "endorsement": ("of",), "disdain": ("for",), "claims": ("of",),
    "accusations": ("of",), "allegations": ("of",), "denial": ("of",), "warnings": ("about", "of"),
}  # fmt: skip
STANCES = _STANCES
"""Nouns with the prepositions that bring what somebody says something of ("her criticism of the deal")."""
_DEEDS = (
    "want plan ask refuse decline agree decide aim seek offer invite encourage request intend push prefer wish hope "
    "call command beg reject dismiss back support oppose defend endorse welcome favor attack mock condemn thank admire "
    "trash pan blast slam view judge protest rule discuss address"
)
DEEDS = frozenset(form for base in _DEEDS.split() for form in _forms(base))
"""Verbs that tell what somebody wants or thinks of something: that they do is the writer's own statement."""
_BELIEF = "believe think suspect estimate fear"
BELIEF = frozenset(form for base in _BELIEF.split() for form in _forms(base))
"""Verbs that make a source within another's words where somebody is named ("experts believe")."""
