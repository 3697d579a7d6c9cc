"""How much a claim deserves a reviewer's time first: a logistic sum of features that can be named to a person.

The coefficients were fitted on the ClaimBuster debate sentences (Hassan et al., doi 10.5281/zenodo.3609356); only the figures
are kept. A score ranks, it never drops a claim.
"""

import math
import re

_PATTERNS: dict[str, tuple[str, str]] = {
    "number": (r"(?<![\w-])\d[\d,.]*", "has a figure"),
    "number_word": (
        r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty"
        r"|sixty|seventy|eighty|ninety|hundreds?|dozens?|half|third|quarter|doubled?|tripled?)\b",
        "has a number in words",
    ),
    "magnitude": (
        r"\b(?:thousands?|millions?|billions?|trillions?|тыс\w*|млн|млрд|миллион\w*|тысяч\w*)\b",
        "has a large number",
    ),
    "percent": (r"\d\s*%|\b(?:percent\w*|per cent|процент\w*)\b", "has a percentage"),
    "money": (
        r"[$€£₽]\s?\d|\b(?:dollars?|euros?|pounds|rubles|budget|deficit|debt|taxes?|spending|рубл\w+|доллар\w+)\b",
        "speaks of money",
    ),
    "year": (r"\b(?:1[89]\d\d|20\d\d)\b", "names a year"),
    "when": (
        r"\b(?:january|february|march|april|june|july|august|september|october|november|december|monday|tuesday"
        r"|wednesday|thursday|friday|saturday|sunday|yesterday|last (?:year|month|week)|years? ago|since)\b",
        "names a time",
    ),
    "casualties": (
        r"\b(?:kill\w*|dead|dies?|died|deaths?|wound\w*|injur\w*|casualt\w+|shot (?:dead|and|at|in the)|murder\w*|victims?|погиб\w*"
        r"|ранен\w*|убит\w*|жертв\w*)\b",
        "speaks of dead or wounded",
    ),
    "official": (
        r"\b(?:president|minister|ministry|governor|senator|congress\w*|secretary|general|spokes\w+|police|court"
        r"|officials?|government|administration|army|military|department|agency|министр\w*|губернатор\w*"
        r"|президент\w*)\b",
        "names an office or authority",
    ),
    "attributed": (
        r"\b(?:said|says|according to|reported|announced|claimed|told|study|report|survey|poll|data|statistics"
        r"|figures|сообщил\w*|заявил\w*)\b",
        "rests on a source",
    ),
    "superlative": (
        r"\b(?:most|least|largest|biggest|highest|lowest|worst|best|first|last|only|greatest|longest|record"
        r"|never|ever|every|\w{3,}est)\b",
        "says something is the most, the first or the only",
    ),
    "comparison": (
        r"\b(?:more|less|fewer|higher|lower|larger|greater|better|worse|increas\w+|decreas\w+|rose|fell|grew"
        r"|grown|cut|reduc\w+|lost|gained|rais\w+|doubl\w+|down|up)\b",
        "compares or says how something changed",
    ),
    "past_action": (
        r"\b(?:voted|signed|passed|vetoed|opposed|supported|spent|created|proposed|promised|invaded|attacked"
        r"|launched|seized|arrested|approved|rejected|refused|resigned|elected|appointed|built|closed)\b",
        "says what somebody did",
    ),
    "perfect": (
        r"\b(?:has|have|had|'ve)\s+(?:\w+ly\s+|not\s+|been\s+|also\s+)?\w+(?:ed|en|n|t|d)\b",
        "says what has happened",
    ),
    "past": (
        r"\b(?:was|were|did|didn't|wasn't|weren't|went|came|took|gave|made|got|said|put|left|had)\b",
        "speaks of the past",
    ),
    "jobs": (
        r"\b(?:jobs?|unemploy\w+|workers?|wages?|income|inflation|econom\w+|trade|insurance|oil|energy|crime"
        r"|nuclear|troops|weapons?|immigra\w+|health|schools?|medicare|social security|program|rates?)\b",
        "speaks of a thing that is counted",
    ),
    "place": (
        r"\b(?:America|United States|U\.S\.|Russia|Ukraine|China|Iraq|Iran|Israel|Europe|Soviet|world|nation"
        r"|country|state|city|region)\b",
        "names a place",
    ),
    "they": (r"\b(?:he|she|they|his|her|their)\b", "speaks of others"),
    "named": (r"(?<=[a-z,] )[A-Z][a-z]{2,}", "names somebody or something"),
    "i_feel": (
        r"\b(?:I|we) (?:think|believe|feel|hope|want|know|mean|guess|don't|am|would|will|need|should|have to"
        r"|must|can)\b|\bI'(?:m|d|ll)\b|\bwe'(?:re|ll)\b",
        "is an opinion or intention",
    ),
    "modal": (
        r"\b(?:should|would|could|will|must|ought|might|may|can|going to|let's|let me|want to|need to|'ll)\b",
        "speaks of what may or should be",
    ),
    "you": (r"\b(?:you|your)\b", "speaks to somebody"),
    "question": (r"\?", "is a question"),
    "thanks": (
        r"\b(?:thank|sir|mr\. president|good evening|please|well,|okay|yes|no,|look,|yeah|sorry|excuse|ladies"
        r"|gentlemen|tonight|question|debate|answer)\b",
        "is courtesy",
    ),
    "value": (
        r"\b(?:great|good|wonderful|terrible|strong|important|right|wrong|freedom|values|faith|dream|future"
        r"|proud|believe|hope|love|hard|responsib\w+|peace)\b",
        "is a judgement",
    ),
    "first_person": (r"\b(?:I|me|my|myself)\b", "speaks of the speaker"),
    "time_span": (
        r"\b(?:years?|months?|decades?|weeks?|since|ago|before|during|average|history|today|until|last|past|now|after|when)\b",
        "speaks of a stretch of time",
    ),
    "law": (
        r"\b(?:vot(?:ed|e|es)|bill|bills|laws?|legislation|passed|amendment|tax|taxes|budget|cut|cuts|spent|spending|act|relief|supported|opposed)\b",
        "speaks of a vote, a law or a budget",
    ),
    "total": (
        r"\b(?:average|total|half|number|rate|times|cent|out of|per|under|over|than|up to|number one)\b",
        "counts or compares",
    ),
    "was": (r"\b(?:was|were|been)\b", "speaks of the past"),
    "has": (r"\b(?:has|had|have|'ve|hasn't|hadn't|haven't)\b", "says what has happened"),
    "did": (
        r"\b(?:did|didn't|took|gave|paid|went|got|made|gone|created|increased|decreased|lost|fell|rose|grew|came)\b",
        "says what was done",
    ),
    "said": (r"\b(?:said|says|told|called|according|claimed|announced)\b", "rests on somebody's words"),
    "future": (r"\b(?:will|'ll|won't|going to|gonna)\b", "speaks of the future"),
    "must": (
        r"\b(?:must|should|need|needs|ought|have to|has to|got to|let's|let|important|want)\b",
        "says what ought to be",
    ),
    "can": (r"\b(?:can|can't|cannot|could|may|might|would|if)\b", "speaks of what could be"),
    "believe": (
        r"\b(?:think|believe|hope|feel|know|mean|agree|sure|question|issue|idea|certainly|absolutely)\b",
        "is a view",
    ),
    "why": (r"\b(?:how|what|why|whether|who)\b", "asks or explains"),
    "abstract": (
        r"\b(?:freedom|peace|strength|values|leadership|future|hope|dream|life|strong|better|best|tough|hard|fair|clear|important|opportunity|choice|decisions?)\b",
        "speaks in general words",
    ),
    "vague": (
        r"\b(?:things?|something|everything|nothing|everybody|somebody|people|way|kind|lot|stuff|idea)\b",
        "is vague",
    ),
    "present_be": (r"\b(?:is|are|'s|'re|am|be)\b", "says how something is"),
    "not": (r"\b(?:not|no|never|none|n't|nothing)\b|n't\b", "denies something"),
    "opponent": (
        r"\b(?:he|his|him|mr|senator|governor|president|opponent|party|administration)\b",
        "speaks of a named person's acts",
    ),
    "this_is": (
        r"^(?:and |but |so |now |well,? )*(?:that|this|it|there|here)(?:'s| is| was)\b",
        "points at something said before",
    ),
}
_COMPILED = {
    name: re.compile(pattern, re.I if name not in {"named", "place"} else 0) for name, (pattern, _) in _PATTERNS.items()
}
_OWN_PAST = re.compile(
    r"\b(?:I|we)\s+(?:\w+ly\s+)?(?:was|were|had|did|said|voted|passed|cut|created|signed|\w+ed)\b", re.I
)
_LENGTHS = ("words", "short", "long", "numbers_2", "capitals", "first_person_past")
FEATURES = (*_PATTERNS, *_LENGTHS)


