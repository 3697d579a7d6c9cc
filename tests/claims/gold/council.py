"""Local councils: votes, budgets, objections, what residents say."""

from datetime import date

from tests.claims.gold.labels import DIRECT, MIXED, OPINION, PREDICTION, QUESTION, GoldText, claim, sentence

LIDO = GoldText(
    "lido-vote",
    "council",
    "en",
    date(2024, 5, 27),
    headline="Councillors Vote to Close Thornsea Lido",
    paragraphs=(
        (
            sentence(
                "Councillors in Thornsea voted 19 to 16 last Thursday to close the town's open-air pool, ending 88 years "
                "of sea bathing behind its white walls.",
                claim("Councillors in Thornsea voted 19 to 16 last Thursday to close the town's open-air pool"),
                claim("ending 88 years of sea bathing behind its white walls"),
                dates={"last Thursday": "2024-05-23"},
            ),
            sentence(
                "The lido needs repairs worth £2.4m, and its pump failed twice in 2023, a council report says.",
                claim("The lido needs repairs worth £2.4m", by="a council report"),
                claim("its pump failed twice in 2023", by="a council report"),
                apart=["a council report says"],
                dates={"2023": "2023"},
            ),
        ),
        (
            sentence(
                "Council leader Maud Perrin told the meeting: “We cannot heat water with good wishes.”",
                claim("We cannot heat water with good wishes", by="Council leader Maud Perrin", mode=DIRECT),
                apart=["Council leader Maud Perrin told the meeting"],
            ),
            sentence(
                "She added that each swim cost the town £11, while a ticket is £4.50.",
                claim("each swim cost the town £11", by="She / Maud Perrin"),
                claim("a ticket is £4.50", by="She / Maud Perrin"),
                apart=["She added that"],
            ),
        ),
        (
            sentence(
                "“That figure is invented,” shouted a man in the gallery, who was asked to leave.",
                claim("That figure is invented", by="a man in the gallery", mode=DIRECT),
                claim("a man in the gallery, who was asked to leave"),
                apart=["shouted"],
            ),
            sentence(
                "Opposition councillor Dev Rao quoted a 2021 survey in which 72 percent of residents said they used the "
                "pool at least once a year.",
                claim(
                    "72 percent of residents",
                    "they used the pool at least once a year",
                    by="Opposition councillor Dev Rao",
                    via="72 percent of residents",
                    hedges=["at least"],
                ),
                apart=["Opposition councillor Dev Rao quoted", "a 2021 survey in which", ("said", 1)],
                dates={"2021": "2021"},
            ),
            sentence(
                "A petition against the closure has collected more than 6,300 signatures, its organisers say.",
                claim(
                    "A petition against the closure has collected more than 6,300 signatures",
                    by="its organisers",
                    hedges=["more than"],
                ),
                apart=["its organisers say"],
            ),
        ),
        (
            sentence(
                "The lido will shut on 30 September.",
                claim("The lido will shut on 30 September", kind=PREDICTION),
                dates={"30 September": "2024-09-30"},
            ),
            sentence(
                "What becomes of the site is not yet known.",
                claim("What becomes of the site is not yet known", hedges=["not yet known"]),
            ),
            sentence(
                "Officers reportedly favour a car park, though Perrin rejected that on Friday, saying “nothing has been "
                "decided”.",
                claim("Officers reportedly favour a car park", hedges=["reportedly"]),
                claim("Perrin rejected that on Friday"),
                claim("nothing has been decided", by="Perrin", mode=DIRECT),
                apart=["saying"],
                dates={"Friday": "2024-05-24"},
            ),
            sentence(
                "A seaside town without a pool is, frankly, absurd.",
                claim("A seaside town without a pool is, frankly, absurd", kind=OPINION),
            ),
        ),
    ),
)

ZARECHNY = GoldText(
    "zarechny-budget",
    "council",
    "ru",
    date(2025, 2, 14),
    paragraphs=(
        (
            sentence(
                "Депутаты городской думы Заречного 13 февраля утвердили бюджет на 2025 год и повысили плату за детские "
                "сады на 12%.",
                claim("Депутаты городской думы Заречного 13 февраля утвердили бюджет на 2025 год"),
                claim(
                    "Депутаты городской думы Заречного 13 февраля",
                    "повысили плату за детские сады на 12%",
                ),
                dates={"13 февраля": "2025-02-13", "2025 год": "2025"},
            ),
            sentence(
                "Доходы города составят 4,2 млрд рублей, расходы — 4,5 млрд.",
                claim("Доходы города составят 4,2 млрд рублей", kind=PREDICTION),
                claim("расходы — 4,5 млрд", kind=PREDICTION),
            ),
        ),
        (
            sentence(
                "«Другого выхода у нас нет», — сказала председатель комитета по финансам Вера Латышева.",
                claim(
                    "Другого выхода у нас нет",
                    by="председатель комитета по финансам Вера Латышева",
                    mode=DIRECT,
                ),
                apart=["сказала председатель комитета по финансам Вера Латышева"],
            ),
            sentence(
                "Она подчеркнула, что дефицит впервые с 2016 года превысил 6%.",
                claim("дефицит впервые с 2016 года превысил 6%", by="Она / Вера Латышева"),
                apart=["Она подчеркнула, что"],
                dates={"2016 года": "2016"},
            ),
        ),
        (
            sentence(
                "Депутат Игорь Мохов, голосовавший против, назвал решение «ударом по молодым семьям».",
                claim("Депутат Игорь Мохов, голосовавший против"),
                claim("решение «ударом по молодым семьям»", by="Депутат Игорь Мохов", mode=MIXED),
                apart=["назвал"],
            ),
            sentence(
                "По данным родительского комитета, места в садах ждут не менее 700 детей.",
                claim(
                    "места в садах ждут не менее 700 детей",
                    by="родительского комитета",
                    hedges=["не менее", "не подтвердили"],
                ),
                apart=["По данным родительского комитета"],
            ),
            sentence(
                "В мэрии эту цифру не подтвердили.",
                claim(hedges=["не подтвердили"]),
            ),
        ),
        (
            sentence(
                "Новый мост через Лугу, который должны были открыть прошлой осенью, будет сдан в 2026 году, рассказал "
                "журналистам на условиях анонимности сотрудник мэрии.",
                claim(
                    "Новый мост через Лугу, который должны были открыть прошлой осенью",
                    by="сотрудник мэрии",
                ),
                claim("Новый мост через Лугу", "будет сдан в 2026 году", by="сотрудник мэрии"),
                apart=["рассказал журналистам на условиях анонимности сотрудник мэрии"],
                dates={"прошлой осенью": "2024-FA", "2026 году": "2026"},
            ),
            sentence(
                "Возможно, сроки снова сдвинутся.",
                claim("сроки снова сдвинутся", hedges=["Возможно"], kind=PREDICTION),
                apart=["Возможно"],
            ),
            sentence(
                "Хватит ли городу денег?",
                claim("Хватит ли городу денег", kind=QUESTION),
            ),
        ),
    ),
)
