"""Courts and police: charges, pleas, statements read out, who alleges what."""

from datetime import date

from tests.claims.gold.labels import DIRECT, MIXED, PREDICTION, GoldText, claim, sentence

ARDEN = GoldText(
    "arden-trial",
    "court",
    "en",
    date(2025, 2, 14),
    headline="Former Mayor of Arden Quay Jailed for Bribery",
    paragraphs=(
        (
            sentence(
                "A former mayor was sentenced to six years in prison on Thursday for taking $1.3 million in bribes from a "
                "dredging company.",
                claim(
                    "A former mayor was sentenced to six years in prison on Thursday for taking $1.3 million in bribes "
                    "from a dredging company"
                ),
                dates={"Thursday": "2025-02-13"},
            ),
            sentence(
                "Thomas Relling, 61, showed no emotion as Judge Amira Castell read the verdict, and was led away in "
                "handcuffs.",
                claim("Thomas Relling, 61"),
                claim("Thomas Relling", "showed no emotion as Judge Amira Castell read the verdict"),
                claim("Thomas Relling", "was led away in handcuffs"),
            ),
        ),
        (
            sentence(
                "“You treated a public office as a private purse,” Castell told him.",
                claim("You treated a public office as a private purse", by="Castell", mode=DIRECT),
                apart=["Castell told him"],
            ),
            sentence(
                "She also fined the company, Blue Anchor Dredging, $4 million and barred it from public contracts until "
                "2031.",
                claim("She also fined the company, Blue Anchor Dredging, $4 million"),
                claim("She", "barred it from public contracts until 2031"),
                dates={"2031": "2031"},
            ),
        ),
        (
            sentence(
                "Prosecutors said Relling met the company's director, Hugo Marsh, eleven times between May 2019 and "
                "January 2021 and received cash in shoe boxes.",
                claim(
                    "Relling met the company's director, Hugo Marsh, eleven times between May 2019 and January 2021",
                    by="Prosecutors",
                ),
                claim("Relling", "received cash in shoe boxes", by="Prosecutors"),
                claim("the company's director, Hugo Marsh"),
                apart=["Prosecutors said"],
                dates={"May 2019": "2019-05", "January 2021": "2021-01"},
            ),
            sentence(
                "According to the indictment, an accountant allegedly destroyed at least 200 emails after investigators "
                "searched the town hall.",
                claim(
                    "an accountant allegedly destroyed at least 200 emails after investigators searched the town hall",
                    by="the indictment",
                    hedges=["allegedly", "at least"],
                ),
                apart=["According to the indictment"],
            ),
        ),
        (
            sentence(
                "Relling, who pleaded not guilty, told the court that the money was a loan and that Marsh had said it "
                "need not be declared.",
                claim("Relling, who pleaded not guilty"),
                claim("the money was a loan", by="Relling"),
                claim("it need not be declared", by="Relling", via="Marsh"),
                apart=["told the court that", "that Marsh had said"],
            ),
            sentence(
                "His lawyer, Petra Lindqvist, called the sentence “wildly excessive” and said he would appeal.",
                claim("the sentence “wildly excessive”", by="His lawyer, Petra Lindqvist", mode=MIXED),
                claim("he would appeal", by="His lawyer, Petra Lindqvist"),
                apart=["His lawyer, Petra Lindqvist, called", "said"],
            ),
            sentence(
                "“Mr Relling paid back every cent,” read a statement issued by her office.",
                claim(
                    "Mr Relling paid back every cent",
                    by="a statement issued by her office / her office",
                    mode=DIRECT,
                ),
                apart=["read a statement issued by her office"],
            ),
        ),
        (
            sentence(
                "Marsh left the country in 2022 and is believed to be living in Portugal.",
                claim("Marsh left the country in 2022"),
                claim("Marsh", "is believed to be living in Portugal", hedges=["is believed to"]),
                dates={"2022": "2022"},
            ),
            sentence(
                "A hearing on the confiscation of his house will be held on 3 March.",
                claim("A hearing on the confiscation of his house will be held on 3 March", kind=PREDICTION),
                dates={"3 March": "2025-03-03"},
            ),
        ),
    ),
)

HOLMWOOD = GoldText(
    "holmwood-arrests",
    "court",
    "en",
    date(2023, 11, 20),
    paragraphs=(
        (
            sentence(
                "Police have arrested four men over the theft of a bronze age necklace from the Holmwood museum, a force "
                "spokesperson confirmed on Monday.",
                claim(
                    "Police have arrested four men over the theft of a bronze age necklace from the Holmwood museum",
                    by="a force spokesperson",
                ),
                apart=["a force spokesperson confirmed on Monday"],
                dates={"Monday": "2023-11-20"},
            ),
            sentence(
                "Two of the suspects, aged 24 and 31, were detained at a ferry terminal on Saturday, while the others "
                "handed themselves in a day later.",
                claim("Two of the suspects, aged 24 and 31"),
                claim("Two of the suspects", "were detained at a ferry terminal on Saturday"),
                claim("the others handed themselves in a day later"),
                dates={"Saturday": "2023-11-18", "a day later": "2023-11-19"},
            ),
        ),
        (
            sentence(
                "The necklace, which is about 3,200 years old, was found by a farmer in 1954.",
                claim("The necklace, which is about 3,200 years old", hedges=["about"]),
                claim("The necklace", "was found by a farmer in 1954"),
                dates={"1954": "1954"},
            ),
            sentence(
                "Its insurance value was put at £900,000.",
            ),
        ),
        (
            sentence(
                "Detective Inspector Jo Farrow said the thieves “knew exactly which alarm to cut”.",
                claim(
                    "the thieves “knew exactly which alarm to cut”",
                    by="Detective Inspector Jo Farrow",
                    mode=MIXED,
                ),
                apart=["Detective Inspector Jo Farrow said"],
            ),
            sentence(
                "“We are looking at whether somebody inside helped them.”",
                claim(
                    "We are looking at whether somebody inside helped them",
                    by="Detective Inspector Jo Farrow",
                    mode=DIRECT,
                ),
            ),
            sentence(
                "A night guard was questioned on Tuesday 15 November but has not been charged.",
                claim("A night guard was questioned on Tuesday 15 November"),
                claim("A night guard", "has not been charged"),
                dates={"Tuesday 15 November": "2023-11-15"},
                contradicted=["Tuesday 15 November"],
            ),
        ),
        (
            sentence(
                "According to a person familiar with the inquiry, the necklace has probably been melted down.",
                claim(
                    "the necklace has probably been melted down",
                    by="a person familiar with the inquiry",
                    hedges=["probably", "could not be confirmed"],
                ),
                apart=["According to a person familiar with the inquiry"],
            ),
            sentence(
                "That claim could not be confirmed.",
                claim(hedges=["could not be confirmed"]),
            ),
            sentence(
                "The museum lost 14 other objects in the raid, its director wrote in a letter to patrons, and has closed "
                "its treasury until further notice.",
                claim("The museum lost 14 other objects in the raid", by="its director"),
                claim("The museum", "has closed its treasury until further notice"),
                apart=["its director wrote in a letter to patrons"],
            ),
        ),
    ),
)