def features(text: str) -> list[float]:
    """One value 0..1 (``words``: 0..2) for each of FEATURES."""
    words = len(text.split())
    found = [float(bool(pattern.search(text))) for pattern in _COMPILED.values()]
    several = float(len(_COMPILED["number"].findall(text)) > 1)
    capitals = min(len(_COMPILED["named"].findall(text)), 4) / 4
    own_past = float(bool(_OWN_PAST.search(text)))
    return [*found, min(math.log1p(words) / 2, 2.0), float(words < 6), float(words > 25), several, capitals, own_past]


# In the order of FEATURES.
_WEIGHTS = (
    1.93, 1.10, 1.70, 2.08, -0.01, -0.44, 0.10, 0.37, 0.31, 1.02, 0.58, 0.39, 1.27, 0.25, 0.01, 0.43, -0.08, 0.27, 0.23, -0.24,
    -0.13, -0.27, -1.61, -0.72, -0.62, -0.97, 0.25, 0.77, 0.49, 0.36, 0.17, 0.37, 0.06, -0.97, -1.30, -0.98, -0.69, -0.49, -0.70, -0.56,
    -0.03, 0.03, 0.42, -0.27, 1.36, 0.07, 0.04, 0.11, 0.77, 0.81,
)  # fmt: skip
_BIAS = -3.61
_REASONS = {name: reason for name, (_, reason) in _PATTERNS.items()}


def worth_of(text: str) -> tuple[float, tuple[str, ...]]:
    """(0..1, up to four reasons in words, the weightiest first)."""
    parts = [value * weight for value, weight in zip(features(text), _WEIGHTS, strict=True)]
    score = 1 / (1 + math.exp(-(sum(parts) + _BIAS)))
    weighed = sorted(zip(parts, FEATURES, strict=True), key=lambda pair: -abs(pair[0]))
    reasons = tuple(_REASONS[name] for part, name in weighed if name in _REASONS and abs(part) >= 0.25)
    return round(score, 4), reasons[:4]
