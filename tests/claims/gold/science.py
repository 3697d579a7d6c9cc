"""Science and health: studies as sources, percentages, cautious wording."""

from datetime import date

from tests.claims.gold.labels import DIRECT, INSTRUCTION, MIXED, PREDICTION, QUESTION, GoldText, claim, sentence

EELGRASS = GoldText(
    "eelgrass-study",
    "science",
    "en",
    date(2025, 9, 3),
    headline="Restored Eelgrass Meadows Store Carbon Within a Decade",
    paragraphs=(
        (
            sentence(
                "Replanted eelgrass can store as much carbon as an undisturbed meadow within ten years, a study of 17 bays "
                "has found.",
                claim(
                    "Replanted eelgrass can store as much carbon as an undisturbed meadow within ten years",
                    by="a study of 17 bays",
                ),
                apart=["a study of 17 bays has found"],
            ),
            sentence(
                "The work, led by marine biologist Oona Salt and published on Monday in the journal Shore Ecology, "
                "compared 412 sediment cores taken between 2012 and 2024.",
                claim("The work, led by marine biologist Oona Salt"),
                claim("The work", "published on Monday in the journal Shore Ecology"),
                claim("The work", "compared 412 sediment cores taken between 2012 and 2024"),
                dates={"Monday": "2025-09-01", "2012": "2012", "2024": "2024"},
            ),
        ),
        (
            sentence(
                "“We expected fifty years,” Salt said.",
                claim("We expected fifty years", by="Salt", mode=DIRECT),
                apart=["Salt said"],
            ),
            sentence(
                "“Then the first cores came back, and we thought the scales were broken.”",
                claim(
                    "Then the first cores came back, and we thought the scales were broken",
                    by="Salt",
                    mode=DIRECT,
                ),
            ),
        ),
        (
            sentence(
                "Eelgrass has disappeared from about 30 percent of the coast since the 1930s, when a wasting disease killed "
                "most of the plants.",
                claim("Eelgrass has disappeared from about 30 percent of the coast since the 1930s", hedges=["about"]),
                claim("the 1930s, when a wasting disease killed most of the plants"),
                dates={"the 1930s": "193"},
            ),
            sentence(
                "Warmer water may be slowing its return, but the cause remains unknown.",
                claim("Warmer water may be slowing its return", hedges=["may", "remains unknown"]),
                claim("the cause remains unknown", hedges=["remains unknown"]),
            ),
        ),
        (
            sentence(
                "Not everyone is convinced.",
            ),
            sentence(
                "Ilse Grau, a geochemist at the University of Merle who was not involved in the study, warned that the "
                "sample was small and that storms could undo the gain.",
                claim("Ilse Grau, a geochemist at the University of Merle"),
                claim("Ilse Grau", "who was not involved in the study"),
                claim(
                    "the sample was small",
                    by="Ilse Grau, a geochemist at the University of Merle who was not involved in the study / Ilse Grau",
                ),
                claim(
                    "storms could undo the gain",
                    by="Ilse Grau, a geochemist at the University of Merle who was not involved in the study / Ilse Grau",
                    hedges=["could"],
                ),
                apart=["warned that"],
            ),
            sentence(
                "The authors acknowledge that only two of the bays lie north of 60 degrees.",
                claim("only two of the bays lie north of 60 degrees", by="The authors"),
                apart=["The authors acknowledge that"],
            ),
            sentence(
                "Should governments pay for planting?",
                claim("Should governments pay for planting", kind=QUESTION),
            ),
        ),
    ),
)

MEASLES = GoldText(
    "measles-outbreak",
    "health",
    "en",
    date(2024, 5, 27),
    paragraphs=(
        (
            sentence(
                "Health officials in Corran County have recorded 58 cases of measles since 1 April, the largest outbreak "
                "there in 22 years.",
                claim("Health officials in Corran County have recorded 58 cases of measles since 1 April"),
                claim("58 cases of measles", "the largest outbreak there in 22 years"),
                dates={"1 April": "2024-04-01"},
            ),
            sentence(
                "Forty-nine of the patients had not been vaccinated, and nine needed hospital care, the county's health "
                "department said in its weekly bulletin.",
                claim("Forty-nine of the patients had not been vaccinated", by="the county's health department"),
                claim("nine needed hospital care", by="the county's health department"),
                apart=["the county's health department said in its weekly bulletin"],
            ),
        ),
        (
            sentence(
                "No one has died.",
            ),
            sentence(
                "The first patient appears to have caught the virus at an airport in mid-March, said Dr Wen Adeyo, the "
                "department's epidemiologist.",
                claim(
                    "The first patient appears to have caught the virus at an airport in mid-March",
                    by="Dr Wen Adeyo, the department's epidemiologist / Dr Wen Adeyo",
                    hedges=["appears to"],
                ),
                apart=["said Dr Wen Adeyo, the department's epidemiologist"],
                dates={"mid-March": "2024-03"},
            ),
            sentence(
                "She said she was “deeply worried” about two schools where fewer than 80 percent of pupils are protected.",
                claim("she was “deeply worried” about two schools", by="She / Dr Wen Adeyo", mode=MIXED),
                claim(
                    "two schools where fewer than 80 percent of pupils are protected",
                    by="She / Dr Wen Adeyo",
                    hedges=["fewer than"],
                ),
                apart=["She said"],
            ),
        ),
        (
            sentence(
                "Posts shared thousands of times claim that the vaccine caused the outbreak.",
                claim(
                    "the vaccine caused the outbreak",
                    by="Posts shared thousands of times / Posts",
                    hedges=["claim"],
                ),
                apart=["Posts shared thousands of times claim that"],
            ),
            sentence(
                "There is no evidence for this: laboratory tests found the wild strain in all 58 samples.",
                claim("There is no evidence for this"),
                claim("the wild strain in all 58 samples", by="laboratory tests"),
                apart=["laboratory tests found"],
            ),
            sentence(
                "The vaccine prevents 97 percent of infections after two doses, according to the national health "
                "institute, and costs families nothing.",
                claim(
                    "The vaccine prevents 97 percent of infections after two doses", by="the national health institute"
                ),
                claim("The vaccine", "costs families nothing"),
                apart=["according to the national health institute"],
            ),
        ),
        (
            sentence(
                "Clinics will open on Saturday and Sunday.",
                claim("Clinics will open on Saturday and Sunday", kind=PREDICTION),
                dates={"Saturday": "2024-06-01", "Sunday": "2024-06-02"},
            ),
            sentence(
                "Call your doctor before you come in if you have a rash.",
                claim("Call your doctor before you come in if you have a rash", kind=INSTRUCTION),
            ),
            sentence(
                "The county declared an emergency yesterday, its third since 2001.",
                claim("The county declared an emergency yesterday"),
                claim("an emergency", "its third since 2001"),
                dates={"yesterday": "2024-05-26", "2001": "2001"},
            ),
        ),
    ),
)
