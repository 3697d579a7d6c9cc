"""Sport and culture: results, records, biographies, praise."""

from datetime import date

from tests.claims.gold.labels import DIRECT, MIXED, OPINION, PREDICTION, GoldText, claim, sentence

MARATHON = GoldText(
    "harrowgate-marathon",
    "sport",
    "en",
    date(2024, 10, 8),
    headline="Okello Wins Harrow Bay Marathon in Record Time",
    paragraphs=(
        (
            sentence(
                "Grace Okello won the Harrow Bay marathon on Sunday in 2 hours 19 minutes 4 seconds, breaking a course "
                "record that had stood since 2006.",
                claim("Grace Okello won the Harrow Bay marathon on Sunday in 2 hours 19 minutes 4 seconds"),
                claim("Grace Okello", "breaking a course record that had stood since 2006"),
                dates={"Sunday": "2024-10-06", "2006": "2006"},
            ),
            sentence(
                "The 28-year-old, a former mail carrier, left her rivals behind after 31 kilometres and finished almost "
                "two minutes ahead of Lin Sauer.",
                claim("The 28-year-old, a former mail carrier"),
                claim("The 28-year-old", "left her rivals behind after 31 kilometres"),
                claim("The 28-year-old", "finished almost two minutes ahead of Lin Sauer", hedges=["almost"]),
            ),
        ),
        (
            sentence(
                '"I looked back once and there was nobody there," Okello said, wrapped in a towel.',
                claim("I looked back once and there was nobody there", by="Okello", mode=DIRECT),
                apart=["Okello said, wrapped in a towel"],
            ),
            sentence(
                '"After that," she added, "I ran for my father."',
                claim("After that", "I ran for my father", by="she / Okello", mode=DIRECT),
                apart=["she added"],
            ),
            sentence(
                "Her father, Samuel, died in July.",
                claim("Her father, Samuel, died in July"),
                dates={"July": "2024-07"},
            ),
        ),
        (
            sentence(
                "Some 14,500 runners started in heavy rain; 212 were treated for cold, organisers said.",
                claim("Some 14,500 runners started in heavy rain", by="organisers", hedges=["Some"]),
                claim("212 were treated for cold", by="organisers"),
                apart=["organisers said"],
            ),
            sentence(
                "Race director Paul Immer rejected criticism of the early start as “nonsense” and said the wind would have "
                "been worse at ten.",
                claim("criticism of the early start as “nonsense”", by="Race director Paul Immer", mode=MIXED),
                claim("the wind would have been worse at ten", by="Race director Paul Immer"),
                apart=["Race director Paul Immer rejected", "said"],
            ),
            sentence(
                "It was the best race the city has ever seen.",
                claim("It was the best race the city has ever seen", kind=OPINION),
            ),
            sentence(
                "Okello, who did not compete in 2023 because of a knee injury, is set to run in Kyoto next spring.",
                claim("Okello, who did not compete in 2023 because of a knee injury"),
                claim("Okello", "is set to run in Kyoto next spring", kind=PREDICTION),
                dates={"2023": "2023", "next spring": "2025-SP"},
            ),
        ),
    ),
)

MURAL = GoldText(
    "carmine-mural",
    "culture",
    "en",
    date(2025, 4, 7),
    paragraphs=(
        (
            sentence(
                "Workers restoring a cinema in Carmine have uncovered a mural that experts believe was painted by Ada "
                "Quill, the city's library announced on Friday.",
                claim("Workers restoring a cinema in Carmine have uncovered a mural", by="the city's library"),
                claim(
                    "a mural that",
                    "was painted by Ada Quill",
                    by="the city's library",
                    via="experts",
                    hedges=["believe"],
                ),
                apart=["the city's library announced on Friday", "experts believe"],
                dates={"Friday": "2025-04-04"},
            ),
            sentence(
                "The painting is nine metres long and shows a flooded market.",
                claim("The painting is nine metres long"),
                claim("The painting", "shows a flooded market"),
            ),
        ),
        (
            sentence(
                "Quill, born in 1911, studied in Lisbon and returned to Carmine in the winter of 1938 to paint sets for the "
                "opera.",
                claim("Quill, born in 1911"),
                claim("Quill", "studied in Lisbon"),
                claim("Quill", "returned to Carmine in the winter of 1938 to paint sets for the opera"),
                dates={"1911": "1911", "the winter of 1938": "1938-WI"},
            ),
            sentence(
                "No signature has been found so far.",
            ),
        ),
        (
            sentence(
                "“Everything about the blue says Quill,” art historian Benno Tait told the radio station KLR.",
                claim("Everything about the blue says Quill", by="art historian Benno Tait", mode=DIRECT),
                apart=["art historian Benno Tait told the radio station KLR"],
            ),
            sentence(
                "“But I would not bet my house on it.”",
                claim("But I would not bet my house on it", by="art historian Benno Tait", mode=DIRECT),
            ),
            sentence(
                "A rival expert, who spoke on condition of anonymity, suggested the mural could be the work of a pupil.",
                claim(
                    "the mural could be the work of a pupil",
                    by="A rival expert, who spoke on condition of anonymity / A rival expert",
                    hedges=["could"],
                ),
                apart=["A rival expert, who spoke on condition of anonymity, suggested"],
            ),
        ),
        (
            sentence(
                "The cinema closed in 1987, was used as a warehouse and burned twice.",
                claim("The cinema closed in 1987"),
                claim("The cinema", "was used as a warehouse"),
                claim("The cinema", "burned twice"),
                dates={"1987": "1987"},
            ),
            sentence(
                "Its owner, the developer Hallam Estates, bought it three years ago for $2.1 million and plans to open a "
                "hotel there in 2027.",
                claim("Its owner, the developer Hallam Estates"),
                claim("Its owner", "bought it three years ago for $2.1 million"),
                claim("Its owner", "plans to open a hotel there in 2027"),
                dates={"three years ago": "2022", "2027": "2027"},
            ),
            sentence(
                "Neighbours have asked the council to protect the building, which is not listed.",
                claim("Neighbours have asked the council to protect the building"),
                claim("the building, which is not listed"),
            ),
            sentence(
                "“If they cover that wall, I will chain myself to it,” wrote one of them, Mrs. R. J. Odum, in a letter to "
                "this newspaper.",
                claim(
                    "If they cover that wall, I will chain myself to it",
                    by="one of them, Mrs. R. J. Odum / Mrs. R. J. Odum",
                    mode=DIRECT,
                ),
                apart=["wrote one of them, Mrs. R. J. Odum, in a letter to this newspaper"],
            ),
            sentence(
                "The library will show drawings by Quill from 9 April.",
                claim("The library will show drawings by Quill from 9 April", kind=PREDICTION),
                dates={"9 April": "2025-04-09"},
            ),
        ),
    ),
)
