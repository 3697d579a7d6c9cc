"""All cases of the web."""

from tests.checking.judged import addresses, languages, places, things, walls
from tests.checking.judged.model import Case

CASES: list[Case] = [case for part in (languages, walls, addresses, places, things) for case in part.cases()]
