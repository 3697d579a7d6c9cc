"""All gold texts."""

from tests.claims.gold import business, conflict, council, court, culture, science

TEXTS = (
    conflict.VELMAR,
    conflict.MARENGO,
    conflict.LUGOVSK,
    court.ARDEN,
    court.HOLMWOOD,
    business.KESTREL,
    business.PELLE,
    science.EELGRASS,
    science.MEASLES,
    council.LIDO,
    council.ZARECHNY,
    culture.MARATHON,
    culture.MURAL,
)
