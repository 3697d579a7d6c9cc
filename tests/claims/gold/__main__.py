"""``python -m tests.claims.gold``: the scores and everything that is not right, for whoever mends the splitter."""

import sys

from tests.claims.gold.scoring import measure, run
from tests.claims.gold.texts import TEXTS

for name, tally in measure([run(text) for text in TEXTS]).items():
    sys.stdout.write(
        f"\n== {name}: {tally.score:.1f}  (right {tally.right}, wrong {tally.wrong}, missing {tally.missing})\n"
    )
    sys.stdout.writelines(f"  {miss}\n" for miss in tally.misses)
