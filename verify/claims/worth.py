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
        r"\b(?:kill\w*|dead|dies?|died|deaths?|wound\w*|injur\w*|casualt\w+|shot|murder\w*|victims?|погиб\w*"
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
    "this_is": (
        r"^(?:and |but |so |now |well,? )*(?:that|this|it|there|here)(?:'s| is| was)\b",
        "points at something said before",
    ),
}
_COMPILED = {
    name: re.compile(pattern, re.I if name not in {"named", "place"} else 0) for name, (pattern, _) in _PATTERNS.items()
}
_LENGTHS = ("words", "short", "long", "numbers_2")
FEATURES = (*_PATTERNS, *_LENGTHS)


def features(text: str) -> list[float]:
    """One value 0..1 (``words``: 0..2) for each of FEATURES."""
    words = len(text.split())
    found = [float(bool(pattern.search(text))) for pattern in _COMPILED.values()]
    several = float(len(_COMPILED["number"].findall(text)) > 1)
    return [*found, min(math.log1p(words) / 2, 2.0), float(words < 6), float(words > 25), several]


# In the order of FEATURES.
_WEIGHTS = (
    1.97, 1.31, 1.52, 2.11, 0.41, -0.28, 0.45, 0.49, 0.56, 1.09, 0.56, 0.53, 1.79, 0.35, 0.42, 0.38, -0.07, 0.27, 0.65,
    -0.72, -1.20, -0.56, -1.81, -0.72, -0.99, -0.78, -0.40,
    1.19, 0.07, -0.06, 0.15,
)  # fmt: skip
_BIAS = -3.42
_REASONS = {name: reason for name, (_, reason) in _PATTERNS.items()}


def worth_of(text: str) -> tuple[float, tuple[str, ...]]:
    """(0..1, up to four reasons in words, the weightiest first)."""
    parts = [value * weight for value, weight in zip(features(text), _WEIGHTS, strict=True)]
    score = 1 / (1 + math.exp(-(sum(parts) + _BIAS)))
    weighed = sorted(zip(parts, FEATURES, strict=True), key=lambda pair: -abs(pair[0]))
    reasons = tuple(_REASONS[name] for part, name in weighed if name in _REASONS and abs(part) >= 0.25)
    return round(score, 4), reasons[:4]
