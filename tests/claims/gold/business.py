"""Results, layoffs, prices: numbers with units, comparisons, forecasts of companies and of the outlet."""

from datetime import date

from tests.claims.gold.labels import DIRECT, MIXED, OPINION, PREDICTION, GoldText, claim, sentence

KESTREL = GoldText(
    "kestrel-results",
    "business",
    "en",
    date(2024, 7, 18),
    headline="Kestrel Rail Swings to a Loss",
    paragraphs=(
        (
            sentence(
                "Train maker Kestrel Rail reported a loss of €86 million for the second quarter, after a profit of €41 "
                "million a year earlier, and cut its dividend by half.",
                claim("Train maker Kestrel Rail reported a loss of €86 million for the second quarter"),
                claim("Kestrel Rail", "a profit of €41 million a year earlier"),
                claim("Kestrel Rail", "cut its dividend by half"),
                dates={"the second quarter": "2024-Q2", "a year earlier": "2023-Q2"},
            ),
            sentence(
                "Revenue fell 7 percent to €1.2 billion, missing analysts' forecasts.",
                claim("Revenue fell 7 percent to €1.2 billion"),
                claim("Revenue", "missing analysts' forecasts"),
            ),
        ),
        (
            sentence(
                "Chief executive Nadia Brandt blamed a shortage of wheel bearings, which held up the delivery of 38 trains "
                "in May and June.",
                claim("a shortage of wheel bearings", by="Chief executive Nadia Brandt"),
                claim("a shortage of wheel bearings, which held up the delivery of 38 trains in May and June"),
                apart=["Chief executive Nadia Brandt blamed"],
                dates={"May": "2024-05", "June": "2024-06"},
            ),
            sentence(
                "“It was a bad quarter, but the orders are there,” she told reporters on a call on Thursday.",
                claim(
                    "It was a bad quarter, but the orders are there",
                    by="she / Chief executive Nadia Brandt",
                    mode=DIRECT,
                ),
                apart=["she told reporters on a call on Thursday"],
                dates={"Thursday": "2024-07-18"},
            ),
            sentence(
                "Kestrel still expects sales of between €4.8 billion and €5 billion this year.",
                claim("sales of between €4.8 billion and €5 billion this year", by="Kestrel"),
                apart=["Kestrel still expects"],
                dates={"this year": "2024"},
            ),
        ),
        (
            sentence(
                "The company employs nearly 9,000 people and runs plants in Leeuwen, Graz and Tarnow.",
                claim("The company employs nearly 9,000 people", hedges=["nearly"]),
                claim("The company", "runs plants in Leeuwen, Graz and Tarnow"),
            ),
            sentence(
                "It was considering closing the plant in Graz, two people with knowledge of the plans told the Daily "
                "Courier last month.",
                claim(
                    "It was considering closing the plant in Graz",
                    by="two people with knowledge of the plans",
                ),
                apart=["two people with knowledge of the plans told the Daily Courier last month"],
                dates={"last month": "2024-06"},
            ),
            sentence(
                "A spokeswoman declined to comment.",
            ),
        ),
        (
            sentence(
                "Shares in Kestrel dropped as much as 12 percent in early trading before recovering to close at €17.40.",
                claim("Shares in Kestrel dropped as much as 12 percent in early trading", hedges=["as much as"]),
                claim("Shares in Kestrel", "recovering to close at €17.40"),
            ),
            sentence(
                "The dividend cut is likely to anger pension funds, which hold roughly a third of the stock.",
                claim("The dividend cut is likely to anger pension funds", kind=PREDICTION, hedges=["likely"]),
                claim("pension funds, which hold roughly a third of the stock", hedges=["roughly"]),
            ),
            sentence(
                "Brandt should have warned investors in April.",
                claim("Brandt should have warned investors in April", kind=OPINION),
                dates={"April": "2024-04"},
            ),
        ),
    ),
)

PELLE = GoldText(
    "pelle-layoffs",
    "business",
    "en",
    date(2025, 9, 3),
    paragraphs=(
        (
            sentence(
                "Software group Pelle said on Tuesday it would cut 1,150 jobs, or 8% of its staff, as it merges its games "
                "and education units.",
                claim(
                    "it would cut 1,150 jobs", "as it merges its games and education units", by="Software group Pelle"
                ),
                claim("1,150 jobs, or 8% of its staff", by="Software group Pelle"),
                apart=["Software group Pelle said on Tuesday"],
                dates={"Tuesday": "2025-09-02"},
            ),
            sentence(
                "The cuts will cost about $70 million and should save $210 million a year from 2027, the company said.",
                claim("The cuts will cost about $70 million", by="the company", hedges=["about"]),
                claim("The cuts", "should save $210 million a year from 2027", by="the company"),
                apart=["the company said"],
                dates={"2027": "2027"},
            ),
        ),
        (
            sentence(
                "Founded in 1999 by two students, Pelle has bought six rivals since 2020.",
                claim("Founded in 1999 by two students, Pelle"),
                claim("Pelle has bought six rivals since 2020"),
                dates={"1999": "1999", "2020": "2020"},
            ),
            sentence(
                "Its shares have lost a quarter of their value since January.",
                dates={"January": "2025-01"},
            ),
        ),
        (
            sentence(
                "“Managers told us in June that nobody would have to go,” said Ruben Achter, who chairs the works council.",
                claim("in June that nobody would have to go", by="Ruben Achter", via="Managers", mode=DIRECT),
                claim("Ruben Achter, who chairs the works council"),
                apart=["Managers told us", "said"],
                dates={"June": "2025-06"},
            ),
            sentence(
                "“Now they send an email.”",
                claim("Now they send an email", by="Ruben Achter", mode=DIRECT),
            ),
            sentence(
                "The union Digitaal argues that the merger is a pretext and says its members “have been lied to twice”.",
                claim("the merger is a pretext", by="The union Digitaal"),
                claim("its members “have been lied to twice”", by="The union Digitaal", mode=MIXED),
                apart=["The union Digitaal argues that", "says"],
            ),
        ),
        (
            sentence(
                "Rival Tamber, meanwhile, announced plans to hire 300 engineers, and its chief financial officer told an "
                "investor conference last Friday that demand “has never been stronger”.",
                claim("Rival Tamber", "plans to hire 300 engineers", by="Rival Tamber"),
                claim("demand “has never been stronger”", by="its chief financial officer", mode=MIXED),
                apart=["announced", "its chief financial officer told an investor conference last Friday that"],
                dates={"last Friday": "2025-08-29"},
            ),
            sentence(
                "Analysts at Borg & Co. estimate that the market will shrink by 3% next year.",
                claim("the market will shrink by 3% next year", by="Analysts at Borg & Co."),
                apart=["Analysts at Borg & Co. estimate that"],
                dates={"next year": "2026"},
            ),
        ),
    ),
)
