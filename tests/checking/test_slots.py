"""Places in a line: their order, and that none is lost."""

import asyncio

from verify.checking.slots import Line


async def _come(line: Line, name: str, came: list[str], urgent: bool = False) -> None:
    await line.acquire(urgent)
    came.append(name)


async def _waiting(line: Line, came: list[str], *names: str) -> list[asyncio.Task[None]]:
    """Tasks that stand in ``line`` in the order of ``names``; those in capitals are urgent."""
    tasks = [asyncio.create_task(_come(line, name, came, name.isupper())) for name in names]
    await asyncio.sleep(0)
    return tasks


def test_places_are_handed_on_in_the_order_of_asking_and_the_urgent_first() -> None:
    async def story() -> list[str]:
        came: list[str] = []
        line = Line(1)
        await line.acquire()
        tasks = await _waiting(line, came, "a", "b", "C", "D")
        for _ in tasks:
            line.release()
        await asyncio.gather(*tasks)
        return came

    assert asyncio.run(story()) == ["C", "D", "a", "b"]


def test_who_gives_up_leaves_the_place_to_the_next_even_in_the_moment_of_getting_it() -> None:
    async def story() -> list[str]:
        came: list[str] = []
        line = Line(1)
        await line.acquire()
        early, late, patient = await _waiting(line, came, "early", "late", "patient")
        early.cancel()
        line.release()
        late.cancel()
        await asyncio.wait([early, late, patient], timeout=30)
        return came

    assert asyncio.run(story()) == ["patient"]


def test_a_line_has_as_many_places_as_before_after_all_have_left() -> None:
    async def story() -> int:
        came: list[str] = []
        line = Line(2)
        for name in ("a", "b"):
            await _come(line, name, came)
        tasks = await _waiting(line, came, "c", "d")
        for _ in range(4):
            line.release()
        await asyncio.gather(*tasks)
        later = await _waiting(line, came, "e", "f", "g")
        there = len(came)
        later[-1].cancel()
        return there

    assert asyncio.run(story()) == 6
